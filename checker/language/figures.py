"""Figures as they are printed, and the readings that say which true values they stand for.

The tables follow docs/writing-claims.md; the names of readings are those of
docs/reading-reports.md. A figure keeps its printed text and exact fractions; nothing is a float.
"""

import re
from dataclasses import replace
from enum import Enum
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.frozen import dataclass


class Kind(Enum):
    """What a figure's value measures."""

    NUMBER = "number"
    PERCENT = "per cent"
    FRACTION = "fraction"
    ONE_IN = "one in"
    MULTIPLE = "multiple"
    RATE = "rate"
    POINTS = "points"
    VAGUE = "vague"
    DURATION = "duration"
    DATE = "date"
    CLOCK = "clock"


class Hedge(Enum):
    """A word before a figure that widens or turns its reading."""

    NONE = ""
    MORE = "more than"
    LESS = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    CLOSE = "close to"
    ABOUT = "about"
    ODD = "-odd"
    EXACTLY = "exactly"


class Reading(Enum):
    """A named rounding convention that a claim may ask for with `reading:`."""

    DEFAULT = "default"
    EXACT = "exact"
    NEAREST = "nearest"
    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    HALF_EVEN = "half_even"
    TRUNCATE = "truncate"
    FLOOR = "floor"
    CEILING = "ceiling"
    ANY_ROUNDING = "any_rounding"
    FROM_ROUNDED = "from_rounded"


def convention_of(text: str) -> tuple[Reading, Fraction | None] | None:
    """The reading of a name, with the unit that figures were rounded to: `nearest 1,000`.

    None where there is no such reading, or where it takes no unit.
    """
    name, _, unit = text.strip().partition(" ")
    found = next((one for one in Reading if one.value == name), None)
    if found is None or not unit:
        return None if found is None else (found, None)
    match = _UNIT.fullmatch(unit.strip())
    value = Fraction(match[0].replace(",", "")) if match is not None else Fraction(0)
    return (found, value) if value and found not in _WITHOUT_UNIT else None


_UNIT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,40})(?:\.\d{1,40})?", re.ASCII)
_WITHOUT_UNIT = frozenset({Reading.DEFAULT, Reading.EXACT})


@dataclass(frozen=True, slots=True)
class Widths:
    """How far a figure reaches where its words leave that open, in parts of the value."""

    whole: Fraction = Fraction(5, 100)
    """The most that a whole figure with trailing zeros may be off, as a share of it."""
    scale: Fraction = Fraction(10, 100)
    """The most that a figure in millions may be off: nobody prints $1bn for $0.6bn."""
    one_in: Fraction = Fraction(10, 100)
    """The most that the 50 of `1 in 50` may be off, as a share of it."""
    in_so_many: Fraction = Fraction(5, 100)
    """The most that `2 in 3` may be off, in parts of the base; half of the 2 would be 17 points."""
    fraction: Fraction = Fraction(3, 100)
    """How far a printed fraction may be off, in parts of the base."""
    multiple: Fraction = Fraction(5, 100)
    """How far `double` or `3 times` may be off, as a share of the multiple."""
    about: Fraction = Fraction(5, 100)
    """How far `about` reaches, as a share of the figure (from half to one unit of its digits)."""
    about_percent: Fraction = Fraction(10, 100)
    """How far `about` reaches around a per cent, as a share of it."""
    about_points: Fraction = Fraction(3, 100)
    """How far it reaches there at most, in parts of the base."""
    about_part: Fraction = Fraction(50, 100)
    """How much wider `about` makes a fraction, a multiple and `1 in 8`."""
    near: Fraction = Fraction(10, 100)
    """How far `nearly` and `just over` reach, as a share of the figure."""
    no_change: Fraction = Fraction(5, 1000)
    """How far apart amounts and large counts may be that show no change, as a share of one."""
    words: tuple[tuple[str, Interval], ...] = ()
    """What words such as `several` stand for, where a project has its own values."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a formula.

    `value` is what is printed, its scale applied (13 % is 13/100; `1 in 7` is 7). `last` is the
    worth of the last printed digit, `unit_place` the worth of the last digit that is not 0, both
    on the scale of `value`. `scaled` tells `£10m` and `1.20` (rounded at the last printed
    digit) from a plain whole number, `dozens` what was counted in dozens. `upper` is the second
    figure of `a to b`, `word` the entry of `VAGUE` that a word such as `several` is, `unit_place`
    then how many times. `start` and `end` are offsets of the figure without its hedge.
    """

    kind: Kind
    value: Fraction
    last: Fraction
    unit_place: Fraction
    printed: str
    start: int
    end: int
    scaled: bool = False
    dozens: bool = False
    hedge: Hedge = Hedge.NONE
    currency: str | None = None
    unit: str | None = None
    mantissa: Fraction | None = None
    per: Fraction = Fraction(1)
    upper: "Figure | None" = None
    word: str = ""


