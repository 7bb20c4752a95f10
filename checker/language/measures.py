"""The unknown numbers that statements are about: regions and measures.

A *region* is a set of members of one population, written with what holds of a member. A
*measure* is an unknown number: the size of a region, the amount of a quantity, a share. Measures
are named by their canonical text, so that equal ones are equal strings; the measures themselves are
kept beside the constraint.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property
from typing import ClassVar

from checker.algebra.constraints import Constraint, measures_in
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.periods import Edition, Period

# --- regions ---------------------------------------------------------------------------------
# The texts of regions are remembered, for which they need a dictionary instead of slots.


@dataclass(frozen=True)
class Present:
    """Members that are there in a period, in one of some smallest areas (None: anywhere)."""

    population: str
    period: Period
    leaves: frozenset[str] | None

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        where = "" if self.leaves is None else f"[{'|'.join(sorted(self.leaves))}]"
        return f"{self.population}@{self.period.name}{where}"


@dataclass(frozen=True)
class Holds:
    """Members whose attribute has one of some values in a period.

    Each value of a `many` attribute is a yes-or-no of its own, `attribute=value`; `attribute=#…`
    is one that a single statement speaks of: that some such members exist is all that it says.
    """

    population: str
    attribute: str
    period: Period
    values: frozenset[str]

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return f"{self.attribute}:{'|'.join(sorted(self.values))}@{self.period.name}"


@dataclass(frozen=True)
class Within:
    """Members whose number of an attribute lies between two, both included (None: no end)."""

    population: str
    attribute: str
    period: Period
    low: int
    high: int | None

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        high = "" if self.high is None else self.high
        return f"{self.attribute}:{self.low}..{high}@{self.period.name}"

    def covers(self, number: int) -> bool:
        """Whether a number lies between the two."""
        return self.low <= number and (self.high is None or number <= self.high)


def told_apart(ranges: Iterable[Within]) -> list[int]:
    """The first number of each stretch of numbers that the same ranges cover, from 0 up."""
    starts = {0}
    for one in ranges:
        starts.add(one.low)
        if one.high is not None:
            starts.add(one.high + 1)
    return sorted(starts)


class Direction(Enum):
    """Which way a member moved along an order."""

    IMPROVED = "improved"
    DECLINED = "declined"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Moved:
    """Members that stand in the order in both periods and moved in one direction along it."""

    population: str
    attribute: str
    before: Period
    after: Period
    direction: Direction
    order: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return f"{self.direction.value}({self.attribute},{self.before.name},{self.after.name})"


@dataclass(frozen=True)
class Named:
    """The members of these names."""

    names: frozenset[str]

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return "{" + "|".join(sorted(self.names)) + "}"


@dataclass(frozen=True)
class _Parts:
    """A region of several parts."""

    parts: tuple["Region", ...]

    sign: ClassVar[str] = ""

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return f"({self.sign.join(part.text for part in self.parts)})"

    @cached_property
    def extent(self) -> "Extent":
        """How large it is."""
        return _extent(self.parts)


@dataclass(frozen=True)
class Meet(_Parts):
    """Members that are in every part."""

    sign = " & "


@dataclass(frozen=True)
class Join(_Parts):
    """Members that are in at least one part."""

    sign = " + "


@dataclass(frozen=True)
class Without:
    """Members of one region that are not in another."""

    region: "Region"
    other: "Region"

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return f"({self.region.text} - {self.other.text})"

    @cached_property
    def extent(self) -> "Extent":
        """How large it is."""
        return _extent((self.region, self.other))


Atom = Present | Holds | Within | Moved | Named
"""A condition that regions are made of."""

Region = Atom | Meet | Join | Without

Extent = tuple[int, int]
"""How many conditions a region is made of, one as often as it is written, and how deep they lie."""


def extent(region: Region) -> Extent:
    """How large a region is."""
    return region.extent if isinstance(region, Meet | Join | Without) else (1, 1)


def _extent(parts: Iterable[Region]) -> Extent:
    counts, depths = zip(*map(extent, parts), strict=True)
    return sum(counts), 1 + max(depths)


def meet(*regions: Region) -> Region:
    """The members in all of the regions; nested meets are flattened and put in order."""
    return _flat(regions, Meet)


def join(*regions: Region) -> Region:
    """The members in any of the regions; nested joins are flattened and put in order."""
    return _flat(regions, Join)


def _flat(regions: Iterable[Region], kind: type[Meet] | type[Join]) -> Region:
    parts: dict[str, Region] = {}
    for region in regions:
        for part in region.parts if isinstance(region, kind) else (region,):
            parts[part.text] = part
    ordered = tuple(parts[text] for text in sorted(parts))
    return ordered[0] if len(ordered) == 1 else kind(ordered)


def atoms(region: Region) -> Iterable[Atom]:
    """The conditions that a region is made of."""
    match region:
        case Meet(parts) | Join(parts):
            for part in parts:
                yield from atoms(part)
        case Without(first, second):
            yield from atoms(first)
            yield from atoms(second)
        case _:
            yield region


# --- measures --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Size:
    """How many members a region has: whole and not negative."""

    population: str
    region: Region

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"#{self.region.text}"


@dataclass(frozen=True)
class Amount:
    """A quantity in a period over some smallest areas (None: everywhere).

    It `adds_up` over places, and over the parts of the period where it is a `flow`.
    """

    quantity: str
    period: Period
    leaves: frozenset[str] | None
    whole: bool
    not_negative: bool
    adds_up: bool
    flow: bool = False

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        where = "" if self.leaves is None else f"[{'|'.join(sorted(self.leaves))}]"
        return f"{self.quantity}@{self.period.name}{where}"


@dataclass(frozen=True, slots=True)
class Share:
    """The part that one measure is of another, both by name: from 0 to 1, the whole not empty."""

    part: str
    whole: str

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"share({self.part} / {self.whole})"


class Plan(Enum):
    """Why a number is not the actual one."""

    EXPECTED = "expected"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Planned:
    """What somebody expects or aims at for a measure: another unknown."""

    plan: Plan
    measure: "Measure"
    whole: bool
    not_negative: bool

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"{self.plan.value} {self.measure.text}"


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an event, as a number: whole, between the known ends if there are any."""

    event: str
    first: int | None = None
    last: int | None = None

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"day of {self.event}"


