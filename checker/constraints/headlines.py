"""Which statements stand in a headline, or in a standfirst: the body of the article outweighs them.

A claim says so by `where: headline`. The first line of an article, if it is no sentence, is taken
for one where the body speaks of the same.
"""

from collections.abc import Iterable

from checker.claims.statements import Statement
from checker.constraints.distinct import Distinct


def in_headlines(distinct: Iterable[Distinct]) -> frozenset[str]:
    """The ids of statements that an article makes in its headline."""
    said = [(s, one.meaning.measures.keys()) for one in distinct for s in one.supporters]
    above = [pair for pair in said if _is_first_line(pair[0])]
    if not above:
        return frozenset(s.id for s, _ in said if s.in_headline)
    body: dict[str, set[str]] = {}
    for statement, names in said:
        if statement.article is not None and not _is_above(statement):
            body.setdefault(statement.article.path, set()).update(names)
    return frozenset(
        s.id
        for s, names in said
        if s.in_headline
        or (s.article is not None and _is_first_line(s) and body.get(s.article.path, set()) & names)
    )


def _is_above(statement: Statement) -> bool:
    return statement.in_headline or _is_first_line(statement)


def _is_first_line(statement: Statement) -> bool:
    """Whether its quote lies in the first line, which has text below it and no full stop."""
    if statement.article is None or statement.quote is None:
        return False
    text = statement.article.text
    first, _, rest = text.lstrip().partition("\n")
    end = len(text) - len(text.lstrip()) + len(first)
    return bool(
        statement.quote.end <= end
        and rest.strip()
        and not first.rstrip().endswith((".", "!", "”", '"'))
    )
