"""The notes of `factcheck show`: what is remarked on, what is not, and in which words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.explain.notes import idle, notes
from checker.solvers.staged import StagedSolver
from tests.projects import build, loaded

RATES = {
    "inflation": {"unit": "%"},
    "mortality": {"unit": "per 1000"},
    "pupils": {"counts": "pupils"},
}
FLOWS = {"births": {"counts": "births", "flow": "true"}, "fund": {"unit": "GBP"}}


def told(tmp_path: Path, case: Mapping[str, Any]) -> dict[str, list[str]]:
    """The notes on each statement of a project that has some, the solver's last."""
    (topic,) = loaded(tmp_path, case).topics
    assert topic.meanings or not topic.statements
    found = [
        *notes(topic),
        *(
            note
            for statement, meaning in zip(topic.statements, topic.meanings, strict=True)
            for note in idle(statement, meaning, topic.lexicon, StagedSolver())
        ),
    ]
    texts: dict[str, list[str]] = {}
    for note in found:
        texts.setdefault(note.statement.text, []).append(note.text)
    return texts


def said(*lines: str) -> dict[str, Any]:
    return {"articles": {"a": "\n".join(lines)}}


# --- agreement in one value alone ------------------------------------------------------------


def test_figures_that_only_touch_are_told_at_both(tmp_path: Path) -> None:
    one, other = "share of red in people = 31.4%", "share of red in people = 31.5%"
    assert told(tmp_path, said(one, other)) == {
        one: [f"agrees with `{other}` (claims/a.yaml:11) in one value alone, 31.45%"],
        other: [f"agrees with `{one}` (claims/a.yaml:7) in one value alone, 31.45%"],
    }


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("poor = 1 in 7 of councils", "poor = 1 in 8 of councils", "1 in 7.5"),
        ("fund = £10.4m", "fund = £10.5m", "£10.45m"),
        ("pupils = 2 to 3 million", "pupils = between 3 and 4 million", "3,000,000"),
        ("excellent = 5.0% more than poor", "excellent = 5.1% more than poor", "5.05%"),
        ("excellent = 1/4 of councils", "excellent = 31% to 40% of councils", ""),
        ("fund = £10.4m", "fund = £10.6m", ""),
        ("fund = £10.45m", "fund = exactly £10.45m", ""),
        ("fund = nearly £10m", "fund = £10.1m to £11m", ""),
        ("fund = nearly £10m", "fund = £10m to £11m", ""),
        ("fund = £10.4m", "fund@2010 = £10.5m", ""),
    ],
)
def test_only_closed_ends_of_one_thing_touch(
    tmp_path: Path, one: str, other: str, value: str
) -> None:
    found = [text for texts in told(tmp_path, said(one, other)).values() for text in texts]
    assert len(found) == (2 if value else 0)
    assert all(text.endswith(f" in one value alone, {value}") for text in found)


# --- periods that share days -----------------------------------------------------------------


def shares_days(name: str, here: str, elsewhere: str) -> str:
    return (
        f"`{name}` is meant in {here} here and elsewhere in {elsewhere}, "
        "which share days with it; nothing is compared between them"
    )


def test_periods_that_share_days_are_told(tmp_path: Path) -> None:
    lines = ("poor = 3", "excellent@2011-07 = 4", "fund = 3", "fund@2010 = 4", "people@2011-07 = 9")
    assert told(tmp_path, said(*lines)) == {
        "poor = 3": [shares_days("rating", "2011", "2011-07")],
        "excellent@2011-07 = 4": [shares_days("rating", "2011-07", "2011")],
    }


def test_the_rarer_period_is_told(tmp_path: Path) -> None:
    lines = ("poor = 3", "excellent = 4", "good@2010-2012 = 5")
    assert told(tmp_path, said(*lines)) == {
        "good@2010-2012 = 5": [shares_days("rating", "2010-2012", "2011")]
    }


def test_what_one_statement_compares_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, said("poor@2010-2012 = 1 less than poor")) == {}


def test_many_periods_are_cut_short_and_flows_are_no_matter(tmp_path: Path) -> None:
    days = [f"fund@2011-07-0{day} = {day}" for day in range(1, 6)]
    case = {
        "vocabulary": {"quantities": FLOWS},
        **said("fund = 9", "births = 9", "births@2011-07 = 1", *days),
    }
    found = told(tmp_path, case)
    elsewhere = "2011-07-01, 2011-07-02, 2011-07-03 and 2 more"
    assert found["fund = 9"] == [shares_days("fund", "2011", elsewhere)]
    assert len(found) == 6


# --- figures that exclude nothing ------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "is_idle"),
    [
        ("share of red in people = at most 100%", True),
        ("share of red in people = between 0% and 100%", True),
        ("poor >= 0", True),
        ("poor > minus 1", True),
        ("poor = at most 100% of councils", True),
        ("new_head and poor = up to 100% of poor", True),
        ("rain >= 0", True),
        ("fund >= 0", False),
        ("degrees > minus 1", False),
        ("poor = at most 99% of councils", False),
        ("poor > half of councils", False),
        ("poor = 0", False),
        ("poor > 0", False),
        ("poor <= councils", False),
    ],
)
def test_a_figure_that_excludes_nothing_is_told(tmp_path: Path, line: str, is_idle: bool) -> None:
    told_of_it = {line: ["this excludes nothing: every value that can be fits it"]}
    assert told(tmp_path, said(line)) == (told_of_it if is_idle else {})


# --- per cent or points ----------------------------------------------------------------------


def quoted(says: str, quote: str) -> dict[str, Any]:
    claim = {"id": "c", "quote": quote, "says": says}
    return {
        "vocabulary": {"quantities": RATES},
        "articles": {"a": {"text": quote, "claims": [claim]}},
    }


QUOTED = (
    "the quote has `3 percentage points`, and 3% is a part of the number: "
    "points are between two shares"
)


@pytest.mark.parametrize(
    ("says", "quote", "texts"),
    [
        (
            "pupils = 3% more than a year earlier",
            "up by 3 percentage points",
            [QUOTED],
        ),
        ("pupils = 3% more than a year earlier", "up by 3 per cent", []),
        ("pupils = 3% more than a year earlier", "up by 3%, which is 3 points", []),
        ("inflation = 3 points more than a year earlier", "up by 3 points", []),
        ("mortality = 3% more than a year earlier", "up by 3%", []),
    ],
)
def test_per_cent_that_may_be_points_is_told(
    tmp_path: Path, says: str, quote: str, texts: list[str]
) -> None:
    assert told(tmp_path, quoted(says, quote)) == ({says: texts} if texts else {})


# --- where they are printed ------------------------------------------------------------------


def test_show_and_a_verbose_run_print_them(tmp_path: Path) -> None:
    build(tmp_path, said("fund = £10.4m", "fund = £10.5m", "poor >= 0"))
    shown, quiet, verbose = (
        CliRunner().invoke(main, [*call, "--project", str(tmp_path)])
        for call in (["show", "claims"], ["run"], ["run", "-v"])
    )
    assert (
        "    note: agrees with `fund = £10.5m` (claims/a.yaml:11) in one value alone,"
        in shown.stdout
    )
    assert "    note: this excludes nothing: every value that can be fits it" in shown.stdout
    assert "note" not in quiet.output
    note = (
        "claims/a.yaml:7:5: note: agrees with `fund = £10.5m` (claims/a.yaml:11) in one value alone"
    )
    assert note in verbose.stderr
