"""Sides of a comparison: brackets, sets, sums, figures, limits."""

from collections.abc import Callable, Iterator

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import (
    POINTS,
    Figure,
    Hedge,
    Kind,
    as_factor,
    in_points,
    with_noun,
)
from checker.language.measures import Amount, Region, Without, join, meet
from checker.language.mistakes import fail
from checker.language.names import Name, PeriodMark, PlaceMark, marked
from checker.language.nodes import Expression, MemberSet
from checker.language.ranges import Case, Cases, Range, always, combined
from checker.language.scope import Scope, Side, Slot, population_of
from checker.language.spell import figure_words
from checker.limits import FACTORS, SIGNS_OF_A_SUM


@dataclass(frozen=True, slots=True)
class Bracket(Expression):
    """`( … )`, whose period and place are defaults for what is inside."""

    inner: Expression
    period_mark: PeriodMark | None = None
    place_mark: PlaceMark | None = None

    form = "({inner}){period_mark}{place_mark}"

    @property
    def is_set(self) -> bool:
        return self.inner.is_set

    def is_ratio(self, scope: Scope) -> bool:
        return self.inner.is_ratio(scope)

    def _inside(self, scope: Scope) -> Scope:
        return marked(scope, self.period_mark, self.place_mark)

    def region(self, scope: Scope) -> Region:
        return self.inner.region(self._inside(scope))

    def cases(self, scope: Scope) -> Cases:
        return self.inner.cases(self._inside(scope))

    def words(self, scope: Scope) -> str:
        return f"({self.inner.words(self._inside(scope))})"


@dataclass(frozen=True, slots=True)
class SetOperation(MemberSet):
    """`A and B`, `A or B`, `A but not B`."""

    word: str
    left: Expression
    right: Expression

    form = "{left} {word} {right}"
    told = "{left} {word} {right}"

    def region(self, scope: Scope) -> Region:
        left, right = self.left.region(scope), self.right.region(scope)
        one, other = population_of(left), population_of(right)
        if one and other and one != other:
            raise fail(
                f"`{one}` and `{other}` are different populations and share no members",
                self,
                "combine sets of one population, or add their numbers with `+`",
            )
        match self.word:
            case "and":
                return meet(left, right)
            case "or":
                return join(left, right)
            case _:
                return Without(left, right)

    def cases(self, scope: Scope) -> Cases:
        if self.word == "but not" and isinstance(self.left, Name) and isinstance(self.right, Name):
            whole, part = self.left.quantity(scope), self.right.quantity(scope)
            if whole is not None and whole == part and whole.adds_up:
                one, other = self.left.amount(whole, scope), self.right.amount(whole, scope)
                self._check_part(one, other, scope)
                return always(Range.point(one - other))
        return MemberSet.cases(self, scope)

    def _check_part(self, one: Polynomial, other: Polynomial, scope: Scope) -> None:
        """What is taken off a quantity must be the same quantity in a part of the place."""
        for whole in self._amounts(one, scope):
            for part in self._amounts(other, scope):
                inside = whole.leaves is None or (
                    part.leaves is not None and part.leaves <= whole.leaves
                )
                if whole.period != part.period or not inside:
                    raise fail(
                        f"`{self.right.text}` is no part of `{self.left.text}`",
                        self,
                        "write `A - B` for a difference",
                    )

    @staticmethod
    def _amounts(value: Polynomial, scope: Scope) -> Iterator[Amount]:
        """The amounts that are counted in, not those that `[not London]` leaves out."""
        for key, factor in value.terms:
            for measure in (scope.met.measures[name] for name in key):
                if factor > 0 and isinstance(measure, Amount):
                    yield measure


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """`A + B`, `A - B`, `A * B`, `A / B`."""

    symbol: str
    left: Expression
    right: Expression

    form = "{left} {symbol} {right}"
    told = "{left:number} {symbol} {right:number}"

    def is_ratio(self, scope: Scope) -> bool:
        return self.symbol == "/" or (self.left.is_ratio(scope) and self.right.is_ratio(scope))

    def cases(self, scope: Scope) -> Cases:
        match self.symbol:
            case "+":
                return self._sum(scope, Range.plus)
            case "-":
                return self._sum(scope, lambda a, b: a.plus(b.negated()))
            case "*":
                return self._product(scope)
            case _:
                return self._quotient(scope)

    def _sum(self, scope: Scope, combine: Callable[[Range, Range], Range]) -> Cases:
        left, right = self.left.cases(scope), self.right.cases(scope)
        if len(left) * len(right) > SIGNS_OF_A_SUM:
            raise fail(
                "this adds up too many parts of what may be negative",
                self,
                "say `not_negative: true` in the vocabulary, or write several statements",
            )
        return combined(left, right, combine)

    def _product(self, scope: Scope) -> Cases:
        product = self.left.point(scope) * self.right.point(scope)
        if any(len(names) > FACTORS for names, _ in product.terms):
            raise fail(
                f"this multiplies more than {FACTORS} unknown numbers with one another",
                self,
                "write several statements",
            )
        return always(Range.point(product))

    def _quotient(self, scope: Scope) -> Cases:
        left, right = self.left.point(scope), self.right.point(scope)
        if not right.is_number:
            raise fail(
                "a division by something that is not printed can only be a whole side",
                self,
                "write `A / B = 3`, or `A = 3 times B`",
            )
        if not right.constant:
            raise fail("this divides by zero", self.right, _ZERO)
        return always(Range.point(left.scaled(1 / right.constant)))


