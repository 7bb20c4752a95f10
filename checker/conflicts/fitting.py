"""Which values would fit: how far a value, or a ratio of two, can go while statements hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from checker.conflicts.corrections import UndecidedError, decided
from checker.language.algebra import Polynomial
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Undecided


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
    chosen = frozenset(chosen)
    try:
        found = decided(oracle, chosen)
        if isinstance(found, Contradictory):
            return NoFit()
        low, low_open = _end(oracle, chosen, question, found, upper=False)
        high, high_open = _end(oracle, chosen, question, found, upper=True)
    except UndecidedError as error:
        return UnknownFit(error.reason)
    return Fit(low, high, low_open, high_open)


def _end(
    oracle: Oracle, chosen: frozenset[int], question: Question, found: Consistent, *, upper: bool
) -> tuple[Fraction | None, bool]:
    if question.denominator is None:
        return _bound(oracle, chosen, question.numerator, upper=upper)
    return _ratio(oracle, chosen, question.numerator, question.denominator, found, upper=upper)


def _bound(
    oracle: Oracle, chosen: frozenset[int], value: Polynomial, *, upper: bool
) -> tuple[Fraction | None, bool]:
    bound = oracle.bound(chosen, value, upper=upper)
    if isinstance(bound, Undecided):
        raise UndecidedError(bound)
    if isinstance(bound, Contradictory):
        raise UndecidedError(Undecided("the solver answered in two ways"))
    return bound.value, bound.open


_ROUNDS = 60


def _ratio(
    oracle: Oracle,
    chosen: frozenset[int],
    numerator: Polynomial,
    denominator: Polynomial,
    found: Consistent,
    *,
    upper: bool,
) -> tuple[Fraction | None, bool]:
    """The end of a ratio by a chain of linear questions (Dinkelbach 1967)."""
    least = oracle.bound(chosen, denominator, upper=False)
    if isinstance(least, (Undecided, Contradictory)):
        raise UndecidedError(Undecided("how small the base can be was not found out"))
    if least.value is None or least.value <= 0:
        raise UndecidedError(Undecided("the base can be zero, so the ratio has no end"))
    values = found.witness()
    ratio = numerator.value(values) / denominator.value(values)
    for _ in range(_ROUNDS):
        better = oracle.bound(chosen, numerator - denominator.scaled(ratio), upper=upper)
        if isinstance(better, (Undecided, Contradictory)):
            raise UndecidedError(Undecided("the ratio has no end that is found for certain"))
        if better.value is None:
            return None, False
        if better.value == 0:
            return ratio, better.open
        values = better.witness()
        reached = numerator.value(values) / denominator.value(values)
        if reached == ratio:
            return ratio, True
        ratio = reached
    raise UndecidedError(Undecided(f"no end of the ratio was found in {_ROUNDS} rounds"))
