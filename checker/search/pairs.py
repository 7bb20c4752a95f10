"""Statements that clash two by two, seen at once: they say ranges of one sum that share nothing."""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from checker.algebra.constraints import All, Compare, Constraint, Relation
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Monomial, Polynomial
from checker.limits import PAIRS

_ANYTHING = Interval(None, None)


def clashing_pairs(statements: Sequence[Constraint]) -> Iterator[frozenset[int]]:
    """The numbers of each two; of very many the first."""
    alike: dict[tuple[Monomial, ...], list[tuple[int, Compare]]] = {}
    for number, statement in enumerate(statements):
        for one in statement.parts if isinstance(statement, All) else (statement,):
            if isinstance(one, Compare):
                names = tuple(key for key, _ in one.polynomial.terms if key)
                alike.setdefault(names, []).append((number, one))
    alike.pop((), None)
    several = (said for said in alike.values() if said[0][0] != said[-1][0])
    return islice((pair for said in several for pair in _clashing(said)), PAIRS)


def _clashing(said: Sequence[tuple[int, Compare]]) -> Iterator[frozenset[int]]:
    """Those of what is said of the same unknowns."""
    ranges: dict[Polynomial, dict[int, Interval]] = {}
    for number, compared in said:
        total, where = _range(compared)
        by_number = ranges.setdefault(total, {})
        by_number[number] = by_number.get(number, _ANYTHING).meet(where)
    for of_one in ranges.values():
        for (number, one), (other, there) in combinations(of_one.items(), 2):
            if not one.meets(there):
                yield frozenset({number, other})


def _range(said: Compare) -> tuple[Polynomial, Interval]:
    """A sum whose first factor is 1, and where a comparison says that it lies."""
    total = said.polynomial.variable_part
    factor = total.terms[0][1]
    end = -said.polynomial.constant / factor
    if said.relation is Relation.EQUAL:
        found = Interval.point(end)
    elif said.relation is Relation.UNEQUAL:
        found = _ANYTHING
    elif factor > 0:
        found = Interval(None, end, high_open=said.relation is Relation.LESS)
    else:
        found = Interval(end, None, low_open=said.relation is Relation.LESS)
    return total if factor == 1 else total.scaled(1 / factor), found
