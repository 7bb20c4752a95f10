"""Periods: years, months and days as they are written, and spans that a vocabulary names."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
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
    """The year, month, day or years that a named span is: one period under both names."""
    first, last = span.first, span.last
    years = f"{first.year:04}-{last.year:04}"
    for name in (f"{first.year:04}", first.isoformat()[:7], first.isoformat(), years):
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
            return Period(f"{match[1]}-{match[2]}", date(first, 1, 1), date(last, 12, 31))
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
    """The same span of the calendar some years before; None where no calendar reaches.

    A named period goes to the named one with those days, whatever it is called, or to the one as
    long that begins at most a week off, and less than half its own length. Where there is none, it
    has the name that it should get.
    """
    if period.first is None or period.last is None or period.first.year - years < 1:
        return None
    first = _years_back(period.first, years, last=False)
    is_day = period.first == period.last
    last = first if is_day else _years_back(period.last, years, last=True)
    if _is_written(period):
        return _written(_plain_name(NamedPeriod("", first, last)) or "")
    most = min(_DAYS_ASTRAY, (_length(period) - 1) // 2)
    near = (span for span in _as_long(period, named) if _astray(span, first) <= most)
    found = min(near, key=lambda span: (_astray(span, first), span.name), default=None)
    if found is not None:
        return _named(found, named)
    return Period(_name_for(period, years, first, last, named), first, last)


def _astray(span: NamedPeriod, first: date) -> int:
    """How many days a span begins before or after a day."""
    return abs((span.first - first).days)


def _as_long(period: Period, named: Mapping[str, NamedPeriod]) -> Iterator[NamedPeriod]:
    return (s for s in named.values() if like(Period(s.name, s.first, s.last), period))


_DAYS_ASTRAY = 7
"""Named years may begin on a day of the week, so not always on the same date.

A week has half of that: more would be the week next to it.
"""


def like(period: Period, other: Period) -> bool:
    """Whether two periods are as long as each other, to within a tenth."""
    one, two = _length(period), _length(other)
    return bool(one and two) and 10 * abs(one - two) <= max(one, two)


def _length(period: Period) -> int:
    """How many days a period has; 0 where it has no end."""
    if period.first is None or period.last is None:
        return 0
    return (period.last - period.first).days + 1


def _is_written(period: Period) -> bool:
    """Whether a period is a year, a month, a day or a span of years."""
    if period.first is None or period.last is None:
        return False
    return _plain_name(NamedPeriod("", period.first, period.last)) is not None


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
    """The period as long that ends where this one begins: the year before 2011, the month, the day.

    Before one that only the vocabulary names, it is a declared one. Where there is none, it has the
    name that it should get; None only where the calendar ends.
    """
    return _next_to(period, -1, named)


def just_after(period: Period, named: Mapping[str, NamedPeriod]) -> Period | None:
    """The period as long that begins where this one ends, as `just_before` finds them."""
    return _next_to(period, 1, named)


def _next_to(period: Period, step: int, named: Mapping[str, NamedPeriod]) -> Period | None:
    if period.first is None or period.last is None:
        return None
    try:
        first, last = _shifted(period.first, period.last, step)
    except (ValueError, OverflowError):  # before the year 1, or after 9999
        return None
    if _is_written(period):
        return _written(_plain_name(NamedPeriod("", first, last)) or "")
    as_long = _as_long(period, named)
    there = (s for s in as_long if (s.last == last if step < 0 else s.first == first))
    days = last - first
    found = min(there, key=lambda s: (abs(s.last - s.first - days), s.name), default=None)
    if found is not None:
        return _named(found, named)
    years = round(-step * _length(period) / _DAYS_A_YEAR)
    return Period(_name_for(period, years, first, last, named), first, last)


_DAYS_A_YEAR = 365


def _shifted(first: date, last: date, step: int) -> tuple[date, date]:
    """The ends of a span one step on, or back: in months if it has whole ones."""
    end = last + timedelta(days=1)
    months = 12 * (end.year - first.year) + end.month - first.month
    if end.day != first.day:
        days = (end - first) * step
        return first + days, last + days
    start, stop = _months_on(first, step * months), _months_on(end, step * months)
    return start, stop - timedelta(days=1)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# --- periods that nobody declared ------------------------------------------------------------


def is_known(period: Period, named: Mapping[str, NamedPeriod]) -> bool:
    """Whether the calendar or the vocabulary has a period."""
    return period.first is None or period_of(period.name, named) is not None


def _name_for(
    period: Period, years: int, first: date, last: date, named: Mapping[str, NamedPeriod]
) -> str:
    """What a period could be called that is some years before a named one: `2011/12`."""
    back = _name_back(period, years)
    if back != period.name and period_of(back, named) is None:
        return back
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return f"{first:%Y-%m}/{last:%Y-%m}" if whole else f"{first}/{last}"


def _name_back(period: Period, years: int) -> str:
    """The name of a period with its own years some years before."""
    own = {day.year for day in (period.first, period.last) if day is not None}
    numbers = {f"{year:04}": f"{year - years:04}" for year in own}
    numbers |= {year[-2:]: back[-2:] for year, back in numbers.items()}
    return _YEAR_IN_NAME.sub(lambda match: numbers.get(match[0], match[0]), period.name)


_YEAR_IN_NAME = re.compile(
    r"(?<!\d)\d{4}(?!\d)|(?<=\d{4}[/–-])\d{2}(?!\d)|(?<=[^\W\d])\d{2}$", re.ASCII
)


def successions(periods: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """Each two periods of which one comes after the other, with none of them between."""
    for one in periods:
        later = [other for other in periods if wholly_before(one, other)]
        for other in later:
            if not any(wholly_before(between, other) for between in later):
                yield one, other


def within(period: Period, first: Period, last: Period) -> bool:
    """Whether a period lies between two others, both included."""
    if None in (period.first, period.last, first.first, last.last):
        return False
    return str(first.first) <= str(period.first) and str(period.last) <= str(last.last)
