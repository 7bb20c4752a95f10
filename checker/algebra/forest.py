"""Things that hang together, directly or through others (union and find; Tarjan 1975)."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Forest(Generic[T]):
    """Groups of things, which grow together; each thing starts alone."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def root(self, thing: T) -> T:
        """What stands for the group of a thing: the same for all in it, until it grows."""
        parent = self._parent
        above = parent.setdefault(thing, thing)
        while above != thing:
            parent[thing] = parent[above]
            thing, above = above, parent[above]
        return thing

    def unite(self, things: Iterable[T]) -> None:
        """Makes one group of the groups of some things."""
        rest: Iterator[T] = iter(things)
        for first in rest:
            to = self.root(first)
            for other in rest:
                self._parent[self.root(other)] = to
