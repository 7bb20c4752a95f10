"""Which rows of states lie in a region."""

import operator
from collections.abc import Sequence

from checker.compile.cells.dimensions import WHO, Dimension, State, what_of, where_in
from checker.language.measures import (
    Direction,
    Holds,
    Join,
    Meet,
    Moved,
    Named,
    Present,
    Region,
    Within,
    Without,
)


class Members:
    """The rows, by number, whose members are in a region; each region is looked up once."""

    def __init__(self, dimensions: Sequence[Dimension], rows: Sequence[tuple[State, ...]]) -> None:
        self._places = {dimension: place for place, dimension in enumerate(dimensions)}
        self._rows = rows
        self._known: dict[str, frozenset[int]] = {}

    def of(self, region: Region) -> frozenset[int]:
        """The rows of a region; of one that is a part by its own dimension if there is one."""
        text = region.text
        if text not in self._known:
            self._known[text] = self._found(region, text)
        return self._known[text]

    def _found(self, region: Region, text: str) -> frozenset[int]:
        part = self._places.get(("part", text, ""))
        if part is not None:
            return frozenset([number for number, row in enumerate(self._rows) if row[part].true])
        match region:
            case Meet(inner):
                return frozenset.intersection(*(self.of(one) for one in inner))
            case Join(inner):
                return frozenset().union(*(self.of(one) for one in inner))
            case Without(first, other):
                return self.of(first) - self.of(other)
            case Moved():
                return self._moved(region)
            case Present():
                return self._true(text, where_in(region.period.name))
            case Holds() | Within():
                return self._true(text, what_of(region.attribute, region.period.name))
            case Named():
                return self._true(text, WHO)

    def _true(self, text: str, dimension: Dimension) -> frozenset[int]:
        place = self._places[dimension]
        rows = enumerate(self._rows)
        return frozenset([number for number, row in rows if text in row[place].true])

    def _moved(self, region: Moved) -> frozenset[int]:
        before = self._places[what_of(region.attribute, region.before.name)]
        after = self._places[what_of(region.attribute, region.after.name)]
        moved = _MOVES[region.direction]
        ranks = ((row[before].rank, row[after].rank) for row in self._rows)
        return frozenset(
            number
            for number, (then, now) in enumerate(ranks)
            if then is not None and now is not None and moved(now, then)
        )


_MOVES = {
    Direction.IMPROVED: operator.lt,
    Direction.DECLINED: operator.gt,
    Direction.UNCHANGED: operator.eq,
}
