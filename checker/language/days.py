"""Days as numbers, clock times, and how many days months and years can have.

Day 1 is 1 January of the year 1 in the Gregorian calendar, reckoned back as if it had always held.
Days run from midnight to midnight, and every clock shows the time of one zone.
"""

import re
from calendar import isleap, month_name, monthrange
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import ceil, floor

DAY = 24 * 60
"""Minutes of a day."""

TIMES = {
    word: one
    for one in ("minute", "hour", "day", "week", "month", "year")
    for word in (one, f"{one}s")
}
"""Words for units of time, with the unit that each is."""

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_YEAR = 12
_SHORTEST, _LONGEST = 28, 31

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:\s?(?P<half>[ap])(?:m\b|\.m\.))?", re.ASCII
)
_HALF_DAY = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59


MONTHS = tuple(month_name)[1:]
"""The months as articles name them."""


def ordinal(year: int, month: int, day: int) -> int:
    """The number of a day, in any year: years before the first go on downwards."""
    cycles, within = divmod(year - 1, _CYCLE_YEARS)
    return date(within + 1, month, day).toordinal() + cycles * _CYCLE_DAYS


def years_back(day: date, years: int) -> int:
    """The number of the same day of the year some years before; 28 for 29 February if need be."""
    year = day.year - years
    return ordinal(year, day.month, min(day.day, _month_days(year, day.month)))


def latest_born(day: date, age: int) -> int:
    """The last birthday with which somebody can have turned `age` by a day.

    Whoever is born on 29 February turns on 28 February or on 1 March of other years.
    """
    year = day.year - age
    leaps = (day.month, day.day) == (2, 28) and _is_leap(year) and not isleap(day.year)
    return ordinal(year, 2, 29) if leaps else years_back(day, age)


def _is_leap(year: int) -> bool:
    return isleap((year - 1) % _CYCLE_YEARS + 1)


def _month_days(year: int, month: int) -> int:
    return monthrange((year - 1) % _CYCLE_YEARS + 1, month)[1]


# --- months on end ---------------------------------------------------------------------------


def fewest_days(months: Fraction) -> int:
    """The fewest days from a date to the same one some months on; parts of a month by its days."""
    whole = floor(months)
    return _spread(whole)[0] + floor((months - whole) * _SHORTEST)


def most_days(months: Fraction) -> int:
    """The most days from a date to the same one some months on; parts of a month by its days."""
    whole = floor(months)
    return _spread(whole)[1] + ceil((months - whole) * _LONGEST)


@lru_cache(maxsize=1)
def _starts() -> tuple[int, ...]:
    """The days before each month of two cycles of the calendar."""
    lengths = (_month_days(year, m) for year in range(2 * _CYCLE_YEARS) for m in range(1, 13))
    return (0, *accumulate(lengths))


@lru_cache(maxsize=256)
def _spread(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many months on end have."""
    cycles, rest = divmod(months, _CYCLE_YEARS * _YEAR)
    starts = _starts()
    lengths = [starts[i + rest] - starts[i] for i in range(_CYCLE_YEARS * _YEAR)]
    return min(lengths) + cycles * _CYCLE_DAYS, max(lengths) + cycles * _CYCLE_DAYS


# --- clock times -----------------------------------------------------------------------------


def minute_of(text: str) -> int | None:
    """The minute of the day of `12:51`, `12.51pm`, `6pm` or `noon`; None for anything else."""
    if text == "noon":
        return DAY // 2
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if minute > _LAST_MINUTE or hour > (_HALF_DAY if match["half"] else _LAST_HOUR):
        return None
    if match["half"]:
        if not hour:
            return None
        hour = hour % _HALF_DAY + (_HALF_DAY if match["half"] == "p" else 0)
    return 60 * hour + minute


# --- in words --------------------------------------------------------------------------------


def day_words(number: Fraction) -> str:
    """A day's number as its date; as it is where no calendar has it."""
    whole = floor(number)
    if not 1 <= whole <= date.max.toordinal():
        return f"day {whole:,}"
    return date.fromordinal(whole).isoformat()


def clock_words(minute: Fraction) -> str:
    """A minute of the day as a clock shows it; beyond a day it counts from day 0, with its date."""
    days, within = divmod(floor(minute), DAY)
    shown = f"{within // 60:02}:{within % 60:02}"
    return f"{day_words(Fraction(days))} {shown}" if days else shown


# --- ages ------------------------------------------------------------------------------------


def oldest(born: int, day: date) -> int:
    """The completed years that somebody born on a day can have at most on another."""
    age = (day.toordinal() - born) // (_YEAR * _LONGEST)
    while latest_born(day, age + 1) >= born:
        age += 1
    return age


def youngest(born: int, day: date) -> int:
    """The completed years that somebody born on a day has at least on another."""
    age = (day.toordinal() - born) // (_YEAR * _LONGEST)
    while years_back(day, age + 1) >= born:
        age += 1
    return age
