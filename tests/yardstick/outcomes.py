"""What came of a case: agreement, a difference with its reason, or no way to say it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agree:
    """The checker says what the suite says."""


@dataclass(frozen=True, slots=True)
class Differ:
    """The checker says something else; `reason` says what, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotExpressible:
    """Neither the language nor the API can say it; `reason` says what is missing."""

    reason: str


Outcome = Agree | Differ | NotExpressible


class NoWayError(Exception):
    """Raised where a case cannot be said."""


def compared(*differences: str | None) -> Outcome:
    """Agreement unless something differs."""
    found = [difference for difference in differences if difference]
    return Differ("; ".join(found)) if found else Agree()


def unless_equal(what: str, expected: object, found: object) -> str | None:
    """What differs, if anything does."""
    return None if expected == found else f"{what}: expected {expected}, found {found}"
