"""`factcheck run`: check that all figures can hold together."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from checker.claims.loading import load
from checker.claims.problems import Problem
from checker.claims.statements import Project
from checker.cli import options
from checker.cli.checking import day, here_today, print_notes
from checker.cli.outputs import Ordered, Output, outputs_of, write_all
from checker.cli.progress import Progress
from checker.cli.project import (
    CONTRADICTIONS,
    DEFECT,
    MISTAKES,
    below_repository,
    find_root,
    print_problems,
    style_for,
)
from checker.explain.covered import State
from checker.explain.finding import Findings
from checker.frozen import dataclass
from checker.limits import STATEMENTS_COVERED
from checker.reports.diagnostics import Sort
from checker.reports.formats import FORMATS
from checker.reports.report import EVERYTHING, FAILING, Report, Stopped, fails
from checker.reports.style import Style
from checker.solvers.protocol import SecondSolver


@click.command("run", cls=Ordered, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.project
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="FORMAT",
    type=click.Choice(list(FORMATS)),
    help=f"What to write: {', '.join(FORMATS)}; text if not given. May be given again, each with "
    "its --output.",
)
@click.option(
    "--output",
    "-o",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Write to this file, in the --format before it, instead of printing.",
)
@click.option(
    "--show",
    multiple=True,
    metavar="GRADE",
    type=click.Choice([sort.value for sort in Sort if sort in EVERYTHING]),
    help="Show only these: certain, reading, assumption, undecided, decision, revision, warning. "
    "May be given again; everything is shown otherwise.",
)
@click.option(
    "--fail-on",
    multiple=True,
    metavar="GRADE",
    type=click.Choice([sort.value for sort in Sort if sort in EVERYTHING - {Sort.REVISION}]),
    help="Exit with 1 only for these: certain, reading, assumption, undecided, decision, warning. "
    "May be given again; the first four otherwise.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; mistakes exit 2.")
@click.option(
    "--quiet",
    "-q",
    is_flag=True,
    help="Print nothing when nothing fails the run.",
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
    "--coverage/--no-coverage",
    default=None,
    help="Find how well each figure is checked as well, which the html report shows; done for it "
    "unless there are very many.",
)
@options.timeout(60.0, "How long one group of connected statements may take.")
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
@click.pass_context
def command(context: click.Context, /, **_given: object) -> None:
    """Check that all figures can hold together.

    With PATHS (claim files or folders below claims/) only those are checked, with the
    vocabulary and the assumptions of their topics.

    \b
    Exit codes:
      0  all is consistent or decided, or nothing that --fail-on names was found
      1  contradictions, or statements that could not be decided
      2  mistakes in the files or in the call; nothing was checked
      3  two solvers disagree, which is a defect of factcheck
      4  a report, or what is printed, could not be written
    """  # noqa: D301 - click's sign for lines that stay apart
    asked = Asked(**context.params)
    if asked.quiet and asked.verbose:
        raise click.UsageError("--quiet and --verbose are opposites; give one of them")
    outputs = outputs_of(context, asked.forms, asked.files)
    root = find_root(asked.project, asked.paths)
    second = _second_solver() if asked.cross_check else None
    loaded = _loaded(asked, root, outputs)
    code = _check(asked, loaded, below_repository(root), outputs, second)
    if code and not (asked.exit_zero and code == CONTRADICTIONS):
        raise SystemExit(code)


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments and options of a call, by the names that click gives them."""

    paths: tuple[Path, ...]
    project: Path | None
    forms: tuple[str, ...]
    files: tuple[Path, ...]
    show: tuple[str, ...]
    fail_on: tuple[str, ...]
    exit_zero: bool
    quiet: bool
    proofs: bool
    cross_check: bool
    coverage: bool | None
    timeout: float
    jobs: int
    today: date | None
    verbose: bool

    @property
    def shown(self) -> frozenset[Sort]:
        """What reports show."""
        return frozenset(map(Sort, self.show)) or EVERYTHING

    @property
    def failing(self) -> frozenset[Sort]:
        """What makes the run fail."""
        return frozenset(map(Sort, self.fail_on)) or FAILING


