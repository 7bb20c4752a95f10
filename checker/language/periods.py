"""Periods: years, months and days as they are written, and spans that a vocabulary names."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from checker.frozen import dataclass
from checker.language.lexicon import NamedPeriod

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS = re.compile(r"(\d{4})[-–](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a running figure is known by: when it was reported, or by which bulletin or article.

    `first` and `last` are the minutes (`2011-11-08 18:00`) between which it was reported, empty
    where nobody knows. Editions of one name are one.
    """

    name: str
    first: str = ""
    last: str = ""

    def before(self, other: "Edition") -> bool:
        """Whether this one was certainly reported earlier."""
        return bool(self.last and other.first) and self.last < other.first

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts by time as far as that is known, then by name."""
        return (self.first, self.last, self.name)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends inside; `ALWAYS` has neither.

    What is said of a running thing is said of a period in an `edition`, whose name is part of the
    period's. `members_stay` tells that only an attribute is running: its members are those of the
    period, whatever the edition.
    """

    name: str
    first: date | None = None
    last: date | None = None
    edition: Edition | None = None
    members_stay: bool = False

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts by first day, then last day, then name."""
        return (str(self.first or ""), str(self.last or ""), self.name)

    @property
    def plain(self) -> str:
        """The name without the edition."""
        return self.name if self.edition is None else self.name.removesuffix(_told(self.edition))

    @property
    def of_members(self) -> str:
        """The name of the period in which members are there or not."""
        return self.plain if self.members_stay else self.name

    def told_in(self, edition: Edition, *, members_stay: bool = False) -> "Period":
        """The same period, as an edition tells of it."""
        name = f"{self.plain}{_told(edition)}"
        return Period(name, self.first, self.last, edition, members_stay)


def _told(edition: Edition) -> str:
    return f", {edition.name}"


ALWAYS = Period("always")
"""What a formula is about when neither it nor a default names a period."""


def period_of(name: str, named: Mapping[str, NamedPeriod]) -> Period | None:
    """The period that a name stands for; None when it is no period."""
    if name in named:
        return _named(named[name], named)
    try:
        return _written(name)
    except ValueError:
        return None


def _named(span: NamedPeriod, named: Mapping[str, NamedPeriod]) -> Period:
    """The period of a named span; spans of the same days are one period under one name."""
    days = (span.first, span.last)
    same = min(name for name, other in named.items() if (other.first, other.last) == days)
    return Period(_plain_name(span) or same, *days)


def _plain_name(span: NamedPeriod) -> str | None:
    """The year, month or day that a named span is; it is the same period under both names."""
    first, last = span.first, span.last
    for name in (f"{first:%Y}", f"{first:%Y-%m}", f"{first:%Y-%m-%d}"):
        plain = _written(name)
        if plain is not None and (plain.first, plain.last) == (first, last):
            return name
    return None


@lru_cache(maxsize=4096)
def _written(name: str) -> Period | None:
    if match := _DAY.fullmatch(name):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return Period(name, day, day)
    if match := _YEARS.fullmatch(name):
        first, last = int(match[1]), int(match[2])
        if first < last:
            return Period(f"{first}-{last}", date(first, 1, 1), date(last, 12, 31))
        return None
    if match := _MONTH.fullmatch(name):
        year, month = int(match[1]), int(match[2])
        return Period(name, date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    if _YEAR.fullmatch(name):
        year = int(name)
        return Period(name, date(year, 1, 1), date(year, 12, 31))
    return None


def _years_back(day: date, years: int, *, last: bool) -> date:
    year = day.year - years
    end = monthrange(year, day.month)[1]
    whole_month = last and day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, end if whole_month else min(day.day, end))


def years_earlier(period: Period, years: int, named: Mapping[str, NamedPeriod]) -> Period | None:
    """The same span of the calendar some years before; None when the topic has no such period.

    A named period goes to the named one with those days, whatever it is called.
    """
    if period.first is None or period.last is None or period.first.year - years < 1:
        return None
    first = _years_back(period.first, years, last=False)
    is_day = period.first == period.last
    last = first if is_day else _years_back(period.last, years, last=True)
    for name in sorted(named):
        if named[name].first == first and named[name].last == last:
            return _named(named[name], named)
    if period.name in named:
        return None
    if _YEAR.fullmatch(period.name):
        return Period(f"{first.year:04}", first, last)
    if _YEARS.fullmatch(period.name):
        return Period(f"{first.year:04}-{last.year:04}", first, last)
    return Period(first.isoformat() if is_day else f"{first.year:04}-{first.month:02}", first, last)


def like(period: Period, other: Period) -> bool:
    """Whether two periods are of one kind: as long, to within a tenth, and named in one way.

    Those that a vocabulary names, unless they are a year, a month or a day, are apart from those
    that a calendar names.
    """
    one, two = _length(period), _length(other)
    alike = bool(one and two) and 10 * abs(one - two) <= max(one, two)
    return alike and (_calendar(period) == _calendar(other))


def _length(period: Period) -> int:
    """How many days a period has; 0 where it has no end."""
    if period.first is None or period.last is None:
        return 0
    return (period.last - period.first).days + 1


def _calendar(period: Period) -> bool:
    return period_of(period.name, {}) is not None


def begins_within(period: Period, years: int, of: Period) -> bool:
    """Whether a period begins at most some years before another does."""
    if period.first is None or of.first is None:
        return False
    return of.first.year <= years or period.first >= _years_back(of.first, years, last=False)


def wholly_before(period: Period, other: Period) -> bool:
    """Whether a period has ended when another begins."""
    if period.last is None or other.first is None:
        return False
    return period.last < other.first


def just_before(period: Period, named: Mapping[str, NamedPeriod]) -> Period | None:
    """The period of its kind that comes before it: the year before 2011, the month, the day.

    Before one that only the vocabulary names comes the last of its kind that has ended by then.
    None where there is none, or for a span of years.
    """
    if period.first is None:
        return None
    if not _calendar(period):
        declared = (_named(span, named) for span in named.values())
        earlier = [p for p in declared if like(p, period) and wholly_before(p, period)]
        return max(earlier, key=lambda p: p.order, default=None)
    if period.first == date.min or _YEARS.fullmatch(period.name):
        return None
    eve = (period.first - timedelta(days=1)).isoformat()
    return _written(eve[: len(period.name)])


def within(period: Period, first: Period, last: Period) -> bool:
    """Whether a period lies between two others, both included."""
    if None in (period.first, period.last, first.first, last.last):
        return False
    return str(first.first) <= str(period.first) and str(period.last) <= str(last.last)
