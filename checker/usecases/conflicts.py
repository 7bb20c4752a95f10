"""Contradictions and corrections as programs ask for them: every one, any one, the least one.

For the last two all statements of a topic are asked about together.
"""

from collections.abc import Iterator
from fractions import Fraction
from heapq import heappop, heappush
from itertools import islice

from checker.algebra.components import join_components
from checker.claims.statements import Project, Topic
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group, everywhere
from checker.explain.finding import Correction
from checker.explain.identity import identity
from checker.frozen import dataclass
from checker.search.bysize import CompleteUpTo
from checker.search.contradictions import remember_small_ones
from checker.search.corrections import UndecidedError, decided, shrink
from checker.search.corrections import cheapest_correction as cheapest
from checker.search.corrections import some_cheapest_correction as some_cheapest
from checker.search.enumeration import Keeping
from checker.search.enumeration import contradictions_by_size as by_size
from checker.search.memory import Remembering
from checker.search.side_by_side import Stuck, side_by_side
from checker.solvers.protocol import Contradictory, Solver, Undecided
from checker.usecases.list import (
    Asking,
    Clashing,
    common_scale,
    contradictions,
    corrections,
    suspects_of,
)

# --- every one -------------------------------------------------------------------------------


def every_correction(project: Project, asking: Asking) -> Iterator[Correction]:
    """Every correction of a project that could spare nothing, the cheapest first.

    One for each group that contradicts itself. Assumptions for one article take no part.
    """
    suspects = [one for one in _decided(project, asking) if not one.group.has_assumption_for_one]
    scale = common_scale(suspects)
    found: Iterator[Correction] = iter([Correction(Fraction(0), ())])
    for one in suspects:
        found = _pairs(found, _corrections(one, asking, scale))
    return found


def every_contradiction(project: Project, asking: Asking) -> Iterator[tuple[Distinct, ...]]:
    """Every smallest set of statements that cannot hold beside the rules, by their number."""
    suspects = list(_decided(project, asking))
    told: set[str] = set()
    for event in side_by_side([contradictions(one, asking) for one in suspects], len):
        match event:
            case Stuck(_, _, reason):
                raise UndecidedError(Undecided(reason))
            case (number, places):
                chosen = suspects[number].group.chosen(places)
                if identity(chosen) not in told:
                    told.add(identity(chosen))
                    yield chosen
                if not chosen:
                    return


def _decided(project: Project, asking: Asking) -> Iterator[Clashing]:
    """The groups that contradict themselves, where nothing is undecided."""
    for one in suspects_of(project, asking):
        if not isinstance(one, Clashing) or one.reason:
            raise UndecidedError(Undecided(one.reason))
        yield one


def _corrections(one: Clashing, asking: Asking, scale: int) -> Iterator[Correction]:
    for event in corrections(one, asking, scale):
        if isinstance(event, Undecided):
            raise UndecidedError(event)
        cost, places = event
        yield Correction(Fraction(cost, scale), one.group.chosen(places))


class _Kept:
    """What an iterator gives, kept, so that it can be asked for again."""

    def __init__(self, found: Iterator[Correction]) -> None:
        self._found = found
        self._kept: list[Correction] = []

    def at(self, place: int) -> Correction | None:
        """The one at a place, counted from 0; None behind the last."""
        self._kept += islice(self._found, max(0, place + 1 - len(self._kept)))
        return self._kept[place] if place < len(self._kept) else None


def _pairs(first: Iterator[Correction], second: Iterator[Correction]) -> Iterator[Correction]:
    """Each of the first with each of the second, the cheapest pairs first, as both are sorted."""
    rows, columns = _Kept(first), _Kept(second)
    waiting: list[tuple[Fraction, int, int, Correction]] = []

    def wait(row: int, column: int) -> None:
        one, other = rows.at(row), columns.at(column)
        if one is not None and other is not None:
            withdrawn = sorted((*one.withdraw, *other.withdraw), key=lambda d: d.rank)
            both = Correction(one.cost + other.cost, tuple(withdrawn))
            heappush(waiting, (both.cost, row, column, both))

    wait(0, 0)
    while waiting:
        _, row, column, both = heappop(waiting)
        yield both
        wait(row, column + 1)
        if column == 0:
            wait(row + 1, 0)


# --- one of a topic --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked of: a topic, who answers, and how long (in seconds)."""

    topic: Topic
    solver: Solver
    seconds: float

    def opened(self) -> tuple[Group, Remembering]:
        """All statements of the topic as one group, and who answers for it."""
        whole = everywhere(self.topic)
        for large in whole.system.too_large:
            raise UndecidedError(Undecided(large.reason))
        group = Group(whole, join_components(whole.system.components))
        return group, Remembering(self.solver.open(group.component, self.seconds))


def contradictions_by_size(subject: Subject) -> Iterator[tuple[Distinct, ...] | CompleteUpTo]:
    """Every contradiction of a topic, those with fewest statements first, and up to which size."""
    group, oracle = subject.opened()
    for one in by_size(oracle, group.places.values(), group.rules, group.weights):
        yield one if isinstance(one, CompleteUpTo) else group.chosen(one)


def one_contradiction(subject: Subject) -> tuple[Distinct, ...] | None:
    """Some smallest set of statements that cannot hold beside the rules; None where all can."""
    group, oracle = subject.opened()
    asked = Keeping(oracle, group.rules)
    verdict = decided(asked, group.places.values())
    if not isinstance(verdict, Contradictory):
        return None
    return group.chosen(shrink(asked, verdict.core, group.weights))


def smallest_contradiction(subject: Subject) -> tuple[Distinct, ...] | None:
    """A contradiction with the fewest statements; None where all can hold."""
    found = contradictions_by_size(subject)
    return next((one for one in found if not isinstance(one, CompleteUpTo)), None)


def cheapest_correction(subject: Subject) -> Correction | None:
    """A cheapest correction; it withdraws nothing where all can hold.

    None where the rules cannot hold by themselves.
    """
    group, oracle = subject.opened()
    rules = group.rules
    numbers = frozenset(group.places.values()) - rules
    if isinstance(decided(oracle, rules), Contradictory):
        return None
    if rules:
        found = cheapest(Keeping(oracle, rules), numbers, group.prices)
    else:
        known = remember_small_ones(oracle, numbers, group.weights)
        found = some_cheapest(oracle, known, numbers, group.prices)
    withdrawn = group.chosen(found.withdrawn)
    return Correction(group.cost(found.withdrawn), withdrawn, doubt=found.doubt)
