"""Words that several formats share: the verdict in a sentence, who says something, short texts."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol, TypeVar

from checker.claims.statements import Statement
from checker.compile.distinct import Distinct
from checker.explain.finding import Counts, Example, Findings, Revision, Verdict
from checker.explain.shown import label
from checker.language.days import clock_words, day_words
from checker.language.figures import as_printed
from checker.language.spell import exact, interval_words, number
from checker.reports.style import harmless


def verdict_words(findings: Findings) -> str:
    """The verdict in one sentence without a stop."""
    checked = counts_words(findings.counts)
    match findings.verdict:
        case Verdict.CONSISTENT:
            return f"Consistent: all {checked} can hold together"
        case Verdict.CONTRADICTORY:
            return f"Contradictory: {contradiction_count(findings)} in {checked}"
        case Verdict.UNDECIDED:
            return (
                f"Undecided: no contradiction found in {checked}, "
                "but not everything could be decided"
            )


def contradiction_count(findings: Findings) -> str:
    """How many contradictions there are, and of how many an editor has decided."""
    told = counted_words(len(findings.contradictions), "contradiction")
    decided = sum(one.decision is not None for one in findings.contradictions)
    return f"{told} ({decided:,} decided)" if decided else told


def counts_words(counts: Counts) -> str:
    """How much was checked: `5 statements from 2 articles`."""
    statements = counted_words(counts.statements, "statement")
    told = f"{statements} from {counted_words(counts.articles, 'article')}"
    if not counts.assumptions:
        return told
    return f"{told} and {counted_words(counts.assumptions, 'assumption')}"


def counted_words(count: int, name: str) -> str:
    """A number with its noun."""
    return f"{count:,} {name}{'s' if count != 1 else ''}"


def examples_words(examples: Iterable[Example]) -> list[str]:
    """What each example is of: nothing where there is one alone, else its topic and assumptions."""
    known = list(examples)
    several = len({one.topic for one in known}) > 1
    return [
        (f" in {one.topic or 'claims'}" if several else "")
        + (f", as is assumed for {one.only_for} alone," if one.only_for else "")
        for one in known
    ]


def example_value(name: str, value: Fraction) -> str:
    """A value that loses nothing; days and times, whose measures alone have such names, as such."""
    if "@" not in name and name.startswith(("day of ", "birthday of ")):
        return day_words(value)
    if "@" not in name and name.startswith("time of "):
        return clock_words(value)
    return lossless(value, number(value))


def lossless(value: Fraction, shown: str) -> str:
    """A value as it is shown, with what it is exactly before it where that is rounded."""
    return f"{exact(value)} ({shown})" if shown.startswith("about ") else shown


def who_words(statement: Statement) -> str:
    """Who says a statement: speaker, publisher and article, as far as they are known."""
    article = statement.article
    if article is None:
        return harmless(statement.id)
    title = f"“{article.title}”" if article.title else ""
    by = f"by {article.author}" if article.author else ""
    told = (article.known_publisher, title, by, article.url, article.path)
    named = ", ".join(part for part in told if part)
    said = f"{statement.speaker} in {named}" if statement.speaker else named
    return harmless(said)


def voice(statement: Statement) -> str:
    """Who says a statement, as the steps name them; a file's number with `article` before it."""
    named = label(statement)
    return f"article {named}" if named.isdigit() else named


def short(text: str, most: int) -> str:
    """A text on one line without what steers a terminal, cut to some characters."""
    line = " ".join(harmless(text[: 4 * most]).split())
    return line if len(line) <= most and len(text) <= 4 * most else f"{line[: most - 1]}…"


class Claiming(Protocol):
    """What makes a statement."""

    @property
    def statement(self) -> Statement:
        """The statement."""


OfQuote = TypeVar("OfQuote", bound=Claiming)


def passages(claimed: Iterable[OfQuote]) -> list[list[OfQuote]]:
    """What is claimed of one quote together, in the order of the first of each."""
    groups: dict[tuple[str, int, int], list[OfQuote]] = {}
    for one in claimed:
        article, quote = one.statement.article, one.statement.quote
        if article is not None and quote is not None:
            groups.setdefault((article.path, quote.start, quote.end), []).append(one)
    return list(groups.values())


def readings_words(one: Distinct) -> str:
    """How the figures of a statement are read, where they are not exact."""
    shown = [
        f"{printed} read as {read}"
        for figure, interval in one.meaning.readings
        if not interval.is_point
        and (read := interval_words(figure, interval)) != (printed := as_printed(figure))
    ]
    return "; ".join(shown)


def revision_words(one: Revision) -> str:
    """Who restated a figure or took it back, in which article and when."""
    by = dict.fromkeys(reported_by(statement, one) for statement in (one.by, *one.also))
    if one.new is None:
        return f"taken back by {'; '.join(by)}"
    return f"{one.old} → {one.new} by {'; '.join(by)}"


def reported_by(statement: Statement, one: Revision) -> str:
    """Who says what is revised, and when; a date alone names nobody."""
    when = reported_when(statement, one)
    return f"{who_words(statement)}, {when}" if when else who_words(statement)


def reported_when(statement: Statement, one: Revision) -> str:
    """The time that an article prints for a revised figure, else its own day if it is known."""
    if one.edition is not None and one.edition.name.startswith("as of"):
        return one.edition.name
    return (statement.article.published or "") if statement.article is not None else ""
