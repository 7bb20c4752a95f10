"""How a statement is marked: by what the other statements say of it."""

from collections.abc import Iterable, Mapping

from checker.claims.statements import Statement
from checker.explain.covered import State
from checker.frozen import dataclass
from checker.reports.diagnostics import Sort
from checker.reports.report import Report


@dataclass(frozen=True, slots=True)
class Mark:
    """A state with its sign and word, so that colour alone tells nothing; higher `rank` shows."""

    name: str
    sign: str
    word: str
    told: str
    rank: int


SUSPECT = Mark("suspect", "✗", "suspected", "the figure to ask about first", 7)
DISPUTED = Mark("disputed", "≠", "in a contradiction", "clashes with a suspected figure", 6)
UNDECIDED = Mark("undecided", "?", "undecided", "no verdict was found on it", 5)
UNKNOWN = Mark("unknown", "?", "not found out", "how well it is checked was not found out", 4)
UNCHECKED = Mark("unchecked", "○", "checked by nothing", "any other figure would pass unnoticed", 3)
BOUNDED = Mark("bounded", "~", "loosely checked", "some other figures would pass unnoticed", 2)
PINNED = Mark("pinned", "✓", "confirmed by others", "they force the same figure", 1)
FREE = Mark("free", "•", "in no contradiction", "how well it is checked was not asked", 0)
SKIPPED = Mark("skipped", "–", "not checked", "it is no constraint", -1)

MARKS = (SUSPECT, DISPUTED, UNDECIDED, UNKNOWN, UNCHECKED, BOUNDED, PINNED, FREE, SKIPPED)

_OF_STATE = {
    State.DISPUTED: DISPUTED,
    State.UNKNOWN: UNKNOWN,
    State.UNCHECKED: UNCHECKED,
    State.BOUNDED: BOUNDED,
    State.PINNED: PINNED,
}


@dataclass(frozen=True, slots=True)
class Marking:
    """The mark of each statement by its id, and the numbers of the contradictions that it is in.

    A contradiction counts more than what was worked out before.
    """

    marks: Mapping[str, Mark]
    numbers: Mapping[str, tuple[int, ...]]

    def mark(self, statement: Statement) -> Mark:
        """The mark of a statement."""
        return self.marks.get(statement.id, FREE)

    def is_disputed(self, statement: Statement) -> bool:
        """Whether it takes part in a contradiction."""
        return self.mark(statement).rank >= DISPUTED.rank


def marking(report: Report) -> Marking:
    """How each statement of a run is marked; what is not shown is disputed all the same."""
    marks = {name: _OF_STATE[state] for name, state in report.states.items()}
    numbers: dict[str, tuple[int, ...]] = {}
    for one in report.everything:
        if one.sort is Sort.UNDECIDED:
            marks |= {each.statement.whole: UNDECIDED for each in one.involved}
    for one in report.everything:
        for each in (*one.involved, *one.restated) if one.id else ():
            for name in {statement.whole for statement in each.everybody}:
                mark = SUSPECT if each.is_suspect else DISPUTED
                marks[name] = worst((mark, marks.get(name, FREE)))
                known = numbers.get(name, ())
                if one.sort in report.shown and one.number not in known:
                    numbers[name] = (*known, one.number)
    return Marking(marks, numbers)


def worst(marks: Iterable[Mark]) -> Mark:
    """The mark that is shown where several meet."""
    return max(marks, key=lambda mark: mark.rank, default=FREE)
