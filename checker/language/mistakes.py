"""A person's mistake in one formula: what is wrong, where in the text, what to do."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from checker.frozen import dataclass


class Spanned(Protocol):
    """Whatever knows its place in a text."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""


At = Spanned | tuple[int, int]
"""Where a mistake is: at something that knows its place, or from one offset to another."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a piece of text.

    `start` and `end` are character offsets into that text; `end` may equal `start` when
    something is missing. `message` is one sentence without a full stop, `remedy` says what to do.
    `lacks` are the lines that the vocabulary lacks, which other formulas may lack, too.
    """

    message: str
    start: int
    end: int
    remedy: str = ""
    lacks: tuple[str, ...] = ()


class MistakeError(Exception):
    """Carries a `Mistake` up to the boundary that turns it into a value."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake

    def unsettled(self) -> "MistakeError":
        """The same where it is left open what was meant."""
        found = self.mistake
        return MistakeError(Unsettled(found.message, found.start, found.end, found.remedy))


@dataclass(frozen=True, slots=True)
class Unsettled(Mistake):
    """A mistake that leaves open what was meant: a better remedy is looked for."""


def fail(message: str, at: At, remedy: str = "") -> MistakeError:
    """The exception to raise for a mistake at a place."""
    return MistakeError(Mistake(message, *ends(at), remedy))


def undeclared(message: str, at: At, lines: Sequence[str]) -> MistakeError:
    """The exception to raise where lines of `periods` are missing, to be pasted as they are."""
    return MistakeError(Mistake(message, *ends(at), to_declare(lines), tuple(lines)))


def ends(at: At) -> tuple[int, int]:
    """The two offsets of a place."""
    match at:
        case (int(start), int(end)):  # a list of nodes is a tuple, too
            return start, end
        case _:
            return at.start, at.end


def to_declare(lines: Iterable[str]) -> str:
    """What to do where the vocabulary lacks some lines of `periods`."""
    return f"write under `periods`: {', '.join(f'`{line}`' for line in lines)}"
