"""Cheapest hitting sets against every subset."""

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.conflicts.hitting import cheapest_hitting_set, spare_hitting_set

GROUPS = st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=5), max_size=9)
PRICES = st.lists(st.integers(1, 6), min_size=8, max_size=8)


def hits(chosen: frozenset[int], groups: Sequence[frozenset[int]]) -> bool:
    return all(not group.isdisjoint(chosen) for group in groups)


def price(chosen: frozenset[int], costs: Mapping[int, int]) -> int:
    return sum(costs[item] for item in chosen)


@settings(max_examples=400)
@given(GROUPS, PRICES)
def test_the_cheapest_is_the_cheapest_and_of_equals_the_one_with_later_items(
    groups: list[frozenset[int]], prices: list[int]
) -> None:
    costs = dict(enumerate(prices))
    every = [
        frozenset(item for item, taken in enumerate(row) if taken)
        for row in product((False, True), repeat=8)
    ]
    best = min(
        (chosen for chosen in every if hits(chosen, groups)),
        key=lambda chosen: (price(chosen, costs), sorted(-item for item in chosen)),
    )
    assert cheapest_hitting_set(groups, costs) == best
    assert cheapest_hitting_set(groups[::-1], costs) == best


@settings(max_examples=200)
@given(GROUPS, PRICES)
def test_a_spare_one_hits_all_and_spares_nothing(
    groups: list[frozenset[int]], prices: list[int]
) -> None:
    costs = dict(enumerate(prices))
    chosen = spare_hitting_set(groups, costs)
    assert hits(chosen, groups)
    assert not any(hits(chosen - {item}, groups) for item in chosen)
