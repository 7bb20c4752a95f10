"""Projects of every kind with their honest reports, each known by a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from checker.claims import Project, load
from checker.explain.finding import Contradiction
from checker.explain.proving import Prover
from checker.proofs.searching import Effort
from checker.reports.json_report import write_json
from checker.solvers.protocol import Solver
from checker.solvers.staged import StagedSolver
from checker.usecases.check import check
from checker.usecases.decide import decided, says_of
from checker.usecases.solving import Limits
from tests.pages import ROOT
from tests.projects import CASES, Case, as_yaml, files, read_case
from tests.random_problems.checking import SECONDS, understood
from tests.random_problems.forms import FORMS, problem
from tests.test_undecided import Tired

TODAY = date(2026, 1, 31)
"""The day on which reports are made and checked."""

FOLDERS = [ROOT, *sorted(path.parent for path in ROOT.glob("tests/topics/*/outcome.yaml"))]

EFFORT = Effort(looks=60)
"""How long a proof is looked for."""

_CASES = sorted(CASES.glob("*/*.yaml"))
_DESKS = 5
"""Of ten projects so many have everything that a desk has: topics, decisions and so on."""


@dataclass(frozen=True)
class Honest:
    """A project and the report that a run makes of it; `tired` if its solver gave up at times."""

    name: str
    project: Project
    text: str
    tired: bool = False


@lru_cache(maxsize=8)
def honest(number: int) -> Honest:
    """The project with a number; the same each time."""
    random = Random(f"project {number}")
    with TemporaryDirectory() as folder:
        name, project = _drawn(random, Path(folder))
    tired = random.random() < 0.15
    solver: Solver = StagedSolver()
    if tired:
        given_up = frozenset(random.sample(range(1, 60), 20))
        solver = Tired(lambda asked: asked in given_up)
    effort = Effort(looks=1) if random.random() < 0.05 else EFFORT
    return Honest(name, project, told(project, solver, effort), tired)


def told(project: Project, solver: Solver, effort: Effort = EFFORT) -> str:
    """The report of a run with proofs."""
    prover = Prover(StagedSolver(), effort)
    findings = check(project, Limits(SECONDS), solver=solver, prover=prover)
    return write_json(decided(findings, project, TODAY))


def _drawn(random: Random, folder: Path) -> tuple[str, Project]:
    chance = random.randrange(100)
    if chance < 10 * _DESKS:
        return "a desk", desk(random, folder)
    if chance < 10 * _DESKS + 3:
        path = random.choice(FOLDERS)
        return path.name, load(path)
    if chance < 75:
        while True:
            path = random.choice(_CASES)
            project = _built(folder / path.parent.name / path.stem, files(read_case(path)))
            if not any(problem.is_error for problem in project.problems):
                return f"{path.parent.name}/{path.stem}", project
    form, number = random.choice(sorted(FORMS)), random.randrange(1000)
    return f"{form} {number}", understood(folder, problem(form, number))


# --- a desk: two topics of one vocabulary, assumptions for an article, what is taken back --------

_RATINGS = ("excellent", "well", "adequate", "poor")
_VOCABULARY: Mapping[str, Any] = {
    "quantities": {
        "dead": {"counts": "people", "running": True},
        "fund": {"unit": "GBP"},
        "pupils": {"counts": "pupils"},
    }
}


def desk(random: Random, folder: Path) -> Project:
    """Two topics in the same words, with all that a desk may write, decisions included."""
    written: dict[str, str] = {}
    for topic in ("north", "south"):
        case = _topic(random, topic)
        for path, text in files(case).items():
            written[path.replace("claims/", f"claims/{topic}/")] = text
    project = _built(folder / "desk", written)
    if random.random() < 0.5:
        made = check(project)
        entries = [_decision(random, one) for one in made.contradictions if random.random() < 0.6]
        entries += [_decision(random, None)] if random.random() < 0.3 else []
        if entries:
            written["claims/decisions.yaml"] = as_yaml({"decisions": entries})
            project = _built(folder / "decided", written)
    return project


def _decision(random: Random, of: Contradiction | None) -> dict[str, Any]:
    """What was decided of a contradiction, with its statements or not; None for one of nothing."""
    name = of.id if of is not None else "0123456789ab"
    says = {"says": says_of(of)} if of is not None and random.random() < 0.7 else {}
    day = random.choice(["2025-12-31", "2026-12-31"])
    return {"contradiction": name, "ruling": "accepted", "because": "so", "until": day, **says}


def _topic(random: Random, topic: str) -> Case:
    articles: dict[str, Any] = {}
    for number in range(1, random.randint(2, 4)):
        says = [_figure(random) for _ in range(random.randint(2, 5))]
        day = f"2011-03-{10 + number}"
        claims = [
            {"id": f"c{n}", "quote": one, "says": one}
            for n, one in enumerate(dict.fromkeys(says), 1)
        ]
        if number > 1 and random.random() < 0.6:
            one = random.choice(articles[f"{topic}1"]["claims"])
            claims.append({"id": "back", "quote": f"not: {one['says']}", "withdraws": one["says"]})
        article = {
            "published": day,
            "claims": claims,
            "text": "\n".join(claim["quote"] for claim in claims),
        }
        if random.random() < 0.5:
            article["as_of"] = day
        if random.random() < 0.4:
            article["publisher"] = random.choice(["The Post", "The Echo"])
        if random.random() < 0.3:
            article["trust"] = random.choice(["2", "0.5"])
        articles[f"{topic}{number}"] = article
    case: dict[str, Any] = {"vocabulary": _VOCABULARY, "articles": articles}
    if random.random() < 0.6:
        case["assumptions"] = [
            {"says": _figure(random), "for": random.choice(sorted(articles))},
            {"says": _figure(random)},
        ]
    return case


def _figure(random: Random) -> str:
    one, other = random.sample(_RATINGS, 2)
    count = random.randint(1, 6)
    return random.choice(
        [
            f"{one} = {count}",
            f"{one} = {count}",
            f"{one} + {other} = {count + 3}",
            f"{one} > {other}",
            f"councils = {count + 9}",
            f"{one} = 25% of councils",
            f"dead = {count}",
            f"pupils@2010 = {count}",
            f"fund = £{count}m",
        ]
    )


def _built(folder: Path, written: Mapping[str, str]) -> Project:
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return load(folder)
