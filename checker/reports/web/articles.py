"""The articles with their claims: where each stands in the text, what it says, how it fares."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.claims.statements import Article, Project, Quote, Skipped, Statement
from checker.frozen import dataclass
from checker.language.meaning import Meaning
from checker.reports.summary import voice
from checker.reports.web.marks import MARKS, SKIPPED, Mark, Marking, worst
from checker.reports.web.passages import Span, Stretch, stretches


@dataclass(frozen=True, slots=True)
class Claimed:
    """A quote of an article and the statements that claim it; `skipped` where there are none."""

    quote: Quote
    statements: tuple[tuple[Statement, Meaning], ...]
    skipped: Skipped | None = None

    @property
    def speaker(self) -> str:
        """Whom it quotes; empty for the article itself."""
        return (self.statements[0][0].speaker or "") if self.statements else ""


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
        """The title of the article, else its first line."""
        return self.article.known_title

    @property
    def name(self) -> str:
        """Who published it, or the number or name of its file where nobody says."""
        statements = [statement for claim in self.claims for statement, _ in claim.statements]
        return voice(statements[0]) if statements else self.article.path.rpartition("/")[2]

    def place(self, claim: int) -> str:
        """What links to a claim: `3-1`, behind `t` in the text and behind `n` in the notes."""
        return f"{self.number}-{claim + 1}"


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


def notes(page: Page, marked: Marking) -> list[tuple[Claimed, Mark, list[int]]]:
    """The claims of an article, each with its mark and the numbers of its contradictions."""
    return [
        (
            claim,
            SKIPPED if claim.skipped else worst(marked.mark(s) for s, _ in claim.statements),
            sorted({n for s, _ in claim.statements for n in marked.numbers.get(s.id, ())}),
        )
        for claim in page.claims
    ]


def text(page: Page, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """The text of an article, cut where claims begin and end."""
    spans = [
        Span(claim.quote.start, claim.quote.end, mark.rank)
        for claim, mark in zip(page.claims, marks, strict=True)
    ]
    return stretches(page.article.text, spans)


def tally(page: Page, marked: Marking) -> list[tuple[Mark, int]]:
    """How many statements of an article have each mark, the worst first."""
    counts = Counter(marked.mark(s) for claim in page.claims for s, _ in claim.statements)
    return [(mark, counts[mark]) for mark in MARKS if mark in counts]
