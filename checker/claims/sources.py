"""A text file of the project: its text, and where in it a problem is."""

import errno
import os
import re
import stat
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from checker.claims.problems import Problem, Severity
from checker.frozen import dataclass
from checker.language.mistakes import At, ends
from checker.limits import MEGABYTES_OF_A_FILE

_BREAK = re.compile(r"\r\n|\n|\r")
_LONGEST = 60


def one_line(text: str) -> str:
    """A text with single spaces between its words."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """A text as a message can hold it: one line, no control characters, not long."""
    line = "".join(c if c.isprintable() else " " for c in text[: 4 * _LONGEST])
    line = one_line(line)
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
        self, at: At, message: str, remedy: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem with some characters, as far as their first line goes."""
        start, end = ends(at)
        start = max(0, min(start, len(self.text)))
        line, column = self.place(start)
        excerpt = self.line(line)
        width = max(1, min(end - start, len(excerpt) - column + 1))
        return Problem(self.path, line, column, message, remedy, severity, excerpt, width)


def problem_with(
    path: str, message: str, remedy: str = "", severity: Severity = Severity.ERROR
) -> Problem:
    """A problem with a whole file or folder, shown at its first line."""
    return Problem(path, 1, 1, message, remedy, severity)


_TOO_LARGE = f"is larger than {MEGABYTES_OF_A_FILE} MB"
_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a named pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)
_PLAIN = "only plain files are read, and links to them: put one in its place, or take it away"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is not read, in words that go on behind its name, and what to do."""

    message: str
    remedy: str


def raw(file: Path) -> bytes | Refused:
    """What a plain file holds. Nothing else is opened: a pipe never ends, a device may act."""
    try:
        if refused := _no_plain_file(file.stat()):
            return refused
        handle = os.open(file, os.O_RDONLY | _AT_ONCE)
        with os.fdopen(handle, "rb") as stream:
            before = os.fstat(handle)
            if refused := _no_plain_file(before):  # put there since
                return refused
            held = stream.read(MEGABYTES_OF_A_FILE * 10**6 + 1)
            after = os.fstat(handle)
    except (OSError, ValueError) as error:
        return _unreadable(error)
    if len(held) > MEGABYTES_OF_A_FILE * 10**6:
        return Refused(_TOO_LARGE, "split it over several files")
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return Refused("was written while it was read", "run it again")
    return held


_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _no_plain_file(told: os.stat_result) -> Refused | None:
    for is_one, what in _KINDS:
        if is_one(told.st_mode):
            return Refused(what, _PLAIN)
    if told.st_size > MEGABYTES_OF_A_FILE * 10**6:
        return Refused(_TOO_LARGE, "split it over several files")
    return None


def _unreadable(error: OSError | ValueError) -> Refused:
    match error:
        case FileNotFoundError():
            return Refused("is a link to nothing, or gone", "put the file back, or remove the link")
        case PermissionError():
            return Refused("cannot be read: no access", "let it be read, as with `chmod +r`")
        case OSError(errno=errno.ELOOP):
            return Refused("is a link that leads back to itself", "link to a plain file")
        case _:
            why = getattr(error, "strerror", None) or str(error)
            return Refused(f"cannot be read: {why}", "put a plain file in its place")


def read(file: Path, path: str) -> Source | Problem:
    """The text of a UTF-8 file without its byte-order mark; `path` is what messages call it."""
    held = raw(file)
    if isinstance(held, Refused):
        return problem_with(path, f"this file {held.message}", held.remedy)
    text = decoded(held, path)
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
