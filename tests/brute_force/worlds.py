"""Small vocabularies and every world that they allow, each member and each amount written out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from checker.language.lexicon import (
    Attribute,
    Definition,
    Lexicon,
    NamedPeriod,
    Place,
    Population,
    Quantity,
)

ELSEWHERE = "elsewhere"
"""The leaf outside all declared places."""


@dataclass(frozen=True)
class Trait:
    """An attribute. Exclusive unless `many`; with `open` a member may have no listed value.

    With `numbers` its values are those from 0 up to that, the last for all from there on.
    """

    name: str
    ordered: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    many: bool = False
    open: bool = False
    numbers: int = 0

    @property
    def values(self) -> tuple[str, ...]:
        if self.numbers:
            return tuple(str(number) for number in range(self.numbers + 1))
        return self.ordered + self.also

    def words(self) -> Iterator[tuple[str, frozenset[str]]]:
        """What may be said of members by this attribute, and the values meant."""
        if not self.numbers:
            yield from ((value, frozenset({value})) for value in self.values)
            return
        for low in range(self.numbers):
            for high in range(low, self.numbers):
                yield f"{self.name} {low}..{high}", frozenset(self.values[low : high + 1])
            yield f"({self.name} {low})", frozenset({str(low)})
            yield f"{self.name} over {low}", frozenset(self.values[low + 1 :])
            yield f"{self.name} {low}+", frozenset(self.values[low:])
            yield f"{self.name} {low} or under", frozenset(self.values[: low + 1])
        yield f"{self.name} under {self.numbers}", frozenset(self.values[: self.numbers])

    def held(self) -> tuple[frozenset[str], ...]:
        """What a member can have at one time."""
        if self.many:
            chosen = product((False, True), repeat=len(self.values))
            return tuple(
                frozenset(v for v, has in zip(self.values, row, strict=True) if has)
                for row in chosen
            )
        one = tuple(frozenset({value}) for value in self.values)
        return (*one, frozenset()) if self.open else one


@dataclass(frozen=True)
class People:
    """A population with at most `most` members in each period, some of whom have names."""

    name: str
    traits: tuple[Trait, ...] = ()
    names: tuple[str, ...] = ()
    most: int = 3
    place: str | None = None
    never_empty: bool = False


@dataclass(frozen=True)
class Number:
    """A quantity of whole things, at most `most` in each period."""

    name: str
    most: int = 3
    least: int = 0
    place: str | None = None


@dataclass(frozen=True)
class Shape:
    """A vocabulary. `places` are (name, parts, open), the largest last."""

    periods: tuple[str, ...]
    people: tuple[People, ...] = ()
    numbers: tuple[Number, ...] = ()
    places: tuple[tuple[str, tuple[str, ...], bool], ...] = ()
    define: tuple[tuple[str, str, str, frozenset[str]], ...] = ()
    """Name, text, population, and the values (of one exclusive attribute) that belong to it."""

    def leaves(self, place: str | None) -> frozenset[str]:
        """The smallest areas of a place; of no place all that there are."""
        if place is None:
            every = {leaf for name, _, _ in self.places for leaf in self.leaves(name)}
            return frozenset({*every, ELSEWHERE})
        for name, parts, is_open in self.places:
            if name == place:
                inner = {leaf for part in parts for leaf in self.leaves(part)}
                return frozenset({*inner, f"the rest of {name}"} if is_open else inner)
        return frozenset({place})

    @property
    def place_names(self) -> tuple[str, ...]:
        found = dict.fromkeys(n for name, parts, _ in self.places for n in (name, *parts))
        return tuple(found)

    def lexicon(self) -> Lexicon:
        """The same as the package's vocabulary."""
        return Lexicon(
            populations={
                p.name: Population(p.name, place=p.place, never_empty=p.never_empty)
                for p in self.people
            },
            attributes={
                t.name: Attribute(
                    t.name, p.name, t.ordered, t.also, t.many, t.open, numbers=t.numbers > 0
                )
                for p in self.people
                for t in p.traits
            },
            quantities={
                n.name: Quantity(
                    n.name,
                    counts="things",
                    not_negative=True,
                    never_zero=n.least > 0,
                    place=n.place,
                )
                for n in self.numbers
            },
            definitions={name: Definition(name, text) for name, text, _, _ in self.define},
            places={name: Place(name, parts, is_open) for name, parts, is_open in self.places},
            periods={
                name: NamedPeriod(name, date(int(name[:4]), 4, 1), date(int(name[:4]) + 1, 3, 31))
                for name in self.periods
                if "/" in name
            },
            members={n: n for p in self.people for n in p.names},
        )

    def everywhere(self, place: str | None) -> str | None:
        """The place that holds all others, for what has a place of its own."""
        return self.places[-1][0] if place is not None else None

    def limits(self) -> Iterator[str]:
        """Statements that keep every world small; they are no part of what is checked."""
        for mark in (f"@{period}" if period else "" for period in self.periods):
            things: tuple[People | Number, ...] = (*self.people, *self.numbers)
            for thing in things:
                place = self.everywhere(thing.place)
                name = thing.name + mark + (f"[{place}]" if place else "")
                yield f"{name} <= {thing.most}"
                if isinstance(thing, Number) and thing.least:
                    yield f"{name} >= {thing.least}"


