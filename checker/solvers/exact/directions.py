"""Directions in which values go on for ever, in exact arithmetic."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import inf

from checker.algebra.components import Component
from checker.algebra.constraints import Compare, Constraint, Relation
from checker.algebra.polynomials import Polynomial
from checker.solvers.exact.programme import Programme
from checker.solvers.implicants import direction, implicant
from checker.solvers.protocol import Consistent, Contradictory, Undecided, Witness

_STILL, _RISING = 0, 1


def steepest(
    component: Component,
    chosen: Iterable[int],
    top: Polynomial,
    bottom: Polynomial,
    start: Witness,
    until: float = inf,
) -> Fraction | Undecided | None:
    """The most that `top` grows while `bottom` grows by one; None where it can grow alone.

    The chosen statements and the rules must have no products. Of their choices those stay that
    `start` makes true. Undecided where `bottom` does not grow at all.
    """
    values = start.values()
    held = (*component.rules, *(component.statements[number] for number in chosen))
    ways: dict[Constraint, None] = {
        direction(part): None for constraint in held for part in implicant(constraint, values)
    }
    rise, step = top.variable_part, bottom.variable_part
    statements = (
        Compare(step, Relation.EQUAL),
        Compare(step - Polynomial.number(1), Relation.EQUAL),
    )
    variables = tuple(replace(variable, whole=False) for variable in component.variables)
    programme = Programme(Component(variables, tuple(ways), statements, (_STILL, _RISING)), until)
    alone = programme.highest((_STILL,), rise)
    if isinstance(alone, Undecided) or alone.value is None:
        return alone if isinstance(alone, Undecided) else None
    match programme.check((_RISING,)):
        case Undecided() as undecided:
            return undecided
        case Contradictory():
            return Undecided("no end of the ratio was found")
        case Consistent():
            end = programme.highest((_RISING,), rise)
            return end if isinstance(end, Undecided) else end.value
