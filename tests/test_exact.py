"""Exact arithmetic against z3: verdicts, conflicts, values and their ends, in any order."""

from collections.abc import Collection, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Any, Compare, Constraint, Not, Relation, equal, holds, less
from checker.algebra.polynomials import Polynomial
from checker.solvers.cvc5_solver import Cvc5Solver
from checker.solvers.ends import highest, linear_end
from checker.solvers.exact.near import Near, concrete, quotient
from checker.solvers.exact.programme import Programme
from checker.solvers.protocol import Consistent, Contradictory, Reach, Undecided
from checker.solvers.staged import StagedOracle, StagedSolver

VARIABLES = (
    Variable("a", whole=True, not_negative=True),
    Variable("b", whole=True, not_negative=True),
    Variable("c", whole=True, not_negative=False),
    Variable("d", whole=False, not_negative=True),
    Variable("e", whole=False, not_negative=False),
)
NAMES: list[tuple[str, ...]] = [(variable.name,) for variable in VARIABLES]
SUMS = st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3), max_size=4)
CONSTANTS = st.fractions(-6, 6, max_denominator=3)


@st.composite
def comparisons(draw: st.DrawFn) -> Compare:
    terms = {key: Fraction(factor) for key, factor in draw(SUMS).items()}
    relation = draw(st.sampled_from(list(Relation)))
    return Compare(Polynomial.of({**terms, (): draw(CONSTANTS)}), relation)


CONSTRAINTS = st.one_of(
    comparisons(),
    comparisons(),
    st.lists(comparisons(), min_size=2, max_size=3).map(lambda parts: Any(tuple(parts))),
    comparisons().map(Not),
)
SYSTEMS = st.lists(CONSTRAINTS, min_size=3, max_size=8)
CHOICES = st.lists(st.frozensets(st.integers(0, 7)), min_size=1, max_size=6)


SOLVERS = (
    StagedSolver(),
    StagedSolver(exact=False),
    StagedSolver(sessions=Cvc5Solver(), exact=False),
)


class NoArithmetic:
    """Knows no ends."""

    def highest(self, chosen: Collection[int], value: Polynomial) -> Undecided:
        del chosen, value
        return Undecided("not asked")


def solver_alone(component: Component) -> StagedOracle:
    """A solver that decides all of a component, without exact arithmetic for verdicts or ends."""
    oracle = StagedSolver(exact=False).open(component, 60)
    setattr(oracle, "exact", NoArithmetic())  # noqa: B010 - of another type
    return oracle


def component(rules: Sequence[Constraint], statements: Sequence[Constraint]) -> Component:
    numbers = tuple(range(len(statements)))
    return Component(VARIABLES, tuple(rules), tuple(statements), numbers)


@settings(max_examples=60)
@given(SYSTEMS, st.integers(0, 2), CHOICES)
def test_verdicts_are_those_of_z3(
    said: list[Constraint], rules: int, choices: list[frozenset[int]]
) -> None:
    whole = component(said[:rules], said[rules:])
    ours, theirs = Programme(whole), solver_alone(whole)
    for choice in choices:
        chosen = choice.intersection(range(len(whole.statements)))
        found, expected = ours.check(chosen), theirs.check(chosen)
        match found:
            case Consistent(witness):
                values = witness.values()
                stated = [whole.statements[number] for number in chosen]
                assert all(holds(one, values) for one in (*whole.rules, *stated))
                for variable in VARIABLES:
                    value = values[variable.name]
                    assert value.denominator == 1 or not variable.whole
                    assert value >= 0 or not variable.not_negative
                assert isinstance(expected, Consistent)
            case Contradictory(core):
                assert core <= chosen
                assert isinstance(theirs.check(core), Contradictory)
            case Undecided():
                pass


