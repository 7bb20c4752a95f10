"""Figures written out by hand with the true values that language.md gives them."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Span:
    """Every number from `low` to `high`; None is no end, an open end is left out."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Fraction | int) -> "Span":
        return cls(Fraction(value), Fraction(value))

    def plus(self, other: "Span") -> "Span":
        return Span(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def negated(self) -> "Span":
        return Span(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def times(self, number: Fraction) -> "Span":
        """Every value times one number; an open end stays open at zero (below 10% of none)."""
        if number < 0:
            return self.negated().times(-number)
        return Span(
            None if self.low is None else self.low * number,
            None if self.high is None else self.high * number,
            self.low_open,
            self.high_open,
        )


def agree(left: Span, right: Span) -> bool:
    """Some number lies in both."""
    return _reaches(left, right) and _reaches(right, left)


def _reaches(lower: Span, upper: Span) -> bool:
    if lower.low is None or upper.high is None:
        return True
    if lower.low_open or upper.high_open:
        return lower.low < upper.high
    return lower.low <= upper.high


def exceeds(left: Span, right: Span, *, or_equal: bool) -> bool:
    """Some number of the left is above (or equals) some number of the right."""
    if left.high is None or right.low is None:
        return True
    if or_equal and not left.high_open and not right.low_open:
        return left.high >= right.low
    return left.high > right.low


def related(left: Span, symbol: str, right: Span) -> bool:
    match symbol:
        case "=":
            return agree(left, right)
        case "!=":
            return not agree(left, right)
        case ">" | ">=":
            return exceeds(left, right, or_equal=symbol == ">=")
        case _:
            return exceeds(right, left, or_equal=symbol == "<=")


@dataclass(frozen=True)
class Fig:
    """A figure: its text, its true values, and the value that a limit takes (None if hedged)."""

    text: str
    span: Span
    limit: Fraction | None = None
    one_in: bool = False

    def read(self, *, as_limit: bool) -> Span:
        return Span.point(self.limit) if as_limit and self.limit is not None else self.span


def _f(value: str) -> Fraction:
    return Fraction(value)


def _between(low: str | None, high: str | None, ends: str = "[]") -> Span:
    return Span(
        None if low is None else _f(low),
        None if high is None else _f(high),
        ends[0] == "(",
        ends[1] == ")",
    )


WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def counts(value: int) -> tuple[Fig, ...]:
    """Figures for a count up to 112, 100 apart: exact, hedged, ranges (the last two)."""
    v = Fraction(value)
    unit = Fraction(10 if value and value % 10 == 0 else 1)
    reach = max(unit / 2, min(v / 20, unit))
    exact, about = Span.point(v), Span(v - reach, v + reach)
    above, from_here = Span(v, None, low_open=True), Span(v, None)
    below, up_to_here = Span(None, v, high_open=True), Span(None, v)
    under, over = (
        Span(v * 9 / 10, v, high_open=True),
        Span(v, v * 11 / 10, low_open=True),
    )
    near = [
        Fig(f"nearly {value}", under),
        Fig(f"just under {value}", under),
        Fig(f"just over {value}", over),
    ]
    return (
        Fig(str(value), exact, v),
        Fig(WORDS[value] if value < len(WORDS) else str(value), exact, v),
        *(near if value else ()),
        Fig(f"about {value}", about),
        Fig(f"roughly {value}", about),
        Fig(f"more than {value}", above),
        Fig(f"over {value}", above),
        Fig(f"fewer than {value}", below),
        Fig(f"under {value}", below),
        Fig(f"at least {value}", from_here),
        Fig(f"no fewer than {value}", from_here),
        Fig(f"at most {value}", up_to_here),
        Fig(f"up to {value}", up_to_here),
        Fig(f"between {value} and {value + 1}", Span(v, v + 1)),
        Fig(f"{value} to {value + 2}", Span(v, v + 2)),
    )


VAGUE = (
    Fig("a couple", Span.point(2)),
    Fig("a few", _between("2", "9")),
    Fig("several", _between("3", "19")),
)

PARTS = (
    Fig("50%", _between("0.495", "0.505"), _f("0.5")),
    Fig("33%", _between("0.325", "0.335"), _f("0.33")),
    Fig("33.3%", _between("0.3325", "0.3335"), _f("0.333")),
    Fig("66.67%", _between("0.66665", "0.66675"), _f("0.6667")),
    Fig("67 per cent", _between("0.665", "0.675"), _f("0.67")),
    Fig("100%", _between("0.995", "1.005"), _f("1")),
    Fig("150%", _between("1.495", "1.505"), _f("1.5")),
    Fig("half", _between("0.47", "0.53"), _f("1/2")),
    Fig("a third", Span(_f("1/3") - _f("3/100"), _f("1/3") + _f("3/100")), _f("1/3")),
    Fig("2/3", Span(_f("2/3") - _f("3/100"), _f("2/3") + _f("3/100")), _f("2/3")),
    Fig("a quarter", _between("0.22", "0.28"), _f("1/4")),
    Fig("three quarters", _between("0.72", "0.78"), _f("3/4")),
    Fig("1 in 2", Span(_f("2/5"), _f("2/3")), _f("1/2"), one_in=True),
    Fig("one in three", Span(_f("2/7"), _f("2/5")), _f("1/3"), one_in=True),
    Fig("1 in 4", Span(_f("2/9"), _f("2/7")), _f("1/4"), one_in=True),
    Fig("5 per 10", _between("0.45", "0.55"), _f("0.5")),
    Fig("about 40%", _between("0.37", "0.43")),
    Fig("about half", _between("0.455", "0.545")),
    Fig("about 1 in 3", Span(_f("4/15"), _f("4/9")), one_in=True),
    Fig("nearly 50%", _between("0.45", "0.5", "[)")),
    Fig("almost a third", Span(_f("3/10"), _f("1/3"), high_open=True)),
    Fig("almost 1 in 3", Span(_f("3/10"), _f("1/3"), high_open=True), one_in=True),
    Fig("just over half", _between("0.5", "0.55", "(]")),
    Fig("just over 1 in 4", Span(_f("1/4"), _f("11/40"), low_open=True), one_in=True),
    Fig("more than 30%", _between("0.3", None, "(]")),
    Fig("over half", _between("0.5", None, "(]")),
    Fig("more than 1 in 3", Span(_f("1/3"), None, low_open=True), one_in=True),
    Fig("under a third", Span(None, _f("1/3"), high_open=True)),
    Fig("less than 1 in 2", Span(None, _f("1/2"), high_open=True), one_in=True),
    Fig("at least 1 in 3", Span(_f("1/3"), None), one_in=True),
    Fig("at most 1 in 2", Span(None, _f("1/2")), one_in=True),
    Fig("at least 60%", _between("0.6", None)),
    Fig("up to a third", Span(None, _f("1/3"))),
    Fig("between 20% and 40%", _between("0.2", "0.4")),
)

MULTIPLES = (
    Fig("double", _between("1.9", "2.1"), _f("2")),
    Fig("twice", _between("1.9", "2.1"), _f("2")),
    Fig("3 times", _between("2.85", "3.15"), _f("3")),
    Fig("more than double", _between("2", None, "(]")),
    Fig("nearly double", _between("1.8", "2", "[)")),
    Fig("at least twice", _between("2", None)),
    Fig("less than 3 times", _between(None, "3", "[)")),
    Fig("about double", _between("1.85", "2.15")),
)

RELATIVE = tuple(fig for fig in PARTS if not fig.one_in and "per 1" not in fig.text)
"""Parts that can be `more than A` or `less than A`."""

RATES = (
    Fig("2 per", _between("1.5", "2.5"), _f("2")),
    Fig("1.5 per", _between("1.45", "1.55"), _f("1.5")),
    Fig("0.5 per", _between("0.45", "0.55"), _f("0.5")),
    Fig("1 per 2", Span(_f("2/5"), _f("2/3")), _f("1/2"), one_in=True),
    Fig("1 per 3", Span(_f("2/7"), _f("2/5")), _f("1/3"), one_in=True),
    Fig("5 per 10", _between("0.45", "0.55"), _f("0.5")),
    Fig("2 to 3 per", _between("2", "3")),
    Fig("about 2 per", _between("1.5", "2.5")),
    Fig("nearly 2 per", _between("1.8", "2", "[)")),
    Fig("more than 1 per", _between("1", None, "(]")),
    Fig("at most 1 per 3", Span(None, _f("1/3")), one_in=True),
    Fig("over 5 per 10", _between("0.5", None, "(]")),
)
"""Figures for each of something, without its name."""
