"""An order of statements that rests on what articles print and where, not on files or ids.

What is equal otherwise is put in order by it. So the same findings come of the same claims, however
their files are laid out and called.
"""

import re

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
    worded = (one.text for one in amounts(quote) if one.value == figure.value)
    for text in (figure.printed, *worded):
        if found := re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w)", quote, re.IGNORECASE):
            return found.start()
    return len(quote)
