"""Sides whose figure is told against something: parts, multiples, rates, changes."""

from abc import abstractmethod

from checker.algebra.constraints import Not, at_most, both
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind, as_factor
from checker.language.nodes import Expression, single_value
from checker.language.ranges import Case, Cases
from checker.language.scope import Scope, Slot
from checker.language.spell import figure_words

Stated = tuple[Polynomial, Polynomial | None]
"""A numerator, and the denominator of a ratio."""


@dataclass(frozen=True, slots=True)
class Based(Expression):
    """A side with one figure, and the base that it is told against."""

    base: Expression

    @abstractmethod
    def meant(self, scope: Scope) -> Figure:
        """The figure, as it is meant here."""

    @abstractmethod
    def states(self, figure: Figure, subject: Polynomial, base: Polynomial) -> Stated:
        """What the figure is: a number, or one over another."""

    def interval(self, scope: Scope) -> Interval:
        """The true values of the figure."""
        return scope.interval(self.meant(scope))

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        """What the figure says, where the base is one number."""
        base = single_value(self.base.cases(scope))
        if base is None:
            return None
        figure = self.meant(scope)
        return Slot(figure, self.interval(scope), *self.states(figure, subject, base))

    def printed_words(self, scope: Scope) -> str:
        """The figure in words."""
        return figure_words(self.meant(scope), self.interval(scope))


@dataclass(frozen=True, slots=True)
class Ratio(Based):
    """A figure times a base, of which it says that it is not nothing."""

    figure: Figure

    def meant(self, scope: Scope) -> Figure:
        return self.figure

    def states(self, figure: Figure, subject: Polynomial, base: Polynomial) -> Stated:
        """A ratio; `1 in 7` is the other way round."""
        return (base, subject) if figure.kind is Kind.ONE_IN else (subject, base)

    def cases(self, scope: Scope) -> Cases:
        factor = as_factor(self.figure, self.interval(scope))
        return ratio_to(self.base.cases(scope), factor, scope)


@dataclass(frozen=True, slots=True)
class Difference(Based):
    """A base and a figure on top of it, or taken off it."""

    figure: Figure
    word: str

    is_change = True

    @property
    def adds(self) -> bool:
        """Whether it is more than the base."""
        return self.word in {"more", "higher", "up"}

    @property
    def is_relative(self) -> bool:
        """Whether the figure is a part of the base."""
        return False

    def states(self, figure: Figure, subject: Polynomial, base: Polynomial) -> Stated:
        """How far the two are apart."""
        return subject - base if self.adds else base - subject, base if self.is_relative else None


def multiplied(base: Cases, factor: Interval, scope: Scope) -> Cases:
    """The base times a factor from an interval, with a case for each sign the base can have."""
    found: list[Case] = []
    for case in base:
        low = case.range.low
        if factor.is_point or low is None or scope.not_negative(low):
            found.append(Case(case.when, case.range.times(factor)))
            continue
        negative = Not(at_most(Polynomial(), low))
        found.append(Case(both(case.when, at_most(Polynomial(), low)), case.range.times(factor)))
        turned = case.range.negated().times(factor).negated()
        found.append(Case(both(case.when, negative), turned))
    return tuple(found)


def ratio_to(base: Cases, factor: Interval, scope: Scope) -> Cases:
    """The base times a factor that is printed of it, which says that the base is not nothing."""
    value = single_value(base)
    if value is not None:
        scope.suppose_something(value)
    return multiplied(base, factor, scope)
