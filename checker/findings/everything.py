"""Every contradiction and every correction of a project, those of fewest statements first.

Groups of connected statements are searched side by side, so that all of one size come before any
larger one and "complete up to a size" holds of the whole project. What is found is told at once.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from checker.claims.statements import Project
from checker.conflicts.bysize import CompleteUpTo
from checker.conflicts.corrections import UndecidedError
from checker.conflicts.enumeration import contradictions_by_size, corrections_by_cost
from checker.conflicts.memory import Remembering
from checker.conflicts.side_by_side import Reached, Stuck, side_by_side
from checker.constraints.system import join_components
from checker.findings.analysis import Group, Progress, count, groups
from checker.findings.finding import (
    Counts,
    Distinct,
    Grade,
    Member,
    UndecidedGroup,
    Verdict,
)
from checker.findings.telling import grade, identity
from checker.findings.wording import headline
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

    `seconds` may pass, `most` may be told, of at most `largest` statements each; None: no end.
    """

    seconds: float = 60
    most: int | None = None
    largest: int | None = None


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
    """Statements of a group without which its other statements, `others`, can hold together."""

    number: int
    id: str
    group: int
    cost: Fraction
    withdraw: tuple[Distinct, ...]
    others: int

    @property
    def size(self) -> int:
        """How many distinct statements they are."""
        return len(self.withdraw)


