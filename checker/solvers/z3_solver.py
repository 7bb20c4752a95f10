"""z3 behind the protocol: one long-lived solver a component, assumptions only.

Statements hang on switches; a check assumes the switches of the chosen ones. Values are read
through z3's C interface: its Python objects would cost more than the solving. A model costs more
than the check that found it, so it is fetched when somebody asks for it.
"""

import ctypes
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

import z3
from z3 import z3consts, z3core

from checker.algebra.components import Component
from checker.algebra.constraints import (
    All,
    Any,
    Compare,
    Constraint,
    Not,
    Relation,
    at_most,
    is_linear,
    measures_in,
)
from checker.algebra.polynomials import Polynomial
from checker.limits import DIGITS_OF_A_VALUE, DOUBLINGS, FACTORS_TRIED, Z3_STEPS, Z3_TURNS
from checker.solvers.implicants import (
    direction,
    implicant,
    is_conjunctive,
    with_end,
    with_values,
)
from checker.solvers.products import factors, with_factors, with_ranges, without_products
from checker.solvers.protocol import (
    OUT_OF_TIME,
    Bound,
    Consistent,
    Contradictory,
    Undecided,
    Verdict,
    Witness,
)
from checker.solvers.smtlib import (
    Names,
    constraint_text,
    polynomial_text,
    script,
)

_PRODUCTS = "products of unknowns have no bound that is found for certain"
_NO_LIMIT = 0xFFFFFFFF
_FRESH = 0.95
_ARITHMETICS = (2, 6)
"""z3's older and newer arithmetic, in turn."""
_WIDTHS = (Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(0))
"""How far around its value a factor is held: the widest range without an answer tells most."""
_FINE = 10**7
"""A whole of which about every share is a part."""
_ROOTS = "the values that were found are no fractions"
_LONG = "the values that were found have thousands of digits"
_NO_END = "no end was found"
_FAR = 256
"""A stride at which a search asks whether there is an end at all."""
_SELDOM = 8
"""It asks again when it has doubled so often: to ask takes longer than to double."""


class Z3Solver:
    """Opens components with z3, all of them in one context made for the first."""

    def __init__(self, turns: int = Z3_TURNS) -> None:
        self._context: z3.Context | None = None
        self._turns = turns

    def fresh(self) -> "Z3Solver":
        """A solver that shares nothing with this one."""
        return Z3Solver(self._turns)

    def open(self, component: Component, seconds: float) -> "Z3Oracle":
        """An oracle that gives up when its questions have taken `seconds` in all."""
        if self._context is None:
            self._context = z3.Context()
        return Z3Oracle(component, seconds, self._context, self._turns)


