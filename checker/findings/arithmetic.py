"""Sums behind a contradiction: a figure's base or the figure itself, worked out from others.

Members that state an exact value are equations, and so are the rules of their vocabulary. Where
a value is a combination of these, the combination of the printed figures is a sum that a reader
can follow.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from checker.constraints.compiling import compile_system
from checker.findings.finding import Member
from checker.frozen import dataclass
from checker.language.algebra import (
    All,
    Compare,
    Constraint,
    Measure,
    Monomial,
    Polynomial,
    Relation,
)
from checker.language.figures import Kind
from checker.language.lexicon import Lexicon
from checker.language.scope import Slot
from checker.language.spell import number

_FEWEST = 2
"""Figures that make a sum."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`text` is the sum as written, `value` what it comes to, `words` what that is."""

    text: str
    value: Fraction
    words: str


def sums(members: Sequence[Member], lexicon: Lexicon) -> tuple[Sum, ...]:
    """The sums of at least two figures that the culprit's figure can be held against."""
    slot = _slot(members[0])
    if slot is None:
        return ()
    figures = [(m, s) for m in members[1:] if (s := _slot(m)) is not None and _is_exact(s)]
    if len(figures) < _FEWEST:
        return ()
    equations = _Equations(members, figures, lexicon)
    found = []
    for target, words in ((slot.denominator, "the whole"), (slot.numerator, "what is counted")):
        if target is not None and not target.is_number:
            total = equations.combination(target)
            if total is not None:
                found.append(Sum(*total, words))
    return tuple(found)


def _slot(member: Member) -> Slot | None:
    slots = member.distinct.meaning.slots
    return slots[0] if len(slots) == 1 else None


def _is_exact(slot: Slot) -> bool:
    if slot.figure.kind in {Kind.DATE, Kind.CLOCK} or slot.age_in is not None:
        return False
    return slot.relation == "=" and slot.denominator is None and slot.interval.is_point


Key = TypeVar("Key")
Row = dict[Monomial, Fraction]


class _Equations:
    """Equations of figures and rules in echelon form; each row knows which figures made it."""

    def __init__(
        self,
        members: Sequence[Member],
        figures: Sequence[tuple[Member, Slot]],
        lexicon: Lexicon,
    ) -> None:
        self._figures = figures
        self._rows: list[tuple[Monomial, Row, dict[int, Fraction]]] = []
        for equation in _rule_equations(members, lexicon):
            self._add(dict(equation.terms), {})
        for index, (_, slot) in enumerate(figures):
            value = slot.interval.low or Fraction(0)
            row = dict((slot.numerator - Polynomial.number(value)).terms)
            self._add(row, {index: Fraction(1)})

    def _add(self, row: Row, made: dict[int, Fraction]) -> None:
        self._reduce(row, made)
        pivot = min((key for key in row if key), default=None)
        if pivot is None:
            return
        factor = row[pivot]
        self._rows.append(
            (
                pivot,
                {key: value / factor for key, value in row.items()},
                {index: value / factor for index, value in made.items()},
            )
        )

    def _reduce(self, row: Row, made: dict[int, Fraction]) -> None:
        for pivot, other, parts in self._rows:
            factor = row.get(pivot)
            if factor:
                _subtract(row, other, factor)
                _subtract(made, parts, factor)

    def combination(self, target: Polynomial) -> tuple[str, Fraction] | None:
        """The sum of figures that a value comes to, written out; None when there is none."""
        row, made = dict(target.terms), dict[int, Fraction]()
        self._reduce(row, made)
        if any(row):
            return None
        used = [(index, -factor) for index, factor in sorted(made.items())]
        if len(used) < _FEWEST:
            return None
        text = " ".join(_terms(self._figures, used))
        value = sum(
            (factor * (self._figures[index][1].interval.low or 0) for index, factor in used),
            Fraction(0),
        )
        return text, value


def _subtract(row: dict[Key, Fraction], other: dict[Key, Fraction], factor: Fraction) -> None:
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - factor * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _terms(
    figures: Sequence[tuple[Member, Slot]], used: Iterable[tuple[int, Fraction]]
) -> Iterator[str]:
    for place, (index, factor) in enumerate(sorted(used, key=lambda item: item[1] < 0)):
        shown = figures[index][1].figure.printed
        if abs(factor) != 1:
            shown = f"{number(abs(factor))} × {shown}"
        sign = "-" if factor < 0 else "+"
        yield shown if not place and factor > 0 else f"{sign} {shown}"


def _rule_equations(members: Sequence[Member], lexicon: Lexicon) -> Iterator[Polynomial]:
    measures: dict[str, Measure] = {}
    for member in members:
        measures |= member.distinct.meaning.measures
    constraints = [member.distinct.meaning.constraint for member in members]
    system = compile_system(constraints, measures, lexicon)
    for component in system.components:
        for rule in component.rules:
            yield from _equalities(rule)
    for member in members:
        if _slot(member) is None:
            yield from _equalities(member.distinct.meaning.constraint)


def _equalities(constraint: Constraint) -> Iterator[Polynomial]:
    match constraint:
        case Compare(polynomial, Relation.EQUAL):
            yield polynomial
        case All(parts):
            for part in parts:
                yield from _equalities(part)
        case _:
            return
