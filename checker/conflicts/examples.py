"""Examples of values for some statements: looked for near known ones before the solver is asked."""

from checker.conflicts.corrections import UndecidedError, decided, most_kept
from checker.conflicts.hitting import spare_hitting_set
from checker.conflicts.memory import Remembering
from checker.limits import FIRST_CONTRADICTIONS, OVERLAYS
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
        verdict = decided(self._oracle, held)
        if isinstance(verdict, Contradictory):
            return verdict
        if near is None:
            return self._kept_most(held)
        return self._overlaid(near, verdict, chosen, wanted) or self._kept_all(held)

    def _overlaid(
        self, near: Example, verdict: Consistent, chosen: int, wanted: int
    ) -> Example | None:
        """One between a known example and the solver's; not looked for where it never helps."""
        if not self._overlays:
            return None
        overlaid = self._nearby.overlaid(near, verdict.witness.values(), chosen)
        found = self._nearby.beside(overlaid, wanted)
        self._overlays = OVERLAYS if found else self._overlays - 1
        return found

    def _kept_all(self, held: frozenset[int]) -> Example:
        """An example that satisfies what is held, and of the rest as much as can be."""
        pool = self._pool | held
        known = [one - held for one in self._oracle.contradictions_in(pool)][:FIRST_CONTRADICTIONS]
        rest = pool - spare_hitting_set(known, dict.fromkeys(pool, 1))
        _, found = most_kept(self._oracle, rest, dict.fromkeys(pool, 1), held)
        return self._nearby.settled(self._sound(found, held), mask(held))

    def _kept_most(self, held: frozenset[int]) -> Example:
        """An example that satisfies what is held, and much of the rest."""
        pool = self._pool | held
        _, found = most_kept(self._oracle, pool, dict.fromkeys(pool, 1), held)
        return self._nearby.settled(self._sound(found, held), mask(held))

    def _sound(self, found: Consistent, held: frozenset[int]) -> Example:
        """The solver's example, looked over."""
        example = self._nearby.example(found.witness.values())
        if self._nearby.misses(example, mask(held)):
            raise UndecidedError(Undecided("the solver's example does not hold"))
        return example
