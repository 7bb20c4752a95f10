"""`A never shrinks`: what once belongs to it always does; a number never falls.

The algebra, of a set: nobody is in A who is not in the next A. Of a number: A is at most the next.
A running thing goes from each report to those that were certainly made later. Anything else goes
from each period that the topic names to the next one of its kind.
"""

from collections.abc import Iterator

from checker.algebra.constraints import Constraint, both, equal
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.history import moved_to, own_period
from checker.language.hooks import Phrase
from checker.language.measures import Without
from checker.language.mistakes import MistakeError, fail
from checker.language.nodes import Assertion, Expression
from checker.language.parser import Parser
from checker.language.periods import Edition, like, successions
from checker.language.ranges import compare
from checker.language.running import editions, in_edition
from checker.language.scope import Scope, population_of

Step = tuple[Scope, Scope]
"""The scopes of a thing and of what it becomes."""


@dataclass(frozen=True, slots=True)
class NeverShrinks(Assertion):
    """The subject only grows, from report to report or from period to period."""

    subject: Expression

    needs_topic = True
    needs_editions = True
    form = "{subject} never shrinks"

    def constraint(self, scope: Scope) -> Constraint:
        self.subject.cases(scope)
        return both(*(self._grows(then, now) for then, now in self._steps(scope)))

    def _steps(self, scope: Scope) -> list[Step]:
        told = editions(self.subject, scope)
        if told:
            return [
                (in_edition(one, scope), in_edition(other, scope)) for one, other in _later(told)
            ]
        own = own_period(self.subject, scope)
        periods = [period for period in scope.topic_periods if period == own or like(period, own)]
        if len(periods) == 1:
            raise fail(
                f"no other statement names a period like {own.name}",
                self,
                "write `skip:` in place of `says:` until another statement does",
            )
        return [
            (moved_to(one, scope), moved_to(other, scope)) for one, other in successions(periods)
        ]

    def _grows(self, then: Scope, now: Scope) -> Constraint:
        try:
            before, after = self.subject.region(then), self.subject.region(now)
        except MistakeError:
            return compare(self.subject.cases(then), "<=", self.subject.cases(now))
        population = population_of(before) or ""
        return equal(then.size(population, Without(before, after)), Polynomial())

    def words(self, scope: Scope) -> str:
        subject = self.subject.words(in_edition(None, scope))
        if editions(self.subject, scope):
            return f"{subject}: none fewer in any later report"
        return f"{subject}: none fewer in any later period"


def _later(told: tuple[Edition, ...]) -> Iterator[tuple[Edition, Edition]]:
    """Each two editions of which one is certainly later, without those that follow from others."""
    for one in told:
        later = [other for other in told if one.before(other)]
        for other in later:
            if not any(between.before(other) for between in later):
                yield one, other


def _never(parser: Parser, subject: Expression) -> Assertion | None:
    parser.take("never")
    if not parser.take("shrinks"):
        raise parser.expected("`shrinks`", ["shrinks"])
    return NeverShrinks(subject.start, parser.last_end, subject)


PHRASE = Phrase(subject={"never": _never})
