"""All contradictions of one size, once the smaller ones are known.

Every contradiction takes something from every correction. So one that holds some statements takes
one more from any correction that these leave whole: a tree, whose branches are as many as a
correction has members, and which is no deeper than the contradictions are large. Where no known
correction is left whole the solver is asked: either the statements clash, or they are part of a
largest consistent set, whose rest is one more correction.
"""

from collections.abc import Iterator, Mapping, Sequence

from checker.conflicts.corrections import decided
from checker.conflicts.hitting import spare_hitting_set
from checker.frozen import dataclass
from checker.solvers.protocol import Checks, Contradictory


@dataclass(frozen=True, slots=True)
class CompleteUpTo:
    """All contradictions with at most `size` members have been told."""

    size: int


class Search:
    """Contradictions among the statements of `pool`, asked for size by size from none on.

    `is_last` stays true while nothing speaks for larger ones than those of the size asked for.
    """

    def __init__(self, oracle: Checks, pool: frozenset[int], weights: Mapping[int, int]) -> None:
        self.is_last = True
        self._oracle = oracle
        self._pool = pool
        self._weights = weights
        self._corrections: list[frozenset[int]] = []
        self._known: list[frozenset[int]] = []
        self._found: list[frozenset[int]] = []

    def of_size(self, size: int) -> Iterator[frozenset[int]]:
        """All of one size, when all smaller ones have been found."""
        yield from self._beyond(frozenset(), frozenset(), size)

    def _beyond(
        self, chosen: frozenset[int], refused: frozenset[int], more: int
    ) -> Iterator[frozenset[int]]:
        """Those with all that are chosen, none refused, and at most so many more."""
        if any(found <= chosen for found in self._found):
            return
        whole = [one - refused for one in self._corrections if one.isdisjoint(chosen)]
        if not whole:
            correction = self._correction_beside(chosen)
            if correction is None:
                self._found.append(chosen)
                yield chosen
                return
            self._corrections.append(correction)
            whole = [correction - refused]
        if not all(whole):
            return
        if _disjoint(whole, more) > more:
            self.is_last = False
            return
        branch = min(whole, key=lambda one: (len(one), sorted(one)))
        for number in sorted(branch, key=lambda number: (self._weights[number], number)):
            yield from self._beyond(chosen | {number}, refused, more - 1)
            refused |= {number}

    def _correction_beside(self, chosen: frozenset[int]) -> frozenset[int] | None:
        """A correction that keeps all that are chosen; None where they clash."""
        verdict = decided(self._oracle, chosen)
        if isinstance(verdict, Contradictory):
            return None
        while True:
            known = [one - chosen for one in self._known]
            withdrawn = spare_hitting_set(known, self._weights)
            verdict = decided(self._oracle, self._pool - withdrawn)
            if not isinstance(verdict, Contradictory):
                return withdrawn
            self._known.append(verdict.core)


def _disjoint(sets: Sequence[frozenset[int]], enough: int) -> int:
    """How many of some sets share nothing, counted greedily until there are more than enough."""
    count, seen = 0, set[int]()
    for one in sorted(sets, key=len):
        if seen.isdisjoint(one):
            seen |= one
            count += 1
            if count > enough:
                break
    return count
