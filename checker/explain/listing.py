"""What is told, one event after the other, while all contradictions and corrections are listed."""

from enum import Enum
from fractions import Fraction

from checker.compile.distinct import Distinct
from checker.explain.finding import Counts, Grade, UndecidedGroup, Verdict
from checker.frozen import dataclass


class Kind(Enum):
    """What is looked for; contradictions come first."""

    CONTRADICTIONS = "contradictions"
    CORRECTIONS = "corrections"


class Stop(Enum):
    """Why a search ended before everything was found."""

    LIMIT = "limit"
    SIZE = "size"
    TIME = "time"
    INTERRUPT = "interrupt"


@dataclass(frozen=True, slots=True)
class Begun:
    """The first event: what is looked through."""

    counts: Counts


@dataclass(frozen=True, slots=True)
class Found:
    """Statements that cannot all hold, and any one fewer can; the cheapest to withdraw first."""

    number: int
    id: str
    grade: Grade
    headline: str
    members: tuple[Distinct, ...]

    @property
    def size(self) -> int:
        """How many distinct statements they are."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Corrected:
    """Statements of a group without which its `others` can hold together.

    Groups that contradict themselves are numbered; `groups` is how many there are.
    """

    number: int
    id: str
    cost: Fraction
    withdraw: tuple[Distinct, ...]
    others: int
    group: int
    groups: int

    @property
    def size(self) -> int:
        """How many distinct statements they are."""
        return len(self.withdraw)


Bound = int | Fraction
"""A number of statements, or a cost."""


@dataclass(frozen=True, slots=True)
class Complete:
    """Nothing of a kind is missing up to a bound; None: nothing at all.

    Of contradictions those of at most so many statements are told, of corrections those that cost
    less. `elsewhere` is the same of the groups that are not undecided.
    """

    kind: Kind
    bound: Bound | None
    elsewhere: Bound | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A group where not all of a kind can be told, and why.

    Of its contradictions none of at most `size` statements is missing.
    """

    kind: Kind
    group: UndecidedGroup
    size: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The search of one kind is over: how many were told, and how far that is complete.

    `groups` contradict themselves; in so many as are `undecided` some may be missing.
    """

    kind: Kind
    told: int
    complete: Complete
    undecided: int
    groups: int
    stopped: Stop | None


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event."""

    verdict: Verdict
    counts: Counts


Event = Begun | Found | Corrected | Complete | Unfinished | Ended | Finished
