"""Statements with products of unknowns, made linear: by leaving products out, or by known factors.

What contradicts itself without its products does so with them. With the factors at some values
what is left is linear, and what holds there holds. With the factors in some ranges something linear
follows, and what cannot hold with it cannot hold there.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction

from checker.algebra.constraints import (
    All,
    Any,
    Compare,
    Constraint,
    Not,
    Relation,
    comparisons,
    is_linear,
    mapped,
)
from checker.algebra.polynomials import Monomial, Polynomial
from checker.solvers.implicants import with_values


def without_products(constraint: Constraint) -> Constraint:
    """Something linear that follows from a constraint."""
    match constraint:
        case All(parts):
            return All(tuple(without_products(part) for part in parts))
        case Any(parts):
            return Any(tuple(without_products(part) for part in parts))
        case Compare() | Not():
            return constraint if is_linear(constraint) else All(())


def with_factors(constraint: Constraint, values: Mapping[str, Fraction]) -> Constraint:
    """A constraint with some variables replaced by their values."""
    return mapped(constraint, lambda one: with_values(one, values))


Ranges = Mapping[str, tuple[Fraction, Fraction]]
"""From where to where each of some factors goes."""


def with_ranges(constraint: Constraint, ranges: Ranges, positive: AbstractSet[str]) -> Constraint:
    """Something linear that follows from a constraint while factors are in their ranges.

    A product s·N of something `positive` goes from low·s to high·s.
    """
    match constraint:
        case All(parts):
            return All(tuple(with_ranges(part, ranges, positive) for part in parts))
        case Compare(polynomial, relation) if not is_linear(constraint):
            least = _end(polynomial, ranges, positive)
            if least is None or relation is Relation.UNEQUAL:
                return All(())
            if relation is not Relation.EQUAL:
                return Compare(least, relation)
            most = _end(-polynomial, ranges, positive)
            ends = (least,) if most is None else (least, most)
            return All(tuple(Compare(end, Relation.AT_MOST) for end in ends))
        case _:
            return without_products(constraint)


def _end(polynomial: Polynomial, ranges: Ranges, positive: AbstractSet[str]) -> Polynomial | None:
    """The least that a polynomial can be; None where that cannot be told."""
    total = Polynomial()
    for key, factor in polynomial.terms:
        if len(key) < 2:  # noqa: PLR2004 - no product
            total += Polynomial.of({key: factor})
            continue
        ranged = [name for name in key if name in ranges]
        left = [name for name in key if name not in ranges]
        if len(ranged) != 1 or len(left) != 1 or left[0] not in positive:
            return None
        low, high = ranges[ranged[0]]
        total += Polynomial.measure(left[0]).scaled(factor * (low if factor > 0 else high))
    return total


def factors(constraint: Constraint, whole: Mapping[str, bool]) -> frozenset[str]:
    """Variables without which no products are left; `whole` tells which are whole numbers."""
    return frozenset(name for key in multiplied(constraint) for name in _all_but_one(key, whole))


def _all_but_one(key: Monomial, whole: Mapping[str, bool]) -> tuple[str, ...]:
    """A fraction is left where there is one."""
    return tuple(sorted(key, key=lambda name: (whole[name], name))[1:])


def multiplied(constraint: Constraint) -> Iterator[Monomial]:
    """The products of a constraint."""
    for one in comparisons(constraint):
        yield from (key for key, _ in one.polynomial.terms if len(key) > 1)
