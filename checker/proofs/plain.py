"""Constraints as proofs carry them: rows, all of some parts, or one of some, and nothing else."""

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from checker.algebra.constraints import All, Any, Compare, Constraint, Not, Relation, denied
from checker.algebra.polynomials import Polynomial


def plain(constraint: Constraint) -> Constraint:
    """The same without denials and without `!=`; the factors of each row are whole and coprime."""
    match constraint:
        case Compare(polynomial, Relation.UNEQUAL):
            return Any((_row(polynomial, Relation.LESS), _row(-polynomial, Relation.LESS)))
        case Compare(polynomial, relation):
            return _row(polynomial, relation)
        case All(parts):
            return All(tuple(plain(part) for part in parts))
        case Any(parts):
            return Any(tuple(plain(part) for part in parts))
        case Not(part):
            return plain(denied(part))


def _row(polynomial: Polynomial, relation: Relation) -> Compare:
    return Compare(coprime(polynomial), relation)


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
    match constraint:
        case Compare(polynomial, relation):
            terms = {tuple(sorted(names[n] for n in key)): f for key, f in polynomial.terms}
            return Compare(Polynomial.of(terms), relation)
        case All(parts):
            return All(tuple(renamed(part, names) for part in parts))
        case Any(parts):
            return Any(tuple(renamed(part, names) for part in parts))
        case Not():
            raise TypeError(constraint)
