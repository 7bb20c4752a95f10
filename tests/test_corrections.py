"""Published corrections, retold: the figure that was put right is suspected first.

`tests/corrections` has the cases and says what is in them.
"""

import pytest

from tests.corrections import FILES, Correction, cases, outcome

EVERY = [one for name in FILES for one in cases(name)]
FIRST, OFFERED = 51, 52
"""Of all; what is missed is printed by `python -m tests.corrections`."""


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[bool, bool]]:
    """Whether each is suspected first, and whether its right figure is offered."""
    found = map(outcome, EVERY)
    return [(one.first, one.offered) for one in found]


def test_there_are_many_of_many_kinds() -> None:
    assert len(EVERY) == 55
    assert len({str(one.case["kind"]) for one in EVERY}) > 10


def test_nearly_all_are_suspected_first(outcomes: list[tuple[bool, bool]]) -> None:
    assert sum(first for first, _ in outcomes) >= FIRST


def test_most_of_the_right_figures_are_offered(outcomes: list[tuple[bool, bool]]) -> None:
    assert sum(offered for _, offered in outcomes) >= OFFERED


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.title)
def test_a_text_is_no_longer_than_it_must_be(one: Correction) -> None:
    assert all(len(article["text"]) < 400 for article in one.case["articles"].values())
