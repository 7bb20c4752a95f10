"""`factcheck run`: check that all figures can hold together."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from math import isfinite
from pathlib import Path

import click

from checker.claims.loading import load
from checker.claims.statements import Project
from checker.cli.project import (
    CONTRADICTIONS,
    DEFECT,
    MISTAKES,
    find_root,
    print_problems,
    style_for,
)
from checker.findings.finding import Findings, Verdict
from checker.reports.json_report import write_json, write_problems
from checker.reports.style import Style, harmless
from checker.reports.text import write_text
from checker.solvers.protocol import SecondSolver


def _finite(context: click.Context, option: click.Parameter, value: float) -> float:
    """A number of seconds; `nan` and `inf` are floats, but none."""
    if not isfinite(value):
        raise click.BadParameter(f"{value} is no number of seconds.", context, option)
    return value


@click.command("run", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds claims/ and seeds/; found from here upwards otherwise.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file instead of printing it.",
)
@click.option(
    "--proofs",
    is_flag=True,
    help="Prove every verdict; the JSON report carries what `factcheck verify` checks.",
)
@click.option(
    "--cross-check",
    is_flag=True,
    help="Ask a second solver, cvc5, about every verdict; it is installed apart.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    callback=_finite,
    help="How long one group of connected statements may take.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many groups are decided at a time.",
)
@click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Show progress, every warning and note, and the whole example when all is consistent.",
)
def command(
    paths: tuple[Path, ...],
    project: Path | None,
    form: str,
    output: Path | None,
    proofs: bool,
    cross_check: bool,
    timeout: float,
    jobs: int,
    verbose: bool,
) -> None:
    """Check that all figures can hold together.

    With PATHS (claim files or folders below claims/) only those are checked, with the
    vocabulary and the assumptions of their topics.

    \b
    Exit codes:
      0  everything is consistent
      1  contradictions, or statements that could not be decided
      2  mistakes in the files or in the call; nothing was checked
      3  two solvers disagree, which is a defect of factcheck
    """  # noqa: D301 - click's sign for lines that stay apart
    root = find_root(project, paths)
    second = _second_solver() if cross_check else None
    loaded = load(root, paths)
    print_problems(loaded.problems, every_warning=verbose)
    if any(problem.is_error for problem in loaded.problems):
        if form == "json":
            _write_json(write_problems(loaded.problems), output)
        raise SystemExit(MISTAKES)
    if verbose:
        _print_notes(loaded)
    findings = _analyse(loaded, timeout, jobs, second, proofs=proofs, verbose=verbose)
    style = Style() if output is not None else style_for(sys.stdout)
    if form == "json":
        _write_json(write_json(findings), output)
    else:
        _write(write_text(findings, style, every_value=verbose), output, colour=style.colour)
    if findings.second_opinion is not None and findings.second_opinion.disagreed:
        raise SystemExit(DEFECT)
    if findings.verdict is not Verdict.CONSISTENT:
        raise SystemExit(CONTRADICTIONS)


def _second_solver() -> SecondSolver:
    try:
        from checker.solvers.cvc5_solver import Cvc5Solver  # noqa: PLC0415 - an extra
    except ImportError:
        raise click.UsageError(
            "--cross-check needs the solver cvc5, which is not installed: pip install cvc5"
        ) from None
    return Cvc5Solver()


def _analyse(
    project: Project,
    timeout: float,
    jobs: int,
    second: SecondSolver | None,
    *,
    proofs: bool,
    verbose: bool,
) -> Findings:
    from checker.findings.analysis import Limits, analyse  # noqa: PLC0415 - z3 is slow to import
    from checker.findings.proving import Prover  # noqa: PLC0415
    from checker.solvers.z3_solver import Z3Solver  # noqa: PLC0415

    progress = _progress() if verbose else None
    prover = Prover(Z3Solver()) if proofs else None
    return analyse(project, Z3Solver(), Limits(timeout, jobs), progress, prover, second)


def _print_notes(project: Project) -> None:
    """The notes that need no solver, on standard error beside the warnings."""
    from checker.findings.notes import notes  # noqa: PLC0415 - only a verbose run needs it

    for topic in project.topics:
        for note in notes(topic):
            position = note.statement.position
            where = harmless(f"{position.file}:{position.line}:{position.column}")
            click.echo(f"{where}: note: {harmless(note.text)}", err=True)


def _progress() -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        click.echo(f"\rdecided {done:,} of {of:,} groups", nl=done == of, err=True)

    return show


def _write_json(text: str, output: Path | None) -> None:
    """Prints or writes the report in UTF-8 whatever the terminal takes: programs read JSON."""
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        _write(text, output)


def _write(text: str, output: Path | None, *, colour: bool = False) -> None:
    """Prints the report, or writes it beside the file and moves it there whole."""
    if output is None:
        click.echo(text, nl=False, color=colour)
        return
    partial = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(output)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from error
