"""The ends of a value where statements multiply unknowns.

Linear constraints that follow say how far it goes at most. With the factors of the products at the
values of an example all is linear, and says how far it goes at least. Where the two meet that is
the end; else the solver is asked whether it can go further than was reached.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import cycle
from math import ceil, floor, lcm

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint, at_most, equal, less
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.limits import (
    QUESTIONS_OF_AN_END,
    ROUNDS_CLOSER,
    TURNS_AT_FACTORS,
    TURNS_BEYOND,
    TURNS_OF_AN_END,
    UNANSWERED,
)
from checker.solvers.ends import is_positive, linear_end
from checker.solvers.products import multiplied, with_factors
from checker.solvers.protocol import (
    Consistent,
    Contradictory,
    Oracle,
    Reach,
    Undecided,
    Witness,
)
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
    ) -> None:
        self._oracle = oracle.within(TURNS_OF_AN_END)
        self._patient = oracle.within(TURNS_BEYOND)
        self._exact = oracle.within(0)
        self._component = oracle.component
        self._all = range(len(self._component.statements))
        self._start = start
        self._base = base
        self._left = 0
        self._whole = {one.name: one.whole for one in self._component.variables}
        self._ranges: dict[str, Range] = {}
        self._oracles: dict[frozenset[str], Oracle] = {}

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
        self._left = QUESTIONS_OF_AN_END
        between = _Between(self._from(top, self._start.values(), None), None)
        for limit, values in self._limits(top):
            between = _Between(self._from(top, values, between.reached), limit)
            for aim in (_near, _just_beyond):
                if (settled := self._settled(top, between)) is not None:
                    return settled
                between = self._narrower(top, between, aim)
            if (settled := self._settled(top, between)) is not None:
                return settled
        aims = cycle((_middle, _just_beyond))
        while (settled := self._settled(top, between)) is None and self._left > 0:
            between = self._narrower(top, between, next(aims))
        return settled or between.doubtful

    def _narrower(self, top: Polynomial, between: "_Between", aim: "_Aim") -> "_Between":
        """What is left when the solver was asked whether a value goes as far as some aim."""
        goal = aim(between) if self._left > 0 else None
        if goal is None:
            self._left -= 1
            return between
        oracle = self._patient if aim is _just_beyond else self._oracle
        verdict = oracle.check(self._all, self._goes_to(top, goal))
        match verdict:
            case Undecided():
                self._left -= UNANSWERED
                return between
            case Contradictory():
                self._left -= 1
                limit = self._rounded(top, Reach(goal.value, open=not goal.open))
                return replace(between, limit=limit)
            case Consistent(witness):
                self._left -= 1
                if aim is _near:
                    return replace(between, reached=between.limit)
                reached = self._from(top, witness.values(), between.reached)
                return replace(between, reached=reached)

    def _settled(self, top: Polynomial, between: "_Between") -> Reach | None:
        """The end, where what was reached is as good as the limit."""
        reached, limit = between.reached, between.limit
        if reached is None or reached.value is None:
            return reached
        if limit is None or limit.value is None:
            return None
        if reached.value == limit.value:
            if reached.open and not limit.open:
                verdict = self._oracle.check(self._all, self._goes_to(top, limit))
                return reached if isinstance(verdict, Contradictory) else limit
            return replace(reached, open=reached.open and limit.open)
        return limit if limit.value - reached.value <= abs(limit.value) * _NEAR else None

    def _goes_to(self, top: Polynomial, goal: Reach) -> Constraint:
        """That a value goes as far as a goal, or beyond it where it is left out."""
        base = Polynomial.number(1) if self._base is None else self._base
        return (less if goal.open else at_most)(base.scaled(goal.value or Fraction(0)), top)

    # --- what was reached ---

    def _from(
        self, top: Polynomial, values: Mapping[str, Fraction], known: Reach | None
    ) -> Reach | None:
        """The furthest of what is known and what is reached with factors at some values.

        From what was reached on with other factors at the values there, while that goes further.
        """
        for _ in range(TURNS_AT_FACTORS):
            before = known
            known = self._reached(top, values, known)
            if known is None or known is before or known.witness is None or known.value is None:
                break
            values = known.witness.values()
        return known

    def _reached(
        self, top: Polynomial, values: Mapping[str, Fraction], known: Reach | None
    ) -> Reach | None:
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
            oracle = self._relaxed_oracle(goal)
            verdict = oracle.check(())
            if not isinstance(verdict, Consistent):
                return
            found = oracle.exact.highest((), goal)
            if isinstance(found, Undecided) or found.witness is None:
                return
            values = found.witness.values()
            limit = self._rounded(top, Reach(found.value, found.open))
            yield limit, self._relaxed.restored(values)
            missing = self._relaxed.amiss(values) - self._ranges.keys()
            if not missing:
                return
            self._ranges |= {name: _range_of(oracle, name) for name in sorted(missing)}

    def _relaxed_oracle(self, goal: Polynomial) -> Oracle:
        """What knows the limits that the ranges found so far leave; one serves both ends."""
        key = frozenset(self._ranges)
        if key not in self._oracles:
            self._oracles[key] = self._exact.opened(self._relaxed.within(self._ranges, goal))
        return self._oracles[key]

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

    def _wholes(self, base: str | None) -> list[str]:
        """What to divide by besides a base: wholes that shares are multiplied by."""
        said = self._component.statements
        factors = {name for one in said for key in multiplied(one) for name in key}
        return sorted({n for n in factors if self._whole[n] and n != base} & positive(said))


def _range_of(oracle: Oracle, name: str) -> Range:
    """From where to where a number goes under all rules, as far as exact arithmetic tells."""
    value = Polynomial.measure(name)
    low, high = (
        None if isinstance(end, Undecided) else end.value
        for end in (oracle.exact.highest((), one) for one in (-value, value))
    )
    return None if low is None else -low, high


def _linear_end(
    oracle: Oracle, top: Polynomial, base: Polynomial | None, start: Witness
) -> Reach | None:
    """The end under all that a component without products says; None where it is not found."""
    everything = frozenset(range(len(oracle.component.statements)))
    found = linear_end(oracle, everything, top, base, start)
    return None if isinstance(found, Undecided) else found


@dataclass(frozen=True, slots=True)
class _Between:
    """The end of a value lies between what was `reached` and the `limit`; None where unknown."""

    reached: Reach | None
    limit: Reach | None

    @property
    def doubtful(self) -> Reach | None:
        """The limit, which may not be reached."""
        if self.limit is None or self.limit.value is None:
            return None
        return replace(self.limit, sure=False)


_Aim = Callable[[_Between], Reach | None]
"""How far to ask whether a value goes; None where there is nothing to ask."""


def _near(between: _Between) -> Reach | None:
    """What is so near to a limit that no print shows the difference."""
    limit = between.limit
    if limit is None or limit.value is None:
        return None
    return Reach(limit.value - (abs(limit.value) or _NEAR) * _NEAR, open=False)


def _just_beyond(between: _Between) -> Reach | None:
    """What goes further than was reached, or just there where that is left out."""
    reached = between.reached
    if reached is None or reached.value is None:
        return None
    return Reach(reached.value, open=not reached.open)


def _middle(between: _Between) -> Reach | None:
    """Half way; where no limit is known, twice as far."""
    reached, limit = between.reached, between.limit
    if reached is None or reached.value is None:
        return None
    if limit is None or limit.value is None:
        return Reach(reached.value + abs(reached.value) + 1, open=False)
    return Reach((reached.value + limit.value) / 2, open=False)


def _order(one: Reach) -> tuple[bool, Fraction, bool]:
    return one.value is None, one.value or Fraction(0), not one.open
