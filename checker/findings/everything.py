"""Every contradiction of a project, the smallest first, and every correction, the cheapest first.

Groups of connected statements are searched side by side, so that all contradictions of one size
come before any larger one and "complete up to a size" holds of the whole project; corrections
likewise by cost. What is found is told at once.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import lcm
from operator import itemgetter

from checker.algebra.components import join_components
from checker.claims.statements import Project
from checker.conflicts.bysize import CompleteUpTo
from checker.conflicts.corrections import UndecidedError
from checker.conflicts.enumeration import contradictions_by_size, corrections_by_cost
from checker.conflicts.memory import Remembering
from checker.conflicts.side_by_side import Reached, Stuck, side_by_side
from checker.conflicts.stopping import Stoppable, StoppedError
from checker.findings.analysis import Group, Progress, count, groups
from checker.findings.finding import (
    Counts,
    Distinct,
    Grade,
    Member,
    UndecidedGroup,
    Verdict,
)
from checker.findings.identity import identity
from checker.findings.telling import grade
from checker.findings.wording import headline
from checker.frozen import dataclass
from checker.solvers.protocol import Consistent, Contradictory, Solver, Undecided


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
class Bounds:
    """How far to look for contradictions, and again for corrections.

    `is_to_stop` is asked again and again whether somebody wants all of it to end.
    `seconds` may pass and `most` may be told of each of the `kinds`; contradictions have at most
    `largest` statements. None: no end.
    """

    seconds: float = 60
    most: int | None = None
    largest: int | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    is_to_stop: Callable[[], bool] = lambda: False


# --- what is told ----------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Complete:
    """No contradiction of at most `size` statements is missing; None: none at all.

    `elsewhere` is the same of the groups that are not undecided.
    """

    size: int | None
    elsewhere: int | None


@dataclass(frozen=True, slots=True)
class CompleteBelow:
    """No correction that costs less than `cost` is missing; None: none at all.

    `elsewhere` is the same of the groups that are not undecided.
    """

    cost: Fraction | None
    elsewhere: Fraction | None


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
    complete: Complete | CompleteBelow
    undecided: int
    groups: int
    stopped: Stop | None


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event."""

    verdict: Verdict
    counts: Counts


Event = Begun | Found | Corrected | Complete | CompleteBelow | Unfinished | Ended | Finished


# --- what is searched ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asking:
    """Who answers, how long (in seconds), and whether it is to stop before."""

    solver: Solver
    seconds: float
    is_to_stop: Callable[[], bool] = lambda: False

    def about(self, group: Group) -> Remembering:
        """An oracle for a group."""
        return Stoppable(self.solver.fresh().open(group.component, self.seconds), self.is_to_stop)


@dataclass(frozen=True, slots=True)
class Clashing:
    """A group that contradicts itself; with a `reason`, this is known of `places` alone."""

    group: Group
    places: frozenset[int]
    reason: str = ""

    def chosen(self, places: Iterable[int]) -> tuple[Distinct, ...]:
        """Some of its statements, the cheapest to withdraw first."""
        costs, stated = self.group.costs, self.group.stated
        ordered = sorted(places, key=lambda place: (costs[place], place))
        return tuple(stated[place] for place in ordered)


Subject = UndecidedGroup | Clashing
"""A group that is not shown to be consistent."""

_AT_ONCE = 20
"""Groups that are first asked about together."""

_SMALL = 8
"""Statements of a group up to which it is asked about with others."""


def subjects_of(
    project: Project, asking: Asking, progress: Progress | None = None
) -> Iterator[Subject]:
    """The groups that are not shown to be consistent."""
    rounds = [one for topic in project.topics for one in groups(topic)]
    done, of = 0, sum(len(together) for together, _ in rounds)
    for together, too_large in rounds:
        yield from too_large
        for first in range(0, len(together), _AT_ONCE):
            several = together[first : first + _AT_ONCE]
            if not _all_hold(several, asking):
                yield from filter(None, (_subject(one, asking) for one in several))
            done += len(several)
            if progress is not None:
                progress(done, of)


