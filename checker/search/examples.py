"""Examples of values for some statements: looked for near known ones before the solver is asked."""

from collections.abc import Sequence

from checker.limits import FIRST_CONTRADICTIONS, OVERLAYS
from checker.search.corrections import UndecidedError, decided, most_kept
from checker.search.hitting import spare_hitting_set
from checker.search.memory import Remembering
from checker.solvers.masks import mask, numbers_in
from checker.solvers.nearby import Example
from checker.solvers.protocol import Consistent, Contradictory, Undecided


class Examples:
    """Examples in which all of `kept` hold, and as much of `pool` as can be had cheaply."""

    def __init__(
        self,
        oracle: Remembering,
        pool: frozenset[int],
        kept: frozenset[int],
    ) -> None:
        self._oracle = oracle
        self._pool = pool
        self._kept = kept
        self._nearby = oracle.nearby
        self._overlays = OVERLAYS

    @property
    def asked(self) -> int:
        """How many questions the solver was asked so far."""
        return self._oracle.asked

    def beside(self, chosen: int, near: Example | None) -> Example | Contradictory:
        """An example in which all that are chosen hold, or those that clash with the kept.

        It is looked for near another one first. Raises `UndecidedError`.
        """
        self._oracle.go_on()
        held = frozenset(numbers_in(chosen)) | self._kept
        wanted = mask(held)
        found = near and self._nearby.beside(near, wanted)
        if found is not None:
            return found
        if near is not None and self._overlays:
            verdict = decided(self._oracle, held)
            if isinstance(verdict, Contradictory):
                return verdict
            found = self._overlaid(near, verdict, chosen, wanted)
        if found is not None:
            return found
        return self._broadest(held, [] if near is None else self._known_within(held))

    def _overlaid(
        self, near: Example, verdict: Consistent, chosen: int, wanted: int
    ) -> Example | None:
        """One between a known example and the solver's; not looked for where it never helps."""
        overlaid = self._nearby.overlaid(near, verdict.witness.values(), chosen)
        found = self._nearby.beside(overlaid, wanted)
        self._overlays = OVERLAYS if found else self._overlays - 1
        return found

    def _known_within(self, held: frozenset[int]) -> list[frozenset[int]]:
        """The smallest contradictions of those that are known."""
        return self._oracle.contradictions_in(self._pool | held)[:FIRST_CONTRADICTIONS]

    def _broadest(
        self, held: frozenset[int], known: Sequence[frozenset[int]]
    ) -> Example | Contradictory:
        """An example that satisfies what is held, and of the rest as much as can be.

        From each of the known contradictions something is left out at first. Those that clash
        where what is held does not hold together.
        """
        pool = self._pool | held
        clash = next((core for core in known if core <= held), None)
        if clash is not None:
            return Contradictory(clash)
        rest = pool - spare_hitting_set([one - held for one in known], dict.fromkeys(pool, 1))
        _, found = most_kept(self._oracle, rest, dict.fromkeys(pool, 1), held)
        if isinstance(found, Contradictory):
            return found
        example = self._sound(found, held)
        if len(pool - held) <= 1:  # which cannot hold beside the others, or does already
            return example
        return self._nearby.settled(example, mask(held))

    def _sound(self, found: Consistent, held: frozenset[int]) -> Example:
        """The solver's example, looked over."""
        example = self._nearby.example(found.witness.values())
        if self._nearby.misses(example, mask(held)):
            raise UndecidedError(Undecided("the solver's example does not hold"))
        return example
