"""What a run found, as frozen values; every report format is drawn from these."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.claims.problems import Problem
from checker.claims.sources import Source
from checker.claims.statements import Decision, Statement
from checker.compile.distinct import Distinct
from checker.frozen import dataclass
from checker.language.figures import Figure
from checker.language.measures import HIDDEN
from checker.language.periods import Edition
from checker.proofs.carrying import Json
from checker.search.fitting import Fitting


class Grade(Enum):
    """How sure a contradiction is; certain ones come first."""

    CERTAIN = "certain"
    BY_READING = "by reading"
    BY_ASSUMPTION = "by assumption"

    @property
    def rests(self) -> str:
        """What a contradiction of this grade rests on."""
        return _RESTS[self]


_RESTS = {
    Grade.CERTAIN: "it rests on exact figures, lists and rules alone",
    Grade.BY_READING: "it rests on how a rounded or hedged figure is read",
    Grade.BY_ASSUMPTION: "it rests on something that no article prints",
}


class Verdict(Enum):
    """The three answers; nothing folds undecided into another."""

    CONSISTENT = "consistent"
    CONTRADICTORY = "contradictory"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure, as it would be printed, with which all else holds; the `slip` that explains it."""

    value: str
    slip: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A statement of a contradiction and the values that would fit in place of its figure.

    `figure` is None where there is no single figure to ask for, and then so is `fits`. `repairs`
    are figures that would do, the nearest first. `in_every_correction` tells that every cheapest
    correction withdraws it. `proven` are the values that the sums which are shown leave for it.
    """

    distinct: Distinct
    figure: Figure | None
    fits: Fitting | None
    repairs: tuple[Repair, ...] = ()
    in_every_correction: bool = False
    proven: Interval | None = None

    @property
    def statement(self) -> Statement:
        """The supporter that reports name."""
        return self.distinct.first


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate that code without a solver has checked; without one, `reason` says why."""

    certificate: Json | None
    reason: str = ""


NOT_ASKED = Proof(None, "no proof was asked for")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all hold, and any one fewer can.

    `doubt` says why a smaller group may have been missed, or is empty.
    The first `alike` of the `members` are suspected, all of them as much. `restated` are
    statements that are withdrawn beside one of them and clash in the same way with another
    figure. `lifted_if` has a line for each change that would lift it, had that been worked out
    from rounded figures. `decision` is what was decided of it, if that still holds.
    """

    id: str
    grade: Grade
    members: tuple[Member, ...]
    restated: tuple[Member, ...]
    headline: str
    rules: tuple[str, ...]
    steps: tuple[str, ...]
    question: str
    lifted_if: tuple[str, ...] = ()
    proof: Proof = NOT_ASKED
    decision: Decision | None = None
    doubt: str = ""
    alike: int = 1

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everybody who makes a statement of it, or restates one."""
        told = (*self.members, *self.restated)
        return tuple(s for member in told for s in member.distinct.supporters)

    @property
    def articles(self) -> tuple[str, ...]:
        """The paths of the articles whose statements contradict each other, sorted."""
        return tuple(sorted({path for one in self.members for path in one.distinct.articles}))

    @property
    def culprit(self) -> Member:
        """The member that is suspected first."""
        return self.members[0]

    @property
    def suspects(self) -> tuple[Member, ...]:
        """The members that are suspected: one, or several that nothing tells apart."""
        return self.members[: self.alike]


@dataclass(frozen=True, slots=True)
class Correction:
    """Statements whose withdrawal lets all the rest hold.

    `others` are further ones of the same cost, `more` whether there are some that are not listed.
    `doubt` says why a cheaper choice may have been missed, or is empty.
    """

    cost: Fraction
    withdraw: tuple[Distinct, ...]
    others: tuple[tuple[Distinct, ...], ...] = ()
    more: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class UndecidedGroup:
    """Statements about which no verdict was found, and why."""

    statements: tuple[Statement, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A statement with a figure that was revised; `is_later` if it was made after that."""

    statement: Statement
    is_later: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that a later report restates, or that an article takes back.

    `what` names the thing, `old` and `new` are the figures as printed; `new` is None where a
    statement was taken back, which `what` and `old` then are. `by` is the first statement of the
    new figure, with `also` others that restate the same so, or the one that takes back; `edition`
    tells when it was made.
    """

    what: str
    old: str
    carried: tuple[Carrier, ...]
    by: Statement
    also: tuple[Statement, ...]
    new: str | None
    edition: Edition | None

    @property
    def still(self) -> tuple[Carrier, ...]:
        """Whom it concerns: those with the old figure after the new one, or all of what is void."""
        if self.new is None:
            return self.carried
        return tuple(carrier for carrier in self.carried if carrier.is_later)


class Standing(Enum):
    """Whether a decision holds: it does, its last day is past, or its contradiction is gone."""

    HOLDS = "holds"
    EXPIRED = "expired"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision and whether it holds; `reason` says why its contradiction is gone."""

    decision: Decision
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was checked; `parts` are what can be withdrawn by itself, figure by figure."""

    articles: int
    claims: int
    statements: int
    assumptions: int
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Statements of which another solver says the opposite of `ours`, which is a defect.

    `script` asks the same of any solver that reads SMT-LIB.
    """

    statements: tuple[Statement, ...]
    ours: Verdict
    script: str

    @property
    def theirs(self) -> Verdict:
        """What the other solver says."""
        return Verdict.CONSISTENT if self.ours is Verdict.CONTRADICTORY else Verdict.CONTRADICTORY


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """On how many verdicts another solver agreed, and how many it did not decide itself."""

    solver: str
    agreed: int
    undecided: int
    disagreed: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Values of measures of a topic that satisfy all that is kept of it, as they are printed.

    Where assumptions are made for one article, that one has another example, with them. `words`
    say what the values are of.
    """

    topic: str
    only_for: str | None
    values: Mapping[str, Fraction]
    words: Mapping[str, str]

    @property
    def told(self) -> list[tuple[str, str, Fraction]]:
        """What is worth telling, by name and in words, shortest first: no difference of sets."""
        plain = (
            (name, self.words[name], value)
            for name, value in self.values.items()
            if not _is_made_up(name)
        )
        return sorted(plain, key=lambda one: (len(one[1]), *one))


def _is_made_up(name: str) -> bool:
    return " - " in name or HIDDEN in name


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a run found. `examples` give values that satisfy what is kept.

    `witnesses` has the values of all unknowns, checked, with the statements and rules that they
    satisfy, one for each component; None where no proofs were asked for. `second_opinion` is None
    where no other solver was asked. `decisions` has what editors decided, in the order of their
    file; `standing` the ids of those whose statements all stand. `files` are those of the project.
    """

    verdict: Verdict
    counts: Counts
    contradictions: tuple[Contradiction, ...]
    corrections: tuple[Correction, ...]
    revisions: tuple[Revision, ...]
    undecided: tuple[UndecidedGroup, ...]
    problems: tuple[Problem, ...]
    examples: tuple[Example, ...]
    witnesses: tuple[Json, ...] | None = None
    second_opinion: SecondOpinion | None = None
    decisions: tuple[Judged, ...] = ()
    standing: frozenset[str] = frozenset()
    files: tuple[Source, ...] = ()

    @property
    def withdrawn(self) -> tuple[Distinct, ...]:
        """What the corrections withdraw, each statement once."""
        found = {one.first.id: one for c in self.corrections for one in c.withdraw}
        return tuple(found.values())

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open: all is decided, by the checker or by an editor."""
        return not self.undecided and all(one.decision for one in self.contradictions)
