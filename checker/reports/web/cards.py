"""A contradiction as the report shows it."""

from collections.abc import Mapping, Sequence

from checker.claims.statements import Statement
from checker.findings.finding import NOT_ASKED, Contradiction, Member, Repair
from checker.findings.wording import fit_words, instead_words, sentence
from checker.frozen import dataclass
from checker.language.figures import as_printed
from checker.language.spell import interval_words
from checker.reports.decisions import decision_words
from checker.reports.diagnostics import SORTS
from checker.reports.summary import passages
from checker.reports.web.articles import Page, title_of, voice
from checker.reports.web.interval_chart import Chart, chart
from checker.reports.web.passages import Run, runs

GRADES = {
    grade: (sort.value, f"{grade.rests[:1].upper()}{grade.rests[1:]}.")
    for grade, sort in SORTS.items()
}
"""A name for each grade, and what it means."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement is claimed; `place` links to its article."""

    where: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A member: what it states, how it is read, what it would have to be."""

    text: str
    words: str
    reading: str
    fit: str
    is_fitting: bool
    is_in_every_correction: bool
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
    title: str
    published: str
    place: str
    runs: tuple[Run, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is shown of one contradiction."""

    number: int
    id: str
    anchor: str
    grade: str
    grade_name: str
    grade_told: str
    headline: str
    printed: str
    printed_by: str
    slip: Repair | None
    needed: str
    passages: tuple[Passage, ...]
    assumed: tuple[Fact, ...]
    restated: tuple[Passage, ...]
    steps: tuple[str, ...]
    rules: tuple[str, ...]
    question: str
    lifted_if: tuple[str, ...]
    decision: str
    proof: str
    chart: Chart
    articles: tuple[str, ...]
    size: int


def anchor_of(one: Contradiction) -> str:
    """What links to a contradiction: the same on every run, as its id is."""
    return f"c-{one.id}"


@dataclass(frozen=True, slots=True)
class Library:
    """Where articles and statements stand in the report."""

    anchors: Mapping[str, str]
    places: Mapping[str, str]


def library(found: Sequence[Page], places: Mapping[str, str]) -> Library:
    """The links to all articles and statements."""
    return Library({page.article.path: page.anchor for page in found}, places)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is put into words once: by the ids of statements, what they say and what would fit."""

    words: Mapping[str, str]
    fits: Mapping[str, str]
    culprit: str
    known: Library


def card(one: Contradiction, number: int, known: Library) -> Card:
    """A contradiction as the report shows it."""
    everybody = (*one.members, *one.restated)
    culprit = one.culprit
    told = _Telling(
        {member.statement.id: sentence(member) for member in everybody},
        {member.statement.id: fit_words(member) for member in everybody},
        culprit.statement.id,
        known,
    )
    name, grade_told = GRADES[one.grade]
    fit = told.fits[culprit.statement.id]
    return Card(
        number,
        one.id,
        anchor_of(one),
        one.grade.value,
        name,
        grade_told,
        one.headline,
        "" if culprit.figure is None else as_printed(culprit.figure),
        _printed_by(culprit.statement),
        _slip(culprit),
        "" if fit == "any value" else fit,
        tuple(_passage(group, told) for group in passages(one.members)),
        tuple(_fact(m, told) for m in one.members if m.statement.article is None),
        tuple(_passage(group, told) for group in passages(one.restated)),
        one.steps,
        one.rules,
        one.question,
        one.lifted_if,
        "" if one.decision is None else decision_words(one.decision),
        _proof(one),
        chart(one.members, told.words, told.fits),
        tuple(sorted(_anchors(one, known))),
        len(one.members),
    )


def _printed_by(statement: Statement) -> str:
    if statement.article is None:
        return "Assumed, printed by no article"
    said = f"Said by {statement.speaker}, in" if statement.speaker else "Printed in"
    return f"{said} {voice(statement)}"


def _proof(one: Contradiction) -> str:
    if one.proof.certificate is not None:
        return "Proven; the proof was checked by a program that trusts no solver."
    return "" if one.proof == NOT_ASKED else f"No proof: {one.proof.reason}."


def _anchors(one: Contradiction, known: Library) -> set[str]:
    """The articles that a contradiction is about."""
    return {known.anchors[s.article.path] for s in one.statements if s.article is not None}


def _passage(members: Sequence[Member], told: _Telling) -> Passage:
    statement = members[0].statement
    article, quote = statement.article, statement.quote
    figures = [member.figure.printed for member in members if member.figure is not None]
    return Passage(
        voice(statement),
        statement.speaker or "",
        "" if article is None else title_of(article),
        (article.published or "") if article is not None else "",
        told.known.places.get(statement.whole, ""),
        () if quote is None else runs(quote.text, figures),
        tuple(_fact(member, told) for member in members),
    )


def _fact(member: Member, told: _Telling) -> Fact:
    statement = member.statement
    words, fit = told.words[statement.id], told.fits[statement.id]
    return Fact(
        statement.shown,
        words,
        _readings(member, words),
        _instead(fit, is_culprit=statement.id == told.culprit),
        fit not in _SAYS_LITTLE,
        member.in_every_correction,
        _repairs(member, fit),
        statement.id == told.culprit,
        statement.because,
        source_of(statement, told.known),
        tuple(source_of(s, told.known) for s in member.distinct.supporters if s is not statement),
    )


_SAYS_LITTLE = frozenset({"", "any value", "no value"})


def source_of(statement: Statement, known: Library) -> Source:
    """Where a statement is claimed, with the way to its article."""
    return Source(
        statement.where,
        known.places.get(statement.whole, ""),
        voice(statement),
    )


def _readings(member: Member, words: str) -> str:
    """How figures are read, where the words do not say it."""
    return "; ".join(
        f"{as_printed(figure)} is read as {read}"
        for figure, interval in member.distinct.meaning.readings
        if not interval.is_point
        and (read := interval_words(figure, interval)) != as_printed(figure)
        and read not in words
    )


def _repairs(member: Member, fit: str) -> tuple[Repair, ...]:
    """The values that would do, unless what would fit tells the only one already."""
    plain = all(one.slip is None and fit.endswith(f" {one.value}") for one in member.repairs)
    return () if plain else member.repairs


def _slip(culprit: Member) -> Repair | None:
    """The nearest value that a known slip explains."""
    return next((one for one in culprit.repairs if one.slip is not None), None)


def _instead(fit: str, *, is_culprit: bool) -> str:
    """What it would have to be; why another value would not help, its mark shows."""
    told = instead_words(fit, is_culprit=is_culprit)
    return told.partition(":")[0] if fit == "no value" and not is_culprit else told
