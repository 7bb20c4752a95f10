"""Whole reports as they were last looked at: `pytest tests/test_golden.py --update-golden`.

Each folder below `golden/` holds what is printed for the five articles or for a case.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from tests.projects import CASES, build, read_case

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
FIVE = "five-articles"
REPORTS = {
    FIVE: None,
    "a-sum-breaks": "sums/the-ratings-add-up-and-break",
    "a-figure-is-restated": "traps/a-figure-restated-is-one-story",
    "all-holds": "places/parts-add-up-and-hold",
}


def reported(folder: Path, form: str) -> str:
    """What `factcheck run` prints on standard output."""
    result = CliRunner().invoke(main, ["run", "--project", str(folder), "--format", form])
    assert result.exit_code in {0, 1}
    return result.stdout


QUESTIONS = {
    "ask-a-value": ["ask", "authorities@2010"],
    "ask-a-statement": ["ask", "poor@2010 < well@2012"],
    "ask-without": ["ask", "excellent@2009", "--without", "2010-ratings/excellent"],
    "coverage": ["coverage"],
}
"""Further commands, on the five articles."""


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_as_it_was(name: str, form: str, request: pytest.FixtureRequest) -> None:
    asked = [*QUESTIONS[name], "--project", str(ROOT), "--format", form]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0
    golden = GOLDEN / name / form
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(result.stdout, "utf-8")
    assert golden.read_text("utf-8").splitlines() == result.stdout.splitlines()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_report_is_as_it_was(
    name: str, form: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case = REPORTS[name]
    if case is not None:
        build(tmp_path, read_case(CASES / f"{case}.yaml"))
    found = reported(ROOT if case is None else tmp_path, form)
    golden = GOLDEN / name / form
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, "utf-8")
    assert golden.read_text("utf-8").splitlines() == found.splitlines()


def test_no_golden_report_is_left_over() -> None:
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert kept == {
        f"{name}/{form}" for name in (*REPORTS, *QUESTIONS) for form in ("text", "json")
    }
