"""Runs and firsts: `A rose 9 times running`, `A fell first time in 6 years`.

The period before another ends where that one begins: the year before 2011, the month, the day;
before one that only the vocabulary names, it must be declared.

The algebra of `rose n times running`: from the period of A back, A was more than in the period
before, n times. Of `fell first time in n years`: A is less than in the period before, and of that
one and all others as long that the topic names, that have ended by then and that begin at most n
years before A's own, none had less than the one before it among them. So a fall that led to the
first of those is left open: it is the last one, n years ago.
"""

from itertools import pairwise

from checker.algebra.constraints import Constraint, both
from checker.frozen import dataclass
from checker.language.figures import Figure
from checker.language.history import Gap, gap, kept, moved_to, own_period
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.nodes import Assertion, Expression
from checker.language.parser import Parser
from checker.language.periods import (
    Period,
    begins_within,
    is_known,
    just_before,
    like,
    successions,
    wholly_before,
)
from checker.language.ranges import compare
from checker.language.scope import Scope
from checker.language.whole_numbers import small_number
from checker.limits import STREAK


@dataclass(frozen=True, slots=True)
class _Walk(Assertion):
    """What runs and firsts share: a thing that moves one way, and the periods before its own."""

    subject: Expression
    rose: bool
    figure: Figure
    left_out: Gap | None

    @property
    def _verb(self) -> str:
        return "rose" if self.rose else "fell"

    @property
    def _gap_text(self) -> str:
        return self.left_out.text if self.left_out is not None else ""

    @property
    def _count(self) -> int:
        return int(self.figure.value)

    def _before(self, period: Period, scope: Scope) -> Period | None:
        """The period before another, those left out passed over."""
        found = just_before(period, scope.words.lexicon.periods)
        while found is not None and self.left_out and self.left_out.covers(found, scope):
            found = just_before(found, scope.words.lexicon.periods)
        return found

    def _back(self, own: Period, times: int, scope: Scope) -> list[Period]:
        """A period and so many before it, the latest first."""
        found = [own]
        while len(found) <= times:
            before = self._before(found[-1], scope)
            if before is None:
                where = self.start, self.end
                raise fail(f"no period comes before {found[-1].name}", where, "look for a slip")
            found.append(before)
        known = scope.words.lexicon.periods
        after = next((one for one, before in pairwise(found) if not is_known(before, known)), own)
        message = f"no period is declared that ends where {after.name} begins"
        scope.check_declared(found, message, self)
        return found

    def _related(self, later: Period, symbol: str, earlier: Period, scope: Scope) -> Constraint:
        left, right = (self.subject.cases(moved_to(period, scope)) for period in (later, earlier))
        return compare(left, symbol, right)


@dataclass(frozen=True, slots=True)
class Run(_Walk):
    """The subject moved one way some times running."""

    @property
    def text(self) -> str:
        times = "times running"
        return f"{self.subject.text} {self._verb} {self.figure.printed} {times}{self._gap_text}"

    def _periods(self, scope: Scope) -> list[Period]:
        """The period of the subject and those before it, the latest first."""
        return self._back(own_period(self.subject, scope), self._count, scope)

    def constraint(self, scope: Scope) -> Constraint:
        symbol = ">" if self.rose else "<"
        periods = self._periods(scope)
        return both(*(self._related(a, symbol, b, scope) for a, b in pairwise(periods)))

    def words(self, scope: Scope) -> str:
        *_, first = self._periods(scope)
        told = f"{self.subject.counted(scope)} {self._verb} {self.figure.printed} times running"
        return f"{told}, from {first.name} on"


@dataclass(frozen=True, slots=True)
class First(_Walk):
    """The subject moved one way, as it had not for some years."""

    needs_topic = True

    @property
    def text(self) -> str:
        reach = f"first time in {self.figure.printed} years"
        return f"{self.subject.text} {self._verb} {reach}{self._gap_text}"

    def _earlier(self, scope: Scope) -> tuple[Period, Period, list[Period]]:
        """The subject's period and the one before; those as long within the years, in order.

        Of these only the one before is needed where no other statement names it: between two that
        are named, a number that nobody printed can always lie.
        """
        own, before = self._back(own_period(self.subject, scope), 1, scope)
        named = [p for p in scope.topic_periods if like(p, own) and wholly_before(p, own)]
        near = [p for p in named if begins_within(p, self._count, own)]
        earlier = {before, *kept(near, self.left_out, scope)}
        return own, before, sorted(earlier, key=lambda period: period.order)

    def constraint(self, scope: Scope) -> Constraint:
        now, never = ("> <=" if self.rose else "< >=").split()
        own, before, earlier = self._earlier(scope)
        return both(
            self._related(own, now, before, scope),
            *(self._related(b, never, a, scope) for a, b in successions(earlier)),
        )

    def words(self, scope: Scope) -> str:
        _, before, earlier = self._earlier(scope)
        told = f"{self.subject.counted(scope)} {self._verb} from {before.name}"
        if len(earlier) == 1:
            return f"{told}; the topic names no earlier one of the {self.figure.printed} years"
        return f"{told}, and never from {earlier[0].name} to {before.name}"


def _walk(parser: Parser, subject: Expression) -> Assertion | None:
    verb = parser.word() or ""
    parser.take(verb)
    kind: type[Run | First] = Run
    if parser.sees("first"):
        kind = First
        for word in ("first", "time", "in"):
            parser.need_word(word)
    figure = _number(parser, verb)
    if kind is Run:
        parser.need_word("times")
        parser.need_word("running")
    elif not parser.take("year"):
        parser.need_word("years")
    left_out = gap(parser)
    return kind(subject.start, parser.last_end, subject, verb == "rose", figure, left_out)


def _number(parser: Parser, verb: str) -> Figure:
    found = small_number(parser)
    if found is None:
        remedy = f"write `A {verb} 3 times running`, or `A = 4% {_THAN[verb]} than a year earlier`"
        raise parser.expected("a whole number or `first time in`", ["first"], remedy)
    if not 1 <= found.value <= STREAK:
        message = f"`{found.printed}` is not from 1 to {STREAK}"
        raise fail(message, found, "look for a slip").unsettled()
    return found


_THAN = {"rose": "more", "fell": "less"}

PHRASE = Phrase(subject=dict.fromkeys(_THAN, _walk))
