"""A part or a multiple of something: `13% of A`, `1 in 7 of A`, `double A`, `half as many as A`.

The ratio is stated, no subset is implied: `inadequate = 13% of authorities` relates two numbers.
"""

from checker.algebra.intervals import Interval
from checker.frozen import dataclass
from checker.language.based import Ratio
from checker.language.figures import Figure, Hedge, Kind, one_per
from checker.language.hooks import Phrase
from checker.language.nodes import Expression, single_value
from checker.language.parser import Parser
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class Portion(Ratio):
    """A figure times a base."""

    @property
    def link(self) -> str:
        """What stands between the two."""
        return " " if self.figure.kind is Kind.MULTIPLE else " of "

    form = "{figure}{link}{base}"

    def interval(self, scope: Scope) -> Interval:
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

    def words(self, scope: Scope) -> str:
        return f"{self.printed_words(scope)}{self.link}{self.base.counted(scope)}"


_BASED = {Kind.PERCENT, Kind.FRACTION, Kind.ONE_IN, Kind.RATE, Kind.MULTIPLE}


def _of(parser: Parser, figure: Figure) -> Expression | None:
    if figure.kind not in _BASED:
        return None
    taken = parser.take("of") or any(parser.take_all("as", much, "as") for much in _MUCH)
    if not taken and figure.kind is not Kind.MULTIPLE:
        return None
    base = parser.base(figure.start)
    return Portion(figure.start, parser.last_end, base, one_per(figure))


_MOST_EXACT = 100
"""Up to here `double` is exact between printed counts."""

_MUCH = ("many", "much", "large", "big", "high", "long")
"""Between two `as`: `half as many as A` is `half of A`."""

PHRASE = Phrase(figure={"of": _of, "as": _of})
