"""CSV of all statements with what became of them, for a spreadsheet.

No cell is a formula, whatever people wrote: one that could be read as such begins with `'`.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from io import StringIO

from checker.claims.statements import Article, Position, Quote, Skipped, Statement, Topic
from checker.frozen import dataclass
from checker.language.figures import as_printed
from checker.language.meaning import Meaning
from checker.language.spell import interval_words
from checker.reports.diagnostics import Diagnostic, Involved, Sort
from checker.reports.report import Report, Stopped
from checker.reports.summary import short

COLUMNS = (
    "id",
    "verdict",
    "contradictions",
    "decisions",
    "statement",
    "means",
    "figures",
    "reading",
    "would_have_to_be",
    "publisher",
    "published",
    "article",
    "quote",
    "because",
    "file",
    "line",
    "column",
)

VERDICTS = ("culprit", "disputed", "undecided", "consistent", "taken back", "not checked")
"""What can become of a statement: in contradictions, marked or not; and what else."""

_CELL = 32_000
"""Characters of a cell that every spreadsheet takes."""

_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - some programs take wide signs as well


@dataclass(slots=True)
class _Fate:
    """What became of a statement: contradictions, decisions, what its figures would have to be."""

    contradictions: dict[str, None] = field(default_factory=dict)
    decisions: dict[str, None] = field(default_factory=dict)
    needed: dict[str, str] = field(default_factory=dict)
    verdict: str = "consistent"

    def worsen(self, verdict: str) -> None:
        """Puts a verdict in the place of one that tells less."""
        self.verdict = min(self.verdict, verdict, key=VERDICTS.index)


def write(report: Report) -> str:
    """All statements, whatever is shown elsewhere, in the order of their ids."""
    told = StringIO()
    writer = csv.DictWriter(told, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    fates = _fates(report.everything)
    for topic in report.project.topics:
        writer.writerows(_safe(row) for row in _rows(topic, fates))
    return told.getvalue()


def write_stopped(_: Stopped) -> None:
    """Mistakes are told on standard error alone."""


def _fates(told: Iterable[Diagnostic]) -> Mapping[str, _Fate]:
    """What became of each statement by its id; a contradiction tells more than no verdict."""
    fates: defaultdict[str, _Fate] = defaultdict(_Fate)
    for one in told:
        if one.sort is Sort.UNDECIDED:
            for each in one.involved:
                fates[each.statement.whole].worsen("undecided")
        elif one.id:
            _judge(fates, one, one.suspects, "culprit")
            _judge(fates, one, one.involved, "disputed")
            _judge(fates, one, one.restated, "culprit")
    return fates


def _judge(
    fates: Mapping[str, _Fate], one: Diagnostic, some: Iterable[Involved], verdict: str
) -> None:
    for each in some:
        for statement in each.everybody:
            fate = fates[statement.whole]
            fate.worsen(verdict)
            fate.contradictions[one.id] = None
            fate.needed.setdefault(statement.id, _needed(each, statement))
            fate.decisions |= {one.decided: None} if one.decided else {}


def _needed(one: Involved, statement: Statement) -> str:
    """What a figure would have to be, with the figure where its statement has several."""
    part = statement.part
    return one.needed if part is None or not one.needed else f"{part.text}: {one.needed}"


def _rows(topic: Topic, fates: Mapping[str, _Fate]) -> Iterator[dict[str, str]]:
    gone = {s.id for withdrawal in topic.withdrawals for s in withdrawal.carried}
    taken_back = {s.whole for s, _ in topic.switches} - {
        s.whole for s, _ in topic.switches if s.id not in gone
    }
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        name = statement.id
        fate = fates.get(name) or _Fate()
        yield {
            **_written(statement),
            **_meant(meaning),
            "verdict": "taken back" if name in taken_back else fate.verdict,
            "contradictions": " ".join(fate.contradictions),
            "decisions": "; ".join(fate.decisions),
            "would_have_to_be": "; ".join(filter(None, fate.needed.values())),
        }
    for withdrawal in topic.withdrawals:
        yield {**_written(withdrawal.statement), "verdict": "not checked"}
    yield from map(_skipped, topic.skipped)


def _written(statement: Statement) -> dict[str, str]:
    return {
        "id": statement.id,
        "statement": statement.text,
        "because": statement.because,
        **_source(statement.article, statement.quote),
        **_place(statement.position),
    }


def _meant(meaning: Meaning) -> dict[str, str]:
    readings = [(as_printed(f), interval_words(f, interval)) for f, interval in meaning.readings]
    return {
        "means": meaning.words,
        "figures": "; ".join(text for text, _ in readings),
        "reading": "; ".join(words for _, words in readings),
    }


def _skipped(skipped: Skipped) -> dict[str, str]:
    return {
        "id": skipped.id,
        "verdict": "not checked",
        "because": skipped.reason,
        **_source(skipped.article, skipped.quote),
        **_place(skipped.position),
    }


def _source(article: Article | None, quote: Quote | None) -> dict[str, str]:
    return {
        "publisher": article.publisher if article else "",
        "published": (article.published or "") if article else "",
        "article": article.path if article else "",
        "quote": quote.text if quote else "",
    }


def _place(position: Position) -> dict[str, str]:
    return {
        "file": position.file,
        "line": str(position.line),
        "column": str(position.column),
    }


def _safe(row: Mapping[str, str]) -> dict[str, str]:
    return {column: cell(text) for column, text in row.items()}


def cell(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    shown = short(text, _CELL)
    return f"'{shown}" if _begins(text) or _begins(shown) else shown


def _begins(text: str) -> bool:
    return text.startswith(_FORMULAS)
