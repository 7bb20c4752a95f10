"""`factcheck verify`: check the proofs in a report without a solver."""

import json
from pathlib import Path

import click

from checker.cli.project import MISTAKES, print_problems
from checker.proofs.verifying import Checked, RefusedError, UnreadableError, check_report

REFUSED = 1


@click.command("verify", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("report", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds claims/ and seeds/: the proofs are held against its claims, too.",
)
def command(report: Path, paths: tuple[Path, ...], project: Path | None) -> None:
    """Check the proofs in a report without a solver.

    REPORT was written by `factcheck run --format json --proofs`. With --project its statements
    and rules are also compared with those of the claim files; give the PATHS that were checked, if
    not all were.

    \b
    Exit codes:
      0  everything that the report proves is so
      1  refused: something in the report is not as it says
      2  nothing to check: no report, no proofs in it, or mistakes in the claim files
    """  # noqa: D301 - click's sign for lines that stay apart
    if paths and project is None:
        raise click.UsageError("paths are compared with the report only under --project")
    try:
        told = json.loads(report.read_text(encoding="utf-8"))
        checked = check_report(told)
        if project is not None:
            _compare(told, project, paths)
    except RefusedError as error:
        click.echo(f"Refused: {error}")
        raise SystemExit(REFUSED) from None
    except UnreadableError as error:
        raise click.UsageError(f"{report}: {error}") from None
    except (OSError, ValueError, RecursionError):
        raise click.UsageError(f"{report}: this is no JSON report") from None
    click.echo("".join(f"{line}\n" for line in _lines(checked, project)), nl=False)


def _compare(told: dict[str, object], project: Path, paths: tuple[Path, ...]) -> None:
    from checker.claims.loading import load  # noqa: PLC0415 - only with a project
    from checker.reports.retracing import retrace  # noqa: PLC0415

    loaded = load(project, paths)
    if any(problem.is_error for problem in loaded.problems):
        print_problems(loaded.problems)
        raise SystemExit(MISTAKES)
    retrace(told, loaded)


def _lines(checked: Checked, project: Path | None) -> list[str]:
    lines = [
        f"{_counted(checked.proven, 'contradiction')} proven",
        f"{_counted(checked.unproven, 'contradiction')} without a proof",
        f"{_counted(checked.witnesses, 'example')} of values hold",
    ]
    if project is not None:
        lines.append("Statements and rules are those of the claim files")
    return lines


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
