"""A certificate: why some statements cannot all hold, as a tree that anybody can check."""

from collections.abc import Iterator
from fractions import Fraction

from checker.algebra.components import Variable
from checker.algebra.constraints import Compare, Constraint
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A row, or the product of two rows, so many times."""

    times: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impossible:
    """Rows add up to something impossible, which is what `yields` says."""

    terms: tuple[Term, ...]
    yields: Compare


@dataclass(frozen=True, slots=True)
class Added:
    """Rows add up to a new row for what follows; one of whole numbers is divided and rounded.

    Chvátal and Gomory's cut: what the factors share divides them, and the constant is rounded up.
    Of an equation whose number is not divided, two of them clash.
    """

    name: str
    terms: tuple[Term, ...]
    then: "Node"


@dataclass(frozen=True, slots=True)
class Split:
    """An unknown is at most `at` in the first case, and above it in the second."""

    unknown: str
    at: Fraction
    cases: tuple["Node", "Node"]


@dataclass(frozen=True, slots=True)
class Either:
    """One case for each part of a choice."""

    choice: str
    cases: tuple["Node", ...]


Node = Impossible | Added | Split | Either


@dataclass(frozen=True, slots=True)
class Named:
    """A constraint with the name that its rows begin with, and the statement that it is.

    `member` is a statement's place in its component; None marks a rule.
    """

    name: str
    member: int | None
    says: Constraint


@dataclass(frozen=True, slots=True)
class Certificate:
    """Constraints that cannot all hold. Unknowns have short names here: `unknowns` has theirs."""

    unknowns: dict[str, Variable]
    constraints: tuple[Named, ...]
    tree: Node


@dataclass(frozen=True, slots=True)
class NoCertificate:
    """None was found, and why."""

    reason: str


def terms_of(node: Node) -> Iterator[Term]:
    """The terms of all sums of a tree."""
    match node:
        case Impossible(terms):
            yield from terms
        case Added(_, terms, then):
            yield from terms
            yield from terms_of(then)
        case Split(_, _, cases) | Either(_, cases):
            for case in cases:
                yield from terms_of(case)


def choices_of(node: Node) -> Iterator[str]:
    """The choices that a tree looks at case by case."""
    match node:
        case Impossible():
            return
        case Added(_, _, then):
            yield from choices_of(then)
        case Split(_, _, cases):
            for case in cases:
                yield from choices_of(case)
        case Either(choice, cases):
            yield choice
            for case in cases:
                yield from choices_of(case)


def used_in(node: Node) -> frozenset[str]:
    """The names of all rows and choices that a tree leans on."""
    rows = (row for term in terms_of(node) for row in term.rows)
    return frozenset((*rows, *choices_of(node)))


def size(node: Node) -> tuple[int, int, int]:
    """How large a tree is: its ends, the terms of its sums, and how often these take a row."""
    terms = list(terms_of(node))
    return _ends(node), len(terms), sum(abs(term.times) for term in terms)


def _ends(node: Node) -> int:
    match node:
        case Impossible():
            return 1
        case Added(_, _, then):
            return _ends(then)
        case Split(_, _, cases) | Either(_, cases):
            return sum(map(_ends, cases))
