"""`A = no change from a year earlier`: a change that was printed as none.

A share is read as 0 points away, rounded: at most half a point. A measure is read as 0% away,
rounded: at most half a per cent of the base; and so is a count of more than 1,000. Smaller counts
are equal. Where a claim says what figures were rounded to, all but shares are 0 away at that.
"""

from enum import Enum
from fractions import Fraction

from checker.algebra.constraints import Not, at_most, both
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.based import Based, Stated, multiplied
from checker.language.figures import Figure, Kind
from checker.language.hooks import Phrase
from checker.language.measures import is_count
from checker.language.mistakes import fail
from checker.language.nodes import Expression, single_value
from checker.language.parser import Parser
from checker.language.phrases.points import are_shares
from checker.language.ranges import Case, Cases, Range, always, combined
from checker.language.scope import Scope
from checker.language.sides import Printed

_PRINTED = "no change"


@dataclass(frozen=True, slots=True)
class NoChange(Based):
    """What differs from a base by nothing that would be printed."""

    needs_topic = True
    is_change = True

    form = "no change from {base}"

    def is_ratio(self, scope: Scope) -> bool:
        return self.base.is_ratio(scope)

    def meant(self, scope: Scope) -> Figure:
        """The nought that stands for no change: of a count, in points, or in per cent."""
        zero, end = Fraction(0), self.start + len(_PRINTED)
        if are_shares(self.base, scope):
            kind, last = Kind.POINTS, Fraction(1, 100)
        elif scope.unit is not None or self._size(scope) is _Size.SMALL:
            kind, last = Kind.NUMBER, Fraction(1)
        else:
            kind, last = Kind.PERCENT, 2 * scope.widths.no_change
        return Figure(kind, zero, last, last, _PRINTED, self.start, end, mantissa=zero)

    def _size(self, scope: Scope) -> "_Size":
        """How large the base is known to be before anything is checked."""
        base = single_value(self.base.cases(scope))
        measures = [] if base is None else [scope.met.measures[name] for name in base.names]
        if not measures or not all(is_count(measure) for measure in measures):
            return _Size.LARGE
        printed = scope.exact_counts(base)
        if printed is None:
            return _Size.UNKNOWN
        if max(printed[0]) <= _MANY:
            return _Size.SMALL
        return _Size.LARGE if min(printed[0]) > _MANY else _Size.UNKNOWN

    def cases(self, scope: Scope) -> Cases:
        figure = self.meant(scope)
        change, base = scope.interval(figure), self.base.cases(scope)
        if figure.kind is not Kind.PERCENT:
            return combined(base, always(Range.constant(change)), Range.plus)
        apart = multiplied(base, change.shifted(1), scope)
        value = single_value(base)
        if value is None or self._size(scope) is not _Size.UNKNOWN:
            return apart
        many = Polynomial.number(Fraction(_MANY))
        few = both(at_most(-many, value), at_most(value, many))
        return (
            *(Case(both(few, case.when), case.range) for case in base),
            *(Case(both(Not(few), case.when), case.range) for case in apart),
        )

    def states(self, figure: Figure, subject: Polynomial, base: Polynomial) -> Stated:
        return subject - base, base if figure.kind is Kind.PERCENT else None

    def words(self, scope: Scope) -> str:
        printed = self.printed_words(scope)
        if self.meant(scope).kind is Kind.PERCENT and self._size(scope) is _Size.UNKNOWN:
            printed = printed.replace("(read", f"(of more than {_MANY:,} read")
        return f"{printed} from {self.base.counted(scope)}"


class _Size(Enum):
    """What is known beforehand of that from which there is no change."""

    SMALL = "a count that the topic prints, and a small one"
    LARGE = "a large one, or no count"
    UNKNOWN = "a count of any size"


_MANY = 1000
"""Counts up to here are equal where no change was printed; nobody rounds them to say so."""


def _no_change(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_all("no", "change"):
        return None
    if not parser.take("on"):
        parser.need_word("from")
    base = parser.base(start, or_figure=False)
    if isinstance(base, Printed):
        raise fail(
            "there is no change from a figure, but from the number of something",
            (base.start, parser.last_end),
            f"write `{parser.subject} = {parser.text[base.start : parser.last_end]}`",
        )
    return NoChange(start, parser.last_end, base)


PHRASE = Phrase(term={"no": _no_change})
