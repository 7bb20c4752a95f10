"""A problem in the input: one line for a person, with the place and the remedy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum

from checker.frozen import dataclass

_TOLD = 5
"""Causes that are told of one place in a statement, when each line of a quote has its own."""


class Severity(Enum):
    """An error ends the run with exit code 2; a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """The line of a quote that a statement was made for, one of `of` such lines."""

    text: str
    of: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file. `file` is relative to the project; `line` and `column` count from 1.

    `excerpt` is the source line and `width` how many characters of it, from `column`, are meant
    (0 when there is no excerpt). `quoted` is the line of a quote that it was met with, where what
    is written is read once for each line. Warnings of one `cause`, or of the same words, are told
    once a file: `also` has the lines of the others.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    width: int = 0
    quoted: QuotedLine | None = None
    cause: str = ""
    also: tuple[int, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the run must stop."""
        return self.severity is Severity.ERROR


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by their places, warnings that come again and again in one file once."""
    found: dict[object, list[Problem]] = {}
    for problem in sorted(_lines_in_short(problems), key=_place):
        why = problem.cause or (problem.message, problem.remedy)
        one = problem if problem.is_error else (problem.file, why)
        found.setdefault(one, []).append(problem)
    return [_with_more(same) for same in found.values()]


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.file, problem.line, problem.column, problem.message, problem.remedy


def _with_more(same: Sequence[Problem]) -> Problem:
    """The first of some warnings, with the lines of the others."""
    first, *others = same
    if not others:
        return first
    places = "one more place" if len(others) == 1 else f"{len(others):,} more places"
    message = f"{first.message} (and in {places})"
    return replace(first, message=message, also=tuple(other.line for other in others))


def _lines_in_short(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; what several lines of a quote have in common once, many lines in short."""
    alike: dict[Problem, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        if problem.quoted is None:
            yield problem
        else:
            cause = replace(problem, quoted=None, remedy="")
            alike.setdefault(cause, []).append(problem)
    at_place: dict[Problem, list[list[Problem]]] = {}
    for cause, same in alike.items():
        at_place.setdefault(replace(cause, message=""), []).append(same)
    for place, causes in at_place.items():
        yield from map(_common, causes[:_TOLD])
        if more := sum(len(same) for same in causes[_TOLD:]):
            message = f"in the other {more:,} lines this is wrong too"
            yield replace(place, message=message, remedy="see the lines before")


def _common(same: Sequence[Problem]) -> Problem:
    """A problem of some lines, in the words of the first; named unless all of several have it."""
    first = same[0]
    line = first.quoted
    if line is None or 1 < len(same) == line.of:
        return replace(first, quoted=None)
    more = f" and {len(same) - 1:,} more" if len(same) > 1 else ""
    message = f"in the line “{line.text}”{more}: {first.message}"
    return replace(first, message=message, quoted=None)
