"""Exact intervals of true values: fractions for ends, each end in or out."""

from dataclasses import dataclass
from fractions import Fraction


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
