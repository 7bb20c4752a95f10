"""`factcheck run`: check that all figures can hold together."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from math import isfinite
from pathlib import Path

import click

from checker.claims.loading import load
from checker.claims.problems import Problem
from checker.claims.statements import Project
from checker.cli.checking import day, here_today
from checker.cli.project import CONTRADICTIONS, MISTAKES, find_root, print_problems, style_for
from checker.findings.deciding import decided
from checker.findings.finding import Findings
from checker.reports.json_report import write_json, write_problems
from checker.reports.style import Style, harmless
from checker.reports.text import write_text


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
    "--all",
    "everything",
    is_flag=True,
    help="List every contradiction and every correction as they are found.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --all: stop after N contradictions, and after N corrections.",
)
@click.option(
    "--up-to",
    type=click.IntRange(min=1),
    metavar="SIZE",
    help="With --all: look only for contradictions of at most SIZE statements.",
)
@click.option(
    "--only",
    type=click.Choice(["contradictions", "corrections"]),
    help="With --all: list only these.",
)
@click.option(
    "--expand", is_flag=True, help="With --all: name everybody who says the same; so does -v."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    callback=_finite,
    help="How long one group of connected statements may take; with --all, each of its two lists.",
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
    "--today",
    callback=day,
    metavar="DAY",
    help="Take this for today's date, by which decisions expire.",
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
    everything: bool,
    limit: int | None,
    up_to: int | None,
    only: str | None,
    expand: bool,
    timeout: float,
    jobs: int,
    today: date | None,
    verbose: bool,
) -> None:
    """Check that all figures can hold together.

    With PATHS (claim files or folders below claims/) only those are checked, with the
    vocabulary and the assumptions of their topics.

    \b
    Exit codes:
      0  everything is consistent, or what is not was decided by an editor
      1  contradictions, or statements that could not be decided
      2  mistakes in the files or in the call; nothing was checked
    """  # noqa: D301 - click's sign for lines that stay apart
    if everything:
        _refuse({"--proofs": proofs, "--jobs": jobs > 1}, "cannot be used with --all")
    else:
        _refuse(
            {"--limit": limit, "--up-to": up_to, "--only": only, "--expand": expand}, "needs --all"
        )
    root = find_root(project, paths)
    loaded = load(root, paths)
    print_problems(loaded.problems, every_warning=verbose)
    if any(problem.is_error for problem in loaded.problems):
        if form == "json":
            write = _problems_as_line if everything else write_problems
            _write_json(write(loaded.problems), output)
        raise SystemExit(MISTAKES)
    if verbose:
        _print_notes(loaded)
    if everything:
        from checker.cli.run_all import Wanted, run_all  # noqa: PLC0415 - z3 is slow to import
        from checker.findings.everything import Bounds, Kind  # noqa: PLC0415

        wanted = Wanted(form, output, expand or verbose, verbose)
        kinds = tuple(kind for kind in Kind if only in {None, kind.value})
        run_all(loaded, Bounds(timeout, limit, up_to, kinds), wanted)
        return
    findings = _analyse(loaded, timeout, jobs, proofs=proofs, verbose=verbose)
    if loaded.decisions:
        findings = decided(findings, loaded, today or here_today())
    style = Style() if output is not None else style_for(sys.stdout)
    if form == "json":
        _write_json(write_json(findings), output)
    else:
        _write(write_text(findings, style, every_value=verbose), output, colour=style.colour)
    if not findings.is_settled:
        raise SystemExit(CONTRADICTIONS)


def _refuse(options: Mapping[str, object], why: str) -> None:
    """A mistake in the call for each option that was given and is of no use."""
    for option, given in options.items():
        if given:
            raise click.UsageError(f"{option} {why}")


def _analyse(
    project: Project, timeout: float, jobs: int, *, proofs: bool, verbose: bool
) -> Findings:
    from checker.findings.analysis import Limits, analyse  # noqa: PLC0415 - z3 is slow to import
    from checker.findings.proving import Prover  # noqa: PLC0415
    from checker.solvers.z3_solver import Z3Solver  # noqa: PLC0415

    progress = _progress() if verbose else None
    prover = Prover(Z3Solver()) if proofs else None
    return analyse(project, Z3Solver(), Limits(timeout, jobs), progress, prover)


def _problems_as_line(problems: Sequence[Problem]) -> str:
    from checker.reports.everything_json import write_problems as written  # noqa: PLC0415 - slow

    return written(problems)


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
