"""Diagnostics: each thing that a run tells, with all that any format shows of it.

What sort it is, how grave, where it stands, what it says and whom it is about are decided here,
and read here off what was found; a format only lays it out.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from checker.claims.problems import Problem
from checker.claims.statements import Decision, Position, Statement
from checker.explain.finding import (
    NOT_ASKED,
    Contradiction,
    Findings,
    Grade,
    Member,
    Proof,
    Repair,
    Revision,
    Standing,
    UndecidedGroup,
)
from checker.explain.passages import span_of
from checker.explain.wording import (
    fit_words,
    instead_words,
    needed,
    proven_words,
    slip_words,
)
from checker.frozen import dataclass
from checker.language.figures import as_printed
from checker.reports.decisions import decision_words, lapsed_problem
from checker.reports.summary import counted_words, passages, readings_words, revision_words, voice


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

    `suspected` says among how many members it is suspected; 0 if it is not. `role` says what it is
    to the others, where they are not simply beside one another.
    """

    statement: Statement
    member: Member | None = None
    suspected: int = 0
    role: str = ""

    @property
    def is_suspect(self) -> bool:
        """Whether it may be what is wrong, as likely as any other."""
        return self.suspected > 0

    @property
    def sign(self) -> str:
        """✗ for what alone is suspected, ? for one of several, ~ for an assumption, else •."""
        if self.suspected:
            return "✗" if self.suspected == 1 else "?"
        return "•" if self.statement.article is not None else "~"

    @property
    def words(self) -> str:
        """What it says in plain words."""
        return "" if self.member is None else self.member.distinct.meaning.words

    @property
    def reading(self) -> str:
        """How its figures are read, where that is not what they print."""
        return "" if self.member is None else readings_words(self.member.distinct)

    @property
    def printed(self) -> str:
        """Its one figure as its quote prints it, in digits or in words."""
        figure = None if self.member is None else self.member.figure
        if figure is None:
            return ""
        quote = "" if self.statement.quote is None else self.statement.quote.text
        span = span_of(figure, quote)
        return as_printed(figure) if span is None else quote[slice(*span)]

    @property
    def needed(self) -> str:
        """What its figure would have to be, where some value tells."""
        return "" if self.member is None else needed(self.member)

    @property
    def fit(self) -> str:
        """What everything that is stated leaves for its figure."""
        return "" if self.member is None else fit_words(self.member)

    @property
    def proven(self) -> str:
        """What it would have to be by the sums that are shown alone, where they end in it."""
        return "" if self.member is None else proven_words(self.member) or self.needed

    @property
    def instead(self) -> str:
        """What its figure would have to be, and which slip would explain it, as a sentence."""
        if self.member is None:
            return ""
        told = instead_words(self.member, is_culprit=self.is_suspect)
        return told and told + slip_words(self.member)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Figures with which all else holds, where `needed` does not tell the only one already."""
        known = () if self.member is None else self.member.repairs
        plain = all(one.slip is None and self.needed.endswith(one.value) for one in known)
        return () if plain else known

    @property
    def everybody(self) -> tuple[Statement, ...]:
        """All who say it, the one that is named first."""
        if self.member is None:
            return (self.statement,)
        others = (s for s in self.member.distinct.supporters if s is not self.statement)
        return (self.statement, *others)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is told.

    `told` is a sentence without its stop: a headline, what was revised, what is wrong with a file;
    of what is undecided the reason. `at` is where it stands: a statement, or a mistake in a file.
    `involved` are the statements that it is about, `restated` those that say the same with another
    figure, `steps` and `rules` what shows it, `lifted_if` what would lift it, `doubt` why it may
    not be the shortest, and `to_do` what to ask or to mend. `decision` is what an editor decided of
    it, if somebody did. `id` and `number` are those of a contradiction, `key` what a revision is
    known by.
    """

    sort: Sort
    title: str
    told: str
    at: Statement | Problem
    involved: tuple[Involved, ...] = ()
    restated: tuple[Involved, ...] = ()
    steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    lifted_if: tuple[str, ...] = ()
    doubt: str = ""
    to_do: str = ""
    proof: Proof = NOT_ASKED
    decision: Decision | None = None
    id: str = ""
    number: int = 0
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

    @property
    def sentence(self) -> str:
        """What it says, for whoever sees nothing else of it."""
        match self.sort:
            case Sort.UNDECIDED:
                count = counted_words(len(self.involved), "statement")
                return f"{count} not decided: {self.told}. Nothing is said of whether they agree."
            case Sort.REVISION:
                return f"{self.told}. This is no contradiction."
            case Sort.DECISION | Sort.WARNING | Sort.MISTAKE:
                return self.told
            case _:
                return f"{self.told}."

    @property
    def grade(self) -> Grade:
        """How sure a contradiction is."""
        return GRADES[self.sort]

    @property
    def decided(self) -> str:
        """What was decided of it, and why."""
        return "" if self.decision is None else decision_words(self.decision)

    @property
    def suspects(self) -> tuple[Involved, ...]:
        """Who is suspected: one, or several of whom any may be wrong."""
        return tuple(one for one in self.involved if one.is_suspect)

    @property
    def blamed(self) -> list[str]:
        """Who says what is suspected, each once."""
        return list(dict.fromkeys(_speaker(one.statement) for one in self.suspects))

    @property
    def articles(self) -> list[str]:
        """The paths of the articles whose statements contradict each other, sorted."""
        told = (s.article for one in self.involved for s in one.everybody)
        return sorted({article.path for article in told if article is not None})

    @property
    def assumed(self) -> tuple[Involved, ...]:
        """What takes part in it and is printed by no article."""
        return tuple(one for one in self.involved if one.statement.article is None)

    @property
    def passages(self) -> list[list[Involved]]:
        """What takes part in it, quote by quote."""
        return passages(self.involved)

    @property
    def pair(self) -> list[list[Involved]]:
        """The two quotes to hold against each other: the first suspect's, and its direct partner's.

        That is one that is about the same thing, else one of another article, else the fullest.
        """
        first, *others = self.passages or [[]]
        if not others:
            return [first] if first else []
        article, about = first[0].statement.article, _about(first[:1])

        def nearness(passage: list[Involved]) -> tuple[bool, bool, int]:
            return (
                bool(about & _about(passage)),
                passage[0].statement.article != article,
                len(passage),
            )

        return [first, max(others, key=nearness)]


