"""A contradiction as the report shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.claims.statements import Statement
from checker.findings.finding import NOT_ASKED, Contradiction, Grade, Member
from checker.findings.wording import fit_words
from checker.language.spell import interval_words
from checker.language.syntax import figure_text
from checker.reports.web.articles import Page, name_of
from checker.reports.web.interval_chart import Row, rows
from checker.reports.web.passages import Run, runs

GRADES = {
    Grade.CERTAIN: ("certain", "It rests on exact figures, lists and rules alone."),
    Grade.BY_READING: ("reading", "It rests on how a rounded or hedged figure is read."),
    Grade.BY_ASSUMPTION: ("assumption", "It rests on something that no article prints."),
}
"""A name for each grade, and what it means."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement is claimed; `place` links to its article."""

    where: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that would make the rest hold, and the slip that it would undo, if it is one."""

    value: str
    slip: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A member: what it states, how it is read, what it would have to be."""

    text: str
    words: str
    reading: str
    fit: str
    repairs: tuple[Repair, ...]
    is_culprit: bool
    because: str
    source: Source
    also: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with its figures told apart and the members that claim it."""

    name: str
    speaker: str
    path: str
    published: str
    place: str
    runs: tuple[Run, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is shown of one contradiction."""

    number: int
    id: str
    grade: str
    grade_name: str
    grade_told: str
    headline: str
    printed: str
    printed_by: str
    needed: str
    passages: tuple[Passage, ...]
    assumed: tuple[Fact, ...]
    restated: tuple[Passage, ...]
    steps: tuple[str, ...]
    rules: tuple[str, ...]
    question: str
    lifted_if: tuple[str, ...]
    proof: str
    chart: tuple[Row, ...]
    articles: tuple[str, ...]
    size: int

    @property
    def anchor(self) -> str:
        """What links to it: the same on every run, as its id is."""
        return f"c-{self.id}"


@dataclass(frozen=True, slots=True)
class Library:
    """Where articles and statements stand in the report."""

    anchors: Mapping[str, str]
    places: Mapping[str, str]


def library(found: Sequence[Page], places: Mapping[str, str]) -> Library:
    """The links to all articles and statements."""
    return Library({page.article.path: page.anchor for page in found}, places)


def card(one: Contradiction, number: int, known: Library) -> Card:
    """A contradiction as the report shows it."""
    stated = [m for m in one.members if m.statement.article is not None]
    assumed = [m for m in one.members if m.statement.article is None]
    culprit = one.culprit
    name, told = GRADES[one.grade]
    return Card(
        number,
        one.id,
        one.grade.value,
        name,
        told,
        one.headline,
        "" if culprit.figure is None else figure_text(culprit.figure),
        _voice(culprit.statement),
        _needed(culprit),
        _passages(stated, culprit, known),
        tuple(_fact(member, culprit, known) for member in assumed),
        _passages(one.restated, None, known),
        one.steps,
        one.rules,
        one.question,
        one.lifted_if,
        _proof(one),
        rows(one.members),
        tuple(sorted(_anchors(one, known))),
        len(one.members),
    )


def _voice(statement: Statement) -> str:
    if statement.article is None:
        return "assumed"
    name = name_of(statement.article)
    return f"{statement.speaker}, in {name}" if statement.speaker else name


def _needed(culprit: Member) -> str:
    """What all else leaves, as the second of two large figures."""
    fit = fit_words(culprit)
    return "" if fit == "any value" else fit


def _proof(one: Contradiction) -> str:
    if one.proof.certificate is not None:
        return "Proven; the proof was checked by a program that trusts no solver."
    return "" if one.proof == NOT_ASKED else f"No proof: {one.proof.reason}."


def _anchors(one: Contradiction, known: Library) -> set[str]:
    """The articles that a contradiction is about."""
    statements = (s for m in (*one.members, *one.restated) for s in m.distinct.supporters)
    return {known.anchors[s.article.path] for s in statements if s.article is not None}


def _passages(
    members: Iterable[Member], culprit: Member | None, known: Library
) -> tuple[Passage, ...]:
    """Members of one quote together, in the order of the first of each."""
    groups: dict[tuple[str, int, int], list[Member]] = {}
    for member in members:
        article, quote = member.statement.article, member.statement.quote
        if article is not None and quote is not None:
            groups.setdefault((article.path, quote.start, quote.end), []).append(member)
    return tuple(_passage(group, culprit, known) for group in groups.values())


def _passage(members: Sequence[Member], culprit: Member | None, known: Library) -> Passage:
    statement = members[0].statement
    article, quote = statement.article, statement.quote
    figures = [member.figure.printed for member in members if member.figure is not None]
    return Passage(
        "" if article is None else name_of(article),
        statement.speaker or "",
        "" if article is None else article.path,
        (article.published or "") if article is not None else "",
        known.places.get(statement.id, ""),
        () if quote is None else runs(quote.text, figures),
        tuple(_fact(member, culprit, known) for member in members),
    )


def _fact(member: Member, culprit: Member | None, known: Library) -> Fact:
    statement = member.statement
    words = member.distinct.meaning.words
    return Fact(
        statement.text,
        words[:1].upper() + words[1:],
        _readings(member),
        _fit_sentence(member, is_culprit=member is culprit),
        (),
        member is culprit,
        statement.because,
        source_of(statement, known),
        tuple(source_of(s, known) for s in member.distinct.supporters if s is not statement),
    )


def source_of(statement: Statement, known: Library) -> Source:
    """Where a statement is claimed, with the way to its article."""
    return Source(
        f"{statement.position.file}:{statement.position.line}",
        known.places.get(statement.id, ""),
        "" if statement.article is None else name_of(statement.article),
    )


def _readings(member: Member) -> str:
    return "; ".join(
        f"{figure_text(figure)} is read as {interval_words(figure, interval)}"
        for figure, interval in member.distinct.meaning.readings
        if not interval.is_point
    )


def _fit_sentence(member: Member, *, is_culprit: bool) -> str:
    fit = fit_words(member)
    if fit in {"", "any value"}:
        return ""
    if fit != "no value":
        return f"would have to be {fit}"
    if is_culprit:
        return "no value fits: what else is stated clashes by itself"
    return "another value would not help: other statements clash with ✗ as well"
