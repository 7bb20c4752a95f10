"""Numbers as near to a fraction as you like: what a comparison that leaves out its end leaves."""

from fractions import Fraction
from functools import total_ordering

Rational = int | Fraction


@total_ordering
class Near:
    """A rational number and so many times something that is smaller than every positive one."""

    __slots__ = ("by", "number")

    def __init__(self, number: Rational, by: Rational) -> None:
        self.number = number
        self.by = by

    def __add__(self, other: "Value") -> "Near":
        number, by = parts(other)
        return Near(self.number + number, self.by + by)

    __radd__ = __add__

    def __sub__(self, other: "Value") -> "Near":
        number, by = parts(other)
        return Near(self.number - number, self.by - by)

    def __rsub__(self, other: Rational) -> "Near":
        return Near(other - self.number, -self.by)

    def __neg__(self) -> "Near":
        return Near(-self.number, -self.by)

    def __mul__(self, factor: Rational) -> "Near":
        return Near(self.number * factor, self.by * factor)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Near | int | Fraction):
            return NotImplemented
        return (self.number, self.by) == parts(other)

    def __lt__(self, other: "Value") -> bool:
        return (self.number, self.by) < parts(other)

    def __hash__(self) -> int:
        return hash((self.number, self.by)) if self.by else hash(self.number)

    def __repr__(self) -> str:
        return f"{self.number} + {self.by}·ε"


Value = int | Fraction | Near


def parts(value: Value) -> tuple[Rational, Rational]:
    """The rational number that a value is near to, and by how much of what is smaller than all."""
    return (value.number, value.by) if isinstance(value, Near) else (value, 0)


def concrete(value: Value, epsilon: Fraction) -> Fraction:
    """A value where something stands for what is smaller than all."""
    return Fraction(value.number + value.by * epsilon if isinstance(value, Near) else value)


def quotient(value: Value, divisor: int) -> Value:
    """A value divided by a whole number that is not 0; whole where it can be."""
    if type(value) is int:
        whole, rest = divmod(value, divisor)
        return Fraction(value, divisor) if rest else whole
    if isinstance(value, Near):
        return Near(plain(Fraction(value.number) / divisor), plain(Fraction(value.by) / divisor))
    return plain(Fraction(value) / divisor)


def whole_if(value: Value) -> Value:
    """The same, as a whole number if it is one."""
    return value.numerator if type(value) is Fraction and value.denominator == 1 else value


def plain(number: Fraction) -> Rational:
    """A fraction as a whole number if it is one, with which it is faster to reckon."""
    return number.numerator if number.denominator == 1 else number
