"""Distinct statements: what is said, once, with everybody who says it."""

from collections.abc import Iterable
from operator import itemgetter

from checker.algebra.constraints import measures_in
from checker.claims.statements import Statement, Switch
from checker.compile.ranking import Rank, rank
from checker.frozen import dataclass
from checker.language.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Distinct:
    """One constraint with everybody who states it, in the order of `rank`."""

    meaning: Meaning
    supporters: tuple[Statement, ...]

    @property
    def key(self) -> str:
        """What it is known by: the same in every run, whatever is stated beside it."""
        return _key(self.meaning, self.supporters[0])

    @property
    def first(self) -> Statement:
        """The supporter that reports name: the first one that an article states."""
        stated = [statement for statement in self.supporters if statement.kind == "stated"]
        return (stated or list(self.supporters))[0]

    @property
    def rank(self) -> Rank:
        """Its place among others."""
        return rank(self.first, self.meaning.constraint.text)

    def as_in(self, path: str) -> "Distinct":
        """The same with who states it in an article before all others."""
        ordered = sorted(self.supporters, key=lambda s: s.article is None or s.article.path != path)
        return Distinct(self.meaning, tuple(ordered))

    @property
    def articles(self) -> frozenset[str]:
        """The paths of the articles that state it."""
        return frozenset(s.article.path for s in self.supporters if s.article is not None)

    @property
    def subject(self) -> str:
        """What its figure is of; its own constraint where it has no single figure."""
        if len(self.meaning.slots) != 1:
            return self.meaning.said.text
        slot = self.meaning.slots[0]
        ends = sorted(p.text for p in (slot.numerator, slot.denominator) if p is not None)
        age = f" in {slot.age_in.name}" if slot.age_in is not None else ""
        return " / ".join(ends) + age

    @property
    def is_assumed(self) -> bool:
        """Whether no article states it."""
        return all(statement.kind == "assumed" for statement in self.supporters)

    @property
    def is_rule(self) -> bool:
        """Whether it always holds, whoever says so too."""
        return any(statement.kind == "rule" for statement in self.supporters)


def merge(switches: Iterable[Switch]) -> tuple[Distinct, ...]:
    """Statements that say the same together, each with its supporters by rank."""
    texts = ((meaning.constraint.text, statement, meaning) for statement, meaning in switches)
    ranked = [(rank(s, said), s.id, s, m) for said, s, m in texts]
    found: dict[str, tuple[Meaning, list[Statement]]] = {}
    for _, _, statement, meaning in sorted(ranked, key=itemgetter(0, 1)):
        found.setdefault(_key(meaning, statement), (meaning, []))[1].append(statement)
    return tuple(Distinct(meaning, tuple(supporters)) for meaning, supporters in found.values())


def _key(meaning: Meaning, statement: Statement) -> str:
    """What a statement is known by, whoever makes it and wherever.

    `A > A` and `B > B` have one constraint without any measure, and say different things.
    """
    said = meaning.constraint
    return said.text if measures_in(said) else f"{said.text}: {statement.formula.text}"
