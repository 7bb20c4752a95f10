"""Every contradiction of a project, the smallest first, and every correction, the cheapest first.

Groups of connected statements are searched side by side, so that all contradictions of one size
come before any larger one and "complete up to a size" holds of the whole project; corrections
likewise by cost. What is found is told at once.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from operator import itemgetter

from checker.claims.statements import Project, Topic
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group, rounds_of
from checker.explain.finding import UndecidedGroup
from checker.explain.gathering import count, too_large, undecided, verdict
from checker.explain.identity import identity
from checker.explain.listing import (
    Begun,
    Complete,
    Corrected,
    Ended,
    Event,
    Finished,
    Found,
    Kind,
    Stop,
    Unfinished,
)
from checker.explain.telling import grade, headline_of
from checker.frozen import dataclass
from checker.limits import GROUPS_AT_ONCE
from checker.search.bysize import CompleteUpTo
from checker.search.corrections import UndecidedError
from checker.search.enumeration import contradictions_by_size, corrections_by_cost
from checker.search.memory import Remembering
from checker.search.side_by_side import Reached, Stuck, side_by_side
from checker.search.stopping import Stoppable, StoppedError
from checker.solvers.protocol import Consistent, Contradictory, Solver, Undecided
from checker.solvers.staged import StagedSolver
from checker.usecases.solving import Progress, together


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
        prices, stated = self.group.prices, self.group.stated
        return tuple(stated[place] for place in sorted(places, key=lambda p: (prices[p], p)))


Suspect = UndecidedGroup | Clashing
"""A group that is not shown to be consistent."""


def suspects_of(
    project: Project, asking: Asking, progress: Progress | None = None
) -> Iterator[Suspect]:
    """The groups that are not shown to be consistent."""
    rounds = [one for topic in project.topics for one in _groups(topic)]
    done, of = 0, sum(len(connected) for connected, _ in rounds)
    for connected, large in rounds:
        yield from large
        for first in range(0, len(connected), GROUPS_AT_ONCE):
            several = connected[first : first + GROUPS_AT_ONCE]
            components = [one.component for one in several]
            small, witness = together(components, asking.solver.fresh(), asking.seconds)
            hold = frozenset() if witness is None else small
            left = (one for number, one in enumerate(several) if number not in hold)
            yield from filter(None, (_suspect(one, asking) for one in left))
            done += len(several)
            if progress is not None:
                progress(done, of)


def _groups(topic: Topic) -> Iterator[tuple[list[Group], list[UndecidedGroup]]]:
    """The groups of each round of a topic, and what is too large to be asked about.

    Left out is what would be asked a second time: a group of one article's statements without an
    assumption for that article is part of a group of all articles.
    """
    whole = True
    for one in rounds_of(topic):
        large = list(too_large(one))
        whole = whole and not large
        again = one.only_for is not None and whole
        yield [g for g in one.groups if g.has_assumption_for_one or not again], large


def _suspect(group: Group, asking: Asking) -> Suspect | None:
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
            return undecided(group.stated.values(), reason)


# --- one group -------------------------------------------------------------------------------


def contradictions(
    suspect: Suspect, asking: Asking
) -> Iterator[frozenset[int] | CompleteUpTo | Undecided]:
    """Those of a group, the smallest first; where products leave it open, those without them."""
    if isinstance(suspect, UndecidedGroup):
        yield Undecided(suspect.reason)
        return
    if suspect.reason:
        yield Undecided(suspect.reason)
    oracle = asking.about(suspect.group)
    told: set[frozenset[int]] = set()
    for places in dict.fromkeys((suspect.places, suspect.places - oracle.hard)):
        try:
            for event in contradictions_by_size(
                oracle, places, suspect.group.rules, suspect.group.weights
            ):
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
    suspect: Suspect, asking: Asking, scale: int
) -> Iterator[tuple[int, frozenset[int]] | Undecided]:
    """Those of a group with their costs times `scale`, the cheapest first."""
    if isinstance(suspect, UndecidedGroup) or suspect.reason:
        yield Undecided(suspect.reason)
        return
    more = scale // suspect.group.round.scale
    prices = {place: cost * more for place, cost in suspect.group.prices.items()}
    oracle = asking.about(suspect.group)
    try:
        yield from corrections_by_cost(oracle, suspect.places, suspect.group.rules, prices)
    except UndecidedError as error:
        yield Undecided(error.reason)


# --- all groups ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """How far the search of one kind has come."""

    complete: Complete
    told: int = 0
    undecided: int = 0


_Search = Generator[Event, None, None]


def look(
    project: Project,
    bounds: Bounds = Bounds(),
    progress: Progress | None = None,
    *,
    solver: Solver | None = None,
) -> Generator[Event, None, None]:
    """All contradictions as they are found, then all corrections, unless it is to stop before.

    `progress` is told how many groups have been looked at, of how many.
    """
    solver = solver or StagedSolver()
    yield Begun(count(project))
    asking = Asking(solver, bounds.seconds, bounds.is_to_stop)
    stopped: Stop | None = None
    suspects: list[Suspect] = []
    try:
        suspects += suspects_of(project, asking, progress)
    except StoppedError:
        stopped = Stop.INTERRUPT
    suspects.sort(key=lambda one: isinstance(one, Clashing))  # what is undecided is told first
    clashing = sum(isinstance(one, Clashing) for one in suspects)
    for kind in bounds.kinds:
        tally = _Tally(Complete(kind, 0, 0))
        if stopped is not Stop.INTERRUPT:
            stopped = yield from _of_kind(kind, suspects, solver, bounds, tally)
        yield Ended(kind, tally.told, tally.complete, tally.undecided, clashing, stopped)
        if stopped is Stop.INTERRUPT:
            break
    is_open = bool(suspects) or stopped is Stop.INTERRUPT
    yield Finished(verdict(clashing, is_open), count(project))


def _of_kind(
    kind: Kind, suspects: Sequence[Suspect], solver: Solver, bounds: Bounds, tally: _Tally
) -> Generator[Event, None, Stop | None]:
    """The events of a search up to its bounds, each find once, and why it was stopped."""
    deadline = time.monotonic() + bounds.seconds

    def is_over() -> bool:
        return bounds.is_to_stop() or time.monotonic() >= deadline

    asking = Asking(solver, bounds.seconds, is_over)
    told: set[str] = set()
    try:
        search = (
            _all_contradictions(suspects, asking, tally, bounds.largest)
            if kind is Kind.CONTRADICTIONS
            else _all_corrections(suspects, asking, tally)
        )
        for event in search:
            match event:
                case Unfinished(group=group) if is_over() and group not in suspects:
                    raise StoppedError  # noqa: TRY301 - it is the solver that was out of time
                case Unfinished():
                    tally.undecided += 1
                case Complete():
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
    is_all = kind is Kind.CORRECTIONS or tally.complete.elsewhere is None
    return None if is_all else Stop.SIZE


def _all_contradictions(
    suspects: Sequence[Suspect], asking: Asking, tally: _Tally, largest: int | None
) -> _Search:
    searches = [contradictions(one, asking) for one in suspects]
    for event in side_by_side(searches, len, largest):
        match event:
            case Reached(size, elsewhere):
                yield Complete(Kind.CONTRADICTIONS, size, elsewhere)
            case Stuck(number, size, reason):
                yield Unfinished(Kind.CONTRADICTIONS, _left(suspects[number], reason), size)
            case (number, places):
                suspect = _of(suspects[number])
                chosen = suspect.chosen(places)
                told = headline_of(chosen, suspect.group.round.topic.lexicon)
                yield Found(tally.told + 1, identity(chosen), grade(chosen), told, chosen)


def _all_corrections(suspects: Sequence[Suspect], asking: Asking, tally: _Tally) -> _Search:
    scale = common_scale(suspects)
    searches = [corrections(one, asking, scale) for one in suspects]
    numbers = [number for number, one in enumerate(suspects) if isinstance(one, Clashing)]
    for event in side_by_side(searches, itemgetter(0)):
        match event:
            case Reached(size, elsewhere):
                yield Complete(Kind.CORRECTIONS, _below(size, scale), _below(elsewhere, scale))
            case Stuck(number, _, reason):
                yield Unfinished(Kind.CORRECTIONS, _left(suspects[number], reason), 0)
            case (number, (cost, places)):
                one = _of(suspects[number])
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


def common_scale(suspects: Iterable[Suspect]) -> int:
    """What makes the costs of all groups whole numbers."""
    return lcm(*(one.group.round.scale for one in suspects if isinstance(one, Clashing)))


def _below(size: int | None, scale: int) -> Fraction | None:
    """The cost below which none is missing, where none is of at most some size."""
    return None if size is None else Fraction(size + 1, scale)


def _of(suspect: Suspect) -> Clashing:
    if isinstance(suspect, UndecidedGroup):
        raise TypeError
    return suspect


def _left(suspect: Suspect, reason: str) -> UndecidedGroup:
    if isinstance(suspect, UndecidedGroup):
        return suspect
    return undecided(suspect.group.stated.values(), reason)
