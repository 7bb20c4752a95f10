"""Cheapest hitting sets: the cheapest choice that takes something from every one of some sets."""

from collections.abc import Iterable, Mapping, Sequence

from checker.search.patience import Patience
from checker.search.tree import Tree
from checker.solvers.masks import mask, numbers_in


class HittingSets:
    """Hitting sets of a growing number of sets; counts its steps.

    Bound by bound: what one bound needs at least is the next.
    """

    def __init__(self, costs: Mapping[int, int], patience: Patience) -> None:
        self._costs = costs
        self._tree = Tree(costs, {item: (cost, -item) for item, cost in costs.items()}, patience)
        self._bound = 0
        self._most = 0

    def add(self, group: frozenset[int]) -> None:
        """One more set to meet."""
        new = mask(group)
        if len(group) < self._most:
            self._tree.sets = [one for one in self._tree.sets if one & new != new]
        self._tree.sets.append(new)
        self._most = max(self._most, len(group))

    def cheap(self) -> frozenset[int]:
        """One of the cheapest hitting sets. Raises `OutOfPatienceError`."""
        while (found := next(self._tree.within(self._bound), None)) is None:
            assert self._tree.next is not None  # noqa: S101 - no set is empty
            self._bound = self._tree.next
        return frozenset(numbers_in(found))

    def cheapest(self) -> frozenset[int]:
        """The cheapest; among equals the one with later items. Raises `OutOfPatienceError`."""
        found = mask(self.cheap())
        chosen = refused = 0
        more = self._bound
        left = self._tree.sets
        for item in sorted({item for one in left for item in numbers_in(one)}, reverse=True):
            bit, cost = 1 << item, self._costs[item]
            rest = [one for one in left if not one & bit]
            if not found & bit and cost <= more and len(rest) < len(left):
                other = next(self._tree.within(more - cost, chosen | bit, refused), None)
                found = found if other is None else other
            if found & bit:
                chosen, left, more = chosen | bit, rest, more - cost
            else:
                refused |= bit
        return frozenset(numbers_in(chosen))


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
