"""Values near known ones: a few of them are changed so that some statements hold. Asks no solver.

Where a change is found, it is right, since everything is evaluated; where none is, none need be
missing. It takes a small part of the time that a solver takes to say the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from math import lcm

from checker.algebra.components import Component
from checker.algebra.constraints import All, Any, Compare, Constraint, Not, Relation
from checker.frozen import dataclass
from checker.limits import NEARBY_CHANGES, NEARBY_TRIES
from checker.solvers.masks import mask, numbers_in

_EQUAL, _AT_MOST, _LESS = Relation.EQUAL, Relation.AT_MOST, Relation.LESS

Value = int | Fraction


@dataclass(frozen=True, slots=True)
class Example:
    """Values, and which statements they break: bit i stands for number i.

    Statements and rules come as parts that must all hold; `missed` says which parts do not, and
    `totals` what the sums of all parts come to.
    """

    values: tuple[Value, ...]
    totals: tuple[Value, ...]
    missed: int
    broken: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A sum of unknowns by their places, and of products of them, compared with zero."""

    terms: tuple[tuple[int, int], ...]
    products: tuple[tuple[tuple[int, ...], int], ...]
    constant: int
    relation: Relation

    def holds(self, values: list[Value]) -> bool:
        return self.allows(self.total(values))

    def allows(self, total: Value) -> bool:
        if self.relation is _EQUAL:
            return total == 0
        if self.relation is _AT_MOST:
            return total <= 0
        return total < 0 if self.relation is _LESS else total != 0

    def total(self, values: list[Value]) -> Value:
        total: Value = self.constant
        for place, factor in self.terms:
            total += factor * values[place]
        for places, factor in self.products:
            term: Value = factor
            for place in places:
                term *= values[place]
            total += term
        return total


