"""What loading yields: statements that never lose their line, claims, articles, topics."""

from collections.abc import Collection
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Literal

from checker.claims.problems import Problem
from checker.claims.sources import Source
from checker.frozen import dataclass
from checker.language.figures import Reading, Widths
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning
from checker.language.nodes import Assertion, Formula


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int

    @property
    def where(self) -> str:
        """The file and the line, as people and editors read it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Article:
    """A text in `seeds/` and who published it. `path` is relative to the project.

    `published` is the ISO date as written (2011-11-08, 2011-11 or 2011), or None. `trust`
    multiplies the cost of withdrawing what the article states; the usual value is 1. `title`,
    `author` and `url` are empty where nobody gives them.
    """

    path: str
    text: str
    publisher: str
    published: str | None
    trust: Fraction
    title: str = ""
    author: str = ""
    url: str = ""

    @property
    def known_title(self) -> str:
        """The title, else the first line of the text, cut where it is long."""
        lines = (line.strip() for line in self.text[:_HEAD].splitlines())
        first = self.title or next((line for line in lines if line), "")
        return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rstrip()}…"

    @property
    def known_publisher(self) -> str:
        """The publisher; empty where nobody says who it is."""
        return "" if self.publisher.casefold() == "not stated" else self.publisher


_HEAD, _TITLE = 2_000, 110
"""Signs among which a first line is looked for, and of a title at the most."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage; `start` and `end` are offsets into `Article.text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Which figure of a statement with several: its number from 1, its text as written.

    `of` is the id of the whole statement.
    """

    number: int
    text: str
    of: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One formula of a claim or an assumption, or one figure of it: the unit that can be blamed.

    `id` is `claim-file/claim-id/n`, n from 1. `text` is the formula as written, `position` where it
    starts; `columns[i]` would be `position.column + i` since a formula stands on one line. One
    made for a line of a quote (`each_line`) holds texts of that line and stands at its template.
    `article` and `quote` are None for an assumption, whose `because` says why it is reasonable and
    `supposed` the same in a few words, where somebody wrote them.
    `only_for` is the path of the one article for which an assumption holds. `unit` is what its
    figures were rounded to, None for their last printed digit. A `rule` always holds and is never
    blamed; only a program can give one, no file.

    One that is a `part` of a statement with several figures has the id `claim-file/claim-id/n.m`
    and the text of all of it; its formula and its position are those of the part. `in_headline`
    tells that its claim says `where: headline`.
    """

    id: str
    kind: Literal["stated", "assumed", "rule"]
    text: str
    formula: Formula
    position: Position
    article: Article | None = None
    quote: Quote | None = None
    speaker: str | None = None
    because: str = ""
    supposed: str = ""
    only_for: str | None = None
    period: str | None = None
    place: str | None = None
    reading: Reading = Reading.DEFAULT
    unit: Fraction | None = None
    as_of: str | None = None
    bulletin: str | None = None
    note: str = ""
    part: Part | None = None
    in_headline: bool = False

    @property
    def passage(self) -> tuple[str, int, int] | None:
        """Where its quote stands: the path of the article, beginning and end; None without one."""
        if self.article is None or self.quote is None:
            return None
        return self.article.path, self.quote.start, self.quote.end

    @property
    def whole(self) -> str:
        """The id of the statement as it is written."""
        return self.id if self.part is None else self.part.of

    @property
    def shown(self) -> str:
        """The text for readers; of a part what is meant, and in which statement."""
        return self.text if self.part is None else f"{self.part.text} (in: {self.text})"

    @property
    def where(self) -> str:
        """Its file and its line."""
        return self.position.where

    def is_among(self, ids: Collection[str]) -> bool:
        """Whether ids name it, or the statement that it is a part of."""
        return self.id in ids or self.whole in ids

    def same_part(self, tree: Assertion) -> Assertion | None:
        """What another formula says in the place of this one; None where it has other parts."""
        if self.part is None:
            return tree
        parts = tree.parts()
        return parts[self.part.number - 1] if self.part.number <= len(parts) else None

    def same_meaning(self, whole: Meaning) -> Meaning | None:
        """The same of what the formula means."""
        if self.part is None:
            return whole
        number = self.part.number
        return whole.parts[number - 1] if number <= len(whole.parts) else None


Switch = tuple[Statement, Meaning]
"""What can be withdrawn by itself, and what it says: a statement, or a part of one."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What an article takes back: `statement` asserts nothing, `carried` are others' that say it.

    These are not checked; the report lists them.
    """

    statement: Statement
    carried: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A claim that cannot be a constraint, kept with its quote and the reason."""

    id: str
    reason: str
    position: Position
    article: Article
    quote: Quote


@dataclass(frozen=True)  # with a dictionary, for what is compiled of it
class Topic:
    """One vocabulary and everything that is written in its words; topics are checked apart.

    `meanings[i]` is what `statements[i]` says; there are none where the files have errors.
    `switches` are the same figure by figure.
    `alike` are pairs of members' names that look like one name in two spellings.
    """

    name: str
    lexicon: Lexicon
    widths: Widths
    statements: tuple[Statement, ...]
    meanings: tuple[Meaning, ...]
    skipped: tuple[Skipped, ...]
    articles: tuple[Article, ...]
    claims: int
    withdrawals: tuple[Withdrawal, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    switches: tuple[Switch, ...] = ()


class Printing(Enum):
    """Where in an article a claim may stand."""

    HEADLINE = "headline"


class Ruling(Enum):
    """What an editor decides of a contradiction."""

    MISPRINT = "misprint"
    MISREAD = "misread"
    DEFINITIONS = "definitions"
    ASSUMPTION = "assumption"
    ACCEPTED = "accepted"

    @property
    def says(self) -> str:
        """What it says, in a line of help or of a form."""
        return _SAYS[self]


_SAYS = {
    Ruling.MISPRINT: "a figure in an article is wrong",
    Ruling.MISREAD: "our claim says what its article does not; the claim file is to be mended",
    Ruling.DEFINITIONS: "the figures count different things",
    Ruling.ASSUMPTION: "an assumption of ours is wrong",
    Ruling.ACCEPTED: "nothing is done about it until a day",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of the contradiction with this id, and why.

    `article` is the path of the article whose figure is a misprint, or whose claim is misread; `on`
    the day on which it was decided; `until` the last one on which it holds, None for ever; `url`
    where the check was published; `says` are the statements that it was made for, as they were, and
    `restated` those that were told beside them.
    """

    contradiction: str
    ruling: Ruling
    because: str
    position: Position
    article: str | None = None
    by: str = ""
    on: date | None = None
    until: date | None = None
    url: str = ""
    says: tuple[str, ...] = ()
    restated: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was decided, in a few words."""
        match self.ruling:
            case Ruling.MISPRINT:
                return f"a misprint in {self.article}"
            case Ruling.MISREAD:
                of = f" of {self.article}" if self.article else ""
                return f"a misreading of ours{of}"
            case Ruling.DEFINITIONS:
                return "a difference of definitions"
            case Ruling.ASSUMPTION:
                return "a wrong assumption"
            case Ruling.ACCEPTED:
                return "accepted for now"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who publishes what was decided; `url` is empty where none is known."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """All topics of a folder, sorted by name, and every problem found, sorted by place.

    `desk` is who decides, if that is known. `is_whole` is false where only some of its claim files
    were read. `files` are all that were read, articles too; a project made in memory has none.
    """

    topics: tuple[Topic, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...] = ()
    desk: Desk | None = None
    is_whole: bool = True
    files: tuple[Source, ...] = ()
