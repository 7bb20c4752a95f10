"""Choices that take something from every one of some sets: one tree for all searches.

A choice that lacks something takes one more from a set that it leaves whole. So the branches of a
node are as many as the smallest such set has members, and it is no deeper than choices are large.
Sets are numbers here: bit i is number i.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.frozen import dataclass
from checker.limits import SETS_A_STEP
from checker.search.patience import Patience
from checker.solvers.masks import mask, numbers_in

Order = Mapping[int, tuple[int, ...]]
"""What is taken first: each number's cost, and what decides among equal costs."""

DROP = -1
"""Says in place of a set that a choice is not to be told."""


@dataclass(frozen=True, slots=True)
class _Node:
    """Choices with all of `chosen` and none of `refused`, to which so much `more` may be added.

    `whole` are the sets, of the first `seen` ones, that nothing chosen is in; `of` is the one from
    which something was taken last.
    """

    chosen: int
    refused: int
    more: int
    whole: tuple[int, ...]
    seen: int
    of: int = 0


class Tree:
    """Choices from a growing number of `sets`, asked for bound by bound.

    `next` is the lowest bound at which there may be more than those up to the last one, and None
    where there are no more. None is told that holds all of one in `passed`.
    """

    def __init__(self, costs: Mapping[int, int], order: Order, patience: Patience) -> None:
        self.sets: list[int] = []
        self.passed: list[int] = []
        self.next: int | None = 0
        self._costs = costs
        self._prices = _Prices(costs)
        self._order = order
        self._cheapest = min((costs[number] for number in order), default=1)
        self._patience = patience
        self._bound = 0

    def within(
        self,
        bound: int,
        chosen: int = 0,
        refused: int = 0,
        another: Callable[[int, int, int], int | None] | None = None,
    ) -> Iterator[int]:
        """All choices with what is chosen and none of what is refused that add at most a bound.

        `another` is asked of a choice that takes something from all sets, of the set from which it
        took last and of what may still be added: it gives one more set that it leaves whole, None
        where it is a choice, and `DROP` where it is of no use. Raises `OutOfPatienceError`.
        """
        self._bound = bound
        self.next = None
        waiting = [iter([_Node(chosen, refused, bound, (), 0)])]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
            elif not any(one & node.chosen == one for one in self.passed):
                whole = self._whole(node)
                if not whole:
                    found = another and another(node.chosen, node.of, node.more)
                    if found is None:
                        yield node.chosen
                    if found is None or found == DROP:
                        continue
                    self.sets.append(found)
                    whole = [found]
                waiting.append(self._below(node, whole))

    def _whole(self, node: _Node) -> list[int]:
        new = (one for one in self.sets[node.seen :] if not one & node.chosen)
        whole = [*node.whole, *new]
        self._patience.step(1 + len(whole) // SETS_A_STEP)
        return whole

    def _below(self, node: _Node, whole: list[int]) -> Iterator[_Node]:
        """The nodes with one more number of a set that is left whole."""
        refused, more = node.refused, node.more
        left = sorted((one & ~refused for one in whole), key=int.bit_count)
        needed = self._prices.least(left, more)
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
        of, seen = min(whole, key=int.bit_count), len(self.sets)
        for number in sorted(numbers_in(branch), key=self._order.__getitem__):
            bit, cost = 1 << number, self._costs[number]
            if cost > more:
                self._later(more, cost)
                return
            rest = tuple(one for one in whole if not one & bit)
            yield _Node(node.chosen | bit, refused, more - cost, rest, seen, of)
            refused |= bit

    def _later(self, more: int, needed: int) -> None:
        """Notes that what is left out here needs a higher bound."""
        bound = self._bound - more + needed
        self.next = bound if self.next is None else min(self.next, bound)


# --- what is needed at least -----------------------------------------------------------------


class _Prices:
    """What it costs at least to take from sets."""

    def __init__(self, costs: Mapping[int, int]) -> None:
        self._costs = costs
        self._of: dict[int, tuple[int, int]] = {}

    def least(self, sets: Sequence[int], enough: int) -> int | None:
        """What all cost at least, the smallest first, or more than `enough`; None if one is empty.

        Each set is paid for from what is left of the costs of its members, and of numbers that are
        sets two by two all pay but the dearest.
        """
        if sets and not sets[0]:
            return None
        total, spent, left = self._of_cliques(sets)
        partly = mask(left)
        for one in sets:
            if total > enough:
                break
            if one & spent:
                continue
            paid, bits = self._cheapest(one)
            if bits != one or one & partly:
                rest = {n: left.get(n, self._costs[n]) for n in numbers_in(one)}
                paid = min(rest.values())
                left |= {number: cost - paid for number, cost in rest.items()}
                bits = mask(number for number, cost in rest.items() if cost == paid)
                partly |= one
            total += paid
            spent |= bits
        return total

    def _of_cliques(self, sets: Sequence[int]) -> tuple[int, int, dict[int, int]]:
        """What they cost, what has nothing left of its cost, and what is left of others."""
        total = spent = 0
        left: dict[int, int] = {}
        for clique in _cliques(sets):
            *others, dearest = sorted(numbers_in(clique), key=self._costs.__getitem__)
            total += sum(self._costs[number] for number in others)
            left[dearest] = self._costs[dearest] - self._costs[others[-1]]
            spent |= clique if not left[dearest] else clique & ~(1 << dearest)
        return total, spent, left

    def _cheapest(self, one: int) -> tuple[int, int]:
        """What the cheapest of a set costs, and those of this cost."""
        if one not in self._of:
            cost = min(self._costs[number] for number in numbers_in(one))
            self._of[one] = cost, mask(n for n in numbers_in(one) if self._costs[n] == cost)
        return self._of[one]


def _cliques(sets: Sequence[int]) -> Iterator[int]:
    """Three or more numbers, each with each a set, as far as they share none; found greedily.

    Of sets the smallest first.
    """
    beside: dict[int, int] = {}
    once = twice = 0
    pairs = sets[: bisect_right(sets, 2, key=int.bit_count)]
    for one in pairs:
        twice |= once & one
        once |= one
    for one in pairs:
        if one & ~twice:
            continue
        low = one & -one
        beside[low] = beside.get(low, 0) | one ^ low
        beside[one ^ low] = beside.get(one ^ low, 0) | low
    used = 0
    for bit in sorted(beside, key=lambda bit: (-beside[bit].bit_count(), bit)):
        clique, others = bit, beside[bit] & ~used
        if bit & used:
            continue
        while others:
            other = others & -others
            clique |= other
            others &= beside[other]
        if clique.bit_count() > 2:  # noqa: PLR2004 - of a pair its cheaper one pays anyway
            used |= clique
            yield clique
