"""`A = no change from a year earlier`: a change that was printed as none.

Counts are equal. A share is read as 0 points away, rounded: at most half a point. A
measure is read as 0% away, rounded: at most half a per cent of the base.
"""

from collections.abc import Iterator
from fractions import Fraction

from checker.frozen import dataclass
from checker.language.algebra import Amount, Polynomial, Size
from checker.language.figures import Figure, Kind
from checker.language.parser import Parser, Phrase
from checker.language.phrases.points import are_shares
from checker.language.phrases.portions import multiplied, single_value
from checker.language.ranges import Cases, Range, always, combined
from checker.language.scope import Scope, Slot
from checker.language.spell import figure_words
from checker.language.syntax import Expression, Node

_PRINTED = "no change"


@dataclass(frozen=True, slots=True)
class NoChange(Expression):
    """What differs from a base by nothing that would be printed."""

    base: Expression

    def children(self) -> Iterator[Node]:
        return iter((self.base,))

    @property
    def text(self) -> str:
        return f"{_PRINTED} from {self.base.text}"

    def is_ratio(self, scope: Scope) -> bool:
        return self.base.is_ratio(scope)

    @property
    def is_change(self) -> bool:
        return True

    def _figure(self, scope: Scope) -> Figure:
        """The nought that stands for no change: of a count, in points, or in per cent."""
        zero, end = Fraction(0), self.start + len(_PRINTED)
        if are_shares(self.base, scope):
            kind, last = Kind.POINTS, Fraction(1, 100)
        elif self._is_counted(scope):
            kind, last = Kind.NUMBER, Fraction(1)
        else:
            kind, last = Kind.PERCENT, Fraction(1, 100)
        return Figure(kind, zero, last, last, _PRINTED, self.start, end, mantissa=zero)

    def _is_counted(self, scope: Scope) -> bool:
        value = single_value(self.base.cases(scope))
        measures = [scope.measures[name] for name in value.names] if value is not None else []
        return bool(measures) and all(
            isinstance(m, Size) or (isinstance(m, Amount) and m.whole) for m in measures
        )

    def cases(self, scope: Scope) -> Cases:
        figure = self._figure(scope)
        change, base = scope.interval(figure), self.base.cases(scope)
        if figure.kind is Kind.PERCENT:
            return multiplied(base, change.shifted(1), scope)
        return combined(base, always(Range.constant(change)), Range.plus)

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        base = single_value(self.base.cases(scope))
        if base is None:
            return None
        figure = self._figure(scope)
        denominator = base if figure.kind is Kind.PERCENT else None
        return Slot(figure, scope.interval(figure), subject - base, denominator)

    def words(self, scope: Scope) -> str:
        figure = self._figure(scope)
        printed = figure_words(figure, scope.interval(figure))
        return f"{printed} from {self.base.counted(scope)}"


def _no_change(parser: Parser) -> Expression | None:
    start, position = parser.skip(), parser.position
    if not parser.take_all("no", "change"):
        parser.position = position
        return None
    if not parser.take("on"):
        parser.need_word("from")
    base = parser.operand()
    return NoChange(start, parser.last_end, base)


PHRASE = Phrase(term={"no": _no_change}, words=frozenset({"change"}))
