"""Exact arithmetic first, a solver for the rest: what both answer alike, the first answers sooner.

Products of unknowns come last. What is refused without them is refused; what is found without them
is evaluated with them; then their factors are held, and only what that leaves open is asked as it
is.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from time import monotonic

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint, is_linear
from checker.limits import Z3_TURNS
from checker.solvers.exact.programme import Programme
from checker.solvers.held_factors import HeldFactors
from checker.solvers.products import without_products
from checker.solvers.protocol import (
    OUT_OF_TIME,
    Consistent,
    Session,
    Sessions,
    Undecided,
    Verdict,
)

_NOT_ASKED = Undecided("exact arithmetic gave up, and nobody else was asked")


class StagedSolver:
    """Opens components in exact arithmetic, and with a solver once that does not suffice.

    The solver is z3 unless another one is given. Without `exact` arithmetic it decides all.
    """

    def __init__(
        self, turns: int = Z3_TURNS, sessions: Sessions | None = None, *, exact: bool = True
    ) -> None:
        self.turns = turns
        self.exact = exact
        self._given = sessions

    def fresh(self) -> "StagedSolver":
        """A solver that shares nothing with this one."""
        return StagedSolver(self.turns, self._given, exact=self.exact)

    def within(self, turns: int) -> "StagedSolver":
        """A solver that asks for so many turns; where there are none, only exact arithmetic."""
        return StagedSolver(min(turns, self.turns), self._given, exact=self.exact)

    def open(self, component: Component, seconds: float) -> "StagedOracle":
        """An oracle for a component."""
        return StagedOracle(component, monotonic() + seconds, self)

    @cached_property
    def sessions(self) -> Sessions:
        """What is asked when exact arithmetic gives up."""
        if self._given is not None:
            return self._given
        from checker.solvers.z3_solver import Z3Solver  # noqa: PLC0415 - slow to import

        return Z3Solver()


class StagedOracle:
    """One component: in exact arithmetic, and in a solver's session once that is needed."""

    def __init__(
        self,
        component: Component,
        until: float,
        solver: StagedSolver,
        exact: Programme | None = None,
    ) -> None:
        self.component = component
        self.hard = frozenset(
            i for i, statement in enumerate(component.statements) if not is_linear(statement)
        )
        self.exact = exact or Programme(component, until)
        self._rules = tuple(rule for rule in component.rules if not is_linear(rule))
        self.until = until
        self._solver = solver

    @cached_property
    def linear(self) -> "StagedOracle":
        """The same statements, the hard ones without their products."""
        if not self.hard and not self._rules:
            return self
        return StagedOracle(_without_products(self.component), self.until, self._solver, self.exact)

    def opened(self, component: Component) -> "StagedOracle":
        """An oracle for another component, within the time that is left."""
        return StagedOracle(component, self.until, self._solver)

    def within(self, turns: int) -> "StagedOracle":
        """The same, which asks a solver for so many turns; where there are none, not at all."""
        return StagedOracle(self.component, self.until, self._solver.within(turns), self.exact)

    def check(self, chosen: Iterable[int], *beside: Constraint) -> Verdict:
        """Whether the chosen statements, all rules and what is asked beside can hold together."""
        numbers = frozenset(chosen)
        stated = (self.component.statements[i] for i in sorted(self.hard & numbers))
        hard = [*self._rules, *stated, *(one for one in beside if not is_linear(one))]
        if hard or self.linear is not self:
            found = self.linear.check(numbers, *map(without_products, beside))
            if not hard or not isinstance(found, Consistent):
                return found
            held = HeldFactors(self, numbers, beside, hard)
            return held.verdict(found.witness) or self._asked(numbers, *beside)
        if monotonic() > self.until:
            return Undecided(OUT_OF_TIME)
        if self._solver.exact:
            found = self.exact.check(numbers, *beside)
            if not isinstance(found, Undecided):
                return found
        return self._asked(numbers, *beside)

    def _asked(self, chosen: frozenset[int], *beside: Constraint) -> Verdict:
        """What the solver says."""
        return self._session.check(chosen, *beside) if self._solver.turns else _NOT_ASKED

    @cached_property
    def _session(self) -> Session:
        return self._solver.sessions.open(self.component, self.until, self._solver.turns)


def _without_products(component: Component) -> Component:
    return replace(
        component,
        rules=tuple(map(without_products, component.rules)),
        statements=tuple(map(without_products, component.statements)),
    )
