"""Prints which corrections are not found, and the score."""

import sys
from collections.abc import Iterator

from tests.corrections import FILES, cases, outcome


def _lines(name: str) -> Iterator[str]:
    found = [(one, outcome(one)) for one in cases(name)]
    for one, was in found:
        if not (was.first and was.offered):
            missed = [*["first"] * (not was.first), *["offered"] * (not was.offered)]
            yield f"{one.title}: not {', not '.join(missed)}; {one.says} -> {one.to}\n   {was.told}"
    first, alone, offered = (
        sum(getattr(was, key) for _, was in found) for key in ("first", "alone", "offered")
    )
    yield f"{name}: first {first} (alone {alone}), offered {offered}, of {len(found)}"


def main() -> None:
    """Prints what is not found, and the score."""
    for name in sys.argv[1:] or FILES:
        for line in _lines(name):
            print(line)


main()
