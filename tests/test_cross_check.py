"""A second opinion: another solver is asked about every verdict, and disagreement is our defect."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import z3
from click.testing import CliRunner

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Compare, Relation
from checker.algebra.polynomials import Polynomial
from checker.cli import run as run_command
from checker.cli.main import main
from checker.explain.finding import Findings, Verdict
from checker.explain.second_opinion import second_opinion
from checker.reports.json_report import as_json
from checker.reports.style import Style
from checker.reports.text import write_text
from checker.search.cheapest import Cheapest
from checker.search.stories import Clash, Open, Story
from checker.solvers.cvc5_solver import Cvc5Solver
from checker.solvers.protocol import SecondSolver, Undecided
from checker.usecases.check import check
from tests.projects import Case, build, loaded
from tests.test_json_report import VALIDATOR

AGREES: Case = {"articles": {"a": "excellent = 28\npoor = 15"}}
CLASHES: Case = {
    "articles": {
        "a": "excellent = 28\npoor = 15\nexcellent + poor = 43",
        "b": {"publisher": "The Post", "says": "excellent = 27"},
    }
}


@dataclass
class Scripted(SecondSolver):
    """Says what a function makes of z3's own answer to the script alone."""

    answer: Callable[[bool], bool | Undecided]
    name: str = "scripted"
    asked: list[str] = field(default_factory=list)

    def can_hold(self, script: str, seconds: float) -> bool | Undecided:
        del seconds
        self.asked.append(script)
        solver = z3.Solver()
        solver.from_string(script)
        return self.answer(solver.check() == z3.sat)


def honest(answer: bool) -> bool:
    return answer


def contrary(answer: bool) -> bool:
    return not answer


def asked(case: Case, folder: Path, second: SecondSolver) -> Findings:
    return check(loaded(folder, case), second=second)


def test_every_verdict_is_asked_about(tmp_path: Path) -> None:
    """The group, what is kept, the two members together, and each alone."""
    second = Scripted(honest)
    opinion = asked(CLASHES, tmp_path, second).second_opinion
    assert opinion is not None
    assert (opinion.agreed, opinion.undecided, opinion.disagreed) == (5, 0, ())
    assert len(set(second.asked)) == 5


def test_nobody_else_is_asked_unless_told_to(tmp_path: Path) -> None:
    findings = check(loaded(tmp_path, CLASHES))
    assert findings.second_opinion is None
    assert "cross_check" not in as_json(findings)
    assert "Second opinion" not in write_text(findings, Style())


def test_cvc5_agrees(tmp_path: Path) -> None:
    for number, case in enumerate((AGREES, CLASHES)):
        opinion = asked(case, tmp_path / f"{number}", Cvc5Solver()).second_opinion
        assert opinion is not None
        assert opinion.agreed
        assert not opinion.undecided
        assert not opinion.disagreed


def test_a_limit_in_steps_is_no_answer() -> None:
    """Where the sum of three cubes is 33 took until 2019 to find."""
    script = (
        "(set-logic QF_NIA)(declare-const a Int)(declare-const b Int)(declare-const c Int)"
        "(assert (= (+ (* a a a) (* b b b) (* c c c)) 33))(check-sat)"
    )
    answers = [Cvc5Solver(20_000).can_hold(script, 60) for _ in range(2)]
    assert isinstance(answers[0], Undecided)
    assert answers[0] == answers[1]


def test_what_cannot_be_read_is_no_answer() -> None:
    answer = Cvc5Solver().can_hold("(set-logic QF_LIA)(assert", 60)
    assert isinstance(answer, Undecided)
    assert answer.reason.startswith("cvc5 cannot read the question: ")


def test_what_the_other_does_not_decide_is_no_agreement(tmp_path: Path) -> None:
    findings = asked(AGREES, tmp_path, Scripted(lambda _: Undecided("too hard")))
    told = as_json(findings)
    VALIDATOR.validate(told)
    assert told["cross_check"] == {
        "solver": "scripted",
        "agreed": 0,
        "undecided": 2,
        "disagreed": [],
    }
    assert findings.verdict is Verdict.CONSISTENT
    text = write_text(findings, Style())
    assert "did not decide 2, which is no agreement." in " ".join(text.split())


