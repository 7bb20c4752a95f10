"""Which statements stand in a headline or a standfirst: the body of the article outweighs them.

A claim says so by `where: headline`. The first lines of an article, as far as they are no
sentences, are taken for one where the body speaks of the same.
"""

import re
from collections.abc import Iterable

from checker.claims.statements import Statement
from checker.compile.distinct import Distinct


def in_headlines(distinct: Iterable[Distinct]) -> frozenset[str]:
    """The ids of statements that an article makes in its headline."""
    said = [(s, one.meaning.measures.keys()) for one in distinct for s in one.supporters]
    heads = {text: _head(text) for text in {s.article.text for s, _ in said if s.article}}
    above = {s.id for s, _ in said if s.in_headline or _is_within(s, heads)}
    body: dict[str, set[str]] = {}
    for statement, names in said:
        if statement.article is not None and statement.id not in above:
            body.setdefault(statement.article.path, set()).update(names)
    return frozenset(
        s.id
        for s, names in said
        if s.id in above
        and s.article
        and (s.in_headline or body.get(s.article.path, set()) & names)
    )


def _is_within(statement: Statement, heads: dict[str, int]) -> bool:
    article, quote = statement.article, statement.quote
    return article is not None and quote is not None and quote.end <= heads[article.text]


_SENTENCE = re.compile(r"[.!?][\"”’')]*\s*$")


def _head(text: str) -> int:
    """Where the lines end with which a text begins before its first sentence; 0 if it has none."""
    end = 0
    for line in text.splitlines(keepends=True):
        if _SENTENCE.search(line):
            return end
        end += len(line)
    return 0