_BASIS = frozenset({"basis point", "basis points"})
POINTS = _BASIS | {"point", "points", "percentage point", "percentage points"}
"""Nouns behind a figure that is a difference of two percentages."""


ELSEWHERE = "from elsewhere"
"""A note that holds this says that the statement's figures stand elsewhere in the article."""


def note_of_points(per_cent: str) -> str:
    """The note for points that an article prints as a per cent."""
    return f"`note: {per_cent} means points, {ELSEWHERE}`"


def in_points(figure: Figure) -> Figure:
    """A figure with the noun `points` as a part of the whole: 3.1 points are 0.031.

    A hundred basis points are a point.
    """
    noun = "" if figure.upper is not None else f" {figure.unit}"
    whole = 10_000 if figure.unit in _BASIS else 100
    return replace(
        figure,
        kind=Kind.POINTS,
        value=figure.value / whole,
        last=figure.last / whole,
        unit_place=figure.unit_place / whole,
        printed=f"{figure.printed}{noun}",
        unit=None,
        upper=figure.upper and in_points(replace(figure.upper, unit=figure.unit)),
    )


def one_per(figure: Figure) -> Figure:
    """`1 per 3,000` is read as `1 in 3,000`, rounded at the last digit of 3,000 that is not 0."""
    if figure.kind is not Kind.RATE or figure.mantissa != 1 or figure.last * figure.per != 1:
        return figure
    return in_so_many(replace(figure, last=Fraction(1)), figure.per)


def in_so_many(one: Figure, count: Fraction) -> Figure:
    """The figure `1 in count`, which was rounded at the last digit of the count that is not 0."""
    place = Fraction(1)
    while count % (place * 10) == 0:
        place *= 10
    while count % place != 0:
        place /= 10
    return replace(one, kind=Kind.ONE_IN, value=count, unit_place=place)


VAGUE: dict[str, Interval] = {
    "dozens": Interval(Fraction(24), None),
    "scores": Interval(Fraction(40), None),
    "hundreds": Interval(Fraction(200), None),
    "thousands": Interval(Fraction(2_000), None),
    "millions": Interval(Fraction(2_000_000), None),
    "billions": Interval(Fraction(2_000_000_000), None),
    "tens of thousands": Interval(Fraction(20_000), None),
    "hundreds of thousands": Interval(Fraction(200_000), None),
    "tens of millions": Interval(Fraction(20_000_000), None),
    "hundreds of millions": Interval(Fraction(200_000_000), None),
    "tens of billions": Interval(Fraction(20_000_000_000), None),
    "hundreds of billions": Interval(Fraction(200_000_000_000), None),
    "a couple": Interval.point(2),
    "a few": Interval(Fraction(2), Fraction(9)),
    "a handful": Interval(Fraction(2), Fraction(9)),
    "several": Interval(Fraction(3), Fraction(19)),
}

FEW = frozenset({"a couple", "a few", "several"})
"""Words that may stand before `dozen`, `hundred`, `thousand` and so on."""


def rounded_to(figure: Figure, unit: Fraction) -> Figure | None:
    """The figure as one that was rounded to a unit, which is on the scale of its printed digits.

    None where its digits are finer than that. A figure with a hedge, or one that is no number of
    digits, stays as it is.
    """
    if figure.kind not in _BY_DIGITS or figure.hedge is not Hedge.NONE or figure.upper is not None:
        return figure
    last = unit * (scale_of(figure) if figure.kind in _PARTS else 1 / figure.per)
    return None if figure.value % last else replace(figure, last=last)


def may_be_in_scale(figure: Figure, unit: Fraction) -> bool:
    """Whether `nearest 0.1` may mean a tenth of a million, since the figure is in millions."""
    is_scaled = figure.scaled and figure.kind in {Kind.NUMBER, Kind.RATE}
    scale = scale_of(figure) if is_scaled else Fraction(1)
    return scale > 1 and scale * unit <= abs(figure.value * figure.per)


def scale_of(figure: Figure) -> Fraction:
    """What 1 of the printed digits is worth: 1/100 in `13%`, a million in `£10m`."""
    if figure.mantissa:
        return figure.value * figure.per / figure.mantissa
    return Fraction(1, 100 if figure.kind in _PARTS else 1)