def test_a_disagreement_can_be_asked_of_any_solver(tmp_path: Path) -> None:
    findings = asked(CLASHES, tmp_path, Scripted(contrary))
    told = as_json(findings)
    VALIDATOR.validate(told)
    first = told["cross_check"]["disagreed"][0]
    assert (first["ours"], first["theirs"]) == ("contradictory", "consistent")
    assert first["statements"] == ["a/c1/1", "a/c2/1", "a/c3/1", "b/c1/1"]
    assert " & rating:excellent@2011)\n" in first["script"]
    for one in told["cross_check"]["disagreed"]:
        solver = z3.Solver()
        solver.from_string(one["script"])
        assert (solver.check() == z3.sat) == (one["ours"] == "consistent")
    text = write_text(findings, Style())
    assert "Defect of factcheck: two solvers disagree about these 4 statements." in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_group_that_is_open_has_no_verdict_to_compare() -> None:
    component = Component((Variable("x", whole=True, not_negative=True),), (), (), ())
    opinion = second_opinion(Open("no time"), [], component, Scripted(honest), 1)
    assert (opinion.agreed, opinion.undecided, opinion.disagreed) == (0, 0, ())


def test_what_was_not_found_to_hold_is_not_compared() -> None:
    unknown = Polynomial.measure("x")
    says = tuple(
        Compare(unknown - Polynomial.number(number), Relation.EQUAL) for number in (1, 2, 1)
    )
    component = Component((Variable("x", whole=True, not_negative=True),), (), says, (0, 1, 2))
    clash = Clash(
        (),
        1,
        (Story(1, (0, 1)),),
        None,
        "no time",
        Cheapest((), complete=True, in_every=frozenset()),
    )
    second = Scripted(honest)
    opinion = second_opinion(clash, [], component, second, 1)
    assert (opinion.agreed, opinion.disagreed) == (4, ())


def test_members_that_may_be_spared_are_not_compared() -> None:
    unknown = Polynomial.measure("x")
    says = tuple(
        Compare(unknown - Polynomial.number(number), Relation.EQUAL) for number in (1, 2, 1)
    )
    component = Component((Variable("x", whole=True, not_negative=True),), (), says, (0, 1, 2))
    value = {"x": Polynomial.number(1).constant}
    sparing = Cheapest((), complete=True, in_every=frozenset())
    clash = Clash((1,), 1, (Story(1, (0, 1, 2), doubt="no time"),), value, "", sparing)
    opinion = second_opinion(clash, [], component, Scripted(honest), 1)
    assert (opinion.agreed, opinion.disagreed) == (2, ())


# --- the command -----------------------------------------------------------------------------


def call(folder: Path, case: Case, *options: str) -> tuple[int, str]:
    build(folder, case)
    result = CliRunner().invoke(main, ["run", "--project", str(folder), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output if "json" not in options else result.stdout


@pytest.mark.parametrize(("case", "code"), [(AGREES, 0), (CLASHES, 1)])
def test_an_agreement_changes_no_exit_code(case: Case, code: int, tmp_path: Path) -> None:
    found, output = call(tmp_path, case, "--cross-check")
    assert found == code
    assert "Second opinion: cvc5 agrees on " in output


@pytest.mark.parametrize("case", [AGREES, CLASHES])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_disagreement_ends_with_an_exit_code_of_its_own(
    case: Case, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_command, "_second_solver", lambda: Scripted(contrary))
    code, output = call(tmp_path, case, "--cross-check", "--format", form)
    assert code == 3
    if form == "json":
        assert json.loads(output)["cross_check"]["disagreed"]


def test_without_cvc5_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cvc5", None)
    monkeypatch.delitem(sys.modules, "checker.solvers.cvc5_solver", raising=False)
    code, output = call(tmp_path, AGREES, "--cross-check")
    assert code == 2
    assert "pip install cvc5" in output
    assert call(tmp_path, AGREES)[0] == 0