@settings(max_examples=40)
@given(SYSTEMS, SUMS)
def test_ends_are_those_of_z3(said: list[Constraint], terms: dict[tuple[str, ...], int]) -> None:
    value = Polynomial.of({key: Fraction(factor) for key, factor in terms.items()})
    whole = component((), said)
    chosen = frozenset(range(len(said)))
    ours, theirs = Programme(whole), solver_alone(whole)
    verdict = ours.check(chosen)
    if not isinstance(verdict, Consistent) or value.is_number:
        return
    found = ours.highest(chosen, value)
    expected = highest(theirs, chosen, value, verdict.witness)
    if isinstance(found, Reach) and isinstance(expected, Reach):
        assert found == expected
        assert found.witness is not None
        values = found.witness.values()
        assert all(holds(one, values) for one in said)


@settings(max_examples=60)
@given(SYSTEMS, SUMS, SUMS)
def test_no_ratio_goes_beyond_its_end(
    said: list[Constraint], top: dict[tuple[str, ...], int], bottom: dict[tuple[str, ...], int]
) -> None:
    rise, step = (
        Polynomial.of({key: Fraction(factor) for key, factor in terms.items()})
        for terms in (top, bottom)
    )
    whole = component((), said)
    chosen = frozenset(range(len(said)))
    oracle, solver = StagedSolver().open(whole, 60), solver_alone(whole)
    verdict = oracle.check(chosen)
    if not isinstance(verdict, Consistent):
        return
    found = linear_end(oracle, chosen, rise, step, verdict.witness)
    if isinstance(found, Undecided) or found.value is None:
        return
    there = step.scaled(found.value)
    assert not isinstance(solver.check(chosen, less(there, rise)), Consistent)
    met = solver.check(chosen, equal(there, rise))
    assert isinstance(met, Undecided) or isinstance(met, Contradictory) is found.open


def test_what_exact_arithmetic_gives_up_is_said() -> None:
    """Two multiples of odd and even numbers with many unknowns between them: no cases end it."""
    variables = tuple(Variable(f"x{n}", whole=True, not_negative=True) for n in range(9))
    names = [variable.name for variable in variables]
    odd = Polynomial.sum(names).scaled(Fraction(2)) - Polynomial.measure("x0").scaled(Fraction(2))
    parts = odd + Polynomial.measure("x0").scaled(Fraction(4)) - Polynomial.number(4_001)
    tight = Compare(parts, Relation.EQUAL)
    programme = Programme(Component(variables, (), (tight,), (0,)))
    assert isinstance(programme.check({0}), Contradictory)  # 2 divides one side only


@pytest.mark.parametrize(
    ("left", "right", "smaller"),
    [(Near(3, -1), 3, True), (3, Near(3, 1), True), (Near(3, 1), Fraction(10, 3), True)],
)
def test_what_is_near_a_number_is_compared(left: Near, right: Near, *, smaller: bool) -> None:
    assert (left < right) is smaller
    assert left != right


def test_what_is_near_a_number_is_reckoned_with() -> None:
    assert quotient(Near(3, -1) + 1 - Near(0, 1), 2) == Near(2, -1)
    assert concrete(5 - Near(3, -1), Fraction(1, 10)) == Fraction(21, 10)


def test_numbers_that_nobody_would_write_down_are_left_open() -> None:
    long = equal(Polynomial.measure("a"), Polynomial.number(10**3_000))
    found = solver_alone(component((), (long,))).check({0})
    assert found == Undecided("the values that were found have thousands of digits")


def test_what_a_refusal_leans_on_is_named() -> None:
    """Of the statements and of what is asked beside them alike, by each solver."""
    a, b = Polynomial.measure("a"), Polynomial.measure("b")
    four, five = Polynomial.number(4), Polynomial.number(5)
    whole = component((), (equal(a, four), equal(b, four)))
    for solver in SOLVERS:
        oracle = solver.open(whole, 60)
        found = oracle.check({0, 1}, less(b, five), less(five, a))
        assert found == Contradictory(frozenset({0}), frozenset({1}))
        assert isinstance(oracle.check({0, 1}, less(b, five)), Consistent)
