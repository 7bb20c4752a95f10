"""CSV: every statement with its verdict, and no cell that a spreadsheet would run."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.csv_report import COLUMNS, VERDICTS, cell
from tests.projects import CASES, Case, read_case
from tests.reports.runs import ATTACKS, EVERY_SORT, ROOT, printed, reports


def rows(text: str) -> list[dict[str, str]]:
    found = list(csv.DictReader(StringIO(text), strict=True))
    assert all(tuple(row) == COLUMNS for row in found)
    assert {row["verdict"] for row in found} <= set(VERDICTS)
    return found


def test_every_statement_has_a_row() -> None:
    found = rows(reports("five articles")["csv"])
    checked = [row for row in found if row["statement"]]
    assert len(checked) == 69 + 4
    told = json.loads(reports("five articles")["json"])["contradictions"]
    suspected = [m for one in told for m in one["members"] if m["id"] in one["suspects"]]
    marked = [*suspected, *(m for one in told for m in one["restated"])]
    culprits = {said["id"] for m in marked for said in (m, *m["also"])}
    assert {row["id"] for row in checked if row["verdict"] == "culprit"} == culprits
    disputed = {row["id"] for row in checked if row["contradictions"]} - culprits
    assert {row["id"] for row in checked if row["verdict"] == "disputed"} == disputed


def test_verdicts() -> None:
    found = rows(reports("every sort")["csv"])
    assert {row["id"]: row["verdict"] for row in found} == {
        "a/c1/1": "culprit",
        "a/c2/1": "culprit",
        "a/c3/1": "culprit",
        "a/c4/1": "undecided",
        "a/c5/1": "consistent",
        "a/c6/1": "culprit",
        "assumptions/a1/1": "disputed",
        "b/c1/1": "culprit",
        "b/c2/1": "consistent",
        "b/c3/1": "disputed",
        "b/c4/1": "consistent",
        "b/later": "not checked",
    }
    one = next(row for row in found if row["id"] == "a/c6/1")
    assert one["figures"] == "£10m"
    assert one["reading"] == "£9.5m to £10.5m"
    assert one["would_have_to_be"] == "£12m"
    assert (one["article"], one["file"], one["line"]) == ("seeds/a.txt", "claims/a.yaml", "27")


def test_what_is_taken_back_is_no_verdict(tmp_path: Path) -> None:
    folder = min((CASES / "withdraws").glob("*-hold*.yaml"))
    found = rows(printed(tmp_path, read_case(folder), "csv"))
    assert {"taken back", "not checked"} <= {row["verdict"] for row in found}


def test_list_is_there_whatever_is_shown(tmp_path: Path) -> None:
    whole = reports("every sort")["csv"]
    assert printed(tmp_path, EVERY_SORT, "csv", "--show", "certain") == whole


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_is_a_formula(attack: str) -> None:
    for row in rows(reports(attack)["csv"]):
        for text in row.values():
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"))  # noqa: RUF001 - wide signs are formulas, too


@given(st.text(max_size=30))
def test_no_text_is_a_formula(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@"))
    assert "\n" not in shown
    assert "\r" not in shown
    assert "\t" not in shown


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u200b=1", "＝1"])  # noqa: RUF001 - wide signs are formulas, too
def test_what_could_be_a_formula_begins_with_a_quote_mark(text: str) -> None:
    assert cell(text).startswith("'")


def test_plain_text_stays() -> None:
    assert cell("poor = 3, “so”") == "poor = 3, “so”"
    assert len(cell("x" * 1_000_000)) <= 32_767


def test_a_row_is_a_line(tmp_path: Path) -> None:
    case: Case = {
        "articles": {
            "a": {
                "text": 'poor\r\n= 3,\n"so"',
                "claims": [{"id": "x", "quote": 'poor = 3, "so"', "says": "poor = 3"}],
            }
        }
    }
    text = printed(tmp_path, case, "csv")
    assert len(text.splitlines()) == 2
    assert rows(text)[0]["quote"] == 'poor = 3, "so"'


def test_columns_and_verdicts_are_explained() -> None:
    page = (ROOT / "docs/formats.md").read_text("utf-8").partition("## csv")[2]
    assert all(f"`{name}`" in page for name in (*COLUMNS, *VERDICTS))
