"""Small random problems with shares, and all worlds in which they could hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from random import Random

from checker.algebra.intervals import Interval

COLOURS = ("red", "blue", "green")
AGES = ("old", "young")
NOW, BEFORE = "2011", "2010"

Cell = tuple[str, ...]
World = dict[str, dict[Cell, int]]
"""How many people of each kind there are in each year."""
Value = Callable[[World], Fraction | None]
"""A value in a world; None where it has none there, as the share of nobody."""


@dataclass(frozen=True)
class Said:
    """A statement: its words, the value that its figure is of, and what the figure leaves to it.

    A statement without a figure compares two values by themselves.
    """

    text: str
    value: Value
    meant: Interval
    figure: bool = True

    def holds(self, world: World) -> bool:
        """Whether it is so."""
        value = self.value(world)
        return value is not None and value in self.meant


@dataclass(frozen=True)
class Problem:
    """Statements about few people, what else is asked, and every world that the bounds allow."""

    vocabulary: dict[str, object]
    said: tuple[Said, ...]
    asked: tuple[tuple[str, Value], ...]
    worlds: tuple[World, ...]


@dataclass(frozen=True)
class Group:
    """People with some values, as words and as kinds of people."""

    words: str
    cells: frozenset[Cell]

    def size(self, year: str) -> Value:
        """How many they are in a year."""
        return lambda world: Fraction(sum(world[year][cell] for cell in self.cells))

    @property
    def inside(self) -> str:
        """The words where a single thing stands."""
        return f"({self.words})" if " " in self.words else self.words


class Drawer:
    """Draws one problem; what it prints is mostly true of one of the worlds, rounded."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._colours = COLOURS[: random.choice((2, 2, 3))]
        self._ages = AGES if random.random() < 0.6 else ()
        self._years = (NOW, BEFORE) if random.random() < 0.6 else (NOW,)
        cells = (
            tuple(product(self._colours, self._ages))
            if self._ages
            else tuple((colour,) for colour in self._colours)
        )
        self._cells = cells
        most = 9 if len(self._years) == 1 else 6 if len(cells) < 4 else 4 if len(cells) < 6 else 3
        self._most = {year: random.randint(min(3, most), most) for year in self._years}
        self._worlds = tuple(
            dict(zip(self._years, filled, strict=True))
            for filled in product(*(_filled(cells, self._most[year]) for year in self._years))
        )
        self._true = random.choice(self._worlds)

    def problem(self) -> Problem:
        """A problem whose first statements bound how many people there are."""
        random = self._random
        everybody = self._everybody
        bounds = [
            Said(
                f"people@{year} = at most {most}",
                everybody.size(year),
                Interval(None, Fraction(most)),
            )
            for year, most in self._most.items()
        ]
        said = [self._statement() for _ in range(random.randint(2, 5))]
        asked = [self._value() for _ in range(2)]
        return Problem(self._vocabulary, (*bounds, *said), tuple(asked), self._worlds)

    @property
    def _vocabulary(self) -> dict[str, object]:
        attributes: dict[str, object] = {"colour": {"of": "people", "values": [*self._colours]}}
        if self._ages:
            attributes["age"] = {"of": "people", "values": [*self._ages]}
        return {"populations": {"people": {}}, "attributes": attributes}

    # --- groups and values ---

    @property
    def _everybody(self) -> Group:
        return Group("people", frozenset(self._cells))

    def _group(self) -> Group:
        random = self._random
        one = self._single()
        if random.random() < 0.6:
            return one
        other = self._single()
        if other.words == one.words:
            return one
        if self._ages and random.random() < 0.7 and one.cells & other.cells:
            return Group(f"{one.words} and {other.words}", one.cells & other.cells)
        return Group(f"{one.words} or {other.words}", one.cells | other.cells)

    def _single(self) -> Group:
        word = self._random.choice((*self._colours, *self._ages))
        return Group(word, frozenset(cell for cell in self._cells if word in cell))

    def _share(self) -> tuple[str, Callable[[str], Value]]:
        part = self._group()
        whole = self._everybody if self._random.random() < 0.6 else self._group()
        both = Group("", part.cells & whole.cells)
        if not part.cells <= whole.cells:
            part = Group(f"{part.inside} and {whole.inside}", both.cells)

        def value(year: str) -> Value:
            return _ratio(part.size(year), whole.size(year))

        return f"share of {part.inside} in {whole.inside}", value

    def _year(self) -> str:
        return self._random.choice(self._years)

    def _value(self) -> tuple[str, Value]:
        """A value to ask for."""
        random, year = self._random, self._year()
        kind = random.random()
        words, share = self._share()
        if kind < 0.5:
            return f"({words})@{year}", share(year)
        if kind < 0.8:
            more, other = self._share()
            last = self._year()
            sign, value = ("-", _less) if kind < 0.65 else ("/", _ratio)
            return f"({words})@{year} {sign} ({more})@{last}", value(share(year), other(last))
        group = self._group()
        return f"{group.inside}@{year}", group.size(year)

    # --- statements ---

    def _statement(self) -> Said:
        draw = self._random.choice(
            (
                *(self._count, self._count, self._part),
                *(self._plain, self._plain, self._plain),
                *(self._change, self._multiple, self._more),
            )
        )
        return draw()

    def _printed(self, value: Value, wrong: Fraction) -> Fraction:
        """What to print of a value: that of the true world, or something else."""
        true = value(self._true)
        if true is None or self._random.random() < 0.25:
            return wrong
        return true

    def _count(self) -> Said:
        random, year = self._random, self._year()
        group = self._everybody if random.random() < 0.2 else self._group()
        value = group.size(year)
        number = int(self._printed(value, Fraction(random.randint(1, self._most[year]))))
        word, meant = random.choice(
            (
                ("", Interval.point(number)),
                ("", Interval.point(number)),
                ("at least ", Interval(Fraction(number), None)),
                ("at most ", Interval(None, Fraction(number))),
            )
        )
        return Said(f"{group.inside}@{year} = {word}{number}", value, meant)

    def _percent(self, value: Value) -> tuple[str, Interval]:
        random = self._random
        printed = self._printed(value, Fraction(random.randint(1, 99), 100))
        number = round(printed * 100)
        word = random.choice(("", "", "", "at least ", "more than ", "at most ", "less than "))
        low, high = (number - Fraction(1, 2)) / 100, (number + Fraction(1, 2)) / 100
        there = Fraction(number, 100)
        meant = {
            "": Interval(low, high),
            "at least ": Interval(there, None),
            "more than ": Interval(there, None, low_open=True),
            "at most ": Interval(None, there),
            "less than ": Interval(None, there, high_open=True),
        }[word]
        return f"{word}{number}%", meant

    def _plain(self) -> Said:
        year = self._year()
        words, share = self._share()
        shown, meant = self._percent(share(year))
        return Said(f"({words})@{year} = {shown}", share(year), meant)

    def _part(self) -> Said:
        year, group, whole = self._year(), self._group(), self._group()
        value = _ratio(group.size(year), whole.size(year))
        shown, meant = self._percent(value)
        return Said(f"{group.inside}@{year} = {shown} of {whole.inside}@{year}", value, meant)

    def _two(self) -> tuple[str, str, Value, Value]:
        """Two shares: of the same in two years, or of two things in one."""
        words, share = self._share()
        if len(self._years) > 1 and self._random.random() < 0.6:
            return f"({words})@{NOW}", f"({words})@{BEFORE}", share(NOW), share(BEFORE)
        year = self._year()
        more, other = self._share()
        return f"({words})@{year}", f"({more})@{year}", share(year), other(year)

    def _change(self) -> Said:
        first, second, one, other = self._two()
        printed = self._printed(_less(one, other), Fraction(self._random.randint(-30, 30), 100))
        points = round(abs(printed) * 100)
        meant = Interval((points - Fraction(1, 2)) / 100, (points + Fraction(1, 2)) / 100)
        way = "down" if printed < 0 else "up"
        value = _less(other, one) if printed < 0 else _less(one, other)
        return Said(f"{first} = {points} points {way} on {second}", value, meant)

    def _multiple(self) -> Said:
        first, second, one, other = self._two()
        value = _ratio(one, other)
        times = max(2, round(self._printed(value, Fraction(2))))
        meant = Interval(times * Fraction(19, 20), times * Fraction(21, 20))
        return Said(f"{first} = {times} times {second}", value, meant)

    def _more(self) -> Said:
        first, second, one, other = self._two()
        value = _less(one, other)
        above = Interval(Fraction(0), None, low_open=True)
        return Said(f"{first} > {second}", value, above, figure=False)


def _ratio(part: Value, whole: Value) -> Value:
    def value(world: World) -> Fraction | None:
        top, base = part(world), whole(world)
        return top / base if top is not None and base else None

    return value


def _less(one: Value, other: Value) -> Value:
    def value(world: World) -> Fraction | None:
        first, second = one(world), other(world)
        return None if first is None or second is None else first - second

    return value


@lru_cache(maxsize=64)
def _filled(cells: tuple[Cell, ...], most: int) -> tuple[dict[Cell, int], ...]:
    """Every way to have at most so many people of some kinds."""
    return tuple(dict(zip(cells, counts, strict=True)) for counts in _counts(len(cells), most))


def _counts(kinds: int, most: int) -> Iterator[tuple[int, ...]]:
    if kinds == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in _counts(kinds - 1, most - first):
            yield (first, *rest)


def problem(number: int) -> Problem:
    """The problem of a number, always the same."""
    return Drawer(Random(number)).problem()
