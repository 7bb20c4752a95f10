"""Where the project is, and the terminal that a command writes to."""

import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import click

from checker.claims.problems import Problem
from checker.reports.style import Style
from checker.reports.text import write_problem

CONTRADICTIONS = 1
MISTAKES = 2
DEFECT = 3

_NARROWEST, _USUAL, _WIDEST = 40, 80, 120
_MOST_WARNINGS = 10


def find_root(project: Path | None, paths: Sequence[Path] = ()) -> Path:
    """The folder that holds `claims/`: the one given, or the nearest above the paths or here."""
    if project is not None:
        return project
    start = paths[0].resolve() if paths else Path.cwd()
    for folder in (start, *start.parents):
        if folder.name != "claims" and (folder / "claims").is_dir():
            return folder
    raise click.UsageError(
        f"no folder `claims` here or above ({start}); go to a project, or name it with --project"
    )


def below_repository(root: Path) -> str:
    """Where a project lies in its repository: empty at the top or outside of one, else `a/b/`."""
    whole = root.resolve()
    for folder in (whole, *whole.parents):
        if (folder / ".git").exists():
            below = whole.relative_to(folder).as_posix()
            return "" if below == "." else f"{below}/"
    return ""


def style_for(stream: object) -> Style:
    """Colour and width for a stream; NO_COLOR and FORCE_COLOR decide before the terminal does."""
    terminal = bool(getattr(stream, "isatty", lambda: False)())
    colour = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        colour = True
    if os.environ.get("NO_COLOR"):
        colour = False
    return Style(colour, max(_NARROWEST, min(_columns(stream, is_terminal=terminal), _WIDEST)))


def _columns(stream: object, *, is_terminal: bool) -> int:
    """The columns that COLUMNS asks for, else those of the terminal; 80 where there is none.

    A pipe is as wide as the terminal on which one sees what comes out of it.
    """
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal():
        return int(asked)
    with suppress(OSError, ValueError):
        where = stream if is_terminal else sys.stderr if _is_pipe(stream) else None
        if isinstance(where, TextIOWrapper):
            return os.get_terminal_size(where.fileno()).columns or _USUAL
    return _USUAL


def _is_pipe(stream: object) -> bool:
    return isinstance(stream, TextIOWrapper) and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)


def print_problems(problems: Sequence[Problem], *, every_warning: bool = False) -> None:
    """The problems on standard error in the order of their places; many warnings are cut short."""
    style = style_for(sys.stderr)
    warned = 0
    for problem in problems:
        warned += not problem.is_error
        if problem.is_error or every_warning or warned <= _MOST_WARNINGS:
            click.echo(write_problem(problem, style), err=True, color=style.colour)
            if every_warning and problem.also:
                lines = ", ".join(map(str, problem.also))
                click.echo(f"    also on line{'s' * (len(problem.also) > 1)} {lines}", err=True)
    errors = sum(1 for problem in problems if problem.is_error)
    if warned > _MOST_WARNINGS and not every_warning:
        click.echo(f"and {warned - _MOST_WARNINGS:,} more warnings (-v shows them all)", err=True)
    if errors:
        told = f"{errors:,} error{'s' if errors > 1 else ''}"
        told += f" and {warned:,} warning{'s' if warned > 1 else ''}" if warned else ""
        click.echo(f"{told}; nothing was checked", err=True)
