"""One sum of figures that a number cannot go beyond, where no chain of single steps reaches it.

What is said is a list of linear inequalities. Some sum of them, each taken some number of times,
has the wanted number on its left and a bound on its right; the best is found by the simplex method
in exact fractions (Dantzig 1951, with the rule of Bland 1977 against circles).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from checker.findings.relations import ADD_UP, NAMES, POSITIVE, Ground, Said, is_empty
from checker.frozen import dataclass
from checker.language.algebra import ONE, ZERO, Polynomial
from checker.language.intervals import Interval


@dataclass(frozen=True, slots=True)
class Combination:
    """The number of `last` is in `value`, since each of `taken` holds, so many times each.

    All are written in groups of members that nothing tells apart, `form` that of `last`. `because`
    are the places of statements that leave some groups empty.
    """

    last: Said
    form: Polynomial
    value: Interval
    taken: tuple[tuple[Said, Fraction], ...]
    because: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """`form` is at most `most`, less than it if `open`; taken from `said` times `sign`."""

    form: Polynomial
    most: Fraction
    open: bool
    said: Said
    sign: Fraction


def combine(ground: Ground) -> Combination | None:
    """The sum that rules out the first member's figure, if there is one to be told."""
    lasts = [said for said in ground.stated if said.member == 0 and _is_plain(said)]
    if not lasts:
        return None
    groups = _Groups(ground)
    if groups.count > _MOST_GROUPS:
        return None
    rows = [row for said in groups.saids() for row in _rows(said)]
    for last in lasts:
        form = groups.form(last.numerator)
        for sign in (ONE, -ONE):
            found = _bound(form, sign, rows)
            if found is not None and not found[0].meets(last.interval):
                return Combination(last, form, *found, groups.because)
    return None


_MOST_GROUPS = 120
"""Groups beyond which no sum is looked for."""