@dataclass(frozen=True, slots=True)
class Clock:
    """The minute of its day in which an event happens: whole, from 0 to `DAY` - 1."""

    event: str
    first: int
    last: int

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"time of {self.event}"


@dataclass(frozen=True, slots=True)
class Birthday:
    """The day on which a member was born, as a number: whole, between known ends if any."""

    member: str
    first: int | None = None
    last: int | None = None

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"birthday of {self.member}"


Row = tuple["Polynomial", ...]
"""What a competitor has: the first number counts most, and more is better."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a competitor among others: 1, and 1 more for each that is ahead.

    One row is ahead of another when it has more of the first number in which they differ. An
    `open` contest has competitors that are not listed.
    """

    own: Row
    others: tuple[Row, ...]
    open: bool

    @property
    def text(self) -> str:
        """Canonical text."""
        rows = "; ".join(row_text(row) for row in self.others)
        return f"rank({row_text(self.own)} among {rows}{'; …' if self.open else ''})"

    @property
    def names(self) -> frozenset[str]:
        """The measures that are compared."""
        return frozenset(
            name for row in (self.own, *self.others) for value in row for name in value.names
        )


def row_text(row: Row) -> str:
    """Canonical text of what a competitor has."""
    return ", ".join(value.text for value in row)


Measure = Size | Amount | Share | Planned | Day | Clock | Birthday | Rank


def is_count(measure: Measure) -> bool:
    """Whether a measure counts something one by one."""
    return isinstance(measure, Size) or (isinstance(measure, Amount | Planned) and measure.whole)


def editions_in(measure: Measure) -> frozenset[Edition]:
    """The reports by which a measure is known, of what is running in it."""
    match measure:
        case Amount(period=period):
            periods = [period]
        case Size(region=region):
            periods = [period for atom in atoms(region) for period in _periods(atom)]
        case _:
            periods = []
    return frozenset(period.edition for period in periods if period.edition is not None)


def _periods(atom: Atom) -> tuple[Period, ...]:
    match atom:
        case Present(period=period) | Holds(period=period) | Within(period=period):
            return (period,)
        case Moved(before=before, after=after):
            return (before, after)
        case Named():
            return ()


def measures_behind(constraint: Constraint, measures: Mapping[str, Measure]) -> frozenset[str]:
    """The names of all measures in a constraint, and of those that its ranks compare."""
    names = measures_in(constraint)
    ranks = [one for one in (measures[name] for name in sorted(names)) if isinstance(one, Rank)]
    return names.union(*(rank.names for rank in ranks))


HIDDEN = "=#"
"""In the name of a value that a single statement speaks of; no declared value has it."""


def can_be_denied(constraint: Constraint) -> bool:
    """Whether `not` says its opposite; it does not of what says that some set exists."""
    return not any(HIDDEN in name for name in measures_in(constraint))
