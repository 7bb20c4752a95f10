"""Makes forged reports and prints each that was accepted wrongly, with what was tampered with.

    python -m tests.forgery [--number N] [--seed S] [--structure NAME]

From each of the projects from number S on come ten forgeries at random and one of every structure
that applies, until there are N of the first kind.
"""

import argparse
import difflib
import json
from collections import Counter
from collections.abc import Iterator

from checker.proofs.verifying import RefusedError
from tests.forgery.checking import Forgery, checked, forgery, lie, wrongly_accepted
from tests.forgery.lying import LIES
from tests.forgery.projects import honest
from tests.forgery.tampering import HARMLESS, STRUCTURED

EACH = 10
"""Forgeries at random of one project."""


def forgeries(seed: int, structures: list[str]) -> Iterator[Forgery]:
    """The forgeries of one project."""
    for how in structures:
        made = forgery(seed, how)
        if made is not None:
            yield made
    for how in LIES:
        if structures == [*STRUCTURED] and (made := lie(seed, how)) is not None:
            yield made
    for turn in range(EACH):
        made = forgery(seed, None, turn)
        if made is not None:
            yield made


def main() -> None:
    """Makes and checks them; ends in 1 where one was accepted wrongly or an honest one refused."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--structure", action="append", choices=STRUCTURED)
    given = parser.parse_args()
    structures = given.structure or list(STRUCTURED)
    counts: Counter[str] = Counter()
    seed = given.seed
    while counts["at random"] < given.number:
        of = honest(seed)
        counts["projects"] += 1
        try:
            checked(of.text, of.project)
        except RefusedError as error:
            counts["wrong"] += 1
            print(f"--- project {seed} ({of.name}): the honest report is refused: {error}")
            seed += 1
            continue
        for how, harmless in HARMLESS.items():
            if checked(harmless(json.loads(of.text)), of.project) != checked(of.text, of.project):
                counts["wrong"] += 1
                print(f"--- project {seed} ({of.name}): changed by {how}")
        for made in forgeries(seed, structures):
            counts["at random" if made.how == "at random" else "by structure"] += 1
            why = wrongly_accepted(made)
            if why:
                counts["wrong"] += 1
                print(f"--- project {seed} ({of.name}): {made.how}\n{why}")
                print("\n".join(_difference(made)), flush=True)
        seed += 1
    print(
        f"{counts['projects']:,} honest reports from {given.seed} to {seed - 1} accepted; "
        f"{counts['at random']:,} forgeries at random and {counts['by structure']:,} by structure, "
        f"{counts['wrong']:,} accepted wrongly"
    )
    raise SystemExit(bool(counts["wrong"]))


def _difference(made: Forgery) -> Iterator[str]:
    lines = difflib.unified_diff(made.of.text.splitlines(), made.text.splitlines(), n=1)
    yield from (line for _, line in zip(range(60), lines, strict=False))


if __name__ == "__main__":
    main()
