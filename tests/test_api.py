"""What a program may import: documented, typed, quick to import, right against brute force."""

import ast
import doctest
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import checker
from checker import (
    Assumed,
    Fit,
    Given,
    MistakesError,
    NoFit,
    Reading,
    Rule,
    Stated,
    Verdict,
    check,
    every_contradiction,
    every_correction,
    project_of,
    values_of,
)
from checker.reports.json_report import write_json
from checker.reports.style import Style
from checker.reports.text import write_text

ROOT = Path(__file__).parent.parent
API = (ROOT / "docs" / "api.md").read_text("utf-8")
NUMBERS = {"quantities": {name: {"means": f"number {name}"} for name in ("xx", "yy", "zz")}}


# --- the page --------------------------------------------------------------------------------


def test_the_examples_of_the_page_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False)
    assert tried
    assert not failed


def test_the_page_lists_every_name() -> None:
    listed = API.partition("## All names")[2]
    assert re.findall(r"`(\w+)`", listed) == checker.__all__


def test_every_name_can_be_imported_and_says_what_it_is() -> None:
    for name in checker.__all__:
        found = getattr(checker, name)
        assert name == "Given" or found.__doc__, name


def test_every_name_is_imported_for_types_too() -> None:
    whole = ast.parse((ROOT / "checker" / "__init__.py").read_text("utf-8"))
    named = [a.name for n in ast.walk(whole) if isinstance(n, ast.ImportFrom) for a in n.names]
    assert set(checker.__all__) <= set(named)


def test_an_unknown_name_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = checker.chek


def test_importing_the_package_imports_nothing_slow() -> None:
    told = "import sys, checker; print(sorted(m for m in sys.modules if m.startswith('checker')))"
    printed = subprocess.run(
        [sys.executable, "-c", f"{told}; print('z3' in sys.modules)"],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout  # fmt: skip
    assert printed == "['checker', 'checker.version']\nFalse\n"


# --- projects in memory ----------------------------------------------------------------------


def test_a_rule_is_never_blamed_and_shown_among_the_rules() -> None:
    statements: list[Given] = [Rule("xx = 1"), Stated("xx = 2", id="two", trust=100)]
    findings = check(project_of(NUMBERS, statements))
    story = findings.contradictions[0]
    assert [member.statement.id for member in story.members] == ["two"]
    assert "xx is 1" in story.rules
    assert write_text(findings, Style())
    assert write_json(findings)


def test_a_rule_outweighs_everything_that_contradicts_it() -> None:
    voices = [Stated("xx = 2", trust=9) for _ in range(9)]
    findings = check(project_of(NUMBERS, [Rule("xx = 1"), *voices, Assumed("xx = 3", "it was")]))
    blamed = {s.id for one in findings.corrections for d in one.withdraw for s in d.supporters}
    assert blamed == {f"s{n}" for n in range(2, 12)}


def test_rules_that_cannot_hold_are_told() -> None:
    project = project_of(NUMBERS, [Rule("xx = 1", id="one"), Rule("xx = 2", id="two")])
    findings = check(project)
    assert findings.verdict is Verdict.CONTRADICTORY
    assert {member.statement.id for member in findings.contradictions[0].members} == {"one", "two"}
    assert write_text(findings, Style())
    assert list(every_correction(project)) == []
    assert list(every_contradiction(project)) == [()]
    assert values_of(project, "xx") == NoFit()


def test_sources_count_once_and_trust_multiplies() -> None:
    statements = [
        Stated("xx = 1", source="one paper"),
        Stated("xx + 0 = 1", source="one paper"),
        Stated("xx = 2", source="another", trust=2),
    ]
    findings = check(project_of(NUMBERS, statements))
    assert findings.corrections[0].cost == 1
    assert {s.id for s in findings.corrections[0].withdraw[0].supporters} == {"s1", "s2"}


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ([Stated("xx = ", id="half")], "half:1:6: expected a name or a figure"),
        ([Stated("xx = 1"), Rule("xx = 2", id="s1")], "s1:1:1: two statements have the id `s1`"),
        ([Stated("xx = 1", trust=0)], "s1:1:1: the trust 0 is not above 0"),
        ([Stated("xx@now = 1")], "s1:1:3: `now` is no period"),
        ([Stated("xx = 1", period="now")], "s1:1:1: `now` is no period"),
        ([Stated("xx = 1", place="Oz")], "s1:1:1: there is no place `Oz`"),
        (
            [Stated("xx = 15", reading=Reading.NEAREST, unit=Fraction(10))],
            "s1:1:6: `15` has finer digits than its `reading` says",
        ),
    ],
)
def test_mistakes_are_told_at_their_place(statements: list[Given], told: str) -> None:
    project = project_of(NUMBERS, statements)
    assert any(problem.is_error for problem in project.problems)
    with pytest.raises(MistakesError, match=re.escape(told)):
        check(project)


def test_a_question_that_names_nothing_known_is_a_mistake() -> None:
    project = project_of(NUMBERS, [Stated("xx = 1")])
    with pytest.raises(MistakesError, match="`xy` is not in the vocabulary"):
        values_of(project, "xy + 1")


def test_values_may_span_what_no_statement_joins() -> None:
    project = project_of(NUMBERS, [Stated("xx < 1"), Stated("yy = 2"), Stated("zz >= 0")])
    assert values_of(project, "xx + yy") == Fit(None, Fraction(3), high_open=True)
    assert values_of(project, "zz") == Fit(Fraction(0), None)


def test_the_values_of_a_quotient_are_those_of_both_numbers() -> None:
    project = project_of(
        "quantities: {pupils: {counts: pupils}, teachers: {counts: teachers}}",
        [Stated("pupils = 90"), Stated("teachers >= 5"), Stated("teachers <= 9")],
    )
    assert values_of(project, "pupils / teachers") == Fit(Fraction(10), Fraction(18))
