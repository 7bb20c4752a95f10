"""Worked topics: articles in the register of the news, with planted contradictions and traps.

Each folder below `topics/` is a project with its right outcome beside it, in `outcome.yaml`:

* `contradictions`: for each planted one `what` it is, its `grade`, the `culprit` with what it
  would have to be, and the other `members`, by ids;
* `revisions`: for each `what` was restated or taken back, `by` which statement, and the statements
  that `carry` the old figure;
* `traps`: for each `what` looks wrong and is not, and the `statements` about it, none of which may
  be part of any contradiction.

Nothing else may be found.
"""

from pathlib import Path
from typing import Any

import pytest

from checker.claims import Project, load
from checker.explain.finding import Contradiction, Findings, Revision
from checker.explain.proving import Prover
from checker.explain.wording import fit_words
from checker.proofs.reading import read_report
from checker.reports.json_report import write_json
from checker.solvers.staged import StagedSolver
from checker.usecases.check import check
from checker.usecases.solving import Limits
from tests.headline_rules import assert_headline
from tests.projects import assert_minimal, texts_of
from tests.test_proofs import accepted

TOPICS = sorted(path.parent for path in Path(__file__).parent.glob("topics/*/outcome.yaml"))
FEWEST_ARTICLES = 8
SECONDS = 300
"""Enough on a busy machine: what is found must not depend on how long it takes."""


Worked = tuple[Path, Project, Findings]


@pytest.mark.parametrize("folder", TOPICS, ids=lambda path: path.name)
def test_a_topic_comes_out_right(folder: Path) -> None:
    """One test a topic: workers share no findings, and to find them takes long."""
    worked = _worked(folder)
    has_eight_articles_and_no_warnings(worked)
    every_planted_contradiction_is_found_and_nothing_else(worked)
    every_contradiction_is_minimal(worked)
    every_verdict_is_proven(worked)
    revisions_are_listed_apart(worked)
    no_trap_is_a_contradiction(worked)


def _worked(folder: Path) -> Worked:
    project = load(folder)
    assert not [problem for problem in project.problems if problem.is_error]
    prover = Prover(StagedSolver())
    findings = check(project, Limits(seconds=SECONDS), prover=prover)
    return folder, project, findings


def outcome(folder: Path) -> Any:  # noqa: ANN401 - what the file holds
    text = (folder / "outcome.yaml").read_text("utf-8")
    return texts_of(text)


def has_eight_articles_and_no_warnings(worked: Worked) -> None:
    _, project, _ = worked
    assert sum(len(topic.articles) for topic in project.topics) >= FEWEST_ARTICLES
    assert not project.problems


def every_planted_contradiction_is_found_and_nothing_else(worked: Worked) -> None:
    folder, _, findings = worked
    planted = [
        {key: value for key, value in one.items() if key != "what"}
        for one in outcome(folder)["contradictions"]
    ]
    found = [told(one) for one in findings.contradictions]
    assert sorted(found, key=str) == sorted(planted, key=str)
    assert not findings.undecided


def told(one: Contradiction) -> dict[str, Any]:
    culprit, *others = one.members
    found: dict[str, Any] = {
        "grade": one.grade.value,
        "culprit": {culprit.statement.id: fit_words(culprit)},
        "members": sorted(member.statement.id for member in others),
    }
    if one.restated:
        found["restated"] = sorted(member.statement.id for member in one.restated)
    return found


def every_contradiction_is_minimal(worked: Worked) -> None:
    _, project, findings = worked
    (topic,) = project.topics
    for one in findings.contradictions:
        assert_minimal(one, topic.lexicon)
        assert_headline(one, topic)


def every_verdict_is_proven(worked: Worked) -> None:
    _, project, findings = worked
    report = read_report(write_json(findings))
    found = accepted(report, project)
    assert found.proven == len(report["contradictions"])
    assert not found.unproven


def revisions_are_listed_apart(worked: Worked) -> None:
    folder, _, findings = worked
    recorded = outcome(folder).get("revisions", [])
    assert [revised(one) for one in findings.revisions] == recorded


def revised(one: Revision) -> dict[str, Any]:
    what = one.what if one.new is None else f"{one.what}: {one.old}, now {one.new}"
    carry = [
        f"{carrier.statement.id}{', later' if carrier.is_later else ''}" for carrier in one.carried
    ]
    return {"what": what, "by": one.by.id, "carry": carry}


def no_trap_is_a_contradiction(worked: Worked) -> None:
    folder, project, findings = worked
    known = {statement.id for topic in project.topics for statement in topic.statements}
    blamed = {
        supporter.id
        for one in findings.contradictions
        for member in (*one.members, *one.restated)
        for supporter in member.distinct.supporters
    }
    for trap in outcome(folder)["traps"]:
        assert trap["statements"]
        assert set(trap["statements"]) <= known, trap["what"]
        assert not blamed.intersection(trap["statements"]), trap["what"]
