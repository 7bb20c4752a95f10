"""The cheapest correction: statements whose withdrawal lets all the rest hold.

Implicit hitting sets (Davies and Bacchus 2011): the cheapest choice that takes something from
every contradiction found so far either lets the rest hold, and then none is cheaper, or leaves
another contradiction.
"""

from collections.abc import Iterable, Mapping

from checker.conflicts.hitting import cheapest_hitting_set
from checker.frozen import dataclass
from checker.solvers.protocol import Checks, Consistent, Contradictory, Undecided


class UndecidedError(Exception):
    """The solver did not decide, so neither can we."""

    def __init__(self, undecided: Undecided) -> None:
        super().__init__(undecided.reason)
        self.reason = undecided.reason


@dataclass(frozen=True, slots=True)
class Correction:
    """Statements to withdraw, what they cost, and an answer of the solver for the rest."""

    withdrawn: frozenset[int]
    cost: int
    rest: Consistent


def cheapest_correction(
    oracle: Checks, statements: Iterable[int], costs: Mapping[int, int]
) -> Correction:
    """The cheapest correction; nothing is withdrawn when all can hold."""
    everything = frozenset(statements)
    contradictions: list[frozenset[int]] = []
    while True:
        withdrawn = cheapest_hitting_set(contradictions, costs)
        rest = everything - withdrawn
        found = decided(oracle, rest)
        if isinstance(found, Consistent):
            cost = sum(costs[number] for number in withdrawn)
            return Correction(withdrawn, cost, found)
        while isinstance(found, Contradictory):
            contradictions.append(found.core)
            rest -= found.core
            found = decided(oracle, rest)


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
