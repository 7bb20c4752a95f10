"""Linear constraints that follow from some with products of unknowns, as strong as is cheap.

A product becomes an unknown of its own, between what its factors' ranges leave it (McCormick 1976).
What holds of numbers holds of them divided by a whole N > 0 as well: a·x + b·N + c <= 0 says
a·y + b + c·t <= 0 of y = x/N and t = 1/N (Charnes and Cooper 1962), where a share n = s·N is just
y = s. Every number may be a fraction here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import (
    All,
    Compare,
    Constraint,
    Relation,
    at_most,
    equal,
    is_linear,
    less,
    mapped,
    measures_in,
    undenied,
)
from checker.algebra.polynomials import Monomial, Polynomial
from checker.limits import COPIES
from checker.solvers.products import multiplied

Range = tuple[Fraction | None, Fraction | None]
"""From where to where a number goes, None where it has no end."""


class Relaxed:
    """What a component says without products; `wholes` are positive in all that it states.

    All of it is said once more divided by the base, which is positive as well.
    """

    def __init__(
        self, component: Component, wholes: Sequence[str], base: str | None = None
    ) -> None:
        own = {variable.name: variable for variable in component.variables}
        self._kept, known = own.keys(), own
        said = [*filter(is_linear, component.rules), *component.statements]
        copies: list[Constraint] = []
        most = COPIES // max(1, len(said))
        for name in wholes[:most]:
            by = Divisor(known[name], own)
            near = {
                n
                for one in component.statements
                for key in multiplied(one)
                if name in key
                for n in key
            }
            copies += by.copies(one for one in said if not near.isdisjoint(measures_in(one)))
            known = known | by.variables()
        self._base = None if base is None else Divisor(known[base], known)
        said += copies
        if self._base is not None:
            said += list(self._base.copies(said))
            known = known | self._base.variables()
        self._products = _Products()
        self._rules = [self._products.constraint(one) for one in said]
        self._variables = known | self._products.variables(known)

    def of_base(self, value: Polynomial) -> Polynomial:
        """A value divided by the base, if there is one."""
        return value if self._base is None else self._base.polynomial(value)

    def restored(self, values: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        """The unknowns as they are where what was divided by the base has some values."""
        return values if self._base is None else {**values, **self._base.restored(values)}

    def amiss(self, values: Mapping[str, Fraction]) -> set[str]:
        """The factors of products that are none under some values: their ranges tell more."""
        return {
            name
            for factors, product in self._products.names.items()
            if values[factors[0]] * values[factors[1]] != values[product]
            for name in factors
        }

    def within(self, ranges: Mapping[str, Range], goal: Polynomial) -> Component:
        """The component while factors stay in their ranges, with what a goal is made of."""
        rules = (*self._rules, *self._products.rules(ranges))
        used = goal.names.union(self._kept, *self._products.names, *map(measures_in, rules))
        return Component(
            tuple(
                replace(one, whole=False) for name, one in self._variables.items() if name in used
            ),
            rules,
            (),
            (),
        )


class Divisor:
    """Divides by one positive number."""

    def __init__(self, by: Variable, known: Mapping[str, Variable]) -> None:
        self._by = by
        self._known = known

    def name(self, name: str) -> str:
        """What an unknown is called when it has been divided."""
        return f"{name} / {self._by.name}"

    @property
    def _one(self) -> str:
        return self.name("1")

    def polynomial(self, value: Polynomial) -> Polynomial:
        """A sum divided."""
        total = Polynomial()
        for key, factor in value.terms:
            total += Polynomial.of({self._divided(key): factor})
        return total

    def _divided(self, key: Monomial) -> Monomial:
        if not key:
            return (self._one,)
        if self._by.name in key:
            place = key.index(self._by.name)
            return key[:place] + key[place + 1 :]
        # A number is divided by a number and a share by a share, which keeps the quotient small.
        like = [n for n in key if n in self._known and self._known[n].whole == self._by.whole]
        taken = like[0] if like else key[0]
        place = key.index(taken)
        return tuple(sorted((*key[:place], *key[place + 1 :], self.name(taken))))

    def restored(self, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """The numbers that have these values when they have been divided."""
        one = values[self._one]
        if not one:
            return {}
        apart = {name: values.get(self.name(name)) for name in self._known}
        found = {name: value / one for name, value in apart.items() if value is not None}
        return found | {self._by.name: 1 / one}

    def constraint(self, said: Constraint) -> Constraint:
        """What a constraint says of the numbers when they have been divided."""
        return mapped(
            undenied(said), lambda one: Compare(self.polynomial(one.polynomial), one.relation)
        )

    def copies(self, said: Iterable[Constraint]) -> Iterator[Constraint]:
        """What some constraints say then, and what one divided by the number is."""
        yield from map(self.constraint, said)
        one = Polynomial.number(1)
        part = Polynomial.measure(self._one)
        yield less(Polynomial(), part)
        yield equal(part * Polynomial.measure(self._by.name), one)
        if self._by.whole:
            yield at_most(part, one)

    def variables(self) -> dict[str, Variable]:
        """The unknowns when they have been divided."""
        found = {
            self.name(name): Variable(self.name(name), whole=False, not_negative=one.not_negative)
            for name, one in self._known.items()
        }
        return found | {self._one: Variable(self._one, whole=False, not_negative=True)}


class _Products:
    """Takes each product of two unknowns for one unknown."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str], str] = {}

    def _of(self, key: Monomial) -> Monomial:
        while len(key) > 1:
            first, second, *others = key
            name = self.names.setdefault((first, second), f"({first} × {second})")
            key = (name, *others)
        return key

    def constraint(self, said: Constraint) -> Constraint:
        """A constraint without products."""
        return mapped(said, lambda one: Compare(one.polynomial.mapped(self._of), one.relation))

    def rules(self, ranges: Mapping[str, Range]) -> Iterator[Constraint]:
        """Where a product lies, given the ranges of its factors."""
        for (first, second), name in self.names.items():
            ends = [ranges.get(factor, (None, None)) for factor in (first, second)]
            yield from _between(first, second, name, *ends)

    def variables(self, known: Mapping[str, Variable]) -> dict[str, Variable]:
        """The products as unknowns."""
        found: dict[str, Variable] = {}
        for (first, second), name in self.names.items():
            factors = [found.get(one) or known[one] for one in (first, second)]
            positive = all(one.not_negative for one in factors)
            found[name] = Variable(name, whole=False, not_negative=positive)
        return found


def _between(
    first: str, second: str, name: str, ends: Range, others: Range
) -> Iterator[Constraint]:
    """`(u - a)(v - c) >= 0` and its like, for each pair of ends that are known."""
    u, v, product = map(Polynomial.measure, (first, second, name))
    for a, side in zip(ends, (1, -1), strict=True):
        if a is not None and ends[0] == ends[1]:
            yield equal(product, v.scaled(a))
            return
        for c, other in zip(others, (1, -1), strict=True):
            if a is None or c is None:
                continue
            if others[0] == others[1]:
                yield equal(product, u.scaled(c))
                return
            corner = product - v.scaled(a) - u.scaled(c) + Polynomial.number(a * c)
            same = side == other
            yield Compare(-corner if same else corner, Relation.AT_MOST)


def positive(said: Iterable[Constraint]) -> frozenset[str]:
    """The unknowns that some constraints, which all hold, say are more than nothing."""
    found = set()
    for one in said:
        for part in one.parts if isinstance(one, All) else (one,):
            match part:
                case Compare(Polynomial(terms=(((name,), factor),)), Relation.LESS) if factor < 0:
                    found.add(name)
                case _:
                    continue
    return frozenset(found)
