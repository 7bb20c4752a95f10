"""One thing over time: the period that it is about, and the same thing in other periods."""

from collections.abc import Iterator, Sequence

from checker.frozen import dataclass
from checker.language.mistakes import fail
from checker.language.nodes import Expression, Node
from checker.language.parser import Parser
from checker.language.periods import Period, within
from checker.language.scanner import period_text
from checker.language.scope import Scope

_ALL_NAMED = 4
"""Up to here periods are told one by one."""


@dataclass(frozen=True, slots=True)
class Gap(Node):
    """`except 2020..2022`: periods that a history leaves out."""

    name: str
    last: str | None

    @property
    def text(self) -> str:
        """As written, with a space before it."""
        last = f"..{period_text(self.last)}" if self.last else ""
        return f" except {period_text(self.name)}{last}"

    def covers(self, period: Period, scope: Scope) -> bool:
        """Whether a period is left out."""
        first = scope.find_period(self.name, self)
        last = scope.find_period(self.last or self.name, self)
        if first.order > last.order:
            raise fail("these periods end before they begin", self)
        return within(period, first, last)


def gap(parser: Parser) -> Gap | None:
    """Takes `except …` if it stands here."""
    start = parser.skip()
    if not parser.take("except"):
        return None
    name, _, _ = parser.period()
    last = parser.period()[0] if parser.take_symbol("..") else None
    return Gap(start, parser.last_end, name, last)


def own_period(subject: Expression, scope: Scope) -> Period:
    """The one dated period that an expression is about."""
    used: set[Period] = set()
    subject.cases(scope.noting(used=used))
    found = next(iter(used), None)
    if len(used) != 1 or found is None or found.first is None:
        raise fail(
            "this must be about one period, to be compared with those before it",
            subject,
            "write `@2011` behind the name, or `period:` in the claim or under `defaults`",
        )
    return found


def moved_to(period: Period, scope: Scope) -> Scope:
    """The scope in which a subject is read in another period."""
    return scope.but(forced_period=period, shift=0, subject=None)


def kept(periods: Sequence[Period], left_out: Gap | None, scope: Scope) -> Iterator[Period]:
    """The periods that are not left out."""
    return (p for p in periods if left_out is None or not left_out.covers(p, scope))


def listed(periods: Sequence[Period]) -> str:
    """Periods in words: each of a few, the ends of many."""
    names = [period.name for period in periods]
    if len(names) == 1:
        return names[0]
    if len(names) <= _ALL_NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"the {len(names)} from {names[0]} to {names[-1]}"
