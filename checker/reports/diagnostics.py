"""Diagnostics: each thing that a run tells, with what the formats show of it.

What sort it is, how grave, where it stands, what it says in a sentence and whom it is about are
decided here; a format only lays it out.
"""

from enum import Enum

from checker.claims.problems import Problem
from checker.claims.statements import Position, Statement
from checker.findings.finding import (
    Contradiction,
    Findings,
    Grade,
    Member,
    Revision,
    Standing,
    UndecidedGroup,
)
from checker.findings.wording import needed
from checker.frozen import dataclass
from checker.reports.decisions import decision_words, lapsed_problem
from checker.reports.summary import revision_words


class Sort(Enum):
    """What a run can find, by the names that options give it; mistakes stop it."""

    CERTAIN = "certain"
    READING = "reading"
    ASSUMPTION = "assumption"
    UNDECIDED = "undecided"
    REVISION = "revision"
    DECISION = "decision"
    WARNING = "warning"
    MISTAKE = "mistake"


class Level(Enum):
    """How grave something is, by the names that SARIF gives."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = dict.fromkeys(Sort, Level.WARNING) | {
    Sort.CERTAIN: Level.ERROR,
    Sort.MISTAKE: Level.ERROR,
    Sort.REVISION: Level.NOTE,
}

GRADES = {
    Sort.CERTAIN: Grade.CERTAIN,
    Sort.READING: Grade.BY_READING,
    Sort.ASSUMPTION: Grade.BY_ASSUMPTION,
}
SORTS = {grade: sort for sort, grade in GRADES.items()}


@dataclass(frozen=True, slots=True)
class Involved:
    """A statement that a diagnostic is about, perhaps as a `member` of a contradiction.

    `role` says what it is to the others, where they are not simply beside one another.
    """

    statement: Statement
    member: Member | None = None
    is_culprit: bool = False
    role: str = ""

    @property
    def words(self) -> str:
        """What it says in plain words."""
        return "" if self.member is None else self.member.distinct.meaning.words

    @property
    def needed(self) -> str:
        """What its figure would have to be, where some value tells."""
        return "" if self.member is None else needed(self.member)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is told.

    `told` is a sentence without its stop: a headline, what was revised, what is wrong with a file;
    of what is undecided the reason. `at` is where it stands: a statement, or a mistake in a file.
    `involved` are the statements that it is about, `steps` and `rules` what shows it, and `to_do`
    what to ask or to mend. `decision` is what an editor decided of it, if somebody did. `id` is
    that of a contradiction, `key` what a revision is known by.
    """

    sort: Sort
    title: str
    told: str
    at: Statement | Problem
    involved: tuple[Involved, ...] = ()
    steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    to_do: str = ""
    decision: str = ""
    id: str = ""
    key: str = ""

    @property
    def position(self) -> Position:
        """Where it stands."""
        at = self.at
        return Position(at.file, at.line, at.column) if isinstance(at, Problem) else at.position

    @property
    def level(self) -> Level:
        """How grave it is; what was decided is no more than a note."""
        return Level.NOTE if self.decision else LEVELS[self.sort]


def diagnostics(findings: Findings) -> tuple[Diagnostic, ...]:
    """Everything that findings tell: contradictions, what is undecided, revised and to mend."""
    lapsed = (one for one in findings.decisions if one.standing is not Standing.HOLDS)
    return (
        *map(_contradiction, findings.contradictions),
        *map(_undecided, findings.undecided),
        *map(_revision, findings.revisions),
        *map(of_problem, findings.problems),
        *(of_problem(lapsed_problem(one), Sort.DECISION) for one in lapsed),
    )


def _contradiction(one: Contradiction) -> Diagnostic:
    return Diagnostic(
        SORTS[one.grade],
        f"Contradiction, {one.grade.value} ({one.id})",
        one.headline,
        one.culprit.statement,
        tuple(
            Involved(member.statement, member, is_culprit=member is one.sole)
            for member in one.members
        ),
        one.steps,
        one.rules,
        one.question,
        "" if one.decision is None else decision_words(one.decision),
        one.id,
    )


def _undecided(group: UndecidedGroup) -> Diagnostic:
    claimed = tuple(map(Involved, group.statements))
    return Diagnostic(Sort.UNDECIDED, "Undecided", group.reason, group.statements[0], claimed)


def _revision(one: Revision) -> Diagnostic:
    """At a statement that still has the old figure, if there is one."""
    old = (Involved(carrier.statement, role="old figure") for carrier in one.still)
    claimed = (*old, Involved(one.by, role="new figure"))
    told = f"{one.what}: {revision_words(one)}"
    key = f"{one.what}\n{one.old}\n{one.new}"
    return Diagnostic(Sort.REVISION, "Revised", told, claimed[0].statement, claimed, key=key)


def of_problem(problem: Problem, sort: Sort | None = None) -> Diagnostic:
    """A mistake or a warning; what is wrong with a decision is of a sort of its own."""
    sort = sort or (Sort.MISTAKE if problem.is_error else Sort.WARNING)
    title = "Mistake" if problem.is_error else "Warning"
    return Diagnostic(sort, title, problem.message, problem, to_do=problem.remedy)