def _loaded(asked: Asked, root: Path, outputs: Sequence[Output]) -> Project:
    """The project; where its files have mistakes they are reported, and the command ends."""
    loaded = load(root, asked.paths)
    if any(problem.is_error for problem in loaded.problems):
        _tell(loaded.problems, outputs, verbose=asked.verbose)
        stopped = Stopped(loaded.problems, below_repository(root))
        write_all(outputs, lambda one: FORMATS[one.form].write_stopped(stopped))
        raise SystemExit(MISTAKES)
    if not asked.quiet:
        _tell(_warnings(asked, loaded), outputs, verbose=asked.verbose)
    if asked.verbose:
        print_notes(loaded)
    return loaded


def _check(
    asked: Asked,
    loaded: Project,
    folder: str,
    outputs: Sequence[Output],
    second: SecondSolver | None,
) -> int:
    """Checks and writes all reports; the exit code."""
    findings = _findings(asked, loaded, second)
    opinion = findings.second_opinion
    disagreed = opinion is not None and bool(opinion.disagreed)
    failed = disagreed or fails(findings, asked.failing)
    if asked.quiet and failed:
        _tell(_warnings(asked, loaded), outputs, verbose=asked.verbose)
    report = Report(
        findings,
        loaded,
        asked.shown,
        folder,
        is_full=asked.verbose,
        states=_states(asked, loaded, findings, outputs),
    )
    write_all(
        [one for one in outputs if failed or not (asked.quiet and _is_printed_text(one))],
        lambda one: FORMATS[one.form].write(replace(report, style=_style_for(one))),
    )
    if disagreed:
        return DEFECT
    return CONTRADICTIONS if failed else 0


def _warnings(asked: Asked, loaded: Project) -> tuple[Problem, ...]:
    return loaded.problems if Sort.WARNING in asked.shown else ()


def _style_for(output: Output) -> Style:
    return Style() if output.file is not None else style_for(sys.stdout)


def _is_printed_text(output: Output) -> bool:
    return output.file is None and FORMATS[output.form].for_terminals


def _tell(problems: Sequence[Problem], outputs: Sequence[Output], *, verbose: bool) -> None:
    """The problems on standard error, unless they are part of the log of a GitHub step."""
    if Output("github") not in outputs:
        print_problems(problems, every_warning=verbose)


def _second_solver() -> SecondSolver:
    try:
        from checker.solvers.cvc5_solver import Cvc5Solver
    except ImportError:
        raise click.UsageError(
            "--cross-check needs the solver cvc5, which is not installed: pip install cvc5"
        ) from None
    return Cvc5Solver()


def _findings(asked: Asked, project: Project, second: SecondSolver | None) -> Findings:
    from checker.explain.proving import Prover
    from checker.solvers.staged import StagedSolver
    from checker.usecases.check import check
    from checker.usecases.solving import Limits

    progress = Progress(asked.verbose)
    prover = Prover(StagedSolver()) if asked.proofs else None
    limits = Limits(asked.timeout, asked.jobs)
    today = asked.today or here_today()
    decided = partial(progress.counted, what="decided")
    findings = check(project, limits, decided, today=today, prover=prover, second=second)
    progress.clear()
    return findings


def _states(
    asked: Asked, project: Project, findings: Findings, outputs: Sequence[Output]
) -> Mapping[str, State]:
    """How well each statement is checked, for a format that shows it; nothing where none does."""
    few = findings.counts.statements <= STATEMENTS_COVERED
    shown = any(FORMATS[one.form].shows_states for one in outputs)
    if not shown or not (few if asked.coverage is None else asked.coverage):
        return {}
    from checker.usecases.cover import cover

    return cover(project.topics, findings, asked.timeout).states
