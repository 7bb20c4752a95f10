"""Whole reports as they were last looked at: `pytest tests/test_golden.py --update-golden`.

Each folder below `golden/` holds the reports on the five articles or on a case, in every format.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.reports.formats import FORMATS
from tests.projects import CASES, build, read_case

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
FIVE = "five-articles"
REPORTS = {
    FIVE: None,
    "a-sum-breaks": "sums/the-ratings-add-up-and-break",
    "a-figure-is-restated": "traps/a-figure-restated-is-one-story",
    "all-holds": "places/parts-add-up-and-hold",
    "of-every-sort": "../reports/of-every-sort",
    "stopped-by-mistakes": "../reports/stopped-by-mistakes",
}


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


FORMS = [form for form in FORMATS if form != "html"]
"""A page holds its style and script; what is on it, tests/reports/test_html.py looks at."""


@pytest.fixture(scope="module", params=REPORTS)
def reported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A name, and the folder in which one run has written every format."""
    name: str = request.param
    case, folder = REPORTS[name], tmp_path_factory.mktemp(name)
    if case is not None:
        build(folder / "project", read_case(CASES / f"{case}.yaml"))
    arguments = ["run", "--project", str(ROOT if case is None else folder / "project")]
    for form in FORMS:
        arguments += ["--format", form, "--output", str(folder / form)]
    assert CliRunner().invoke(main, arguments).exit_code in {0, 1, 2}
    return name, folder


@pytest.mark.parametrize("form", FORMS)
def test_the_report_is_as_it_was(
    reported: tuple[str, Path], form: str, request: pytest.FixtureRequest
) -> None:
    name, folder = reported
    file = folder / form  # mistakes leave some formats unwritten
    found = file.read_bytes().decode("utf-8") if file.exists() else ""
    golden = GOLDEN / name / form
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(found.encode("utf-8"))
    assert golden.read_bytes().decode("utf-8").splitlines() == found.splitlines()


def test_no_golden_report_is_left_over() -> None:
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    asked = {f"{name}/{form}" for name in QUESTIONS for form in ("text", "json")}
    assert kept == asked | {f"{name}/{form}" for name in REPORTS for form in FORMS}
