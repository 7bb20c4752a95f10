"""What is found rests on what is said: some random projects of every form, told in other ways.

`python -m tests.invariance` tries as many as you like.
"""

import pytest

from tests.invariance import varies
from tests.random_problems.forms import FORMS


@pytest.mark.parametrize("form", FORMS)
def test_the_same_is_found_however_it_is_told(form: str) -> None:
    assert varies(form, 0) == {}
