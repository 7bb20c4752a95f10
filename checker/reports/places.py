"""Where something stands, as programs expect it: encoded paths, columns in UTF-16 code units."""

from collections.abc import Mapping
from urllib.parse import quote

from checker.claims.problems import Problem
from checker.claims.sources import Source
from checker.claims.statements import Article, Project, Quote, Statement
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a file. Lines and columns count from 1; `end_column` is behind the passage."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a project, to find places in them.

    `meanings` tell what each statement says by its id; files, lines and ids do not matter to that.
    """

    claims: Mapping[str, Source]
    articles: Mapping[str, Source]
    meanings: Mapping[str, str]

    def of(self, at: Statement | Problem) -> Place:
        """Where a statement is claimed, or a problem is."""
        return _of_problem(at) if isinstance(at, Problem) else self.of_statement(at)

    def of_statement(self, statement: Statement) -> Place:
        """Where a statement is claimed; to the end of the line where it is written otherwise."""
        at = statement.position
        source = self.claims.get(at.file)
        if source is None:
            return Place(at.file, at.line, at.column, at.line, at.column + 1)
        line, start = source.line(at.line), at.column - 1
        text = statement.text if statement.part is None else statement.part.text
        end = start + len(text) if line.startswith(text, start) else len(line)
        return Place(at.file, at.line, *_columns(line, start, end, at.line))

    def of_quote(self, article: Article, quoted: Quote) -> Place:
        """Where a quote stands in its article."""
        source = self.articles[article.path]
        line, column = source.place(quoted.start)
        end_line, end_column = source.place(quoted.end)
        first, last = source.line(line), source.line(end_line)
        start = 1 + utf16(first[: column - 1]) - (line == 1 and first.startswith(_MARK))
        end = 1 + utf16(last[: end_column - 1]) - (end_line == 1 and last.startswith(_MARK))
        return Place(article.path, line, start, end_line, end)


NOWHERE = Places({}, {}, {})
"""Of no project, for problems that have stopped a run."""

_MARK = "\ufeff"
"""A byte-order mark, which is no column."""


def places_of(project: Project) -> Places:
    """The places of a project."""
    claims = {source.path: source for source in project.files}
    articles = {
        article.path: Source(article.path, article.text)
        for topic in project.topics
        for article in topic.articles
    }
    meanings = {
        statement.id: meaning.said.text
        for topic in project.topics
        for statement, meaning in topic.switches
    }
    return Places(claims, articles, meanings)


def _of_problem(problem: Problem) -> Place:
    """Where a problem is."""
    start = problem.column - 1
    end = start + max(1, problem.width)
    if not problem.excerpt:
        return Place(problem.file, problem.line, start + 1, problem.line, end + 1)
    columns = _columns(problem.excerpt, start, end, problem.line)
    return Place(problem.file, problem.line, *columns)


def _columns(line: str, start: int, end: int, number: int) -> tuple[int, int, int]:
    """First column, last line and last column of a passage on one line."""
    first = 1 + utf16(line[:start]) + max(0, start - len(line))
    return first, number, max(first + 1, first + utf16(line[start:end]))


def utf16(text: str) -> int:
    """How many code units a text takes in UTF-16."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def uri(folder: str, file: str) -> str:
    """A path as a relative URI; a colon in it begins no scheme."""
    return quote((folder + file).encode("utf-8", "surrogateescape"), safe="/")
