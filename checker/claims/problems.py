"""A problem in the input: one line for a person, with the place and the remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum


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
    is written is read once for each line.
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

    @property
    def is_error(self) -> bool:
        """Whether the run must stop."""
        return self.severity is Severity.ERROR


def told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, those that several lines of a quote have told once, in the words of the first.

    The line is named, unless each of several lines has the problem.
    """
    alike: dict[Problem, list[tuple[Problem, QuotedLine]]] = {}
    for problem in dict.fromkeys(problems):
        if problem.quoted is None:
            yield problem
        else:
            cause = replace(problem, quoted=None, remedy="")
            alike.setdefault(cause, []).append((problem, problem.quoted))
    for same in alike.values():
        problem, line = same[0]
        message = problem.message
        if len(same) == 1 or len(same) < line.of:
            more = f" and {len(same) - 1} more" if len(same) > 1 else ""
            message = f"in the line “{line.text}”{more}: {message}"
        yield replace(problem, message=message, quoted=None)
