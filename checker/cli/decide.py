"""`factcheck decide`: write down what was decided of a contradiction."""

from datetime import date
from pathlib import Path

import click

from checker.claims.decision_edits import text_of, with_decision
from checker.claims.decisions import RULINGS
from checker.claims.saving import content, save
from checker.claims.statements import Decision, Position, Project, Ruling
from checker.claims.topics import decision_file
from checker.cli.checking import changing, check, chosen, day, here_today, loaded
from checker.cli.project import find_root
from checker.findings.deciding import says_of
from checker.findings.finding import Contradiction
from checker.language.suggest import did_you_mean


@click.command("decide", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("contradiction", metavar="ID")
@click.argument("ruling", type=click.Choice(RULINGS))
@click.option("--because", required=True, help="Why; who reads it later must understand it.")
@click.option("--article", help="The article that has the misprint, as in seeds/report.txt.")
@click.option("--by", default="", help="Who decided it.")
@click.option(
    "--until",
    callback=day,
    metavar="DAY",
    help="The last day on which it holds, as in 2027-01-31; what is accepted needs one.",
)
@click.option("--url", default="", help="Where the check is published.")
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds claims/ and seeds/; found from here upwards otherwise.",
)
def command(
    contradiction: str,
    ruling: str,
    because: str,
    article: str | None,
    by: str,
    until: date | None,
    url: str,
    project: Path | None,
) -> None:
    """Write down what was decided of a contradiction, in claims/decisions.yaml.

    ID is the contradiction's as reports give it, or its first letters. A decision does not make
    figures agree: the contradiction stays in every report, but `factcheck run` fails no more
    for it. It holds while the contradiction says the same, wherever its lines and files move.

    \b
    RULING is one of
      misprint     a figure in --article is wrong
      definitions  the figures count different things
      accepted     nothing is done about it --until a day
    """  # noqa: D301 - click's sign for lines that stay apart
    root = find_root(project)
    file = decision_file(root)
    before = content(file)
    known = loaded(root)
    found = chosen(check(known), contradiction)
    _check(known, found, Ruling(ruling), article, because, until)
    decision = Decision(
        found.id,
        Ruling(ruling),
        " ".join(because.split()),
        Position(file.name, 1, 1),
        article,
        " ".join(by.split()),
        here_today(),
        until,
        url,
        says_of(found),
    )
    with changing(file):
        save(file, with_decision(text_of(before), decision), before)
    click.echo(f"{found.id} is decided; see {file.relative_to(root).as_posix()}")


def _check(
    project: Project,
    found: Contradiction,
    ruling: Ruling,
    article: str | None,
    because: str,
    until: date | None,
) -> None:
    """Usage errors for what the ruling lacks."""
    before = next((d for d in project.decisions if d.contradiction == found.id), None)
    if before is not None:
        raise click.UsageError(
            f"{found.id} is decided already; change it in {before.position.file}:"
            f"{before.position.line}"
        )
    if not because.strip():
        raise click.UsageError("say in --because why it was decided so")
    if ruling is Ruling.ACCEPTED and until is None:
        raise click.UsageError("what is accepted needs --until, the last day on which it is")
    paths = {a.path for topic in project.topics for a in topic.articles}
    if ruling is Ruling.MISPRINT and article is None:
        members = {
            statement.article.path
            for member in found.members
            for statement in member.distinct.supporters
            if statement.article
        }
        raise click.UsageError(
            f"name the --article with the misprint: {', '.join(sorted(members))}"
        )
    if article is not None and article not in paths:
        near = did_you_mean(article, paths)
        raise click.UsageError(f"no claim file is about the article {article}; {near}".rstrip("; "))
