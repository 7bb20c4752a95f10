"""The ends of a value where statements multiply unknowns.

Linear constraints that follow say how far it goes at most. With the factors of the products at the
values of an example all is linear, and says how far it goes at least. Where the two meet that is
the end; else the solver is asked whether it can go further than was reached.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm

from checker.algebra.components import Component
from checker.algebra.constraints import TRUE, Constraint, at_most, equal, less
from checker.algebra.polynomials import Polynomial
from checker.limits import ROUNDS_BEYOND, ROUNDS_CLOSER, WHOLES_TRIED
from checker.solvers.linear_ends import Reach, is_positive, linear_end
from checker.solvers.products import multiplied, with_factors
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Undecided, Witness
from checker.solvers.relaxing import Range, Relaxed, positive

_NEAR = Fraction(1, 100_000)
"""The part of an end by which what was reached may fall short of it; no print shows so little."""


class ProductEnds:
    """Looks for the ends of a value, or of a ratio, under all that a component says."""

    def __init__(
        self,
        oracle: Oracle,
        start: Witness,
        base: Polynomial | None,
        cases: int = WHOLES_TRIED,
    ) -> None:
        self._oracle = oracle
        self._component = oracle.component
        self._all = range(len(self._component.statements))
        self._start = start
        self._base = base
        self._cases = cases
        self._whole = {one.name: one.whole for one in self._component.variables}
        self._ranges: dict[str, Range] = {}

    @cached_property
    def _has_base(self) -> bool:
        return self._base is None or is_positive(self._oracle, self._all, self._base)

    @cached_property
    def _relaxed(self) -> Relaxed:
        base = None if self._base is None else min(self._base.names)
        return Relaxed(self._component, self._wholes(base), base)

    def end(self, top: Polynomial) -> Reach | None:
        """How far a value goes up; None where nothing is known."""
        if not self._has_base:
            return None
        reached = self._from(top, self._start.values(), None)
        limit: Reach | None = None
        for found, values in self._limits(top):
            limit = found
            reached = self._from(top, values, reached)
            settled = self._settled(top, reached, limit)
            if settled is not None:
                return settled
            if self._comes_near(top, limit):
                return limit
            reached, is_end = self._further(top, reached)
            if is_end:
                return reached
        found_out = self._by_cases(top)
        if found_out is not None and found_out.sure:
            return found_out
        return None if limit is None or limit.value is None else replace(limit, sure=False)

    def _comes_near(self, top: Polynomial, limit: Reach) -> bool:
        """Whether a value comes so near to a limit that no print shows the difference."""
        if limit.value is None:
            return False
        base = Polynomial.number(1) if self._base is None else self._base
        near = limit.value - (abs(limit.value) or _NEAR) * _NEAR
        verdict = self._oracle.beside(self._all, at_most(base.scaled(near), top))
        return isinstance(verdict, Consistent)

    def _by_cases(self, top: Polynomial) -> Reach | None:
        """The furthest of the ends with a whole number at each value that it can have.

        None where these are too many, or the end of one was not found.
        """
        spans = {
            name: range(ceil(low), floor(high) + 1)
            for name, (low, high) in self._ranges.items()
            if self._whole.get(name) and low is not None and high is not None
        }
        name = min(spans, key=lambda n: (len(spans[n]), n), default=None)
        if name is None or len(spans[name]) > self._cases:
            return None
        furthest: Reach | None = None
        for value in spans[name]:
            oracle = self._oracle.opened(self._with({name: Fraction(value)}))
            everything = range(len(oracle.component.statements))
            verdict = oracle.beside(everything, TRUE)
            if isinstance(verdict, Contradictory):
                continue
            if isinstance(verdict, Undecided):
                return None
            cases = self._cases // len(spans[name])
            if oracle.hard:
                found = ProductEnds(oracle, verdict.witness, self._base, cases).end(top)
            else:
                found = _linear_end(oracle, top, self._base, verdict.witness)
            if found is None or not found.sure:
                return None
            if furthest is None or _order(found) > _order(furthest):
                furthest = found
        return furthest

    def _further(self, top: Polynomial, reached: Reach | None) -> tuple[Reach | None, bool]:
        """What the solver finds beyond what was reached, and whether nothing lies beyond that."""
        for _ in range(ROUNDS_BEYOND if reached is not None else 0):
            if reached is None or reached.value is None:
                return reached, reached is not None
            verdict = self._oracle.beside(self._all, self._beyond(top, reached))
            if not isinstance(verdict, Consistent):
                return reached, isinstance(verdict, Contradictory)
            further = self._from(top, verdict.witness.values(), reached)
            if further == reached:
                break
            reached = further
        return reached, False

    def _settled(self, top: Polynomial, reached: Reach | None, limit: Reach) -> Reach | None:
        """The end, where what was reached is as good as the limit."""
        if reached is None or reached.value is None or limit.value is None:
            return reached if reached is not None and reached.value is None else None
        if reached.value == limit.value:
            if reached.open and not limit.open:
                verdict = self._oracle.beside(self._all, self._beyond(top, reached))
                return reached if isinstance(verdict, Contradictory) else limit
            return replace(reached, open=reached.open and limit.open)
        return limit if limit.value - reached.value <= abs(limit.value) * _NEAR else None

    def _beyond(self, top: Polynomial, reached: Reach) -> Constraint:
        """That a value goes further than was reached, or just there where that is left out."""
        value = reached.value or Fraction(0)
        base = Polynomial.number(1) if self._base is None else self._base
        return (at_most if reached.open else less)(base.scaled(value), top)

    # --- what was reached ---

    def _from(
        self, top: Polynomial, values: Mapping[str, Fraction], known: Reach | None
    ) -> Reach | None:
        """The furthest of what is known and what is reached with factors at some values."""
        for component in self._slices(values):
            oracle = self._oracle.opened(component)
            verdict = oracle.check(range(len(component.statements)))
            if not isinstance(verdict, Consistent):
                continue
            found = _linear_end(oracle, top, self._base, verdict.witness)
            if found is not None and (known is None or _order(found) > _order(known)):
                known = found
        return known

    def _slices(self, values: Mapping[str, Fraction]) -> Iterator[Component]:
        """The component with factors of its products fixed: its whole numbers, or its fractions."""
        component = self._component
        seen = set()
        for first, rounded in ((True, floor), (True, ceil), (False, floor)):
            names = {
                name
                for one in component.statements
                for key in multiplied(one)
                for name in sorted(key, key=lambda n: (self._whole[n] is first, n))[1:]
            }
            fixed = {
                n: Fraction(rounded(values[n])) if self._whole[n] else values[n] for n in names
            }
            if not fixed or frozenset(fixed.items()) in seen:
                continue
            seen.add(frozenset(fixed.items()))
            yield self._with(fixed)

    def _with(self, fixed: Mapping[str, Fraction]) -> Component:
        """The component with some unknowns at one value each."""
        stand = (
            equal(Polynomial.measure(name), Polynomial.number(value))
            for name, value in sorted(fixed.items())
        )
        said = (*(with_factors(one, fixed) for one in self._component.statements), *stand)
        return replace(self._component, statements=said, numbers=tuple(range(len(said))))

    # --- what cannot be ---

    def _limits(self, top: Polynomial) -> Iterator[tuple[Reach, Mapping[str, Fraction]]]:
        """How far a value goes at most, with values there; closer and closer."""
        goal = self._relaxed.of_base(top)
        for _ in range(ROUNDS_CLOSER):
            oracle = self._oracle.opened(self._relaxed.within(self._ranges, goal))
            verdict = oracle.check(())
            if not isinstance(verdict, Consistent):
                return
            found = oracle.bound((), goal, verdict.witness, upper=True)
            if isinstance(found, Undecided):
                return
            values = found.witness.values()
            limit = self._rounded(top, Reach(found.value, found.open))
            yield limit, self._relaxed.restored(values)
            missing = self._relaxed.amiss(values) - self._ranges.keys()
            if not missing:
                return
            self._ranges |= self._ranges_of(oracle, missing, verdict.witness)

    def _rounded(self, top: Polynomial, limit: Reach) -> Reach:
        """A limit that a sum of whole numbers can reach."""
        if limit.value is None or self._base is not None:
            return limit
        if not all(self._whole[name] for name in top.names):
            return limit
        scale = lcm(*(factor.denominator for _, factor in top.terms))
        steps = limit.value * scale
        down = floor(steps)
        return Reach(Fraction(down - (limit.open and down == steps), scale), open=False)

    def _ranges_of(self, oracle: Oracle, names: Iterable[str], start: Witness) -> dict[str, Range]:
        found: dict[str, Range] = {}
        for name in sorted(names):
            low, high = (
                oracle.bound((), Polynomial.measure(name), start, upper=upper)
                for upper in (False, True)
            )
            found[name] = (
                None if isinstance(low, Undecided) else low.value,
                None if isinstance(high, Undecided) else high.value,
            )
        return found

    def _wholes(self, base: str | None) -> list[str]:
        """What to divide by besides a base: wholes that shares are multiplied by."""
        said = self._component.statements
        factors = {name for one in said for key in multiplied(one) for name in key}
        return sorted({n for n in factors if self._whole[n] and n != base} & positive(said))


def _linear_end(
    oracle: Oracle, top: Polynomial, base: Polynomial | None, start: Witness
) -> Reach | None:
    """The end under all that a component without products says; None where it is not found."""
    everything = frozenset(range(len(oracle.component.statements)))
    found = linear_end(oracle, everything, top, base, start)
    return None if isinstance(found, Undecided) else found


def _order(one: Reach) -> tuple[bool, Fraction, bool]:
    return one.value is None, one.value or Fraction(0), not one.open
