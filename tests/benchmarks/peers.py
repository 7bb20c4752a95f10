"""Contradictions and corrections, against CPMpy, z3's own Python API, HiGHS and OR-tools.

    pip install -e '.[peers]'
    python -m tests.benchmarks.peers [--alone] [TASK ...] [SEEDS [STATEMENTS ...]]

A task is named as it is printed, in quotes; all four are measured where none is. With `--alone` no
peer is asked, and none need be installed. Every call is made in a process of its
own, warm, with one thread, for a limited time. What is printed are medians of CPU milliseconds over
the seeds. Ours start from the text of statements and a vocabulary, peers from rows of numbers that
are ready, so ours are told again without the reading that no peer has to do. Each answer, ours as
well, is checked by fresh solvers: is it contradictory, can nothing be spared, has anybody found a
smaller or cheaper one? At 20 statements all sets of up to four statements are tried, too.
"""

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from itertools import combinations
from types import ModuleType
from typing import cast

import z3

from checker import Stated, project_of
from checker.compile.distinct import Distinct
from checker.search.bysize import CompleteUpTo
from checker.solvers.staged import StagedSolver
from checker.usecases import conflicts
from checker.usecases.conflicts import Subject
from tests.benchmarks import peers_z3
from tests.benchmarks.problems import Problem, problem

LIMIT = 10
"""Seconds after which a call is given up."""

WRONG = (1, 3, 8)
SMALL = 4

