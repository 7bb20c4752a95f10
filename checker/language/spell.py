"""Numbers, figures, periods and places as people write them."""

import re
from enum import Enum
from fractions import Fraction
from math import ceil, floor

from checker.algebra.intervals import Interval
from checker.language.days import TIMES, clock_words, day_words
from checker.language.figures import Figure, Kind, as_printed, is_read
from checker.language.periods import ALWAYS, Period

_DIGITS = 4
_EXACT = 6
"""Decimals that are all written where a number ends by then."""


_LARGE = 1000
"""From here on a rounded number is shown without decimals."""


class Side(Enum):
    """Where a number goes that cannot be written in full: `down` under `at least` is safe."""

    NEAREST = "nearest"
    DOWN = "down"
    UP = "up"


def number(value: Fraction, digits: int = _DIGITS, side: Side = Side.NEAREST) -> str:
    """A number with thousands separated; exact where a few decimals do, else rounded."""
    if value.denominator != 1 and (value * 10**_EXACT).denominator == 1:
        digits = _EXACT
    elif abs(value) >= _LARGE:
        digits = 0
    return rounded(value, digits, side)


def rounded(value: Fraction, digits: int, side: Side = Side.NEAREST) -> str:
    """A number with so many decimals at most; one to the nearest of them says `about`."""
    scaled = value * 10**digits
    match side:
        case Side.DOWN:
            whole = floor(scaled)
        case Side.UP:
            whole = ceil(scaled)
        case _:
            half = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
            whole = half if value >= 0 else -half
    sign = "-" if whole < 0 else ""
    ones, part = divmod(abs(whole), 10**digits)
    decimals = f"{part:0{digits}}".rstrip("0") if digits else ""
    about = "about " if side is Side.NEAREST and scaled.denominator != 1 else ""
    return f"{about}{sign}{ones:,}.{decimals}" if decimals else f"{about}{sign}{ones:,}"


def exact_value(figure: Figure, value: Fraction) -> str:
    """A value that loses nothing, on a figure's scale: days and times as a calendar has them."""
    if figure.kind in {Kind.DATE, Kind.CLOCK}:
        return figure_value(figure, value)
    return exact(value)


def exact(value: Fraction) -> str:
    """A number that loses nothing: decimal where it ends, else a fraction."""
    denominator, digits = value.denominator, 0
    for prime in (2, 5):
        times = 0
        while denominator % prime == 0:
            denominator //= prime
            times += 1
        digits = max(digits, times)
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    scaled = abs(value * 10**digits).numerator
    sign = "-" if value < 0 else ""
    if not digits:
        return f"{sign}{scaled}"
    text = f"{scaled:0{digits + 1}}"
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def figure_value(figure: Figure, value: Fraction, side: Side = Side.NEAREST) -> str:
    """A value on a figure's scale, in the figure's own style: `13.2%`, `one in 7.6`, `£9.5m`."""
    match figure.kind:
        case Kind.PERCENT:
            return f"{number(value * 100, 2, side)}%"
        case Kind.POINTS:
            points = number(value * 100, 2, side)
            return f"{points} point{'' if points == '1' else 's'}"
        case Kind.ONE_IN:
            return f"1 in {number(value, 2, side)}"
        case Kind.FRACTION:
            return f"{number(value * 100, 2, side)}%"
        case Kind.RATE if figure.per == 1:
            return with_currency(figure, number(value, 2, side))
        case Kind.RATE:
            return f"{number(value * figure.per, 2, side)} per {number(figure.per)}"
        case Kind.DURATION | Kind.VAGUE if figure.unit in TIMES:
            return _with_unit(value, figure.unit or "")
        case Kind.DATE:
            return day_words(value)
        case Kind.CLOCK:
            return clock_words(value)
        case Kind.MULTIPLE:
            return f"{number(value, 2, side)} times"
        case _:
            return _in_scale(figure, value, side)


_SCALE = re.compile(r"[-\u2212]?\s*[^\w\s.,]*\s*[\d.,]+(?P<unit>\s*[a-z]+)")


