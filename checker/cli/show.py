"""`factcheck show`: print statements back in plain words."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from checker.claims.statements import Project, Statement, Withdrawal
from checker.cli.checking import loaded
from checker.cli.project import find_root, style_for
from checker.explain.notes import idle, may_be_idle, notes
from checker.language.figures import as_printed
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning
from checker.language.spell import interval_words
from checker.reports.style import Style, harmless


@click.command("show", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), required=True)
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds claims/ and seeds/; found from the files otherwise.",
)
def command(paths: tuple[Path, ...], project: Path | None) -> None:
    """Print the statements of claim files back in plain words.

    In the order of the file, below their quotes: each with the period and place that it took, how
    its figures are read, and notes on what to look at twice. Nobody should have to guess what was
    understood.
    """
    root = find_root(project, paths)
    known = loaded(root, paths, every_warning=True)
    style = style_for(sys.stdout)
    wanted = {(root / path).resolve() for path in paths} | {path.resolve() for path in paths}
    lines = list(_lines(known, root, wanted, style))
    if not lines:
        named = ", ".join(str(path) for path in paths)
        raise click.UsageError(f"no statements in {named}; name a claim file or an assumption file")
    click.echo("\n".join(lines), color=style.colour)


def _lines(project: Project, root: Path, wanted: set[Path], style: Style) -> Iterator[str]:
    """Statements in the order of their files, each claim below its quote."""
    for topic in project.topics:
        shown = {s.id: m for s, m in zip(topic.statements, topic.meanings, strict=True)}
        withdrawn = {one.statement.id: one for one in topic.withdrawals}
        told = [*topic.statements, *(one.statement for one in topic.withdrawals)]
        noted = defaultdict(list)
        for note in notes(topic):
            noted[note.statement.id].append(note.text)
        before = ""
        for statement in sorted(told, key=_in_file):
            if not _is_wanted(statement, root, wanted):
                continue
            claim = statement.id.rpartition("/")[0]
            if claim != before:
                yield from _claim(statement, style)
            before = claim
            yield from _title(statement, style)
            if statement.id in withdrawn:
                yield from _withdrawal(withdrawn[statement.id], style)
            else:
                meaning = shown[statement.id]
                texts = [*noted[statement.id], *_idle(statement, meaning, topic.lexicon)]
                yield from _statement(meaning, texts, style)


def _in_file(statement: Statement) -> tuple[str, int, int, str]:
    at = statement.position
    return at.file, at.line, at.column, statement.id


def _claim(statement: Statement, style: Style) -> Iterator[str]:
    """The quote of a claim, or why it is assumed, and the note that somebody wrote there."""
    told = f"“{statement.quote.text}”" if statement.quote else f"because {statement.because}"
    yield from (style.paint(line, "cyan") for line in style.wrap(harmless(told)))
    if statement.note:
        yield from style.wrap(f"note: {harmless(statement.note)}", "    ", "      ")


def _idle(statement: Statement, meaning: Meaning, lexicon: Lexicon) -> list[str]:
    if not may_be_idle(meaning):
        return []
    from checker.solvers.staged import StagedSolver

    return [note.text for note in idle(statement, meaning, lexicon, StagedSolver())]


def _is_wanted(statement: Statement, root: Path, wanted: set[Path]) -> bool:
    file = (root / statement.position.file).resolve()
    return file in wanted or any(folder in wanted for folder in file.parents)


def _withdrawal(withdrawal: Withdrawal, style: Style) -> Iterator[str]:
    carried = withdrawal.carried
    stated = "this statement" if len(carried) == 1 else f"these {len(carried)} statements"
    if not carried:
        yield from style.wrap("takes back what no other article says.", "  = ", "    ")
        return
    yield from style.wrap(f"takes back {stated} of other articles:", "  = ", "    ")
    for one in carried:
        where = one.where
        yield from style.wrap(f"{harmless(one.shown)}  {where}", "    - ", "      ")


def _title(statement: Statement, style: Style) -> Iterator[str]:
    where = statement.where
    yield f"{style.paint(statement.id, 'bold')}  {style.paint(where, 'dim')}"
    yield from style.wrap(harmless(statement.text), "  ", "    ")


def _statement(meaning: Meaning, texts: Sequence[str], style: Style) -> Iterator[str]:
    yield from style.wrap(f"{harmless(meaning.words)}.", "  = ", "    ")
    for figure, interval in meaning.readings:
        read = interval_words(figure, interval)
        if not interval.is_point and read not in meaning.words:
            yield from style.wrap(f"{as_printed(figure)}: {read}", "    ", "      ")
    for note in texts:
        yield from style.wrap(f"note: {harmless(note)}", "    ", "      ")
