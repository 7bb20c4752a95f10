"""Directions in which values go on for ever, in exact arithmetic."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction

from checker.algebra.components import Component
from checker.algebra.constraints import Compare, Constraint, Relation
from checker.algebra.polynomials import ZERO, Polynomial
from checker.solvers.implicants import direction, implicant
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Undecided, Witness

_STILL, _RISING = 0, 1


def steepest(
    oracle: Oracle,
    chosen: Iterable[int],
    top: Polynomial,
    bottom: Polynomial,
    start: Witness,
) -> Fraction | Undecided | None:
    """The most that `top` grows while `bottom` grows by one; None where it can grow alone.

    The chosen statements and the rules must have no products. Of their choices those stay that
    `start` makes true. Undecided where `bottom` does not grow at all.
    """
    component, values = oracle.component, start.values()
    held = (*component.rules, *(component.statements[number] for number in chosen))
    parts = (part for constraint in held for part in implicant(constraint, values))
    known = frozenset(one.name for one in component.variables if one.not_negative)
    ways, still = _left(parts, known)
    rise, step = _moving(top, still), _moving(bottom, still)
    statements = (
        Compare(step, Relation.EQUAL),
        Compare(step - Polynomial.number(1), Relation.EQUAL),
    )
    variables = tuple(
        replace(variable, whole=False)
        for variable in component.variables
        if variable.name not in still
    )
    growing = oracle.opened(Component(variables, ways, statements, (_STILL, _RISING)))
    alone = _highest(growing, _STILL, rise)
    if isinstance(alone, Undecided) or alone is None:
        return alone
    match growing.check((_RISING,)):
        case Undecided() as undecided:
            return undecided
        case Contradictory():
            return Undecided("no end of the ratio was found")
        case Consistent():
            return _highest(growing, _RISING, rise)


def _highest(growing: Oracle, number: int, rise: Polynomial) -> Fraction | Undecided | None:
    """The most that something grows; None where it does so for ever."""
    if not rise.terms:
        return ZERO
    end = growing.exact.highest((number,), rise)
    return end if isinstance(end, Undecided) else end.value


def _left(
    held: Iterable[Compare], not_negative: frozenset[str]
) -> tuple[tuple[Constraint, ...], frozenset[str]]:
    """What directions must satisfy where most unknowns stand still, and these.

    Numbers that are never negative stand still where a sum of them does not grow.
    """
    waiting = [(one, one.polynomial.variable_part.terms) for one in held]
    still = set[str]()
    while True:
        bound = set[str]()
        moving = []
        for one, terms in waiting:
            left = tuple(term for term in terms if term[0][0] not in still)
            signs = {factor > 0 for _, factor in left}
            is_equal = one.relation is Relation.EQUAL
            if is_equal and len(left) == 1:
                bound.add(left[0][0][0])
            elif len(signs) == 1 and (is_equal or True in signs):
                names = [key[0] for key, _ in left]
                if not_negative.issuperset(names):
                    bound.update(names)
            if left:
                moving.append((one, left))
        waiting = moving
        if not bound:
            ways = (direction(Compare(Polynomial(left), one.relation)) for one, left in waiting)
            return tuple(dict.fromkeys(ways)), frozenset(still)
        still |= bound


def _moving(polynomial: Polynomial, still: Collection[str]) -> Polynomial:
    """The part of a direction's sum that does not stand still."""
    return Polynomial(tuple(t for t in polynomial.variable_part.terms if t[0][0] not in still))