def _all_hold(several: Sequence[Group], asking: Asking) -> bool:
    if len(several) == 1 or any(len(one.stated) > _SMALL for one in several):
        return False
    joined = join_components([one.component for one in several])
    oracle = asking.solver.fresh().open(joined, asking.seconds)
    return isinstance(oracle.check(range(len(joined.statements))), Consistent)


def _subject(group: Group, asking: Asking) -> Subject | None:
    """None where a group is consistent. Its statements without products are asked by themselves."""
    oracle = asking.about(group)
    everything = frozenset(range(len(group.stated)))
    match oracle.check(everything):
        case Consistent():
            return None
        case Contradictory():
            return Clashing(group, everything)
        case Undecided(reason):
            easy = everything - oracle.hard
            if oracle.hard and isinstance(oracle.check(easy), Contradictory):
                return Clashing(group, easy, reason)
            return _undecided(group, reason)


def _undecided(group: Group, reason: str) -> UndecidedGroup:
    found = {s.id: s for one in group.stated for s in one.supporters}
    return UndecidedGroup(tuple(found.values()), reason)


# --- one group -------------------------------------------------------------------------------


def contradictions(
    subject: Subject, asking: Asking
) -> Iterator[frozenset[int] | CompleteUpTo | Undecided]:
    """Those of a group, the smallest first; where products leave it open, those without them."""
    if isinstance(subject, UndecidedGroup):
        yield Undecided(subject.reason)
        return
    if subject.reason:
        yield Undecided(subject.reason)
    oracle = asking.about(subject.group)
    heavy = dict(enumerate(subject.group.weights))
    told: set[frozenset[int]] = set()
    for places in dict.fromkeys((subject.places, subject.places - oracle.hard)):
        try:
            for event in contradictions_by_size(oracle, places, subject.group.rules, heavy):
                if not isinstance(event, frozenset):
                    yield event
                elif event not in told:
                    told.add(event)
                    yield event
        except UndecidedError as error:
            yield Undecided(error.reason)
            continue
        break


def corrections(
    subject: Subject, asking: Asking, scale: int
) -> Iterator[tuple[int, frozenset[int]] | Undecided]:
    """Those of a group with their costs times `scale`, the cheapest first."""
    if isinstance(subject, UndecidedGroup) or subject.reason:
        yield Undecided(subject.reason)
        return
    more = scale // subject.group.scale
    prices = {place: cost * more for place, cost in enumerate(subject.group.costs)}
    oracle = asking.about(subject.group)
    try:
        yield from corrections_by_cost(oracle, subject.places, subject.group.rules, prices)
    except UndecidedError as error:
        yield Undecided(error.reason)


# --- all groups ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """How far the search of one kind has come."""

    complete: Complete | CompleteBelow
    told: int = 0
    undecided: int = 0


_Search = Generator[Event, None, None]


def look(
    project: Project, solver: Solver, bounds: Bounds = Bounds(), progress: Progress | None = None
) -> Generator[Event, None, None]:
    """All contradictions as they are found, then all corrections, unless it is to stop before.

    `progress` is told how many groups have been looked at, of how many.
    """
    yield Begun(count(project))
    asking = Asking(solver, bounds.seconds, bounds.is_to_stop)
    stopped: Stop | None = None
    subjects: list[Subject] = []
    try:
        subjects += subjects_of(project, asking, progress)
    except StoppedError:
        stopped = Stop.INTERRUPT
    subjects.sort(key=lambda one: isinstance(one, Clashing))  # what is undecided is told first
    clashing = sum(isinstance(one, Clashing) for one in subjects)
    for kind in bounds.kinds:
        tally = _Tally(_NOTHING[kind])
        if stopped is not Stop.INTERRUPT:
            stopped = yield from _of_kind(kind, subjects, solver, bounds, tally)
        yield Ended(kind, tally.told, tally.complete, tally.undecided, clashing, stopped)
        if stopped is Stop.INTERRUPT:
            break
    is_open = bool(subjects) or stopped is Stop.INTERRUPT
    yield Finished(_verdict(clashing, is_open=is_open), count(project))


