"""Prints what varies in many random projects.

python -m tests.invariance [PROJECTS] [--form FORM] [--number N]
"""

import argparse
import sys

from tests.invariance import CHANGES, varies
from tests.random_problems.forms import FORMS


def main() -> None:
    """Prints what varies in many projects."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("projects", nargs="?", type=int, default=500)
    parser.add_argument("--form", action="append", choices=FORMS)
    parser.add_argument("--number", type=int)
    given = parser.parse_args()
    forms = given.form or list(FORMS)
    asked = [(forms[n % len(forms)], n // len(forms)) for n in range(given.projects)]
    if given.number is not None:
        asked = [(form, given.number) for form in forms]
    wrong = 0
    for form, number in asked:
        for change, (before, after) in varies(form, number).items():
            wrong += 1
            print(f"{form} {number}: {change}")
            for key, value in before.items():
                if value != after[key]:
                    print(f"  {key}\n    {value}\n    {after[key]}", flush=True)
    print(f"{len(asked)} projects, {wrong} of {len(asked) * len(CHANGES)} told otherwise")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
