"""An order of statements that rests on what articles print and where, not on files or ids.

What is equal otherwise is put in order by it. So the same findings come of the same claims, however
their files are laid out and called.
"""

from collections.abc import Iterator

from checker.claims.amounts import amounts
from checker.claims.statements import Statement
from checker.language.figures import Figure

Rank = tuple[bool, str, str, str, int, int, str, str, str]


def rank(statement: Statement, said: str) -> Rank:
    """Assumptions first; then by day, publisher and text of the article, and where it is printed.

    `said` is what the statement says, as text: the last thing to tell two of one place apart.
    """
    article, quote = statement.article, statement.quote
    if article is None or quote is None:
        return (False, "", "", "", -1, -1, said, statement.because, "")
    place = max((place_of(figure, quote.text) for figure in statement.formula.printed), default=-1)
    day = f"{article.published}~" if article.published else ""  # of a month the last day
    told = (article.known_publisher, article.text, quote.start, place, said, statement.text)
    return (True, day, *told, article.path)


def place_of(figure: Figure, quote: str) -> int:
    """Where a figure stands in a quote, as it is written or in words; its end where it does not."""
    line = quote.lower()
    return next(
        (start for text in _spellings(figure, quote) for start in _starts(text, line)), len(quote)
    )


def _spellings(figure: Figure, quote: str) -> Iterator[str]:
    """As it is written; only who does not find that looks for words, which takes far longer."""
    yield figure.printed.lower()
    for one in amounts(quote):
        if one.value == figure.value:
            yield one.text.lower()


def _starts(text: str, line: str) -> Iterator[int]:
    """Where a text stands in a line and is no part of a longer word or number."""
    start = line.find(text)
    while start >= 0:
        before, behind = line[max(0, start - 1) : start], line[start + len(text) :][:1]
        if not (_in_word(before) or before in {".", ","} or _in_word(behind)):
            yield start
        start = line.find(text, start + 1)


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
