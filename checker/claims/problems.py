"""A problem in the input: one line for a person, with the place and the remedy."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error ends the run with exit code 2; a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file. `file` is relative to the project; `line` and `column` count from 1.

    `excerpt` is the source line and `width` how many characters of it, from `column`, are meant
    (0 when there is no excerpt).
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    width: int = 0

    @property
    def is_error(self) -> bool:
        """Whether the run must stop."""
        return self.severity is Severity.ERROR
