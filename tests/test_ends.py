"""Both ends of what figures would have to be, and of what is asked for, are right."""

from dataclasses import replace
from fractions import Fraction

import pytest

from checker import Fit, Stated, project_of, values_of
from checker.algebra.components import Component, Variable
from checker.algebra.constraints import at_most
from checker.algebra.polynomials import Polynomial
from checker.compile.distinct import Distinct
from checker.explain.finding import Member
from checker.explain.wording import fit_words
from checker.solvers.product_ends import ProductEnds
from checker.solvers.protocol import Consistent
from checker.solvers.staged import StagedSolver
from tests.ends.drawing import problem
from tests.ends.holding import held

SOME = range(12)
"""More are held by `python -m tests.ends --number 5000`."""


@pytest.mark.parametrize("number", SOME)
def test_no_end_of_a_random_problem_is_wrong(number: int) -> None:
    found = held(problem(number))
    assert not found.wrong
    assert found.ranges


def test_a_problem_is_the_same_each_time() -> None:
    assert [one.text for one in problem(7).said] == [one.text for one in problem(7).said]


PEOPLE = """
populations: {people: {}}
attributes: {colour: {of: people, values: [red, blue]}, age: {of: people, values: [old, young]}}
"""


def test_a_share_of_a_share_has_the_ends_of_few_people() -> None:
    project = project_of(
        PEOPLE,
        [
            Stated("people@2011 = at most 5"),
            Stated("red@2011 = 2"),
            Stated("(share of red in old)@2011 = 2 times (share of red in young)@2011"),
        ],
    )
    found = values_of(project, "(share of red in old)@2011 / (share of red in people)@2011")
    assert found == Fit(Fraction(3, 2), Fraction(3, 2))


def test_ends_that_were_not_reached_are_told_as_limits() -> None:
    (topic,) = project_of(PEOPLE, [Stated("red@2011 = 2")]).topics
    (statement,), (meaning,) = topic.statements, topic.meanings
    within = Fit(Fraction(3), Fraction(5), sure=False)
    member = Member(Distinct(meaning, (statement,)), meaning.slots[0].figure, within)
    assert fit_words(member) == "3 to 5, though perhaps not all of that"
    anything = replace(member, fits=Fit(None, None, sure=False))
    assert fit_words(anything) == "any value"


@pytest.mark.parametrize(("top", "end"), [("x", Fraction(3, 2)), ("y", None)])
def test_a_factor_of_which_nothing_else_is_said_is_looked_at_as_well(
    top: str, end: Fraction | None
) -> None:
    """Divided by n, x·y <= 3n says (x/n)·y <= 3: nothing else says anything of x/n or y/n."""
    x, y, n = map(Polynomial.measure, "xyn")
    one = Polynomial.number(1)
    says = (
        at_most(x * y, n.scaled(Fraction(3))),
        at_most(one, n),
        at_most(Polynomial.number(4), y * y),
    )
    unknowns = tuple(Variable(name, whole=False, not_negative=True) for name in "nxy")
    oracle = StagedSolver().open(Component(unknowns, (), says, (0, 1, 2)), 60)
    start = oracle.check(range(len(says)))
    assert isinstance(start, Consistent)
    found = ProductEnds(oracle, start.witness, n).end(Polynomial.measure(top))
    assert found is None or found.value == end
