"""What an editor decided fails no run and stays in every format."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from tests.projects import build
from tests.reports.runs import CLASHES, run_at
from tests.reports.test_csv import rows
from tests.reports.test_github import commands
from tests.reports.test_markdown import page, words
from tests.reports.test_sarif import run_of

ON = ("--today", "2026-11-22")
BECAUSE = "both | were <b>asked</b>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a decision that holds until the end of 2026, and one that is stale."""
    root = tmp_path_factory.mktemp("decided")
    build(root, CLASHES)
    (found,) = json.loads(run_at(root, "--format", "json").stdout)["contradictions"]
    held = {"contradiction": found["id"], "ruling": "accepted", "because": BECAUSE}
    stale = {"contradiction": "0123456789ab", "ruling": "definitions", "because": "long ago"}
    decisions = {"decisions": [held | {"until": "2026-12-31"}, stale]}
    (root / "claims/decisions.yaml").write_text(json.dumps(decisions), "utf-8")
    return root


def told(folder: Path, form: str, *more: str) -> str:
    return run_at(folder, "--format", form, *ON, *more).stdout


def test_what_is_decided_fails_no_run(folder: Path) -> None:
    assert run_at(folder, *ON).exit_code == 0
    assert run_at(folder, *ON, "--fail-on", "certain").exit_code == 0
    assert run_at(folder, "--today", "2027-01-01").exit_code == 1
    quiet = run_at(folder, *ON, "-q")
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_sarif_has_it_as_a_suppression(folder: Path) -> None:
    certain, *_ = run_of(told(folder, "sarif"))["results"]
    (suppression,) = certain["suppressions"]
    assert suppression["justification"].startswith(f"accepted for now, because {BECAUSE}")
    assert "this decision is stale" in told(folder, "sarif")
    over = run_of(run_at(folder, "--format", "sarif", "--today", "2027-01-01").stdout)["results"]
    assert over[0]["suppressions"] == []


def test_junit_skips_it(folder: Path) -> None:
    root = fromstring(told(folder, "junit"))  # noqa: S314 - our own report
    assert root.get("failures") == "0"
    (skipped,) = root.iter("skipped")
    assert "is decided: accepted for now" in skipped.get("message", "")


def test_github_has_a_notice(folder: Path) -> None:
    first, *others = commands(told(folder, "github"))
    assert first.name == "notice"
    assert f"\nDecided: accepted for now, because {BECAUSE}" in first.message
    assert "claims/decisions.yaml" in {one.properties.get("file") for one in others}


def test_markdown_tells_of_it(folder: Path) -> None:
    text = words(page(told(folder, "markdown")))
    assert "1 contradiction (1 decided)" in text
    assert f"accepted for now, because {BECAUSE}" in text
    assert "this decision is stale" in text


def test_csv_and_badge(folder: Path) -> None:
    decided = [row["decisions"] for row in rows(told(folder, "csv"))]
    assert all(text.startswith("accepted for now, because") for text in decided)
    badge = json.loads(told(folder, "badge"))
    assert (badge["message"], badge["color"]) == ("1 contradiction (1 decided)", "yellowgreen")
