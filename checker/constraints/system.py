"""Statements and vocabulary as a system: variables, rules, one switch for each statement."""

from collections.abc import Mapping, Sequence

from checker.constraints.whereabouts import Listing
from checker.frozen import dataclass
from checker.language.algebra import Constraint


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


@dataclass(frozen=True, slots=True)
class TooLarge:
    """Statements that combine so much at once that their cells cannot be written down."""

    numbers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class System:
    """All components of a topic, in the order of their first statements.

    `listings` tell in which cells the members are that statements name.
    """

    components: tuple[Component, ...]
    too_large: tuple[TooLarge, ...]
    definitions: Mapping[str, Constraint]
    listings: tuple[Listing, ...] = ()