class _Groups:
    """Numbers as sums of groups that they do not tell apart, without those that are empty."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        emptying = {
            name: said.member
            for said in ground.stated
            if said.member and is_empty(said)
            for name in said.names & ground.extents.cells.keys()
        }
        self.because = tuple(sorted(set(emptying.values())))
        cells = ground.extents.cells
        empty = frozenset[str]().union(*(cells[name] for name in emptying))
        seen = {name for said in ground.stated for name in said.names} - emptying.keys()
        told = sorted((seen & cells.keys()) | ground.extents.names.keys())
        inside: dict[str, list[str]] = {}
        for name in told:
            for cell in cells[name] - empty:
                inside.setdefault(cell, []).append(name)
        self._parts: dict[str, set[str]] = {name: set() for name in cells}
        self._positive: set[str] = set()
        for names in inside.values():
            group = f"group in {' and '.join(names)}"
            for name in names:
                self._parts[name].add(group)
            if not ground.extents.positive.isdisjoint(names):
                self._positive.add(group)
        self.count = len({tuple(names) for names in inside.values()})

    def form(self, polynomial: Polynomial) -> Polynomial:
        """A polynomial in groups, as far as its numbers have some."""
        total = Polynomial()
        for key, factor in polynomial.terms:
            name = key[0]
            own = Polynomial.measure(name)
            parts = Polynomial.sum(self._parts[name]) if name in self._parts else own
            total += parts.scaled(factor)
        return total

    def saids(self) -> Iterator[Said]:
        """What is said beside the first member, in groups."""
        for said in self._ground.stated:
            if said.member and _is_plain(said) and not is_empty(said):
                yield replace(said, numerator=self.form(said.numerator))
        for said in self._ground.rules:
            known = said.names <= self._parts.keys()
            listed = said.rule == NAMES
            if said.rank is None and said.sum is None and _is_plain(said) and (listed or not known):
                yield replace(said, numerator=self.form(said.numerator))
        for group in sorted(self._positive):
            yield Said(Polynomial.measure(group), POSITIVE, rule=ADD_UP)


def _is_plain(said: Said) -> bool:
    """Whether it is a sum of numbers."""
    return said.denominator is None and all(len(key) == 1 for key, _ in said.numerator.terms)


def _rows(said: Said) -> Iterator[_Row]:
    high, low = said.interval.high, said.interval.low
    if high is not None:
        yield _Row(said.numerator, high, said.interval.high_open, said, ONE)
    if low is not None:
        yield _Row(-said.numerator, -low, said.interval.low_open, said, -ONE)


def _bound(
    form: Polynomial, sign: Fraction, rows: Sequence[_Row]
) -> tuple[Interval, tuple[tuple[Said, Fraction], ...]] | None:
    """The most that a number, times a sign, can be, and how often each row is taken for that."""
    times = _least(form.scaled(sign), rows)
    if times is None:
        return None
    taken = [(row, factor) for row, factor in zip(rows, times, strict=True) if factor]
    most = sum((row.most * factor for row, factor in taken), ZERO)
    is_open = any(row.open for row, _ in taken)
    value = Interval(None, most, high_open=is_open).scaled(sign)
    return value, tuple((row.said, row.sign * factor * sign) for row, factor in taken)


def _least(target: Polynomial, rows: Sequence[_Row]) -> list[Fraction] | None:
    """How often to take each row for the least bound on the target; None if there is none."""
    names = sorted(target.names.union(*(row.form.names for row in rows)))
    forms = [dict(row.form.terms) for row in rows]
    wanted = dict(target.terms)
    lines = [[*(form.get((n,), ZERO) for form in forms), wanted.get((n,), ZERO)] for n in names]
    scale = lcm(*(value.denominator for line in lines for value in line))
    whole = [_whole(line, -scale if line[-1] < 0 else scale) for line in lines]
    simplex = _Simplex(whole, len(rows))
    if not simplex.start():
        return None
    costs = [row.most for row in rows]
    return simplex.least(_whole(costs, lcm(*(cost.denominator for cost in costs))))


def _whole(values: Iterable[Fraction], scale: int) -> list[int]:
    """Values times a multiple of all their denominators."""
    return [value.numerator * (scale // value.denominator) for value in values]


class _Simplex:
    """Minimises a cost over numbers that are not negative and solve some equations.

    All numbers of the table are whole, over one divisor (Edmonds 1967). Each equation has a number
    of its own to begin with, which is nought in the end.
    """

    def __init__(self, lines: list[list[int]], columns: int) -> None:
        count = len(lines)
        self._columns = columns
        self._lines = [
            [*line[:-1], *(int(place == at) for place in range(count)), line[-1]]
            for at, line in enumerate(lines)
        ]
        self._divisor = 1
        self._basis = list(range(self._columns, self._columns + count))

    def start(self) -> bool:
        """Find any solution."""
        count = len(self._lines)
        self._run([0] * self._columns + [1] * count, self._columns + count)
        left = (line[-1] for line in self._lines)
        if any(at >= self._columns and v for at, v in zip(self._basis, left, strict=True)):
            return False
        for place, at in enumerate(self._basis):
            if at >= self._columns:
                line = self._lines[place]
                column = next((c for c in range(self._columns) if line[c]), None)
                if column is not None:
                    self._pivot(place, column)
        return True

    def least(self, costs: Sequence[int]) -> list[Fraction] | None:
        """The cheapest solution; None where there is no end."""
        if not self._run([*costs, *(0 for _ in self._lines)], self._columns):
            return None
        found = [ZERO] * self._columns
        for at, line in zip(self._basis, self._lines, strict=True):
            if at < self._columns:
                found[at] = Fraction(line[-1], self._divisor)
        return found

    def _run(self, costs: Sequence[int], columns: int) -> bool:
        prices = [cost * self._divisor for cost in (*costs, 0)]
        for at, line in zip(self._basis, self._lines, strict=True):
            if costs[at]:
                prices = [price - costs[at] * v for price, v in zip(prices, line, strict=True)]
        while True:
            entering = next((c for c in range(columns) if prices[c] < 0), None)
            if entering is None:
                return True
            leaving = self._leaving(entering)
            if leaving is None:
                return False
            prices = self._cleared(prices, self._lines[leaving], entering)
            self._pivot(leaving, entering)

    def _leaving(self, column: int) -> int | None:
        ratios = [
            (Fraction(line[-1], line[column]), at, place)
            for place, (at, line) in enumerate(zip(self._basis, self._lines, strict=True))
            if line[column] > 0
        ]
        return min(ratios)[2] if ratios else None

    def _pivot(self, place: int, column: int) -> None:
        own = self._lines[place]
        if own[column] < 0:
            own = [-value for value in own]
        self._lines = [
            own if at == place else self._cleared(line, own, column)
            for at, line in enumerate(self._lines)
        ]
        self._divisor = own[column]
        self._basis[place] = column

    def _cleared(self, line: Sequence[int], own: Sequence[int], column: int) -> list[int]:
        """A line less so much of another that nothing is left in a column."""
        factor, by, divisor = own[column], line[column], self._divisor
        if not by:
            return [value * factor // divisor for value in line]
        return [
            (a * factor - by * b) // divisor if b else a * factor // divisor
            for a, b in zip(line, own, strict=True)
        ]
