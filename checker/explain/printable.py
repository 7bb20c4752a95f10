"""Values as they would be printed in the place of a figure: in its unit, rounding and words.

A value is rounded to the last digit that the figure prints. An end that is not itself printed so
is told by the nearest that is: at most 9.71% is under 10%, at most 12.27% is printed as 12%.
"""

import re
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from checker.algebra.intervals import Interval
from checker.frozen import dataclass
from checker.language.figures import Figure, Hedge, Kind, scale_of
from checker.language.numerals import NUMBER_WORDS, ORDINALS
from checker.language.spell import figure_value

_NUMERAL = re.compile(
    r"(?P<sign>[-\u2212+]?)(?P<before>\s*[^\w\s.,]*\s*)(?P<digits>\d[\d,]*(?:\.\d+)?)"
)
_MOST_SPELLED = 10
_SPELLED = tuple(NUMBER_WORDS)[1 : _MOST_SPELLED + 1]
_PLACES = tuple(sorted(ORDINALS, key=lambda word: ORDINALS[word]))[:_MOST_SPELLED]
_FINER = 3
"""So many digits more than a figure has itself, at most, tell what it would have to be."""

_HALF = Fraction(1, 2)
_PARTS = {Fraction(1, 2): "half", Fraction(1, 3): "a third", Fraction(2, 3): "two-thirds"}
_PARTS |= {Fraction(1, 4): "a quarter", Fraction(3, 4): "three-quarters"}
_TIMES = {Fraction(2): "double", Fraction(1, 2): "half"}
_NUMBERS = {Kind.NUMBER, Kind.VAGUE}
_PLAIN = _NUMBERS | {Kind.DURATION}
_DAYS = {"week": Fraction(7), "month": Fraction(146_097, 4_800), "year": Fraction(146_097, 400)}


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure is printed: `prefix`, digits with some `decimals`, `suffix`.

    A printed 1 is worth `scale`; values are multiples of `step` printed ones. `counts` tells that
    only whole numbers are; `words` are those of small ones, where they are not in digits.
    """

    prefix: str
    suffix: str
    scale: Fraction
    step: Fraction
    counts: bool
    words: tuple[str, ...]
    kind: Kind

    @property
    def finer(self) -> "Style":
        """The same with a digit more."""
        return replace(self, step=self.step / 10)

    def rounded(self, value: Fraction, *, down: bool = False) -> Fraction:
        """The nearest value that is printed, on the scale of digits; of two the upper or lower."""
        times = value / self.scale / self.step
        return (ceil(times - _HALF) if down else floor(times + _HALF)) * self.step

    def ends(self, fits: Interval) -> tuple[Fraction | None, Fraction | None]:
        """The least and the most that is printed of some values, on the scale of digits."""
        low = None if fits.low is None else self.rounded(fits.low)
        high = None if fits.high is None else self.rounded(fits.high, down=True)
        return (low, low) if low is not None and high is not None and low > high else (low, high)

    def say(self, digits: Fraction, *, alone: bool = True) -> str:
        """A number on the scale of digits; without its unit where another one follows."""
        suffix = self.suffix
        if self.kind is Kind.FRACTION and digits / 100 in _PARTS:
            return _PARTS[digits / 100]
        if self.kind is Kind.MULTIPLE and digits in _TIMES and alone:
            return _TIMES[digits]
        if not alone and suffix.startswith(" "):
            suffix = ""
        elif suffix.startswith(" ") and suffix[1:].isalpha() and suffix.endswith("s"):
            suffix = (
                suffix.removesuffix("s") if abs(digits) == 1 and suffix[1:] != "times" else suffix
            )
        minus = "-" if digits < 0 else ""
        return f"{minus}{self.prefix}{self._digits(digits)}{suffix}"

    def _digits(self, value: Fraction) -> str:
        if self.words and value.denominator == 1 and 0 < value <= _MOST_SPELLED:
            return self.words[int(value) - 1]
        value, places = abs(value), 0
        while (self.step * 10**places).denominator != 1:
            places += 1
        whole, part = divmod(int(value * 10**places), 10**places)
        return f"{whole:,}.{part:0{places}}" if places else f"{whole:,}"


def style_of_figure(figure: Figure, read: Interval, *, counts: bool, spelled: bool) -> Style:
    """How other values would be printed in the place of a figure that is read so."""
    kind, one, printed = figure.kind, Fraction(1), _NUMERAL.search(figure.printed)
    words = _PLACES if figure.printed in ORDINALS else _SPELLED
    plain = Style("", "", one, one, counts=counts, words=words if spelled else (), kind=kind)
    match kind:
        case Kind.FRACTION:
            return replace(plain, suffix="%", scale=one / 100, words=())
        case Kind.MULTIPLE:
            return replace(plain, suffix=" times", step=one / 10)
        case Kind.ONE_IN:
            return replace(plain, step=max(figure.unit_place, one))
        case _:
            prefix = "" if printed is None else printed["before"]
            suffix, scale = _suffix(figure, printed), _scale(figure, printed)
            step = _step(figure, printed, read, counts=counts and scale == 1)
            return replace(plain, prefix=prefix, suffix=suffix, scale=scale, step=step)


def _scale(figure: Figure, printed: re.Match[str] | None) -> Fraction:
    """What a printed 1 is worth; of months and years in days, what they are on average."""
    if figure.kind not in {Kind.DURATION, Kind.VAGUE} or not figure.unit:
        return scale_of(figure) / figure.per
    unit = _suffix(figure, printed).strip().removesuffix("s")
    return _DAYS.get(unit, Fraction(1)) if figure.unit.startswith("day") else Fraction(1)


def _step(
    figure: Figure, printed: re.Match[str] | None, read: Interval, *, counts: bool
) -> Fraction:
    """The worth of the last digit that is printed, of a round number of the last that is not 0."""
    digits = "" if printed is None else printed["digits"]
    step = Fraction(1, 10 ** len(digits.partition(".")[2]))
    if counts:
        step = max(step, Fraction(1))
    is_round = figure.kind is Kind.NUMBER and figure.hedge is Hedge.NONE and not figure.scaled
    return max(step, figure.unit_place) if is_round and not read.is_point else step


def _suffix(figure: Figure, found: re.Match[str] | None) -> str:
    """What stands behind the digits: a scale, `%`, the unit."""
    printed, unit = figure.printed, figure.unit or ""
    behind = printed[found.end() :] if found is not None else ""
    if found is None and figure.kind in {Kind.DURATION, Kind.POINTS, Kind.PERCENT, Kind.VAGUE}:
        behind = f" {printed.split()[-1]}" if " " in printed else ""
    if figure.kind in {Kind.DURATION, Kind.POINTS} and behind.strip():
        return f" {behind.strip().removesuffix('s')}s"
    if unit and unit not in behind and figure.kind is Kind.NUMBER:
        behind = f"{behind} {unit}"
    return behind


def would_print(fits: Interval, figure: Figure, style: Style) -> str:
    """One stretch of values that fit, as a sub-editor would write them; empty where that is any."""
    if figure.kind is Kind.ONE_IN:
        return _one_in(fits, figure, style)
    fits = _beyond_least(fits, figure)
    style = _fine_enough(fits, figure, style)
    first, last = style.ends(fits)
    known = fits.low if fits.is_point else None
    if known is not None and style.kind in _NUMBERS and style.scale == 1:
        return _exact(known, style)
    if first is not None and first == last:
        rough = style.step >= 1 and style.kind not in _PLAIN and first * style.scale != known
        about = "about " if rough and known is not None else ""
        return f"{about}{style.say(first)}"
    if last is not None and (first is None or (first == 0 and figure.value > (fits.high or 0))):
        return _below(last, fits, style)
    if first is not None and (last is None or _is_most(fits, figure)):
        return _above(first, fits, style)
    if first is None or last is None:
        return ""
    joint = "or" if last - first == style.step else "to"
    return f"{style.say(first, alone=False)} {joint} {style.say(last)}"


def _beyond_least(fits: Interval, figure: Figure) -> Interval:
    """The same without a low end that every count, share or change has anyway."""
    low, high = fits.low, fits.high
    if low is not None and high is not None and figure.value >= high and low <= 0 < figure.value:
        return fits if high <= 0 else replace(fits, low=None, low_open=False)
    return fits


def _exact(value: Fraction, style: Style) -> str:
    """A number that is known: as it is, where it ends within few digits."""
    while value % style.step and style.step * 10**_FINER * 10 > 1:
        style = style.finer
    return style.say(style.rounded(value))


def _fine_enough(fits: Interval, figure: Figure, style: Style) -> Style:
    """With more digits where what fits would be printed as the figure is, or as nothing."""
    if style.counts and style.step == style.scale == 1:
        return style
    same = figure.value / style.scale
    for _ in range(_FINER):
        ends = style.ends(fits)
        hides = figure.hedge is Hedge.NONE and same in ends
        vanishes = ends[1] == 0 and fits.high != 0
        astray = ends[0] == ends[1] and style.step > 1 and not _has(fits, ends[0], style)
        if not hides and not vanishes and not astray:
            break
        style = style.finer
    return style


def _has(fits: Interval, digits: Fraction | None, style: Style) -> bool:
    return digits is not None and digits * style.scale in fits


def _below(printed: Fraction, fits: Interval, style: Style) -> str:
    end = (fits.high or Fraction(0)) / style.scale
    if printed > end or (fits.high_open and printed == end):
        return f"{'fewer than' if style.counts else 'under'} {style.say(printed)}"
    return f"at most {style.say(printed)}"


def _above(printed: Fraction, fits: Interval, style: Style) -> str:
    end = (fits.low or Fraction(0)) / style.scale
    if printed < end or (fits.low_open and printed == end):
        return f"{'more than' if style.counts else 'over'} {style.say(printed)}"
    return f"at least {style.say(printed)}"


def _is_most(fits: Interval, figure: Figure) -> bool:
    """Whether the high end is only what every share is anyway."""
    parts = {Kind.PERCENT, Kind.FRACTION}
    top = figure.upper.value if figure.upper is not None else figure.value
    if fits.low is None or fits.high is None or top >= fits.low:
        return False
    return figure.kind in parts and fits.high >= 1


def _one_in(fits: Interval, figure: Figure, style: Style) -> str:
    """More that share one make a smaller part, so the ends change places."""
    style = _fine_enough(fits, figure, style)
    one = "one in " if style.words else "1 in "
    low, high = style.ends(fits)
    if low is not None and low == high:
        return f"{one}{style.say(low)}"
    if low is not None and high is None:
        bound = "under" if low < (fits.low or 0) or fits.low_open else "at most"
        return f"{bound} {one}{style.say(low)}"
    if high is not None and (low is None or fits.low == 1):
        bound = "over" if high > (fits.high or 0) or fits.high_open else "at least"
        return f"{bound} {one}{style.say(high)}"
    if low is None or high is None:
        return ""
    return f"{one}{style.say(low)} to {one}{style.say(high)}"


# --- limits ----------------------------------------------------------------------------------


def limit(fits: Interval, said: Interval, *, whole: bool) -> Interval | None:
    """What a limit would have to be for values that fit to keep it; None where it is no limit.

    `said` is what the limit leaves: below 130,000 would have to be at least 131,384 where 131,383
    fits.
    """
    if said.low is None and said.high is not None:
        if fits.low is None:
            return Interval(None, None)
        low = (
            floor(fits.low) + 1
            if whole and said.high_open
            else ceil(fits.low)
            if whole
            else fits.low
        )
        is_open = not whole and (said.high_open or fits.low_open)
        return Interval(Fraction(low), None, low_open=is_open)
    if said.high is None and said.low is not None:
        if fits.high is None:
            return Interval(None, None)
        high = (
            ceil(fits.high) - 1
            if whole and said.low_open
            else floor(fits.high)
            if whole
            else fits.high
        )
        is_open = not whole and (said.low_open or fits.high_open)
        return Interval(None, Fraction(high), high_open=is_open)
    return None


def moment_words(fits: Interval, figure: Figure) -> str:
    """Days and times go from one to another, and not from less to more."""
    low = None if fits.low is None else figure_value(figure, fits.low)
    high = None if fits.high is None else figure_value(figure, fits.high)
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    if low is not None:
        return f"{low} or later"
    return f"{high} or earlier" if high is not None else ""
