"""Cheapest hitting sets: the cheapest choice that takes something from every one of some sets."""

from collections.abc import Iterable, Mapping, Sequence

from checker.conflicts.patience import Patience
from checker.limits import SETS_A_STEP
from checker.solvers.masks import mask, numbers_in


class HittingSets:
    """Hitting sets of a growing number of sets; counts its steps.

    Bound by bound: a tree on the smallest set that is not met yet, cut where sets that share
    nothing say that the bound cannot be kept. What one bound needs at least is the next.
    """

    def __init__(self, costs: Mapping[int, int], patience: Patience) -> None:
        self._costs = costs
        self._patience = patience
        self._sets: list[int] = []
        self._bound = 0
        self._next = 0

    def add(self, group: frozenset[int]) -> None:
        """One more set to meet."""
        new = mask(group)
        self._sets = [*(one for one in self._sets if one & new != new), new]

    def cheap(self) -> frozenset[int]:
        """One of the cheapest hitting sets. Raises `OutOfPatienceError`."""
        while (found := self._within(self._sets, self._bound, 0)) is None:
            self._bound = self._next
        return frozenset(numbers_in(found))

    def cheapest(self) -> frozenset[int]:
        """The cheapest; among equals the one with later items. Raises `OutOfPatienceError`."""
        found = mask(self.cheap())
        chosen = refused = 0
        left, more = list(self._sets), self._bound
        for item in sorted({item for one in left for item in numbers_in(one)}, reverse=True):
            bit, cost = 1 << item, self._costs[item]
            rest = [one for one in left if not one & bit]
            if not found & bit and cost <= more and len(rest) < len(left):
                others = self._within([one & ~refused for one in rest], more - cost, 0)
                if others is not None:
                    found = chosen | bit | others
            if found & bit:
                chosen, left, more = chosen | bit, rest, more - cost
            else:
                refused |= bit
        return frozenset(numbers_in(chosen))

    def _within(self, sets: Sequence[int], bound: int, chosen: int) -> int | None:
        """What is chosen and more for at most a bound, which meets all sets; None where none is."""
        self._next = _ENDLESS
        return self._more(sorted(sets, key=int.bit_count), bound, chosen, bound)

    def _more(self, left: Sequence[int], more: int, chosen: int, bound: int) -> int | None:
        self._patience.step(1 + len(left) // SETS_A_STEP)
        if not left:
            return chosen
        needed = self._at_least(left, more)
        if needed > more:
            self._next = min(self._next, bound - more + needed)
            return None
        branch, refused = left[0], 0
        for item in sorted(numbers_in(branch), key=lambda item: (self._costs[item], -item)):
            bit, cost = 1 << item, self._costs[item]
            if cost > more:
                self._next = min(self._next, bound - more + cost)
                break
            rest = [one & ~refused for one in left if not one & bit]
            if refused:
                rest.sort(key=int.bit_count)
            found = self._more(rest, more - cost, chosen | bit, bound)
            if found is not None:
                return found
            refused |= bit
        return None

    def _at_least(self, sets: Sequence[int], enough: int) -> int:
        """The sum of the cheapest items of sets that share nothing, until it is too much."""
        total = seen = 0
        for one in sets:
            if not one:
                return _ENDLESS
            if not seen & one:
                seen |= one
                total += min(self._costs[item] for item in numbers_in(one))
                if total > enough:
                    break
        return total


_ENDLESS = 1 << 62


def cheapest_hitting_set(
    sets: Iterable[frozenset[int]], costs: Mapping[int, int]
) -> frozenset[int]:
    """The cheapest set that meets every one of `sets`; among equals the one with later items."""
    search = HittingSets(costs, Patience.endless())
    for one in sets:
        search.add(one)
    return search.cheapest()


def spare_hitting_set(sets: Sequence[frozenset[int]], costs: Mapping[int, int]) -> frozenset[int]:
    """A set that meets every one of `sets` and of which nothing can be spared; found greedily."""
    return frozenset(_greedy(sets, costs))


def _greedy(sets: Sequence[frozenset[int]], costs: Mapping[int, int]) -> list[int]:
    chosen: list[int] = []
    left = list(sets)
    while left:
        counts: dict[int, int] = {}
        for group in left:
            for item in group:
                counts[item] = counts.get(item, 0) + 1
        pick, most = -1, 0
        for item, count in counts.items():  # the cheapest for each set that it meets
            here, there = count * (costs[pick] if most else 1), most * costs[item]
            if here > there or (here == there and item > pick):
                pick, most = item, count
        chosen.append(pick)
        left = [group for group in left if pick not in group]
    for item in sorted(chosen, key=lambda item: (-costs[item], item)):
        rest = [other for other in chosen if other != item]
        if all(not group.isdisjoint(rest) for group in sets):
            chosen = rest
    return chosen


def least_cost(
    sets: Sequence[frozenset[int]], costs: Mapping[int, int], refused: frozenset[int]
) -> int:
    """The sum of the cheapest items of sets that share nothing."""
    total = 0
    seen: set[int] = set()
    for group in sorted(sets, key=len):
        usable = group - refused
        if not usable:
            return 1 << 62
        if seen.isdisjoint(group):
            seen |= group
            total += min(costs[item] for item in usable)
    return total
