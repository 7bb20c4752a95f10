"""Exact intervals of true values: fractions for ends, each end in or out."""

from fractions import Fraction

from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """The true values that a printed figure stands for; an end of `None` is infinite."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Fraction | int) -> "Interval":
        """The interval that holds one value."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        """Whether one value alone is inside."""
        closed = not self.low_open and not self.high_open
        return closed and self.low is not None and self.low == self.high

    def __contains__(self, value: Fraction | int) -> bool:
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        below = self.high is None or (value < self.high if self.high_open else value <= self.high)
        return above and below

    def meets(self, other: "Interval") -> bool:
        """Whether some value is in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: "Interval") -> bool:
        """Whether every value here is less than every value there."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def scaled(self, factor: Fraction) -> "Interval":
        """Every value times `factor`; the ends change places under a negative one."""
        if factor == 1:
            return self
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def shifted(self, by: Fraction | int) -> "Interval":
        """Every value plus `by`."""
        low = None if self.low is None else self.low + by
        high = None if self.high is None else self.high + by
        return Interval(low, high, self.low_open, self.high_open)

    @property
    def is_anything(self) -> bool:
        """Whether no value is left out."""
        return self.low is None and self.high is None

    def meet(self, other: "Interval") -> "Interval":
        """The values in both, if there are any."""
        low, low_open = self.low, self.low_open
        if low is None or (other.low is not None and other.low > low):
            low, low_open = other.low, other.low_open
        elif low == other.low:
            low_open = low_open or other.low_open
        high, high_open = self.high, self.high_open
        if high is None or (other.high is not None and other.high < high):
            high, high_open = other.high, other.high_open
        elif high == other.high:
            high_open = high_open or other.high_open
        return Interval(low, high, low_open, high_open)

    def lies_in(self, other: "Interval") -> bool:
        """Whether every value here is a value there."""
        strictly = other.low_open and not self.low_open
        if other.low is not None and (
            self.low is None or (self.low <= other.low if strictly else self.low < other.low)
        ):
            return False
        strictly = other.high_open and not self.high_open
        return other.high is None or (
            self.high is not None
            and (self.high < other.high if strictly else self.high <= other.high)
        )

    def __add__(self, other: "Interval") -> "Interval":
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __sub__(self, other: "Interval") -> "Interval":
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.high_open),
            high is not None and (self.high_open or other.low_open),
        )

    def __mul__(self, other: "Interval") -> "Interval":
        for one, beside in ((self, other), (other, self)):
            if one.is_point and one.low is not None:  # as most often, and much faster
                return beside.scaled(one.low) if one.low else one
        products = [_product(one, two) for one in _ends(self) for two in _ends(other)]
        low = min(products, key=lambda end: (end.beyond, end.value, end.open))
        high = max(products, key=lambda end: (end.beyond, end.value, not end.open))
        return Interval(
            None if low.beyond else low.value,
            None if high.beyond else high.value,
            not low.beyond and low.open,
            not high.beyond and high.open,
        )

    def __truediv__(self, other: "Interval") -> "Interval":
        """Every value over each of another's; anything where the other has nought inside."""
        if 0 in other:
            return Interval(None, None)
        if other.is_point and other.low is not None:
            return self.scaled(1 / other.low)
        return self * _inverse(other)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of an interval; `beyond` is -1 or 1 where it is infinite."""

    beyond: int
    value: Fraction
    open: bool


def _product(one: _End, other: _End) -> _End:
    """The product of two ends; nought, if it is reached, comes out whatever the other is."""
    signs = [end.beyond or (end.value > 0) - (end.value < 0) for end in (one, other)]
    if 0 in signs:
        reached = any(
            not sign and not end.open for sign, end in zip(signs, (one, other), strict=True)
        )
        return _End(0, Fraction(0), open=not reached)
    if one.beyond or other.beyond:
        return _End(signs[0] * signs[1], Fraction(0), open=True)
    return _End(0, one.value * other.value, open=one.open or other.open)


def _ends(interval: Interval) -> tuple[_End, _End]:
    low = _End(-1, Fraction(0), open=True)
    high = _End(1, Fraction(0), open=True)
    if interval.low is not None:
        low = _End(0, interval.low, open=interval.low_open)
    if interval.high is not None:
        high = _End(0, interval.high, open=interval.high_open)
    return low, high


def _inverse(interval: Interval) -> Interval:
    """One over every value; all of them are on one side of nought."""
    if interval.high is not None and interval.high <= 0:
        return _inverse(interval.scaled(Fraction(-1))).scaled(Fraction(-1))
    low = Fraction(0) if interval.high is None else 1 / interval.high
    high = None if not interval.low else 1 / interval.low
    low_open = interval.high is None or interval.high_open
    return Interval(low, high, low_open, high is not None and interval.low_open)
