"""Constraints as proofs carry them: rows, all of some parts, or one of some, and nothing else."""

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from checker.algebra.constraints import Any, Compare, Constraint, Relation, mapped, undenied
from checker.algebra.polynomials import Monomial, Polynomial


def plain(constraint: Constraint) -> Constraint:
    """The same without denials and without `!=`; the factors of each row are whole and coprime."""
    return mapped(undenied(constraint), _row)


def _row(one: Compare) -> Constraint:
    polynomial, relation = coprime(one.polynomial), one.relation
    if relation is Relation.UNEQUAL:
        return Any((Compare(polynomial, Relation.LESS), Compare(-polynomial, Relation.LESS)))
    return Compare(polynomial, relation)


def coprime(polynomial: Polynomial) -> Polynomial:
    """A polynomial times the positive number that makes its factors whole and coprime."""
    factors = [factor for _, factor in polynomial.terms]
    if not factors:
        return polynomial
    scale = lcm(*(factor.denominator for factor in factors))
    shared = gcd(*(int(factor * scale) for factor in factors))
    return polynomial.scaled(Fraction(scale, shared))


def renamed(constraint: Constraint, names: Mapping[str, str]) -> Constraint:
    """A plain constraint with other names for its unknowns."""

    def own(key: Monomial) -> Monomial:
        return tuple(sorted(names[name] for name in key))

    return mapped(constraint, lambda one: Compare(one.polynomial.mapped(own), one.relation))
