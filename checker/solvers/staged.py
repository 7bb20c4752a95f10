"""Exact arithmetic first, z3 for the rest: what both answer alike, the first answers sooner."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from checker.algebra.components import Component
from checker.algebra.constraints import (
    TRUE,
    All,
    Constraint,
    at_most,
    equal,
    holds,
    is_linear,
)
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.limits import Z3_TURNS
from checker.solvers.exact.directions import steepest
from checker.solvers.exact.programme import Programme
from checker.solvers.products import multiplied, with_factors, without_products
from checker.solvers.protocol import (
    OUT_OF_TIME,
    Bound,
    Consistent,
    Contradictory,
    Oracle,
    Solver,
    Undecided,
    Verdict,
    Witness,
)

_NOT_ASKED = Undecided("exact arithmetic gave up, and nobody else was asked")

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

    def within(self, turns: int) -> "StagedSolver":
        """A solver that asks z3 for so many turns; where there are none, not at all."""
        return StagedSolver(min(turns, self._turns))

    def open(self, component: Component, seconds: float) -> "StagedOracle":
        """An oracle for a component."""
        return StagedOracle(
            Programme(component, time.monotonic() + seconds), component, seconds, self
        )

    def z3(self) -> Solver:
        """What is asked when exact arithmetic gives up."""
        if not self._turns:
            return _Silent()
        if self._z3 is None:
            from checker.solvers.z3_solver import Z3Solver  # noqa: PLC0415 - slow to import

            self._z3 = Z3Solver(self._turns)
        return self._z3


class StagedOracle:
    """One component: its linear part in exact arithmetic, and all of it in z3 once that is needed.

    What is refused without products is refused; what is found without them is evaluated with them.
    """

    def __init__(
        self, exact: Programme, component: Component, seconds: float, solver: StagedSolver
    ) -> None:
        self.component = component
        self.hard = frozenset(
            i for i, statement in enumerate(component.statements) if not is_linear(statement)
        )
        self._rules = tuple(rule for rule in component.rules if not is_linear(rule))
        self._whole = {one.name: one.whole for one in component.variables}
        self._until = time.monotonic() + seconds
        self._exact = exact
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
        return self.beside(chosen, TRUE)

    def beside(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """Whether a condition on unknowns of the component can hold with the chosen statements."""
        numbers = frozenset(chosen)
        if time.monotonic() > self._until:
            return Undecided(OUT_OF_TIME)
        found = self._exact.check(numbers, condition)
        if isinstance(found, Contradictory):
            return found
        if isinstance(found, Consistent):
            hard = self._products_of(numbers, condition)
            if _satisfies(found.witness, hard):
                return found
            asked = _Asked(self._exact, numbers, condition, hard, self._factors(hard))
            near = asked.near(found.witness, whole=False) or asked.with_large_factors()
            if near is not None:
                return near
        if condition == TRUE:
            return self._z3.check(numbers)
        return self._z3.beside(numbers, condition)

    def _products_of(self, chosen: frozenset[int], condition: Constraint) -> list[Constraint]:
        """What is said with products."""
        said = (*self._rules, *(self.component.statements[i] for i in sorted(self.hard & chosen)))
        return [*said, *(() if is_linear(condition) else (condition,))]

    def _factors(self, hard: Iterable[Constraint]) -> dict[str, bool]:
        """The factors of products, and whether they are whole."""
        names = {name for one in hard for key in multiplied(one) for name in key}
        return {name: self._whole[name] for name in sorted(names)}

    def check_linear(self, chosen: Iterable[int]) -> Verdict:
        """The same where products say nothing."""
        numbers = frozenset(chosen)
        found = self._exact.check(numbers)
        return self._z3.linear.check(numbers) if isinstance(found, Undecided) else found

    def opened(self, component: Component) -> "StagedOracle":
        """An oracle for another component, within the time that is left."""
        return self._solver.open(component, self._until - time.monotonic())

    def within(self, turns: int) -> "StagedOracle":
        """The same, which asks z3 for so many turns; where there are none, not at all."""
        left = self._until - time.monotonic()
        return StagedOracle(self._exact, self.component, left, self._solver.within(turns))

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question with products, `hard` among what is asked, to a programme that heeds none.

    `factors` are those of its products, and whether they are whole.
    """

    exact: Programme
    chosen: frozenset[int]
    condition: Constraint
    hard: Sequence[Constraint]
    factors: Mapping[str, bool]

    def near(self, witness: Witness, *, whole: bool) -> Consistent | None:
        """An answer where factors, whole ones or fractions, stay as in a witness."""
        names = self._factors(whole=whole)
        values = {name: witness.value(Polynomial.measure(name)) for name in names}
        linear = [with_factors(one, values) for one in self.hard]
        if not all(map(is_linear, linear)):
            return None
        fixed = (
            equal(Polynomial.measure(name), Polynomial.number(value))
            for name, value in values.items()
        )
        found = self._beside(*fixed, *linear)
        if isinstance(found, Consistent) and _satisfies(found.witness, self.hard):
            return found
        return None

    def with_large_factors(self) -> Consistent | None:
        """An answer where whole factors are large: of those any share is a part."""
        factors = [Polynomial.measure(name) for name in self._factors(whole=True)]
        fine = Polynomial.number(_FINE)
        for large in (equal, at_most):
            found = self._beside(*(large(fine, one) for one in factors))
            near = self.near(found.witness, whole=True) if isinstance(found, Consistent) else None
            if near is not None:
                return near
        return None

    def _factors(self, *, whole: bool) -> list[str]:
        return [name for name, is_whole in self.factors.items() if is_whole is whole]

    def _beside(self, *more: Constraint) -> Consistent | Contradictory | Undecided:
        return self.exact.check(self.chosen, All((self.condition, *more)))


def _satisfies(witness: Witness, hard: Sequence[Constraint]) -> bool:
    """Whether what is said with products holds under a witness for the rest."""
    if not hard:
        return True
    values = witness.values()
    return all(holds(one, values) for one in hard)


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

    def within(self, turns: int) -> "_Linear":
        """The same, which asks z3 for so many turns."""
        return _Linear(self._oracle.within(turns))


class _Silent:
    """In z3's place where it is not to be asked: knows nothing."""

    hard: frozenset[int] = frozenset()

    def __init__(self, component: Component | None = None) -> None:
        self.component = component or Component((), (), (), ())
        self.linear = self

    def fresh(self) -> "_Silent":
        """Another one."""
        return _Silent()

    def open(self, component: Component, seconds: float) -> "_Silent":
        """One for a component."""
        del seconds
        return _Silent(component)

    def opened(self, component: Component) -> "_Silent":
        """One for another component."""
        return _Silent(component)

    def within(self, turns: int) -> "_Silent":
        """This one."""
        del turns
        return self

    def check(self, chosen: Iterable[int]) -> Undecided:
        """Nothing."""
        del chosen
        return _NOT_ASKED

    def beside(self, chosen: Iterable[int], condition: Constraint) -> Undecided:
        """Nothing."""
        del chosen, condition
        return _NOT_ASKED

    def bound(
        self, chosen: Iterable[int], value: Polynomial, start: Witness, *, upper: bool
    ) -> Undecided:
        """Nothing."""
        del chosen, value, start, upper
        return _NOT_ASKED

    def slope(
        self, chosen: Iterable[int], top: Polynomial, bottom: Polynomial, start: Witness
    ) -> Undecided:
        """Nothing."""
        del chosen, top, bottom, start
        return _NOT_ASKED
