"""What several commands do first: load a project, check it, and find one contradiction."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from checker.claims.kinds import day_instead, plain_day
from checker.claims.loading import load
from checker.claims.saving import UNLOCKED, ChangedMeanwhileError, change
from checker.claims.statements import Project
from checker.cli.outputs import UnwritableError
from checker.cli.project import MISTAKES, print_problems
from checker.explain.finding import Contradiction, Findings
from checker.language.suggest import nearest
from checker.reports.style import harmless
from checker.reports.summary import short

_TEXT = 60
"""As much of a statement as goes on a line behind the id of its contradiction."""


def loaded(root: Path, paths: Sequence[Path] = (), *, every_warning: bool = False) -> Project:
    """A project without errors; where it has any, they are printed and the command ends."""
    project = load(root, paths)
    print_problems(project.problems, every_warning=every_warning)
    if any(problem.is_error for problem in project.problems):
        raise SystemExit(MISTAKES)
    return project


def print_notes(project: Project) -> None:
    """The notes that need no solver, on standard error beside the warnings."""
    from checker.explain.notes import notes

    for topic in project.topics:
        for note in notes(topic):
            position = note.statement.position
            where = harmless(f"{position.file}:{position.line}:{position.column}")
            click.echo(f"{where}: note: {harmless(note.text)}", err=True)


def checked(project: Project, seconds: float = 60, today: date | None = None) -> Findings:
    """The findings of a project; `seconds` is how long each group of statements may take.

    What was decided of them is in them where the day is given.
    """
    from checker.usecases.check import check
    from checker.usecases.solving import Limits

    return check(project, Limits(seconds), today=today)


def chosen(findings: Findings, name: str) -> Contradiction:
    """The contradiction of this number, or whose id begins so; a usage error where none is it.

    No report has so many that a number is as long as the letters that tell an id.
    """
    if name.isdecimal() and name.isascii() and 0 < int(name) <= len(findings.contradictions):
        return findings.contradictions[int(name) - 1]
    found = [one for one in findings.contradictions if name and one.id.startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    known = found or findings.contradictions
    listed = "".join(f"\n  {one.id}  {short(one.culprit.statement.shown, _TEXT)}" for one in known)
    if found:
        raise click.UsageError(f"{name} begins the ids of {len(found)} contradictions:{listed}")
    if not known:
        raise click.UsageError(f"there is no contradiction {name}, nor any other")
    near = nearest(name, [one.id for one in known])
    hint = f"; did you mean {near}?" if near else ";"
    raise click.UsageError(f"there is no contradiction {name}{hint} there are{listed}")


def day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """An option's day, written as in 2027-01-31."""
    if value is None:
        return None
    found = plain_day(value)
    if found is None:
        raise click.BadParameter(f"{value} is no day; {day_instead(value)}.", context, option)
    return found


def here_today() -> date:
    """Today's date where the command runs."""
    return datetime.now(UTC).astimezone().date()


def change_file(file: Path, edit: Callable[[bytes | None], str]) -> None:
    """Puts an edited text into a file; where it cannot be changed nothing is written."""
    from checker.claims.decision_edits import UneditableError

    try:
        is_locked = change(file, edit)
    except UneditableError as error:
        raise click.UsageError(f"{file}: {error}; nothing was written") from None
    except ChangedMeanwhileError:
        raise UnwritableError(f"{file} was changed meanwhile; nothing was written") from None
    except OSError as error:
        raise UnwritableError.of(error, str(file)) from None
    if not is_locked:
        click.echo(f"note: {UNLOCKED}", err=True)
