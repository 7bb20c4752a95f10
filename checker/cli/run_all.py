"""`factcheck run --all`: every contradiction and every correction, printed as they are found."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from threading import Event

import click

from checker.claims.statements import Project
from checker.cli.endings import INTERRUPTED, at_first_interrupt
from checker.cli.outputs import UnwritableError
from checker.cli.project import CONTRADICTIONS, style_for
from checker.findings.finding import Verdict
from checker.findings.listing import Complete, CompleteBelow, Ended, Finished, Stop
from checker.findings.listing import Event as Told
from checker.frozen import dataclass
from checker.language.spell import number
from checker.reports import everything_json, everything_text
from checker.reports.style import Style
from checker.usecases.list import Bounds, look


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
    pressed = Event()
    with at_first_interrupt(pressed.set), _writing(wanted) as write:
        stoppable = replace(bounds, is_to_stop=pressed.is_set)
        for event in look(project, stoppable, note.looked):
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


# --- printing --------------------------------------------------------------------------------


@contextmanager
def _writing(wanted: Wanted) -> Iterator[Callable[[Told], None]]:
    """Writes events as they come, to a file too, so that it can be read meanwhile."""
    if wanted.output is None:
        style = style_for(sys.stdout)

        def print_(event: Told) -> None:
            text = _text(event, wanted, style)
            click.echo(
                text if wanted.form == "text" else text.encode(), nl=False, color=style.colour
            )

        yield print_
        return
    try:
        with wanted.output.open("w", encoding="utf-8", errors="replace") as file:

            def write(event: Told) -> None:
                file.write(_text(event, wanted, Style()))
                file.flush()

            yield write
    except OSError as error:
        raise UnwritableError.of(error, str(wanted.output)) from None


def _text(event: Told, wanted: Wanted, style: Style) -> str:
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

    def tell(self, event: Told) -> None:
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
