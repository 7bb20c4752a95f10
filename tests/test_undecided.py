"""Unknown is an answer: whatever a solver leaves open is told, and never taken for agreement."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Constraint, at_most, equal, holds
from checker.algebra.polynomials import Polynomial
from checker.claims import Project
from checker.claims.in_memory import Stated, project_of
from checker.explain.finding import Findings, Verdict
from checker.reports.style import Style
from checker.reports.text import write_text
from checker.search.stories import Clash, Lasting, tell
from checker.solvers.protocol import Oracle, Solver, Undecided
from checker.solvers.protocol import Verdict as Answer
from checker.solvers.staged import StagedSolver
from checker.usecases.solving import Limits
from tests.projects import CASES, can_hold, found_in, loaded, read_case

GAVE_UP = "the script has ended"


@dataclass
class Tired(Solver):
    """z3, which gives up after some questions, or at chosen ones."""

    gives_up: Callable[[int], bool]
    asked: list[str] = field(default_factory=list)

    def fresh(self) -> "Tired":
        return self

    def open(self, component: Component, seconds: float) -> "TiredOracle":
        return TiredOracle(StagedSolver().open(component, seconds), self)

    def allows(self, what: str) -> bool:
        self.asked.append(what)
        return not self.gives_up(len(self.asked))


class TiredOracle:
    """One component, asked of z3 as long as the script allows."""

    def __init__(self, oracle: Oracle, script: Tired) -> None:
        self._oracle = oracle
        self._script = script
        self.hard = oracle.hard
        self.component = oracle.component
        self.linear = oracle.linear
        self.exact = oracle.exact
        self.until = oracle.until

    def check(self, chosen: Iterable[int], *beside: Constraint) -> Answer:
        if self._script.allows("beside" if beside else "check"):
            return self._oracle.check(chosen, *beside)
        return Undecided(GAVE_UP)

    def opened(self, component: Component) -> Oracle:
        return TiredOracle(self._oracle.opened(component), self._script)

    def within(self, turns: int) -> Oracle:
        return TiredOracle(self._oracle.within(turns), self._script)


CASE = {
    "articles": {
        "a": "poor = 20\nauthorities = 152\npoor = 1 in 7 of authorities",
        "d": "poor = 13% of authorities",
        "b": "excellent@2010 = 21\nexcellent = 28\nexcellent = 8 more than a year earlier",
        "c": "fund = £10m\nfund = £10.2m",
    }
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return loaded(tmp_path_factory.mktemp("tired"), CASE)


def check_honest(project: Project, findings: Findings) -> None:
    """Nothing is told that is not so, and what was not found out is said to be open."""
    (topic,) = project.topics
    for one in findings.contradictions:
        assert not can_hold([member.distinct for member in one.members], topic.lexicon)
    if findings.verdict is Verdict.CONSISTENT:
        for meaning in topic.meanings:
            assert holds(meaning.constraint, findings.examples[0].values)
    if findings.verdict is Verdict.UNDECIDED:
        assert findings.undecided
    assert {group.reason for group in findings.undecided} <= {GAVE_UP}


def test_a_solver_that_knows_nothing(project: Project) -> None:
    findings = found_in(project, Tired(lambda _: True))
    assert findings.verdict is Verdict.UNDECIDED
    assert (findings.contradictions, findings.corrections) == ((), ())
    assert findings.examples == ()
    left = [s.id for group in findings.undecided for s in group.statements]
    assert sorted(left) == sorted(s.id for topic in project.topics for s in topic.statements)
    printed = write_text(findings, Style())
    assert printed.count(GAVE_UP) == len(findings.undecided)
    assert "onsistent" not in printed


def test_a_solver_that_gives_up_at_any_time(project: Project) -> None:
    whole = Tired(lambda _: False)
    found = found_in(project, whole)
    assert found.verdict is Verdict.CONTRADICTORY
    ids = {one.id for one in found.contradictions}
    for last in range(len(whole.asked)):
        findings = found_in(project, Tired(partial(operator.lt, last)))
        assert findings.verdict is not Verdict.CONSISTENT
        check_honest(project, findings)
        if {one.id for one in findings.contradictions} != ids:
            assert findings.undecided, f"after {last} questions a story is lost and nobody told"


def test_a_solver_that_skips_a_question(project: Project) -> None:
    whole = Tired(lambda _: False)
    found_in(project, whole)
    for skipped in range(1, len(whole.asked) + 1):
        findings = found_in(project, Tired(partial(operator.eq, skipped)))
        assert findings.verdict is not Verdict.CONSISTENT
        check_honest(project, findings)


@pytest.mark.parametrize("seconds", [1e-9, 1e-4, 1e-3, 1e-2])
def test_any_time_limit_gives_an_honest_answer(seconds: float, project: Project) -> None:
    findings = found_in(project, limits=Limits(seconds))
    assert findings.verdict is not Verdict.CONSISTENT
    for one in findings.contradictions:
        (topic,) = project.topics
        assert not can_hold([member.distinct for member in one.members], topic.lexicon)


def test_products_of_unknowns_spoil_no_other_group(tmp_path: Path) -> None:
    case = read_case(CASES / "traps/an-undecided-group-hides-no-contradiction.yaml")
    findings = found_in(loaded(tmp_path, case))
    assert findings.verdict is Verdict.CONTRADICTORY
    assert [len(group.statements) for group in findings.undecided] == [1]


def test_values_with_thousands_of_digits_are_not_read() -> None:
    """Squares of squares soon have more digits than Python turns into a number."""
    names = [f"n{number}" for number in range(12)]
    stated = [Stated(f"{two} = {one} × {one}") for one, two in pairwise(names)]
    project = project_of(
        {"quantities": {name: {"counts": "things"} for name in names}},
        [Stated("n0 = 10"), *stated],
    )
    (group,) = found_in(project).undecided
    assert group.reason == "the values that were found have thousands of digits"


@pytest.mark.parametrize("questions", range(1, 25))
def test_a_contradiction_that_was_found_is_told_whenever_time_runs_out(questions: int) -> None:
    """Of three figures each pair clashes, so the first answer names a contradiction already."""
    unknown = Polynomial.measure("x")
    says = tuple(equal(unknown, Polynomial.number(number)) for number in (1, 2, 3))
    component = Component((Variable("x", whole=True, not_negative=True),), (), says, (0, 1, 2))
    oracle = Tired(lambda asked: asked > questions).open(component, 60)
    outcome = tell(oracle, (1, 1, 1), (1, 1, 1), lambda _: None, ("a", "b", "c"))
    assert isinstance(outcome, Clash)
    assert outcome.stories
    assert outcome.witness is not None or outcome.unfinished
    assert (outcome.witness is None) == (not outcome.cheapest.corrections)


@pytest.mark.parametrize("skipped", range(1, 25))
def test_what_was_settled_in_another_way_is_not_open(skipped: int) -> None:
    """Without products all is decided again, so it does not matter what was given up before."""
    unknown, other = Polynomial.measure("x"), Polynomial.measure("y")
    says = [equal(unknown, Polynomial.number(number)) for number in (1, 2, 3)]
    says.append(equal(unknown * other, Polynomial.number(6)))
    names = tuple(Variable(name, whole=True, not_negative=True) for name in "xy")
    component = Component(names, (), tuple(says), (0, 1, 2, 3))
    oracle = Tired(lambda asked: asked == skipped).open(component, 60)
    outcome = tell(oracle, (1,) * 4, (1,) * 4, lambda _: None, ("a", "b", "c", "d"))
    assert isinstance(outcome, Clash)
    shown = {number for one in outcome.stories for number in (one.culprit, *one.restated)}
    if outcome.witness is not None and shown == set(outcome.withdrawn):
        assert not outcome.unfinished


@pytest.mark.parametrize("skipped", range(1, 25))
def test_what_was_decided_of_and_is_told_is_not_open(skipped: int) -> None:
    """The lightest contradiction is the one that was decided of, whoever gave up on it before."""
    unknown = Polynomial.measure("x")
    says = [at_most(unknown, Polynomial.number(number)) for number in (1, 2)]
    says.append(equal(unknown, Polynomial.number(3)))
    component = Component(
        (Variable("x", whole=True, not_negative=True),), (), tuple(says), (0, 1, 2)
    )
    oracle = Tired(lambda asked: asked == skipped).open(component, 60)
    decided = Lasting(frozenset({1, 2}))
    outcome = tell(oracle, (2, 2, 1), (5, 1, 1), lambda _: None, ("a", "b", "c"), [decided])
    assert isinstance(outcome, Clash)
    if outcome.witness is not None and [one.members for one in outcome.stories] == [(1, 2)]:
        assert not outcome.unfinished
