"""Writes files whole or not at all, and never over what somebody else wrote meanwhile."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from checker.claims.sources import Refused, raw


class ChangedMeanwhileError(Exception):
    """A file is no longer as it was when it was read, so nothing was written."""


UNLOCKED = (
    "files cannot be locked in this folder: if two people write at the same moment, look whether "
    "both decisions are there"
)
"""What is told where `change` could not lock."""


def change(file: Path, edit: Callable[[bytes | None], str]) -> bool:
    """Puts the text that `edit` makes of what a file holds in its place.

    Of several processes and threads that call this for one file at a time each sees what those
    before it wrote. Gives whether the folder could be locked for that: where it cannot, two that
    write at the same moment may still lose what one of them wrote.
    Raises `OSError`, and `ChangedMeanwhileError` where a program that locks nothing was quicker.
    """
    target = Path(os.path.realpath(file))
    with _locked(target.parent) as is_locked:
        held = content(target)
        new = edit(held).encode()
        if content(target) != held:
            raise ChangedMeanwhileError(str(file))
        replace(target, [new])
    return is_locked


def content(file: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    if not file.exists():
        return None
    held = raw(file)
    if isinstance(held, Refused):
        raise OSError(errno.EINVAL, f"it {held.message}", str(file))
    return held


# --- one at a time ---------------------------------------------------------------------------

_PATIENCE = 30
"""Seconds to wait for whoever is writing, which takes a moment."""

_PAUSE = 0.02

_threads = Lock()


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Keeps others from writing in a folder; gives whether other processes are kept, too.

    The lock is on the folder itself, since the file is replaced. It ends with its process, however
    that ends, and leaves nothing behind.
    """
    with _threads:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except PermissionError:  # as Windows has it for every folder
            yield False
            return
        try:
            yield _lock(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> bool:  # noqa: ARG001 - folders cannot be locked there
        return False

else:
    import fcntl

    def _lock(handle: int) -> bool:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    message = "another program keeps its folder locked"
                    raise OSError(errno.EBUSY, message) from None
                time.sleep(_PAUSE)
            except OSError:  # a file system without locks, as some networks have
                return False
            else:
                return True


# --- whole or not at all ---------------------------------------------------------------------

_partial: set[Path] = set()
"""Files that are being written at this moment, to be moved to their places."""


def replace(file: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file beside the old one, and moves it there whole; links and modes stay.

    Raises `OSError`; the file is as it was then.
    """
    target = Path(os.path.realpath(file))  # of links that go round the first
    partial = target.with_name(f".{target.name[:100]}.{os.urandom(8).hex()}")
    _partial.add(partial)
    try:
        with partial.open("xb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            partial.chmod(target.stat().st_mode & 0o777)
        partial.replace(target)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
    finally:
        _partial.discard(partial)
    _keep_name(target.parent)


def _keep_name(folder: Path) -> None:
    """Has the disk remember which file has the name, where folders can be asked for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def leave_none_half() -> None:
    """Takes away what is half written; the process ends at once."""
    for partial in tuple(_partial):
        with suppress(OSError):
            partial.unlink()
