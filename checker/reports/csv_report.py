"""CSV of all statements with what became of them, for a spreadsheet.

No cell is a formula, whatever people wrote: one that could be read as such begins with `'`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import field
from io import StringIO

from checker.claims.statements import Article, Position, Quote, Skipped, Statement, Topic
from checker.findings.finding import Findings, Member
from checker.findings.wording import needed
from checker.frozen import dataclass
from checker.language.figures import as_printed
from checker.language.meaning import Meaning
from checker.language.spell import interval_words
from checker.reports.decisions import decision_words
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


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of the statements, by their ids."""

    contradictions: Mapping[str, list[str]] = field(default_factory=dict)
    culprits: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    fits: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, list[str]] = field(default_factory=dict)

    def verdict(self, name: str) -> str:
        """The verdict on a statement that was checked."""
        if name in self.culprits:
            return "culprit"
        if name in self.contradictions:
            return "disputed"
        return "undecided" if name in self.undecided else "consistent"


def write(report: Report) -> str:
    """All statements, whatever is shown elsewhere, in the order of their ids."""
    told = StringIO()
    writer = csv.DictWriter(told, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    fate = _fate(report.findings)
    for topic in report.project.topics:
        writer.writerows(_safe(row) for row in _rows(topic, fate))
    return told.getvalue()


def write_stopped(_: Stopped) -> None:
    """Mistakes are told on standard error alone."""


def _fate(findings: Findings) -> _Fate:
    found: dict[str, list[str]] = {}
    culprits: set[str] = set()
    fits: dict[str, dict[str, str]] = {}
    decisions: dict[str, list[str]] = {}
    for one in findings.contradictions:
        for member in (*one.members, *one.restated):
            for statement in member.distinct.supporters:
                told = found.setdefault(statement.whole, [])
                told += [one.id] if one.id not in told else []
                fits.setdefault(statement.whole, {}).setdefault(
                    statement.id, _needed(member, statement)
                )
                if one.decision is not None:
                    said = decisions.setdefault(statement.whole, [])
                    said += [words] if (words := decision_words(one.decision)) not in said else []
        for member in (one.culprit, *one.restated):
            culprits.update(statement.whole for statement in member.distinct.supporters)
    undecided = frozenset(s.whole for group in findings.undecided for s in group.statements)
    needs = {name: "; ".join(filter(None, parts.values())) for name, parts in fits.items()}
    return _Fate(found, frozenset(culprits), undecided, needs, decisions)


def _needed(member: Member, statement: Statement) -> str:
    """What a figure would have to be, with the figure where its statement has several."""
    fit = needed(member)
    return fit if statement.part is None or not fit else f"{statement.part.text}: {fit}"


def _rows(topic: Topic, fate: _Fate) -> Iterator[dict[str, str]]:
    gone = {s.id for withdrawal in topic.withdrawals for s in withdrawal.carried}
    taken_back = {s.whole for s, _ in topic.switches} - {
        s.whole for s, _ in topic.switches if s.id not in gone
    }
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        name = statement.id
        yield {
            **_written(statement),
            **_meant(meaning),
            "verdict": "taken back" if name in taken_back else fate.verdict(name),
            "contradictions": " ".join(fate.contradictions.get(name, ())),
            "decisions": "; ".join(fate.decisions.get(name, ())),
            "would_have_to_be": fate.fits.get(name, ""),
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
