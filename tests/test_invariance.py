"""What is found rests on what is said: random projects told in other ways.

One of every third form is tried, of every form with `--thorough`.

`python -m tests.invariance` tries as many as you like.
"""

from pathlib import Path

import pytest

from checker.algebra.constraints import measures_in
from tests.effort import is_thorough
from tests.invariance import varies
from tests.projects import loaded
from tests.random_problems.forms import FORMS


@pytest.mark.parametrize("form", [*FORMS][:: 1 if is_thorough() else 3])
def test_the_same_is_found_however_it_is_told(form: str) -> None:
    assert varies(form, 0) == {}


@pytest.mark.parametrize(
    "says",
    [
        "either poor > 0 or poor <= 0",
        "either not poor = 3 or poor = 3",
        "if poor = 3 then poor = 3",
        "if poor > well then (poor > well or poor > excellent)",
        "poor + 1 > poor",
    ],
)
def test_what_is_always_true_ties_nothing_together(says: str, tmp_path: Path) -> None:
    """It would have shares meet the numbers behind them, and then less is found out in the time."""
    (topic,) = loaded(tmp_path, {"articles": {"a": says}}).topics
    assert not [name for one in topic.meanings for name in measures_in(one.constraint)]