Answer = list[frozenset[int]]
Call = Callable[[Problem], Answer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call answered, and its CPU seconds; None and why where it did not."""

    answer: Answer | None
    seconds: float
    ready: float = 0.0
    failure: str = ""


def subject_of(given: Problem) -> Subject:
    vocabulary = {"quantities": {f"q{n}": {"counts": "things"} for n in range(given.unknowns)}}
    statements = [Stated(claim.text, id=f"s{n}") for n, claim in enumerate(given.claims)]
    return Subject(project_of(vocabulary, statements).topics[0], StagedSolver(), LIMIT)


def _numbers(found: Iterable[Distinct]) -> frozenset[int]:
    return frozenset(int(one.first.id[1:]) for one in found)


def _one(subject: Subject) -> Answer:
    return [_numbers(conflicts.one_contradiction(subject) or ())]


def _smallest(subject: Subject) -> Answer:
    return [_numbers(conflicts.smallest_contradiction(subject) or ())]


def _cheapest(subject: Subject) -> Answer:
    found = conflicts.cheapest_correction(subject)
    return [] if found is None else [_numbers(found.withdraw)]


def _small(subject: Subject) -> Answer:
    told: Answer = []
    for one in conflicts.contradictions_by_size(subject):
        if not isinstance(one, CompleteUpTo):
            told.append(_numbers(one))
        elif one.size >= SMALL:
            break
    return told


OURS: dict[str, Callable[[Subject], Answer]] = {
    "one contradiction": _one,
    "smallest contradiction": _smallest,
    "cheapest correction": _cheapest,
    f"all of size <= {SMALL}": _small,
}

PEERS: dict[str, dict[str, tuple[str, str]]] = {
    "one contradiction": {
        "CPMpy mus, z3": ("cpmpy", "mus"),
        "CPMpy quickxplain, z3": ("cpmpy", "quickxplain"),
        "z3 core + deletion": ("z3", "one"),
        "HiGHS ray + deletion": ("highs", "one"),
        "CP-SAT + deletion": ("ortools", "one"),
    },
    "smallest contradiction": {
        "CPMpy smus, z3": ("cpmpy", "smus"),
        "z3 hitting sets": ("z3", "smallest"),
    },
    "cheapest correction": {
        "CPMpy mcs_opt, CP-SAT": ("cpmpy", "mcs_opt"),
        "z3 Optimize": ("z3", "cheapest"),
        "HiGHS MILP": ("highs", "cheapest"),
        "CP-SAT MaxSAT": ("ortools", "cheapest"),
    },
    f"all of size <= {SMALL}": {"z3 MARCO, all sizes": ("z3", "marco")},
}


def ours(task: str, given: Problem) -> Outcome:
    """Our answer; `ready` is when the statements had been read."""
    OURS[task](subject_of(problem(6, 1, 0)))
    start = time.process_time()
    subject = subject_of(given)
    ready = time.process_time()
    answer = OURS[task](subject)
    return Outcome(answer, time.process_time() - start, ready - start)


def theirs(module: str, name: str, given: Problem) -> Outcome:
    """A peer's answer, after it has been imported and has answered something small.

    OR-tools and HiGHS cannot be imported together.
    """
    if module != "highs":
        sys.modules["highspy"] = cast(ModuleType, None)  # as if it were not there
    call: Call = getattr(import_module(f"tests.benchmarks.peers_{module}"), name)
    call(problem(6, 1, 0))
    start = time.process_time()
    answer = call(given)
    return Outcome(answer, time.process_time() - start)


def limited(ask: Callable[[], Outcome]) -> Outcome:
    """A call in a process of its own, which is ended when it takes too long."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run() -> None:
        try:
            sender.send(ask())
        except Exception as error:  # noqa: BLE001 - a peer may fail in any way, which is told
            sender.send(Outcome(None, 0, failure=f"{type(error).__name__}: {error}"))

    child = context.Process(target=run)
    child.start()
    found = receiver.recv() if receiver.poll(LIMIT) else Outcome(None, LIMIT, failure="too slow")
    child.terminate()
    child.join()
    return found


class Checker:
    """Says what is wrong with an answer; it makes a solver anew for each question."""

    def __init__(self, given: Problem) -> None:
        self._given = given

    def can_hold(self, chosen: Iterable[int]) -> bool:
        solver = z3.SolverFor("QF_LIA")
        unknowns = peers_z3.unknowns(self._given)
        solver.add(*(unknown >= 0 for unknown in unknowns))
        for number in chosen:
            solver.add(peers_z3.said(self._given.claims[number], unknowns))
        answer = solver.check()
        if answer == z3.unknown:
            raise RuntimeError(solver.reason_unknown())
        return bool(answer == z3.sat)

    def contradiction(self, members: frozenset[int]) -> str:
        everything = range(len(self._given.claims))
        if self.can_hold(members or everything):  # a wrong figure need not contradict the others
            return "unsound" if members else ""
        if not members:
            return "unsound"
        if not all(self.can_hold(members - {one}) for one in members):
            return "not minimal"
        return ""

    def correction(self, withdrawn: frozenset[int]) -> str:
        rest = frozenset(range(len(self._given.claims))) - withdrawn
        if not self.can_hold(rest):
            return "unsound"
        return "not minimal" if any(self.can_hold(rest | {one}) for one in withdrawn) else ""

    def small(self) -> set[frozenset[int]]:
        """All contradictions of few statements, by trying every set."""
        found: list[frozenset[int]] = []
        for size in range(1, SMALL + 1):
            for chosen in map(frozenset, combinations(range(len(self._given.claims)), size)):
                if not any(one <= chosen for one in found) and not self.can_hold(chosen):
                    found.append(chosen)
        return set(found)


def faults(task: str, given: Problem, outcomes: dict[str, Outcome]) -> dict[str, str]:
    """What is wrong with whose answer, by name."""
    checker = Checker(given)
    check = checker.correction if task == "cheapest correction" else checker.contradiction
    found: dict[str, str] = {}
    for name, outcome in outcomes.items():
        if outcome.answer is None:
            found[name] = outcome.failure
        else:
            wrong = [fault for one in outcome.answer if (fault := check(one))]
            found[name] = wrong[0] if wrong else ""
    sound = [n for n, fault in found.items() if not fault]
    if task in {"smallest contradiction", "cheapest correction"}:
        sizes = {n: len(answer[0]) for n in sound if (answer := outcomes[n].answer)}
        for name, size in sizes.items():
            if size > min(sizes.values()):
                found[name] = "not the smallest"
    if task.startswith("all") and len(given.claims) <= 20:
        for name in sound:
            told = {one for one in outcomes[name].answer or () if len(one) <= SMALL}
            if told != checker.small():
                found[name] = "not all"
    return found


def measure(task: str, statements: int, wrong: int, seeds: int) -> None:
    """Prints one block of the table."""
    times: dict[str, list[float]] = {}
    bad: dict[str, list[str]] = {}
    for seed in range(seeds):
        given = problem(statements, wrong, seed)
        outcomes = {"factcheck": limited(lambda: ours(task, given))}  # noqa: B023 - called at once
        for name, call in PEERS[task].items():
            if bad.get(name, []).count("too slow") < 2:
                outcomes[name] = limited(lambda: theirs(*call, given))  # noqa: B023 - called before the next turn
        for name, fault in faults(task, given, outcomes).items():
            bad.setdefault(name, []).append(fault)
            times.setdefault(name, []).append(outcomes[name].seconds)
        own = outcomes["factcheck"]
        times.setdefault("factcheck, once read", []).append(own.seconds - own.ready)
        bad.setdefault("factcheck, once read", []).append("")
    print(f"\n{task}, {statements} statements, {wrong} wrong")
    sound = []
    for name, taken in times.items():
        faulty = sorted({fault for fault in bad[name] if fault})
        if not faulty and not name.startswith("factcheck"):
            sound.append(statistics.median(taken))
        told = "; ".join(f"{bad[name].count(f)} of {len(taken)} {f}" for f in faulty)
        print(f"  {name:24}{1000 * statistics.median(taken):9.1f} ms  {told}".rstrip())
    for name in ("factcheck", "factcheck, once read"):
        if sound:
            ratio = min(sound) / statistics.median(times[name])
            print(f"  {ratio:.2f} times as fast as the fastest sound peer: {name}", flush=True)


def main() -> None:
    given = sys.argv[1:]
    if "--alone" in given:
        given.remove("--alone")
        for peers in PEERS.values():
            peers.clear()
    tasks = [task for task in OURS if task in given] or list(OURS)
    seeds, *sizes = [int(text) for text in given if text not in OURS] or [10]
    for task in tasks:
        for statements in sizes or (20, 60, 200):
            for wrong in WRONG:
                measure(task, statements, wrong, seeds)


if __name__ == "__main__":
    main()
