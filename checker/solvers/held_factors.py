"""Questions with products of unknowns, answered by questions without: their factors are held.

With the factors at some values what is left is linear, and what holds there holds. With the factors
in some ranges something linear follows, and what cannot hold in any of some ranges, nor outside of
them, cannot hold.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from checker.algebra.constraints import (
    All,
    Any,
    Constraint,
    Not,
    at_most,
    equal,
    holds,
    is_linear,
)
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.limits import FACTORS_TRIED
from checker.solvers.products import (
    Ranges,
    factors,
    multiplied,
    with_factors,
    with_ranges,
    without_products,
)
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Undecided, Verdict, Witness

_WIDTHS = (Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(0))
"""How far around its value a factor is held: the widest range without an answer tells most."""
_FINE = 10**7
"""A whole of which about every share is a part."""


@dataclass(frozen=True)
class HeldFactors:
    """One question, with what of it is `hard`: what has products."""

    oracle: Oracle
    chosen: frozenset[int]
    beside: Sequence[Constraint]
    hard: Sequence[Constraint]

    def verdict(self, witness: Witness) -> Verdict | None:
        """The verdict where it is found so, from values without products on; else None."""
        found = Consistent(witness)
        return (
            self._sound(found)
            or self._near(witness, whole=False)
            or self._with_large_factors()
            or self._in_ranges(witness)
        )

    def _sound(self, found: Verdict) -> Consistent | None:
        """An answer whose values satisfy the products as well."""
        if not isinstance(found, Consistent):
            return None
        values = found.witness.values()
        return found if all(holds(one, values) for one in self.hard) else None

    # --- at some values ---

    @cached_property
    def _whole(self) -> Mapping[str, bool]:
        return {one.name: one.whole for one in self.oracle.component.variables}

    def _factors(self, *, whole: bool) -> list[str]:
        """The factors of all products that are whole, or that are not."""
        names = {name for one in self.hard for key in multiplied(one) for name in key}
        return sorted(name for name in names if self._whole[name] is whole)

    def _near(self, witness: Witness, *, whole: bool) -> Consistent | None:
        """An answer where factors, whole ones or fractions, stay as in a witness."""
        values = {n: witness.value(Polynomial.measure(n)) for n in self._factors(whole=whole)}
        linear = [with_factors(one, values) for one in self.hard]
        if not all(map(is_linear, linear)):
            return None
        fixed = (_is_within(name, (value, value)) for name, value in values.items())
        return self._sound(self._soon(*fixed, *linear))

    def _with_large_factors(self) -> Consistent | None:
        """An answer where whole factors are large: of those any share is a part."""
        names = [Polynomial.measure(name) for name in self._factors(whole=True)]
        for large in (equal, at_most):
            found = self._soon(*(large(Polynomial.number(_FINE), one) for one in names))
            near = self._near(found.witness, whole=True) if isinstance(found, Consistent) else None
            if near is not None:
                return near
        return None

    def _soon(self, *more: Constraint) -> Verdict:
        """What exact arithmetic says of more conditions."""
        return self.oracle.linear.within(0).check(self.chosen, *self._linear, *more)

    @cached_property
    def _linear(self) -> list[Constraint]:
        """What is asked beside, without products."""
        return [without_products(one) for one in self.beside]

    # --- in ranges ---

    def _in_ranges(self, witness: Witness) -> Verdict | None:
        """The verdict where what lies in some ranges of the factors, and outside, tells it."""
        names = sorted(
            {
                name
                for i in self.oracle.hard & self.chosen
                for name in factors(self.oracle.component.statements[i], self._whole)
            }
        )
        refused = frozenset[int]()
        others: list[Constraint] = []
        for _ in range(FACTORS_TRIED):
            values = {name: witness.value(Polynomial.measure(name)) for name in names}
            found, used = self._held({name: (value, value) for name, value in values.items()})
            if (sound := self._sound(found)) is not None:
                return sound
            ranges = {name: (value, value) for name, value in values.items()}
            for width in _WIDTHS[:-1]:
                wider = {n: (v - v * width, v + v * width) for n, v in values.items()}
                wide, leaned_on = self._held(wider)
                if not isinstance(wide, Consistent):
                    found, used, ranges = wide, leaned_on, wider
                    break
            if not isinstance(found, Contradictory):
                return None
            refused |= found.core
            others.append(Any(tuple(Not(_is_within(name, ranges[name])) for name in used)))
            outside = self.oracle.linear.check(self.chosen, *others, *self._linear)
            if isinstance(outside, Contradictory):
                return Contradictory(refused | outside.core)
            if isinstance(outside, Undecided):
                return None
            witness = outside.witness
        return None

    def _held(self, ranges: Ranges) -> tuple[Verdict, Collection[str]]:
        """What is said while factors are in ranges, and those that a refusal leans on."""
        component = self.oracle.component
        positive = frozenset(v.name for v in component.variables if v.not_negative)
        numbers, names = sorted(self.oracle.hard & self.chosen), [*ranges]
        stated = [component.statements[number] for number in numbers]
        own = [{n: ranges[n] for n in sorted(factors(one, self._whole))} for one in stated]
        conditions = [
            *(_in(one, held, positive) for one, held in zip(stated, own, strict=True)),
            *(_is_within(name, ranges[name]) for name in names),
        ]
        verdict = self.oracle.linear.check(self.chosen, *conditions, *self._linear)
        if not isinstance(verdict, Contradictory):
            return verdict, ()
        leaned_on = [n for n in range(len(conditions)) if n in verdict.beside]
        used = {names[n - len(numbers)] for n in leaned_on if n >= len(numbers)}
        core = set(verdict.core)
        for n in leaned_on:
            if n < len(numbers):
                core.add(numbers[n])
                used.update(own[n])
        return Contradictory(frozenset(core)), sorted(used)


def _in(statement: Constraint, ranges: Ranges, positive: Collection[str]) -> Constraint:
    """What a statement says, without products, while its factors are in ranges."""
    if all(low == high for low, high in ranges.values()):
        return with_factors(statement, {name: low for name, (low, _) in ranges.items()})
    return with_ranges(statement, ranges, frozenset(positive))


def _is_within(name: str, ends: tuple[Fraction, Fraction]) -> Constraint:
    low, high = (Polynomial.number(end) for end in ends)
    value = Polynomial.measure(name)
    return equal(value, low) if low == high else All((at_most(low, value), at_most(value, high)))
