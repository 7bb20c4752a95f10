"""Contradictions and corrections, against all subsets of small systems."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import All, Any, Compare, Constraint, Not, Relation, equal, holds
from checker.algebra.polynomials import Polynomial
from checker.limits import CHEAPEST
from checker.search import contradictions, corrections
from checker.search.bysize import CompleteUpTo
from checker.search.cheapest import all_cheapest
from checker.search.contradictions import remember_small_ones, smallest_contradiction
from checker.search.corrections import cheapest_correction, some_cheapest_correction
from checker.search.enumeration import contradictions_by_size
from checker.search.memory import Remembering
from checker.solvers.staged import StagedSolver
from tests.effort import examples

NAMES = ("a", "b", "c")
LARGEST = 3
"""Rules keep each unknown between 0 and this, so that all worlds can be tried."""

SINGLE: list[tuple[str, ...]] = [(name,) for name in NAMES]
MULTIPLIED: list[tuple[str, ...]] = [("a", "b"), ("b", "c")]
FACTORS = st.integers(-2, 2)
TERMS = st.dictionaries(st.sampled_from(SINGLE), FACTORS, max_size=3)
PRODUCTS = st.dictionaries(st.sampled_from(SINGLE + MULTIPLIED), FACTORS, max_size=3)


def comparisons(terms: st.SearchStrategy[dict[tuple[str, ...], int]]) -> st.SearchStrategy[Compare]:
    return st.builds(
        lambda some, constant, relation: Compare(
            Polynomial.of({**some, (): constant}),
            relation,
        ),
        terms,
        st.integers(-4, 4),
        st.sampled_from(list(Relation)),
    )


def combined(simple: st.SearchStrategy[Compare]) -> st.SearchStrategy[Constraint]:
    parts = st.lists(simple, min_size=1, max_size=3).map(tuple)
    return st.one_of(simple, parts.map(All), parts.map(Any), simple.map(Not))


def component(statements: Sequence[Constraint]) -> Component:
    limits = tuple(
        Compare(Polynomial.measure(name) - Polynomial.number(LARGEST), Relation.AT_MOST)
        for name in NAMES
    )
    variables = tuple(Variable(name, whole=True, not_negative=True) for name in NAMES)
    return Component(variables, limits, tuple(statements), tuple(range(len(statements))))


def worlds(statements: Sequence[Constraint]) -> list[frozenset[int]]:
    """The statements that hold, in each world."""
    found = []
    for values in product(range(LARGEST + 1), repeat=len(NAMES)):
        world = {name: Fraction(value) for name, value in zip(NAMES, values, strict=True)}
        found.append(frozenset(i for i, one in enumerate(statements) if holds(one, world)))
    return found


def smallest(statements: Sequence[Constraint], kept: frozenset[int]) -> set[frozenset[int]]:
    """Every contradiction of which nothing can be spared, by trying all subsets."""
    maximal = worlds(statements)
    free = sorted(set(range(len(statements))) - kept)
    found: list[frozenset[int]] = []
    for size in range(len(free) + 1):
        for chosen in map(frozenset, combinations(free, size)):
            if any(one <= chosen for one in found):
                continue
            if not any(chosen | kept <= held for held in maximal):
                found.append(chosen)
    return set(found)


def check_by_size(
    statements: Sequence[Constraint], kept: frozenset[int], weights: list[int]
) -> None:
    oracle = Remembering(StagedSolver().open(component(statements), 60))
    numbers = range(len(statements))
    expected = smallest(statements, kept)
    told: list[frozenset[int]] = []
    complete = -1
    for step in contradictions_by_size(oracle, numbers, kept, dict(enumerate(weights))):
        if isinstance(step, CompleteUpTo):
            assert step.size > complete
            complete = step.size
            assert set(told) == {one for one in expected if len(one) <= complete}
        else:
            assert len(step) > complete
            assert step not in told
            told.append(step)
    assert complete == len(set(numbers) - kept)
    assert set(told) == expected


WEIGHTS = st.lists(st.integers(1, 9), min_size=9, max_size=9)
KEPT = st.frozensets(st.integers(0, 3), max_size=2)


STATEMENTS = st.lists(combined(comparisons(TERMS)), min_size=4, max_size=9)


@settings(max_examples=examples(150))
@given(STATEMENTS, KEPT, WEIGHTS)
def test_all_are_told_size_by_size(
    statements: list[Constraint], kept: frozenset[int], weights: list[int]
) -> None:
    check_by_size(statements, kept, weights)


@settings(max_examples=examples(40))
@given(st.lists(comparisons(PRODUCTS), min_size=4, max_size=6), KEPT, WEIGHTS)
def test_all_are_told_where_unknowns_are_multiplied(
    statements: list[Constraint], kept: frozenset[int], weights: list[int]
) -> None:
    check_by_size(statements, kept, weights)


def cost(chosen: frozenset[int], weights: list[int]) -> tuple[int, list[int]]:
    """Cheap ones first; of equals those with later members."""
    return sum(weights[n] for n in chosen), sorted(-n for n in chosen)


@settings(max_examples=examples(150))
@given(STATEMENTS, WEIGHTS)
def test_the_cheapest_correction_and_the_lightest_contradictions(
    statements: list[Constraint], weights: list[int]
) -> None:
    oracle = Remembering(StagedSolver().open(component(statements), 60))
    everything = frozenset(range(len(statements)))
    priced = dict(enumerate(weights))
    best = min((everything - held for held in worlds(statements)), key=lambda d: cost(d, weights))

    known = remember_small_ones(oracle, everything, priced)
    assert any(everything - known <= held for held in worlds(statements))
    found = cheapest_correction(oracle, everything, priced)
    assert (found.withdrawn, found.cost, found.doubt) == (best, cost(best, weights)[0], "")
    some = some_cheapest_correction(oracle, known, everything, priced)
    assert some.cost == found.cost

    every = smallest(statements, frozenset())
    for culprit in best:
        kept = everything - best
        lightest = min(
            (one for one in every if one <= kept | {culprit}), key=lambda one: cost(one, weights)
        )
        told = smallest_contradiction(oracle, kept, culprit, priced)
        assert (told.members, told.doubt) == (lightest, "")


@settings(max_examples=examples(60))
@given(STATEMENTS, WEIGHTS)
def test_who_gives_up_tells_a_smaller_story_and_says_so(
    statements: list[Constraint], weights: list[int]
) -> None:
    everything = frozenset(range(len(statements)))
    priced = dict(enumerate(weights))
    every = smallest(statements, frozenset())
    best = min((everything - held for held in worlds(statements)), key=lambda d: cost(d, weights))
    with (
        mock.patch.object(contradictions, "STEPS_TO_CONTRADICTION", 1),
        mock.patch.object(corrections, "STEPS_TO_CORRECTION", 1),
    ):
        oracle = Remembering(StagedSolver().open(component(statements), 60))
        found = cheapest_correction(oracle, everything, priced)
        if found.cost > cost(best, weights)[0]:
            assert found.doubt
        assert any(everything - found.withdrawn <= held for held in worlds(statements))
        for culprit in found.withdrawn:
            told = smallest_contradiction(oracle, everything - found.withdrawn, culprit, priced)
            assert told.members in every
            assert told.doubt or len(told.members) == 1


def test_fifty_wrong_values_of_one_figure_are_told_without_doubt() -> None:
    total = Polynomial.measure("a")
    said = [Compare(total - Polynomial.number(n), Relation.EQUAL) for n in range(51)]
    free = replace(component(said), rules=())
    oracle = Remembering(StagedSolver().open(free, 60))
    one_each = dict.fromkeys(range(51), 1)
    found = cheapest_correction(oracle, range(51), one_each)
    assert (found.withdrawn, found.doubt) == (frozenset(range(1, 51)), "")
    all_of_them = all_cheapest(oracle, range(51), one_each, found)
    assert len(all_of_them.corrections) == CHEAPEST
    assert not all_of_them.in_every


def test_who_asks_for_other_corrections_comes_to_an_end_beside_products() -> None:
    a, b, c = map(Polynomial.measure, NAMES)
    number = Polynomial.number
    said = (equal(a, number(1)), equal(a, number(2)), equal(a * b, c), equal(b + c, number(5)))
    free = replace(component(said), rules=())
    oracle = Remembering(StagedSolver().open(free, 60))
    pool = frozenset(range(4)) - oracle.hard
    one_each = dict.fromkeys(range(4), 1)
    found = cheapest_correction(oracle, pool, one_each)
    assert len(found.withdrawn) == 1
    told = all_cheapest(oracle, pool, one_each, found)
    assert told.corrections
