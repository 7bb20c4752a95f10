"""`factcheck ask`: what all claims together say of a value or a statement."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from checker.claims.problems import Problem
from checker.claims.questions import NAME, Question, Unclear, find
from checker.claims.statements import Topic
from checker.cli import options
from checker.cli.checking import loaded
from checker.cli.project import (
    CONTRADICTIONS,
    MISTAKES,
    find_root,
    style_for,
)
from checker.language.suggest import did_you_mean
from checker.reports.text import write_problem


@click.command("ask", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("question", nargs=-1, required=True)
@options.project
@click.option(
    "--without",
    multiple=True,
    metavar="ID",
    help="Also answer without this statement, or all of this claim; may be given several times.",
)
@click.option("--topic", metavar="NAME", help="The folder below claims/ whose words are used.")
@click.option("--period", metavar="PERIOD", help="The period of names without one.")
@click.option("--place", metavar="PLACE", help="The place of names without one.")
@options.text_or_json
@options.timeout(60.0, "How long the answer may take.")
def command(
    question: tuple[str, ...],
    project: Path | None,
    without: tuple[str, ...],
    topic: str | None,
    period: str | None,
    place: str | None,
    form: str,
    timeout: float,
) -> None:
    """Ask what all claims together say.

    QUESTION is a value, such as `poor@2011` or `poor@2011 / councils@2011`, or a statement, such
    as `poor@2011 < well@2011`, in the language of the claims. Put it in quotes.

    \b
    Exit codes:
      0  there is an answer
      1  no answer was found within the limits
      2  mistakes in the files, in the question or in the call
    """  # noqa: D301 - click's sign for lines that stay apart
    known = loaded(find_root(project))
    asked = _asked(" ".join(question), known.topics, topic, period, place)
    left_out = frozenset(_statements(without, asked.topic))
    raise SystemExit(_answer(asked, without, left_out, form, timeout))


def _asked(
    text: str, topics: Sequence[Topic], topic: str | None, period: str | None, place: str | None
) -> Question:
    found = find(text, topics, topic, period, place)
    match found:
        case Question():
            return found
        case Unclear():
            raise _unclear(found)
        case Problem() if found.file != NAME:
            raise click.UsageError(f"{found.message}; {found.remedy}")
        case Problem():
            style = style_for(sys.stderr)
            click.echo(write_problem(found, style), err=True, color=style.colour)
            raise SystemExit(MISTAKES)


def _unclear(found: Unclear) -> click.UsageError:
    if found.name is None:
        listed = ", ".join(found.topics)
        return click.UsageError(f"this can be asked of {listed}; choose one with --topic")
    remedy = did_you_mean(found.name, found.topics)
    return click.UsageError(f"there is no topic `{found.name}`; {remedy}")


def _statements(without: Sequence[str], topic: Topic) -> Iterator[str]:
    """The statements that ids name: one of them, or all of a claim."""
    for name in without:
        named = {s.id: {s.id, s.whole, s.id.rpartition("/")[0]} for s, _ in topic.switches}
        found = [known for known, names in named.items() if name in names]
        if not found:
            known = set().union(*named.values())
            remedy = did_you_mean(name, known)
            raise click.UsageError(f"there is no statement `{name}`; {remedy}")
        yield from found


def _answer(
    asked: Question, without: Sequence[str], left_out: frozenset[str], form: str, timeout: float
) -> int:
    from checker.explain.answers import Unanswered
    from checker.reports.answer_json import write_answer_json, write_change_json
    from checker.reports.answer_text import write_answer, write_change
    from checker.usecases.ask import answer

    found = answer(asked, seconds=timeout)
    changed = answer(asked, left_out, timeout) if without else None
    style = style_for(sys.stdout)
    match form, changed:
        case "json", None:
            click.echo(write_answer_json(found).encode(), nl=False)
        case "json", other if other is not None:
            click.echo(write_change_json(found, other, without).encode(), nl=False)
        case _, None:
            click.echo(write_answer(found, style), nl=False, color=style.colour)
        case _, other if other is not None:
            click.echo(write_change(found, other, without, style), nl=False, color=style.colour)
    last = found if changed is None else changed
    return CONTRADICTIONS if isinstance(last.result, Unanswered) else 0
