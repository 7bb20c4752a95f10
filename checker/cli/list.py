"""`factcheck list`: every contradiction and every correction, printed as they are found."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from checker.claims.loading import load
from checker.claims.statements import Project
from checker.cli import options
from checker.cli.checking import print_notes
from checker.cli.endings import INTERRUPTED, at_first_interrupt
from checker.cli.outputs import UnwritableError, outputs_of, write_all
from checker.cli.progress import Progress
from checker.cli.project import CONTRADICTIONS, MISTAKES, find_root, print_problems, style_for
from checker.explain.finding import Verdict
from checker.explain.listing import Complete, Ended, Finished, Kind, Stop
from checker.explain.listing import Event as Told
from checker.frozen import dataclass
from checker.language.spell import number
from checker.reports import listing_json, listing_text
from checker.reports.style import Style

if TYPE_CHECKING:
    from checker.usecases.list import Bounds


@click.command("list", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.project
@options.text_or_json
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="Write to this file instead of printing.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Stop after N contradictions, and after N corrections.",
)
@click.option(
    "--up-to",
    type=click.IntRange(min=1),
    metavar="SIZE",
    help="Look only for contradictions of at most SIZE statements.",
)
@click.option("--only", type=click.Choice([kind.value for kind in Kind]), help="List only these.")
@click.option("--expand", is_flag=True, help="Name everybody who says the same; so does -v.")
@options.timeout(60.0, "How long each of the two lists may take.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; mistakes exit 2.")
@click.option("--verbose", "-v", is_flag=True, help="Show progress, every warning and note.")
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[Path, ...],
    project: Path | None,
    form: str,
    output: Path | None,
    limit: int | None,
    up_to: int | None,
    only: str | None,
    expand: bool,
    timeout: float,
    exit_zero: bool,
    verbose: bool,
) -> None:
    """List every contradiction and every correction as they are found.

    With PATHS (claim files or folders below claims/) only those are looked through, with the
    vocabulary and the assumptions of their topics. Ctrl-C ends it; what was found stands.

    \b
    Exit codes:
      0  all is consistent
      1  contradictions, or statements that could not be decided
      2  mistakes in the files or in the call; nothing was looked for
      4  the list could not be written
    """  # noqa: D301 - click's sign for lines that stay apart
    outputs = outputs_of(context, (form,), () if output is None else (output,))
    known = load(find_root(project, paths), paths)
    print_problems(known.problems, every_warning=verbose)
    if any(problem.is_error for problem in known.problems):
        if form == "json":
            write_all(outputs, lambda _: (listing_json.write_problems(known.problems),))
        raise SystemExit(MISTAKES)
    if verbose:
        print_notes(known)
    from checker.usecases.list import Bounds

    kinds = tuple(kind for kind in Kind if only in {None, kind.value})
    bounds = Bounds(timeout, limit, up_to, kinds)
    code = _list(known, bounds, _Wanted(form, output, expand or verbose, verbose))
    if code and not (exit_zero and code == CONTRADICTIONS):
        raise SystemExit(code)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for beside how far to look."""

    form: str
    output: Path | None
    expand: bool
    verbose: bool


def _list(project: Project, bounds: "Bounds", wanted: _Wanted) -> int:
    """Prints each event at once; the exit code, which is 130 after Ctrl-C."""
    from checker.usecases.list import look

    progress = Progress(wanted.verbose)
    verdict, is_interrupted = Verdict.UNDECIDED, False
    pressed = Event()
    with at_first_interrupt(pressed.set), _writing(wanted) as write:
        stoppable = replace(bounds, is_to_stop=pressed.is_set)
        for event in look(project, stoppable, partial(progress.counted, what="looked at")):
            progress.clear()
            write(event)
            _tell(progress, event)
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
def _writing(wanted: _Wanted) -> Iterator[Callable[[Told], None]]:
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


def _text(event: Told, wanted: _Wanted, style: Style) -> str:
    if wanted.form == "json":
        return listing_json.write_event(event, expand=wanted.expand)
    return listing_text.write_event(event, style, expand=wanted.expand)


def _tell(progress: Progress, event: Told) -> None:
    """Says up to which size nothing is missing."""
    match event:
        case Complete(Kind.CONTRADICTIONS, int(size)):
            progress.say(f"contradictions complete up to size {size:,}")
        case Complete(Kind.CORRECTIONS, Fraction() as cost):
            progress.say(f"corrections complete below cost {number(cost)}")
        case _:
            pass
