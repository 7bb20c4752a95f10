"""Runs one random problem, checks what is proven without a solver, and says what came of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.claims import Problem, Project, load
from checker.explain.finding import Findings, SecondOpinion, Verdict
from checker.explain.proving import Prover
from checker.proofs.accounting import check_report
from checker.proofs.reading import read_report
from checker.proofs.searching import Effort
from checker.proofs.verifying import RefusedError
from checker.reports.json_report import write_json
from checker.retracing.retracing import retrace
from checker.solvers.protocol import SecondSolver
from checker.solvers.staged import StagedSolver
from checker.usecases.check import check
from checker.usecases.solving import Limits
from tests.projects import Case, build

SECONDS = 5
"""How long one group of statements may take: few small ones need more than a moment."""

EFFORT = Effort(looks=400)
"""How long a proof is looked for; what has one mostly has a short one."""

TODAY = date(2026, 1, 31)
"""The day on which reports are checked."""

_ROUNDS = 4


@dataclass
class Tally:
    """What came of some problems; `failures` has what is wrong with whom."""

    problems: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    proven: int = 0
    witnesses: int = 0
    unproven: Counter[str] = field(default_factory=Counter)
    undecided: Counter[str] = field(default_factory=Counter)
    agreed: int = 0
    not_decided: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Counts what came of other problems as well."""
        self.problems += other.problems
        self.verdicts += other.verdicts
        self.proven += other.proven
        self.witnesses += other.witnesses
        self.unproven += other.unproven
        self.undecided += other.undecided
        self.agreed += other.agreed
        self.not_decided += other.not_decided
        self.failures += other.failures


def checked(case: Case, second: SecondSolver | None, effort: Effort = EFFORT) -> Tally:
    """What comes of one problem. Statements that are mistakes are left out of it."""
    with TemporaryDirectory() as folder:
        project = understood(Path(folder), case)
        prover = Prover(StagedSolver(), effort)
        findings = check(project, Limits(SECONDS), prover=prover, second=second)
        return told(project, findings)


def understood(folder: Path, case: Case) -> Project:
    """The project of a case, without the claims that hold mistakes."""
    wrong: list[Problem] = []
    for number in range(_ROUNDS):
        root = folder / f"{number}"
        build(root, case)
        project = load(root)
        wrong = [problem for problem in project.problems if problem.is_error]
        if not wrong:
            return project
        case = _without(case, {(p.file, _claim_at(root / p.file, p.line)) for p in wrong}, wrong)
    raise AssertionError(f"still mistakes after {_ROUNDS} rounds: {wrong}")


def _claim_at(path: Path, line: int) -> int:
    """The place of the claim at a line among those of its file."""
    before = path.read_text("utf-8").splitlines()[:line]
    return sum(text.startswith("- ") for text in before) - 1


def _without(case: Case, places: set[tuple[str, int]], wrong: list[Problem]) -> Case:
    """A case less the claims at some places."""
    articles = {}
    for name, one in case["articles"].items():
        held = [c for n, c in enumerate(one["claims"]) if (f"claims/{name}.yaml", n) not in places]
        if held:
            articles[name] = {**one, "claims": held}
    assert articles != case["articles"], f"mistakes that are not those of claims: {wrong}"
    return {**case, "articles": articles}


def told(project: Project, findings: Findings) -> Tally:
    """What came of a problem: what is proven is checked as `factcheck verify` does."""
    tally = Tally(1, Counter([findings.verdict.value]))
    text = write_json(findings)
    report = read_report(text)
    tally.unproven.update(
        one.proof.reason for one in findings.contradictions if one.proof.certificate is None
    )
    tally.undecided.update(group.reason for group in findings.undecided)
    try:
        found = check_report(report, len(text))
        retrace(report, project, TODAY)
        tally.proven, tally.witnesses = found.proven, found.witnesses
    except RefusedError as error:
        tally.failures.append(f"refused: {error}")
    if findings.second_opinion is not None:
        _compare(findings.second_opinion, tally)
    return tally


def _compare(opinion: SecondOpinion, tally: Tally) -> None:
    tally.agreed, tally.not_decided = opinion.agreed, opinion.undecided
    for one in opinion.disagreed:
        said = "; ".join(statement.text for statement in one.statements)
        can = "can" if one.ours is Verdict.CONSISTENT else "cannot"
        tally.failures.append(f"{opinion.solver} disagrees that these {can} hold: {said}")
