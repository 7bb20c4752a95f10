"""The articles with their claims: where each stands in the text, what it says, how it fares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.claims.statements import Article, Project, Quote, Skipped, Statement
from checker.frozen import dataclass
from checker.language.meaning import Meaning
from checker.reports.summary import voice
from checker.reports.web.marks import MARKS, SKIPPED, Mark, Marking, worst
from checker.reports.web.passages import Span, Stretch, stretches

_TITLE = 110


@dataclass(frozen=True, slots=True)
class Claimed:
    """A quote of an article and the statements that claim it; `skipped` where there are none."""

    quote: Quote
    statements: tuple[tuple[Statement, Meaning], ...]
    skipped: Skipped | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its number and its claims in the order of the text."""

    number: int
    article: Article
    claims: tuple[Claimed, ...]

    @property
    def anchor(self) -> str:
        """What links to the article."""
        return f"a{self.number}"

    @property
    def title(self) -> str:
        """The first line of the text, cut where it is long."""
        return title_of(self.article)

    @property
    def name(self) -> str:
        """Who published it, or the number or name of its file where nobody says."""
        statements = [statement for claim in self.claims for statement, _ in claim.statements]
        return voice(statements[0]) if statements else self.article.path.rpartition("/")[2]

    def place(self, claim: int) -> str:
        """What links to a claim: `3-1`, behind `t` in the text and behind `n` in the notes."""
        return f"{self.number}-{claim + 1}"


def title_of(article: Article) -> str:
    """The first line of an article, cut where it is long."""
    lines = (line.strip() for line in article.text[:_HEAD].splitlines())
    first = next((line for line in lines if line), "")
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rstrip()}…"


_HEAD = 2_000
"""Signs among which the first line is looked for."""


def pages(project: Project) -> tuple[Page, ...]:
    """Every article of a project in the order of paths, with the claims of all topics."""
    articles: dict[str, Article] = {}
    claims: dict[str, dict[tuple[str, int, int], Claimed]] = {}
    for topic in project.topics:
        for article in topic.articles:
            articles.setdefault(article.path, article)
        for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
            _add(claims, statement, meaning)
        for one in topic.skipped:
            key = (one.id, one.quote.start, one.quote.end)
            claims.setdefault(one.article.path, {})[key] = Claimed(one.quote, (), one)
    return tuple(
        Page(number, articles[path], _in_text(claims.get(path, {}).values()))
        for number, path in enumerate(sorted(articles), 1)
    )


def _add(
    claims: dict[str, dict[tuple[str, int, int], Claimed]], statement: Statement, meaning: Meaning
) -> None:
    article, quote = statement.article, statement.quote
    if article is None or quote is None:
        return
    key = (statement.id.rpartition("/")[0], quote.start, quote.end)
    of_article = claims.setdefault(article.path, {})
    before = of_article[key].statements if key in of_article else ()
    of_article[key] = Claimed(quote, (*before, (statement, meaning)))


def _in_text(claims: Iterable[Claimed]) -> tuple[Claimed, ...]:
    return tuple(sorted(claims, key=lambda one: (one.quote.start, one.quote.end)))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement is claimed; `place` links to its article."""

    where: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Library:
    """Where articles and statements stand in the report: by paths, and by ids."""

    anchors: Mapping[str, str]
    places: Mapping[str, str]

    def place(self, statement: Statement) -> str:
        """What links to a statement in its article; empty for none."""
        return self.places.get(statement.whole, "")

    def source(self, statement: Statement) -> Source:
        """Where a statement is claimed, with the way to its article."""
        return Source(statement.where, self.place(statement), voice(statement))


def library(found: Sequence[Page]) -> Library:
    """The links to all articles and statements."""
    return Library(
        {page.article.path: page.anchor for page in found},
        {
            statement.id: page.place(number)
            for page in found
            for number, claim in enumerate(page.claims)
            for statement, _ in claim.statements
        },
    )


# --- as it is shown --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in plain words and as it is written, with its mark."""

    words: str
    text: str
    where: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Note:
    """What a claim says, beside the text; `numbers` are its contradictions."""

    place: str
    number: int
    mark: Mark
    speaker: str
    said: tuple[Said, ...]
    numbers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `place` links to the note of the claim that it shows.

    It is where one looks for that claim if it is its `own` beginning; `begins` are the places of
    other claims that begin here, `ends` the numbers of those that end.
    """

    text: str
    place: str
    own: bool
    mark: Mark | None
    begins: tuple[str, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything that is shown of one article."""

    page: Page
    notes: tuple[Note, ...]
    pieces: tuple[Piece, ...]
    tally: tuple[tuple[Mark, int], ...]
    numbers: tuple[int, ...]


def article_view(page: Page, marking: Marking) -> ArticleView:
    """An article as the report shows it."""
    notes = tuple(_note(page, number, claim, marking) for number, claim in enumerate(page.claims))
    spans = [
        Span(claim.quote.start, claim.quote.end, note.mark.rank)
        for claim, note in zip(page.claims, notes, strict=True)
    ]
    pieces = tuple(_piece(one, notes) for one in stretches(page.article.text, spans))
    numbers = sorted({number for note in notes for number in note.numbers})
    return ArticleView(page, notes, pieces, tuple(_tally(notes)), tuple(numbers))


def _note(page: Page, number: int, claim: Claimed, marking: Marking) -> Note:
    said = tuple(_said(statement, meaning, marking) for statement, meaning in claim.statements)
    numbers = {n for s, _ in claim.statements for n in marking.numbers.get(s.id, ())}
    skipped = claim.skipped
    return Note(
        page.place(number),
        number + 1,
        SKIPPED if skipped is not None else worst(one.mark for one in said),
        (claim.statements[0][0].speaker or "") if claim.statements else "",
        said,
        tuple(sorted(numbers)),
        "" if skipped is None else skipped.reason,
    )


def _said(statement: Statement, meaning: Meaning, marking: Marking) -> Said:
    words = meaning.words
    return Said(
        words[:1].upper() + words[1:],
        statement.text,
        statement.where,
        marking.mark(statement),
    )


def _piece(one: Stretch, notes: Sequence[Note]) -> Piece:
    shown = None if one.span is None else notes[one.span]
    return Piece(
        one.text,
        "" if shown is None else shown.place,
        one.span in one.begins,
        None if shown is None else shown.mark,
        tuple(notes[number].place for number in one.begins if number != one.span),
        tuple(notes[number].number for number in one.ends),
    )


def _tally(notes: Iterable[Note]) -> Iterator[tuple[Mark, int]]:
    """How many statements have each mark, the worst first."""
    counts: dict[Mark, int] = {}
    for note in notes:
        for one in note.said:
            counts[one.mark] = counts.get(one.mark, 0) + 1
    for mark in MARKS:
        if mark in counts:
            yield mark, counts[mark]
