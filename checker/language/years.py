"""Bare years in formulas, which may be numbers too, and periods behind figures."""

import re
from typing import NamedTuple

from checker.language.days import MONTHS
from checker.language.scanner import Scanner

YEAR = re.compile(r"(?:1(?:[89]\d|\d[1-9]|[0-7][1-9])\d|2[01]\d\d)(?!\d|[.,]\d)", re.ASCII)
_BARE_YEAR = re.compile(rf"{YEAR.pattern}(?:[-/–]\d{{1,4}})*(?!\w)", re.ASCII)
_WHEN = re.compile(
    rf"\s*(?P<link>in|of|per)\s+(?:the\s+year\s+)?(?:(?P<month>{'|'.join(MONTHS)})\s+)?"
    rf"(?P<period>{YEAR.pattern}(?:[-/–]\d{{1,4}})*)(?!\w)",
    re.ASCII,
)


class Behind(NamedTuple):
    """A period behind a figure, as in `£5 in July 2011`: its name, the word before it, its end."""

    period: str
    link: str
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it may be a number as well."""
        return self.period.isdecimal()


def year_at(text: str, start: int) -> str | None:
    """A bare number that may be a year, or years as in `2010/11`; None where there is none."""
    match = _BARE_YEAR.match(text, start)
    return None if match is None else match[0]


def period_behind(scanner: Scanner) -> Behind | None:
    """A period that stands behind a figure; behind `of` and `per` only where nothing follows."""
    match = _WHEN.match(scanner.text, scanner.last_end)
    if match is None or (match["link"] != "in" and scanner.text[match.end() :].strip()):
        return None
    month = f"-{MONTHS.index(match['month']) + 1:02}" if match["month"] else ""
    return Behind(f"{match['period']}{month}", match["link"], match.end())
