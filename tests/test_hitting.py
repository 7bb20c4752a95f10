"""Cheapest hitting sets against every subset."""

import inspect
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.search.hitting import HittingSets, cheapest_hitting_set, spare_hitting_set
from checker.search.patience import Patience

GROUPS = st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=5), max_size=9)
PAIRS = st.lists(st.frozensets(st.integers(0, 7), min_size=2, max_size=2), max_size=28)
PRICES = st.lists(st.integers(1, 6), min_size=8, max_size=8)


def hits(chosen: frozenset[int], groups: Sequence[frozenset[int]]) -> bool:
    return all(not group.isdisjoint(chosen) for group in groups)


def price(chosen: frozenset[int], costs: Mapping[int, int]) -> int:
    return sum(costs[item] for item in chosen)


@settings(max_examples=400)
@given(GROUPS | PAIRS, PRICES)
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


def test_of_numbers_that_clash_two_by_two_all_but_one_are_needed() -> None:
    pairs = [frozenset(pair) for pair in combinations(range(60), 2)]
    steps = Patience(1_000_000)
    search = HittingSets(dict.fromkeys(range(60), 1), steps)
    for pair in pairs:
        search.add(pair)
    assert search.cheapest() == frozenset(range(1, 60))


def test_a_choice_of_many_needs_no_stack() -> None:
    search = HittingSets(dict.fromkeys(range(400), 1), Patience.endless())
    for low in range(0, 400, 2):
        search.add(frozenset({low, low + 1}))
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 60)
    try:
        assert search.cheap() == frozenset(range(1, 400, 2))
    finally:
        sys.setrecursionlimit(usual)