# --- members ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """Where a member is in a period and what it has there, attribute by attribute."""

    leaf: str
    values: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Member:
    """A member with a state for each period, None where it does not exist."""

    people: People
    name: str | None
    states: tuple[State | None, ...]


def members(shape: Shape, people: People) -> tuple[Member, ...]:
    """Every kind of member; named ones may exist in no period at all."""
    leaves = sorted(shape.leaves(shape.everywhere(people.place)))
    there = [
        State(leaf, values)
        for leaf in leaves
        for values in product(*(trait.held() for trait in people.traits))
    ]
    kinds = list(product((None, *there), repeat=len(shape.periods)))
    named = [Member(people, name, states) for name in people.names for states in kinds]
    return (*named, *(Member(people, None, s) for s in kinds if any(s)))


def _populated(shape: Shape, people: People, kinds: tuple[Member, ...]) -> list[tuple[int, ...]]:
    """Every world of one population: which kinds of members there are, as indices into `kinds`."""
    found: list[tuple[int, ...]] = []
    exists = [tuple(int(state is not None) for state in kind.states) for kind in kinds]
    anonymous = [i for i, kind in enumerate(kinds) if kind.name is None]
    by_name = [[i for i, kind in enumerate(kinds) if kind.name == n] for n in people.names]

    def add(chosen: tuple[int, ...], room: tuple[int, ...], first: int) -> None:
        if not people.never_empty or all(left < people.most for left in room):
            found.append(chosen)
        for position in range(first, len(anonymous)):
            kind = anonymous[position]
            left = tuple(a - b for a, b in zip(room, exists[kind], strict=True))
            if min(left) >= 0:
                add((*chosen, kind), left, position)

    for named in product(*by_name):
        taken = (people.most,) * len(shape.periods)
        for kind in named:
            taken = tuple(a - b for a, b in zip(taken, exists[kind], strict=True))
        if min(taken) >= 0:
            add(named, taken, 0)
    return found


# --- worlds ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sized:
    """An unknown: how many members of some kinds there are (bit i for kind i)."""

    people: str
    kinds: int


@dataclass(frozen=True)
class Amounted:
    """An unknown: a quantity in a period over some leaves."""

    number: str
    period: str
    leaves: frozenset[str]


Unknown = Sized | Amounted


class Space:
    """Every world of a shape. A world is one choice for each population and quantity."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.kinds = {p.name: members(shape, p) for p in shape.people}
        self._axes: dict[str, list[tuple[int, ...]]] = {
            p.name: _populated(shape, p, self.kinds[p.name]) for p in shape.people
        }
        self._cells: dict[str, list[tuple[str, str]]] = {}
        for number in shape.numbers:
            leaves = sorted(shape.leaves(shape.everywhere(number.place)))
            self._cells[number.name] = [(p, leaf) for p in shape.periods for leaf in leaves]
            self._axes[number.name] = list(_filled(number, len(shape.periods), len(leaves)))
        self.size = 1
        for axis in self._axes.values():
            self.size *= len(axis)
        self._columns: dict[Unknown, list[int]] = {}

    def column(self, unknown: Unknown) -> list[int]:
        """The unknown's value in each world."""
        if unknown not in self._columns:
            match unknown:
                case Sized(name, kinds):
                    inside = [kinds >> i & 1 for i in range(len(self.kinds[name]))]
                    values = [sum(inside[i] for i in world) for world in self._axes[name]]
                    self._columns[unknown] = self._spread(name, values)
                case Amounted(name, period, leaves):
                    chosen = [
                        i
                        for i, (when, leaf) in enumerate(self._cells[name])
                        if when == period and leaf in leaves
                    ]
                    values = [sum(world[i] for i in chosen) for world in self._axes[name]]
                    self._columns[unknown] = self._spread(name, values)
        return self._columns[unknown]

    def _spread(self, name: str, values: list[int]) -> list[int]:
        """From one choice's values to those of all worlds, the first choice varying slowest."""
        before = after = 1
        passed = False
        for axis, worlds in self._axes.items():
            if axis == name:
                passed = True
            elif passed:
                after *= len(worlds)
            else:
                before *= len(worlds)
        return [value for _ in range(before) for value in values for _ in range(after)]


def _filled(number: Number, periods: int, leaves: int) -> Iterator[tuple[int, ...]]:
    one = [
        row
        for row in product(range(number.most + 1), repeat=leaves)
        if number.least <= sum(row) <= number.most
    ]
    for rows in product(one, repeat=periods):
        yield tuple(value for row in rows for value in row)


@lru_cache(maxsize=64)
def space(shape: Shape) -> Space:
    """The worlds of a shape, listed once."""
    return Space(shape)
