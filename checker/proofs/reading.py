"""Reads a JSON report strictly: whatever a report of ours cannot hold is refused."""

import json
from reprlib import repr as short
from typing import Any

from checker.proofs.accounting import UnreadableError
from checker.proofs.shape import refuse_other_shapes
from checker.proofs.verifying import RefusedError

Report = dict[str, Any]

MOST_BYTES = 50_000_000
"""How large a report may be."""

MOST_NESTED = 500
"""How deep lists and objects may stand in each other."""

_MOST_DIGITS = 15
"""Digits of a number that is no text: lines, columns and counts alone are such numbers."""


def read_report(text: str) -> Report:
    """The fields of a report. What is no report with proofs raises `UnreadableError`."""
    wrong: list[str] = []

    def number(written: str) -> int:
        if len(written) > _MOST_DIGITS:
            wrong.append(f"the number {short(written)} is too long")
            return 0
        return int(written)

    def no_number(written: str) -> None:
        wrong.append(f"{short(written)} is no whole number; exact ones stand in quotes")

    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            wrong.append(f"the field {short(twice)} stands twice in one object")
        return found

    if not text.lstrip().startswith("{"):
        raise UnreadableError("this is no JSON report")
    try:
        found = json.loads(
            text,
            parse_int=number,
            parse_float=no_number,
            parse_constant=no_number,
            object_pairs_hook=fields,
        )
    except RecursionError:
        raise RefusedError("lists and objects stand too deep in each other") from None
    except ValueError:
        raise UnreadableError("this is no JSON report") from None
    if "proofs" not in found:
        raise UnreadableError("this is no JSON report of factcheck run --proofs")
    if wrong:
        raise RefusedError(wrong[0])
    _refuse_depth(found)
    refuse_other_shapes(found)
    report: Report = found
    return report


def _refuse_depth(value: object) -> None:
    """Raises where lists and objects stand too deep in each other; needs no depth itself."""
    level = [value]
    for _ in range(MOST_NESTED):
        inner: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        level = [one for one in inner if isinstance(one, dict | list)]
    if level:
        raise RefusedError("lists and objects stand too deep in each other")
