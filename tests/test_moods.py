"""What is told depends on no solver: the same bytes with another one, or with z3 alone."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checker.algebra.constraints import is_linear
from checker.claims import Project, load
from checker.compile.rounds import rounds_of
from checker.explain.proving import BRIEF, Prover
from checker.reports.json_report import write_json
from checker.solvers.cvc5_solver import Cvc5Solver
from checker.solvers.staged import StagedSolver
from checker.usecases.check import check
from checker.usecases.solving import Limits
from tests.effort import is_thorough
from tests.projects import CASES, loaded, read_case
from tests.random_problems.checking import understood
from tests.random_problems.forms import FORMS, problem
from tests.test_golden import FIVE, REPORTS, ROOT

CVC5, ALONE = "cvc5", "z3 alone"
SECONDS = 60
GOLDEN = sorted({case for case in REPORTS.values() if case and "mistakes" not in case})
DRAWN = FORMS if is_thorough() else [*FORMS][::4]


def told(project: Project, mood: str = "") -> str:
    """The report as one solver has it, with its proofs and examples."""
    sessions = Cvc5Solver() if mood == CVC5 else None
    solver = StagedSolver(sessions=sessions, exact=mood != ALONE)
    return write_json(check(project, Limits(SECONDS), solver=solver, prover=Prover(solver, BRIEF)))


def has_products(project: Project) -> bool:
    """Whether it multiplies unknown numbers, of which each solver decides what it can."""
    groups = (g for topic in project.topics for part in rounds_of(topic) for g in part.groups)
    return not all(is_linear(one) for group in groups for one in group.component.statements)


@pytest.mark.parametrize("mood", [CVC5, ALONE])
@pytest.mark.parametrize("name", [FIVE, "ferry", *GOLDEN])
def test_a_report_has_the_same_bytes(name: str, mood: str, tmp_path: Path) -> None:
    folders = {FIVE: ROOT, "ferry": ROOT / "tests" / "topics" / "ferry"}
    folder = folders.get(name)
    project = load(folder) if folder else loaded(tmp_path, read_case(CASES / f"{name}.yaml"))
    assert told(project, mood) == told(project)


@pytest.mark.parametrize("mood", [CVC5, ALONE])
@pytest.mark.parametrize("form", DRAWN)
def test_a_random_report_has_the_same_bytes(form: str, mood: str) -> None:
    with TemporaryDirectory() as folder:
        project = understood(Path(folder), problem(form, 0))
        if not has_products(project):
            assert told(project, mood) == told(project)
