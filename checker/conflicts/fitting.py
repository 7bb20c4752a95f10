"""Which values would fit: how far a value, or a ratio of two, can go while statements hold."""

from collections.abc import Iterable
from fractions import Fraction

from checker.conflicts.corrections import UndecidedError, decided
from checker.frozen import dataclass
from checker.language.algebra import Polynomial
from checker.solvers.protocol import Bound, Contradictory, Oracle, Undecided, Witness


@dataclass(frozen=True, slots=True)
class Question:
    """A value to ask for: a polynomial, or the ratio of two."""

    numerator: Polynomial
    denominator: Polynomial | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """From `low` to `high`, None where there is no end; open ends are left out themselves."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class NoFit:
    """No value fits: the other statements clash among themselves."""


@dataclass(frozen=True, slots=True)
class UnknownFit:
    """How far the value can go was not found out."""

    reason: str


Fitting = Fit | NoFit | UnknownFit


def fitting(oracle: Oracle, chosen: Iterable[int], question: Question) -> Fitting:
    """The values that fit while the chosen statements hold."""
    numbers = frozenset(chosen)
    try:
        found = decided(oracle, numbers)
        if isinstance(found, Contradictory):
            return NoFit()
        search = _Search(oracle, numbers, question, found.witness)
        low, low_open = search.end(upper=False)
        high, high_open = search.end(upper=True)
    except UndecidedError as error:
        return UnknownFit(error.reason)
    return Fit(low, high, low_open, high_open)


def fitting_instead(
    oracle: Oracle, chosen: Iterable[int], number: int, question: Question
) -> Fitting:
    """The values that would fit in place of what a statement says, while the chosen ones hold.

    Where products keep the ends from being found, those without products are told: nothing beyond
    them fits. If these do not rule out what the statement says, they say too little to be told.
    """
    numbers = frozenset(chosen)
    found = fitting(oracle, numbers, question)
    if not isinstance(found, UnknownFit) or numbers.isdisjoint(oracle.hard):
        return found
    ruled_out = isinstance(oracle.linear.check(numbers | {number}), Contradictory)
    return fitting(oracle.linear, numbers, question) if ruled_out else found


_ROUNDS = 60


class _Search:
    """Looks for the ends of one value under some statements, from a witness on."""

    def __init__(
        self, oracle: Oracle, chosen: frozenset[int], question: Question, start: Witness
    ) -> None:
        self._oracle = oracle
        self._chosen = chosen
        self._numerator = question.numerator
        self._denominator = question.denominator
        self._start = start

    def end(self, *, upper: bool) -> tuple[Fraction | None, bool]:
        """The end on one side, and whether it is open."""
        if self._denominator is None:
            bound = self._bound(self._numerator, upper=upper)
            return bound.value, bound.open
        return self._ratio(self._numerator, self._denominator, upper=upper)

    def _bound(self, value: Polynomial, *, upper: bool) -> Bound:
        bound = self._oracle.bound(self._chosen, value, self._start, upper=upper)
        if isinstance(bound, Undecided):
            raise UndecidedError(bound)
        return bound

    def _ratio(
        self, numerator: Polynomial, denominator: Polynomial, *, upper: bool
    ) -> tuple[Fraction | None, bool]:
        """The end of a ratio by a chain of linear questions (Dinkelbach 1967).

        Where the numbers have no end, the ratio may still have one that it never reaches.
        """
        if self._oracle.reaches(self._chosen, -denominator, 0) is not False:
            raise UndecidedError(Undecided("the base can be zero, so the ratio has no end"))
        ratio = self._start.value(numerator) / self._start.value(denominator)
        for _ in range(_ROUNDS):
            better = self._bound(numerator - denominator.scaled(ratio), upper=upper)
            if better.value is None:
                top = numerator if upper else -numerator
                slope = self._oracle.slope(self._chosen, top, denominator, better.witness)
                if isinstance(slope, Undecided):
                    raise UndecidedError(slope)
                if slope is None:
                    return None, False
                ratio = slope if upper else -slope
                continue
            if better.value == 0:
                return ratio, better.open
            if (better.value < 0) is upper:
                return ratio, True
            base = better.witness.value(denominator)
            if base == 0:  # an open end: the base comes as near to nothing as you like
                return None, False
            reached = better.witness.value(numerator) / base
            if reached == ratio:
                return ratio, True
            ratio = reached
        raise UndecidedError(Undecided(f"no end of the ratio was found in {_ROUNDS} rounds"))
