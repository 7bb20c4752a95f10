"""Sums as they stand on paper: numbers as printed, or the values that they can have."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ONE
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind
from checker.language.spell import Side, figure_value, nearest, number, rounded, with_currency

ANY = Interval(None, None)
_NOUGHT = Interval.point(0)
PER_CENT = Figure(Kind.PERCENT, ONE, ONE / 100, ONE, "100%", 0, 4)
"""The style of shares for which nothing is printed."""


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a sum: how often, its values, what is printed for it, and in which style."""

    factor: Fraction
    interval: Interval
    printed: Fraction | None = None
    style: Figure | None = None

    def times(self, factor: Fraction) -> "Term":
        """The same number, so often."""
        return replace(self, factor=factor)


def style_of(terms: Iterable[Term]) -> Figure | None:
    """The style of the first figure with a currency or a scale, else of the first."""
    styles = [term.style for term in terms if term.style is not None]
    return next((s for s in styles if s.currency or s.scaled), styles[0] if styles else None)


def total(terms: Iterable[Term]) -> Interval:
    """The values that a sum can have."""
    found = Interval.point(0)
    for term in terms:
        found = found + term.interval.scaled(term.factor)
    return found


def gives(terms: Iterable[Term], found: Interval) -> bool:
    """Whether a sum comes to some values at each end that these have: to no more and no less."""
    own = total(terms)
    low = found.low is None or (found.low, found.low_open) == (own.low, own.low_open)
    return low and (
        found.high is None or (found.high, found.high_open) == (own.high, own.high_open)
    )


def printed_sum(terms: Iterable[Term]) -> Fraction | None:
    """What the printed numbers come to; None where one has none."""
    found = Fraction(0)
    for term in terms:
        if term.printed is None:
            return None
        found += term.factor * term.printed
    return found


def equation(terms: Sequence[Term], found: Interval, style: Figure | None = None) -> str:
    """`28 + 71 = 99`; with rounded figures what they come to at least and at most.

    What they come to is in the style of the figures, where no other is given.
    """
    style = style or style_of(terms)
    printed = printed_sum(terms)
    both = found.low is not None and found.high is not None
    if len(terms) == 1 and terms[0].factor == 1 and terms[0].interval == found:
        return shown(terms[0])
    if printed is not None and (both or found.is_anything) and printed in found:
        text = f"{written(terms)} = {in_style(printed, style)}"
        return text if found.is_point else f"{text} ({values(found, style)} before rounding)"
    if both or found.is_anything:
        return f"{written(terms)} = {values(found, style)}"
    lower = found.low is not None
    end = found.low if lower else found.high
    ends = [_at_end(term, lower=lower) for term in terms]
    ends = [term for term in ends if term.printed or term.style is not None] or ends[:1]
    joint = f"{written(ends)} = " if len(ends) > 1 else ""
    return f"{_bound(found)} {joint}{in_style(end or Fraction(0), style)}"


def _bound(found: Interval) -> str:
    """How values with one end are told by it."""
    if found.low is not None:
        return "more than" if found.low_open else "at least"
    return "less than" if found.high_open else "at most"


def _at_end(term: Term, *, lower: bool) -> Term:
    """A term at the end that makes the sum least, or most."""
    end = term.interval.low if lower is (term.factor > 0) else term.interval.high
    value = Fraction(0) if end is None else end
    return Term(term.factor, Interval.point(value), value, term.style)


def written(terms: Iterable[Term]) -> str:
    """A sum without what it comes to."""
    parts: list[str] = []
    known = list(terms)
    counted = [term for term in known if term.interval != _NOUGHT] or known
    for term in sorted(counted, key=lambda term: term.factor < 0):
        times = "" if abs(term.factor) == 1 else f"{number(abs(term.factor))} × "
        text = shown(term)
        if " to " in text or text.startswith("-"):
            text = f"({text})"
        sign = "- " if term.factor < 0 else "+ " if parts else ""
        parts.append(f"{sign}{times}{text}")
    return " ".join(parts)


def shown(term: Term) -> str:
    """One number: as printed, else the values that it can have."""
    if term.printed is not None:
        return in_style(term.printed, term.style)
    return values(term.interval, term.style)


def in_style(value: Fraction, style: Figure | None, side: Side = Side.NEAREST) -> str:
    """A number as figures of a style are printed."""
    if style is None or style.kind is Kind.ONE_IN:
        return number(value, side=side)
    if style.kind is Kind.NUMBER and style.last == 1 and abs(value) >= _LARGE:
        return with_currency(style, rounded(value, 0, side))
    return figure_value(style, value, side)


_LARGE = 1000
"""From here on parts of one are left out where the figures are whole."""


def values(found: Interval, style: Figure | None) -> str:
    """Values as people say them; an end that cannot be written in full is on the safe side."""
    low, high = found.low, found.high
    if low is not None and high is not None:
        if low == high:
            return in_style(low, style)
        first, last = in_style(low, style, Side.DOWN), in_style(high, style, Side.UP)
        above, below = ("above " * found.low_open), ("below " * found.high_open)
        return f"{above}{first} to {below}{last}" if first != last else in_style(low, style)
    if low is not None:
        return f"{_bound(found)} {in_style(low, style, Side.DOWN)}"
    if high is not None:
        return f"{_bound(found)} {in_style(high, style, Side.UP)}"
    return "anything"


def towards(found: Interval, other: Interval) -> Interval:
    """The end of values that shows that they do not meet others."""
    if found.is_below(other):
        return Interval(None, found.high, high_open=found.high_open)
    return Interval(found.low, None, found.low_open)


def ratio_words(figure: Figure, found: Interval, exact: Fraction | None) -> str:
    """A ratio in the style of a figure: `15.0%`, `1 in 7.6, nearest to 1 in 8`."""
    if figure.kind is Kind.ONE_IN:
        return _one_in(figure, found, exact)
    if exact is None:
        return values(found, figure)
    text = figure_value(figure, exact)
    return text if found.is_point else f"{text} ({values(found, figure)} before rounding)"


def _one_in(figure: Figure, found: Interval, exact: Fraction | None) -> str:
    """More that share one make a smaller part, so least and most change places."""
    ends = ""
    if found.low is not None and found.high is not None:
        low = figure_value(figure, found.low, Side.DOWN)
        ends = f"{low} to {figure_value(figure, found.high, Side.UP)}"
    if exact is not None:
        text = f"{figure_value(figure, exact)}{nearest(exact)}"
        return text if found.is_point or not ends else f"{text} ({ends} before rounding)"
    if ends:
        return ends
    if found.low is not None:
        word = "less than" if found.low_open else "at most"
        return f"{word} {figure_value(figure, found.low, Side.DOWN)}"
    if found.high is not None:
        word = "more than" if found.high_open else "at least"
        return f"{word} {figure_value(figure, found.high, Side.UP)}"
    return values(found, figure)
