"""Statements and vocabulary as a system: what is unknown, in components that share nothing."""

from collections.abc import Mapping

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint
from checker.compile.whereabouts import Listing
from checker.frozen import dataclass


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
