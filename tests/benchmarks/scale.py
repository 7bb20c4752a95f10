"""How long large groups take: many statements with 8 wrong; a hub that 50 sources get wrong.

    python -m tests.benchmarks.scale [group] [hub] [STATEMENTS ...]

Each is checked as `factcheck` does, told of with its findings. CPU seconds of a process of one
thread, by stage, the least of three runs, against the baseline of the same run: z3 given the rows
of the same statements with its Python operators, and asked once. *Solved* is the verdict with
the correction and its contradictions, *told* what is said of them.
"""

import sys
import time
from collections.abc import Callable, Sequence

import z3

from checker import Stated, project_of
from checker.claims.statements import Project
from checker.compile.rounds import rounds_of
from checker.explain.finding import Findings
from checker.solvers.staged import StagedSolver
from checker.usecases import check as checking
from checker.usecases.solving import Limits, solved
from tests.benchmarks import peers_z3
from tests.benchmarks.problems import Claim, Problem, Row, problem

WRONG = 8
RUNS = 3
ARTICLES = 10_000
VALUES = 50


def group(statements: int) -> Problem:
    """One group of many statements."""
    return problem(statements, WRONG, 0)


def hub(articles: int) -> Problem:
    """Articles that print one figure, 50 of them another value of it each, and one of their own.

    All have to do with each other through the figure that they share.
    """
    claims = []
    for number in range(articles):
        right = number % (articles // VALUES)
        figure = 512_347 + (0 if right else 1 + number)
        claims.append(Claim(f"q0 = {figure}", (Row(((0, 1),), -figure, "="),)))
        row = Row(((number + 1, 1), (0, -1)), 0, "<=")
        claims.append(Claim(f"q{number + 1} <= q0", (row,)))
    return Problem(articles + 1, tuple(claims))


def project(given: Problem) -> Project:
    vocabulary = {"quantities": {f"q{n}": {"counts": "things"} for n in range(given.unknowns)}}
    said = [Stated(claim.text, id=f"s{n}") for n, claim in enumerate(given.claims)]
    return project_of(vocabulary, said)


def least(ask: Callable[[], object]) -> float:
    """CPU seconds."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        ask()
        found.append(time.process_time() - start)
    return min(found)


def baseline(given: Problem) -> None:
    """The verdict of z3."""
    solver = z3.SolverFor("QF_LIA")
    unknowns = peers_z3.unknowns(given)
    solver.add(*(unknown >= 0 for unknown in unknowns))
    for claim in given.claims:
        solver.add(peers_z3.said(claim, unknowns))
    solver.check()


def measure(name: str, given: Problem) -> None:
    """Prints a row."""
    base = least(lambda: baseline(given))
    stages = {"read": least(lambda: project(given))}
    topics = [project(given) for _ in range(RUNS)]
    fresh = iter(topics)

    def compile_it() -> None:
        for one in rounds_of(next(fresh).topics[0]):
            list(one.groups)

    stages["compiled"] = least(compile_it)
    tasks, _ = checking.tasks_of(rounds_of(topics[0].topics[0]), ())
    stages["solved"] = least(lambda: list(solved(tasks, StagedSolver(), Limits(), None)))
    found: list[Findings] = []
    whole = least(lambda: found.append(checking.check(topics[0])))
    stages["told"] = max(0.0, whole - stages["solved"])
    doubt = (
        {one.doubt for one in found[0].contradictions if one.doubt}
        | {one.reason for one in found[0].undecided}
        | {one.doubt for one in found[0].corrections if one.doubt}
    )
    told = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in stages.items())
    total = sum(stages.values()) - stages["read"]
    print(f"{name:28} {told} s; once read {total:.2f} s, {total / base:.1f} times z3's one check")
    withdrawn = sum(len(one.withdraw) for one in found[0].corrections)
    print(f"{'':28} {withdrawn} withdrawn; {'; '.join(sorted(doubt)) or 'no doubt'}", flush=True)


def main(given: Sequence[str]) -> None:
    """Measures what is asked for."""
    sizes = [int(text) for text in given if text.isdecimal()]
    if "hub" not in given or "group" in given:
        for statements in sizes or (500, 5_000, 10_000):
            measure(f"group of {statements}", group(statements))
    if "group" not in given or "hub" in given:
        measure(f"hub of {ARTICLES} articles", hub(ARTICLES))


if __name__ == "__main__":
    main(sys.argv[1:])
