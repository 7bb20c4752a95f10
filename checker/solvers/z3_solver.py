"""z3 behind the protocol: one long-lived solver a component, assumptions only.

Statements hang on switches; a check assumes the switches of the chosen ones. Values are read
through z3's C interface: its Python objects would cost more than the solving.
"""

import ctypes
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from time import monotonic

import z3
from z3 import z3consts, z3core

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint, is_linear, measures_in
from checker.limits import DIGITS_OF_A_VALUE, Z3_STEPS
from checker.solvers.protocol import (
    OUT_OF_TIME,
    Consistent,
    Contradictory,
    Undecided,
    Values,
    Verdict,
)
from checker.solvers.smtlib import Names, constraint_text, script

_ARITHMETICS = (2, 6)
"""z3's older and newer arithmetic, in turn."""


class Z3Solver:
    """Opens components with z3, all of them in one context made for the first."""

    def __init__(self) -> None:
        self._context: z3.Context | None = None

    def open(self, component: Component, until: float, turns: int) -> "Z3Session":
        """A session that takes so many turns for a question, and none beyond a time."""
        if self._context is None:
            self._context = z3.Context()
        return Z3Session(component, until, turns, self._context)


class Z3Session:
    """One component in z3. Where a question is linear it is asked anew when it may be astray."""

    def __init__(self, component: Component, until: float, turns: int, context: z3.Context) -> None:
        self._until = until
        self._turns = turns
        self._context = context
        self._names = Names(component)
        self._is_linear = all(map(is_linear, (*component.rules, *component.statements)))
        self._solver = self._made()
        self._solver.from_string(script(component, self._names))
        self._switches = [z3.Bool(f"s{i}", context) for i in range(len(component.statements))]
        self._off = [z3.Not(switch) for switch in self._switches]
        self._numbers = {switch.get_id(): i for i, switch in enumerate(self._switches)}
        self._constants = {
            v.name: (z3.Int if v.whole else z3.Real)(self._names.variables[v.name], context)
            for v in component.variables
        }
        self._conditions = 0

    def _made(self) -> z3.Solver:
        solver = (z3.SimpleSolver if self._is_linear else z3.Solver)(ctx=self._context)
        solver.set("arith.propagation_mode", 0)  # bounds are few here, and watching them costs more
        # Cuts by Hermite's normal form take long where numbers are large.
        solver.set("arith.enable_hnf", False)  # noqa: FBT003 - z3's interface
        solver.set("ctrl_c", False)  # noqa: FBT003 - else z3 takes Ctrl-C and hands nothing on
        return solver

    def check(self, chosen: Collection[int], *beside: Constraint) -> Verdict:
        """Whether the chosen statements, all rules and what is asked beside can hold together."""
        if not beside:
            return self._turned(frozenset(chosen), [])
        self._solver.push()
        try:
            return self._turned(frozenset(chosen), [self._condition(one) for one in beside])
        finally:
            self._solver.pop()

    def _turned(self, chosen: frozenset[int], conditions: Sequence[z3.BoolRef]) -> Verdict:
        """The first verdict of some turns, each with more steps than the one before."""
        if not self._is_linear:
            steps = Z3_STEPS if conditions else Z3_STEPS << (self._turns - 1)
            return self._asked(self._solver, chosen, conditions, steps)
        verdict = self._asked(self._solver, chosen, conditions, Z3_STEPS)
        for turn in range(1, self._turns):
            if not isinstance(verdict, Undecided):
                break
            verdict = self._asked(
                self._anew(_ARITHMETICS[turn % 2]), chosen, conditions, Z3_STEPS << turn
            )
        return verdict

    def _anew(self, arithmetic: int) -> z3.Solver:
        """A solver with what is asserted and none of what was learnt, which may have led astray."""
        solver = z3.SimpleSolver(ctx=self._context)
        solver.set("arith.solver", arithmetic)
        solver.set("ctrl_c", False)  # noqa: FBT003 - z3's interface
        solver.add(self._solver.assertions())
        return solver

    def _condition(self, constraint: Constraint) -> z3.BoolRef:
        """A switch of its own for a constraint."""
        self._conditions += 1
        switch = z3.Bool(f"c{self._conditions}", self._context)
        names = self._names.variables
        declared = {names[name]: self._constants[name] for name in measures_in(constraint)}
        text = f"(assert {constraint_text(constraint, self._names)})"
        for part in z3.parse_smt2_string(text, decls=declared, ctx=self._context):
            self._solver.add(z3.Implies(switch, part))
        return switch

    def _asked(
        self,
        solver: z3.Solver,
        chosen: frozenset[int],
        conditions: Sequence[z3.BoolRef],
        steps: int,
    ) -> Verdict:
        """z3's answer when the switches of the chosen are assumed and all others are off.

        Those that nobody turns off z3 would decide as it likes, and then look for numbers that fit
        statements that were not asked about, which can take for ever.
        """
        left = self._until - monotonic()
        if left <= 0:
            return Undecided(OUT_OF_TIME)
        solver.set("timeout", max(1, int(left * 1000)), "rlimit", steps)
        switches = zip(self._switches, self._off, strict=True)
        assumed = [(on if i in chosen else off).ast for i, (on, off) in enumerate(switches)]
        assumed += [condition.ast for condition in conditions]
        answer = z3core.Z3_solver_check_assumptions(
            self._context.ref(), solver.solver, len(assumed), (z3core.Ast * len(assumed))(*assumed)
        )
        if answer == z3consts.Z3_L_TRUE:
            return _consistent(solver.model(), self._constants, self._context)
        if answer == z3consts.Z3_L_FALSE:
            core = self._leaned_on(solver)
            beside = (n for n, one in enumerate(conditions) if one.get_id() in core)
            stated = (self._numbers[one] for one in core & self._numbers.keys())
            return Contradictory(frozenset(stated), frozenset(beside))
        return Undecided(_reason(solver.reason_unknown()))

    def _leaned_on(self, solver: z3.Solver) -> frozenset[int]:
        """The switches, by z3's numbers for them, that its refusal leans on."""
        reference = self._context.ref()
        core = z3core.Z3_solver_get_unsat_core(reference, solver.solver)
        z3core.Z3_ast_vector_inc_ref(reference, core)
        size = z3core.Z3_ast_vector_size(reference, core)
        switches = (z3core.Z3_ast_vector_get(reference, core, i) for i in range(size))
        found = frozenset(z3core.Z3_get_ast_id(reference, one) for one in switches)
        z3core.Z3_ast_vector_dec_ref(reference, core)
        return found


