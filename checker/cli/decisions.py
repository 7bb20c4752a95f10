"""`factcheck decisions`: what was decided of contradictions, and whether it still holds."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from checker.claims.decision_edits import text_of, without_decisions
from checker.claims.topics import decision_file
from checker.cli import options
from checker.cli.checking import change_file, checked, day, here_today, loaded
from checker.cli.project import find_root, style_for
from checker.explain.finding import Judged, Standing
from checker.reports.decisions import write_decisions


@click.command("decisions", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--prune", is_flag=True, help="Take out those whose contradiction is gone.")
@click.option("--today", callback=day, metavar="DAY", help="Take this for today's date.")
@options.project
def command(prune: bool, today: date | None, project: Path | None) -> None:
    """List what was decided of contradictions, and whether it still holds.

    Stale ones are about a contradiction that is there no more: it was mended, or a figure in it was
    changed. --prune takes them out of claims/decisions.yaml; all else in the file stays as it is.
    """
    root = find_root(project)
    file = decision_file(root)
    known = loaded(root)
    judged = checked(known, today=today or here_today()).decisions
    if prune:
        _prune(file, judged)
        return
    style = style_for(sys.stdout)
    click.echo(write_decisions(judged, style), nl=False, color=style.colour)


def _prune(file: Path, judged: Sequence[Judged]) -> None:
    stale = {one.decision.contradiction for one in judged if one.standing is Standing.STALE}
    if stale:
        change_file(file, lambda held: without_decisions(text_of(held), stale))
    what = "decision" if len(stale) == 1 else "decisions"
    click.echo(f"{len(stale):,} stale {what} taken out")
