"""The Python API, which `from checker import …` gives; docs/api.md has examples."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from checker.claims import questions
from checker.claims.loading import load
from checker.claims.problems import Problem
from checker.claims.statements import Project, Topic
from checker.compile.distinct import Distinct
from checker.explain.answers import Answer
from checker.explain.finding import Correction, Findings
from checker.search.fitting import Fitting
from checker.solvers.staged import StagedSolver
from checker.usecases import ask as asking
from checker.usecases import check as checking
from checker.usecases import conflicts
from checker.usecases.list import Asking
from checker.usecases.solving import Limits


class MistakesError(Exception):
    """What was given holds mistakes, so nothing is checked; `problems` has each with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.message}{more}")
        self.problems = tuple(problems)


def read_project(folder: Path | str, only: Sequence[Path] = ()) -> Project:
    """The project in a folder that holds `claims/`; its `problems` are told, never raised.

    `only` names claim files or folders to read alone.
    """
    return load(Path(folder), only)


def check(project: Project, limits: Limits = Limits(), *, today: date | None = None) -> Findings:
    """The verdict on a project, with contradictions, corrections and a witness.

    Decisions of editors expire by `today`, the real one where none is given. Raises
    `MistakesError` where the project has an error.
    """
    _sound(project)
    today = today or datetime.now(UTC).astimezone().date()
    return checking.check(project, limits, today=today)


def values_of(
    project: Project,
    expression: str,
    *,
    without: Collection[str] = (),
    period: str | None = None,
    place: str | None = None,
    seconds: float = 60,
) -> Fitting:
    """The values that an expression takes while every statement holds.

    `expression` is what can stand on one side of `=`, such as `poor + well` or `fund@2011`; it is
    in the words of the project's only topic. Statements whose ids are `without` are left out. The
    answer is a `Fit` from `low` to `high`, `NoFit` where the statements contradict each other, and
    `UnknownFit` with the reason where none was found within `seconds`. Raises `MistakesError` where
    the project has an error or the expression is none.
    """
    topic = _topic(project)
    found = questions.understood(expression, topic, period, place)
    if isinstance(found, Problem):
        raise MistakesError([found])
    return asking.values_of(found, topic, without, seconds)


def ask(
    project: Project,
    question: str,
    *,
    without: Collection[str] = (),
    topic: str | None = None,
    period: str | None = None,
    place: str | None = None,
    seconds: float = 60,
) -> Answer:
    """What all statements together say of a value or a statement, and which of them force it.

    `question` is an expression, as for `values_of`, or a statement, of which one asks whether it
    is so. It is about the `topic` of that name, else about the only one that knows its words. Where
    the statements that are connected with it contradict each other, the cheapest correction is left
    out and named in the answer. Raises `MistakesError` where the project or the question has an
    error, and `ValueError` where no topic or several could be meant.
    """
    _sound(project)
    found = questions.find(question, project.topics, topic, period, place)
    match found:
        case questions.Unclear(topics):
            raise ValueError(f"say which topic is asked: {', '.join(topics)}")
        case Problem():
            raise MistakesError([found])
        case questions.Question():
            return asking.answer(found, without, seconds)


def every_correction(project: Project, *, seconds: float = 60) -> Iterator[Correction]:
    """Each correction of a project that could spare nothing, the cheapest first.

    There may be very many: stop when you have enough. Rules are never withdrawn; where they cannot
    hold by themselves there is no correction. Assumptions `for` one article take no part. Raises
    `MistakesError` as `check` does, and `UndecidedError` where the answer is not found within
    `seconds`.
    """
    _sound(project)
    return conflicts.every_correction(project, Asking(StagedSolver(), seconds))


def every_contradiction(project: Project, *, seconds: float = 60) -> Iterator[tuple[Distinct, ...]]:
    """Each smallest set of a project's statements that cannot hold beside its rules.

    Those of the fewest statements come first. There may be very many: stop when you have enough. An
    empty one says that the rules alone cannot hold. Raises as `every_correction` does.
    """
    _sound(project)
    return conflicts.every_contradiction(project, Asking(StagedSolver(), seconds))


def one_contradiction(project: Project, *, seconds: float = 60) -> tuple[Distinct, ...] | None:
    """Some contradiction of a project's only topic, as soon as one is known; None without any.

    Much faster than `check`, which also asks for every culprit and what would fit. Nothing of it
    can be spared. Raises as `every_correction` does.
    """
    return conflicts.one_contradiction(_subject(project, seconds))


def smallest_contradiction(project: Project, *, seconds: float = 60) -> tuple[Distinct, ...] | None:
    """A contradiction of a project's only topic with the fewest statements; None without any.

    Raises as `every_correction` does.
    """
    return conflicts.smallest_contradiction(_subject(project, seconds))


def cheapest_correction(project: Project, *, seconds: float = 60) -> Correction | None:
    """A cheapest correction of a project's only topic; it withdraws nothing where all agree.

    Its `doubt` says why a cheaper one may have been missed, or is empty. None where the rules
    cannot hold by themselves. Raises as `every_correction` does.
    """
    return conflicts.cheapest_correction(_subject(project, seconds))


def _sound(project: Project) -> None:
    errors = [problem for problem in project.problems if problem.is_error]
    if errors:
        raise MistakesError(errors)


def _topic(project: Project) -> Topic:
    _sound(project)
    if len(project.topics) != 1:
        raise ValueError(f"the project has {len(project.topics)} topics; ask about one")
    return project.topics[0]


def _subject(project: Project, seconds: float) -> conflicts.Subject:
    return conflicts.Subject(_topic(project), StagedSolver(), seconds)
