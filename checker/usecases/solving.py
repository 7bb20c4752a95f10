"""What comes of groups of statements, each told of by itself, several at a time if asked."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.algebra.components import Component, join_components
from checker.compile.rounds import Group
from checker.explain.implied import Questions
from checker.frozen import dataclass
from checker.limits import STATEMENTS_AT_ONCE, STATEMENTS_TOGETHER
from checker.search.stories import Agreement, Lasting, Outcome, tell
from checker.solvers.clock import Clock
from checker.solvers.protocol import Consistent, Solver, Witness, example

Progress = Callable[[int, int], None]
"""Told how many groups are done, of how many."""

Timed = tuple[Outcome, float]
"""What came of a group, and how many seconds it took."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one group may take, in seconds, and how many are solved at a time."""

    seconds: float = 60
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """A group with everything that its solving needs; can be sent to another process."""

    component: Component
    costs: tuple[int, ...]
    weights: tuple[int, ...]
    question: Questions
    subjects: tuple[str, ...]
    articles: tuple[frozenset[str], ...]
    lasting: tuple[Lasting, ...]


def task_of(group: Group, lasting: Sequence[Lasting]) -> Task:
    """The task of telling of a group, of which some contradictions are told first."""
    stated = group.stated.values()
    return Task(
        group.component,
        tuple(group.prices.values()),
        tuple(group.weights.values()),
        Questions(group.component, tuple(one.meaning for one in stated)),
        tuple(one.subject for one in stated),
        tuple(one.articles for one in stated),
        tuple(lasting),
    )


def solved(
    rounds: Iterable[Sequence[Task]], solver: Solver, limits: Limits, progress: Progress | None
) -> Iterator[Timed]:
    """What comes of the tasks of some rounds, in their order."""
    batches = _batches(rounds)
    done, of = 0, sum(len(batch) for batch in batches)
    for outcomes in _of_batches(batches, solver, limits):
        done += len(outcomes)
        if progress is not None:
            progress(done, of)
        yield from outcomes


def together(
    components: Sequence[Component], solver: Solver, seconds: float
) -> tuple[frozenset[int], Witness | None]:
    """The places of the small ones, and values with which they all hold; None where unknown."""
    small = [n for n, one in enumerate(components) if len(one.statements) <= STATEMENTS_TOGETHER]
    if len(small) > 1:
        joined = join_components([components[number] for number in small])
        oracle, everything = solver.open(joined, seconds), frozenset(range(len(joined.statements)))
        verdict = oracle.check(everything)
        if isinstance(verdict, Consistent):
            return frozenset(small), example(oracle, everything, verdict.witness)
    return frozenset(), None


def _batches(rounds: Iterable[Sequence[Task]]) -> list[list[Task]]:
    """Tasks in their order, small ones together; the same whatever the number of jobs.

    Those of two rounds or topics stay apart: their unknowns have the same names.
    """
    batches: list[list[Task]] = []
    for tasks in rounds:
        room = 0
        for task in tasks:
            size = len(task.costs)
            if size > room:
                batches.append([])
                room = STATEMENTS_AT_ONCE
            batches[-1].append(task)
            room -= size
    return batches


def _of_batches(
    batches: Sequence[Sequence[Task]], solver: Solver, limits: Limits
) -> Iterator[list[Timed]]:
    if limits.jobs > 1 and len(batches) > 1:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import

        jobs = min(limits.jobs, len(batches))
        with ProcessPoolExecutor(jobs, initializer=_end_at_interrupts) as pool:
            yield from pool.map(
                _of_batch, batches, [solver] * len(batches), [limits.seconds] * len(batches)
            )
        return
    for batch in batches:
        yield _of_batch(batch, solver, limits.seconds)


def _end_at_interrupts() -> None:
    """Has Ctrl-C end a process that solves, which has nothing to tell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _of_batch(batch: Sequence[Task], solver: Solver, seconds: float) -> list[Timed]:
    """One check for all small tasks together; each by itself where that does not settle it."""
    own = solver.fresh()
    small, witness = together([task.component for task in batch], own, seconds)
    agreed = None if witness is None else Agreement(witness.values())
    return [
        (agreed, 0) if agreed is not None and number in small else _of_one(task, own, seconds)
        for number, task in enumerate(batch)
    ]


def _of_one(task: Task, solver: Solver, seconds: float) -> Timed:
    clock = Clock(seconds)
    outcome = tell(
        solver.open(task.component, seconds),
        task.costs,
        task.weights,
        task.question,
        task.subjects,
        task.lasting,
        task.articles,
    )
    return outcome, seconds - clock.left
