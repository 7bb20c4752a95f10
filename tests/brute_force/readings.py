"""Figures printed near a value, each with the true values that docs/writing-claims.md gives it.

Written from the tables of the docs; shares no code with the package.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.brute_force.spans import WORDS, Span

TWENTIETH, TENTH, THREE_POINTS = Fraction(1, 20), Fraction(1, 10), Fraction(3, 100)
ONE = Fraction(1)

HEDGES = (
    "about", "roughly", "over", "more than", "under", "at least", "at most", "up to", "nearly",
    "just under", "just over",
)  # fmt: skip
FRACTIONS = {
    "half": Fraction(1, 2), "a third": Fraction(1, 3), "two-thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4), "3/4": Fraction(3, 4), "2/5": Fraction(2, 5),
    "a tenth": Fraction(1, 10), "1/9": Fraction(1, 9),
}  # fmt: skip
MULTIPLES = {
    "double": Fraction(2), "twice": Fraction(2), "triple": Fraction(3), "3 times": Fraction(3),
    "2.5 times": Fraction(5, 2), "quadruple": Fraction(4),
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A printed figure and what it stands for; `limit` is its value beside `<` and `>`."""

    text: str
    span: Span
    limit: Fraction | None = None

    def fits(self, value: Fraction) -> bool:
        return inside(value, self.span)


def inside(value: Fraction, span: Span) -> bool:
    above = span.low is None or value > span.low or (value == span.low and not span.low_open)
    below = span.high is None or value < span.high or (value == span.high and not span.high_open)
    return above and below


def around(value: Fraction, reach: Fraction) -> Span:
    return Span(value - reach, value + reach)


def scaled(span: Span, factor: Fraction) -> Span:
    return span.times(factor)


def turned(span: Span) -> Span:
    """One over every value of a span above zero."""
    assert span.low is not None
    high = None if span.low == 0 else 1 / span.low
    low = Fraction(0) if span.high is None else 1 / span.high
    return Span(low, high, span.high_open, span.low_open)


@dataclass(frozen=True)
class Digits:
    """Printed digits: their text and value, the worth of the last one and of the last not 0."""

    text: str
    value: Fraction
    last: Fraction
    unit: Fraction

    @property
    def plain(self) -> Span:
        """As the digits of a whole number or of decimals are read."""
        if self.last < 1:
            return around(self.value, self.last / 2)
        if self.unit >= 100 * self.last:
            return around(self.value, min(self.unit / 2, abs(self.value) * TWENTIETH))
        return Span.point(self.value)

    @property
    def about(self) -> Fraction:
        """How far `about` a number reaches."""
        return max(self.unit / 2, min(abs(self.value) * TWENTIETH, self.unit))

    @property
    def about_percent(self) -> Fraction:
        """How far `about` a percentage reaches."""
        return max(self.last / 2, min(abs(self.value) * TENTH, Fraction(3)))

    @property
    def rounded(self) -> Span:
        """As the digits of a percentage are read."""
        return around(self.value, self.last / 2)

    @property
    def averaged(self) -> Span:
        """As the digits of an average are read: zeros at the end were rounded."""
        if self.last == 1 and self.unit >= 100:
            return self.plain
        return self.rounded

    @property
    def so_many(self) -> Span:
        """As the digits of the 50 of `1 in 50` are read."""
        if self.unit == 1:
            return self.rounded
        return around(self.value, min(self.unit / 2, self.value * TENTH))


def digits(value: Fraction, decimals: int) -> Digits:
    """A value as printed with so many decimals; fewer than none are zeros at the end."""
    step = Fraction(10) ** -decimals
    count = round(value / step)
    shown = count * step
    last = min(step, ONE)
    unit = last
    while shown and shown % (unit * 10) == 0:
        unit *= 10
    if decimals <= 0:
        return Digits(f"{int(shown):,}", shown, last, unit)
    whole, part = divmod(abs(count), 10**decimals)
    sign = "-" if count < 0 else ""
    return Digits(f"{sign}{whole:,}.{part:0{decimals}}", shown, last, unit)


def hedged(word: str, value: Fraction, about: Fraction) -> Span:
    """What a word before a figure makes of it."""
    match word:
        case "about" | "roughly":
            return around(value, about)
        case "over" | "more than":
            return Span(value, None, low_open=True)
        case "under":
            return Span(None, value, high_open=True)
        case "at least":
            return Span(value, None)
        case "at most" | "up to":
            return Span(None, value)
        case "just over":
            return Span(value, value * (1 + TENTH), low_open=True)
        case _:
            return Span(value * (1 - TENTH), value, high_open=True)


