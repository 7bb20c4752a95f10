"""Exact arithmetic first, z3 for the rest: what both answer alike, the first answers sooner."""

import time
from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from checker.algebra.components import Component
from checker.algebra.constraints import All, Constraint, at_most, equal, holds, is_linear
from checker.algebra.polynomials import Polynomial
from checker.limits import Z3_TURNS
from checker.solvers.exact.directions import steepest
from checker.solvers.exact.programme import Programme
from checker.solvers.products import multiplied, with_factors, without_products
from checker.solvers.protocol import (
    OUT_OF_TIME,
    Bound,
    Consistent,
    Oracle,
    Solver,
    Undecided,
    Verdict,
    Witness,
)

_FINE = 10**7
"""A whole of which about every share is a part."""


class StagedSolver:
    """Opens components in exact arithmetic, and with z3 once that does not suffice."""

    def __init__(self, turns: int = Z3_TURNS) -> None:
        self._turns = turns
        self._z3: Solver | None = None

    def fresh(self) -> "StagedSolver":
        """A solver that shares nothing with this one."""
        return StagedSolver(self._turns)

    def open(self, component: Component, seconds: float) -> "StagedOracle":
        """An oracle for a component."""
        return StagedOracle(component, seconds, self)

    def z3(self) -> Solver:
        """What is asked when exact arithmetic gives up."""
        if self._z3 is None:
            from checker.solvers.z3_solver import Z3Solver  # noqa: PLC0415 - slow to import

            self._z3 = Z3Solver(self._turns)
        return self._z3


