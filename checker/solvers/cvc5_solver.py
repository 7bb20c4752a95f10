"""cvc5, in z3's place or for a second opinion: the only file that imports it."""

from collections.abc import Collection
from fractions import Fraction
from time import monotonic

import cvc5

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint
from checker.limits import CVC5_STEPS
from checker.solvers.protocol import (
    OUT_OF_TIME,
    Consistent,
    Contradictory,
    Undecided,
    Values,
    Verdict,
)
from checker.solvers.smtlib import Names, constraint_text, logic, script


class Cvc5Solver:
    """Answers each question with a cvc5 of its own, so that none depends on those before."""

    name = "cvc5"

    def __init__(self, resources: int = CVC5_STEPS) -> None:
        self._resources = resources

    def open(self, component: Component, until: float, turns: int) -> "Cvc5Session":
        """A session for a component; it takes the steps of all turns in one."""
        return Cvc5Session(component, until, self._resources * turns)

    def can_hold(self, script: str, seconds: float) -> bool | Undecided:
        """Whether there are values that satisfy a script."""
        try:
            _, _, said = _read(script, self._resources, seconds)
        except RuntimeError as error:
            return Undecided(f"cvc5 cannot read the question: {error}")
        match said.split():
            case ["sat"]:
                return True
            case ["unsat"]:
                return False
            case _:
                return Undecided(" ".join(said.split()))


class Cvc5Session:
    """One component in cvc5."""

    def __init__(self, component: Component, until: float, resources: int) -> None:
        self._component = component
        self._names = Names(component)
        self._script = script(component, self._names)
        self._until = until
        self._resources = resources

    def check(self, chosen: Collection[int], *beside: Constraint) -> Verdict:
        """Whether the chosen statements, all rules and what is asked beside can hold together."""
        left = self._until - monotonic()
        if left <= 0:
            return Undecided(OUT_OF_TIME)
        said = [
            f"(declare-const c{n} Bool) (assert (=> c{n} {constraint_text(one, self._names)}))"
            for n, one in enumerate(beside)
        ]
        asked = (*self._component.rules, *self._component.statements, *beside)
        head = f"(set-logic {logic(self._component, asked)})"
        solver, terms, _ = _read("\n".join((head, self._script, *said)), self._resources, left)
        stated = {terms[f"s{number}"]: number for number in sorted(chosen)}
        conditions = {terms[f"c{number}"]: number for number in range(len(beside))}
        answer = solver.checkSatAssuming(*stated, *conditions)
        if answer.isUnsat():
            core = frozenset(solver.getUnsatAssumptions())
            return Contradictory(
                frozenset(number for switch, number in stated.items() if switch in core),
                frozenset(number for switch, number in conditions.items() if switch in core),
            )
        if not answer.isSat():
            return Undecided(OUT_OF_TIME)
        names = self._names.variables
        found = {name: solver.getValue(terms[short]) for name, short in names.items()}
        if not all(one.isIntegerValue() or one.isRealValue() for one in found.values()):
            return Undecided("the values that were found are no fractions")
        return Consistent(Values({name: _fraction(one) for name, one in found.items()}))


def _fraction(value: cvc5.Term) -> Fraction:
    return Fraction(value.getIntegerValue() if value.isIntegerValue() else value.getRealValue())


def _read(
    script: str, resources: int, seconds: float
) -> tuple[cvc5.Solver, dict[str, cvc5.Term], str]:
    """A solver that has read a script, the terms that are declared there, and what it printed."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("rlimit", str(resources))
    solver.setOption("tlimit-per", str(max(1, int(seconds * 1000))))
    solver.setOption("produce-models", "true")
    solver.setOption("produce-unsat-assumptions", "true")
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "question")
    symbols = parser.getSymbolManager()
    said = ""
    while not (command := parser.nextCommand()).isNull():
        said += command.invoke(solver, symbols)
    return solver, {str(term): term for term in symbols.getDeclaredTerms()}, said
