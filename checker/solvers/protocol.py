"""What a solver must answer: can these statements hold together, and how far can a value go."""

from collections.abc import Iterable, Mapping
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
    """The statements of `core`, all of them chosen ones, cannot all hold."""

    core: frozenset[int]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither could be shown."""

    reason: str


OUT_OF_TIME = "the time for this group of statements is used up"

Verdict = Consistent | Contradictory | Undecided


@dataclass(frozen=True, slots=True)
class Bound:
    """The end of what a value can be; `value` None when there is none.

    `witness` is at the end itself, or close to it when it is `open`.
    """

    value: Fraction | None
    open: bool
    witness: Witness


class Checks(Protocol):
    """Whatever tells whether some statements, known by their numbers, can hold together."""

    def check(self, chosen: Iterable[int]) -> Verdict:
        """Whether the chosen statements and all rules can hold together."""


class Oracle(Checks, Protocol):
    """A solver loaded with one component. Statements are known by their numbers in it.

    `hard` are statements with products of unknowns, about which it may know nothing. `linear` asks
    of the same statements without their products: they say less, so what it refuses is refused.
    """

    hard: frozenset[int]

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

    def beside(self, chosen: Iterable[int], condition: Constraint) -> Verdict:
        """Whether a condition on unknowns of the component can hold with the chosen statements."""

    def bound(
        self, chosen: Iterable[int], value: Polynomial, start: Witness, *, upper: bool
    ) -> Bound | Undecided:
        """How far a value can go while the chosen statements hold, as they do in `start`.

        Of hard statements without their products: nothing beyond the end is possible with them.
        Without an end, the witness is one from which on the value grows for ever.
        """

    def slope(
        self, chosen: Iterable[int], top: Polynomial, bottom: Polynomial, start: Witness
    ) -> "Fraction | Undecided | None":
        """Where `top / bottom` goes to at most as both grow for ever from a witness on.

        None where it has no end. `bottom` is positive wherever the chosen statements hold.
        """


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
