"""Sums, products and quotients of intervals hold those of all their values, and no end too many."""

from fractions import Fraction
from itertools import product

import pytest

from checker.algebra.intervals import Interval

ENDS = [None, *map(Fraction, (-2, 0, 1, 3))]


def intervals() -> list[Interval]:
    found = []
    for low, high, low_open, high_open in product(ENDS, ENDS, (False, True), (False, True)):
        is_empty = (
            low is not None
            and high is not None
            and (low > high or (low == high and (low_open or high_open)))
        )
        infinite = (low is None and low_open) or (high is None and high_open)
        if not is_empty and not infinite:
            found.append(Interval(low, high, low_open, high_open))
    return found


def values(interval: Interval) -> list[Fraction]:
    """Values at and near the ends."""
    near = Fraction(1, 1000)
    tried = [Fraction(n, 2) for n in range(-20, 21)]
    tried += [end + by for end in (-2, 0, 1, 3) for by in (near, -near)]
    return [value for value in tried if value in interval]


@pytest.mark.parametrize("symbol", "+*/")
def test_results_hold_all_values(symbol: str) -> None:
    for one, other in product(intervals(), repeat=2):
        for a, b in product(values(one)[::3], values(other)[::3]):
            match symbol:
                case "+":
                    assert a + b in one + other
                case "*":
                    assert a * b in one * other
                case _:
                    assert not b or a / b in one / other


@pytest.mark.parametrize("symbol", "+*")
def test_ends_that_are_in_are_reached(symbol: str) -> None:
    """A closed end of a result is the result of two closed ends, or of nought."""
    for one, other in product(intervals(), repeat=2):
        total = one + other if symbol == "+" else one * other
        for end, is_open in ((total.low, total.low_open), (total.high, total.high_open)):
            if end is None or is_open:
                continue
            pairs = product(reached(one), reached(other))
            results = {a + b if symbol == "+" else a * b for a, b in pairs}
            assert end in results or (end == 0 and (0 in one or 0 in other)), (one, other)


def reached(interval: Interval) -> list[Fraction]:
    ends = (interval.low, interval.high)
    return [end for end in ends if end is not None and end in interval]


def test_a_quotient_by_what_may_be_nought_is_anything() -> None:
    whole = Interval(Fraction(1), Fraction(2))
    assert (whole / Interval(Fraction(0), Fraction(1))).is_anything
    assert whole / Interval(Fraction(0), Fraction(1), low_open=True) == Interval(Fraction(1), None)
    assert whole / Interval(Fraction(2), Fraction(4)) == Interval(Fraction(1, 4), Fraction(1))


def test_a_quotient_by_nought_alone_or_infinite_ends() -> None:
    half = Interval(Fraction(2), None)
    assert Interval.point(1) / half == Interval(Fraction(0), Fraction(1, 2), low_open=True)
    assert Interval.point(-1) / half == Interval(Fraction(-1, 2), Fraction(0), high_open=True)
