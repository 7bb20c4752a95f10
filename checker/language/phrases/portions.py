"""A part or a multiple of something: `13% of A`, `1 in 7 of A`, `double A`, `half as many as A`.

The ratio is stated, no subset is implied: `inadequate = 13% of authorities` relates two numbers.
"""

from checker.algebra.constraints import Not, at_most, both
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import Figure, Hedge, Kind, as_factor, as_printed, one_per
from checker.language.nodes import Expression
from checker.language.parser import Parser, Phrase
from checker.language.ranges import Case, Cases
from checker.language.scope import Scope, Slot
from checker.language.spell import figure_words


def multiplied(base: Cases, factor: Interval, scope: Scope) -> Cases:
    """The base times a factor from an interval, with a case for each sign the base can have."""
    found: list[Case] = []
    for case in base:
        low = case.range.low
        if factor.is_point or low is None or scope.not_negative(low):
            found.append(Case(case.when, case.range.times(factor)))
            continue
        negative = Not(at_most(Polynomial(), low))
        found.append(Case(both(case.when, at_most(Polynomial(), low)), case.range.times(factor)))
        turned = case.range.negated().times(factor).negated()
        found.append(Case(both(case.when, negative), turned))
    return tuple(found)


def ratio_to(base: Cases, factor: Interval, scope: Scope) -> Cases:
    """The base times a factor that is printed of it, which says that the base is not nothing."""
    value = single_value(base)
    if value is not None:
        scope.suppose_something(value)
    return multiplied(base, factor, scope)


@dataclass(frozen=True, slots=True)
class Portion(Expression):
    """A figure times a base."""

    figure: Figure
    base: Expression

    @property
    def text(self) -> str:
        link = " " if self.figure.kind is Kind.MULTIPLE else " of "
        return f"{as_printed(self.figure)}{link}{self.base.text}"

    def _interval(self, scope: Scope) -> Interval:
        interval = scope.interval(self.figure)
        plain = self.figure.kind is Kind.MULTIPLE and self.figure.hedge is Hedge.NONE
        if not plain or self.figure.upper is not None:
            return interval
        counts = scope.exact_counts(scope.left, single_value(self.base.cases(scope)))
        if counts is not None and all(min(count) <= _MOST_EXACT for count in counts):
            exact = Interval.point(self.figure.value)
            scope.met.readings[self.figure.start] = (self.figure, exact)
            return exact
        return interval

    def cases(self, scope: Scope) -> Cases:
        factor = as_factor(self.figure, self._interval(scope))
        return ratio_to(self.base.cases(scope), factor, scope)

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        base = single_value(self.base.cases(scope))
        if base is None:
            return None
        interval = self._interval(scope)
        if self.figure.kind is Kind.ONE_IN:
            return Slot(self.figure, interval, base, subject)
        return Slot(self.figure, interval, subject, base)

    def words(self, scope: Scope) -> str:
        link = " " if self.figure.kind is Kind.MULTIPLE else " of "
        return f"{figure_words(self.figure, self._interval(scope))}{link}{self.base.counted(scope)}"


def single_value(cases: Cases) -> Polynomial | None:
    """The one value of a side; None when it is a reading or has cases."""
    if len(cases) == 1 and cases[0].range.is_point:
        return cases[0].range.low
    return None


_BASED = {Kind.PERCENT, Kind.FRACTION, Kind.ONE_IN, Kind.RATE, Kind.MULTIPLE}


def _of(parser: Parser, figure: Figure) -> Expression | None:
    if figure.kind not in _BASED:
        return None
    position = parser.position
    taken = parser.take("of") or any(parser.take_all("as", much, "as") for much in _MUCH)
    if not taken and figure.kind is not Kind.MULTIPLE:
        parser.position = position
        return None
    base = parser.base(figure.start)
    return Portion(figure.start, parser.last_end, one_per(figure), base)


_MOST_EXACT = 100
"""Up to here `double` is exact between printed counts."""

_MUCH = ("many", "much", "large", "big", "high", "long")
"""Between two `as`: `half as many as A` is `half of A`."""

PHRASE = Phrase(figure={"of": _of, "as": _of})