def reading(figure: Figure, convention: Reading, widths: Widths) -> Interval:
    """The true values that a figure stands for, on the scale of `Figure.value`."""
    if figure.upper is not None:
        return _between(figure, figure.upper, widths)
    if figure.kind is Kind.VAGUE:
        return _vague(figure, widths)
    if figure.hedge is Hedge.NONE:
        return _plain(figure, convention, widths)
    if figure.hedge is Hedge.EXACTLY:
        return Interval.point(figure.value)
    if figure.kind is Kind.ONE_IN and figure.hedge not in {Hedge.ABOUT, Hedge.ODD}:
        return _one_in_hedged(figure, widths)
    return _hedged(figure, widths)


def as_factor(figure: Figure, interval: Interval) -> Interval:
    """The factor that a figure's reading stands for; `1 in 7` is turned over."""
    if figure.kind is not Kind.ONE_IN:
        return interval
    low = None if interval.high is None else 1 / interval.high
    high = None if not interval.low else 1 / interval.low
    return Interval(low, high, interval.high_open, interval.low_open)


def as_printed(figure: Figure) -> str:
    """A figure with its hedge, as it can stand in a formula."""
    hedge, printed = figure.hedge, figure.printed
    if figure.upper is not None:
        joint = ("between", "and") if hedge is Hedge.NONE else (hedge.value, "to")
        return f"{joint[0]} {printed} {joint[1]} {figure.upper.printed}"
    return f"{printed}{hedge.value}" if hedge is Hedge.ODD else f"{hedge.value} {printed}".strip()


def spread(*figures: Figure | None) -> tuple[Figure, ...]:
    """The figures that stand in the text: both of `a to b`."""
    found: list[Figure] = []
    for figure in figures:
        if figure is not None:
            found.append(figure)
            found.extend(spread(figure.upper))
    return tuple(found)


def with_noun(figure: Figure) -> str:
    """A figure as it can stand in a formula, with the noun behind it."""
    return f"{as_printed(figure)} {figure.unit or ''}".rstrip()


def threshold(figure: Figure) -> Interval:
    """The figure as a limit: `> half`, `over 40` and the like take it exactly."""
    return Interval.point(figure.value)


def is_read(figure: Figure, interval: Interval) -> bool:
    """Whether the interval is a reading of ours rather than what the words say."""
    if figure.upper is not None and figure.hedge is Hedge.NONE:
        return False
    if figure.hedge in _LIMITS:
        return False
    return not interval.is_point


_LIMITS = frozenset({Hedge.MORE, Hedge.LESS, Hedge.AT_LEAST, Hedge.AT_MOST})
_PARTS = frozenset({Kind.PERCENT, Kind.POINTS})
_BY_DIGITS = _PARTS | {Kind.NUMBER, Kind.RATE}


def _between(lower: Figure, upper: Figure, widths: Widths) -> Interval:
    """Both ends included; `about 3 to 5` reaches from about 3 to about 5."""
    if lower.hedge is Hedge.NONE:
        return Interval(lower.value, upper.value)
    first = _hedged(replace(lower, upper=None), widths)
    last = _hedged(replace(upper, hedge=lower.hedge), widths)
    return Interval(first.low, last.high)


def _vague(figure: Figure, widths: Widths) -> Interval:
    """The values of a word such as `several`, or of so many hundreds."""
    found = dict(widths.words).get(figure.word, VAGUE[figure.word])
    if figure.unit_place > 1:
        half = Fraction(1, 2) if found.is_point else Fraction(0)
        low = None if found.low is None else found.low - half
        high = None if found.high is None else found.high + half
        found = Interval(low, high).scaled(figure.unit_place)
    match figure.hedge:
        case Hedge.MORE | Hedge.AT_LEAST:
            return Interval(found.low, None, low_open=figure.hedge is Hedge.MORE)
        case Hedge.LESS | Hedge.AT_MOST:
            return Interval(None, found.high, high_open=figure.hedge is Hedge.LESS)
        case _:
            return found


def _plain(figure: Figure, convention: Reading, widths: Widths) -> Interval:
    if convention is Reading.EXACT:
        return Interval.point(figure.value)
    if convention is not Reading.DEFAULT and figure.kind in _BY_DIGITS:
        return _by_convention(figure.value, figure.last, convention)
    return _around(figure.value, _room(figure, widths))


def _around(value: Fraction, room: Fraction) -> Interval:
    return Interval(value - room, value + room)


