"""What is found rests on what is said: random projects told in other ways.

One of every third form is tried, of every form with `--thorough`.

`python -m tests.invariance` tries as many as you like.
"""

import pytest

from tests.effort import is_thorough
from tests.invariance import varies
from tests.random_problems.forms import FORMS


@pytest.mark.parametrize("form", [*FORMS][:: 1 if is_thorough() else 3])
def test_the_same_is_found_however_it_is_told(form: str) -> None:
    assert varies(form, 0) == {}
