"""`factcheck decide`: write down what was decided of a contradiction."""

from datetime import date
from pathlib import Path

import click

from checker.claims.decision_edits import text_of, with_decision
from checker.claims.decisions import RULINGS
from checker.claims.statements import Ruling
from checker.claims.topics import decision_file
from checker.cli import options
from checker.cli.checking import change_file, checked, chosen, day, here_today, loaded
from checker.cli.project import find_root
from checker.usecases.decide import Asked, decision_of, lack

_HELP = """Write down what was decided of a contradiction, in claims/decisions.yaml.

ID is the contradiction's as reports give it, or its first letters. A decision does not make
figures agree: the contradiction stays in every report, but `factcheck run` fails no more
for it. It holds while its statements stand, wherever their lines and files move.

\b
RULING is one of
""" + "\n".join(f"  {ruling.value:<12} {ruling.says}" for ruling in Ruling)


@click.command("decide", help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("contradiction", metavar="ID")
@click.argument("ruling", type=click.Choice(RULINGS))
@click.option("--because", required=True, help="Why; who reads it later must understand it.")
@click.option(
    "--article",
    help="The article that has the misprint, or whose claim is misread, as in seeds/report.txt.",
)
@click.option("--by", default="", help="Who decided it.")
@click.option(
    "--until",
    callback=day,
    metavar="DAY",
    help="The last day on which it holds, as in 2027-01-31; what is accepted needs one.",
)
@click.option("--url", default="", help="Where the check is published.")
@options.project
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
    """Write down what was decided of a contradiction."""
    root = find_root(project)
    file = decision_file(root)
    known = loaded(root)
    found = chosen(checked(known), contradiction)
    asked = Asked(Ruling(ruling), because, article, by, until, url)
    if lacking := lack(known, found, asked, "--{}".format):
        raise click.UsageError(lacking.message)
    decision = decision_of(found, asked, file.name, here_today())
    change_file(file, lambda held: with_decision(text_of(held), decision))
    click.echo(f"{found.id} is decided; see {file.relative_to(root).as_posix()}")
