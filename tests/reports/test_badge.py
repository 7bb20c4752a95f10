"""The badge says the verdict, whatever is shown elsewhere."""

import json
from pathlib import Path

import pytest

from tests.projects import CASES, Case, read_case
from tests.reports.runs import AGREES, CLASHES, EVERY_SORT, MISTAKEN, printed

UNDECIDED = read_case(CASES / "traps/a-root-is-undecided.yaml")


@pytest.mark.parametrize(
    ("case", "message", "colour"),
    [
        (AGREES, "consistent", "brightgreen"),
        (CLASHES, "1 contradiction", "red"),
        (EVERY_SORT, "3 contradictions", "red"),
        (UNDECIDED, "undecided", "orange"),
        (MISTAKEN, "not checked", "lightgrey"),
    ],
)
def test_the_badge_says_the_verdict(case: Case, message: str, colour: str, tmp_path: Path) -> None:
    expected = {"schemaVersion": 1, "label": "factcheck", "message": message, "color": colour}
    assert json.loads(printed(tmp_path, case, "badge")) == expected
    assert json.loads(printed(tmp_path, case, "badge", "--show", "warning")) == expected
