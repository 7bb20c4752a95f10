"""The small algebra that every phrase means: regions, measures, polynomials, constraints.

A *region* is a set of members of one population, written with what holds of a member. A
*measure* is an unknown number: the size of a region, the amount of a quantity, a share. Constraints
compare polynomials of measures with zero. Measures are named by their canonical text, so that
equal ones are equal strings; the measures themselves are kept beside the constraint.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property

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
class Meet:
    """Members that are in every part."""

    parts: tuple["Region", ...]

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return "(" + " & ".join(part.text for part in self.parts) + ")"

    @cached_property
    def extent(self) -> "Extent":
        """How large it is."""
        return _extent(self.parts)


@dataclass(frozen=True)
class Join:
    """Members that are in at least one part."""

    parts: tuple["Region", ...]

    @cached_property
    def text(self) -> str:
        """Canonical text."""
        return "(" + " + ".join(part.text for part in self.parts) + ")"

    @cached_property
    def extent(self) -> "Extent":
        """How large it is."""
        return _extent(self.parts)


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


# --- polynomials -----------------------------------------------------------------------------

Monomial = tuple[str, ...]
"""Names of measures, sorted; the empty one is the constant."""

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of monomials with exact factors, sorted, none of them zero."""

    terms: tuple[tuple[Monomial, Fraction], ...] = ()

    @classmethod
    def of(cls, terms: Mapping[Monomial, Fraction]) -> "Polynomial":
        """The polynomial of these factors."""
        return cls(tuple(sorted((key, factor) for key, factor in terms.items() if factor)))

    @classmethod
    def number(cls, value: Fraction | int) -> "Polynomial":
        """A constant."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls((((), exact),)) if value else cls()

    @classmethod
    def measure(cls, name: str) -> "Polynomial":
        """One measure."""
        return cls((((name,), ONE),))

    @classmethod
    def sum(cls, names: Iterable[str]) -> "Polynomial":
        """The sum of different measures."""
        return cls(tuple(((name,), ONE) for name in sorted(names)))

    @classmethod
    def balance(cls, some: Iterable[str], others: Iterable[str]) -> "Polynomial":
        """The sum of some measures less that of others; no measure is in both."""
        less = -ONE
        factors = dict.fromkeys(some, ONE) | dict.fromkeys(others, less)
        return cls(tuple(((name,), factors[name]) for name in sorted(factors)))

    @property
    def constant(self) -> Fraction:
        """The factor of the empty monomial."""
        return self.terms[0][1] if self.terms and not self.terms[0][0] else ZERO

    @property
    def is_number(self) -> bool:
        """Whether no measure occurs."""
        return all(not key for key, _ in self.terms)

    @property
    def is_linear(self) -> bool:
        """Whether no product of two measures occurs."""
        return all(len(key) <= 1 for key, _ in self.terms)

    @property
    def variable_part(self) -> "Polynomial":
        """The polynomial less its constant."""
        return Polynomial(tuple((key, factor) for key, factor in self.terms if key))

    @property
    def names(self) -> frozenset[str]:
        """The measures that occur."""
        return frozenset([name for key, _ in self.terms for name in key])

    def __add__(self, other: "Polynomial") -> "Polynomial":
        total = dict(self.terms)
        for key, factor in other.terms:
            total[key] = total[key] + factor if key in total else factor
        return Polynomial.of(total)

    def __neg__(self) -> "Polynomial":
        return Polynomial(tuple((key, -factor) for key, factor in self.terms))

    def __sub__(self, other: "Polynomial") -> "Polynomial":
        total = dict(self.terms)
        for key, factor in other.terms:
            total[key] = total[key] - factor if key in total else -factor
        return Polynomial.of(total)

    def scaled(self, factor: Fraction) -> "Polynomial":
        """Every factor times one number."""
        if not factor:
            return Polynomial()
        return Polynomial(tuple((key, value * factor) for key, value in self.terms))

    def __mul__(self, other: "Polynomial") -> "Polynomial":
        total: dict[Monomial, Fraction] = {}
        for left, a in self.terms:
            for right, b in other.terms:
                key = tuple(sorted(left + right))
                total[key] = total.get(key, ZERO) + a * b
        return Polynomial.of(total)

    @property
    def text(self) -> str:
        """Canonical text."""
        return " + ".join(f"{factor}*{'*'.join(key) or '1'}" for key, factor in self.terms) or "0"

    def value(self, values: Mapping[str, Fraction]) -> Fraction:
        """The value under given values of the measures."""
        total = ZERO
        for key, factor in self.terms:
            for name in key:
                factor *= values[name]  # noqa: PLW2901 - a running product
            total += factor
        return total


# --- constraints -----------------------------------------------------------------------------


class Relation(Enum):
    """How a polynomial stands to zero."""

    AT_MOST = "<="
    LESS = "<"
    EQUAL = "="
    UNEQUAL = "!="


@dataclass(frozen=True, slots=True)
class Compare:
    """A polynomial compared with zero."""

    polynomial: Polynomial
    relation: Relation

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"{self.polynomial.text} {self.relation.value} 0"


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; none at all is true."""

    parts: tuple["Constraint", ...]

    @property
    def text(self) -> str:
        """Canonical text."""
        return "(" + " and ".join(part.text for part in self.parts) + ")"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; none at all is false."""

    parts: tuple["Constraint", ...]

    @property
    def text(self) -> str:
        """Canonical text."""
        return "(" + " or ".join(part.text for part in self.parts) + ")"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Constraint"

    @property
    def text(self) -> str:
        """Canonical text."""
        return f"not {self.part.text}"


Constraint = Compare | All | Any | Not

TRUE = All(())
FALSE = Any(())


def both(*constraints: Constraint) -> Constraint:
    """All constraints, flattened, without repetition, in order."""
    return _together(constraints, All)


def either(*constraints: Constraint) -> Constraint:
    """Any of the constraints, flattened, without repetition, in order."""
    return _together(constraints, Any)


def _together(constraints: Iterable[Constraint], kind: type[All] | type[Any]) -> Constraint:
    said = [c for c in constraints if not isinstance(c, kind) or c.parts]
    if len(said) == 1:
        return said[0]  # in order already, as most often
    parts: dict[str, Constraint] = {}
    for constraint in said:
        for part in constraint.parts if isinstance(constraint, kind) else (constraint,):
            parts[part.text] = part
    ordered = tuple(parts[text] for text in sorted(parts))
    return ordered[0] if len(ordered) == 1 else kind(ordered)


def equal(left: Polynomial, right: Polynomial) -> Constraint:
    """`left = right`, with the first factor positive so that either order gives the same."""
    return Compare(_first_positive(left - right), Relation.EQUAL)


def unequal(left: Polynomial, right: Polynomial) -> Constraint:
    """`left != right`, in one form as well."""
    return Compare(_first_positive(left - right), Relation.UNEQUAL)


def _first_positive(difference: Polynomial) -> Polynomial:
    return -difference if difference.terms and difference.terms[-1][1] < 0 else difference


def at_most(left: Polynomial, right: Polynomial) -> Constraint:
    """`left <= right`."""
    return Compare(left - right, Relation.AT_MOST)


def less(left: Polynomial, right: Polynomial) -> Constraint:
    """`left < right`."""
    return Compare(left - right, Relation.LESS)


def measures_in(constraint: Constraint) -> frozenset[str]:
    """The names of all measures in a constraint."""
    match constraint:
        case Compare(polynomial, _):
            return polynomial.names
        case Not(part):
            return measures_in(part)
        case All(parts) | Any(parts):
            return frozenset().union(*map(measures_in, parts))


def measures_behind(constraint: Constraint, measures: Mapping[str, Measure]) -> frozenset[str]:
    """The names of all measures in a constraint, and of those that its ranks compare."""
    names = measures_in(constraint)
    ranks = [one for one in (measures[name] for name in sorted(names)) if isinstance(one, Rank)]
    return names.union(*(rank.names for rank in ranks))


def denied(constraint: Constraint) -> Constraint:
    """What holds where a constraint does not, without a denial on the outside."""
    match constraint:
        case Compare(polynomial, Relation.AT_MOST):
            return Compare(-polynomial, Relation.LESS)
        case Compare(polynomial, Relation.LESS):
            return Compare(-polynomial, Relation.AT_MOST)
        case Compare(polynomial, Relation.EQUAL):
            return Compare(polynomial, Relation.UNEQUAL)
        case Compare(polynomial, _):
            return Compare(polynomial, Relation.EQUAL)
        case All(parts):
            return Any(tuple(Not(part) for part in parts))
        case Any(parts):
            return All(tuple(Not(part) for part in parts))
        case Not(part):
            return part


def is_linear(constraint: Constraint) -> bool:
    """Whether no product of two unknowns occurs."""
    match constraint:
        case Compare(polynomial, _):
            return polynomial.is_linear
        case Not(part):
            return is_linear(part)
        case All(parts) | Any(parts):
            return all(is_linear(part) for part in parts)


HIDDEN = "=#"
"""In the name of a value that a single statement speaks of; no declared value has it."""


def can_be_denied(constraint: Constraint) -> bool:
    """Whether `not` says its opposite; it does not of what says that some set exists."""
    return not any(HIDDEN in name for name in measures_in(constraint))


def stands(value: Fraction, relation: Relation) -> bool:
    """Whether a number stands to zero in a relation."""
    match relation:
        case Relation.AT_MOST:
            return value <= 0
        case Relation.LESS:
            return value < 0
        case Relation.EQUAL:
            return value == 0
        case Relation.UNEQUAL:
            return value != 0


def holds(constraint: Constraint, values: Mapping[str, Fraction]) -> bool:
    """Whether a constraint is true under given values; exact, and needs no solver."""
    match constraint:
        case Compare(polynomial, relation):
            return stands(polynomial.value(values), relation)
        case Not(part):
            return not holds(part, values)
        case All(parts):
            return all(holds(part, values) for part in parts)
        case Any(parts):
            return any(holds(part, values) for part in parts)
