"""A topic, compiled: what of it is checked together, in groups that share nothing.

It is made once for a topic, part by part when somebody needs it, and kept with the topic: all that
is asked of a topic is asked of this.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint
from checker.claims.statements import Statement, Switch, Topic
from checker.compile.compiling import compile_system
from checker.compile.derived import derivations
from checker.compile.distinct import Distinct, merge
from checker.compile.pricing import as_whole_numbers, costs, weights
from checker.compile.system import System
from checker.frozen import dataclass
from checker.language.measures import Measure


@dataclass(frozen=True)
class Round:
    """Statements of a topic that are checked together; `only_for` one article, or for all.

    Rounds, and the groups of a round, remember what they were made into, for which they need
    dictionaries instead of slots.
    """

    topic: Topic
    switches: tuple[Switch, ...]
    only_for: str | None = None

    @cached_property
    def distinct(self) -> tuple[Distinct, ...]:
        """What is said, each once, by rank. Groups know these by their numbers here."""
        return merge(self.switches)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure that a statement names."""
        return {name: one for _, m in self.switches for name, one in m.measures.items()}

    @cached_property
    def system(self) -> System:
        """Its unknowns and the rules about them, in components."""
        return self.beside(())

    def beside(self, more: Iterable[Constraint], measures: Mapping[str, Measure] = {}) -> System:
        """The same with further constraints, whose numbers follow those of the statements."""
        constraints = [*(one.meaning.constraint for one in self.distinct), *more]
        return compile_system(constraints, {**self.measures, **measures}, self.topic.lexicon)

    @cached_property
    def groups(self) -> tuple["Group", ...]:
        """The statements that are connected with one another."""
        return tuple(Group(self, component) for component in self.system.components)

    def without(self, ids: Collection[str]) -> "Round":
        """The same but for what ids name."""
        if not ids:
            return self
        kept = tuple(one for one in self.switches if not one[0].is_among(ids))
        return Round(self.topic, kept, self.only_for)

    @cached_property
    def derived(self) -> Sequence[int]:
        """How many times each statement is derived from others."""
        return derivations(self.distinct)

    @cached_property
    def prices(self) -> tuple[Sequence[int], int]:
        """What each statement costs, times the number that makes all of them whole; that number."""
        return as_whole_numbers(costs(self.distinct, self.derived))

    @property
    def scale(self) -> int:
        """What the prices of its groups have to be divided by."""
        return self.prices[1]

    @cached_property
    def weights(self) -> Sequence[int]:
        """How heavy each statement is in a contradiction."""
        return weights(self.distinct)


@dataclass(frozen=True)
class Group:
    """Statements of a round that share unknowns, and perhaps what was asked beside them.

    Each has its place in the component.
    """

    round: Round
    component: Component

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The places of its statements by their numbers, without what was asked beside them."""
        most = len(self.round.distinct)
        return {n: place for place, n in enumerate(self.component.numbers) if n < most}

    @cached_property
    def stated(self) -> Mapping[int, Distinct]:
        """Its statements by their places."""
        return {place: self.round.distinct[number] for number, place in self.places.items()}

    @cached_property
    def quoted(self) -> Mapping[tuple[str, int, int], Sequence[int]]:
        """The places of what each passage says: by the article's path, its beginning and end."""
        found: dict[tuple[str, int, int], list[int]] = {}
        for place, one in self.stated.items():
            for passage in dict.fromkeys(s.passage for s in one.supporters):
                if passage is not None:
                    found.setdefault(passage, []).append(place)
        return found

    @cached_property
    def prices(self) -> Mapping[int, int]:
        """What each costs, times the scale of the round."""
        prices, _ = self.round.prices
        return {place: prices[number] for number, place in self.places.items()}

    @cached_property
    def weights(self) -> Mapping[int, int]:
        """How heavy each is in a contradiction."""
        heavy = self.round.weights
        return {place: heavy[number] for number, place in self.places.items()}

    def is_derived(self, place: int) -> bool:
        """Whether a statement is derived from others."""
        return self.round.derived[self.component.numbers[place]] > 0

    def cost(self, places: Iterable[int]) -> Fraction:
        """What it costs to withdraw some statements."""
        return Fraction(sum(self.prices[place] for place in places), self.round.scale)

    @property
    def rules(self) -> frozenset[int]:
        """The places of statements that a program gave as rules."""
        return frozenset(place for place, one in self.stated.items() if one.is_rule)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that is stated in it, by rank."""
        return tuple(statement for one in self.stated.values() for statement in one.supporters)

    @property
    def has_assumption_for_one(self) -> bool:
        """Whether it is checked apart, since an assumption for one article is in it."""
        return any(statement.only_for is not None for statement in self.statements)

    def chosen(self, places: Iterable[int]) -> tuple[Distinct, ...]:
        """The statements at some places, by rank."""
        return tuple(sorted((self.stated[place] for place in places), key=lambda one: one.rank))


def rounds_of(topic: Topic) -> tuple[Round, ...]:
    """All statements of a topic; then each article apart for which an assumption is made.

    An assumption with `for` holds for that article only, so it meets that article's statements
    and the assumptions that hold everywhere, and nothing else.
    """
    kept = vars(topic)  # of a frozen value; what is remembered is no part of it
    if "rounds" not in kept:
        kept["rounds"] = tuple(_rounds(topic))
    found: tuple[Round, ...] = kept["rounds"]
    return found


def everywhere(topic: Topic) -> Round:
    """What is stated and not taken back, with the assumptions that hold for every article."""
    return rounds_of(topic)[0]


def _rounds(topic: Topic) -> Iterator[Round]:
    taken_back = {s.id for withdrawal in topic.withdrawals for s in withdrawal.carried}
    standing = [one for one in topic.switches if one[0].id not in taken_back]
    yield Round(topic, tuple(one for one in standing if one[0].only_for is None))
    for path in sorted({s.only_for for s, _ in standing if s.only_for is not None}):
        chosen = tuple(
            (s, m)
            for s, m in standing
            if s.only_for in {None, path} and (s.article is None or s.article.path == path)
        )
        yield Round(topic, chosen, path)
