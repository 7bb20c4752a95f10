"""Prints what came of many random problems, by form, and each that failed with its claim files.

    python -m tests.random_problems [PROBLEMS] [--form FORM] [--number N] [--first N] [--jobs N]

PROBLEMS are shared out among the forms, from number 0 or --first on. With a form and a number one
problem is run and printed. cvc5 must be installed.
"""

import argparse
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby

from checker.explain.finding import Verdict
from checker.solvers.cvc5_solver import Cvc5Solver
from tests.projects import files
from tests.random_problems.checking import Tally, checked
from tests.random_problems.forms import FORMS, problem

RESOURCES = 200_000
"""Steps of cvc5 for one question; small problems need few."""

_VERDICTS = (Verdict.CONTRADICTORY, Verdict.CONSISTENT, Verdict.UNDECIDED)
_HEAD = (
    "problems",
    "contra.",
    "consist.",
    "undec.",
    "proven",
    "no proof",
    "agreed",
    "open",
    "wrong",
)


def run(form: str, number: int) -> Tally:
    """What came of one problem; a failure has its claim files."""
    case = problem(form, number)
    try:
        tally = checked(case, Cvc5Solver(RESOURCES))
    except Exception:  # noqa: BLE001 - whatever goes wrong is what is looked for
        tally = Tally(1, failures=[traceback.format_exc()])
    if tally.failures:
        shown = "".join(f"--- {name}\n{text}\n" for name, text in files(case).items())
        tally.failures = [f"{form} {number}: {why}\n{shown}" for why in tally.failures]
    return tally


def tallies(asked: list[tuple[str, int]], jobs: int) -> Iterator[Tally]:
    """What came of each problem, in order."""
    forms, numbers = [form for form, _ in asked], [number for _, number in asked]
    if jobs == 1:
        yield from map(run, forms, numbers)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(run, forms, numbers, chunksize=4)


def main() -> None:
    """Runs the problems and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("problems", nargs="?", type=int, default=len(FORMS))
    parser.add_argument("--form", action="append", choices=FORMS)
    parser.add_argument("--number", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    forms = given.form or list(FORMS)
    if given.number is not None:
        asked = [(form, given.number) for form in forms]
        for form, number in asked:
            for name, text in files(problem(form, number)).items():
                print(f"--- {name}\n{text}")
    else:
        shared = range(given.problems)
        asked = [(forms[n % len(forms)], given.first + n // len(forms)) for n in shared]
        asked.sort(key=lambda one: forms.index(one[0]))
    print(f"{'':22}" + "".join(f"{word:>9}" for word in _HEAD))
    whole = Tally()
    found = zip(asked, tallies(asked, given.jobs), strict=True)
    for form, group in groupby(found, key=lambda pair: pair[0][0]):
        tally = Tally()
        for (_, number), one in group:
            tally.add(one)
            tell(form, number, one)
        show(form, tally)
        whole.add(tally)
    show("all", whole)
    for title, reasons in (("no proof", whole.unproven), ("undecided", whole.undecided)):
        for reason, count in reasons.most_common():
            print(f"{title}: {count:,} × {reason}")
    raise SystemExit(bool(whole.failures))


def tell(form: str, number: int, tally: Tally) -> None:
    """What went wrong with a problem, or stayed open, on standard error."""
    for failure in tally.failures:
        print(failure, file=sys.stderr)
    for reason in (*tally.unproven, *tally.undecided):
        print(f"{form} {number}: {reason}", file=sys.stderr)
    sys.stderr.flush()


def show(name: str, tally: Tally) -> None:
    """One line of the table."""
    numbers = (
        tally.problems,
        *(tally.verdicts[verdict.value] for verdict in _VERDICTS),
        tally.proven,
        tally.unproven.total(),
        tally.agreed,
        tally.not_decided,
        len(tally.failures),
    )
    print(f"{name:22}" + "".join(f"{number:9,}" for number in numbers), flush=True)


if __name__ == "__main__":
    main()
