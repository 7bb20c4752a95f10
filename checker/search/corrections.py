"""The cheapest correction: statements whose withdrawal lets all the rest hold.

Implicit hitting sets (Davies and Bacchus 2011): the cheapest choice that takes something from
every contradiction found so far either lets the rest hold, and then none is cheaper, or leaves
another contradiction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from fractions import Fraction

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.limits import STEPS_SOON, STEPS_TO_CORRECTION
from checker.search.hitting import HittingSets, spare_hitting_set
from checker.search.memory import Knowing
from checker.search.patience import OutOfPatienceError, Patience
from checker.solvers.protocol import Checks, Consistent, Contradictory, Undecided

_DOUBT = "the search for the cheapest took too long"


class UndecidedError(Exception):
    """The solver did not decide, so neither can we."""

    def __init__(self, undecided: Undecided) -> None:
        super().__init__(undecided.reason)
        self.reason = undecided.reason


@dataclass(frozen=True, slots=True)
class Correction:
    """Statements to withdraw, what they cost, and an answer of the solver for the rest.

    Nothing of it can be spared; `doubt` says why a cheaper one may have been missed, or is empty.
    """

    withdrawn: frozenset[int]
    cost: int
    rest: Consistent
    doubt: str = ""


class _NoValues:
    """A witness of nothing."""

    def value(self, polynomial: Polynomial) -> Fraction:
        """No unknown has a value."""
        return polynomial.value({})

    def values(self) -> Mapping[str, Fraction]:
        """None."""
        return {}


NO_CORRECTION = Correction(frozenset(), 0, Consistent(_NoValues()))
"""Stands for one that was not found."""


def cheapest_correction(
    oracle: Knowing, statements: Iterable[int], costs: Mapping[int, int]
) -> Correction:
    """The cheapest correction, of several the one with later statements.

    Nothing is withdrawn when all can hold. Contradictions that share nothing are looked for first.
    Any cheapest choice among those known shows more of them, as long as the rest does not hold.
    """
    known = _Contradictions(oracle, frozenset(statements), costs, STEPS_TO_CORRECTION)
    try:
        return known.correction()
    except OutOfPatienceError:
        withdrawn, found = known.some()
        return Correction(withdrawn, _cost(withdrawn, costs), found, _DOUBT)


def correction_found_soon(
    oracle: Knowing, statements: Iterable[int], costs: Mapping[int, int]
) -> Correction | None:
    """The same if it takes few steps among contradictions."""
    with suppress(OutOfPatienceError):
        return _Contradictions(oracle, frozenset(statements), costs, STEPS_SOON).correction()
    return None


def some_cheapest_correction(
    oracle: Knowing, known: frozenset[int], statements: Iterable[int], costs: Mapping[int, int]
) -> Correction:
    """Any of the cheapest corrections, given one that need not be.

    It is found as soon as no choice among the contradictions is cheaper.
    """
    everything = frozenset(statements)
    contradictions = _Contradictions(oracle, everything, costs, STEPS_TO_CORRECTION)
    limit = _cost(known, costs)
    try:
        while True:
            withdrawn = contradictions.cheap()
            if _cost(withdrawn, costs) >= limit:
                withdrawn = known
            found = contradictions.without(withdrawn)
            if found is not None:
                return Correction(withdrawn, _cost(withdrawn, costs), found)
    except OutOfPatienceError:
        answer = decided(oracle, everything - known)
        assert isinstance(answer, Consistent)  # noqa: S101 - it was a correction when it came
        return Correction(known, limit, answer, _DOUBT)


def _cost(withdrawn: Iterable[int], costs: Mapping[int, int]) -> int:
    return sum(costs[number] for number in withdrawn)


class _Contradictions:
    """The contradictions known so far, and choices that take something from each of them."""

    def __init__(
        self, oracle: Knowing, everything: frozenset[int], costs: Mapping[int, int], steps: int
    ) -> None:
        self._oracle = oracle
        self._everything = everything
        self._costs = costs
        self._known: list[frozenset[int]] = []
        self._choices = HittingSets(costs, Patience(steps, oracle.until))
        if isinstance(oracle.check(everything), Contradictory):
            for core in oracle.contradictions_in(everything):
                self._add(core)

    def correction(self) -> Correction:
        """The cheapest, of several the one with later ones. Raises `OutOfPatienceError`."""
        while True:
            withdrawn = self.cheap()
            found = self.without(withdrawn)
            if found is not None:
                withdrawn = self.cheapest()
                found = self.without(withdrawn)
            if found is not None:
                return Correction(withdrawn, _cost(withdrawn, self._costs), found)

    def cheap(self) -> frozenset[int]:
        """One of the cheapest choices. Raises `OutOfPatienceError`."""
        return self._choices.cheap()

    def cheapest(self) -> frozenset[int]:
        """Of the cheapest choices the one with later statements. Raises `OutOfPatienceError`."""
        return self._choices.cheapest()

    def without(self, withdrawn: frozenset[int]) -> Consistent | None:
        """The answer where the rest holds; else None, and more contradictions are known."""
        rest = self._everything - withdrawn
        found = decided(self._oracle, rest)
        if isinstance(found, Consistent):
            return found
        while isinstance(found, Contradictory):
            self._add(found.core)
            rest -= found.core
            found = decided(self._oracle, rest)
        return None

    def _add(self, core: frozenset[int]) -> None:
        self._known.append(core)
        self._choices.add(core)

    def some(self) -> tuple[frozenset[int], Consistent]:
        """A correction of which nothing can be spared, and the answer for the rest."""
        withdrawn = spare_hitting_set(self._known, self._costs)
        kept, answer = most_kept(self._oracle, self._everything - withdrawn, self._costs)
        if isinstance(answer, Contradictory):
            raise UndecidedError(Undecided("the rules do not hold together"))
        for number in sorted(self._everything - kept, key=lambda n: (-self._costs[n], n)):
            found = decided(self._oracle, kept | {number})
            if isinstance(found, Consistent):
                kept, answer = kept | {number}, found
        return self._everything - kept, answer


def decided(oracle: Checks, chosen: Iterable[int]) -> Consistent | Contradictory:
    """The verdict; raises `UndecidedError` when there is none."""
    verdict = oracle.check(chosen)
    if isinstance(verdict, Undecided):
        raise UndecidedError(verdict)
    return verdict


def most_kept(
    oracle: Checks,
    some: frozenset[int],
    costs: Mapping[int, int],
    held: frozenset[int] = frozenset(),
) -> tuple[frozenset[int], Consistent | Contradictory]:
    """Statements among some, with all that are held, which hold together, and the answer.

    That is a contradiction where what is held does not hold together. Of each other one something
    is left out: of what is cheap that which was in most of them so far.
    """
    counts: Counter[int] = Counter()
    while isinstance(found := decided(oracle, some | held), Contradictory):
        counts.update(found.core)
        free = found.core - held
        if not free:
            break
        some -= {min(free, key=lambda number: (costs[number], -counts[number], -number))}
    return some | held, found


def shrink(oracle: Checks, core: frozenset[int], costs: Mapping[int, int]) -> frozenset[int]:
    """A contradiction inside `core` of which no statement can be spared; costly ones go first."""
    needed: set[int] = set()
    left = set(core)
    while left:
        candidate = max(left, key=lambda number: (costs[number], number))
        left.discard(candidate)
        verdict = decided(oracle, needed | left)
        if isinstance(verdict, Contradictory):
            left &= verdict.core
        else:
            needed.add(candidate)
    return frozenset(needed)


def shrink_as_far(oracle: Checks, core: frozenset[int], costs: Mapping[int, int]) -> frozenset[int]:
    """The same where the solver leaves something open: what is not known to be spare stays."""
    left = core
    for candidate in sorted(core, key=lambda number: (-costs[number], -number)):
        if candidate in left:
            verdict = oracle.check(left - {candidate})
            if isinstance(verdict, Contradictory):
                left = verdict.core
    return left
