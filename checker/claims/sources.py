"""A text file of the project: its text, and where in it a problem is."""

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from checker.claims.problems import Problem, Severity
from checker.frozen import dataclass

_BREAK = re.compile(r"\r\n|\n|\r")
_LONGEST = 60


def shown(text: str) -> str:
    """A text as a message can hold it: one line, no control characters, not long."""
    line = "".join(c if c.isprintable() else " " for c in text[: 4 * _LONGEST])
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2]} …"


@dataclass(frozen=True)
class Source:
    """A file as text. `path` is relative to the project; offsets count characters of `text`."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line without its end."""
        start = self._starts[number - 1]
        stop = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:stop].rstrip("\r\n")

    def problem(
        self,
        start: int,
        end: int,
        message: str,
        remedy: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem with the characters from `start` to `end`, as far as their first line goes."""
        start = max(0, min(start, len(self.text)))
        line, column = self.place(start)
        excerpt = self.line(line)
        width = max(1, min(end - start, len(excerpt) - column + 1))
        return Problem(self.path, line, column, message, remedy, severity, excerpt, width)


def problem_with(path: str, message: str, remedy: str = "") -> Problem:
    """A problem with a whole file or folder, shown at its first line."""
    return Problem(path, 1, 1, message, remedy)


def read(file: Path, path: str) -> Source | Problem:
    """The text of a UTF-8 file without its byte-order mark; `path` is what messages call it."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        return problem_with(path, f"this file cannot be read: {error.strerror or 'no access'}")
    text = decoded(raw, path)
    return Source(path, text.removeprefix("\ufeff")) if isinstance(text, str) else text


def decoded(raw: bytes, path: str) -> str | Problem:
    """UTF-8 bytes as text, or a problem that names the byte that is none."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return problem_with(path, "this file is UTF-16, not UTF-8", "save it as UTF-8")
    if (null := raw.find(b"\0")) >= 0:
        return _undecodable(raw, path, null, "this is no text file: byte 0")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        return _undecodable(raw, path, start, f"this file is not UTF-8: byte 0x{raw[start]:02x}")


def _undecodable(raw: bytes, path: str, offset: int, what: str) -> Problem:
    line_start = raw.rfind(b"\n", 0, offset) + 1
    before = raw[line_start:offset].decode("utf-8", "replace")
    line = raw.count(b"\n", 0, offset) + 1
    message = f"{what} at offset {offset}"
    return Problem(path, line, len(before) + 1, message, "save it as plain text in UTF-8")
