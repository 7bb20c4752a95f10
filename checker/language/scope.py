"""Where a formula is read: vocabulary, defaults of a claim, periods of the topic.

A scope is read. What formulas meet on the way, such as the measures that they speak of, is noted
apart from it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from checker.algebra.constraints import TRUE, Constraint, less, unequal
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import (
    Figure,
    Hedge,
    Kind,
    Reading,
    Widths,
    may_be_in_scale,
    reading,
    rounded_to,
    scale_of,
    threshold,
)
from checker.language.lexicon import Attribute, Definition, Event, Lexicon, Population, Quantity
from checker.language.measures import (
    Amount,
    Holds,
    Measure,
    Named,
    Planned,
    Present,
    Region,
    Size,
    Within,
    atoms,
    extent,
    meet,
)
from checker.language.mistakes import At, fail, undeclared
from checker.language.periods import (
    ALWAYS,
    Edition,
    Period,
    is_known,
    period_of,
    years_earlier,
)
from checker.language.ranges import Cases
from checker.language.spell import number
from checker.language.suggest import did_you_mean, nearest
from checker.language.things import InRange, Thing, Things, Value
from checker.limits import CONDITIONS, NESTED_CONDITIONS, NESTED_DEFINITIONS

_TURNED = str.maketrans("<>", "><")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a printed figure sits: it states `numerator`, or `numerator / denominator`.

    `interval` is the figure's reading; `relation` how the measured side stands to it. A report
    asks which values would fit there. With `age_in` the numerator is a birthday and the figure the
    age in that period.
    """

    figure: Figure
    interval: Interval
    numerator: Polynomial
    denominator: Polynomial | None
    relation: str = "="
    age_in: Period | None = None

    @property
    def meant(self) -> Interval:
        """The values that the comparison leaves to what stands beside the figure.

        What is less than 1 in 7 is one in more than 7.
        """
        said, relation = self.interval, self.relation
        if self.figure.kind is Kind.ONE_IN:
            relation = relation.translate(_TURNED)
        match relation:
            case ">":
                return Interval(said.low, None, low_open=True)
            case ">=":
                return Interval(said.low, None, said.low_open)
            case "<":
                return Interval(None, said.high, high_open=True)
            case "<=":
                return Interval(None, said.high, high_open=said.high_open)
            case _:
                return said


NO_EDITION = Edition("in no report")
"""What a line without an edition tells of a running thing; it is read in each edition instead."""


@dataclass(frozen=True, slots=True)
class Defined:
    """The set of a definition, with the periods and the running things that it meets."""

    region: Region
    used: set[Period]
    told: set[tuple[str, Edition]]


class Side(Protocol):
    """An expression, as far as a scope and what repeats a left side ask of it."""

    @property
    def actual(self) -> "Side":
        """The number itself, where this is what is expected of it."""

    def cases(self, scope: "Scope", /) -> Cases:
        """Its value as a range, by case."""

    def region(self, scope: "Scope", /) -> Region:
        """Its set of members."""

    def words(self, scope: "Scope", /) -> str:
        """Plain words."""

    def counted(self, scope: "Scope", /) -> str:
        """Plain words for its number."""


