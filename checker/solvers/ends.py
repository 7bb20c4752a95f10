"""How far a value, or a ratio of two, goes under statements without products.

Exact arithmetic finds it mostly. Where it gives up, whole numbers are sought by doubling strides
and halving back, and fractions by turns: the best for some whole numbers, and others that beat it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor, lcm

from checker.algebra.components import Component
from checker.algebra.constraints import Compare, Relation, at_most, equal, less
from checker.algebra.polynomials import Polynomial
from checker.limits import DOUBLINGS, ROUNDS_OF_A_RATIO
from checker.solvers.directions import steepest
from checker.solvers.implicants import implicant
from checker.solvers.protocol import (
    Consistent,
    Contradictory,
    Oracle,
    Reach,
    Undecided,
    Witness,
)

_NO_BASE = "what it is a part of can be nothing"
_NO_END = Undecided(f"no end was found in {DOUBLINGS} steps")

_SELDOM = 8
"""After so many strides it is asked whether there is an end at all: that takes longer."""


def is_positive(oracle: Oracle, chosen: Iterable[int], value: Polynomial) -> bool:
    """Whether a value is more than nothing wherever the chosen statements hold."""
    verdict = oracle.check(chosen, Compare(value, Relation.AT_MOST))
    return isinstance(verdict, Contradictory)


def linear_end(
    oracle: Oracle,
    chosen: frozenset[int],
    top: Polynomial,
    base: Polynomial | None,
    start: Witness,
) -> Reach | Undecided:
    """How far a value, or its ratio to a base, goes up: from `start` on, which has it."""
    if base is None:
        return highest(oracle, chosen, top, start)
    if not is_positive(oracle, chosen, base):
        return Undecided(_NO_BASE)
    ratio = start.value(top) / start.value(base)
    for _ in range(ROUNDS_OF_A_RATIO):  # a chain of linear questions (Dinkelbach 1967)
        better = highest(oracle, chosen, top - base.scaled(ratio), start)
        if isinstance(better, Undecided):
            return better
        there = better.witness or start
        if better.value is None:
            # Where the numbers have no end, the ratio may still have one that it never reaches.
            slope = steepest(oracle.linear, chosen, top, base, there)
            if slope is None or isinstance(slope, Undecided):
                return slope or Reach(None, open=False)
            ratio = slope
            continue
        if better.value == 0:
            return Reach(ratio, better.open, witness=there)
        if better.value < 0:
            return Reach(ratio, open=True, witness=there)
        if there.value(base) == 0:  # an open end: the base comes as near to nothing as you like
            return Reach(None, open=False)
        reached = there.value(top) / there.value(base)
        if reached == ratio:
            return Reach(ratio, open=True, witness=there)
        ratio = reached
    return Undecided(f"no end of the ratio was found in {ROUNDS_OF_A_RATIO} rounds")


def highest(
    oracle: Oracle, chosen: frozenset[int], value: Polynomial, start: Witness
) -> Reach | Undecided:
    """How high a value goes where products say nothing, from `start` on."""
    if value.is_number:
        return Reach(value.constant, open=False, witness=start)
    oracle = oracle.linear
    found = oracle.exact.highest(chosen, value)
    if not isinstance(found, Undecided):
        return found
    whole = {one.name: one.whole for one in oracle.component.variables}
    by_steps = all(whole[name] for name in value.names)
    return (_stepped if by_steps else _climbed)(oracle, chosen, value, start)


def _stepped(
    oracle: Oracle, chosen: frozenset[int], value: Polynomial, start: Witness
) -> Reach | Undecided:
    """The highest whole step, by doubling strides and halving back."""
    scale = lcm(*(factor.denominator for _, factor in value.terms))
    here, doubled, beyond = start, 0, None
    while beyond is None or beyond - here.value(value) > Fraction(1, scale):
        reached = here.value(value)
        if beyond is not None:
            target = Fraction(floor((reached + beyond) * scale / 2), scale)
        elif doubled == DOUBLINGS:
            return _NO_END
        else:
            if doubled % _SELDOM == 0:
                there = _at_choices(oracle, chosen, value, here, {})
                if there is None or there.value is None:
                    return _NO_END if there is None else replace(there, witness=here)
            target = reached + Fraction(2**doubled, scale)
            doubled += 1
        verdict = oracle.check(chosen, at_most(Polynomial.number(target), value))
        match verdict:
            case Undecided():
                return verdict
            case Contradictory():
                beyond = target
            case Consistent(witness):
                here = witness
    return Reach(here.value(value), open=False, witness=here)


def _climbed(
    oracle: Oracle, chosen: frozenset[int], value: Polynomial, start: Witness
) -> Reach | Undecided:
    """The highest fraction: in turn the best for some whole numbers, and others that beat it."""
    here = start
    names = [one.name for one in oracle.component.variables if one.whole]
    for _ in range(DOUBLINGS):
        fixed = {name: here.value(Polynomial.measure(name)) for name in names}
        free = _at_choices(oracle, chosen, value, here, {})
        if free is None or free.value is None:
            return _NO_END if free is None else replace(free, witness=here)
        best = _at_choices(oracle, chosen, value, here, fixed)
        if best is None or best.value is None:
            return _NO_END
        verdict = oracle.check(chosen, less(Polynomial.number(best.value), value))
        if isinstance(verdict, Contradictory) and best.open:
            met = oracle.check(chosen, at_most(Polynomial.number(best.value), value))
            if isinstance(met, Consistent):
                return Reach(best.value, open=False, witness=met.witness)
            return met if isinstance(met, Undecided) else best
        if not isinstance(verdict, Consistent):
            return best if isinstance(verdict, Contradictory) else verdict
        here = verdict.witness
    return _NO_END


def _at_choices(
    oracle: Oracle,
    chosen: frozenset[int],
    value: Polynomial,
    here: Witness,
    fixed: Mapping[str, Fraction],
) -> Reach | None:
    """How high a value goes with the choices of a witness, where whole numbers may be fractions.

    Comparisons of fractions let it grow for ever just when whole numbers do (Meyer 1974).
    """
    component, values = oracle.component, here.values()
    held = (*component.rules, *(component.statements[number] for number in sorted(chosen)))
    parts = [part for one in held for part in implicant(one, values)]
    stand = (equal(Polynomial.measure(name), Polynomial.number(at)) for name, at in fixed.items())
    fractions = tuple(replace(one, whole=False) for one in component.variables)
    found = oracle.opened(Component(fractions, (*parts, *stand), (), ())).exact.highest((), value)
    return None if isinstance(found, Undecided) else found
