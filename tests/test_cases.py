"""Every case below `cases/`: claims and the expected finding together, through the whole pipeline.

The folder of a case names the form that it is about. `test_language_pages` sees to it that each
form has cases of each kind.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.algebra.constraints import holds
from checker.claims.editions import editions
from checker.claims.understanding import line
from checker.explain.finding import Findings, Verdict
from checker.language.definitions import words_of
from checker.language.grammar import parse
from checker.language.meaning import Meaning, meanings
from checker.language.measures import Birthday, Clock, Day, Share
from checker.language.nodes import Formula
from checker.proofs.reading import read_report
from checker.reports.json_report import write_json
from checker.reports.style import Style
from checker.reports.summary import example_value
from checker.reports.text import write_text
from tests.headline_rules import assert_headline
from tests.projects import (
    CASES,
    assert_minimal,
    case_findings,
    case_project,
    read_case,
    told,
    told_findings,
)
from tests.test_proofs import accepted
from tests.test_steps import assert_complete, assert_explained

FILES = sorted(CASES.glob("*/*.yaml"))


def cases() -> list[Any]:
    """Every case, named after its phrase and what happens."""
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=known(path))
        for path in FILES
    ]


def known(path: Path) -> list[pytest.MarkDecorator]:
    """The mark of a case that is known to fail: it must be taken off once it no longer does."""
    reason = read_case(path).get("known")
    return [pytest.mark.xfail(reason=reason)] if reason else []


@pytest.mark.parametrize("path", cases())
def test_a_case_gives_what_it_expects(path: Path) -> None:
    project = case_project(path)
    sound = not any(problem.is_error for problem in project.problems)
    found = told_findings(case_findings(path)) if sound else told(project)
    assert found == read_case(path)["expect"]


# --- what must be so of every case -----------------------------------------------------------

SOUND = [
    pytest.param(path, id=f"{path.parent.name}/{path.stem}")
    for path in FILES
    if "mistakes" not in read_case(path)["expect"] and not known(path)
]


@pytest.mark.parametrize("path", SOUND)
def test_contradictions_are_minimal_and_the_witness_satisfies_the_rest(
    path: Path,
) -> None:
    project, findings = case_project(path), case_findings(path)
    (topic,) = project.topics
    for one in findings.contradictions:
        assert_minimal(one, topic.lexicon)
    withdrawn = [one for correction in findings.corrections for one in correction.withdraw]
    assert len(withdrawn) == len({one.first.id for one in withdrawn})
    gone = [s for withdrawal in topic.withdrawals for s in withdrawal.carried]
    gone += [statement for one in withdrawn for statement in one.supporters]
    out = {one.part.of if one.part else one.id for one in gone}
    open_ = {s.id for group in findings.undecided for s in group.statements}
    restricted = any(statement.only_for for statement in topic.statements)
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        if statement.id not in out | open_ and not restricted:
            assert holds(meaning.constraint, findings.examples[0].values), statement.text


@pytest.mark.parametrize("path", SOUND)
def test_a_formula_printed_anew_means_the_same(path: Path) -> None:
    (topic,) = case_project(path).topics
    words, _ = words_of(topic.lexicon)
    lines = []
    for statement, edition in zip(topic.statements, editions(topic.statements), strict=True):
        again = parse(statement.formula.text)
        assert isinstance(again, Formula), statement.formula.text
        lines.append(line(replace(statement, formula=again), edition))
    found = meanings(lines, words, topic.widths)
    assert [m.constraint.text for m in found if isinstance(m, Meaning)] == [
        m.constraint.text for m in topic.meanings
    ]


@pytest.mark.parametrize("path", SOUND)
def test_every_case_can_be_reported(path: Path) -> None:
    project = case_project(path)
    assert all(meaning.words for topic in project.topics for meaning in topic.meanings)
    findings = case_findings(path)
    assert write_json(findings) == write_json(findings)
    for style in (Style(), Style(colour=True, width=40)):
        assert verdict_line(findings) in write_text(findings, style)


@pytest.mark.parametrize("path", SOUND)
def test_an_example_holds_as_it_is_printed(path: Path) -> None:
    (topic,) = case_project(path).topics
    measures = {name: one for meaning in topic.meanings for name, one in meaning.measures.items()}
    for example in case_findings(path).examples:
        for name, value in example.values.items():
            measure = measures[name]
            if not isinstance(measure, Day | Birthday | Clock):
                exact = example_value(name, value).partition(" ")[0].replace(",", "")
                assert Fraction(exact) == value, name
            if (
                isinstance(measure, Share)
                and {measure.part, measure.whole} <= example.values.keys()
            ):
                whole = example.values[measure.whole]
                assert value * whole == example.values[measure.part], name
                assert whole, name


def verdict_line(findings: Findings) -> str:
    return {
        Verdict.CONSISTENT: "Consistent",
        Verdict.CONTRADICTORY: "Contradictory",
        Verdict.UNDECIDED: "Undecided",
    }[findings.verdict]


WITHOUT: dict[str, str] = {}
"""Cases with a contradiction that has no certificate, and why."""


@pytest.mark.parametrize("path", SOUND)
def test_every_case_is_proven(path: Path) -> None:
    report = read_report(write_json(case_findings(path)))
    found = accepted(report, case_project(path))
    name = f"{path.parent.name}/{path.stem}"
    reasons = [one["proof"]["reason"] for one in report["contradictions"]]
    assert found.unproven == sum(reason is not None for reason in reasons)
    assert [one for one in reasons if one] == ([WITHOUT[name]] if name in WITHOUT else [])


@pytest.mark.parametrize("path", SOUND)
def test_every_step_of_a_case_follows(path: Path) -> None:
    (topic,) = case_project(path).topics
    for one in case_findings(path).contradictions:
        assert_explained(one, topic)
        assert_complete(one, topic.lexicon)
        assert_headline(one, topic)
