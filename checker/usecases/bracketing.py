"""Products of unknowns between two groups of statements without: one says less, one says more.

Questions about products are slow, and coverage asks very many. What statements without their
products refuse is refused. With the factors of the products at the values of an example the
statements are without products too, and what they allow is allowed. What lies between is left
undecided.
"""

from collections.abc import Iterable
from dataclasses import replace

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint, both, equal
from checker.algebra.polynomials import Polynomial
from checker.limits import COVERAGE_EFFORT, EFFORT_OF_AN_END
from checker.search.fitting import Fitting, Question, UnknownFit, fitting
from checker.search.memory import Remembering
from checker.solvers.products import factors, with_factors
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Solver, Undecided, Witness

BETWEEN = "products of unknown numbers leave this open"
SPENT = "the effort for one connected group of statements is spent"


class Bracket:
    """A component, of whose statements `kept` can hold together."""

    def __init__(
        self, solver: Solver, component: Component, seconds: float, kept: frozenset[int]
    ) -> None:
        self._left = COVERAGE_EFFORT
        oracle = Remembering(solver.open(component, seconds))
        self._less: Oracle = oracle
        self._more: Oracle | None = oracle
        if kept & oracle.hard:
            self._less = Remembering(oracle.linear)
            found = oracle.check(kept)
            self._more = None
            if isinstance(found, Consistent):
                there = _there(component, oracle.hard, found.witness)
                self._more = Remembering(solver.open(there, seconds))

    def allows(self, chosen: Iterable[int], condition: Constraint) -> bool | Undecided:
        """Whether a condition can hold with the chosen statements."""
        numbers = frozenset(chosen)
        if not self._spend(1):
            return Undecided(SPENT)
        found = self._less.check(numbers, condition)
        if isinstance(found, Undecided):
            return found
        if isinstance(found, Contradictory) or self._less is self._more:
            return isinstance(found, Consistent)
        if self._more is not None:
            found = self._more.check(numbers, condition)
            if isinstance(found, Consistent):
                return True
        return Undecided(BETWEEN)

    def fits(self, chosen: Iterable[int], question: Question) -> Fitting:
        """The values outside of which nothing fits while the chosen statements hold."""
        if not self._spend(2 * EFFORT_OF_AN_END):
            return UnknownFit(SPENT)
        return fitting(self._less, frozenset(chosen), question)

    def reaches_all(self, chosen: Iterable[int], question: Question, fits: Fitting) -> bool:
        """Whether values that fit go as far as those ends; False where that is not found."""
        if self._less is self._more:
            return True
        if self._more is None or not self._spend(2 * EFFORT_OF_AN_END):
            return False
        return fitting(self._more, frozenset(chosen), question) == fits

    def _spend(self, effort: int) -> bool:
        self._left -= effort
        return self._left >= 0


def _there(component: Component, hard: Iterable[int], witness: Witness) -> Component:
    """The component with the factors of its products at the values of an example."""
    whole = {variable.name: variable.whole for variable in component.variables}
    values = witness.values()
    statements = list(component.statements)
    for place in hard:
        own = {name: values[name] for name in factors(statements[place], whole)}
        fixed = (
            equal(Polynomial.measure(name), Polynomial.number(value))
            for name, value in sorted(own.items())
        )
        statements[place] = both(with_factors(statements[place], own), *fixed)
    return replace(component, statements=tuple(statements))