class StagedOracle:
    """One component: its linear part in exact arithmetic, and all of it in z3 once that is needed.

    What is refused without products is refused; what is found without them is evaluated with them.
    """

    def __init__(self, component: Component, seconds: float, solver: StagedSolver) -> None:
        self.component = component
        self.hard = frozenset(
            i for i, statement in enumerate(component.statements) if not is_linear(statement)
        )
        self._rules = tuple(rule for rule in component.rules if not is_linear(rule))
        self._until = time.monotonic() + seconds
        self._exact = Programme(component, self._until)
        self._solver = solver

    @cached_property
    def _z3(self) -> Oracle:
        return self._solver.z3().open(self.component, self._until - time.monotonic())

    @property
    def linear(self) -> "Oracle":
        """The same statements, the hard ones without their products."""
        return _Linear(self)

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""
        numbers = frozenset(chosen)
        if time.monotonic() > self._until:
            return Undecided(OUT_OF_TIME)
        found = self._exact.check(numbers)
        if self._stands(found, numbers):
            return found
        if isinstance(found, Consistent):
            near = self._near(found.witness, numbers, whole=False) or self._large(numbers)
            if near is not None:
                return near
        return self._z3.check(numbers)

    def _large(self, chosen: frozenset[int]) -> Consistent | None:
        """An answer where whole factors of products are large: of those any share is a part."""
        factors = [Polynomial.measure(name) for name in self._factors(chosen, whole=True)]
        fine = Polynomial.number(_FINE)
        for large in (equal, at_most):
            found = self._exact.check(chosen, All(tuple(large(fine, one) for one in factors)))
            near = (
                self._near(found.witness, chosen, whole=True)
                if isinstance(found, Consistent)
                else None
            )
            if near is not None:
                return near
        return None

    def _factors(self, chosen: frozenset[int], *, whole: bool) -> list[str]:
        """The whole factors of products, or those that are fractions."""
        kinds = {one.name: one.whole for one in self.component.variables}
        hard = self._products_of(chosen)
        return sorted(
            {n for one in hard for key in multiplied(one) for n in key if kinds[n] is whole}
        )

    def _products_of(self, chosen: frozenset[int]) -> tuple[Constraint, ...]:
        return (*self._rules, *(self.component.statements[i] for i in self.hard & chosen))

    def _near(self, witness: Witness, chosen: frozenset[int], *, whole: bool) -> Consistent | None:
        """An answer where factors of products, whole ones or fractions, stay as in a witness."""
        names = self._factors(chosen, whole=whole)
        values = {name: witness.value(Polynomial.measure(name)) for name in names}
        linear = [with_factors(one, values) for one in self._products_of(chosen)]
        if not all(map(is_linear, linear)):
            return None
        fixed = (
            equal(Polynomial.measure(name), Polynomial.number(value))
            for name, value in values.items()
        )
        found = self._exact.check(chosen, All((*fixed, *linear)))
        if isinstance(found, Consistent) and self._satisfies(found.witness, chosen):
            return found
        return None

    def check_linear(self, chosen: Iterable[int]) -> Verdict:
        """The same where products say nothing."""
        numbers = frozenset(chosen)
        found = self._exact.check(numbers)
        return self._z3.linear.check(numbers) if isinstance(found, Undecided) else found

    def _stands(self, found: Verdict, chosen: Collection[int]) -> bool:
        """Whether an answer that heeds no products is one with them."""
        if isinstance(found, Consistent):
            return self._satisfies(found.witness, chosen)
        return not isinstance(found, Undecided)

    def _satisfies(self, witness: Witness, chosen: Collection[int]) -> bool:
        hard = self.hard.intersection(chosen)
        if not hard and not self._rules:
            return True
        values = witness.values()
        return all(
            holds(one, values)
            for one in (*self._rules, *(self.component.statements[i] for i in hard))
        )

    def opened(self, component: Component) -> "StagedOracle":
        """An oracle for another component, within the time that is left."""
        return StagedOracle(component, self._until - time.monotonic(), self._solver)

    def beside(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """Whether a condition on unknowns of the component can hold with the chosen statements."""
        numbers = frozenset(chosen)
        found = self._exact.check(numbers, condition)
        if isinstance(found, Consistent) and not is_linear(condition):
            return self._z3.beside(numbers, condition)
        return found if self._stands(found, numbers) else self._z3.beside(numbers, condition)

    def beside_linear(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """The same where products say nothing."""
        numbers = frozenset(chosen)
        found = self._exact.check(numbers, condition)
        if isinstance(found, Undecided):
            return self._z3.linear.beside(numbers, condition)
        return found

    def bound(
        self, chosen: Iterable[int], value: Polynomial, start: Witness, *, upper: bool
    ) -> Bound | Undecided:
        """How far a value can go while the chosen statements hold, as they do in `start`.

        Where products say nothing: no nearer.
        """
        numbers = frozenset(chosen)
        found = None if self._rules else self._end(numbers, value, upper=upper)
        return found or self._z3.bound(numbers, value, start, upper=upper)

    def _end(self, chosen: frozenset[int], value: Polynomial, *, upper: bool) -> Bound | None:
        """The end without products, if exact arithmetic finds it."""
        if not value.is_linear:
            return None
        found = self._exact.highest(chosen, value if upper else -value)
        if isinstance(found, Undecided):
            return None
        return found if upper or found.value is None else replace(found, value=-found.value)

    def slope(
        self, chosen: Iterable[int], top: Polynomial, bottom: Polynomial, start: Witness
    ) -> Fraction | Undecided | None:
        """Where `top / bottom` goes to at most as both grow for ever from a witness on."""
        numbers = frozenset(chosen)
        if not self._rules and not self.hard & numbers and top.is_linear and bottom.is_linear:
            found = steepest(self.component, numbers, top, bottom, start, self._until)
            if not isinstance(found, Undecided):
                return found
        return self._z3.slope(numbers, top, bottom, start)


class _Linear:
    """An oracle for the statements of another one, without their products."""

    hard: frozenset[int] = frozenset()

    def __init__(self, oracle: StagedOracle) -> None:
        self._oracle = oracle
        component = oracle.component
        self.component = replace(
            component,
            rules=tuple(without_products(rule) for rule in component.rules),
            statements=tuple(without_products(one) for one in component.statements),
        )
        self.check = oracle.check_linear
        self.beside = oracle.beside_linear
        self.bound = oracle.bound
        self.slope = oracle.slope

    @property
    def linear(self) -> "_Linear":
        """This one."""
        return self

    def opened(self, component: Component) -> "_Linear":
        """An oracle for another component, whose products it does not heed either."""
        return _Linear(self._oracle.opened(component))
