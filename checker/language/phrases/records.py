"""Records: `A highest so far`, `A lowest since 2008`, above or below every earlier period.

The algebra: A in its period is more (less) than A in each period that the topic names, that is as
long and has ended before, whatever calendar it is of; behind `since`, in those alone that begin
after that one ended.
"""

from checker.algebra.constraints import Constraint, both
from checker.frozen import dataclass
from checker.language.history import Gap, gap, kept, listed, moved_to, own_period
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.names import PeriodName
from checker.language.nodes import Assertion, Expression
from checker.language.parser import Parser
from checker.language.periods import Period, like, wholly_before
from checker.language.ranges import compare
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class Record(Assertion):
    """The subject is strictly above, or below, itself in all earlier periods."""

    subject: Expression
    word: str
    since: PeriodName | None
    left_out: Gap | None

    needs_topic = True

    @property
    def text(self) -> str:
        reach = f"since {self.since.text}" if self.since is not None else "so far"
        return (
            f"{self.subject.text} {self.word} {reach}{self.left_out.text if self.left_out else ''}"
        )

    def _earlier(self, scope: Scope) -> list[Period]:
        own = own_period(self.subject, scope)
        found = [p for p in scope.topic_periods if like(p, own) and wholly_before(p, own)]
        if self.since is not None:
            since = self.since.period(scope)
            found = [p for p in found if wholly_before(since, p)]
        found = list(kept(found, self.left_out, scope))
        if not found and scope.each is None:
            raise fail(
                f"no other statement names a period like {own.name} that this reaches back to",
                self,
                "write `skip:` in place of `says:` until another statement does",
            )
        return found

    def constraint(self, scope: Scope) -> Constraint:
        symbol = ">" if self.word == "highest" else "<"
        now = self.subject.cases(scope)
        return both(
            *(
                compare(now, symbol, self.subject.cases(moved_to(period, scope)))
                for period in self._earlier(scope)
            )
        )

    def words(self, scope: Scope) -> str:
        more = "more" if self.word == "highest" else "less"
        subject = self.subject.counted(scope)
        return f"{subject} is {more} than the same in {listed(self._earlier(scope))}"


def _record(parser: Parser, subject: Expression) -> Assertion | None:
    word = parser.word() or ""
    parser.take(word)
    since = None
    if not parser.take_all("so", "far"):
        start = parser.skip()
        if not parser.take("since"):
            raise parser.expected("`so far` or `since`", ["so", "since"])
        since = PeriodName(start, parser.last_end, parser.period()[0])
    left_out = gap(parser)
    return Record(subject.start, parser.last_end, subject, word, since, left_out)


PHRASE = Phrase(subject=dict.fromkeys(("highest", "lowest"), _record))