class Words(Things):
    """The words of one vocabulary, with what its definitions stand for; built once a topic."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.definitions: dict[str, Side] = {}
        self.defined: dict[tuple[object, ...], Defined] = {}
        """What definitions stand for in some period and place, since others may use them often."""


@dataclass(frozen=True)
class Met:
    """What was met as formulas were read.

    `measures` has what they speak of by name, `used` the periods, `told` the running things with
    the editions that tell of them, `supposed` what holds whether a formula is asserted or denied,
    `readings` each figure and its interval by where it stands.
    """

    measures: dict[str, Measure] = field(default_factory=dict)
    used: set[Period] = field(default_factory=set)
    told: set[tuple[str, Edition]] = field(default_factory=set)
    supposed: set[Constraint] = field(default_factory=set)
    readings: dict[int, tuple[Figure, Interval]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """Where a formula is read; `met` is what is noted as it is.

    `unit` is what figures were rounded to, None for their last printed digit. `period` and `place`
    are defaults; `shift` moves every period some years back (for `a year
    earlier`), `forced_period` and `forced_place` replace those of a repeated expression (`the
    same@2010`). `each` is the period that `@each` stands for at the moment, `subject` the left
    side and `left` its value. `exact` has the exact figures that the topic prints for a count.
    `edition` is the report that a running thing is known by, `topic_editions` all of the topic's
    for each running thing (None as long as they are not known). Under `threshold` (the sides of `<`
    and `>`) figures are limits, not readings; under `ratio` the left side is a part of a whole and
    `13%` may stand alone.
    """

    words: Words
    widths: Widths = Widths()
    convention: Reading = Reading.DEFAULT
    unit: Fraction | None = None
    period: Period | None = None
    place: str | None = None
    shift: int = 0
    forced_period: Period | None = None
    forced_place: str | None = None
    each: Period | None = None
    topic_periods: tuple[Period, ...] = ()
    edition: Edition | None = None
    topic_editions: Mapping[str, tuple[Edition, ...]] | None = None
    exact: Mapping[str, Collection[Fraction]] = field(default_factory=dict)
    subject: Side | None = None
    left: Polynomial | None = None
    threshold: bool = False
    ratio: bool = False
    met: Met = field(default_factory=Met)
    depth: int = 0

    def but(self, **changes: object) -> "Scope":
        """The same with other values of some fields: `replace`, without building each anew."""
        found = object.__new__(Scope)
        found.__dict__.update(self.__dict__, **changes)
        return found

    def noting(self, **apart: object) -> "Scope":
        """The same, where some of what is met is noted in a place of its own."""
        met = object.__new__(Met)
        met.__dict__.update(self.met.__dict__, **apart)
        return self.but(met=met)

    def aside(self) -> "Scope":
        """The same, where all that is met is noted in a place of its own."""
        return self.but(met=Met())

    # --- periods and places ---

    def find_period(self, name: str, at: At) -> Period:
        """The period of a name, or a mistake at its place."""
        found = period_of(name, self.words.lexicon.periods)
        if found is None:
            near = nearest(name, self.words.lexicon.periods)
            written = "a year (2011), a month (2011-07), a day (2011-07-08) or a named period"
            remedy = f"did you mean `{near}`?" if near else f"write {written}"
            raise fail(f"`{name}` is no period", at, remedy)
        return found

    def find_place(self, name: str, at: At) -> str:
        """The declared spelling of a place, or a mistake at its place."""
        found = self.words.place(name)
        if found is None:
            remedy = did_you_mean(name, self.words.lexicon.known_places)
            raise fail(
                f"`{name}` is no place of the vocabulary", at, remedy or "declare it under `places`"
            )
        return found

    def moved(self, period: Period, at: At) -> Period:
        """The period after `shift` and `forced_period`, noted as used."""
        if self.forced_period is not None:
            period = self.forced_period
        if self.shift:
            if period.first is None:
                raise fail(
                    "`a year earlier` needs a period to count from",
                    at,
                    "write `@2011` behind the name, or `period:` in the claim or under `defaults`",
                )
            earlier = years_earlier(period, self.shift, self.words.lexicon.periods)
            years = "a year" if self.shift == 1 else f"{self.shift} years"
            message = f"no named period lies {years} before {period.name}"
            if earlier is None:
                raise fail(message, at, "name the period itself with `@`")
            self.check_declared((earlier,), message, at)
            period = earlier
        self.met.used.add(period)
        return period

    def check_declared(self, periods: Iterable[Period], message: str, at: At) -> None:
        """A mistake with the lines to write for periods that the vocabulary should declare."""
        lacking = (p for p in periods if not is_known(p, self.words.lexicon.periods))
        lines = [f"{p.name}: {{from: {p.first}, to: {p.last}}}" for p in lacking]
        if lines:
            raise undeclared(message, at, lines)

    def leaves(self, place: str | None) -> frozenset[str] | None:
        """The smallest areas of a place; None where no place is meant."""
        chosen = self.forced_place or place
        return None if chosen is None else self.words.lexicon.leaves(chosen)

    # --- measures ---

    def measure(self, measure: Measure) -> Polynomial:
        """A measure as a polynomial, kept for the compiler."""
        name = measure.text
        self.met.measures[name] = measure
        return Polynomial.measure(name)

    def size(self, population: str, region: Region) -> Polynomial:
        """How many members a region has."""
        return self.measure(Size(population, region))

    def not_negative(self, value: Polynomial) -> bool:
        """Whether a value can never be below zero."""
        return all(
            factor >= 0 and all(self._measure_not_negative(name) for name in key)
            for key, factor in value.terms
        )

    def _measure_not_negative(self, name: str) -> bool:
        measure = self.met.measures[name]
        return not isinstance(measure, Amount | Planned) or measure.not_negative

    def suppose(self, constraint: Constraint) -> None:
        """Notes what a formula takes for granted, whether it is asserted or denied."""
        if constraint != TRUE:
            self.met.supposed.add(constraint)

    def suppose_something(self, base: Polynomial) -> None:
        """Notes that what a figure is a part, a multiple or a rate of is not nothing."""
        if not base.is_number or not base.constant:
            beyond = less if self.not_negative(base) else unequal
            self.suppose(beyond(Polynomial(), base))

    # --- figures ---

    def interval(self, figure: Figure) -> Interval:
        """The true values of a figure here, noted for the grade of what rests on it."""
        plain = figure.hedge is Hedge.NONE and figure.upper is None
        if self.threshold and plain and figure.kind is not Kind.VAGUE:
            found = threshold(figure)
        else:
            found = reading(self._rounded(figure), self.convention, self.widths)
        self.met.readings[figure.start] = (figure, found)
        return found

    def _rounded(self, figure: Figure) -> Figure:
        """A figure as rounded to the unit of its claim, or a mistake where it is finer."""
        if self.unit is None:
            return figure
        if may_be_in_scale(figure, self.unit):
            name, in_full = self.convention.value, number(scale_of(figure) * self.unit)
            raise fail(
                f"is `{name} {number(self.unit)}` meant on the scale of `{figure.printed}`?",
                figure,
                f"write `{name} {in_full}` in full, "
                "or put the figure into a claim with a reading of its own",
            )
        found = rounded_to(figure, self.unit)
        if found is None:
            raise fail(
                f"`{figure.printed}` has finer digits than its `reading` says",
                figure,
                "correct the figure or the unit, or put it into a claim with a reading of its own",
            )
        return found

    def exact_counts(self, *sides: Polynomial | None) -> tuple[Collection[Fraction], ...] | None:
        """The exact counts that the topic prints for each side, if it prints some for all."""
        names = [
            name
            for side in sides
            for name in (side.names if side is not None and len(side.terms) == 1 else ("",))
        ]
        known = tuple(self.exact[name] for name in names if name in self.exact)
        return known if len(known) == len(names) == len(sides) else None

    # --- names ---

    def region_of(self, thing: Thing, period: Period, place: str | None, at: At) -> Region:
        """The set that a name stands for in a period and place."""
        match thing:
            case Population():
                there = self.told_of(thing, period)
                return _present(thing.name, there, self.leaves(place or thing.place))
            case Value(name, attribute):
                population = self.words.lexicon.populations[attribute.of]
                kind = f"{attribute.name}={name}" if attribute.many else attribute.name
                there = self.told_of(population, period)
                told = self.told_of(attribute, period)
                leaves = self.leaves(place or population.place)
                return _valued(population.name, there, leaves, kind, told, name)
            case InRange(whole, attribute, low, high):
                among = self.region_of(whole, period, place, at)
                told = self.told_of(attribute, period)
                return meet(among, Within(attribute.of, attribute.name, told, low, high))
            case Quantity():
                raise fail(
                    f"`{thing.name}` is a number, not a set of members",
                    at,
                    "only populations, their values and definitions can be combined as sets",
                )
            case Event():
                raise fail(
                    f"`{thing.name}` is an event, which is no number and no set",
                    at,
                    f"write `{thing.name} on 2011-02-22`, `{thing.name} at 12:51`, "
                    f"`{thing.name} before EVENT` or `{thing.name} = 3 days after EVENT`",
                )
            case Definition():
                return self.defined(thing.name, period, self.forced_place or place, at)

    def defined(self, name: str, period: Period, place: str | None, at: At) -> Region:
        """The set that a definition stands for; what it meets on the way is noted each time."""
        key = (name, period, place, self.edition, self.each)
        if key not in self.words.defined:
            if self.depth > NESTED_DEFINITIONS:
                raise fail(f"the definition of `{name}` goes in a circle", at)
            inner = self.but(depth=self.depth + 1, period=period, place=place, shift=0)
            inner = inner.but(forced_period=None, forced_place=None, subject=None)
            inner = inner.noting(used=set(), told=set())
            region = self.words.definitions[name].region(inner)
            count, depth = extent(region)
            if count > CONDITIONS or depth > NESTED_CONDITIONS:
                raise fail(
                    f"`{name}` is put together from more than {CONDITIONS:,} conditions, or "
                    f"from more than {NESTED_CONDITIONS} inside one another",
                    at,
                    "define it by values and populations",
                )
            self.words.defined[key] = Defined(region, inner.met.used, inner.met.told)
        found = self.words.defined[key]
        self.met.used.update(found.used)
        self.met.told.update(found.told)
        return found.region

    def amount_of(self, thing: Quantity, period: Period, place: str | None) -> Polynomial:
        """A quantity in a period and place, as a polynomial."""
        whole = thing.counts is not None
        return self.measure(
            _amount(
                thing.name,
                self.told_of(thing, period),
                self.leaves(place or thing.place),
                whole,
                thing.not_negative,
                thing.adds_up,
                thing.flow,
            )
        )

    def told_of(self, thing: Population | Attribute | Quantity, period: Period) -> Period:
        """The period as the edition tells of it, if the thing is running; else the period."""
        running, members_stay = thing.running is not None, False
        if isinstance(thing, Attribute):
            population = self.words.lexicon.populations[thing.of]
            members_stay = population.running is None
            running = running or not members_stay
        if not running:
            return period
        edition = self.edition or NO_EDITION
        self.met.told.add((thing.name, edition))
        return period.told_in(edition, members_stay=members_stay)

    def told_words(self, thing: Thing) -> str:
        """` as of 2011-11-08`, where a thing is running; nothing elsewhere."""
        if isinstance(thing, Event) or self.edition is None:
            return ""
        if isinstance(thing, Definition):
            apart = self.aside()
            self.words.definitions[thing.name].region(apart)
            return f" {self.edition.name}" if apart.met.told else ""
        owner = thing.attribute if isinstance(thing, Value | InRange) else thing
        return f" {self.edition.name}" if self.told_of(owner, ALWAYS) != ALWAYS else ""

    def default_period(self) -> Period:
        """The claim's period; none at all is a period of its own."""
        return self.period or ALWAYS

    def members(self, names: Iterable[str]) -> Named:
        """The members of some names, aliases resolved."""
        known = self.words.lexicon.members
        return Named(frozenset(known.get(name, name) for name in names))


_KNOWN = 16_384
"""Regions and amounts that are kept: most statements speak of what others speak of, too."""

_present = lru_cache(_KNOWN)(Present)
_amount = lru_cache(_KNOWN)(Amount)


@lru_cache(_KNOWN)
def _valued(
    population: str,
    there: Period,
    leaves: frozenset[str] | None,
    attribute: str,
    told: Period,
    value: str,
) -> Region:
    """The members with a value, of those that are there."""
    holds = Holds(population, attribute, told, frozenset({value}))
    return meet(_present(population, there, leaves), holds)


def population_of(region: Region) -> str | None:
    """The population that a region's members belong to; None for bare names."""
    for atom in atoms(region):
        if not isinstance(atom, Named):
            return atom.population
    return None
