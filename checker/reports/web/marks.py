"""How a statement is marked: by what the other statements say of it."""

from collections.abc import Iterable, Mapping

from checker.claims.statements import Statement
from checker.findings.covered import State
from checker.frozen import dataclass
from checker.reports.report import Report


@dataclass(frozen=True, slots=True)
class Mark:
    """A state with its sign and word, so that colour alone tells nothing; higher `rank` shows."""

    name: str
    sign: str
    word: str
    told: str
    rank: int


DISPUTED = Mark("disputed", "✗", "disputed", "takes part in a contradiction", 6)
UNDECIDED = Mark("undecided", "?", "undecided", "no verdict was found on it", 5)
UNKNOWN = Mark("unknown", "?", "not found out", "how well it is checked was not found out", 4)
UNCHECKED = Mark("unchecked", "○", "unchecked", "any other figure would pass unnoticed", 3)
BOUNDED = Mark("bounded", "~", "bounded", "some other figures would pass unnoticed", 2)
PINNED = Mark("pinned", "✓", "pinned", "the other statements force the same figure", 1)
FREE = Mark("free", "•", "not disputed", "takes part in no contradiction", 0)
SKIPPED = Mark("skipped", "–", "not checked", "it is no constraint", -1)

MARKS = (DISPUTED, UNDECIDED, UNKNOWN, UNCHECKED, BOUNDED, PINNED, FREE, SKIPPED)

_OF_STATE = {
    State.DISPUTED: DISPUTED,
    State.UNKNOWN: UNKNOWN,
    State.UNCHECKED: UNCHECKED,
    State.BOUNDED: BOUNDED,
    State.PINNED: PINNED,
}


@dataclass(frozen=True, slots=True)
class Marking:
    """The mark of each statement, and the numbers of the contradictions shown that it is in."""

    states: Mapping[str, State]
    disputed: frozenset[str]
    undecided: frozenset[str]
    numbers: Mapping[str, tuple[int, ...]]

    def mark(self, statement: Statement) -> Mark:
        """The mark of a statement; a contradiction counts more than what was worked out before."""
        if statement.id in self.disputed:
            return DISPUTED
        if statement.id in self.undecided:
            return UNDECIDED
        state = self.states.get(statement.id)
        return FREE if state is None else _OF_STATE[state]


def marking(report: Report) -> Marking:
    """How each statement of a run is marked; what is not shown is disputed all the same."""
    shown = {one.id for one in report.shown.contradictions}
    disputed: set[str] = set()
    numbers: dict[str, tuple[int, ...]] = {}
    for number, one in enumerate(report.findings.contradictions, 1):
        involved = {statement.whole for statement in one.statements}
        disputed |= involved
        if one.id in shown:
            numbers |= {name: (*numbers.get(name, ()), number) for name in involved}
    undecided = {s.whole for group in report.findings.undecided for s in group.statements}
    return Marking(report.states, frozenset(disputed), frozenset(undecided), numbers)


def worst(marks: Iterable[Mark]) -> Mark:
    """The mark that is shown where several meet."""
    return max(marks, key=lambda mark: mark.rank, default=FREE)