def _verdict(clashing: int, *, is_open: bool) -> Verdict:
    if clashing:
        return Verdict.CONTRADICTORY
    return Verdict.UNDECIDED if is_open else Verdict.CONSISTENT


def _of_kind(
    kind: Kind, subjects: Sequence[Subject], solver: Solver, bounds: Bounds, tally: _Tally
) -> Generator[Event, None, Stop | None]:
    """The events of a search up to its bounds, each find once, and why it was stopped."""
    deadline = time.monotonic() + bounds.seconds

    def is_over() -> bool:
        return bounds.is_to_stop() or time.monotonic() >= deadline

    asking = Asking(solver, bounds.seconds, is_over)
    told: set[str] = set()
    try:
        search = (
            _all_contradictions(subjects, asking, tally, bounds.largest)
            if kind is Kind.CONTRADICTIONS
            else _all_corrections(subjects, asking, tally)
        )
        for event in search:
            match event:
                case Unfinished(group=group) if is_over() and group not in subjects:
                    raise StoppedError  # noqa: TRY301 - it is the solver that was out of time
                case Unfinished():
                    tally.undecided += 1
                case Complete() | CompleteBelow():
                    tally.complete = event
                case Found(id=name) | Corrected(id=name):
                    if name in told:
                        continue
                    told.add(name)
                    tally.told += 1
            yield event
            if tally.told == bounds.most:
                return Stop.LIMIT
    except StoppedError:
        return Stop.INTERRUPT if bounds.is_to_stop() else Stop.TIME
    beyond = isinstance(tally.complete, Complete) and tally.complete.elsewhere is not None
    return Stop.SIZE if beyond else None


def _all_contradictions(
    subjects: Sequence[Subject], asking: Asking, tally: _Tally, largest: int | None
) -> _Search:
    searches = [contradictions(one, asking) for one in subjects]
    for event in side_by_side(searches, len, largest):
        match event:
            case Reached(size, elsewhere):
                yield Complete(size, elsewhere)
            case Stuck(number, size, reason):
                yield Unfinished(Kind.CONTRADICTIONS, _left(subjects[number], reason), size)
            case (number, places):
                chosen = _of(subjects[number]).chosen(places)
                told = headline([Member(one, None, None) for one in chosen])
                yield Found(tally.told + 1, identity(chosen), grade(chosen), told, chosen)


def _all_corrections(subjects: Sequence[Subject], asking: Asking, tally: _Tally) -> _Search:
    scale = common_scale(subjects)
    searches = [corrections(one, asking, scale) for one in subjects]
    numbers = [number for number, one in enumerate(subjects) if isinstance(one, Clashing)]
    for event in side_by_side(searches, itemgetter(0)):
        match event:
            case Reached(size, elsewhere):
                yield CompleteBelow(_below(size, scale), _below(elsewhere, scale))
            case Stuck(number, _, reason):
                yield Unfinished(Kind.CORRECTIONS, _left(subjects[number], reason), 0)
            case (number, (cost, places)):
                one = _of(subjects[number])
                chosen = one.chosen(places)
                yield Corrected(
                    tally.told + 1,
                    identity(chosen),
                    Fraction(cost, scale),
                    chosen,
                    len(one.group.stated) - len(chosen),
                    numbers.index(number) + 1,
                    len(numbers),
                )


def common_scale(subjects: Iterable[Subject]) -> int:
    """What makes the costs of all groups whole numbers."""
    return lcm(*(one.group.scale for one in subjects if isinstance(one, Clashing)))


def _below(size: int | None, scale: int) -> Fraction | None:
    """The cost below which none is missing, where none is of at most some size."""
    return None if size is None else Fraction(size + 1, scale)


def _of(subject: Subject) -> Clashing:
    if isinstance(subject, UndecidedGroup):
        raise TypeError
    return subject


def _left(subject: Subject, reason: str) -> UndecidedGroup:
    return subject if isinstance(subject, UndecidedGroup) else _undecided(subject.group, reason)


_NOTHING: Mapping[Kind, Complete | CompleteBelow] = {
    Kind.CONTRADICTIONS: Complete(0, 0),
    Kind.CORRECTIONS: CompleteBelow(Fraction(0), Fraction(0)),
}
