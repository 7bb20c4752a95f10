"""Constraints as bounds of columns that must all hold, and choices between such."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from checker.algebra.components import Component
from checker.algebra.constraints import All, Any, Compare, Constraint, Not, Relation, denied, stands
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.solvers.exact.near import Near, Value, plain
from checker.solvers.exact.tableau import Literal, Tableau


@dataclass(frozen=True, slots=True)
class Normal:
    """All of some literals, and one case of every choice. A choice without cases never holds."""

    literals: tuple[Literal, ...] = ()
    choices: tuple["Choice", ...] = ()

    def holds(self, values: list[Value]) -> bool:
        """Whether it does under values of all columns."""
        for one in self.literals:  # asked so often that generators would take half of the time
            if not one.holds(values):
                return False
        return all(is_made(choice, values) for choice in self.choices)


def is_made(choice: "Choice", values: list[Value]) -> bool:
    """Whether a case of a choice holds under values of all columns."""
    for case in choice:  # noqa: SIM110 - any() would take twice as long
        if case.holds(values):
            return True
    return False


Choice = tuple[Normal, ...]
"""Cases of which one must hold."""

TRUE = Normal()
FALSE = Normal((), ((),))


class Reader:
    """Reads the constraints of a component into one tableau; equal sums are one column.

    Terms with products of unknowns have no column: constraints must come without them.
    """

    def __init__(self, component: Component, tableau: Tableau) -> None:
        self._tableau = tableau
        self.columns = {v.name: tableau.add_unknown() for v in component.variables}
        self.whole = [variable.whole for variable in component.variables]
        self._sums: dict[tuple[tuple[int, int], ...], int] = {}

    def normal(self, constraint: Constraint) -> Normal:
        """What a constraint says of columns."""
        match constraint:
            case Compare(polynomial, relation):
                return self._compared(polynomial, relation)
            case All(parts):
                return _joined(self.normal(part) for part in parts)
            case Any(parts):
                return self._either(parts)
            case Not(part):
                return self.normal(denied(part))

    def _either(self, parts: Iterable[Constraint]) -> Normal:
        cases = []
        for part in parts:
            case = self.normal(part)
            if case == TRUE:
                return TRUE
            if () not in case.choices:
                cases.append(case)
        return cases[0] if len(cases) == 1 else Normal((), (tuple(cases),))

    def _compared(self, polynomial: Polynomial, relation: Relation) -> Normal:
        factors = {self.columns[key[0]]: factor for key, factor in polynomial.terms if key}
        if not factors:
            return TRUE if stands(polynomial.constant, relation) else FALSE
        column, scale, whole = self.column(factors)
        # scale * column + constant <relation> 0
        end = Fraction(-polynomial.constant) / scale
        if scale < 0 and relation in {Relation.AT_MOST, Relation.LESS}:
            return Normal((_at_least(column, end, strict=relation is Relation.LESS, whole=whole),))
        match relation:
            case Relation.AT_MOST | Relation.LESS:
                return Normal(
                    (_at_most(column, end, strict=relation is Relation.LESS, whole=whole),)
                )
            case Relation.EQUAL if whole and end.denominator != 1:
                return FALSE
            case Relation.EQUAL:
                value = plain(end)
                return Normal(
                    tuple(Literal(column, upper=side, value=value) for side in (True, False))
                )
            case Relation.UNEQUAL if whole and end.denominator != 1:
                return TRUE
            case Relation.UNEQUAL:
                cases = (
                    Normal((_at_most(column, end, strict=True, whole=whole),)),
                    Normal((_at_least(column, end, strict=True, whole=whole),)),
                )
                return Normal((), (cases,))

    def column(self, factors: dict[int, Fraction]) -> tuple[int, Fraction, bool]:
        """The column of a sum in lowest terms, the scale that it lacks, and if it is whole."""
        whole = all(map(self._is_whole, factors))
        if len(factors) == 1:
            ((column, factor),) = factors.items()
            return column, factor, whole
        terms = sorted(factors.items())
        up = lcm(*(factor.denominator for _, factor in terms))
        numbers = [factor.numerator * (up // factor.denominator) for _, factor in terms]
        down = gcd(*numbers) if numbers[0] > 0 else -gcd(*numbers)
        key = tuple((column, n // down) for (column, _), n in zip(terms, numbers, strict=True))
        if key not in self._sums:
            self._sums[key] = self._tableau.add_sum(dict(key))
        return self._sums[key], Fraction(down, up), whole

    def negative(self, column: int) -> int:
        """The column of what another one lacks to nothing."""
        key = ((column, -1),)
        if key not in self._sums:
            self._sums[key] = self._tableau.add_sum({column: -1})
        return self._sums[key]

    def _is_whole(self, unknown: int) -> bool:
        return self.whole[unknown]


def _joined(parts: Iterable[Normal]) -> Normal:
    """All of some; of bounds on one side of a column the tightest."""
    literals: dict[tuple[int, bool], Literal] = {}
    choices: list[Choice] = []
    for part in parts:
        choices += part.choices
        for one in part.literals:
            key = (one.column, one.upper)
            known = literals.get(key)
            if known is None or (one.value < known.value) is one.upper:
                literals[key] = one
    return Normal(tuple(literals.values()), tuple(choices))


def _at_most(column: int, end: Fraction, *, strict: bool, whole: bool) -> Literal:
    if whole:
        return Literal(column, upper=True, value=ceil(end) - 1 if strict else floor(end))
    return Literal(column, upper=True, value=Near(plain(end), -1) if strict else plain(end))


def _at_least(column: int, end: Fraction, *, strict: bool, whole: bool) -> Literal:
    if whole:
        return Literal(column, upper=False, value=floor(end) + 1 if strict else ceil(end))
    return Literal(column, upper=False, value=Near(plain(end), 1) if strict else plain(end))


def literals_in(normal: Normal) -> Iterator[Literal]:
    """All literals, those of choices too."""
    yield from normal.literals
    for choice in normal.choices:
        for case in choice:
            yield from literals_in(case)
