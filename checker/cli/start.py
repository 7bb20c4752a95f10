"""The command as a process of its own, from its first moment to its last."""

import gc
import os
import sys
from contextlib import suppress

from checker.cli.endings import INTERRUPTED, UNWRITABLE, begin, reason

FEWER_COLLECTIONS = 100_000
"""New objects between two looks for garbage: a short process makes little of it."""


def start() -> None:
    """Runs the command, and ends the process as soon as everything is printed.

    Giving back all memory first, object by object, would take a tenth of the time.
    """
    _open_what_is_closed()
    gc.set_threshold(FEWER_COLLECTIONS)
    begin()  # before anything else is imported, which takes a while
    try:
        code = _code()
        sys.stdout.flush()
    except OSError as error:
        code = UNWRITABLE
        if why := reason(error):
            with suppress(OSError):
                os.write(2, f"Error: cannot write the output: {why}\n".encode())
    os._exit(code)


def _code() -> int:
    from checker.cli.main import main

    try:
        main(prog_name="factcheck")
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        return end.code or 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _open_what_is_closed() -> None:
    """Gives numbers that were closed to what cannot be written, so that no file gets them."""
    while (number := os.open(os.devnull, os.O_RDONLY)) <= 2:  # noqa: PLR2004 - standard error
        if number == 1:
            sys.stdout = os.fdopen(number, "w")
    os.close(number)


if __name__ == "__main__":
    start()
