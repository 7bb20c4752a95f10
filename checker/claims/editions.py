"""By which report a running figure is known: `as_of`, else the bulletin, else its own article.

`as_of` beside a bulletin dates the bulletin, for all who quote it.
"""

import re
from collections.abc import Iterable, Mapping

from checker.claims.statements import Statement
from checker.language.periods import Edition, period_of

_AS_OF = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:[ T](\d{2}):(\d{2}))?", re.ASCII)
_LAST_HOUR, _LAST_MINUTE = 23, 59


def as_of(text: str) -> Edition | None:
    """The edition of a day, month or year, or of a minute; None for anything else."""
    match = _AS_OF.fullmatch(text)
    period = period_of(match[1], {}) if match else None
    if match is None or period is None:
        return None
    if match[2] is None:
        return Edition(f"as of {text}", f"{period.first} 00:00", f"{period.last} 23:59")
    if period.first != period.last or int(match[2]) > _LAST_HOUR or int(match[3]) > _LAST_MINUTE:
        return None
    minute = f"{match[1]} {match[2]}:{match[3]}"
    return Edition(f"as of {minute}", minute, minute)


def editions(statements: Iterable[Statement]) -> list[Edition | None]:
    """The edition of each statement, in their order; None where no report states it."""
    statements = list(statements)
    dates = _dates(statements)
    return [_edition(statement, dates) for statement in statements]


def _edition(statement: Statement, dates: Mapping[str, Edition]) -> Edition | None:
    bulletin = statement.bulletin
    date = dates.get(bulletin or "")
    if bulletin is not None and (date is not None or statement.as_of is None):
        return _reported_in(bulletin, date)
    if statement.as_of is not None:
        return as_of(statement.as_of)
    article = statement.article
    return None if article is None else _reported_in(article.path, as_of(article.published or ""))


def _reported_in(name: str, date: Edition | None) -> Edition:
    """What a bulletin or an article tells; without its date nothing is known to be earlier."""
    named = f"as reported in {name}"
    return Edition(named) if date is None else Edition(named, date.first, date.last)


def _dates(statements: Iterable[Statement]) -> dict[str, Edition]:
    """The bulletins that `as_of` dates, a day and a minute of it by the minute.

    One with figures of dates that exclude each other has none itself.
    """
    found: dict[str, Edition | None] = {}
    for statement in statements:
        date = as_of(statement.as_of or "")
        if statement.bulletin is not None and date is not None:
            known = found.setdefault(statement.bulletin, date)
            found[statement.bulletin] = None if known is None else in_common(known, date)
    return {bulletin: date for bulletin, date in found.items() if date is not None}


def in_common(one: Edition, other: Edition) -> Edition | None:
    """The time that two dates have in common."""
    if one.before(other) or other.before(one):
        return None
    return Edition(one.name, max(one.first, other.first), min(one.last, other.last))
