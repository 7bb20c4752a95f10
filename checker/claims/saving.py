"""Writes files whole or not at all, and never over what somebody else wrote meanwhile."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from checker.claims.sources import Refused, raw


class ChangedMeanwhileError(Exception):
    """A file is no longer as it was when it was read, so nothing was written."""


def save(file: Path, text: str, instead_of: bytes | None) -> None:
    """Writes a file in one step; `instead_of` is what it held, None where there was none.

    Raises `ChangedMeanwhileError` where it holds something else by now, and `OSError`.
    """
    target = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        partial.chmod(_mode(target))
        _must_hold(target, instead_of)
        partial.replace(target)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise


def _must_hold(file: Path, text: bytes | None) -> None:
    if content(file) != text:
        raise ChangedMeanwhileError(str(file))


def content(file: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    if not file.exists():
        return None
    held = raw(file)
    if isinstance(held, Refused):
        raise OSError(f"{file} {held.message}")
    return held


def _mode(file: Path) -> int:
    """The permissions of a file, or those that a new one gets."""
    try:
        return file.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
