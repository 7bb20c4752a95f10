"""What a topic's vocabulary declares, as frozen values that know nothing of files."""

from dataclasses import field
from datetime import date
from enum import Enum
from functools import cached_property

from checker.frozen import dataclass


class Running(Enum):
    """How a tally is known that later reports restate."""

    EITHER_WAY = "true"
    RISING = "rising"


@dataclass(frozen=True, slots=True)
class Population:
    """Things that are counted: councils, people; meant in `place` where none is printed.

    Where it is `running`, each report tells of members of its own.
    """

    name: str
    means: str = ""
    place: str | None = None
    never_empty: bool = False
    running: Running | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """What each member of a population has.

    Exclusive (the usual case): one value at a time, out of `ordered` (best first) and `also`.
    `many`: any number of them at a time. `open`: values that are not listed exist. `numbers`: in
    place of listed values a whole number, 0 or more, one at a time. `running`: each report tells of
    values of its own. `phrase` is how a value is read behind its members: `rated {value}`.
    """

    name: str
    of: str
    ordered: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    many: bool = False
    open: bool = False
    means: str = ""
    numbers: bool = False
    running: Running | None = None
    phrase: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """Every listed value, the ordered ones first, best to worst."""
        return self.ordered + self.also


PER_CENT = frozenset({"%", "per cent", "percent", "pc", "percentage"})
"""Units of quantities that are percentages."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is no set of named members: money, births, rainfall.

    `counts` names what is counted (then it is whole, and not negative unless the vocabulary says
    that it may be); `unit` a unit of measure.
    `adds_up` is false for what cannot be added over places, such as a price; `flow` is true for
    what happens over a span, so that its amounts add up over the parts of the span. A `running` one
    is restated by later reports, each of which tells of an amount of its own.
    """

    name: str
    unit: str | None = None
    counts: str | None = None
    means: str = ""
    adds_up: bool = True
    not_negative: bool = False
    never_zero: bool = False
    place: str | None = None
    flow: bool = False
    running: Running | None = None

    @property
    def is_percentage(self) -> bool:
        """Whether it is itself in per cent, as a rate of interest is; `3%` is then 3/100."""
        return (self.unit or "").casefold() in PER_CENT


@dataclass(frozen=True, slots=True)
class Definition:
    """A name for a set, written in the language itself."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place and the parts it is made of; an open one has parts that are not listed."""

    name: str
    parts: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A span of days with a name; `first` and `last` are both inside it."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at one moment.

    What the vocabulary knows of it: the first and the last day it can be on, its minute of the day.
    """

    name: str
    first: date | None = None
    last: date | None = None
    minute: int | None = None
    means: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Everything that a formula of one topic may name.

    `aliases` maps another spelling to the declared name, for vocabulary words and places;
    `members` maps each declared spelling of a member's name to the one used in reports, `births`
    a member's name to the first and the last day on which it can have been born.
    """

    populations: dict[str, Population] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    periods: dict[str, NamedPeriod] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    births: dict[str, tuple[date, date]] = field(default_factory=dict)

    @cached_property
    def owners(self) -> dict[str, tuple[Attribute, ...]]:
        """The attributes that list each value."""
        found: dict[str, tuple[Attribute, ...]] = {}
        for name in sorted(self.attributes):
            attribute = self.attributes[name]
            for value in attribute.values:
                found[value] = (*found.get(value, ()), attribute)
        return found

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word that a formula may use as a name, sorted."""
        return tuple(
            sorted(
                {
                    *self.populations,
                    *self.quantities,
                    *self.definitions,
                    *self.events,
                    *self.owners,
                    *self.aliases,
                }
            )
        )

    def called(self, words: str) -> str | None:
        """What the vocabulary calls something that it explains with these words."""
        explained: list[Population | Quantity | Event] = [
            *self.populations.values(),
            *self.quantities.values(),
            *self.events.values(),
        ]
        plain = f" {words.casefold()} "
        return next((t.name for t in explained if plain in f" {t.means.casefold()} "), None)

    @cached_property
    def _leaves(self) -> dict[str, frozenset[str]]:
        leaves: dict[str, frozenset[str]] = {}
        waiting = sorted(self.places)
        while waiting:
            place = self.places.get(waiting[-1], Place(waiting[-1]))
            inner = [part for part in place.parts if part not in leaves]
            if inner:
                waiting += inner
                continue
            own = {f"the rest of {place.name}"} if place.open else set()
            parts = [leaves[part] for part in place.parts] or [frozenset({place.name})]
            leaves[waiting.pop()] = frozenset().union(own, *parts)
        return leaves

    def leaves(self, place: str) -> frozenset[str]:
        """The smallest areas that make up a place; an open place has one more, `the rest of …`.

        The loader has checked that places hold no circle.
        """
        return self._leaves.get(place, frozenset({place}))

    @cached_property
    def names_of_leaves(self) -> dict[frozenset[str], str]:
        """The first name of the places that are made of some smallest areas."""
        return {self.leaves(place): place for place in sorted(self.known_places, reverse=True)}

    @cached_property
    def known_places(self) -> frozenset[str]:
        """Every place that the vocabulary mentions."""
        named = set(self.places)
        named.update(part for place in self.places.values() for part in place.parts)
        named.update(p.place for p in self.populations.values() if p.place)
        named.update(q.place for q in self.quantities.values() if q.place)
        return frozenset(named)
