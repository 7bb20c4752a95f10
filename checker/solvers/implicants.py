"""From a constraint and values that satisfy it: the comparisons that make it true there."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod

from checker.algebra.constraints import All, Any, Compare, Constraint, Not, Relation, denied, holds
from checker.algebra.polynomials import Polynomial


def implicant(constraint: Constraint, values: Mapping[str, Fraction]) -> Iterator[Compare]:
    """Comparisons without choices that hold under `values` and together imply the constraint."""
    match constraint:
        case Compare(polynomial, Relation.UNEQUAL):
            below = polynomial.value(values) < 0
            yield Compare(polynomial if below else -polynomial, Relation.LESS)
        case Compare():
            yield constraint
        case All(parts):
            for part in parts:
                yield from implicant(part, values)
        case Any(parts):
            chosen = next(part for part in parts if holds(part, values))
            yield from implicant(chosen, values)
        case Not(part):
            yield from implicant(denied(part), values)


def direction(comparison: Compare) -> Compare:
    """What a direction must satisfy so that a solution can follow it for ever."""
    weak = Relation.AT_MOST if comparison.relation is Relation.LESS else comparison.relation
    return Compare(comparison.polynomial.variable_part, weak)


def with_values(comparison: Compare, values: Mapping[str, Fraction]) -> Compare:
    """The comparison with some variables replaced by their values."""
    total = Polynomial()
    for key, factor in comparison.polynomial.terms:
        left = tuple(name for name in key if name not in values)
        known = (values[name] for name in key if name in values)
        total += Polynomial.of({left: prod(known, start=factor)})
    return Compare(total, comparison.relation)