def _speaker(statement: Statement) -> str:
    if statement.article is None:
        return "our assumption"
    named = voice(statement)
    return f"{statement.speaker}, in {named}" if statement.speaker else named


def _about(some: Iterable[Involved]) -> set[str]:
    """The names of the measures that statements are about."""
    members = (one.member for one in some)
    return {name for m in members if m is not None for name in m.distinct.meaning.measures}


def diagnostics(
    findings: Findings, numbers: Mapping[str, int] | None = None
) -> tuple[Diagnostic, ...]:
    """Everything that findings tell: contradictions, what is undecided, revised and to mend.

    Contradictions are numbered in their order, or by their ids where `numbers` are given.
    """
    known = numbers or {one.id: n for n, one in enumerate(findings.contradictions, 1)}
    lapsed = (one for one in findings.decisions if one.standing is not Standing.HOLDS)
    return (
        *(contradiction(one, known[one.id]) for one in findings.contradictions),
        *map(_undecided, findings.undecided),
        *map(_revision, findings.revisions),
        *map(of_problem, findings.problems),
        *(of_problem(lapsed_problem(one), Sort.DECISION) for one in lapsed),
    )


def contradiction(one: Contradiction, number: int) -> Diagnostic:
    """A contradiction with its number in the report."""
    return Diagnostic(
        SORTS[one.grade],
        f"Contradiction, {one.grade.value} ({one.id})",
        one.headline,
        one.culprit.statement,
        tuple(
            Involved(member.statement, member, _suspected(member, one)) for member in one.members
        ),
        tuple(Involved(member.statement, member) for member in one.restated),
        one.steps,
        one.rules,
        one.lifted_if,
        one.doubt,
        one.question,
        one.proof,
        one.decision,
        one.id,
        number,
    )


def _suspected(member: Member, one: Contradiction) -> int:
    return one.alike if member in one.suspects else 0


def _undecided(group: UndecidedGroup) -> Diagnostic:
    claimed = tuple(map(Involved, group.statements))
    return Diagnostic(Sort.UNDECIDED, "Undecided", group.reason, group.statements[0], claimed)


def _revision(one: Revision) -> Diagnostic:
    """At a statement that still has the old figure, if there is one."""
    role = "old figure" if one.new is not None else "taken back"
    old = (Involved(carrier.statement, role=role) for carrier in one.still)
    claimed = (*old, Involved(one.by, role="new figure" if one.new is not None else "says so"))
    told = f"{one.what}: {revision_words(one)}"
    key = f"{one.what}\n{one.old}\n{one.new}"
    return Diagnostic(Sort.REVISION, "Revised", told, claimed[0].statement, claimed, key=key)


def of_problem(problem: Problem, sort: Sort | None = None) -> Diagnostic:
    """A mistake or a warning; what is wrong with a decision is of a sort of its own."""
    sort = sort or (Sort.MISTAKE if problem.is_error else Sort.WARNING)
    title = "Mistake" if problem.is_error else "Warning"
    return Diagnostic(sort, title, problem.message, problem, to_do=problem.remedy)
