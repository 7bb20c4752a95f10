"""The one question that a solver must answer: whether some statements can hold together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Protocol

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass


class Witness(Protocol):
    """Values that satisfy the rules and the statements asked for; read when somebody needs them."""

    def value(self, polynomial: Polynomial) -> Fraction:
        """What a polynomial comes to."""

    def values(self) -> Mapping[str, Fraction]:
        """The value of every variable of the component."""


@dataclass(frozen=True, slots=True)
class Values:
    """A witness whose values are at hand."""

    _values: Mapping[str, Fraction]

    def value(self, polynomial: Polynomial) -> Fraction:
        """What a polynomial comes to."""
        return polynomial.value(self._values)

    def values(self) -> Mapping[str, Fraction]:
        """The value of every variable."""
        return self._values


@dataclass(frozen=True, slots=True)
class Consistent:
    """The chosen statements can all hold."""

    witness: Witness


@dataclass(frozen=True, slots=True)
class Contradictory:
    """The statements of `core`, all of them chosen ones, cannot all hold.

    Nor with what was asked beside them: `beside` are the places of those that this leans on.
    """

    core: frozenset[int]
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither could be shown."""

    reason: str


OUT_OF_TIME = "the time for this group of statements is used up"

Verdict = Consistent | Contradictory | Undecided


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a value goes, None for ever; where it is not `sure`, nothing goes further.

    `witness` has it there, or near; where it has no end, values from which on it grows for ever.
    """

    value: Fraction | None
    open: bool
    sure: bool = True
    witness: Witness | None = field(default=None, compare=False)


class Checks(Protocol):
    """Whatever tells whether some statements, known by their numbers, can hold together."""

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""


class Session(Protocol):
    """A component in one solver, which is asked one question."""

    def check(self, chosen: Collection[int], *beside: Constraint) -> Verdict:
        """Whether the chosen statements, all rules and what is asked beside can hold together."""


class Sessions(Protocol):
    """Opens components in one solver."""

    def open(self, component: Component, until: float, turns: int) -> Session:
        """One for a component, with a clock (`monotonic`) and how often it may ask anew."""


class Arithmetic(Protocol):
    """The linear part of a component in exact arithmetic, which gives up where it takes long."""

    def highest(self, chosen: Collection[int], value: Polynomial) -> Reach | Undecided:
        """How high a value can be while chosen statements hold, which can."""

    def example(self, chosen: frozenset[int]) -> Witness | None:
        """Values with which chosen statements hold, the same whatever was asked before."""


class Oracle(Protocol):
    """Answers questions about one component. Statements are known by their numbers in it.

    `hard` are statements with products of unknowns, about which it may know nothing. `linear` asks
    of the same statements without their products: they say less, so what it refuses is refused.
    """

    hard: frozenset[int]
    until: float
    """When (`monotonic`) its time is over."""

    @property
    def exact(self) -> Arithmetic:
        """Its linear part in exact arithmetic."""

    @property
    def component(self) -> Component:
        """What it was loaded with."""

    @property
    def linear(self) -> "Oracle":
        """The oracle without products."""

    def opened(self, component: Component) -> "Oracle":
        """An oracle for another component, within the time that is left."""

    def within(self, turns: int) -> "Oracle":
        """The same, but for what takes more than so many turns of a search: that is undecided."""

    def check(self, chosen: Iterable[int], *beside: Constraint) -> Verdict:
        """Whether the chosen statements, all rules and what is asked beside can hold together."""


def example(oracle: Oracle, chosen: frozenset[int], found: Witness) -> Witness:
    """What is shown of values that were found for chosen statements: the same whoever found them.

    Where they have products, or exact arithmetic gives up, it is what was found.
    """
    shown = None if chosen & oracle.hard else oracle.exact.example(chosen)
    return shown or found


class Solver(Protocol):
    """Opens components; `seconds` is how long all questions about one may take."""

    def open(self, component: Component, seconds: float) -> Oracle:
        """An oracle for a component; what it answers may depend on those opened before."""

    def fresh(self) -> "Solver":
        """A solver for which none has been opened before."""


class SecondSolver(Protocol):
    """Another solver, asked about whole scripts of SMT-LIB that somebody else can ask as well."""

    name: str

    def can_hold(self, script: str, seconds: float) -> bool | Undecided:
        """Whether there are values that satisfy a script; `seconds` only bounds what hangs."""
