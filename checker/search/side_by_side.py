"""Several searches by size as one: all of a size from every search before any larger one.

Each search gives what it finds, smallest first; `CompleteUpTo` a size once nothing of that size is
missing; and `Undecided` where something may be missing from there on, which never counts as
complete, whatever it finds after that.
"""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import Generic, TypeVar

from checker.frozen import dataclass
from checker.search.bysize import CompleteUpTo
from checker.solvers.protocol import Undecided

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Stuck:
    """A search, by its number, that was undecided after all of at most `size` were told."""

    number: int
    size: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Nothing of at most `size` is missing, nor of `elsewhere` where no search is stuck.

    None where nothing at all is missing.
    """

    size: int | None
    elsewhere: int | None


class _Search(Generic[Found]):
    """One search, asked no further than its first find beyond a size."""

    def __init__(
        self,
        number: int,
        events: Iterator[Found | CompleteUpTo | Undecided],
        size: Callable[[Found], int],
    ) -> None:
        self.bound: float = 0
        self.cap: float = inf
        self.ended = False
        self._number = number
        self._events = events
        self._size = size
        self._held: list[Found] = []

    def up_to(self, level: int) -> Iterator[tuple[int, Found] | Stuck]:
        """What it finds of at most some size; afterwards `bound` is at least that, or it ended."""
        while True:
            while self._held and self._size(self._held[0]) <= level:
                yield self._number, self._held.pop()
            if self.ended or self.bound >= level:
                return
            event = next(self._events, None)
            if event is None:
                self.ended, self.bound = True, inf
            elif isinstance(event, CompleteUpTo):
                self.bound = max(self.bound, event.size)
            elif isinstance(event, Undecided):
                if self.cap == inf:
                    self.cap = self.bound
                    yield Stuck(self._number, int(self.cap), event.reason)
            else:
                self.bound = max(self.bound, self._size(event) - 1)
                self._held.append(event)


def side_by_side(
    searches: Sequence[Iterator[Found | CompleteUpTo | Undecided]],
    size: Callable[[Found], int],
    largest: int | None = None,
) -> Iterator[tuple[int, Found] | Stuck | Reached]:
    """What the searches find, by their numbers, in order of size up to the `largest` asked for."""
    running = [_Search(number, events, size) for number, events in enumerate(searches)]
    told = Reached(0, 0)
    level = 1
    while largest is None or level <= largest:
        for one in running:
            yield from one.up_to(level)
        reached = _reached(running)
        if reached != told:
            told = reached
            yield reached
        live = [one.bound for one in running if not one.ended]
        if not live:
            return
        level = max(level, int(min(live))) + 1


def _reached(running: Sequence[_Search[Found]]) -> Reached:
    sizes = [min(one.bound, one.cap) for one in running]
    elsewhere = [one.bound for one in running if one.cap == inf]
    return Reached(_least(sizes), _least(elsewhere))


def _least(sizes: Sequence[float]) -> int | None:
    least = min(sizes, default=inf)
    return None if least == inf else int(least)
