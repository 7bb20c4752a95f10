"""z3 behind the protocol: one context and one long-lived solver a component, assumptions only.

Statements hang on switches; a check assumes the switches of the chosen ones. Contexts are not
shared, so what one component was asked never changes the answers for another.
"""

import time
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

import z3

from checker.constraints.system import Component
from checker.language.algebra import Polynomial, holds, measures_in
from checker.solvers.protocol import Bound, Consistent, Contradictory, Undecided, Verdict
from checker.solvers.smtlib import (
    Names,
    is_conjunctive,
    is_linear,
    polynomial_text,
    recession,
    script,
    without_constant,
)

_OUT_OF_TIME = "the time for this group of statements is used up"


class Z3Solver:
    """Opens components with z3."""

    def open(self, component: Component, seconds: float) -> "Z3Oracle":
        """An oracle that gives up when its questions have taken `seconds` in all."""
        return Z3Oracle(component, seconds)


class Z3Oracle:
    """One component in z3.

    Statements with products of unknowns are `hard`: they are asked of a solver of their own, and
    only together with others that can hold without them.
    """

    def __init__(self, component: Component, seconds: float) -> None:
        self._component = component
        self._deadline = time.monotonic() + seconds
        self._names = Names(component)
        self._context = z3.Context()
        self.hard = frozenset(
            i for i, statement in enumerate(component.statements) if not is_linear(statement)
        )
        self._text = script(component, self._names, without=self.hard)
        self._solver = z3.SolverFor("QF_LIRA" if self._names.mixed else "QF_LIA", self._context)
        self._solver.from_string(self._text)
        self._hard_solver: z3.Solver | None = None
        self._optimizer: z3.Optimize | None = None
        self._directions: z3.Solver | None = None
        self._direction_names = self._names
        count = len(component.statements)
        self._switches = [z3.Bool(f"s{i}", self._context) for i in range(count)]
        self._constants = {
            v.name: (z3.Int if v.whole else z3.Real)(self._names.variables[v.name], self._context)
            for v in component.variables
        }
        self._said = sorted({name for c in component.statements for name in measures_in(c)})

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""
        numbers = frozenset(chosen)
        verdict = self._ask(self._solver, numbers - self.hard)
        if isinstance(verdict, Consistent) and not numbers.isdisjoint(self.hard):
            if numbers <= verdict.satisfied:
                return verdict
            return self._ask(self._everything(), numbers)
        return verdict

    def _ask(self, solver: z3.Solver, chosen: frozenset[int]) -> Verdict:
        left = self._deadline - time.monotonic()
        if left <= 0:
            return Undecided(_OUT_OF_TIME)
        solver.set("timeout", max(1, int(left * 1000)))
        answer = solver.check(*(self._switches[i] for i in sorted(chosen)))
        if answer == z3.sat:
            return self._consistent(solver.model())
        if answer == z3.unsat:
            core = solver.unsat_core()
            return Contradictory(frozenset(int(str(switch)[1:]) for switch in core))
        return Undecided(self._reason(solver.reason_unknown()))

    def _everything(self) -> z3.Solver:
        if self._hard_solver is None:
            self._hard_solver = z3.Solver(ctx=self._context)
            self._hard_solver.from_string(script(self._component, self._names))
        return self._hard_solver

    def bound(
        self, chosen: Iterable[int], value: Polynomial, *, upper: bool
    ) -> Bound | Contradictory | Undecided:
        """How far a value can go while the chosen statements hold."""
        chosen = sorted(chosen)
        if not self.hard.isdisjoint(chosen):
            return Undecided("products of unknowns have no bound that is found for certain")
        whole = all(self._names.whole[name] for name in value.names)
        if whole and self._has_no_choices(chosen):
            return self._search(chosen, value, upper=upper)
        return self._optimum(chosen, value, upper=upper)

    def _search(
        self, chosen: list[int], value: Polynomial, *, upper: bool
    ) -> Bound | Contradictory | Undecided:
        """The last whole step that can be reached, by doubling strides and halving back.

        Rational constraints let a whole-number value grow for ever just when they have a solution
        and a direction in which it grows (Meyer 1974), so that is asked first.
        """
        goal, scale = value if upper else -value, self._scale(value)
        found = self.check(chosen)
        if not isinstance(found, Consistent):
            return found
        if self._grows(chosen, goal):
            return Bound(None, open=False, witness=found.witness)
        reached, beyond, stride = goal.value(found.witness()) * scale, None, 1
        self._solver.push()
        try:
            self._solver.add(*(self._switches[i] for i in chosen))
            while beyond is None or beyond - reached > 1:
                target = reached + stride if beyond is None else (reached + beyond) // 2
                further = self._reaches(goal, target)
                if isinstance(further, Consistent):
                    found, reached = further, goal.value(further.witness()) * scale
                    stride *= 2
                elif isinstance(further, Contradictory):
                    beyond = target
                else:
                    return further
        finally:
            self._solver.pop()
        end = reached / scale
        return Bound(end if upper else -end, open=False, witness=found.witness)

    def _reaches(self, goal: Polynomial, target: Fraction | int) -> Verdict:
        term, _ = self._term(goal)
        self._solver.push()
        self._solver.add(term >= int(target))
        try:
            return self._ask(self._solver, frozenset())
        finally:
            self._solver.pop()

    @staticmethod
    def _scale(value: Polynomial) -> int:
        return lcm(*(factor.denominator for _, factor in value.terms)) if value.terms else 1

    def _has_no_choices(self, chosen: Iterable[int]) -> bool:
        stated = (self._component.statements[i] for i in chosen)
        return all(is_conjunctive(c) for c in (*self._component.rules, *stated))

    def _grows(self, chosen: Iterable[int], goal: Polynomial) -> bool:
        """Whether some direction keeps every chosen constraint and makes the goal grow."""
        if self._directions is None:
            homogeneous = recession(self._component)
            self._direction_names = Names(homogeneous)
            self._directions = z3.SolverFor("QF_LRA", ctx=z3.Context())
            self._directions.from_string(script(homogeneous, self._direction_names))
        solver, names = self._directions, self._direction_names
        text, _ = polynomial_text(without_constant(goal), names)
        declared = {
            names.variables[name]: z3.Real(names.variables[name], solver.ctx) for name in goal.names
        }
        growing = z3.parse_smt2_string(f"(assert (> {text} 0.0))", decls=declared, ctx=solver.ctx)
        solver.push()
        try:
            solver.add(*growing)
            answer = solver.check(*(z3.Bool(f"s{i}", solver.ctx) for i in chosen))
        finally:
            solver.pop()
        return bool(answer == z3.sat)

    def _optimum(
        self, chosen: list[int], value: Polynomial, *, upper: bool
    ) -> Bound | Contradictory | Undecided:
        left = self._deadline - time.monotonic()
        if left <= 0:
            return Undecided(_OUT_OF_TIME)
        optimizer = self._optimizing()
        optimizer.set("timeout", max(1, int(left * 1000)))
        optimizer.push()
        try:
            optimizer.add(*(self._switches[i] for i in chosen))
            term, scale = self._term(value)
            goal = optimizer.maximize(term) if upper else optimizer.minimize(term)
            answer = optimizer.check()
            if answer == z3.unsat:
                return Contradictory(frozenset(chosen))
            if answer != z3.sat:
                return Undecided(self._reason(optimizer.reason_unknown()))
            ends = goal.upper_values() if upper else goal.lower_values()
            infinite, end, beyond = (_fraction(part) for part in ends)
            model = optimizer.model()
        finally:
            optimizer.pop()
        reached = None if infinite else end / scale
        return Bound(reached, beyond != 0, lambda: self._witness(model))

    def _optimizing(self) -> z3.Optimize:
        if self._optimizer is None:
            self._optimizer = z3.Optimize(ctx=self._context)
            self._optimizer.from_string(self._text)
        return self._optimizer

    def _term(self, value: Polynomial) -> tuple[z3.ArithRef, int]:
        text, scale = polynomial_text(value, self._names)
        declared = {self._names.variables[name]: self._constants[name] for name in value.names}
        sort = "Real" if self._names.mixed else "Int"
        parsed = z3.parse_smt2_string(
            f"(declare-const goal {sort})(assert (= goal {text}))",
            decls=declared,
            ctx=self._context,
        )
        return parsed[0].arg(1), scale

    def _consistent(self, model: z3.ModelRef) -> Verdict:
        try:
            said = {name: self._value(model, name) for name in self._said}
        except IrrationalError:
            return Undecided("the values that were found are no fractions")
        satisfied = frozenset(
            i for i, statement in enumerate(self._component.statements) if holds(statement, said)
        )
        return Consistent(satisfied, lambda: self._witness(model))

    def _witness(self, model: z3.ModelRef) -> Mapping[str, Fraction]:
        return {name: self._value(model, name) for name in self._constants}

    def _value(self, model: z3.ModelRef, name: str) -> Fraction:
        return _fraction(model.eval(self._constants[name], model_completion=True))

    @staticmethod
    def _reason(raw: str) -> str:
        if raw in {"timeout", "canceled"} or "resource" in raw:
            return _OUT_OF_TIME
        return "the solver could not decide: " + (raw.strip("()") or "no reason given")


def _fraction(value: z3.ExprRef) -> Fraction:
    if z3.is_algebraic_value(value):
        raise IrrationalError
    return Fraction(value.as_string() if hasattr(value, "as_string") else str(value))


class IrrationalError(Exception):
    """A value is a root and no fraction."""