def _in_scale(figure: Figure, value: Fraction, side: Side) -> str:
    """A value in millions where the figure is: `£61.25m`, `1.2 million`."""
    found = _SCALE.fullmatch(figure.printed)
    scale = figure.value / figure.mantissa if figure.mantissa else Fraction(1)
    unit = "" if found is None else found["unit"]
    if abs(value) < scale and unit in _SMALLER_SCALE:
        unit, scale = _SMALLER_SCALE[unit], scale / _LARGE
    if not unit or scale < _LARGE or abs(value) < scale:
        return with_currency(figure, number(value, side=side))
    return with_currency(figure, rounded(value / scale, _decimals(figure, scale), side)) + unit


_SMALLER_SCALE = {
    "bn": "m",
    " bn": " m",
    " billion": " million",
    "tn": "bn",
    " trillion": " billion",
}
"""A thousand times less."""


def _decimals(figure: Figure, scale: Fraction) -> int:
    """Two more than the figure has itself."""
    digits = _MORE
    while figure.last * 10 ** (digits - _MORE) < scale:
        digits += 1
    return digits


_MORE = 2


def with_currency(figure: Figure, shown: str) -> str:
    """A shown number with the sign of its money, behind `about` and the minus."""
    if not figure.currency:
        return shown
    about = "about " if shown.startswith("about ") else ""
    plain = shown.removeprefix("about ")
    minus = "-" if plain.startswith("-") else ""
    return f"{about}{minus}{figure.currency}{plain.removeprefix('-')}"


_SMALLER = {"hour": (60, "minutes"), "week": (7, "days")}


def _with_unit(value: Fraction, unit: str) -> str:
    """`1 day`, `2 days`; parts of an hour in minutes, of a week in days."""
    one = unit.removesuffix("s")
    if value.denominator != 1 and one in _SMALLER:
        times, smaller = _SMALLER[one]
        return f"{number(value * times)} {smaller}"
    return f"{number(value)} {one}{'' if value == 1 else 's'}"


def nearest(count: Fraction) -> str:
    """`1 in 7.6` as a reporter would round it; nothing where it is whole."""
    if count.denominator == 1:
        return ""
    whole = (2 * count.numerator + count.denominator) // (2 * count.denominator)
    return f", nearest to 1 in {whole}"


def interval_words(figure: Figure, interval: Interval) -> str:
    """An interval as people say it. The more share one, the smaller is the part: `1 in 5`."""
    low, high = interval.low, interval.high
    least, most = (None if end is None else figure_value(figure, end) for end in (low, high))
    low_open, high_open, fewer = interval.low_open, interval.high_open, "less than"
    if figure.kind is Kind.ONE_IN and low != high:
        least, most, low_open, high_open, fewer = most, least, high_open, low_open, "fewer than"
        if least is not None and most is not None and not low_open and not high_open:
            return f"{most} to {least}"
    if least is not None and most is not None:
        if low == high:
            return least
        return f"{'above ' if low_open else ''}{least} to {'below ' if high_open else ''}{most}"
    if least is not None:
        return f"{'more than' if low_open else 'at least'} {least}"
    if most is not None:
        return f"{fewer if high_open else 'at most'} {most}"
    return "anything"


def figure_words(figure: Figure, interval: Interval) -> str:
    """A figure as printed, with its reading where that says more."""
    printed = as_printed(figure)
    plain = interval_words(figure, interval)
    stated = figure.upper is not None and not is_read(figure, interval)
    if interval.is_point or plain == printed or stated:
        return printed
    return f"{printed} (read as {plain})"


def range_words(low: int, high: int | None) -> str:
    """The whole numbers from one to another: `65 or over`, `20 to 29`, `63`."""
    if high is None:
        return f"{low:,} or over"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def period_words(period: Period) -> str:
    """` in 2011`, ` on 2011-11-08`, or nothing where no period is meant."""
    if period.plain == ALWAYS.name:
        return ""
    is_day = period.first is not None and period.first == period.last
    return f" {'on' if is_day else 'in'} {period.plain}"


def place_words(place: str | None) -> str:
    """` in England`, or nothing where no place is meant."""
    return "" if place is None else f" in {place}"
