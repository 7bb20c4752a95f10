"""z3 behind the protocol: one context and one long-lived solver a component, assumptions only.

Statements hang on switches; a check assumes the switches of the chosen ones. Contexts are not
shared, so what one component was asked never changes the answers for another.
"""

import time
from collections.abc import Iterable, Mapping
from fractions import Fraction

import z3

from checker.constraints.system import Component
from checker.language.algebra import Polynomial, holds, measures_in
from checker.solvers.protocol import Bound, Consistent, Contradictory, Undecided, Verdict
from checker.solvers.smtlib import Names, is_linear, polynomial_text, script

_OUT_OF_TIME = "the time for this group of statements is used up"


class Z3Solver:
    """Opens components with z3."""

    def open(self, component: Component, seconds: float) -> "Z3Oracle":
        """An oracle that gives up when its questions have taken `seconds` in all."""
        return Z3Oracle(component, seconds)


class Z3Oracle:
    """One component in z3."""

    def __init__(self, component: Component, seconds: float) -> None:
        self._component = component
        self._deadline = time.monotonic() + seconds
        self._names = Names(component)
        self._context = z3.Context()
        self._text = script(component, self._names)
        self._linear = is_linear(component)
        logic = (None) if self._linear else None
        self._solver = (
            z3.SolverFor(logic, ctx=self._context) if logic else z3.Solver(ctx=self._context)
        )
        self._solver.from_string(self._text)
        self._optimizer: z3.Optimize | None = None
        count = len(component.statements)
        self._switches = [z3.Bool(f"s{i}", self._context) for i in range(count)]
        self._constants = {
            v.name: (z3.Int if v.whole else z3.Real)(self._names.variables[v.name], self._context)
            for v in component.variables
        }
        self._said = sorted({name for c in component.statements for name in measures_in(c)})

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            return Undecided(_OUT_OF_TIME)
        self._solver.set("timeout", max(1, int(left * 1000)))
        answer = self._solver.check(*(self._switches[i] for i in sorted(chosen)))
        if answer == z3.sat:
            return self._consistent(self._solver.model())
        if answer == z3.unsat:
            core = self._solver.unsat_core()
            return Contradictory(frozenset(int(str(switch)[1:]) for switch in core))
        return Undecided(self._reason(self._solver.reason_unknown()))

    def bound(
        self, chosen: Iterable[int], value: Polynomial, *, upper: bool
    ) -> Bound | Contradictory | Undecided:
        """How far a value can go while the chosen statements hold."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            return Undecided(_OUT_OF_TIME)
        if not self._linear:
            return Undecided("products of unknowns have no bound that is found for certain")
        optimizer = self._optimizing()
        optimizer.set("timeout", max(1, int(left * 1000)))
        optimizer.push()
        try:
            optimizer.add(*(self._switches[i] for i in sorted(chosen)))
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

    def _consistent(self, model: z3.ModelRef) -> Consistent:
        said = {name: self._value(model, name) for name in self._said}
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
        raise IrrationalWitnessError
    return Fraction(value.as_string() if hasattr(value, "as_string") else str(value))


class IrrationalWitnessError(Exception):
    """A witness holds a root that is no fraction."""


