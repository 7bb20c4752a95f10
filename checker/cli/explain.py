"""`factcheck explain`: one contradiction at full length."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from checker.claims.statements import Project
from checker.cli import options
from checker.cli.checking import checked, chosen, here_today, loaded
from checker.cli.project import find_root, style_for
from checker.explain.finding import Contradiction
from checker.explain.naming import unknown_names
from checker.reports.diagnostics import contradiction
from checker.reports.explaining import write_explanation, write_list
from checker.reports.json_report import contradiction_json, json_text
from checker.reports.report import Report


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("known", metavar="ID", required=False)
@options.project
@options.text_or_json
@options.timeout(60.0, "How long one group of connected statements may take.")
def command(known: str | None, project: Path | None, form: str, timeout: float) -> None:
    """Explain one contradiction at full length.

    ID is the number in the first line of each contradiction that `factcheck run` prints, or the
    id there; the first letters of the id will do. Without it all contradictions are listed.

    \b
    Exit codes:
      0  explained, or listed
      2  mistakes in the files or in the call, or there is no such contradiction
    """  # noqa: D301 - click's sign for lines that stay apart
    read = loaded(find_root(project))
    findings = checked(read, timeout, here_today())
    style = style_for(sys.stdout)
    if known is None:
        if form == "json":
            told = [
                {"id": one.id, "grade": one.grade.value, "headline": one.headline}
                for one in findings.contradictions
            ]
            click.echo(json_text(told).encode(), nl=False)
        else:
            contradictions = Report(findings, read).contradictions
            text = write_list(contradictions, style) or "There is no contradiction.\n"
            click.echo(text, nl=False, color=style.colour)
        return
    one, names = _proven(chosen(findings, known), read)
    if form == "json":
        click.echo(json_text(contradiction_json(one)).encode(), nl=False)
        return
    number = 1 + [each.id for each in findings.contradictions].index(one.id)
    text = write_explanation(contradiction(one, number), findings.corrections, names, style)
    click.echo(text, nl=False, color=style.colour)


def _proven(one: Contradiction, project: Project) -> tuple[Contradiction, Mapping[str, str]]:
    """The contradiction with its proof, and names of unknowns in it."""
    from checker.usecases.explain import proven

    found, topic = proven(one, project)
    return found, unknown_names([member.distinct.meaning for member in one.members], topic.lexicon)