def _room(figure: Figure, widths: Widths) -> Fraction:
    """How far from a figure without a hedge the true value may be, to either side."""
    size, half, half_place = abs(figure.value), figure.last / 2, figure.unit_place / 2
    match figure.kind:
        case Kind.FRACTION:
            return widths.fraction
        case Kind.MULTIPLE:
            return size * widths.multiple
        case Kind.ONE_IN:
            is_round = figure.unit_place > 1
            return min(half_place, size * widths.one_in) if is_round else half_place
        case Kind.PERCENT | Kind.POINTS:
            return half
        case Kind.RATE if figure.per > 1:
            return min(half, widths.in_so_many)
        case _ if figure.scaled:
            in_millions = figure.mantissa and figure.mantissa != figure.value
            return min(half, size * widths.scale) if in_millions else half
        case _ if figure.dozens or figure.unit_place >= _OPEN * figure.last:
            return min(half_place, size * widths.whole)
        case Kind.RATE:
            return half
        case _:
            return Fraction(0)


_OPEN = 100
"""A whole figure whose last digit that is not 0 is worth this much may be rounded there."""


def _room_about(figure: Figure, widths: Widths) -> Fraction:
    """How far `about` reaches to either side: the rows of the table, the first that fits."""
    size, place = abs(figure.value), figure.unit_place
    wider = _room(figure, widths) * (1 + widths.about_part)
    as_number = max(place / 2, min(size * widths.about, place))
    match figure.kind:
        case Kind.FRACTION | Kind.MULTIPLE | Kind.ONE_IN:
            return wider
        case Kind.PERCENT | Kind.POINTS:
            return max(figure.last / 2, min(size * widths.about_percent, widths.about_points))
        case Kind.RATE if figure.per > 1:
            return max(wider, min(as_number, widths.in_so_many))
        case _:
            return as_number


def _hedged(figure: Figure, widths: Widths) -> Interval:
    value = figure.value
    match figure.hedge:
        case Hedge.MORE:
            return Interval(value, None, low_open=True)
        case Hedge.LESS:
            return Interval(None, value, high_open=True)
        case Hedge.AT_LEAST:
            return Interval(value, None)
        case Hedge.AT_MOST:
            return Interval(None, value)
        case Hedge.NEARLY | Hedge.JUST_OVER | Hedge.CLOSE | Hedge.ODD if value < 0:
            return _hedged(replace(figure, value=-value), widths).scaled(Fraction(-1))
        case Hedge.NEARLY:
            return Interval(value * (1 - widths.near), value, high_open=True)
        case Hedge.JUST_OVER:
            return Interval(value, value * (1 + widths.near), low_open=True)
        case Hedge.CLOSE:
            return Interval(value * (1 - widths.near), value * (1 + widths.near))
        case Hedge.ODD:
            return Interval(value, value + figure.unit_place, high_open=True)
        case _:
            return _around(value, _room_about(figure, widths))


def _one_in_hedged(figure: Figure, widths: Widths) -> Interval:
    """`almost 1 in 8`: the hedge is on the share, so more than 8 share one."""
    share = _hedged(replace(figure, kind=Kind.NUMBER, value=1 / figure.value), widths)
    low = None if share.high is None else 1 / share.high
    high = None if share.low is None else 1 / share.low
    return Interval(low, high, share.high_open, share.low_open)


def _by_convention(value: Fraction, unit: Fraction, convention: Reading) -> Interval:
    """The table of named readings; `unit` is one unit of the last printed digit."""
    half = unit / 2
    negative = value < 0
    match convention:
        case Reading.NEAREST:
            return Interval(value - half, value + half)
        case Reading.HALF_UP if value == 0:
            return Interval(-half, half, low_open=True, high_open=True)
        case Reading.HALF_DOWN if value == 0:
            return Interval(-half, half)
        case Reading.HALF_UP:
            return Interval(value - half, value + half, low_open=negative, high_open=not negative)
        case Reading.HALF_DOWN:
            return Interval(value - half, value + half, low_open=not negative, high_open=negative)
        case Reading.HALF_EVEN:
            odd = (value / unit) % 2 != 0
            return Interval(value - half, value + half, low_open=odd, high_open=odd)
        case Reading.TRUNCATE if value == 0:
            return Interval(-unit, unit, low_open=True, high_open=True)
        case Reading.TRUNCATE if negative:
            return Interval(value - unit, value, low_open=True)
        case Reading.TRUNCATE | Reading.FLOOR:
            return Interval(value, value + unit, high_open=True)
        case Reading.CEILING:
            return Interval(value - unit, value, low_open=True)
        case Reading.FROM_ROUNDED:
            return Interval(value - 3 * half, value + 3 * half)
        case _:
            return Interval(value - unit, value + unit)
