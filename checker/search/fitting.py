"""Which values would fit: how far a value, or a ratio of two, can go while statements hold."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from checker.algebra.constraints import TRUE, Constraint, Not, at_most
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.search.corrections import UndecidedError, decided
from checker.solvers.ends import linear_end
from checker.solvers.narrowing import narrowed
from checker.solvers.product_ends import ProductEnds
from checker.solvers.protocol import (
    Consistent,
    Contradictory,
    Oracle,
    Reach,
    Undecided,
    Witness,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A value to ask for: a polynomial, or the ratio of two.

    `given` is what asking takes for granted, such as that the base of a ratio is not nothing.
    `printed` are the values that the figure stands for now, which do not fit.
    """

    numerator: Polynomial
    denominator: Polynomial | None = None
    given: Constraint = TRUE
    printed: Interval | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """From `low` to `high`, None where there is no end; open ends are left out themselves.

    Values in the `gap` around what is printed do not fit. Where it is not `sure` nothing fits
    beyond the ends, but it was not found that what fits goes as far as they do.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    gap: Interval | None = None
    sure: bool = True

    @property
    def hull(self) -> Interval:
        """All between the ends."""
        return Interval(self.low, self.high, self.low_open, self.high_open)

    @property
    def parts(self) -> tuple[Interval, ...]:
        """All between the ends but for the gap."""
        hull, gap = self.hull, self.gap
        if gap is None:
            return (hull,)
        return (
            replace(hull, high=gap.low, high_open=not gap.low_open),
            replace(hull, low=gap.high, low_open=not gap.high_open),
        )


@dataclass(frozen=True, slots=True)
class NoFit:
    """No value fits: the other statements clash among themselves."""


@dataclass(frozen=True, slots=True)
class UnknownFit:
    """How far the value can go was not found out."""

    reason: str


Fitting = Fit | NoFit | UnknownFit

PRODUCTS = "products of unknown numbers leave it open"
_NO_BASE = "what it is a part of can be nothing"


def fitting(oracle: Oracle, chosen: Iterable[int], question: Question) -> Fitting:
    """The values that fit while the chosen statements hold."""
    (found,) = fittings(oracle, [(frozenset(chosen), question)])
    return found


def fittings(oracle: Oracle, asked: Sequence[tuple[frozenset[int], Question]]) -> list[Fitting]:
    """What fits of several figures, each while some statements hold.

    Where products keep the ends from being found, those without products are told: nothing beyond
    them fits. They are found at once, and so for all figures before any product takes the time. If
    they do not rule out what is printed, they say too little to be told.
    """
    linear, whole = _Known(oracle.linear.within(1)), _Known(oracle)
    limits = [
        None if numbers.isdisjoint(oracle.hard) else _limits(linear, numbers, question)
        for numbers, question in asked
    ]
    return [
        known if isinstance(found, UnknownFit) and known is not None else found
        for (numbers, question), known in zip(asked, limits, strict=True)
        for found in (_found(whole, numbers, question),)
    ]


def _limits(linear: "_Known", numbers: frozenset[int], question: Question) -> Fitting | None:
    """Ends that nothing goes beyond; None where they tell nothing."""
    limits = _found(linear, numbers, replace(question, printed=None))
    if isinstance(limits, Fit):
        return None if _says_little(limits, question) else replace(limits, sure=False)
    return limits if isinstance(limits, NoFit) else None


def _says_little(limits: Fit, question: Question) -> bool:
    """Whether ends that may not be reached do not even rule out what is printed."""
    hull = limits.hull
    return hull.is_anything if question.printed is None else hull.meets(question.printed)


class _Known:
    """What is asked of an oracle, kept: many a figure is of the same value under the same."""

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self._asked: dict[tuple[frozenset[int], Question], _Asked | None] = {}

    def asked(self, numbers: frozenset[int], question: Question) -> "_Asked | None":
        """What is asked; None where it has no value. Raises `UndecidedError`."""
        key = (numbers, replace(question, printed=None))
        if key not in self._asked:
            found = decided(self._oracle, numbers)
            self._asked[key] = (
                None
                if isinstance(found, Contradictory)
                else _asked(self._oracle, numbers, question, found)
            )
        return self._asked[key]


def _found(known: _Known, numbers: frozenset[int], question: Question) -> Fitting:
    try:
        asked = known.asked(numbers, question)
        if asked is None:
            return NoFit()
        low, high = asked.low, asked.high
        if low is None or high is None:
            return UnknownFit(PRODUCTS)
        fit = Fit(low.value, high.value, low.open, high.open, sure=low.sure and high.sure)
        if question.printed is None:
            return UnknownFit(PRODUCTS) if _says_little(fit, question) and not fit.sure else fit
        return _around(asked, fit, question.printed)
    except UndecidedError as error:
        return UnknownFit(error.reason)


def _around(asked: "_Asked", fit: Fit, printed: Interval) -> Fitting:
    """What fits on both sides of what is printed, which does not fit itself."""
    if not fit.hull.meets(printed):
        return fit
    below = None if printed.low is None else asked.beside(asked.at_most(printed.low))
    above = None if printed.high is None else asked.beside(asked.at_least(printed.high))
    if below is None and above is None:  # it says more than its figure, so this alone may fit
        return fit
    last = None if below is None else below.high
    first = None if above is None else above.low
    if below is not None and above is not None:
        if last is None or first is None or not (last.sure and first.sure and fit.sure):
            return UnknownFit(PRODUCTS)
        gap = Interval(last.value, first.value, not last.open, not first.open)
        return replace(fit, gap=gap)
    if below is not None and last is not None:
        return replace(fit, high=last.value, high_open=last.open, sure=fit.sure and last.sure)
    if above is not None and first is not None:
        return replace(fit, low=first.value, low_open=first.open, sure=fit.sure and first.sure)
    return UnknownFit(PRODUCTS)


def _asked(
    oracle: Oracle, numbers: frozenset[int], question: Question, found: Consistent
) -> "_Asked | None":
    """What is asked, of no more of the component than needed; None where it has no value."""
    asked = _Asked(oracle, numbers, question.numerator, question.denominator, found.witness)
    sides = [one for one in (question.numerator, question.denominator) if one is not None]
    if (
        numbers.isdisjoint(oracle.hard)
        and all(one.is_linear for one in sides)
        and _is_given(oracle, numbers, question.given)
    ):
        return asked
    return asked.beside(question.given)


def _is_given(oracle: Oracle, numbers: frozenset[int], given: Constraint) -> bool:
    """Whether what asking takes for granted holds anyway."""
    return given == TRUE or isinstance(oracle.check(numbers, Not(given)), Contradictory)


@dataclass(frozen=True)
class _Asked:
    """One value under some statements, and an example of theirs."""

    oracle: Oracle
    chosen: frozenset[int]
    numerator: Polynomial
    denominator: Polynomial | None
    start: Witness

    def at_most(self, value: Fraction) -> Constraint:
        """That it is at most some value."""
        return at_most(self.numerator, self._times(value))

    def at_least(self, value: Fraction) -> Constraint:
        """That it is at least some value."""
        return at_most(self._times(value), self.numerator)

    def _times(self, value: Fraction) -> Polynomial:
        base = Polynomial.number(1) if self.denominator is None else self.denominator
        return base.scaled(value)

    def beside(self, condition: Constraint) -> "_Asked | None":
        """The same value where a condition holds as well; None where it has none then."""
        part = narrowed(self.oracle, self.chosen, condition, self.numerator, self.denominator)
        witness = part.example(self.start)
        if witness is None:
            verdict = decided(part.oracle, part.everything)
            if isinstance(verdict, Contradictory):
                return None
            witness = verdict.witness
        return _Asked(part.oracle, part.everything, part.top, part.base, witness)

    @cached_property
    def _beside_products(self) -> ProductEnds:
        return ProductEnds(self.oracle, self.start, self.denominator)

    @cached_property
    def low(self) -> Reach | None:
        """The lower end; None where nothing is known of it."""
        return self._end(upper=False)

    @cached_property
    def high(self) -> Reach | None:
        """The upper end; None where nothing is known of it."""
        return self._end(upper=True)

    def _end(self, *, upper: bool) -> Reach | None:
        top = self.numerator if upper else -self.numerator
        found: Reach | Undecided | None
        if self.chosen & self.oracle.hard:
            found = self._beside_products.end(top)
        else:
            found = linear_end(self.oracle, self.chosen, top, self.denominator, self.start)
        if isinstance(found, Undecided):
            raise UndecidedError(found)
        if found is None or upper or found.value is None:
            return found
        return replace(found, value=-found.value)
