"""What a side of a comparison can be: an interval between two polynomials, by case."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from checker.algebra.constraints import TRUE, Constraint, Not, at_most, both, either, equal, less
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """Every value between two polynomials; an end of `None` is infinite."""

    low: Polynomial | None
    high: Polynomial | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Polynomial) -> "Range":
        """One value."""
        return cls(value, value)

    @classmethod
    def constant(cls, interval: Interval) -> "Range":
        """An interval of numbers."""
        low = None if interval.low is None else Polynomial.number(interval.low)
        if interval.is_point:
            return cls(low, low)
        high = None if interval.high is None else Polynomial.number(interval.high)
        return cls(low, high, interval.low_open, interval.high_open)

    @property
    def is_point(self) -> bool:
        """Whether it holds one value."""
        closed = not self.low_open and not self.high_open
        return closed and self.low is not None and self.low == self.high

    def plus(self, other: "Range") -> "Range":
        """The sums of a value here and a value there."""
        return Range(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def negated(self) -> "Range":
        """The values with their signs turned."""
        return Range(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def times(self, factor: Interval) -> "Range":
        """Products with a factor from an interval; right where no value here is negative."""
        return Range(
            _scaled(factor.low, self.low, self.high),
            _scaled(factor.high, self.high, self.low),
            factor.low_open or self.low_open,
            factor.high_open or self.high_open,
        )


def _scaled(
    factor: Fraction | None, if_positive: Polynomial | None, if_negative: Polynomial | None
) -> Polynomial | None:
    base = if_negative if factor is not None and factor < 0 else if_positive
    return None if factor is None or base is None else base.scaled(factor)


@dataclass(frozen=True, slots=True)
class Case:
    """A range and the condition under which it is the one that counts."""

    when: Constraint
    range: Range


Cases = tuple[Case, ...]


def always(value: Range) -> Cases:
    """The one range, whatever holds."""
    return (Case(TRUE, value),)


def combined(left: Cases, right: Cases, combine: Callable[[Range, Range], Range]) -> Cases:
    """Each case of one side with each of the other."""
    return tuple(
        Case(both(a.when, b.when), combine(a.range, b.range)) for a, b in product(left, right)
    )


def _below(low: Polynomial | None, high: Polynomial | None, *, strict: bool) -> Constraint:
    if low is None or high is None:
        return TRUE
    return less(low, high) if strict else at_most(low, high)


def equals(left: Range, right: Range) -> Constraint:
    """Some value is in both ranges."""
    if left.is_point and right.is_point and left.low is not None and right.low is not None:
        return equal(left.low, right.low)
    return both(
        _below(left.low, right.high, strict=left.low_open or right.high_open),
        _below(right.low, left.high, strict=right.low_open or left.high_open),
    )


def above(left: Range, right: Range, *, strict: bool) -> Constraint:
    """Some value of the left is above some value of the right."""
    return _below(right.low, left.high, strict=strict or right.low_open or left.high_open)


def compare(left: Cases, symbol: str, right: Cases) -> Constraint:
    """`left symbol right` over all cases."""
    relate = _RELATIONS[symbol]
    return either(
        *(both(a.when, b.when, relate(a.range, b.range)) for a, b in product(left, right))
    )


_RELATIONS: dict[str, Callable[[Range, Range], Constraint]] = {
    "=": equals,
    "!=": lambda a, b: Not(equals(a, b)),
    ">": lambda a, b: above(a, b, strict=True),
    ">=": lambda a, b: above(a, b, strict=False),
    "<": lambda a, b: above(b, a, strict=True),
    "<=": lambda a, b: above(b, a, strict=False),
}
