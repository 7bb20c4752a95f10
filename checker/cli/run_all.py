"""`factcheck run --all`: every contradiction and every correction, printed as they are found."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import FrameType

import click

from checker.claims.statements import Project
from checker.cli.project import CONTRADICTIONS, style_for
from checker.findings.everything import (
    Bounds,
    Complete,
    CompleteBelow,
    Ended,
    Event,
    Finished,
    Stop,
    look,
)
from checker.findings.finding import Verdict
from checker.frozen import dataclass
from checker.language.spell import number
from checker.reports import everything_json, everything_text
from checker.reports.style import Style
from checker.solvers.z3_solver import Z3Solver

INTERRUPTED = 130
"""What a shell expects of a command ended by Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of `--all` beside how far to look."""

    form: str
    output: Path | None
    expand: bool
    verbose: bool


def run_all(project: Project, bounds: Bounds, wanted: Wanted) -> int:
    """Prints each event at once; the exit code is that of `factcheck run`, or 130 after Ctrl-C."""
    note = _Note(sys.stderr.isatty(), wanted.verbose)
    verdict, is_interrupted = Verdict.UNDECIDED, False
    with _ctrl_c() as is_pressed, _writing(wanted) as write:
        stoppable = replace(bounds, is_to_stop=is_pressed)
        for event in look(project, Z3Solver(), stoppable, note.looked):
            note.clear()
            write(event)
            note.tell(event)
            match event:
                case Ended(stopped=Stop.INTERRUPT):
                    is_interrupted = True
                case Finished(verdict):
                    pass
    if is_interrupted:
        return INTERRUPTED
    return 0 if verdict is Verdict.CONSISTENT else CONTRADICTIONS


# --- stopping --------------------------------------------------------------------------------


@contextmanager
def _ctrl_c() -> Iterator[Callable[[], bool]]:
    """Tells whether Ctrl-C was pressed, so that the search can end in order.

    An exception would be lost where it comes up in the solver's own cleaning up. A second Ctrl-C
    ends everything at once.
    """
    pressed = False

    def press(_signal: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


# --- printing --------------------------------------------------------------------------------


@contextmanager
def _writing(wanted: Wanted) -> Iterator[Callable[[Event], None]]:
    """Writes events as they come, to a file too, so that it can be read meanwhile."""
    if wanted.output is None:
        style = style_for(sys.stdout)

        def print_(event: Event) -> None:
            text = _text(event, wanted, style)
            click.echo(
                text if wanted.form == "text" else text.encode(), nl=False, color=style.colour
            )

        yield print_
        return
    try:
        file = wanted.output.open("w", encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"cannot write {wanted.output}: {error.strerror}") from error
    with file:

        def write(event: Event) -> None:
            file.write(_text(event, wanted, Style()))
            file.flush()

        yield write


def _text(event: Event, wanted: Wanted, style: Style) -> str:
    if wanted.form == "json":
        return everything_json.write_event(event, expand=wanted.expand)
    return everything_text.write_event(event, style, expand=wanted.expand)


# --- progress --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Note:
    """How far the search is, on standard error: one line that changes, or on request many."""

    on_terminal: bool
    asked_for: bool
    _shown: int = 0

    def looked(self, done: int, of: int) -> None:
        """Told how many groups have been looked at."""
        self._say(f"looked at {done:,} of {of:,} groups")

    def tell(self, event: Event) -> None:
        """Says up to which size nothing is missing."""
        match event:
            case Complete(size=int(size)):
                self._say(f"contradictions complete up to size {size:,}")
            case CompleteBelow(cost=Fraction() as cost):
                self._say(f"corrections complete below cost {number(cost)}")
            case _:
                pass

    def _say(self, text: str) -> None:
        if self.on_terminal:
            self.clear()
            click.echo(text, nl=False, err=True)
            self._shown = len(text)
        elif self.asked_for:
            click.echo(text, err=True)

    def clear(self) -> None:
        """Takes the line away before something else is printed."""
        if self._shown:
            click.echo(f"\r{' ' * self._shown}\r", nl=False, err=True)
            self._shown = 0
