"""Contradictions by size, against all subsets of small systems."""

from collections.abc import Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.conflicts.bysize import CompleteUpTo
from checker.conflicts.enumeration import contradictions_by_size
from checker.conflicts.memory import Remembering
from checker.constraints.system import Component, Variable
from checker.language.algebra import Compare, Polynomial, Relation
from checker.solvers.z3_solver import Z3Solver

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


def component(statements: Sequence[Compare]) -> Component:
    limits = tuple(
        Compare(Polynomial.measure(name) - Polynomial.number(LARGEST), Relation.AT_MOST)
        for name in NAMES
    )
    variables = tuple(Variable(name, whole=True, not_negative=True) for name in NAMES)
    return Component(variables, limits, tuple(statements), tuple(range(len(statements))))


def worlds(statements: Sequence[Compare]) -> list[frozenset[int]]:
    """The statements that hold, in each world."""
    return [
        frozenset(
            i
            for i, one in enumerate(statements)
            if holds(one, dict(zip(NAMES, values, strict=True)))
        )
        for values in product(range(LARGEST + 1), repeat=len(NAMES))
    ]


def holds(one: Compare, world: dict[str, int]) -> bool:
    value = one.polynomial.value({name: Polynomial.number(n).constant for name, n in world.items()})
    match one.relation:
        case Relation.EQUAL:
            return value == 0
        case Relation.AT_MOST:
            return value <= 0
        case Relation.LESS:
            return value < 0
        case Relation.UNEQUAL:
            return value != 0


def smallest(statements: Sequence[Compare], kept: frozenset[int]) -> set[frozenset[int]]:
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


def check_by_size(statements: Sequence[Compare], kept: frozenset[int], weights: list[int]) -> None:
    oracle = Remembering(Z3Solver().open(component(statements), 60))
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


@settings(max_examples=150)
@given(st.lists(comparisons(TERMS), min_size=4, max_size=9), KEPT, WEIGHTS)
def test_all_are_told_size_by_size(
    statements: list[Compare], kept: frozenset[int], weights: list[int]
) -> None:
    check_by_size(statements, kept, weights)


@settings(max_examples=40)
@given(st.lists(comparisons(PRODUCTS), min_size=4, max_size=6), KEPT, WEIGHTS)
def test_all_are_told_where_unknowns_are_multiplied(
    statements: list[Compare], kept: frozenset[int], weights: list[int]
) -> None:
    check_by_size(statements, kept, weights)
