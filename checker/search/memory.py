"""Remembers answers: what held a contradiction holds it still, what is consistent stays so."""

from bisect import insort
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol

from checker.algebra.constraints import Constraint
from checker.search.pairs import clashing_pairs
from checker.solvers.nearby import Nearby
from checker.solvers.protocol import (
    Checks,
    Consistent,
    Contradictory,
    Oracle,
    Verdict,
)


class Knowing(Checks, Protocol):
    """Answers, and tells which contradictions it knows."""

    @property
    def until(self) -> float:
        """When (`monotonic`) its time is over."""

    def contradictions_in(self, numbers: frozenset[int]) -> list[frozenset[int]]:
        """Those inside some statements."""


class Remembering:
    """An oracle that answers from earlier answers where these decide, and asks otherwise.

    Of the contradictions that it knows it names one with fewest statements.
    """

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self.hard = oracle.hard
        self.component = oracle.component
        self.linear = oracle.linear
        self.exact = oracle.exact
        self.until = oracle.until
        self.asked = 0
        self.opened = oracle.opened  # of another component it remembers nothing
        self.within = oracle.within
        self._contradictions: list[Contradictory] = []
        self._consistent: list[tuple[frozenset[int], Consistent]] = []

    def check(self, chosen: Iterable[int], *beside: Constraint) -> Verdict:
        """The verdict on the chosen statements; with more beside them asked each time."""
        numbers = frozenset(chosen)
        if beside:
            return self._oracle.check(numbers, *beside)
        for known in self._contradictions:
            if known.core <= numbers:
                return known
        for wider, answer in self._consistent:
            if numbers <= wider:
                return answer
        self.asked += 1
        verdict = self._oracle.check(numbers)
        match verdict:
            case Contradictory():
                if not self._contradictions:
                    self._contradictions += map(Contradictory, self._pairs())
                insort(self._contradictions, verdict, key=lambda known: len(known.core))
            case Consistent():
                self._consistent.append((numbers, verdict))
        return verdict

    def _pairs(self) -> Iterator[frozenset[int]]:
        """Contradictions that are seen without asking."""
        return clashing_pairs(self.component.statements)

    def go_on(self) -> None:
        """Called before work that asks nothing; who wants to end it raises something here."""

    @cached_property
    def nearby(self) -> Nearby:
        """What finds examples near known ones, without the solver."""
        return Nearby(self.component)

    def contradictions_in(self, numbers: frozenset[int]) -> list[frozenset[int]]:
        """The contradictions known so far that lie inside some statements."""
        return [known.core for known in self._contradictions if known.core <= numbers]
