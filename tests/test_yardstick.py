"""The yardstick's own cases: a sample stands here, the whole where FACTCHECK_YARDSTICK points."""

import os
from pathlib import Path

import pytest

from tests.yardstick.__main__ import main, outcome
from tests.yardstick.cases import Case, read_cases
from tests.yardstick.families.correct import distance
from tests.yardstick.outcomes import Agree, Differ, NotExpressible

SAMPLE = Path(__file__).parent / "yardstick" / "sample.json"
CASES = read_cases(SAMPLE)
WHOLE = os.environ.get("FACTCHECK_YARDSTICK", "")
ENOUGH = 0.95
FREE = ("round.grimmer", "round.debit")


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_the_checker_says_what_the_suite_says(case: Case) -> None:
    assert outcome(case) == Agree()


@pytest.mark.skipif(not WHOLE, reason="FACTCHECK_YARDSTICK names no file of cases")
def test_nearly_all_cases_agree() -> None:
    cases = [case for case in read_cases(Path(WHOLE)) if case.family not in FREE]
    agreeing = sum(outcome(case) == Agree() for case in cases)
    assert agreeing >= ENOUGH * len(cases)


def case(family: str, **whole: object) -> Case:
    return Case("one", family, whole)


def test_a_wrong_verdict_differs() -> None:
    found = outcome(
        case("locate.linear", constraints=["x > 1"], values={"x": "0"},
             expected={"verdict": "consistent"})
    )  # fmt: skip
    assert found == Differ("verdict: expected consistent, found inconsistent")


def test_a_wrong_change_differs() -> None:
    expected = {"verdict": "inconsistent", "change": ["y"], "all_minimal": [["y"]]}
    found = outcome(
        case("locate.linear", constraints=["x > 1", "y > x"], values={"x": "0", "y": "5"},
             expected=expected)
    )  # fmt: skip
    assert found == Differ("change: expected one of [['y']], found ['x'] of [['x']]")


@pytest.mark.parametrize(
    ("family", "constraint", "told"),
    [
        ("dreams", "x > 1", "a family that nobody has translated"),
        ("locate.linear", "sin(x) > 1", "`sin(x)` has no counterpart in the language"),
        ("locate.linear", "x >", "`x >` cannot be read"),
    ],
)
def test_what_cannot_be_said_is_told(family: str, constraint: str, told: str) -> None:
    found = outcome(
        case(family, constraints=[constraint], values={"x": "1"},
             expected={"verdict": "consistent"})
    )  # fmt: skip
    assert found == NotExpressible(told)


def test_the_command_prints_a_table_and_a_sum(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLE)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("family ")
    assert printed.endswith(f"\n{len(CASES)} agree, 0 differ, 0 not expressible\n")


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    assert main([str(tmp_path / "none.json")]) == 2
    (tmp_path / "half.json").write_text('{"cases": [{"id": 1}]}', "utf-8")
    assert main([str(tmp_path / "half.json")]) == 2
    assert main([]) == 2


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("161", "116", 1), ("19979", "1979", 1), ("-1", "1", 1), ("12", "21", 1), ("99", "0", 2)],
)
def test_a_slip_of_the_hand_is_one_step(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == steps
