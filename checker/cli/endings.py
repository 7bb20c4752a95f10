"""How the command ends early: at Ctrl-C, or since its output cannot be written."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Semaphore, Thread
from types import FrameType

UNWRITABLE = 4
INTERRUPTED = 130
"""What a shell expects of a command ended by Ctrl-C; 1 would tell of contradictions."""


def is_of_output(error: OSError) -> bool:
    """Whether it comes from writing to an output, which has no name, and not from a file."""
    return error.filename is None and error.errno in _OUTPUT


_OUTPUT = frozenset(
    {
        *(errno.EPIPE, errno.EBADF, errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        *(errno.EIO, errno.ENXIO, errno.EAGAIN),
    }
)


def reason(error: OSError) -> str:
    """Why something could not be written; empty for a reader that is gone, who wants no more."""
    if error.errno == errno.EPIPE:
        return ""
    if error.errno == errno.EBADF:
        return "it is closed"
    return error.strerror or str(error)


# --- signals ---------------------------------------------------------------------------------

_acts: dict[int, Callable[[], None]] = {}
"""What is done at a signal; nothing in a program that has `begin` not called."""

_seen = Semaphore(0)


def begin() -> None:
    """Has Ctrl-C end the process.

    That is done by a thread. An exception would come up anywhere: while modules are imported, or in
    what an object does at its end, where it is lost; and none at all before a solver has answered.
    """
    if sys.platform != "win32":
        heard, told = os.pipe()
        os.set_blocking(told, False)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        Thread(target=_listen, args=(heard,), name="signals", daemon=True).start()
    _acts[signal.SIGINT] = _abort
    _hear(signal.SIGINT)


def ends_at(number: signal.Signals, message: str, code: int) -> None:
    """Has a signal end the process with a message on standard output, and a code."""
    if _acts:
        _acts[number] = lambda: end_now(message, code, to=1)
        _hear(number)


@contextmanager
def at_first_interrupt(instead: Callable[[], None]) -> Iterator[None]:
    """Has the first Ctrl-C do something else than to end; the second one ends."""

    def once() -> None:
        _acts[signal.SIGINT] = _abort
        instead()

    if not _acts:
        yield
        return
    _acts[signal.SIGINT] = once
    try:
        yield
    finally:
        _acts[signal.SIGINT] = _abort


def end_now(message: str, code: int, to: int = 2) -> None:
    """Ends at once, with nothing half written and no process left."""
    try:
        with suppress(AttributeError):  # which a module lacks that is just being imported
            if saving := sys.modules.get("checker.claims.saving"):
                saving.leave_none_half()
        with suppress(AttributeError):
            if processes := sys.modules.get("multiprocessing.process"):
                for process in processes.active_children():
                    process.kill()
        with suppress(OSError):
            os.write(to, f"{message}\n".encode())
    finally:  # whatever else may be wrong
        os._exit(code)


def _abort() -> None:
    end_now("Aborted!", INTERRUPTED)


def _hear(number: signal.Signals) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:  # as shells have it for what runs behind them
        return
    if sys.platform == "win32":
        signal.signal(number, lambda *_: _acts[number]())
    else:
        signal.signal(number, _wait)


def _wait(_signal: int, _frame: FrameType | None) -> None:
    """The work goes on when the signal was seen, which may be never."""
    _seen.acquire()


def _listen(heard: int) -> None:
    while got := os.read(heard, 1):
        if act := _acts.get(got[0]):
            act()
            _seen.release()
