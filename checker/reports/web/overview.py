"""What the page tells first, and what stands beside the contradictions."""

from collections.abc import Iterator, Sequence

from checker.claims.statements import Statement
from checker.findings.finding import Findings, Revision, Standing, Verdict
from checker.frozen import dataclass
from checker.reports.report import Report
from checker.reports.summary import (
    contradiction_count,
    counts_words,
    example_value,
    examples_words,
    reported_when,
)
from checker.reports.web.articles import Page, voice
from checker.reports.web.cards import GRADES, Library, Source, source_of
from checker.reports.web.marks import Marking


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many contradictions are of one grade."""

    name: str
    word: str
    told: str
    count: int


@dataclass(frozen=True, slots=True)
class Voice:
    """An article that takes part in contradictions."""

    name: str
    title: str
    published: str
    anchor: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The head of the page."""

    title: str
    lead: str
    grades: tuple[GradeCount, ...]
    voices: tuple[Voice, ...]
    decided: int
    articles: int
    quantities: int


def summary(report: Report, found: Sequence[Page], marked: Marking, series: int) -> Summary:
    """How many contradictions, how sure, in which articles."""
    findings = report.findings
    title, lead = _verdict(findings)
    decided = sum(one.decision is not None for one in findings.contradictions)
    return Summary(
        title,
        lead,
        tuple(_grades(findings)) if findings.contradictions else (),
        tuple(_voices(found, marked)),
        decided,
        len(found),
        series,
    )


def _verdict(findings: Findings) -> tuple[str, str]:
    checked = counts_words(findings.counts)
    match findings.verdict:
        case Verdict.CONSISTENT:
            return "The figures agree", f"All {checked} can hold together."
        case Verdict.CONTRADICTORY:
            told = contradiction_count(findings)
            return told, f"Found in {checked}. Each is a group that cannot all be true."
        case Verdict.UNDECIDED:
            told = f"No contradiction was found in {checked}, but not everything could be decided."
            return "Not decided", told


def _grades(findings: Findings) -> Iterator[GradeCount]:
    for grade, (name, told) in GRADES.items():
        count = sum(one.grade is grade for one in findings.contradictions)
        yield GradeCount(name, grade.value, told, count)


def _voices(found: Sequence[Page], marked: Marking) -> list[Voice]:
    """The articles in contradictions, those in most of them first."""
    voices = [
        Voice(page.name, page.title, page.article.published or "", page.anchor, numbers)
        for page in found
        if (numbers := _numbers(page, marked))
    ]
    return sorted(voices, key=lambda one: -len(one.numbers))


def _numbers(page: Page, marked: Marking) -> tuple[int, ...]:
    statements = (s for claim in page.claims for s, _ in claim.statements)
    return tuple(sorted({n for s in statements for n in marked.numbers.get(s.id, ())}))


# --- the parts of the page -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A section that the page has, for its table of contents."""

    anchor: str
    name: str
    count: int


def parts(report: Report, head: Summary) -> list[Part]:
    """The sections with something in them."""
    findings = report.shown
    every = (
        Part("contradictions", "Contradictions", len(findings.contradictions)),
        Part("undecided", "Undecided", len(findings.undecided)),
        Part("corrections", "What to give up", len(findings.withdrawn)),
        Part("revisions", "Revised", len(findings.revisions)),
        Part("problems", "Warnings", len(findings.problems) + _lapsed(findings)),
        Part("articles", "Articles", head.articles),
        Part("quantities", "Quantities", head.quantities),
    )
    return [part for part in every if part.count]


def _lapsed(findings: Findings) -> int:
    return sum(one.standing is not Standing.HOLDS for one in findings.decisions)


Listed = tuple[str, Source]
"""A statement as written and where it is claimed."""


def _listed(statement: Statement, known: Library) -> Listed:
    return statement.shown, source_of(statement, known)


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Statements without a verdict, and why."""

    reason: str
    sources: tuple[Listed, ...]


def undecided(findings: Findings, known: Library) -> list[OpenGroup]:
    """Every group without a verdict; none is left out."""
    return [
        OpenGroup(group.reason, tuple(_listed(one, known) for one in group.statements))
        for group in findings.undecided
    ]


def withdrawn(findings: Findings, known: Library) -> list[Listed]:
    """The statements without which all the others can hold."""
    return [_listed(one.first, known) for one in findings.withdrawn]


@dataclass(frozen=True, slots=True)
class Choice:
    """Another correction of the same cost: what it withdraws, and what not."""

    theirs: tuple[Listed, ...]
    mine: tuple[Listed, ...]


_MOST_CHOICES = 20


def choices(findings: Findings, known: Library) -> list[Choice]:
    """The first of the other choices that cost as little."""
    found = [
        Choice(
            tuple(_listed(d.first, known) for d in other if d not in one.withdraw),
            tuple(_listed(d.first, known) for d in one.withdraw if d not in other),
        )
        for one in findings.corrections
        for other in one.others[:_MOST_CHOICES]
    ]
    return found[:_MOST_CHOICES]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A figure that was restated or taken back."""

    what: str
    old: str
    new: str
    by: str
    sources: tuple[Source, ...]
    still: tuple[Source, ...]


def revised(findings: Findings, known: Library) -> list[RevisionView]:
    """Every revision, in the order of the report."""
    return [_revision(one, known) for one in findings.revisions]


def _revision(one: Revision, known: Library) -> RevisionView:
    named = [one.by.speaker, voice(one.by), reported_when(one.by, one)]
    return RevisionView(
        one.what,
        one.old,
        one.new or "",
        ", ".join(name for name in named if name),
        tuple(source_of(statement, known) for statement in (one.by, *one.also)),
        tuple(source_of(carrier.statement, known) for carrier in one.still),
    )


@dataclass(frozen=True, slots=True)
class ExampleView:
    """Values under which everything of a topic holds, and what they are of."""

    title: str
    values: tuple[tuple[str, str], ...]


def examples(findings: Findings) -> list[ExampleView]:
    """Values under which everything holds, the shortest names first; none beside contradictions."""
    if findings.verdict is not Verdict.CONSISTENT:
        return []
    titles = zip(findings.examples, examples_words(findings.examples), strict=True)
    found = (
        ExampleView(
            f"An example{title.rstrip(',')}",
            tuple((name.lstrip("#"), example_value(name, value)) for name, value in one.told),
        )
        for one, title in titles
    )
    return [one for one in found if one.values]
