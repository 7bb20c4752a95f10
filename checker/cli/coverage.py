"""`factcheck coverage`: how well each figure is checked by the others."""

import sys
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

import click

from checker.claims.statements import Project
from checker.cli import options
from checker.cli.checking import loaded
from checker.cli.project import CONTRADICTIONS, find_root, style_for
from checker.reports.style import Style

_ALL = 100


def _share(context: click.Context, option: click.Parameter, value: str | None) -> Fraction | None:
    """A percentage as a part of the whole; exact, so that 33.3 is no float."""
    if value is None:
        return None
    try:
        found = Fraction(Decimal(value.strip().removesuffix("%")))
    except (InvalidOperation, ValueError, OverflowError):
        found = Fraction(-1)
    if not 0 <= found <= _ALL:
        raise click.BadParameter(f"`{value}` is no percentage from 0 to 100.", context, option)
    return found / _ALL


@click.command("coverage", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.project
@click.option(
    "--fail-under",
    metavar="PERCENT",
    callback=_share,
    help="Exit with 1 if less than this part of all figures is pinned.",
)
@options.text_or_json
@options.timeout(600.0, "How long one group of connected statements may take.")
def command(
    paths: tuple[Path, ...],
    project: Path | None,
    fail_under: Fraction | None,
    form: str,
    timeout: float,
) -> None:
    """Tell how well each figure is checked by the others.

    Each figure is left out in turn: `pinned` ones the others force, or an independent article
    prints, too; of `bounded` ones a range would pass unnoticed, of `unchecked` ones any value;
    `disputed` ones are part of a contradiction.

    \b
    Exit codes:
      0  the report is there
      1  fewer figures are pinned than --fail-under asks for
      2  mistakes in the files or in the call
    """  # noqa: D301 - click's sign for lines that stay apart
    known = loaded(find_root(project, paths), paths)
    raise SystemExit(_report(known, fail_under, form, timeout, style_for(sys.stdout)))


def _report(
    project: Project, fail_under: Fraction | None, form: str, timeout: float, style: Style
) -> int:
    from checker.reports.coverage_json import write_coverage_json
    from checker.reports.coverage_text import percent, share, write_coverage
    from checker.usecases.check import check
    from checker.usecases.cover import cover
    from checker.usecases.solving import Limits

    covered = cover(project.topics, check(project, Limits(timeout)), timeout)
    if form == "json":
        click.echo(write_coverage_json(covered).encode(), nl=False)
    else:
        click.echo(write_coverage(covered, style), nl=False, color=style.colour)
    part = share(covered)
    if fail_under is None or (part is not None and part >= fail_under):
        return 0
    wanted = percent(fail_under)
    click.echo(f"{percent(part)} of the figures are pinned, less than {wanted}", err=True)
    return CONTRADICTIONS