@dataclass(frozen=True, slots=True)
class Complete:
    """None of at most `size` statements is missing; `elsewhere` leaves undecided groups out.

    None stands for any size.
    """

    kind: Kind
    size: int | None
    elsewhere: int | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A group where some of more than `size` statements may be missing, and why."""

    kind: Kind
    group: UndecidedGroup
    size: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The search of one kind is over: how many were told, and how far that is complete.

    `groups` is how many groups contradict themselves, `undecided` in how many some may be missing.
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


# --- searching -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clashing:
    """A group that contradicts itself; with a `reason`, this is known of `places` alone."""

    group: Group
    places: frozenset[int]
    reason: str = ""


_Subject = UndecidedGroup | _Clashing
_Events = Iterator[frozenset[int] | CompleteUpTo | Undecided]


@dataclass(slots=True)
class _Tally:
    """How far the search of one kind has come."""

    complete: Complete
    told: int = 0
    undecided: int = 0


class _OutOfTimeError(Exception):
    """The time of a search is over."""


def look(
    project: Project, solver: Solver, bounds: Bounds = Bounds(), progress: Progress | None = None
) -> Generator[Event, None, None]:
    """All contradictions as they are found, then all corrections.

    `progress` is told how many groups have been looked at, of how many. An interruption while it
    looks ends the search and is told.
    """
    yield Begun(count(project))
    stopped: Stop | None = None
    subjects: list[_Subject] = []
    try:
        subjects += _subjects(project, solver, bounds.seconds, progress)
    except KeyboardInterrupt:
        stopped = Stop.INTERRUPT
    clashing = sum(isinstance(one, _Clashing) for one in subjects)
    for kind in Kind:
        tally = _Tally(Complete(kind, 0, 0))
        if stopped is not Stop.INTERRUPT:
            stopped = yield from _of_kind(subjects, solver, bounds, tally)
        yield Ended(kind, tally.told, tally.complete, tally.undecided, clashing, stopped)
    is_open = bool(subjects) or stopped is Stop.INTERRUPT
    yield Finished(_verdict(clashing, is_open=is_open), count(project))


def _verdict(clashing: int, *, is_open: bool) -> Verdict:
    if clashing:
        return Verdict.CONTRADICTORY
    return Verdict.UNDECIDED if is_open else Verdict.CONSISTENT


def _subjects(
    project: Project, solver: Solver, seconds: float, progress: Progress | None
) -> Iterator[_Subject]:
    """The groups that are not shown to be consistent."""
    for topic in project.topics:
        whole = list(groups(topic))
        yield from (one for one in whole if isinstance(one, UndecidedGroup))
        decided = [one for one in whole if isinstance(one, Group)]
        for done in range(0, len(decided), _AT_ONCE):
            if progress is not None:
                progress(done, len(decided))
            several = decided[done : done + _AT_ONCE]
            if not _all_hold(several, solver, seconds):
                yield from filter(None, (_subject(one, solver, seconds) for one in several))
        if progress is not None:
            progress(len(decided), len(decided))


_AT_ONCE = 20
"""Groups that are first asked about together."""

_SMALL = 8
"""Statements of a group up to which it is asked about with others."""


def _all_hold(several: Sequence[Group], solver: Solver, seconds: float) -> bool:
    if any(len(one.stated) > _SMALL for one in several):
        return False
    joined = join_components([one.component for one in several])
    oracle = solver.fresh().open(joined, seconds)
    return isinstance(oracle.check(range(len(joined.statements))), Consistent)


def _subject(group: Group, solver: Solver, seconds: float) -> _Subject | None:
    """None where a group is consistent. Its statements without products are asked by themselves."""
    oracle = solver.fresh().open(group.component, seconds)
    everything = frozenset(range(len(group.stated)))
    match oracle.check(everything):
        case Consistent():
            return None
        case Contradictory():
            return _Clashing(group, everything)
        case Undecided(reason):
            easy = everything - oracle.hard
            if oracle.hard and isinstance(oracle.check(easy), Contradictory):
                return _Clashing(group, easy, reason)
            return _undecided(group, reason)


def _undecided(group: Group, reason: str) -> UndecidedGroup:
    found = {s.id: s for one in group.stated for s in one.supporters}
    return UndecidedGroup(tuple(found[name] for name in sorted(found)), reason)


def _of_kind(
    subjects: Sequence[_Subject], solver: Solver, bounds: Bounds, tally: _Tally
) -> Generator[Event, None, Stop | None]:
    """What there is of one kind, and why it was stopped if it was."""
    told: set[str] = set()
    deadline = time.monotonic() + bounds.seconds
    searches = [_search(tally.complete.kind, one, solver, deadline) for one in subjects]
    try:
        for event in side_by_side(searches, len, bounds.largest):
            match event:
                case Reached(size, elsewhere):
                    tally.complete = Complete(tally.complete.kind, size, elsewhere)
                    yield tally.complete
                case Stuck(number, size, reason):
                    tally.undecided += 1
                    one = subjects[number]
                    group = _undecided(one.group, reason) if isinstance(one, _Clashing) else one
                    yield Unfinished(tally.complete.kind, group, size)
                case (number, places):
                    found = _told(subjects, number, places, tally)
                    if found.id not in told:
                        told.add(found.id)
                        tally.told += 1
                        yield found
            if tally.told == bounds.most:
                return Stop.LIMIT
    except _OutOfTimeError:
        return Stop.TIME
    except KeyboardInterrupt:
        return Stop.INTERRUPT
    return None if tally.complete.elsewhere is None else Stop.SIZE


def _told(
    subjects: Sequence[_Subject], number: int, places: frozenset[int], tally: _Tally
) -> Found | Corrected:
    subject = subjects[number]
    if not isinstance(subject, _Clashing):
        raise TypeError
    group = subject.group
    ordered = sorted(places, key=lambda place: (group.costs[place], group.stated[place].first.id))
    chosen = tuple(group.stated[place] for place in ordered)
    if tally.complete.kind is Kind.CORRECTIONS:
        before = subjects[: number + 1]
        return Corrected(
            tally.told + 1,
            identity(chosen),
            sum(isinstance(one, _Clashing) for one in before),
            Fraction(sum(group.costs[place] for place in places), group.scale),
            chosen,
            len(group.stated) - len(chosen),
        )
    members = [Member(one, None, None) for one in chosen]
    return Found(tally.told + 1, identity(chosen), grade(chosen), headline(members), chosen)


def _search(kind: Kind, subject: _Subject, solver: Solver, deadline: float) -> _Events:
    """What a group holds, smallest first; out of time it raises instead of being undecided."""
    if isinstance(subject, UndecidedGroup):
        yield Undecided(subject.reason)
        return
    seconds = max(0.0, deadline - time.monotonic())
    oracle = Remembering(solver.fresh().open(subject.group.component, seconds))
    found = contradictions if kind is Kind.CONTRADICTIONS else corrections
    for event in found(subject.group, oracle, subject.places, subject.reason):
        if time.monotonic() >= deadline:
            raise _OutOfTimeError
        yield event


def contradictions(
    group: Group, oracle: Remembering, places: frozenset[int], reason: str = ""
) -> _Events:
    """Those of a group, smallest first; where products leave it open, those without products."""
    if reason:
        yield Undecided(reason)
    heavy = dict(enumerate(group.weights))
    told: set[frozenset[int]] = set()
    try:
        for event in contradictions_by_size(oracle, places, group.rules, heavy):
            if isinstance(event, frozenset):
                told.add(event)
            yield event
    except UndecidedError as error:
        yield Undecided(error.reason)
        if not oracle.hard.isdisjoint(places):
            for event in contradictions(group, oracle, places - oracle.hard):
                if event not in told:
                    yield event


def corrections(
    group: Group, oracle: Remembering, places: frozenset[int], reason: str = ""
) -> _Events:
    """Those of a group, with fewest statements first and of equal ones the cheapest."""
    beyond = sum(group.costs) + 1
    prices = {place: beyond + cost for place, cost in enumerate(group.costs)}
    if reason:
        yield Undecided(reason)
        return
    try:
        for _, found in corrections_by_cost(oracle, places, group.rules, prices):
            yield found
    except UndecidedError as error:
        yield Undecided(error.reason)