@dataclass(frozen=True, slots=True)
class _Every:
    parts: "tuple[_Test, ...]"

    def holds(self, values: list[Value]) -> bool:
        return all(part.holds(values) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Some:
    parts: "tuple[_Test, ...]"

    def holds(self, values: list[Value]) -> bool:
        return any(part.holds(values) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Denied:
    part: "_Test"

    def holds(self, values: list[Value]) -> bool:
        return not self.part.holds(values)


_Test = _Row | _Every | _Some | _Denied


_NO_SUM: Value = 0
"""Stands for the sum of a part that is none."""


class Nearby:
    """Finds examples for one component near those that are known."""

    def __init__(self, component: Component) -> None:
        self._names = [variable.name for variable in component.variables]
        self._whole = [variable.whole for variable in component.variables]
        self._least = [0 if variable.not_negative else None for variable in component.variables]
        places = {name: place for place, name in enumerate(self._names)}
        self._parts: list[_Test] = []
        self._stated: list[int] = []
        for constraint in component.statements:
            self._stated.append(self._add(_test(constraint, places)))
        self._rules = 0
        for rule in component.rules:
            self._rules |= self._add(_test(rule, places))
        self._sums: list[list[tuple[int, int]]] = [[] for _ in self._names]
        self._others: list[list[int]] = [[] for _ in self._names]
        for number, part in enumerate(self._parts):
            self._note(number, part)
        self._allows = [part.allows if isinstance(part, _Row) else bool for part in self._parts]

    def _add(self, test: _Test) -> int:
        """Adds the parts of a constraint; their bits."""
        first = len(self._parts)
        self._parts += _conjuncts(test)
        return (1 << len(self._parts)) - (1 << first)

    def _note(self, number: int, part: _Test) -> None:
        if isinstance(part, _Row) and not part.products:
            for place, factor in part.terms:
                self._sums[place].append((number, factor))
        else:
            for place in sorted(_places(part)):
                self._others[place].append(number)

    def example(self, values: Mapping[str, Fraction]) -> Example:
        """Values as an example."""
        return self._example(
            [
                int(values[name]) if whole else values[name]
                for name, whole in zip(self._names, self._whole, strict=True)
            ]
        )

    def misses(self, example: Example, chosen: int) -> bool:
        """Whether some of the chosen statements, or a rule, does not hold."""
        return bool(example.missed & (self._parts_of(chosen) | self._rules))

    def overlaid(self, example: Example, values: Mapping[str, Fraction], chosen: int) -> Example:
        """An example with other values for the unknowns of the chosen statements."""
        known = list(example.values)
        for number in numbers_in(self._parts_of(chosen)):
            for place in _places(self._parts[number]):
                value = values[self._names[place]]
                known[place] = int(value) if self._whole[place] else value
        return self._example(known)

    def _example(self, values: list[Value]) -> Example:
        totals = [part.total(values) if isinstance(part, _Row) else _NO_SUM for part in self._parts]
        missed = mask(n for n, part in enumerate(self._parts) if not part.holds(values))
        return self._made(values, totals, missed)

    def _made(self, values: list[Value], totals: list[Value], missed: int) -> Example:
        broken = mask(number for number, parts in enumerate(self._stated) if parts & missed)
        return Example(tuple(values), tuple(totals), missed, broken)

    def _parts_of(self, chosen: int) -> int:
        return sum(self._stated[number] for number in numbers_in(chosen))

    def beside(self, example: Example, chosen: int) -> Example | None:
        """An example near another one in which all that are chosen hold; None where none is seen.

        It breaks as few statements as can be had by changing one value at a time.
        """
        search = _Search(self, example, self._parts_of(chosen) | self._rules)
        search.mend(example.missed)
        return search.settled()

    def settled(self, example: Example, chosen: int) -> Example:
        """One that breaks fewer statements, if one change after the other leads there."""
        search = _Search(self, replace(example, missed=0), self._parts_of(chosen) | self._rules)
        search.mend(example.missed)
        return search.settled() or example

    # --- one change at a time ---

    def changed(
        self, values: list[Value], totals: list[Value], place: int, value: Value, missed: int
    ) -> int:
        """Sets a value; the parts that are missed then, given those that were before."""
        by = value - values[place]
        values[place] = value
        for number, factor in self._sums[place]:
            total = totals[number] = totals[number] + factor * by
            if self._allows[number](total):
                missed &= ~(1 << number)
            else:
                missed |= 1 << number
        for number in self._others[place]:
            if self._parts[number].holds(values):
                missed &= ~(1 << number)
            else:
                missed |= 1 << number
        return missed

    def ways(self, number: int, values: list[Value]) -> list[tuple[int, Value]]:
        """Values, one place each, that would make a missed part hold, or try to."""
        return [
            (place, value)
            for place, value in _ways(self._parts[number], values, self._whole)
            if value != values[place] and (self._least[place] is None or value >= 0)
        ]

    def made(self, values: list[Value], totals: list[Value], missed: int) -> Example:
        """An example of all that is known of it."""
        return self._made(values, totals, missed)


class _Search:
    """Looks for one example near another one, in which all `wanted` parts hold."""

    def __init__(self, nearby: Nearby, example: Example, wanted: int) -> None:
        self._nearby = nearby
        self._values = list(example.values)
        self._totals = list(example.totals)
        self._wanted = wanted
        self._start = example.missed
        self._changed: list[int] = []
        self._tries = NEARBY_TRIES
        self._best: tuple[int, list[Value], list[Value], int] | None = None

    def mend(self, missed: int) -> None:
        """Changes values until all that are wanted hold, in every way that few changes allow."""
        wrong = missed & self._wanted
        if not wrong:
            count = missed.bit_count()
            if self._best is None or count < self._best[0]:
                self._best = (count, self._values.copy(), self._totals.copy(), missed)
            return
        if len(self._changed) == NEARBY_CHANGES:
            return
        values, totals = self._values, self._totals
        first = (wrong & -wrong).bit_length() - 1
        for place, value in self._nearby.ways(first, values):
            if place in self._changed:
                continue
            if not self._tries:
                return
            self._tries -= 1
            before = values[place]
            self._changed.append(place)
            self.mend(self._nearby.changed(values, totals, place, value, missed))
            self._changed.pop()
            self._nearby.changed(values, totals, place, before, 0)

    def settled(self) -> Example | None:
        """The best that was found, and then with fewer missed while one change makes them fewer.

        Only what was not missed at the start is tried.
        """
        if self._best is None:
            return None
        _, values, totals, missed = self._best
        better: int | None = missed
        while better is not None:
            missed = better
            better = self._fewer(values, totals, missed)
        return self._nearby.made(values, totals, missed)

    def _fewer(self, values: list[Value], totals: list[Value], missed: int) -> int | None:
        count = missed.bit_count()
        for number in numbers_in(missed & ~self._start):
            for place, value in self._nearby.ways(number, values):
                before = values[place]
                found = self._nearby.changed(values, totals, place, value, missed)
                if not found & self._wanted and found.bit_count() < count:
                    return found
                self._nearby.changed(values, totals, place, before, 0)
        return None


# --- tests -----------------------------------------------------------------------------------


def _test(constraint: Constraint, places: Mapping[str, int]) -> _Test:
    match constraint:
        case Compare(polynomial, relation):
            scale = lcm(*(factor.denominator for _, factor in polynomial.terms), 1)
            terms, products, constant = [], [], 0
            for key, factor in polynomial.terms:
                whole = int(factor * scale)
                if not key:
                    constant = whole
                elif len(key) == 1:
                    terms.append((places[key[0]], whole))
                else:
                    products.append((tuple(places[name] for name in key), whole))
            return _Row(tuple(terms), tuple(products), constant, relation)
        case All(parts):
            tests = [_test(part, places) for part in parts]
            return _Every(tuple(t for one in tests for t in _conjuncts(one)))
        case Any(parts):
            return _Some(tuple(_test(part, places) for part in parts))
        case Not(part):
            return _Denied(_test(part, places))


def _conjuncts(test: _Test) -> tuple[_Test, ...]:
    return test.parts if isinstance(test, _Every) else (test,)


def _places(test: _Test) -> set[int]:
    match test:
        case _Row(terms, products):
            return {place for place, _ in terms} | {p for places, _ in products for p in places}
        case _Every(parts) | _Some(parts):
            return {place for part in parts for place in _places(part)}
        case _Denied(part):
            return _places(part)


def _ways(test: _Test, values: list[Value], whole: list[bool]) -> Iterator[tuple[int, Value]]:
    match test:
        case _Row(terms, products):
            if not products:
                total = test.total(values)
                for place, factor in terms:
                    value = values[place]
                    yield place, _moved(value, total, factor, test.relation, whole=whole[place])
        case _Every(parts):
            for part in parts:
                if not part.holds(values):
                    yield from _ways(part, values, whole)
        case _Some(parts):
            for part in parts:
                yield from _ways(part, values, whole)
        case _Denied():
            return


def _moved(value: Value, total: Value, factor: int, relation: Relation, *, whole: bool) -> Value:
    """The value with which a sum, now `total`, stands to zero as it should, or about so."""
    if relation in {Relation.LESS, Relation.UNEQUAL}:
        total += 1
    if not whole:
        return value - Fraction(total) / factor
    return value + (-total // factor if factor > 0 else -(-total // -factor))
