"""How long one event is after another: units of time, what a printed length stands for.

Minutes and hours are counted by the clock. Days, weeks, months and years are counted by the
calendar, from date to date: an end of the reading that is a whole number of days, and is itself in
the reading, is a difference of two dates; any other end is days of 24 hours. A month or a year is
as long as any on the calendar, so n years have from their fewest to their most days.
"""

from dataclasses import replace
from fractions import Fraction

from checker.algebra.constraints import TRUE, Constraint, at_most, both, equal, less
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.language.days import DAY, TIMES, fewest_days, most_days
from checker.language.figures import Figure, Hedge, Kind, Reading, Widths, reading
from checker.language.moments import When

_BY_CLOCK = {"minute": 1, "hour": 60}
_IN_DAYS = {"day": 1, "week": 7}
_IN_MONTHS = {"month": 1, "year": 12}
_COUNTED = frozenset({"minute", "day"})
"""Units that are counted one by one; of any other, a plain number is a length in round terms."""

_HALF = Fraction(1, 2)
_FIVE = 5


def read_duration(figure: Figure, convention: Reading, widths: Widths) -> Interval:
    """The true lengths that a printed one stands for, in its own unit, never below nothing."""
    unit = TIMES[figure.unit or ""]
    found = reading(_as_number(figure), convention, widths)
    plain = figure.upper is None and figure.hedge is Hedge.NONE
    if figure.kind is Kind.VAGUE:
        return found
    if plain and convention is Reading.DEFAULT and not _is_fraction(figure):
        found = _plain(figure, unit, found)
    elif figure.upper is None and figure.hedge is Hedge.ABOUT:
        found = _about(figure, unit, found, widths)
    if found.low is None or found.low < 0:
        return replace(found, low=Fraction(0), low_open=False)
    return found


def _as_number(figure: Figure) -> Figure:
    if figure.kind is Kind.VAGUE:
        return replace(figure, printed=figure.printed.removesuffix(f" {figure.unit}"))
    return replace(figure, kind=Kind.FRACTION if _is_fraction(figure) else Kind.NUMBER)


def _is_fraction(figure: Figure) -> bool:
    """Whether it is `half an hour` rather than `0.5 hours`."""
    return figure.value.denominator != 1 and figure.last == 1


def _plain(figure: Figure, unit: str, found: Interval) -> Interval:
    """A whole number of hours, weeks, months or years is rounded, or completed ones."""
    value = figure.value
    if value.denominator == 2:  # noqa: PLR2004 - two and a half years
        return _hull(found, Interval(value - _HALF / 2, value + _HALF / 2))
    if unit in _COUNTED or value.denominator != 1:
        return found
    return _hull(found, Interval(value - _HALF, value + 1, high_open=True))


def _about(figure: Figure, unit: str, found: Interval, widths: Widths) -> Interval:
    """No narrower than without `about`; minutes and days, counted one by one, have some room."""
    if _is_fraction(figure):
        return found
    value = figure.value
    in_fives = unit == "minute" and value % _FIVE == 0
    room = Fraction(_FIVE, 2) if in_fives else Fraction(unit in _COUNTED)
    plain = reading(replace(_as_number(figure), hedge=Hedge.NONE), Reading.DEFAULT, widths)
    found = _hull(found, Interval(value - room, value + room))
    return _hull(found, _plain(figure, unit, plain))


def _hull(one: Interval, other: Interval) -> Interval:
    """The interval from the lower to the upper end of two that meet, which have both ends."""
    low = min((i.low or Fraction(0), i.low_open) for i in (one, other))
    high = max((i.high or Fraction(0), not i.high_open) for i in (one, other))
    return Interval(low[0], high[0], low[1], not high[1])


# --- algebra ---------------------------------------------------------------------------------


def passed(unit_word: str, length: Interval, later: When, earlier: When) -> Constraint:
    """One moment is so long after another."""
    unit = TIMES[unit_word]
    elapsed = later.moment - earlier.moment
    if unit in _BY_CLOCK:
        inside = length.scaled(Fraction(_BY_CLOCK[unit]))
        return _within(inside, elapsed, elapsed, Fraction(1))
    return _within(_in_days(unit, length), later.day - earlier.day, elapsed, Fraction(DAY))


def _in_days(unit: str, length: Interval) -> Interval:
    if unit in _IN_DAYS:
        return length.scaled(Fraction(_IN_DAYS[unit]))
    months = length.scaled(Fraction(_IN_MONTHS[unit]))
    return replace(
        months,
        low=None if months.low is None else Fraction(fewest_days(months.low)),
        high=None if months.high is None else Fraction(most_days(months.high)),
    )


def _within(length: Interval, dates: Polynomial, elapsed: Polynomial, size: Fraction) -> Constraint:
    """Whole ends that are inside hold for the dates, others for what has elapsed.

    `size` is how much elapses in one unit of the length.
    """
    if length.is_point and length.low is not None and length.low.denominator == 1:
        return equal(dates, Polynomial.number(length.low))
    low: Constraint = TRUE
    high: Constraint = TRUE
    if length.low is not None:
        end = Polynomial.number(length.low)
        counted = not length.low_open and length.low.denominator == 1
        late = at_most if not length.low_open else less
        low = at_most(end, dates) if counted else late(end.scaled(size), elapsed)
    if length.high is not None:
        end = Polynomial.number(length.high)
        counted = not length.high_open and length.high.denominator == 1
        early = at_most if not length.high_open else less
        high = at_most(dates, end) if counted else early(elapsed, end.scaled(size))
    return both(low, high)


def measured(figure: Figure, later: When, earlier: When) -> tuple[Figure, Polynomial]:
    """A figure and what it is the length of, in one unit: months and years in days."""
    unit = TIMES[figure.unit or ""]
    if unit in _BY_CLOCK:
        return figure, (later.moment - earlier.moment).scaled(Fraction(1, _BY_CLOCK[unit]))
    days = later.day - earlier.day
    if unit in _IN_DAYS:
        return figure, days.scaled(Fraction(1, _IN_DAYS[unit]))
    value = Fraction(fewest_days(figure.value * _IN_MONTHS[unit]))
    return replace(figure, value=value, unit="days"), days