class Z3Oracle:
    """One component in z3.

    Statements with products of unknowns are `hard`. They are asked first without their products,
    then with factors that stand at some values, and only where neither decides, of a solver of
    their own.
    """

    def __init__(
        self, component: Component, seconds: float, context: z3.Context, turns: int = Z3_TURNS
    ) -> None:
        self._component = component
        self._turns = turns
        self._deadline = time.monotonic() + seconds
        self._names = Names(component)
        self._context = context
        self._asked = 0
        self._limits = 0
        self._given: dict[int, float] = {}
        self.hard = frozenset(
            i for i, statement in enumerate(component.statements) if not is_linear(statement)
        )
        self._choosing = tuple(rule for rule in component.rules if not is_conjunctive(rule))
        self._relaxed = tuple(without_products(statement) for statement in component.statements)
        text = script(replace(component, statements=self._relaxed), self._names)
        self._solver = self._loaded(z3.SimpleSolver(ctx=self._context), text)
        self._answering = self._solver
        self._everything: z3.Solver | None = None
        count = len(component.statements)
        self._switches = [z3.Bool(f"s{i}", self._context) for i in range(count)]
        self._off = [z3.Not(switch) for switch in self._switches]
        self._spent: list[z3.BoolRef] = []
        self._numbers = {switch.get_id(): i for i, switch in enumerate(self._switches)}
        self._positive = frozenset(v.name for v in component.variables if v.not_negative)
        self._constants = {
            v.name: (z3.Int if v.whole else z3.Real)(self._names.variables[v.name], self._context)
            for v in component.variables
        }

    @staticmethod
    def _loaded(solver: z3.Solver, text: str) -> z3.Solver:
        solver.set("arith.propagation_mode", 0)  # bounds are few here, and watching them costs more
        # Cuts by Hermite's normal form take long where numbers are large.
        solver.set("arith.enable_hnf", False)  # noqa: FBT003 - z3's interface
        solver.set("ctrl_c", False)  # noqa: FBT003 - else z3 takes Ctrl-C and hands nothing on
        solver.from_string(text)
        return solver

    # --- questions ---

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""
        numbers = frozenset(chosen)
        verdict = self.check_linear(numbers)
        if not isinstance(verdict, Consistent) or numbers.isdisjoint(self.hard):
            return verdict
        self._solver.push()
        found = self._with_known_factors(numbers)
        self._solver.pop()
        return found or self._ask(self._with_products(), numbers)

    @property
    def component(self) -> Component:
        """What it was loaded with."""
        return self._component

    @property
    def linear(self) -> "_Linear":
        """The same statements, the hard ones without their products."""
        return _Linear(self)

    def check_linear(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements, but for their products, and all rules can hold."""
        return self._ask(self._solver, chosen)

    def _beside(self, chosen: frozenset[int], condition: z3.BoolRef) -> Verdict:
        """The verdict where a condition holds besides; undecided where it is not found soon."""
        self._forget()
        self._solver.push()
        self._solver.add(condition)
        found: Verdict | None = self.check_linear(chosen)
        if isinstance(found, Consistent):
            found = self._with_known_factors(chosen)
        self._solver.pop()
        if found is None:
            found = self._soon(chosen, condition)
        return found

    def _soon(self, chosen: frozenset[int], condition: z3.BoolRef) -> Verdict:
        """What z3 says of products where a condition holds besides, given a few steps."""
        solver = self._with_products()
        solver.push()
        solver.add(condition)
        solver.set("rlimit", Z3_STEPS)
        verdict = self._ask(solver, chosen)
        solver.set("rlimit", 0)
        solver.pop()
        return Undecided(_PRODUCTS) if isinstance(verdict, Undecided) else verdict

    def _with_known_factors(self, chosen: frozenset[int]) -> Verdict | None:
        """The verdict where some values of the factors tell it; None where they do not.

        The check just made gave the first values. What cannot hold in any of some ranges of the
        factors, nor outside of them, cannot hold.
        """
        numbers = sorted(chosen)
        names = sorted(
            {
                name
                for i in self.hard.intersection(numbers)
                for name in factors(self._component.statements[i], self._names.whole)
            }
        )
        refused: frozenset[int] = frozenset()
        others: list[z3.BoolRef] = []
        for _ in range(FACTORS_TRIED):
            model = _Model(self._answering.model(), self._context)
            values = {name: model.value(self._constants[name]) for name in names}
            ranges = {name: (v, v) for name, v in values.items()}
            within = self._within(numbers, ranges)
            answer = self._timed(numbers, *within.values())
            if answer == z3consts.Z3_L_TRUE:
                return self._consistent(self._solver, numbers, *within.values())
            for width in _WIDTHS:
                ranges = {n: (v - v * width, v + v * width) for n, v in values.items()}
                within = self._within(numbers, ranges)
                answer = self._timed(numbers, *within.values())
                if answer != z3consts.Z3_L_TRUE:
                    break
            if answer != z3consts.Z3_L_FALSE:
                return None
            refused |= self._core()
            leaned_on = self._leaned_on()
            used = [name for name, switch in within.items() if switch.get_id() in leaned_on]
            outside = (Not(_is_within(name, ranges[name])) for name in used)
            others.append(self._switch(Any(tuple(outside))))
            answer = self._timed(numbers, *others)
            if answer == z3consts.Z3_L_FALSE:
                return Contradictory(refused | self._core())
            if answer == z3consts.Z3_L_UNDEF:
                return None
            if not width and not self._enlarge(numbers, others, names):
                return None
        return None

    def _within(
        self, chosen: Sequence[int], ranges: Mapping[str, tuple[Fraction, Fraction]]
    ) -> dict[str, z3.BoolRef]:
        """Switches that hold factors in ranges, or at one value, and the hard statements there."""
        within = {name: self._switch(_is_within(name, ends)) for name, ends in ranges.items()}
        for i in self.hard.intersection(chosen):
            statement = self._component.statements[i]
            those = sorted(factors(statement, self._names.whole))
            # Only its own: the factors of others are no condition of what it says here.
            held = {name: ranges[name] for name in those}
            linear = (
                with_factors(statement, {name: low for name, (low, _) in held.items()})
                if all(low == high for low, high in held.values())
                else with_ranges(statement, held, self._positive)
            )
            self._imply((self._switches[i], *(within[name] for name in those)), linear)
        return within

    def _enlarge(
        self, chosen: Sequence[int], others: Sequence[z3.BoolRef], names: Iterable[str]
    ) -> bool:
        """Looks for large values of the factors: about any share is a part of those."""
        large: list[z3.BoolRef] = []
        for name in names:
            least = Compare(Polynomial.number(_FINE) - Polynomial.measure(name), Relation.AT_MOST)
            switch = self._switch(least)
            if self._timed(chosen, *others, *large, switch) == z3consts.Z3_L_TRUE:
                large.append(switch)
        return bool(self._timed(chosen, *others, *large) == z3consts.Z3_L_TRUE)

    def _timed(self, chosen: Sequence[int], *more: z3.BoolRef) -> int:
        if not self._set_time(self._solver):
            return int(z3consts.Z3_L_UNDEF)
        return self._under(self._solver, chosen, *more)

    def _switch(self, constraint: Constraint) -> z3.BoolRef:
        """A switch of its own for a constraint."""
        self._limits += 1
        switch = z3.Bool(f"limit{self._limits}", self._context)
        self._imply([switch], constraint)
        return switch

    def _imply(self, switches: Sequence[z3.BoolRef], constraint: Constraint) -> None:
        for part in self._read(constraint):
            self._solver.add(z3.Or(*(z3.Not(switch) for switch in switches), part))

    def _read(self, constraint: Constraint) -> Iterable[z3.BoolRef]:
        """A constraint as z3 has it, in parts that all hold."""
        text = constraint_text(constraint, self._names)
        names = self._names.variables
        declared = {names[name]: self._constants[name] for name in measures_in(constraint)}
        parts: Iterable[z3.BoolRef] = z3.parse_smt2_string(
            f"(assert {text})", decls=declared, ctx=self._context
        )
        return parts

    def _ask(self, solver: z3.Solver, chosen: Iterable[int]) -> Verdict:
        if not self._set_time(solver):
            return Undecided(OUT_OF_TIME)
        chosen = sorted(chosen)
        answer = self._under(solver, chosen)
        if answer == z3consts.Z3_L_TRUE:
            return self._consistent(solver, chosen)
        if answer == z3consts.Z3_L_FALSE:
            return Contradictory(self._core())
        return Undecided(_reason(self._answering.reason_unknown()))

    def _under(self, solver: z3.Solver, chosen: Sequence[int], *more: z3.BoolRef) -> int:
        """z3's answer when the chosen switches, and some more, are assumed and all others are off.

        Those that nobody turns off z3 would decide as it likes, and then look for numbers that fit
        statements that were not asked about, which can take for ever.
        """
        self._asked += 1
        if solver is self._solver:
            self._forget()
        wanted = frozenset(chosen)
        switches = [
            *(switch.ast for switch in more),
            *(
                switch.ast if i in wanted else off.ast
                for i, (switch, off) in enumerate(zip(self._switches, self._off, strict=True))
            ),
        ]
        assumed = (z3core.Ast * len(switches))(*switches)
        self._answering = solver
        if solver is not self._solver:
            return self._checked(assumed)
        solver.set("rlimit", Z3_STEPS)
        answer = self._checked(assumed)
        for turn in range(1, self._turns):
            if answer != z3consts.Z3_L_UNDEF or time.monotonic() >= self._deadline:
                break
            self._answering = self._anew(Z3_STEPS << turn, _ARITHMETICS[turn % 2])
            answer = self._checked(assumed)
        return answer

    def _forget(self) -> None:
        """Turns off the switches of conditions that were asked about before."""
        while self._spent:
            self._solver.add(z3.Not(self._spent.pop()))

    def _checked(self, assumed: "ctypes.Array[z3core.Ast]") -> int:
        answer: int = z3core.Z3_solver_check_assumptions(
            self._context.ref(), self._answering.solver, len(assumed), assumed
        )
        return answer

    def _anew(self, patience: int, arithmetic: int) -> z3.Solver:
        """A solver with what is asserted and none of what was learnt, which may have led astray."""
        solver = z3.SimpleSolver(ctx=self._context)
        left = max(1, int((self._deadline - time.monotonic()) * 1000))
        solver.set("timeout", left, "rlimit", patience, "arith.solver", arithmetic)
        solver.set("ctrl_c", False)  # noqa: FBT003 - z3's interface
        solver.add(self._solver.assertions())
        return solver

    def _core(self) -> frozenset[int]:
        """The statements, of those assumed, that z3's refusal leans on."""
        found = (self._numbers.get(switch) for switch in self._leaned_on())
        return frozenset(number for number in found if number is not None)

    def _leaned_on(self) -> list[int]:
        """The switches, by z3's numbers for them, that its refusal leans on."""
        reference = self._context.ref()
        core = z3core.Z3_solver_get_unsat_core(reference, self._answering.solver)
        z3core.Z3_ast_vector_inc_ref(reference, core)
        size = z3core.Z3_ast_vector_size(reference, core)
        switches = (z3core.Z3_ast_vector_get(reference, core, i) for i in range(size))
        found = [z3core.Z3_get_ast_id(reference, switch) for switch in switches]
        z3core.Z3_ast_vector_dec_ref(reference, core)
        return found

    def _set_time(self, solver: z3.Solver) -> bool:
        """Gives a solver the time that is left, anew when a twentieth of it is gone."""
        left = self._deadline - time.monotonic()
        given = self._given.get(id(solver))
        if given is None or left < given * _FRESH:
            solver.set("timeout", max(1, int(left * 1000)))
            self._given[id(solver)] = left
        return left > 0

    def _lift_time(self, solver: z3.Solver) -> None:
        """For a check that has been answered once and is only asked again for its model."""
        solver.set("timeout", _NO_LIMIT)
        self._given.pop(id(solver), None)

    def _with_products(self) -> z3.Solver:
        if self._everything is None:
            text = script(self._component, self._names)
            self._everything = self._loaded(z3.Solver(ctx=self._context), text)
        return self._everything

    def _consistent(self, solver: z3.Solver, chosen: Sequence[int], *more: z3.BoolRef) -> Verdict:
        """A verdict; its model is fetched when asked for, after the same check again if need be."""
        asked = self._asked

        def model() -> _Model:
            if self._asked != asked:
                self._lift_time(solver)
                self._under(solver, chosen, *more)
            return _Model(self._answering.model(), self._context)

        return self._answer(model)

    def _answer(self, model: Callable[[], "_Model"]) -> Consistent | Undecided:
        witness = _Z3Witness(model, self._constants)
        if self.hard:
            try:
                witness.values()
            except UnreadableError as error:
                return Undecided(str(error))
        return Consistent(witness)

    # --- bounds ---

    def within(self, turns: int) -> "Z3Oracle":
        """The same, which asks anew so many times at most."""
        left = self._deadline - time.monotonic()
        return Z3Oracle(self._component, left, self._context, max(1, min(turns, self._turns)))

    def opened(self, component: Component) -> "Z3Oracle":
        """An oracle for another component, within the time that is left."""
        left = self._deadline - time.monotonic()
        return Z3Oracle(component, left, self._context, self._turns)

    def beside(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """Whether a condition on unknowns of the component can hold with the chosen statements."""
        numbers = frozenset(chosen)
        found = self.beside_linear(numbers, condition)
        if not isinstance(found, Consistent):
            return found
        if not is_linear(condition):
            return Undecided(_PRODUCTS)
        if numbers.isdisjoint(self.hard):
            return found
        return self._beside(numbers, z3.And(*self._read(condition)))

    def beside_linear(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """The same where products say nothing."""
        numbers, asked = sorted(chosen), z3.And(*self._read(without_products(condition)))
        possible = self._possible(numbers, asked)
        if isinstance(possible, Undecided):
            return possible
        return (
            self._answer(self._model_of(numbers, asked))
            if possible
            else Contradictory(self._core())
        )

    def bound(
        self, chosen: Iterable[int], value: Polynomial, start: Witness, *, upper: bool
    ) -> Bound | Undecided:
        """How far a value can go while the chosen statements hold, as they do in `start`.

        Where products say nothing: no nearer.
        """
        goal = value if upper else -value
        search = self._search if self._is_whole(value) else self._climb
        try:
            found = search(sorted(chosen), goal, start)
        except UnreadableError as error:
            return Undecided(str(error))
        if isinstance(found, Undecided) or upper or found.value is None:
            return found
        return replace(found, value=-found.value)

    def _is_whole(self, value: Polynomial) -> bool:
        return all(self._names.whole[name] for name in value.names)

    def _endless(self, witness: Witness) -> Bound | Undecided:
        if not self._rational.exact:
            return Undecided(_PRODUCTS)
        return Bound(None, open=False, witness=witness)

    def slope(
        self, chosen: Iterable[int], top: Polynomial, bottom: Polynomial, start: Witness
    ) -> Fraction | Undecided | None:
        """Where `top / bottom` goes to at most as both grow for ever from a witness on.

        Undecided for products, which do not grow along lines.
        """
        if any(len(key) > 1 for side in (top, bottom) for key, _ in side.terms):
            return Undecided("no end of the ratio was found: it multiplies unknown numbers")
        return self._rational.steepest(self._parts(chosen, start), top, bottom)

    def _search(self, chosen: list[int], goal: Polynomial, start: Witness) -> Bound | Undecided:
        """The highest whole step that can be reached, by doubling strides and halving back."""
        term, scale = self._term(goal)
        first = reached = int(start.value(goal) * scale)
        beyond, stride = None, 1
        while beyond is None or beyond - reached > 1:
            if stride >= _FAR and beyond is None and stride.bit_length() % _SELDOM == 1:
                there = self._reaching(chosen, term, reached)
                if self._rational.grows(self._parts(chosen, there), goal):
                    return self._endless(there)
            target = reached + stride if beyond is None else (reached + beyond) // 2
            further = self._reaches(chosen, term, target)
            if isinstance(further, Undecided):
                return further
            if further:
                reached, stride = target, stride * 2
            else:
                beyond = target
        at_end = start if reached == first else self._reaching(chosen, term, reached)
        return Bound(Fraction(reached, scale), open=False, witness=at_end)

    def _climb(self, chosen: list[int], goal: Polynomial, start: Witness) -> Bound | Undecided:
        """The highest fraction: in turn the best for some whole numbers, and others that beat it.

        z3's own optimiser is not asked about fractions among whole numbers; it gave wrong ends.
        """
        term, scale = self._term(goal)
        here: Witness = start
        for _ in range(DOUBLINGS):
            values = here.values()
            parts = self._parts(chosen, here)
            if self._rational.grows(parts, goal):
                return self._endless(here)
            fixed = {name: values[name] for name, whole in self._names.whole.items() if whole}
            end, at_end = self._rational.highest(parts, goal, fixed)
            limit = z3.RealVal(str(end * scale), self._context)
            better = self._possible(chosen, term > limit)
            if isinstance(better, Undecided):
                return better
            if not better:
                met = self._possible(chosen, term >= limit)
                if not met and not self._rational.exact:
                    return Undecided(_PRODUCTS)
                return met if isinstance(met, Undecided) else Bound(end, not met, at_end)
            here = self._now()
        return Undecided(f"no end was found in {DOUBLINGS} steps")

    def _possible(self, chosen: Sequence[int], condition: z3.BoolRef) -> bool | Undecided:
        """Whether a condition can hold with the chosen statements.

        It hangs on a switch of its own: cheaper than to push it and pop it again.
        """
        if not self._set_time(self._solver):
            return Undecided(OUT_OF_TIME)
        self._limits += 1
        switch = z3.Bool(f"limit{self._limits}", self._context)
        self._solver.add(z3.Implies(switch, condition))
        answer = self._under(self._solver, chosen, switch)
        self._spent.append(switch)
        if answer == z3consts.Z3_L_UNDEF:
            return Undecided(_reason(self._answering.reason_unknown()))
        return bool(answer == z3consts.Z3_L_TRUE)

    def _now(self) -> Witness:
        """The model of the check just made."""
        model = _Model(self._answering.model(), self._context)
        return _Z3Witness(lambda: model, self._constants)

    def _parts(self, chosen: Iterable[int], witness: Witness) -> list[Compare]:
        """The comparisons that make the chosen statements true as they are in a witness.

        Rules with choices are taken in the same way; those without belong to every question.
        Rational comparisons let a value grow for ever just when they have a solution and a
        direction in which it grows (Meyer 1974).
        """
        stated = [*self._choosing, *(self._relaxed[i] for i in chosen)]
        choices = any(not is_conjunctive(constraint) for constraint in stated)
        values = witness.values() if choices else {}
        return [part for constraint in stated for part in implicant(constraint, values)]

    def _reaches(self, chosen: Sequence[int], term: z3.ArithRef, target: int) -> bool | Undecided:
        """Whether a term can be at least `target` while the chosen statements hold."""
        return self._possible(chosen, term >= target)

    def _reaching(self, chosen: Sequence[int], term: z3.ArithRef, target: int) -> Witness:
        """Values in which a term is at least `target`, which has been found possible."""
        return _Z3Witness(self._model_of(chosen, term >= target, again=True), self._constants)

    def _model_of(
        self, chosen: Sequence[int], condition: z3.BoolRef, *, again: bool = False
    ) -> Callable[[], "_Model"]:
        """The model of what has been found possible: of the last check, unless asked `again`."""
        asked = None if again else self._asked

        def model() -> _Model:
            if self._asked != asked:
                self._lift_time(self._solver)
                self._possible(chosen, condition)
            return _Model(self._answering.model(), self._context)

        return model

    @cached_property
    def _rational(self) -> "_Rational":
        return _Rational(self._component, self._context)

    def _term(self, value: Polynomial) -> tuple[z3.ArithRef, int]:
        """A value times a whole number as a term of z3, and that number."""
        return _parsed(value, self._names, self._constants, self._context)


class _Linear:
    """An oracle for the statements of another one, without their products."""

    hard: frozenset[int] = frozenset()

    def __init__(self, oracle: Z3Oracle) -> None:
        self._oracle = oracle

    @property
    def component(self) -> Component:
        """With the products, although it does not heed them."""
        return self._oracle.component

    @property
    def linear(self) -> "_Linear":
        """This one."""
        return self

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""
        return self._oracle.check_linear(chosen)

    def within(self, turns: int) -> "_Linear":
        """The same, which asks anew so many times at most."""
        return _Linear(self._oracle.within(turns))

    def opened(self, component: Component) -> "_Linear":
        """An oracle for another component, whose products it does not heed either."""
        return _Linear(self._oracle.opened(component))

    def beside(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """Whether a condition can hold with the chosen statements."""
        return self._oracle.beside_linear(chosen, condition)

    def bound(
        self, chosen: Iterable[int], value: Polynomial, start: Witness, *, upper: bool
    ) -> Bound | Undecided:
        """How far a value can go while the chosen statements hold, as they do in `start`."""
        return self._oracle.bound(chosen, value, start, upper=upper)

    def slope(
        self, chosen: Iterable[int], top: Polynomial, bottom: Polynomial, start: Witness
    ) -> Fraction | Undecided | None:
        """Where `top / bottom` goes to at most as both grow for ever from a witness on."""
        return self._oracle.slope(chosen, top, bottom, start)


class _Z3Witness:
    """A model of z3, fetched once somebody asks."""

    def __init__(
        self,
        fetch: "Callable[[], _Model]",
        constants: Mapping[str, z3.ArithRef],
    ) -> None:
        self._fetch = fetch
        self._constants = constants

    @cached_property
    def _model(self) -> "_Model":
        return self._fetch()

    def value(self, polynomial: Polynomial) -> Fraction:
        """What a polynomial comes to."""
        model = self._model
        return polynomial.value({n: model.value(self._constants[n]) for n in polynomial.names})

    def values(self) -> Mapping[str, Fraction]:
        """The value of every variable of the component."""
        model = self._model
        return {name: model.value(constant) for name, constant in self._constants.items()}


class _Rational:
    """Questions about comparisons without choices where every variable may be a fraction.

    Directions in which solutions go on for ever are asked of one solver that is kept: each
    comparison hangs there on a switch, without its constant. Rules without choices belong to every
    question, but for rules with products: where there are any, the answers are not `exact` and show
    too much.
    """

    def __init__(self, component: Component, context: z3.Context) -> None:
        self._variables = tuple(replace(v, whole=False) for v in component.variables)
        rules = [rule for rule in component.rules if is_conjunctive(rule)]
        linear = [rule for rule in rules if is_linear(rule)]
        self._products = tuple(
            part for rule in rules if not is_linear(rule) for part in implicant(rule, {})
        )
        self.exact = all(is_linear(rule) for rule in component.rules)
        self._rules = tuple(part for rule in linear for part in implicant(rule, {}))
        self._context = context
        self._switches: dict[Compare, z3.BoolRef] = {}
        self._names = Names(Component(self._variables, (), (), ()))
        self._constants = {
            variable.name: z3.Real(self._names.variables[variable.name], context)
            for variable in self._variables
        }

    @cached_property
    def _directions(self) -> z3.Solver:
        solver = z3.SimpleSolver(ctx=self._context)
        ways = tuple(direction(rule) for rule in self._rules)
        solver.from_string(script(Component(self._variables, ways, (), ()), self._names))
        return solver

    def _possible(self, ways: Iterable[Compare]) -> bool:
        """Whether some direction satisfies the rules' and these comparisons."""
        wanted = list(ways)
        self._hang([way for way in dict.fromkeys(wanted) if way not in self._switches])
        chosen = (self._switches[way] for way in wanted)
        return bool(self._directions.check(*chosen) != z3.unsat)

    def _hang(self, ways: Sequence[Compare]) -> None:
        """Gives each comparison a switch; all at once, since each parsing has its price."""
        names, declared, texts = self._names.variables, dict[str, z3.ExprRef](), []
        for way in ways:
            switch = f"way{len(self._switches)}"
            declared[switch] = self._switches[way] = z3.Bool(switch, self._context)
            declared |= {names[name]: self._constants[name] for name in way.polynomial.names}
            texts.append(f"(assert (=> {switch} {constraint_text(way, self._names)}))")
        if texts:
            text = "\n".join(texts)
            self._directions.add(z3.parse_smt2_string(text, decls=declared, ctx=self._context))

    def grows(self, parts: Iterable[Compare], goal: Polynomial) -> bool:
        """Whether some direction keeps every comparison and makes the goal grow."""
        up = Compare(-goal.variable_part, Relation.LESS)
        return self._possible([*map(direction, parts), up])

    def steepest(
        self, parts: Sequence[Compare], top: Polynomial, bottom: Polynomial
    ) -> Fraction | Undecided | None:
        """The most that `top` grows while `bottom` grows by one; None where it can grow alone.

        Undecided where `bottom` does not grow at all: then the two do not grow for ever.
        """
        ways = [direction(part) for part in parts]
        step, rise = bottom.variable_part, top.variable_part
        up = Compare(-rise, Relation.LESS)
        if self._possible([*ways, Compare(step, Relation.EQUAL), up]):
            return None
        one = Compare(step - Polynomial.number(1), Relation.EQUAL)
        level = Compare(-rise, Relation.AT_MOST)
        if not self._possible([*ways, one]):
            return Undecided("no end of the ratio was found")
        if not self._possible([*ways, one, up]) and self._possible([*ways, one, level]):
            return Fraction(0)
        every = [*map(direction, self._rules), *ways, one]
        return self._optimum(every, rise)[0]

    def highest(
        self, parts: Sequence[Compare], goal: Polynomial, fixed: Mapping[str, Fraction]
    ) -> tuple[Fraction, Witness]:
        """The end of a goal that does not grow, and values there; `fixed` values stand.

        Comparisons that leave out their end, the rules' too, are taken with it, so the values may
        just miss them.
        """
        stand = [
            Compare(Polynomial.measure(name) - Polynomial.number(value), Relation.EQUAL)
            for name, value in fixed.items()
        ]
        known = (with_values(part, fixed) for part in self._products)
        rules = [*self._rules, *(part for part in known if is_linear(part))]
        return self._optimum([*map(with_end, (*rules, *parts)), *stand], goal)

    def _optimum(self, parts: Sequence[Compare], goal: Polynomial) -> tuple[Fraction, Witness]:
        optimizer = z3.Optimize(ctx=self._context)
        component = Component(self._variables, tuple(parts), (), ())
        optimizer.from_string(script(component, self._names))
        term, scale = _parsed(goal, self._names, self._constants, self._context)
        handle = optimizer.maximize(term)
        optimizer.check()
        model = _Model(optimizer.model(), self._context)
        end = handle.value()
        if not z3core.Z3_is_numeral_ast(self._context.ref(), end.ast):
            raise UnreadableError(_NO_END)
        return model.value(end) / scale, _Z3Witness(lambda: model, self._constants)


class _Model:
    """Reads values out of a model of z3."""

    def __init__(self, model: z3.ModelRef, context: z3.Context) -> None:
        self._model = model
        self._context = context.ref()
        self._found = (z3core.Ast * 1)()
        self._numerator = ctypes.c_longlong()
        self._denominator = ctypes.c_longlong()
        self._top = ctypes.byref(self._numerator)
        self._bottom = ctypes.byref(self._denominator)

    def _evaluate(self, term: z3.ExprRef) -> z3core.Ast:
        z3core.Z3_model_eval(
            self._context,
            self._model.model,
            term.ast,
            True,  # noqa: FBT003 - C's interface
            self._found,
        )
        return self._found[0]

    def value(self, term: z3.ArithRef) -> Fraction:
        """A number's exact value."""
        found = self._evaluate(term)
        try:
            if z3core.Z3_get_numeral_small(self._context, found, self._top, self._bottom):
                if self._denominator.value == 1:
                    return Fraction(self._numerator.value)
                return Fraction(self._numerator.value, self._denominator.value)
        except z3.Z3Exception:  # no number at all
            raise UnreadableError(_ROOTS) from None
        if z3core.Z3_is_algebraic_number(self._context, found):
            raise UnreadableError(_ROOTS)
        digits = z3core.Z3_get_numeral_string(self._context, found)
        if len(digits) > DIGITS_OF_A_VALUE:
            raise UnreadableError(_LONG)
        return Fraction(digits)


class UnreadableError(Exception):
    """A value is a root and no fraction, or a fraction that nobody would write down; says which."""


def _parsed(
    value: Polynomial, names: Names, constants: Mapping[str, z3.ArithRef], context: z3.Context
) -> tuple[z3.ArithRef, int]:
    text, scale = polynomial_text(value, names)
    if len(value.names) == 1:
        (name,) = value.names
        if text == names.variables[name]:
            return constants[name], scale
    declared = {names.variables[name]: constants[name] for name in value.names}
    zero = "0.0" if names.mixed else "0"
    parsed = z3.parse_smt2_string(f"(assert (= {zero} {text}))", decls=declared, ctx=context)
    return parsed[0].arg(1), scale


def _is_within(name: str, ends: tuple[Fraction, Fraction]) -> Constraint:
    low, high = (Polynomial.number(end) for end in ends)
    value = Polynomial.measure(name)
    return All((at_most(low, value), at_most(value, high)))


def _reason(raw: str) -> str:
    if raw in {"timeout", "canceled"} or "resource" in raw:
        return OUT_OF_TIME
    return "the solver could not decide: " + (raw.strip("()") or "no reason given")
