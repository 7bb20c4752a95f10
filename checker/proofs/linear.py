"""Which multiples of rows add up to something impossible, in exact fractions."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from math import gcd, lcm
from typing import TypeVar

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Compare, Constraint, Relation, at_most
from checker.algebra.polynomials import Monomial, Polynomial
from checker.solvers.exact.programme import Programme
from checker.solvers.protocol import Undecided

Key = TypeVar("Key")
ZERO = Fraction(0)


def multipliers(rows: Sequence[Compare], bounds: Sequence[Compare]) -> list[int] | None:
    """How often each of some rows is taken in the sum that is impossible; None if there is none.

    Of rows and bounds that cannot all hold, while any fewer can, the multipliers are one ray
    (Gleeson and Ryan 1990): what takes every unknown out of the sum that has no bound among these.
    A bound is a row of one unknown, taken as often as it takes to take out its own.
    """
    left = {key for one in bounds for key, _ in one.polynomial.terms}
    lines: dict[Monomial, dict[int, Fraction]] = {}
    for number, row in enumerate(rows):
        for key, factor in row.polynomial.terms:
            if key and key not in left:
                lines.setdefault(key, {})[number] = factor
    found = _null_vector([lines[key] for key in sorted(lines)], len(rows))
    if found is None:
        return None
    whole = coprime(found)
    for signed in (whole, [-times for times in whole]):
        if _is_impossible(rows, signed, left):
            return signed
    return None


def _is_impossible(
    rows: Sequence[Compare], times: Sequence[int], left: AbstractSet[Monomial]
) -> bool:
    """Whether a sum says that something positive, with what is not negative, is at most 0."""
    pairs = list(zip(rows, times, strict=True))
    if any(n < 0 and row.relation is not Relation.EQUAL for row, n in pairs):
        return False
    total = added(rows, times).polynomial
    if any(key and (factor < 0 or key not in left) for key, factor in total.terms):
        return False
    strict = any(row.relation is Relation.LESS and n for row, n in pairs)
    return total.constant > 0 or (total.constant == 0 and strict)


def added(rows: Sequence[Compare], times: Sequence[int]) -> Compare:
    """The sum of rows, each so many times."""
    total = Polynomial()
    for row, n in zip(rows, times, strict=True):
        total += row.polynomial.scaled(Fraction(n))
    relations = {row.relation for row in rows}
    for relation in (Relation.LESS, Relation.AT_MOST):
        if relation in relations:
            return Compare(total, relation)
    return Compare(total, Relation.EQUAL)


def coprime(values: Sequence[Fraction]) -> list[int]:
    """Fractions times the number that makes them whole and coprime."""
    scale = lcm(*(value.denominator for value in values))
    whole = [int(value * scale) for value in values]
    shared = gcd(*whole) or 1
    return [value // shared for value in whole]


def _factor(row: Compare, key: tuple[str, ...]) -> Fraction:
    return next((factor for name, factor in row.polynomial.terms if name == key), ZERO)


def _null_vector(lines: Iterable[dict[int, Fraction]], width: int) -> list[Fraction] | None:
    """What some lines take to zero, where that is one ray and the zero vector."""
    solved: dict[int, dict[int, Fraction]] = {}
    for line in lines:
        rest = dict(line)
        for column in sorted(set(rest) & set(solved)):
            _take(rest, solved[column], column)
        if rest:
            column = min(rest)
            lead = rest[column]
            pivot = {place: value / lead for place, value in rest.items()}
            for other in solved.values():
                _take(other, pivot, column)
            solved[column] = pivot
    free = [column for column in range(width) if column not in solved]
    if len(free) != 1:
        return None
    vector = [ZERO] * width
    vector[free[0]] = Fraction(1)
    for column, line in solved.items():
        vector[column] = -line.get(free[0], ZERO)
    return vector


def _take(line: dict[int, Fraction], pivot: Mapping[int, Fraction], column: int) -> None:
    """Takes a column out of a line, in place."""
    if column in line:
        _subtract(line, pivot, line[column])


def _subtract(line: dict[Key, Fraction], other: Mapping[Key, Fraction], times: Fraction) -> None:
    """Takes another line out of one so many times, in place."""
    for place, value in other.items():
        new = line.get(place, ZERO) - times * value
        if new:
            line[place] = new
        else:
            line.pop(place, None)


def singling(rows: Sequence[Compare], key: Monomial) -> list[int] | None:
    """How often each of some equations is taken in a sum that leaves one unknown; None if none."""
    others = {name for row in rows for name, _ in row.polynomial.terms if name and name != key}
    for times in without(rows, others):
        if any(name == key for name, _ in added(rows, times).polynomial.terms):
            return times
    return None


def without(rows: Sequence[Compare], unknowns: AbstractSet[Monomial]) -> list[list[int]]:
    """How often each of some equations is taken in sums from which some unknowns are gone."""
    pivots: dict[Monomial, tuple[dict[Monomial, Fraction], dict[int, Fraction]]] = {}
    found = []
    for number, row in enumerate(rows):
        line = {name: factor for name, factor in row.polynomial.terms if name}
        counts = {number: Fraction(1)}
        for lead, (other, taken) in pivots.items():
            if lead in line:
                times = line[lead] / other[lead]
                _subtract(line, other, times)
                _subtract(counts, taken, times)
        left = unknowns & line.keys()
        if left:
            pivots[min(left)] = (line, counts)
        elif line:
            found.append(coprime([counts.get(n, ZERO) for n in range(len(rows))]))
    return found


def least(
    rows: Sequence[Compare], not_negative: AbstractSet[Monomial], until: float
) -> list[int] | None:
    """The places of rows that add up to something impossible, each taken as few times as can be.

    The smallest sum of multipliers: a linear program whose best corner has few that are not 0.
    None where there is no such sum but of rows that leave out their end.
    """
    lines: dict[Monomial, dict[Monomial, Fraction]] = {(): {}}
    for number, row in enumerate(rows):
        for key, factor in row.polynomial.terms:
            line = lines.setdefault(key, {})
            line[f"{number}",] = factor
            if row.relation is Relation.EQUAL:
                line[f"-{number}",] = -factor
    taken = sorted({name for line in lines.values() for (name,) in line})
    rules: list[Constraint] = [
        Compare(
            -Polynomial.of(line),
            Relation.AT_MOST if key in not_negative else Relation.EQUAL,
        )
        for key, line in sorted(lines.items())
        if key
    ]
    rules.append(at_most(Polynomial.number(1), Polynomial.of(lines[()])))
    variables = tuple(Variable(name, whole=False, not_negative=True) for name in taken)
    programme = Programme(Component(variables, tuple(rules), (), ()), until)
    end = programme.highest((), -Polynomial.sum(taken))
    if isinstance(end, Undecided) or end.witness is None:
        return None
    values = end.witness.values()
    return sorted({int(name.removeprefix("-")) for name in taken if values[name]})


def indivisible(rows: Sequence[Compare]) -> list[int] | None:
    """Multiples of equations of whole numbers whose sum has factors that share a divisor.

    The divisor does not divide the constant, so no whole numbers fit. None where some do: the
    equations are brought to Hermite's normal form, and solved there.
    """
    keys = sorted({key for row in rows for key, _ in row.polynomial.terms if key})
    matrix = [[int(_factor(row, key)) for row in rows] for key in keys]
    # Each line of `matrix` is an unknown; lines may be swapped and added to each other.
    line = 0
    pivots: list[int] = []
    for column in range(len(rows)):
        while True:
            nonzero = [r for r in range(line, len(matrix)) if matrix[r][column]]
            if len(nonzero) <= 1:
                break
            least = min(nonzero, key=lambda r: (abs(matrix[r][column]), r))
            for r in nonzero:
                if r != least:
                    times = matrix[r][column] // matrix[least][column]
                    matrix[r] = [
                        a - times * b for a, b in zip(matrix[r], matrix[least], strict=True)
                    ]
        if nonzero:
            matrix[line], matrix[nonzero[0]] = matrix[nonzero[0]], matrix[line]
            pivots.append(column)
            line += 1
    return _unsolved(matrix, pivots, [-row.polynomial.constant for row in rows])


def _unsolved(
    matrix: Sequence[Sequence[int]], pivots: Sequence[int], right: Sequence[Fraction]
) -> list[int] | None:
    """Solves for the unknowns of Hermite's form one by one, up to one that is not whole."""
    values: list[Fraction] = []
    for number, column in enumerate(pivots):
        known = sum((matrix[r][column] * values[r] for r in range(number)), ZERO)
        value = (right[column] - known) / matrix[number][column]
        if value.denominator != 1:
            return _combination(matrix, pivots, number, len(right))
        values.append(value)
    return None


def _combination(
    matrix: Sequence[Sequence[int]], pivots: Sequence[int], number: int, width: int
) -> list[int]:
    """The multiples of the first equations that single out one unknown of the normal form."""
    found = [ZERO] * width
    found[pivots[number]] = Fraction(1, matrix[number][pivots[number]])
    for r in range(number - 1, -1, -1):
        total = sum((found[c] * matrix[r][c] for c in pivots[r + 1 : number + 1]), ZERO)
        found[pivots[r]] = -total / matrix[r][pivots[r]]
    return coprime(found)
