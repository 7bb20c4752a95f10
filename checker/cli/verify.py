"""`factcheck verify`: check the proofs in a report without a solver."""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.checking import day, here_today
from checker.cli.project import MISTAKES, print_problems
from checker.proofs.accounting import Checked, UnreadableError, check_report
from checker.proofs.reading import MOST_BYTES, Report, read_report
from checker.proofs.verifying import RefusedError
from checker.reports.style import harmless

if TYPE_CHECKING:
    from checker.retracing.retracing import Retraced

REFUSED = 1
UNPROVEN = 5


@click.command("verify", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("report", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds claims/ and seeds/: the report is held against its files, too.",
)
@click.option(
    "--today",
    callback=day,
    metavar="DAY",
    help="Take this for today's date, by which decisions expire.",
)
def command(
    report: Path, paths: tuple[Path, ...], project: Path | None, today: date | None
) -> None:
    """Check the proofs in a report without a solver.

    REPORT was written by `factcheck run --format json --proofs`. With --project all that follows
    from the claim files is made anew and compared; give the PATHS that were checked, if not all
    were.

    \b
    Exit codes:
      0  everything that the report says of its verdict is proven
      1  refused: something in the report is not as it says
      2  nothing to check: no report, no proofs in it, or mistakes in the claim files
      5  nothing is wrong, but some of it is not proven
    """  # noqa: D301 - click's sign for lines that stay apart
    if project is None and (paths or today):
        raise click.UsageError("paths and --today are of use only under --project")
    retraced = None
    try:
        text = _text(report)
        told = read_report(text)
        checked = check_report(told, len(text))
        if project is not None:
            retraced = _compare(told, project, paths, today or here_today())
    except RefusedError as error:
        click.echo(f"Refused: {harmless(str(error))}")
        raise SystemExit(REFUSED) from None
    except UnreadableError as error:
        raise click.UsageError(f"{report}: {error}") from None
    lines = [*_lines(checked, retraced)]
    if "cross_check" in told:
        lines.append("Not checked: what another solver said")
    click.echo("\n".join(lines))
    if not checked.everything or (retraced is not None and not retraced.everything):
        raise SystemExit(UNPROVEN)


def _text(report: Path) -> str:
    """The text of a report that is a file and not too large."""
    try:
        if not stat.S_ISREG(report.stat().st_mode):
            raise UnreadableError("this is no file")
        with report.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise RefusedError(f"the report has more than {MOST_BYTES:,} bytes")
        return raw.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnreadableError("this is no JSON report") from None


def _compare(told: Report, project: Path, paths: tuple[Path, ...], today: date) -> "Retraced":
    from checker.claims.loading import load
    from checker.retracing.retracing import retrace

    loaded = load(project, paths)
    if any(problem.is_error for problem in loaded.problems):
        print_problems(loaded.problems)
        raise SystemExit(MISTAKES)
    return retrace(told, loaded, today)


def _lines(checked: Checked, retraced: "Retraced | None") -> Iterator[str]:
    yield f"{_counted(checked.proven, 'contradiction')} proven"
    yield f"{_counted(checked.unproven, 'contradiction')} without a proof"
    yield f"{_counted(checked.witnesses, 'example')} of values hold"
    if checked.undecided:
        yield f"{_counted(checked.undecided, 'group')} of statements not decided"
    if retraced is None:
        yield (
            "Not checked: whether the claim files say this, and whether it is all that they say "
            "(--project DIRECTORY)"
        )
        return
    if retraced.unexplained:
        yield f"{_counted(retraced.unexplained, 'statement')} withdrawn without a contradiction"
    if retraced.mended:
        yield (
            f"{_counted(retraced.mended, 'contradiction')} decided of and told no more, "
            "though nothing shows that the statements can hold together"
        )
    yield "Statements, rules and what stands together are those of the claim files"
    if retraced.changed:
        files = harmless(", ".join(retraced.changed))
        yield f"Changed since, in nothing that the report tells: {files}"
    yield (
        "Not checked: whether fewer statements contradict each other, whether a correction is the "
        "cheapest, and what figures would have to be"
    )


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
