"""By which report a running figure is known: `as_of`, else the bulletin, else its own article."""

import re
from collections.abc import Iterable

from checker.claims.statements import Article, Statement
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
    first_told = _bulletins(statements)
    return [_edition(statement, first_told) for statement in statements]


def _edition(statement: Statement, bulletins: dict[str, Edition]) -> Edition | None:
    if statement.as_of is not None:
        return as_of(statement.as_of)
    if statement.bulletin is not None:
        return bulletins[statement.bulletin]
    return None if statement.article is None else _told_by(statement.article)


def _told_by(article: Article) -> Edition:
    day = as_of(article.published or "")
    name = f"as reported in {article.path}"
    return Edition(name, day.first, day.last) if day else Edition(name)


def _bulletins(statements: Iterable[Statement]) -> dict[str, Edition]:
    """Each bulletin, known since the first article that quotes it."""
    found: dict[str, list[Edition]] = {}
    for statement in statements:
        if statement.bulletin is not None and statement.article is not None:
            found.setdefault(statement.bulletin, []).append(_told_by(statement.article))
    return {bulletin: _first(bulletin, told) for bulletin, told in found.items()}


def _first(bulletin: str, told: Iterable[Edition]) -> Edition:
    name = f"as reported in {bulletin}"
    dated = sorted((edition for edition in told if edition.first), key=lambda e: e.order)
    return Edition(name, dated[0].first, dated[0].last) if dated else Edition(name)
