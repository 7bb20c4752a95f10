"""`swing from A to B = 4 points`: half of what B's share gained and A's share lost together."""

from dataclasses import replace
from fractions import Fraction

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.names import Name, PeriodMark
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.phrases.shares import ShareOf
from checker.language.ranges import Cases, Range, always
from checker.language.scanner import period_text
from checker.language.scope import Scope, population_of
from checker.language.sides import left_name


@dataclass(frozen=True, slots=True)
class Swing(Expression):
    """How far shares moved from one part of a whole to another, since a year earlier or a period.

    Without a whole it is the population of the two parts.
    """

    loser: Expression
    gainer: Expression
    whole: Expression | None
    since: PeriodMark | None

    is_change = True

    @property
    def text(self) -> str:
        whole = f" in {self.whole.text}" if self.whole else ""
        since = f" since {period_text(self.since.name)}" if self.since else ""
        return f"swing from {self.loser.text} to {self.gainer.text}{whole}{since}"

    def is_ratio(self, scope: Scope) -> bool:
        return True

    def _whole(self, scope: Scope) -> Expression:
        if self.whole is not None:
            return self.whole
        name = left_name(self.loser)
        population = None
        if name is None or name.quantity(scope) is None:
            population = population_of(self.loser.region(scope))
        if population is None:
            raise fail(
                "a swing between numbers needs the whole that they are shares of",
                self,
                f"write `swing from {self.loser.text} to {self.gainer.text} in WHOLE`",
            )
        whole = Name(self.start, self.end, population)
        if name is not None:
            whole = replace(whole, period_mark=name.period_mark, place_mark=name.place_mark)
        return whole

    def _share(self, part: Expression, scope: Scope) -> Polynomial:
        return ShareOf(self.start, self.end, part, self._whole(scope)).point(scope)

    def _before(self, scope: Scope) -> Scope:
        if self.since is None:
            return scope.but(shift=scope.shift + 1)
        period = self.since.period(scope)
        here = scope.forced_period or scope.default_period()
        if scope.shift == 0 and period == here:
            raise fail(
                f"a swing since {period.name} ends in another period",
                self.since,
                "name an earlier period behind `since`",
            )
        return scope.but(forced_period=period)

    def cases(self, scope: Scope) -> Cases:
        now = scope.but(subject=None)
        before = self._before(now)
        gained = self._share(self.gainer, now) - self._share(self.gainer, before)
        lost = self._share(self.loser, before) - self._share(self.loser, now)
        if not (gained + lost).terms:
            raise fail(
                "a swing is from one thing to another, between two periods",
                self,
                "write `swing from A to B = 4 points`",
            )
        return always(Range.point((gained + lost).scaled(Fraction(1, 2))))

    def words(self, scope: Scope) -> str:
        now = scope.but(subject=None)
        parts = f"{self.loser.words(now)} to {self.gainer.words(now)}"
        whole = f", as shares of {self._whole(now).words(now)},"
        since = f"since {self.since.name}" if self.since else "since a year earlier"
        return f"the swing from {parts}{whole} {since}"


def _swing(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_all("swing", "from"):
        return None
    loser = parser.operand()
    parser.need_word("to")
    gainer = parser.operand()
    whole = parser.operand() if parser.take("in") else None
    since = None
    if parser.take("since"):
        name, first, last = parser.period()
        since = PeriodMark(first, last, name)
    return Swing(start, parser.last_end, loser, gainer, whole, since)


PHRASE = Phrase(term={"swing": _swing})
