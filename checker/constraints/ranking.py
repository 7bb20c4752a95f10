"""An order of statements that rests on what articles print and where, not on claim files or ids.

What is equal otherwise is decided by it: which of several figures is suspected, which contradiction
is told first. So the same findings come of the same claims, however their files are laid out.
"""

import re

from checker.claims.amounts import amounts
from checker.claims.statements import Statement
from checker.language.figures import Figure

Rank = tuple[bool, str, str, int, int, str, str]


def rank(statement: Statement, said: str) -> Rank:
    """Assumptions first; then by the day and the path of the article, and by where it is printed.

    `said` is what the statement says, as text: the last thing to tell two of one place apart.
    """
    article, quote = statement.article, statement.quote
    if article is None or quote is None:
        return (False, "", "", -1, -1, said, statement.because)
    place = max((_place(figure, quote.text) for figure in statement.formula.printed), default=-1)
    day = f"{article.published}~" if article.published else ""  # of a month the last day
    return (True, day, article.path, quote.start, place, said, statement.text)


def _place(figure: Figure, quote: str) -> int:
    """Where a figure stands in a quote, as it is written or in words; its end where it does not."""
    worded = (one.text for one in amounts(quote) if one.value == figure.value)
    for text in (figure.printed, *worded):
        if found := re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w)", quote, re.IGNORECASE):
            return found.start()
    return len(quote)