def _consistent(
    model: z3.ModelRef, constants: Mapping[str, z3.ArithRef], context: z3.Context
) -> Consistent | Undecided:
    """The exact values of a model; nothing where one is a root, or has too many digits."""
    reference, found = context.ref(), (z3core.Ast * 1)()
    numerator, denominator = ctypes.c_longlong(), ctypes.c_longlong()
    ends = ctypes.byref(numerator), ctypes.byref(denominator)
    values: dict[str, Fraction] = {}
    for name, term in constants.items():
        z3core.Z3_model_eval(reference, model.model, term.ast, True, found)  # noqa: FBT003 - C's
        if z3core.Z3_is_algebraic_number(reference, found[0]):
            return Undecided("the values that were found are no fractions")
        if z3core.Z3_get_numeral_small(reference, found[0], *ends):
            values[name] = Fraction(numerator.value, denominator.value)
            continue
        digits = z3core.Z3_get_numeral_string(reference, found[0])
        if len(digits) > DIGITS_OF_A_VALUE:
            return Undecided("the values that were found have thousands of digits")
        values[name] = Fraction(digits)
    return Consistent(Values(values))


def _reason(raw: str) -> str:
    if raw in {"timeout", "canceled"} or "resource" in raw:
        return OUT_OF_TIME
    return "the solver could not decide: " + (raw.strip("()") or "no reason given")
