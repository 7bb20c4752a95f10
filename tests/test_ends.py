"""Both ends of what figures would have to be, and of what is asked for, are right."""

import pytest

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
