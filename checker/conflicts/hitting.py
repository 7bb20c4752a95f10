"""Cheapest hitting sets: the cheapest choice that takes something from every one of some sets."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction


def cheapest_hitting_set(
    sets: Sequence[frozenset[int]], costs: Mapping[int, int]
) -> frozenset[int]:
    """The cheapest set that meets every one of `sets`; among equals the one with later items.

    Branch and bound on the smallest set that is not met yet; sets that share nothing bound the
    cost from below.
    """
    minimal = _without_supersets(sets)
    best = _search(minimal, costs, (), 0, frozenset(), _greedy(minimal, costs))
    return frozenset(-item for item in best[1])


def spare_hitting_set(sets: Sequence[frozenset[int]], costs: Mapping[int, int]) -> frozenset[int]:
    """A set that meets every one of `sets` and of which nothing can be spared; found greedily."""
    return frozenset(-item for item in _greedy(sets, costs)[1])


def _without_supersets(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    kept: list[frozenset[int]] = []
    for candidate in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        if not any(smaller <= candidate for smaller in kept):
            kept.append(candidate)
    return kept


def _greedy(
    sets: Sequence[frozenset[int]], costs: Mapping[int, int]
) -> tuple[int, tuple[int, ...]]:
    chosen: list[int] = []
    left = list(sets)
    while left:
        counts: dict[int, int] = {}
        for group in left:
            for item in group:
                counts[item] = counts.get(item, 0) + 1
        pick = min(counts, key=lambda item: (Fraction(costs[item], counts[item]), -item))
        chosen.append(pick)
        left = [group for group in left if pick not in group]
    for item in sorted(chosen, key=lambda item: (-costs[item], item)):
        rest = [other for other in chosen if other != item]
        if all(not group.isdisjoint(rest) for group in sets):
            chosen = rest
    return _priced(chosen, costs)


def _priced(chosen: Iterable[int], costs: Mapping[int, int]) -> tuple[int, tuple[int, ...]]:
    """A choice with its cost; among equal costs the smaller tuple has the later items."""
    return sum(costs[item] for item in chosen), tuple(sorted(-item for item in chosen))


def _search(
    left: Sequence[frozenset[int]],
    costs: Mapping[int, int],
    chosen: tuple[int, ...],
    spent: int,
    refused: frozenset[int],
    best: tuple[int, tuple[int, ...]],
) -> tuple[int, tuple[int, ...]]:
    if not left:
        return min(best, _priced(chosen, costs))
    if spent + least_cost(left, costs, refused) > best[0]:
        return best
    branch = min(left, key=lambda group: (len(group - refused), sorted(group)))
    tried = refused
    for item in sorted(branch - refused, key=lambda item: (costs[item], -item)):
        rest = [group for group in left if item not in group]
        best = _search(rest, costs, (*chosen, item), spent + costs[item], tried, best)
        tried |= {item}
    return best


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
