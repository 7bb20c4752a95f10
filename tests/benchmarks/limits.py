"""By how much groups of statements run over the time that they may take, on the wall clock.

    python -m tests.benchmarks.limits [--seconds SECONDS] [--busy PROCESSES] [NAME ...]

Each project is one hard group; other processes keep the processor busy meanwhile. Prints how long
each run took, by how much that is more than it may take, and its verdict.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Process

from checker.claims import Project
from checker.claims.in_memory import Stated, project_of
from checker.usecases.check import check
from checker.usecases.solving import Limits

SEED = 11
VOTERS = {"populations": {"voters": {}}, "attributes": {"party": {"of": "voters", "also": ["red"]}}}


def _project(quantities: int, lines: list[str]) -> Project:
    vocabulary = {"quantities": {f"q{n}": {"counts": "things"} for n in range(quantities)}}
    return project_of(
        vocabulary, [Stated(line, source=f"a{n % 9}") for n, line in enumerate(lines)]
    )


def net() -> Project:
    """A grid of flows between 100 nodes, all of which balance, but for one."""
    side, lines, drawn = 10, [], random.Random(SEED)
    across = {(r, c): r * side + c for r in range(side) for c in range(side)}
    down = {(r, c): side * side + n for (r, c), n in across.items()}
    for r in range(1, side):
        for c in range(1, side):
            into = f"q{across[r, c - 1]} + q{down[r - 1, c]}"
            lines.append(f"{into} = q{across[r, c]} + q{down[r, c]}")
    lines += [f"q{n} = {drawn.randrange(50, 99)}" for n in range(0, 2 * side * side, 2)]
    return _project(2 * side * side, lines)


def market_split() -> Project:
    """Sums of 30 whole numbers from 0 to 1 with large factors (Cornuéjols and Dawande 1998)."""
    drawn, count = random.Random(SEED), 30
    lines = [f"q{n} <= 1" for n in range(count)]
    for _ in range(4):
        factors = [drawn.randrange(100) for _ in range(count)]
        total = " + ".join(f"{factor} * q{n}" for n, factor in enumerate(factors))
        lines.append(f"{total} = {sum(factors) // 2}")
    return _project(count, lines)


def ring() -> Project:
    """A thousand numbers, each one more than the one before, and the first after the last."""
    count = 1_000
    return _project(count, [f"q{(n + 1) % count} = 1 more than q{n}" for n in range(count)])


def shares_by_period() -> Project:
    """51 shares of one whole, year by year a few points up on the last, and some of their parts."""
    drawn = random.Random(SEED)
    first, *years = range(1960, 2011)
    lines = [f"share of red in voters@{first} = 31.5%", "share of red in voters@2010 = 44.2%"]
    for year in years:
        points = drawn.choice(("up on", "down on"))
        by = drawn.randrange(1, 30) / 10
        lines.append(f"share of red in voters@{year} = {by} points {points} the same@{year - 1}")
        if year % 3 == 0:
            lines.append(f"red@{year} = {drawn.randrange(9_000, 12_000)}")
    return project_of(VOTERS, [Stated(line, source="a") for line in lines])


def unknown_wholes() -> Project:
    """18 shares of unknown wholes, compared with each other, and their parts."""
    drawn = random.Random(SEED)
    lines = []
    for n in range(1, 19):
        year = 1990 + n
        lines.append(f"red@{year} = {drawn.randrange(1_000, 9_000)}")
        points = drawn.randrange(10, 60) / 10
        lines.append(f"share of red in voters@{year} = {points} points up on the same@{year - 1}")
        lines.append(f"voters@{year} = {drawn.randrange(101, 130)}% of voters@{year - 1}")
    return project_of(VOTERS, [Stated(line, source="a") for line in lines])


CASES: dict[str, Callable[[], Project]] = {
    "net": net,
    "market split": market_split,
    "ring": ring,
    "shares by period": shares_by_period,
    "unknown wholes": unknown_wholes,
}


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Has so many processes reckon meanwhile."""
    others = [Process(target=_reckon, daemon=True) for _ in range(processes)]
    for one in others:
        one.start()
    try:
        yield
    finally:
        for one in others:
            one.terminate()


def _reckon() -> None:
    while True:
        sum(range(10_000))


def main() -> None:
    """Runs the cases and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(CASES))
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--busy", type=int, default=1)
    given = parser.parse_args()
    print(f"{'':18}{'seconds':>9}{'over':>9}  verdict")
    for name in given.names:
        project = CASES[name]()
        with busy(given.busy):
            before = time.monotonic()
            findings = check(project, Limits(given.seconds))
            spent = time.monotonic() - before
        over = max(0.0, spent - given.seconds)
        print(f"{name:18}{spent:9.2f}{over:9.2f}  {findings.verdict.value}", flush=True)


if __name__ == "__main__":
    main()