class Printer:
    """Prints figures near values: many of them true, many not."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def pick(self, choices: "Sequence[str]") -> str:
        return self.random.choice(choices)

    def near(self, value: Fraction) -> Fraction:
        """The value itself, or another one."""
        factor = self.random.choice((100, 100, 100, 97, 101, 104, 90, 112, 60, 150))
        return value * Fraction(factor, 100)

    def _finished(self, text: str, figure: Digits, span: Span, about: Fraction) -> Shown:
        """A figure alone, or with a word before it."""
        if self.random.randrange(3) or figure.value <= 0:
            return Shown(text, span, figure.value)
        word = self.pick(HEDGES)
        return Shown(f"{word} {text}", hedged(word, figure.value, about))

    def number(self, value: Fraction, currency: str = "", *, alone: bool = False) -> Shown:
        """A number near a value; `alone` keeps it one figure."""
        meant = self.near(value)
        style = self.random.randrange(6)
        if style == 0 and 0 <= meant < len(WORDS) - 1 and not currency:
            figure = digits(meant, 0)
            text = WORDS[int(figure.value)]
        elif style == 1 and not alone:
            ends = [digits(meant * Fraction(f, 100), 0) for f in (95, 107)]
            low, high = ends if ends[0].value <= ends[1].value else reversed(ends)
            link = self.pick(("between {} and {}", "{} to {}"))
            span = Span(low.value, high.value)
            return Shown(link.format(*(f"{currency}{one.text}" for one in (low, high))), span)
        elif style == 2 and meant >= 1000:
            figure = digits(meant / 1000, self.random.choice((1, 2)))
            reach = min(figure.last / 2, figure.value * TENTH)
            span = scaled(around(figure.value, reach), Fraction(1000))
            big = Digits("", figure.value * 1000, figure.last * 1000, figure.unit * 1000)
            return self._finished(f"{currency}{figure.text} thousand", big, span, big.about)
        else:
            size = len(str(int(abs(meant))))
            decimals = self.random.choice((0, 0, 0, 1, 2, 2 - size if size > 2 else 0))
            figure = digits(meant, decimals)
            sign = "-" if figure.value < 0 else ""
            text = f"{sign}{currency}{figure.text.removeprefix('-')}"
        return self._finished(text, figure, figure.plain, figure.about)

    def part(self, value: Fraction) -> Shown:
        """A part of a whole near a value above zero."""
        meant = self.near(value)
        match self.random.randrange(5):
            case 0:
                text = min(FRACTIONS, key=lambda t: abs(FRACTIONS[t] - meant))
                return Shown(text, around(FRACTIONS[text], THREE_POINTS), FRACTIONS[text])
            case 1 if 0 < meant < 1:
                count = round(1 / meant)
                figure = digits(Fraction(count), 0)
                span = turned(figure.so_many)
                words = self.pick(("1 in {}", "one in every {}"))
                return Shown(words.format(figure.text), span, 1 / figure.value)
            case 2:
                figure = digits(meant * 1000, self.random.choice((0, 1)))
                span = scaled(figure.rounded, Fraction(1, 1000))
                return Shown(f"{figure.text} per 1,000", span, figure.value / 1000)
            case _:
                return self.per_cent(meant)

    def per_cent(self, meant: Fraction, noun: str = "%") -> Shown:
        """A percentage, or points, of about a value."""
        figure = digits(meant * 100, self.random.choice((0, 1, 2)))
        about = figure.about_percent
        found = self._finished(f"{figure.text}{noun}", figure, figure.rounded, about)
        limit = None if found.limit is None else found.limit / 100
        return Shown(found.text, scaled(found.span, Fraction(1, 100)), limit)

    def points(self, value: Fraction) -> Shown:
        """A difference of shares near a value."""
        return self.per_cent(self.near(value), self.pick((" points", " percentage points")))

    def multiple(self, value: Fraction) -> Shown:
        """How many times, near a value."""
        meant = self.near(value)
        text = min(MULTIPLES, key=lambda t: (abs(MULTIPLES[t] - meant), self.random.random()))
        times = MULTIPLES[text]
        return Shown(text, around(times, times * TWENTIETH), times)
