"""All contradictions up to some size, or weight, once the smaller ones are known.

Every contradiction takes something from every correction. So one that holds some statements takes
one more from any correction that these leave whole: a tree, whose branches are as many as a
correction has members, and which is no deeper than the contradictions are large. Where no known
correction is left whole, either the statements clash, or some example of values satisfies them,
and what it breaks is one more correction. Sets of statements are numbers here: bit i is number i.
"""

from collections.abc import Iterator, Mapping, Sequence

from checker.conflicts.examples import Examples
from checker.conflicts.patience import Patience
from checker.frozen import dataclass
from checker.limits import STEPS_OF_A_QUESTION
from checker.solvers.masks import mask, numbers_in
from checker.solvers.nearby import Example
from checker.solvers.protocol import Contradictory


@dataclass(frozen=True, slots=True)
class CompleteUpTo:
    """All contradictions with at most `size` members have been told."""

    size: int


@dataclass(frozen=True, slots=True)
class _Node:
    """Contradictions with all of `chosen` and none of `refused`.

    `whole` are the corrections, of the first `seen` ones, that take nothing from what is chosen;
    `near` is an example that breaks little of it.
    """

    chosen: int
    refused: int
    whole: tuple[int, ...]
    seen: int
    near: Example | None


class Search:
    """Contradictions of all `given` with others of `pool`, asked for bound by bound.

    `prices` say how much each of the others adds, and which come first of those that add the same.
    `next` is the lowest bound at which there may be
    more than those up to the last one, and None where there are no more.
    """

    def __init__(
        self,
        examples: Examples,
        pool: frozenset[int],
        prices: tuple[Mapping[int, int], Mapping[int, int]],
        patience: Patience,
        given: frozenset[int] = frozenset(),
    ) -> None:
        self.next: int | None = 0
        self._examples = examples
        self._pool = mask(pool)
        self._given = mask(given)
        self._prices, first = prices
        self._rank = {number: (self._prices[number], first[number], number) for number in pool}
        self._cheapest = min((self._prices[number] for number in pool), default=1)
        self._patience = patience
        self._corrections: list[int] = []
        self._of: dict[int, Example] = {}
        self._found: list[int] = []
        self._bound = 0
        self._last = 0

    def up_to(self, bound: int, near: Example | None = None) -> Iterator[frozenset[int]]:
        """All up to a bound, when those below it have been told; found from an example on.

        Raises `UndecidedError` and `OutOfPatienceError`.
        """
        self._bound = bound
        self._last = 0
        self.next = None
        yield from self._beyond(_Node(self._given, 0, (), 0, near), bound)

    def look_later_than(self, members: frozenset[int]) -> None:
        """Leaves out, up to the bound, what has no later members than a contradiction has."""
        self._last = mask(members)

    def _beyond(self, node: _Node, more: int) -> Iterator[frozenset[int]]:
        """Those of a node whose further members add so much at most."""
        self._patience.step()
        chosen, refused = node.chosen, node.refused
        if any(not found & ~chosen for found in self._found):
            return
        whole = self._whole(node)
        if not whole:
            if chosen < self._last and more < self._cheapest:
                return
            correction = self._one_more(node)
            if correction is None:
                self._found.append(chosen)
                yield frozenset(numbers_in(chosen))
                return
            whole = [correction]
        left = sorted((one & ~refused for one in whole), key=int.bit_count)
        needed = self._at_least(left, more)
        if needed is None:
            return
        if needed > more:
            self._later(more, needed)
            return
        branch = left[0]
        if more < 2 * self._cheapest:  # only one more can be had, which must do for all
            for one in left:
                branch &= one
            if branch != left[0]:
                self._later(more, 2 * self._cheapest)
        near = self._of[min(whole, key=int.bit_count)]
        seen = len(self._corrections)
        for number in sorted(numbers_in(branch), key=self._rank.__getitem__):
            bit, price = 1 << number, self._prices[number]
            if price > more:
                self._later(more, price)
                break
            rest = tuple(one for one in whole if not one & bit)
            below = _Node(chosen | bit, refused, rest, seen, near)
            yield from self._beyond(below, more - price)
            refused |= bit

    def _whole(self, node: _Node) -> list[int]:
        """The corrections that take nothing from what is chosen."""
        new = (one for one in self._corrections[node.seen :] if not one & node.chosen)
        return [*node.whole, *new]

    def _one_more(self, node: _Node) -> int | None:
        """A correction that takes nothing from what is chosen; None where that clashes."""
        asked = self._examples.asked
        example = self._examples.beside(node.chosen, node.near)
        self._patience.step(STEPS_OF_A_QUESTION * (self._examples.asked - asked))
        if isinstance(example, Contradictory):
            return None
        correction = example.broken & self._pool
        self._corrections.append(correction)
        self._of[correction] = example
        return correction

    def _later(self, more: int, needed: int) -> None:
        """Notes that what is left out here needs a higher bound."""
        bound = self._bound - more + needed
        self.next = bound if self.next is None else min(self.next, bound)

    def _at_least(self, sets: Sequence[int], enough: int) -> int | None:
        """What it takes at least to take from all sets, or from more than can be afforded.

        Counted by sets that share nothing, the smallest first. None where one set is empty.
        """
        total = seen = 0
        for one in sets:
            if not one:
                return None
            if not seen & one:
                seen |= one
                total += min(self._prices[number] for number in numbers_in(one))
                if total > enough:
                    break
        return total
