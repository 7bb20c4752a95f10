"""The cheapest correction: statements whose withdrawal lets all the rest hold.

Implicit hitting sets (Davies and Bacchus 2011): the cheapest choice that takes something from
every contradiction found so far either lets the rest hold, and then none is cheaper, or leaves
another contradiction.
"""

from collections.abc import Callable, Iterable, Mapping

from checker.conflicts.hitting import HittingSets, spare_hitting_set
from checker.conflicts.patience import OutOfPatienceError, Patience
from checker.frozen import dataclass
from checker.solvers.protocol import Checks, Consistent, Contradictory, Undecided

_STEPS = 200_000
"""Steps among contradictions after which a correction need not be the cheapest."""


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


def cheapest_correction(
    oracle: Checks, statements: Iterable[int], costs: Mapping[int, int]
) -> Correction:
    """The cheapest correction, of several the one with later statements.

    Nothing is withdrawn when all can hold. Contradictions that share nothing are looked for first.
    Any cheapest choice among those known shows more of them, as long as the rest does not hold.
    """
    everything = frozenset(statements)
    known = _Contradictions(oracle, everything, costs)
    while True:
        withdrawn = known.cheap()
        found = known.without(withdrawn)
        if found is not None and not known.doubt:
            withdrawn = known.cheapest()
            found = known.without(withdrawn)
        if found is not None:
            cost = sum(costs[number] for number in withdrawn)
            return Correction(withdrawn, cost, found, known.doubt)


def some_cheapest_correction(
    oracle: Checks, known: frozenset[int], statements: Iterable[int], costs: Mapping[int, int]
) -> Correction:
    """Any of the cheapest corrections, given one that need not be.

    It is found as soon as no choice among the contradictions is cheaper.
    """
    everything = frozenset(statements)
    contradictions = _Contradictions(oracle, everything, costs)
    limit = sum(costs[number] for number in known)
    while True:
        withdrawn = contradictions.cheap()
        cost = sum(costs[number] for number in withdrawn)
        if cost >= limit:
            withdrawn, cost = known, limit
        found = contradictions.without(withdrawn)
        if found is not None:
            return Correction(withdrawn, cost, found, contradictions.doubt)


class _Contradictions:
    """The contradictions known so far, and choices that take something from each of them."""

    def __init__(
        self, oracle: Checks, everything: frozenset[int], costs: Mapping[int, int]
    ) -> None:
        self.doubt = ""
        self._oracle = oracle
        self._everything = everything
        self._costs = costs
        self._known: list[frozenset[int]] = []
        self._choices = HittingSets(costs, Patience(_STEPS))

    def cheap(self) -> frozenset[int]:
        """One of the cheapest choices; where it takes too long, one that could spare nothing."""
        return self._choice(self._choices.cheap)

    def cheapest(self) -> frozenset[int]:
        """Of the cheapest choices the one with later statements."""
        return self._choice(self._choices.cheapest)

    def _choice(self, choose: Callable[[], frozenset[int]]) -> frozenset[int]:
        if not self.doubt:
            try:
                return choose()
            except OutOfPatienceError:
                self.doubt = "the search for the cheapest took too long"
        return spare_hitting_set(self._known, self._costs)

    def without(self, withdrawn: frozenset[int]) -> Consistent | None:
        """The answer where the rest holds; else None, and more contradictions are known."""
        rest = self._everything - withdrawn
        found = decided(self._oracle, rest)
        if isinstance(found, Consistent):
            return found
        while isinstance(found, Contradictory):
            self._known.append(found.core)
            self._choices.add(found.core)
            rest -= found.core
            found = decided(self._oracle, rest)
        return None


def decided(oracle: Checks, chosen: Iterable[int]) -> Consistent | Contradictory:
    """The verdict; raises `UndecidedError` when there is none."""
    verdict = oracle.check(chosen)
    if isinstance(verdict, Undecided):
        raise UndecidedError(verdict)
    return verdict


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
