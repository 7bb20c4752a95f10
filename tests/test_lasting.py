"""Decisions last: what was decided of stays what is told, as long as its statements stand."""

import random
from datetime import date
from pathlib import Path

import pytest
import yaml

from checker.claims.loading import load
from checker.claims.statements import Project, Ruling
from checker.explain.finding import Findings, Standing
from checker.usecases.decide import Asked, decided, decision_of
from tests.projects import Case, build, found_in

TODAY = date(2026, 11, 22)
SUM: Case = {
    "articles": {
        "a": {"publisher": "The Echo", "says": "excellent = 28\npoor = 15"},
        "b": {"publisher": "The Post", "says": "excellent + poor = 50"},
    }
}
"""Three figures clash, and no two of them."""


def more(case: Case, **articles: object) -> Case:
    return {**case, "articles": {**case["articles"], **articles}}


def checked(root: Path) -> tuple[Project, Findings]:
    project = load(root)
    assert not any(problem.is_error for problem in project.problems)
    return project, decided(found_in(project), project, TODAY)


def decide_all(root: Path) -> Findings:
    """Decides of everything that is told, and gives it."""
    _, findings = checked(root)
    asked = Asked(Ruling.DEFINITIONS, "others count")
    found = [decision_of(one, asked, "decisions.yaml", TODAY) for one in findings.contradictions]
    written = [
        {
            "contradiction": one.contradiction,
            "ruling": one.ruling.value,
            "because": one.because,
            "says": list(one.says),
            "restated": list(one.restated),
        }
        for one in found
    ]
    (root / "claims/decisions.yaml").write_text(yaml.safe_dump({"decisions": written}))
    return findings


def open_and_lost(root: Path, case: Case) -> tuple[list[list[str]], list[str]]:
    """What is told and not decided, and why decisions hold no longer, in a changed project."""
    for old in (*(root / "claims").glob("[a-z].yaml"), *(root / "seeds").iterdir()):
        old.unlink()
    build(root, case)
    _, findings = checked(root)
    undecided = [
        sorted(member.statement.text for member in one.members)
        for one in findings.contradictions
        if one.decision is None
    ]
    return undecided, [
        one.reason for one in findings.decisions if one.standing is not Standing.HOLDS
    ]


@pytest.mark.parametrize(
    "new",
    [
        {"publisher": "The Mail", "says": "excellent + poor = 43"},  # a pair is lighter
        {"publisher": "The Mail", "says": "excellent + poor = 50"},  # another is to be suspected
        {"publisher": "The Mail", "says": "excellent = 28\npoor = 15"},
        {"publisher": "The Mail", "says": "poor = 15\nexcellent + poor = 43"},
        {"publisher": "The Mail", "says": "pupils = 3"},
    ],
    ids=lambda new: str(new["says"]),
)
@pytest.mark.parametrize("name", ["A0", "c"])
def test_an_article_more_leaves_decisions_alone(
    name: str, new: dict[str, str], tmp_path: Path
) -> None:
    build(tmp_path, SUM)
    assert len(decide_all(tmp_path).contradictions) == 1
    assert open_and_lost(tmp_path, more(SUM, **{name: new})) == ([], [])


def test_a_new_contradiction_is_open_beside_it(tmp_path: Path) -> None:
    build(tmp_path, SUM)
    decide_all(tmp_path)
    new = {"publisher": "The Mail", "says": "pupils = 3\npupils = 4\nexcellent + poor = 43"}
    assert open_and_lost(tmp_path, more(SUM, c=new)) == ([["pupils = 3", "pupils = 4"]], [])


def test_what_was_told_beside_it_stays_and_what_is_new_is_open(tmp_path: Path) -> None:
    says = {"a": "excellent = 28", "b": "excellent = 28", "c": "excellent = 27"}
    case = {"articles": {**says, "d": "excellent = 26"}}
    build(tmp_path, case)
    (told,) = decide_all(tmp_path).contradictions
    assert len(told.restated) == 1
    assert open_and_lost(tmp_path, case) == ([], [])
    new = [["excellent = 25", "excellent = 28"]]
    assert open_and_lost(tmp_path, more(case, e="excellent = 25")) == (new, [])
    assert open_and_lost(tmp_path, more(case, A0="excellent = 25")) == (new, [])


def test_respelt_spaces_and_other_periods_of_the_same_text_do_not_matter(tmp_path: Path) -> None:
    case = {
        "articles": {
            "a": {"claims": [
                {"id": "x", "quote": "excellent = 28", "says": "excellent  =  28"},
                {"id": "y", "quote": "poor = 15", "says": "poor = 15"},
            ], "text": "excellent = 28\npoor = 15"},
            "b": "excellent + poor = 50",
            "c": {"period": "2012", "says": "excellent = 28\npoor = 15\nexcellent + poor = 50"},
        }
    }  # fmt: skip
    build(tmp_path, case)
    assert len(decide_all(tmp_path).contradictions) == 2
    new = {"says": "excellent + poor = 43"}
    assert open_and_lost(tmp_path, more(case, d=new, e={**new, "period": "2012"})) == ([], [])


