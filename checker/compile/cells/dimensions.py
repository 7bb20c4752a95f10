"""What tells members apart: dimensions, and the states that a member has in each of them."""

import operator
from collections.abc import Callable, Sequence
from typing import NamedTuple

from checker.language.measures import Region

Dimension = tuple[str, str, str]
"""Kind (`where`, `what`, `who`, `part`), name, period; sorts into a fixed order."""

WHO: Dimension = ("who", "", "")


def where_in(period: str) -> Dimension:
    """Where members are in a period."""
    return ("where", "", period)


def what_of(name: str, period: str) -> Dimension:
    """Which value of an attribute they have in a period."""
    return ("what", name, period)


def part_of(region: Region) -> Dimension:
    """Whether they are in a part, known by its text."""
    return ("part", region.text, "")


class State(NamedTuple):
    """One value of a dimension, as far as regions can see it.

    `true` holds the texts of the conditions that hold in it; `rank` is the place in an order
    where moves are looked at; `out` marks members that are not there. States are hashed more than
    anything else here, which a tuple does fastest.
    """

    true: frozenset[str]
    rank: int | None = None
    out: bool = False
    size: int | None = None

    @property
    def key(self) -> tuple[bool, int, tuple[str, ...]]:
        """Sorts states into a fixed order."""
        return (self.out, -1 if self.rank is None else self.rank, tuple(sorted(self.true)))


NO = State(frozenset())


def in_part(part: Region) -> State:
    """The state of those who are in a part."""
    return State(frozenset({part.text}))


def chooser(places: Sequence[int]) -> Callable[[tuple[State, ...]], tuple[State, ...]]:
    """What takes the states at some places out of a row."""
    match places:
        case []:
            return lambda _: ()
        case [place]:
            return lambda row: (row[place],)
        case _:
            return operator.itemgetter(*places)
