"""All contradictions of one size, once the smaller ones are known.

Every contradiction takes something from every correction. So one that holds some statements takes
one more from any correction that these leave whole: a tree, whose branches are as many as a
correction has members, and which is no deeper than the contradictions are large. Where no known
correction is left whole, either the statements clash, or some example of values satisfies them,
and what it breaks is one more correction. Sets of statements are numbers here: bit i is number i.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.conflicts.examples import Examples
from checker.solvers.masks import mask, numbers_in
from checker.solvers.nearby import Example


@dataclass(frozen=True, slots=True)
class CompleteUpTo:
    """All contradictions with at most `size` members have been told."""

    size: int


@dataclass(frozen=True, slots=True)
class _Node:
    """Contradictions with all of `chosen` and none of `refused`.

    `whole` are the corrections, of the first `seen` ones, that take nothing from what is chosen;
    `near` is an example that breaks none of it but the last.
    """

    chosen: int
    refused: int
    whole: tuple[int, ...]
    seen: int
    near: Example | None


class Search:
    """Contradictions among the statements of `pool`, asked for size by size from none on.

    `is_last` stays true while nothing speaks for larger ones than those of the size asked for.
    """

    def __init__(
        self, examples: Examples, pool: frozenset[int], weights: Mapping[int, int]
    ) -> None:
        self.is_last = True
        self._examples = examples
        self._pool = mask(pool)
        self._weights = weights
        self._corrections: list[int] = []
        self._of: dict[int, Example] = {}
        self._found: list[int] = []

    def of_size(self, size: int) -> Iterator[frozenset[int]]:
        """All of one size, when all smaller ones have been found."""
        yield from self._beyond(_Node(0, 0, (), 0, None), size)

    def _beyond(self, node: _Node, more: int) -> Iterator[frozenset[int]]:
        """Those of a node with at most so many more members."""
        chosen, refused = node.chosen, node.refused
        if any(not found & ~chosen for found in self._found):
            return
        whole = self._whole(node)
        if not whole:
            example = self._examples.of(chosen, node.near)
            if example is None:
                self._found.append(chosen)
                yield frozenset(numbers_in(chosen))
                return
            correction = example.broken & self._pool
            self._corrections.append(correction)
            self._of[correction] = example
            whole = [correction]
        left = sorted((one & ~refused for one in whole), key=int.bit_count)
        near = self._of[min(whole, key=int.bit_count)]
        if not left[0]:
            return
        if _share_nothing(left, more) > more:
            self.is_last = False
            return
        branch = left[0]
        if more == 1:
            for one in left:
                branch &= one
            self.is_last &= branch == left[0]
        below = tuple(whole), len(self._corrections)
        for number in sorted(numbers_in(branch), key=lambda n: (self._weights[n], n)):
            bit = 1 << number
            rest = tuple(one for one in below[0] if not one & bit)
            yield from self._beyond(_Node(chosen | bit, refused, rest, below[1], near), more - 1)
            refused |= bit

    def _whole(self, node: _Node) -> list[int]:
        """The corrections that take nothing from what is chosen."""
        new = (one for one in self._corrections[node.seen :] if not one & node.chosen)
        return [*node.whole, *new]


def _share_nothing(sets: Sequence[int], enough: int) -> int:
    """How many of some sets share nothing, counted greedily until there are more than enough."""
    count = seen = 0
    for one in sets:
        if not seen & one:
            seen |= one
            count += 1
            if count > enough:
                break
    return count