def test_a_statement_that_is_gone_is_named(tmp_path: Path) -> None:
    build(tmp_path, SUM)
    decide_all(tmp_path)
    changed = more(SUM, b={"publisher": "The Post", "says": "excellent + poor = 51"})
    undecided, lost = open_and_lost(tmp_path, changed)
    assert undecided == [["excellent + poor = 51", "excellent = 28", "poor = 15"]]
    assert lost == ["nobody says `excellent + poor = 50` any more"]


def rain(says: str, not_negative: str) -> Case:
    quantities = {"rain": {"unit": "mm", "adds_up": "false", "not_negative": not_negative}}
    return {"vocabulary": {"quantities": quantities}, "articles": {"a": says}}


def test_statements_that_contradict_each_other_no_more_are_told_so(tmp_path: Path) -> None:
    says = "rain@2010 = 3 mm\nrain = 5 mm less than a year earlier"
    build(tmp_path, rain(says, "true"))
    assert len(decide_all(tmp_path).contradictions) == 1
    reason = "all its statements stand, but they contradict each other no more"
    assert open_and_lost(tmp_path, rain(says, "false")) == ([], [reason])


def test_fewer_statements_that_contradict_each_other_are_open(tmp_path: Path) -> None:
    says = "rain@2010 = 3 mm\nrain = 5 mm less than a year earlier\nrain = 1 mm"
    build(tmp_path, rain(says, "false"))
    assert len(decide_all(tmp_path).contradictions) == 1
    undecided, (lost,) = open_and_lost(tmp_path, rain(says, "true"))
    assert undecided == [["rain = 5 mm less than a year earlier", "rain@2010 = 3 mm"]]
    assert lost.startswith("fewer of its statements contradict each other by now, as ")


def test_statements_that_mean_something_else_are_others(tmp_path: Path) -> None:
    case: Case = {"articles": {"a": "excellent = 28\nwell = 71", "b": "good = 101"}}
    build(tmp_path, case)
    assert len(decide_all(tmp_path).contradictions) == 1
    changed = {**case, "vocabulary": {"define": {"good": "well"}}}
    undecided, lost = open_and_lost(tmp_path, changed)
    assert undecided == [["good = 101", "well = 71"]]
    assert lost == ["its statements are about something else by now"]


def test_a_decision_without_statements_may_end(tmp_path: Path) -> None:
    build(tmp_path, SUM)
    decide_all(tmp_path)
    file = tmp_path / "claims/decisions.yaml"
    (written,) = yaml.safe_load(file.read_text())["decisions"]
    file.write_text(yaml.safe_dump({"decisions": [{**written, "says": []}]}))
    assert open_and_lost(tmp_path, SUM) == ([], [])
    lighter = more(SUM, c={"publisher": "The Mail", "says": "excellent + poor = 43"})
    undecided, (lost,) = open_and_lost(tmp_path, lighter)
    assert undecided == [["excellent + poor = 43", "excellent + poor = 50"]]
    assert "the decision has no `says`" in lost


NAMES = ("excellent", "well", "poor")


def drawn(rng: random.Random) -> str:
    """A statement that may or may not agree with others."""
    names = sorted(rng.sample(NAMES, rng.randint(1, 3)))
    return f"{' + '.join(names)} = {10 * len(names) + rng.choice([0, 0, 0, 1, 2])}"


@pytest.mark.parametrize("seed", range(25))
def test_whatever_comes_decided_ones_stay_while_they_stand(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    articles = {
        name: {
            "publisher": rng.choice("xyz"),
            "says": "\n".join(dict.fromkeys(drawn(rng) for _ in range(rng.randint(1, 3)))),
        }
        for name in ("d", "e", "f", "g")
    }
    build(tmp_path, {"articles": articles})
    before = decide_all(tmp_path)
    new = {rng.choice("ahz"): {"publisher": rng.choice("xyzw"), "says": drawn(rng)}}
    build(tmp_path, {"articles": {**articles, **new}})
    _, findings = checked(tmp_path)
    assert {one.standing for one in findings.decisions} <= {Standing.HOLDS}
    told = {one.id for one in findings.contradictions if one.decision is not None}
    assert told == {one.id for one in before.contradictions}
    members = {m.statement.id for one in findings.contradictions for m in one.members}
    withdrawn = {one.first.id for each in findings.corrections for one in each.withdraw}
    restated = {m.statement.id for one in findings.contradictions for m in one.restated}
    assert restated <= withdrawn <= members | restated
