"""The line that a contradiction would be lifted if a change was worked out from rounded figures."""

from pathlib import Path

import pytest

from checker.explain.finding import Findings
from checker.reports.json_report import as_json
from checker.reports.style import Style
from checker.reports.text import write_text
from tests.projects import found_in, loaded

SHARES = """\
share of red in people = 31.2%
(share of red in people)@2010 = 30.9%
"""
BLUES = f"{SHARES}share of blue in people = 20.0%\n(share of blue in people)@2010 = 20.0%"
FUNDS = """\
fund = £10.4m
fund@2010 = £10.0m
"""
COUNTS = """\
pupils = 28
pupils@2010 = 19
"""


def found(tmp_path: Path, known: str, change: str, reading: str = "") -> Findings:
    """The findings for some figures and a change between them, each from its own article."""
    change_article = {"says": change} | ({"reading": reading} if reading else {})
    return found_in(loaded(tmp_path, {"articles": {"a": known, "b": change_article}}))


def line(figure: str) -> str:
    return (
        f"It would be lifted if {figure} was worked out from rounded figures; "
        "say `reading: from_rounded` if the article does so"
    )


@pytest.mark.parametrize(
    ("known", "change", "figure"),
    [
        (SHARES, "share of red in people = 0.5 points up on a year earlier", "0.5 points"),
        (SHARES, "share of red in people = 0.1 points more than a year earlier", "0.1 points"),
        (BLUES, "swing from blue to red = 0.4 points", "0.4 points"),
        (FUNDS, "fund = 5.1% more than a year earlier", "5.1%"),
        (FUNDS, "fund@2010 = 6% less than fund", "6%"),
        ("pupils = about 30\npupils@2010 = 19", "pupils = 5 more than a year earlier", "5"),
        ("fund = £10.2m\nfund@2010 = £10.0m", "fund = no change from a year earlier", "no change"),
    ],
)
def test_a_change_that_would_lift_it_is_told(
    tmp_path: Path, known: str, change: str, figure: str
) -> None:
    told = [text for one in found(tmp_path, known, change).contradictions for text in one.lifted_if]
    assert told == [line(figure)]


@pytest.mark.parametrize(
    ("known", "change"),
    [
        (SHARES, "share of red in people = 0.6 points up on a year earlier"),
        (SHARES, "share of red in people = about 1 point up on a year earlier"),
        (FUNDS, "fund = a fifth more than a year earlier"),
        (FUNDS, "fund = £11m"),
        (COUNTS, "pupils = 8 more than a year earlier"),
    ],
)
def test_no_other_is_told(tmp_path: Path, known: str, change: str) -> None:
    (one,) = found(tmp_path, known, change).contradictions
    assert one.lifted_if == ()


def test_a_claim_that_says_so_is_lifted(tmp_path: Path) -> None:
    change = "share of red in people = 0.5 points up on a year earlier"
    assert found(tmp_path / "a", SHARES, change).contradictions
    assert not found(tmp_path / "b", SHARES, change, "from_rounded").contradictions


def test_reports_have_the_line(tmp_path: Path) -> None:
    change = "share of red in people = 0.5 points up on a year earlier"
    findings = found(tmp_path, SHARES, change)
    assert f"  {line('0.5 points')}.\n" in write_text(findings, Style(width=200))
    assert as_json(findings)["contradictions"][0]["lifted_if"] == [line("0.5 points")]


PRICES = {"vocabulary": {"quantities": {"shares": {"unit": "p"}, "pupils": {"counts": "pupils"}}}}


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (
            ("shares = 214p", "shares = 214.4p"),
            ["It would be lifted if 214 was rounded; say `reading: nearest` if so"],
        ),
        (("shares = 214p", "shares = 214.6p"), []),
        (("pupils = 214", "pupils = 215"), []),
    ],
)
def test_a_whole_figure_of_what_is_measured_may_be_rounded(
    figures: tuple[str, str], told: list[str], tmp_path: Path
) -> None:
    case = {**PRICES, "articles": dict(zip("ab", figures, strict=True))}
    (one,) = found_in(loaded(tmp_path, case)).contradictions
    assert list(one.lifted_if) == told


LISTS = ("poor = {Ash Valley NHS Trust, Oak Trust}", "poor = {Ash Valley Trust, Oak Trust}")
ONE_NAME = (
    "It would be lifted if `Ash Valley NHS Trust` and `Ash Valley Trust` are one; write "
    "`Ash Valley NHS Trust: {aliases: [Ash Valley Trust]}` below `names` in the vocabulary if so"
)


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [
        (*LISTS, [ONE_NAME]),
        (LISTS[0], "Ash Valley Trust in excellent\nAsh Valley NHS Trust in excellent", []),
        (LISTS[0], f"{LISTS[1]}\npoor = 3", [ONE_NAME]),
        ("poor = {Inner Ash Trust, Oak Trust}", "poor = {Ash Trust, Oak Trust}", []),
    ],
)
def test_two_names_that_may_be_one_are_told(
    tmp_path: Path, one: str, other: str, lines: list[str]
) -> None:
    findings = found_in(loaded(tmp_path, {"articles": {"a": one, "b": other}}))
    assert findings.contradictions
    assert [line for found in findings.contradictions for line in found.lifted_if] == lines