_ZERO = "name what it should be divided by"


@dataclass(frozen=True, slots=True)
class Printed(Expression):
    """A figure that stands alone: `28`, `about 2,600`, `between 3 and 5`."""

    figure: Figure

    @property
    def text(self) -> str:
        return with_noun(self.figure)

    def _meant(self, scope: Scope) -> Figure:
        """The figure: beside shares, points are parts of the whole."""
        return in_points(self.figure) if scope.ratio and self.figure.unit in POINTS else self.figure

    def cases(self, scope: Scope) -> Cases:
        figure = self._meant(scope)
        interval = scope.interval(figure)
        if not scope.ratio:
            refuse_bare(figure)
        elif figure.kind is Kind.NUMBER and _is_percentage(scope):
            raise fail(
                f"`{figure.printed}` of what is itself in per cent?",
                figure,
                f"write `{figure.printed}%`",
            )
        elif (noun := figure.unit or figure.currency) and _is_part(scope.subject):
            raise fail(
                f"`{noun}` is no unit of a share",
                figure,
                "write the figure in `%`, or in `points` for a swing",
            )
        elif figure.kind is Kind.NUMBER and figure.value > 1 and _is_part(scope.subject):
            raise fail(
                f"`{figure.printed}` is more than the whole",
                figure,
                f"write `{figure.printed}%`, or `{figure.printed} points` for a swing",
            )
        return always(Range.constant(as_factor(figure, interval)))

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        figure = self._meant(scope)
        interval = scope.interval(figure)
        if figure.kind is Kind.ONE_IN:
            return Slot(figure, interval, Polynomial.number(1), subject)
        return Slot(figure, interval, subject, None)

    def words(self, scope: Scope) -> str:
        figure = self._meant(scope)
        return figure_words(figure, scope.interval(figure))


def _is_percentage(scope: Scope) -> bool:
    """Whether the other side is a quantity that is itself in per cent."""
    name = None if scope.subject is None else left_name(scope.subject)
    return name is not None and name.is_ratio(scope)


def _is_part(subject: Side | None) -> bool:
    """Whether a side is a share or a swing, which `A / B` need not be."""
    while isinstance(subject, Bracket):
        subject = subject.inner
    return subject is not None and not isinstance(subject, Arithmetic)


_PARTS = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.ONE_IN, Kind.MULTIPLE})


def refuse_bare(figure: Figure) -> None:
    """A part needs a whole: `13%`, `a third` and `3 in 10` alone say nothing of a number."""
    so_many = figure.kind is Kind.RATE and figure.per > 1 and " per " not in figure.printed
    if figure.kind in _PARTS or so_many:
        raise fail(
            f"{figure.printed} of what?",
            figure,
            f"write `{figure.printed} of NAME`"
            if figure.kind is not Kind.MULTIPLE
            else "name what it multiplies",
        ).unsettled()


@dataclass(frozen=True, slots=True)
class OneSided(Expression):
    """`more than A`, `at most A`: a limit that is no figure."""

    hedge: Hedge
    base: Expression

    form = "{hedge} {base}"
    told = "{hedge} {base:number}"

    def cases(self, scope: Scope) -> Cases:
        def turn(limit: Range) -> Range:
            match self.hedge:
                case Hedge.MORE:
                    return Range(limit.low, None, low_open=True)
                case Hedge.AT_LEAST:
                    return Range(limit.low, None, limit.low_open)
                case Hedge.LESS:
                    return Range(None, limit.high, high_open=True)
                case _:
                    return Range(None, limit.high, high_open=limit.high_open)

        return tuple(Case(case.when, turn(case.range)) for case in self.base.cases(scope))


def ratio_of(side: Expression, scope: Scope) -> tuple[Expression, Polynomial] | None:
    """What is divided in `A / B`, and by what, where that is no plain number."""
    if isinstance(side, Arithmetic) and side.symbol == "/":
        divisor = side.right.point(scope)
        if not divisor.is_number:
            return side.left, divisor
    return None


def left_name(expression: Side) -> Name | None:
    """The one name of a side, through brackets."""
    expression = expression.actual
    while isinstance(expression, Bracket):
        expression = expression.inner.actual
    return expression if isinstance(expression, Name) else None
