"""Components: constraints that share unknowns, with a switch for each statement among them."""

from collections.abc import Sequence

from checker.algebra.constraints import Constraint
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """An unknown number. Measures have the names of the algebra, cells names of their own."""

    name: str
    whole: bool
    not_negative: bool


@dataclass(frozen=True, slots=True)
class Component:
    """Statements that share unknowns, with the rules about them; solved apart from all others.

    `statements[i]` is the constraint behind switch i; `numbers[i]` its number in the topic.
    Variables, rules and statements come in an order that depends on nothing but their content.
    """

    variables: tuple[Variable, ...]
    rules: tuple[Constraint, ...]
    statements: tuple[Constraint, ...]
    numbers: tuple[int, ...]


def join_components(components: Sequence[Component]) -> Component:
    """Components that share nothing as one, their statements one after the other."""
    return Component(
        tuple(variable for one in components for variable in one.variables),
        tuple(rule for one in components for rule in one.rules),
        tuple(statement for one in components for statement in one.statements),
        tuple(number for one in components for number in one.numbers),
    )
