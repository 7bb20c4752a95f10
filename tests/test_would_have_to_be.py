"""What a figure would have to be, in its own unit, sign and rounding, as it would be printed."""

from pathlib import Path
from typing import Any

import pytest

from checker.explain.wording import fit_words
from tests.projects import found_in, loaded, texts_of

EVENTS: dict[str, dict[str, str]] = {
    name: {} for name in ("arrest", "trial", "quake", "aftershock")
}
CASES = texts_of((Path(__file__).parent / "would_have_to_be.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=[title.replace(" ", "-") for title in CASES])
def test_a_figure_would_have_to_be(case: dict[str, Any], tmp_path: Path) -> None:
    project = loaded(tmp_path, {"vocabulary": {"events": EVENTS}, "articles": {"a": case["says"]}})
    assert not [problem for problem in project.problems if problem.is_error]
    members = [m for one in found_in(project).contradictions for m in one.members]
    found = {member.statement.text: fit_words(member) for member in members}
    assert case["needs"].items() <= found.items(), found
