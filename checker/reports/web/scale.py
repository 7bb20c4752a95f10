"""Where values stand on a line from 0 to 100 per cent, in exact numbers."""

from collections.abc import Iterable
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A line whose ends are `low` and `high`."""

    low: Fraction
    high: Fraction

    def place(self, value: Fraction) -> Fraction:
        """How far along the line a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def stretch(self, interval: Interval) -> "Stroke":
        """Where an interval stands; an end that it does not have runs to the end of the line."""
        start = Fraction(0) if interval.low is None else self.place(interval.low)
        stop = Fraction(1) if interval.high is None else self.place(interval.high)
        return Stroke(start, stop, interval.low is None, interval.high is None)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stretch of a line, from 0 to 1; an end without limit is drawn as an arrow."""

    start: Fraction
    stop: Fraction
    goes_below: bool
    goes_above: bool

    @property
    def middle(self) -> Fraction:
        """Where a label belongs."""
        return (self.start + self.stop) / 2


def scale_of(intervals: Iterable[Interval], margin: Fraction = Fraction(1, 5)) -> Scale:
    """A line on which all ends of some intervals stand, with room beside them."""
    ends = [end for one in intervals for end in (one.low, one.high) if end is not None]
    low, high = min(ends, default=Fraction(0)), max(ends, default=Fraction(0))
    if low == high:
        return Scale(low - 1, high + 1)
    room = (high - low) * margin
    return Scale(low - room, high + room)


def per_cent(place: Fraction) -> str:
    """A place from 0 to 1 in per cent with two decimals, as SVG takes it."""
    whole, part = divmod(round(max(Fraction(0), min(Fraction(1), place)) * 10_000), 100)
    return f"{whole}.{part:02}%"
