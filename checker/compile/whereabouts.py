"""Who is where: an example of a cell for each member that statements name."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that named members can be in, the state of each dimension, and what holds there."""

    cell: str
    names: frozenset[str]
    states: Mapping[tuple[str, str, str], object]
    holds: tuple[str, ...]


Listing = Callable[[], Sequence[Sequence[Place]]]
"""The tables that see who is named, each as its cells for these; made when somebody asks."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The cells of one member, one a table, and what holds of it there."""

    cells: tuple[str, ...]
    holds: tuple[str, ...]


def whereabouts(
    tables: Sequence[Sequence[Place]], values: Mapping[str, Fraction]
) -> dict[str, Whereabouts]:
    """Cells for all names, as many to each as it counts; empty where that does not come out.

    Names that the same lists hold are interchangeable. Tables are taken in the order of a tree in
    which neighbours agree, so what is known of a name so far leaves room for it in the next.
    """
    found: dict[str, list[Place]] = {
        name: [] for table in tables for place in table for name in place.names
    }
    seen: set[tuple[str, str, str]] = set()
    left = [table for table in tables if table]
    while left:
        table = max(left, key=lambda cells: len(seen.intersection(cells[0].states)))
        left.remove(table)
        room = {place.cell: values.get(place.cell, Fraction(0)) for place in table}
        for name in sorted(found):
            chosen = next((p for p in table if room[p.cell] >= 1 and _fits(name, p, found)), None)
            if chosen is None:
                return {}
            room[chosen.cell] -= 1
            found[name].append(chosen)
        seen.update(table[0].states)
    return {name: _told(places) for name, places in sorted(found.items())}


def _fits(name: str, place: Place, found: Mapping[str, Sequence[Place]]) -> bool:
    """Whether a name belongs to a cell, and all that is known of it agrees."""
    return name in place.names and all(
        before.states.get(dimension, state) == state
        for before in found[name]
        for dimension, state in place.states.items()
    )


def _told(places: Sequence[Place]) -> Whereabouts:
    holds = {text for place in places for text in place.holds}
    return Whereabouts(tuple(place.cell for place in places), tuple(sorted(holds)))
