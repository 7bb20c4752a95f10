"""Holds the ends of values in random problems with shares against enumeration.

    python -m tests.ends [--number PROBLEMS] [--first NUMBER]

Each problem with a wrong end is printed with its statements.
"""

import argparse
import traceback

from tests.ends.drawing import problem
from tests.ends.holding import Tally, held


def main() -> None:
    """Runs the problems and prints what was wrong, what was left open, and how many ranges."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=36)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    whole = Tally()
    for number in range(given.first, given.first + given.number):
        found = run(number)
        whole.add(found)
        if found.wrong or found.open:
            drawn = problem(number)
            print(f"{number}:", *(f"  {one.text}" for one in drawn.said), sep="\n")
            for line in (*(f"WRONG {one}" for one in found.wrong), *found.open):
                print(f"    {line}", flush=True)
    print(f"{given.number:,} problems, {whole.ranges:,} ranges, {len(whole.wrong)} wrong")
    for reason, count in whole.open.most_common():
        print(f"left open: {count:,} × {reason}")
    raise SystemExit(bool(whole.wrong))


def run(number: int) -> Tally:
    """What came of one problem."""
    try:
        return held(problem(number))
    except Exception:  # noqa: BLE001 - whatever goes wrong is what is looked for
        return Tally(wrong=[traceback.format_exc()])


if __name__ == "__main__":
    main()
