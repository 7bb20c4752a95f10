"""The steps of explanations, word for word: each file of `explanations/` is about one kind.

A case is named after what happens, in the form of `tests/projects.py`; its first contradiction is
told with these `steps`.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.headline_rules import assert_headline
from tests.projects import found_in, loaded, texts_of

FILES = sorted((Path(__file__).parent / "explanations").glob("*.yaml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{title.replace(' ', '-')}")
    for path in FILES
    for title, case in texts_of(path.read_text("utf-8")).items()
]


@pytest.mark.parametrize("case", CASES)
def test_steps_say_what_the_figures_give(case: dict[str, Any], tmp_path: Path) -> None:
    project = loaded(tmp_path, case)
    assert not [problem for problem in project.problems if problem.is_error]
    first, *_ = found_in(project).contradictions
    assert list(first.steps) == case["steps"]
    assert_headline(first, project.topics[0])
