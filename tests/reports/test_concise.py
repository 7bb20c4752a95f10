"""One line a finding, whatever people write, and the problem matcher that reads it."""

import json
import re

import pytest

from tests.pages import blocks
from tests.reports.runs import ATTACKS, ROOT, reports

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
MATCHERS = [
    matcher
    for block in blocks(PAGE)
    if block.language == "json"
    for matcher in json.loads(block.body)["problemMatcher"]
]


def matched(line: str) -> list[tuple[str, str, str, str, str]]:
    """What the matchers read of a line: severity, file, line, column, message."""
    found = []
    for matcher in MATCHERS:
        (pattern,) = matcher["pattern"]
        if read := re.fullmatch(pattern["regexp"], line):
            parts = (read[pattern[name]] for name in ("file", "line", "column", "message"))
            found.append((matcher["severity"], *parts))
    return found


def test_every_finding_is_a_line_at_its_place() -> None:
    lines = reports("every sort")["concise"].splitlines()
    found = [one for line in lines for one in matched(line)]
    assert [(severity, file, line) for severity, file, line, _, _ in found] == [
        ("error", "claims/b.yaml", "7"),
        ("warning", "claims/a.yaml", "15"),
        ("warning", "claims/a.yaml", "27"),
        ("warning", "claims/a.yaml", "19"),
        ("warning", "claims/vocabulary.yaml", "1"),
    ]
    assert len(lines) == 6, "what was revised is a line, and nothing to complain of"
    told = json.loads(reports("every sort")["json"])["contradictions"]
    assert all(line.endswith(f"[{one['id']}]") for line, one in zip(lines, told, strict=False))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_people_write_is_a_line_of_its_own(attack: str) -> None:
    told = json.loads(reports(attack)["json"])
    lines = reports(attack)["concise"].splitlines()
    named = ("contradictions", "undecided", "revisions", "problems")
    assert len(lines) == sum(len(told[name]) for name in named)
    assert all(line.isprintable() for line in lines)
