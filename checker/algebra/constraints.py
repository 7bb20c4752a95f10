"""Constraints: polynomials compared with zero, joined by and, or and not.

Those that say the same have one canonical text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass


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
    """Any of the constraints, flattened, each once, in order; true if one denies another."""
    found = _together(constraints, Any)
    parts = found.parts if isinstance(found, Any) else ()
    denials = {denied(part).text for part in parts}
    return found if denials.isdisjoint(part.text for part in parts) else TRUE


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


def comparisons(constraint: Constraint) -> Iterator[Compare]:
    """The comparisons that a constraint is made of."""
    match constraint:
        case Compare():
            yield constraint
        case Not(part):
            yield from comparisons(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from comparisons(part)


def mapped(constraint: Constraint, change: Callable[[Compare], Constraint]) -> Constraint:
    """The constraint with each comparison changed."""
    match constraint:
        case Compare():
            return change(constraint)
        case Not(part):
            return Not(mapped(part, change))
        case All(parts):
            return All(tuple([mapped(part, change) for part in parts]))
        case Any(parts):
            return Any(tuple([mapped(part, change) for part in parts]))


def undenied(constraint: Constraint) -> Constraint:
    """The same without denials."""
    match constraint:
        case Compare():
            return constraint
        case Not(part):
            return undenied(denied(part))
        case All(parts):
            return All(tuple([undenied(part) for part in parts]))
        case Any(parts):
            return Any(tuple([undenied(part) for part in parts]))


def is_linear(constraint: Constraint) -> bool:
    """Whether no product of two unknowns occurs."""
    return all(one.polynomial.is_linear for one in comparisons(constraint))


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
