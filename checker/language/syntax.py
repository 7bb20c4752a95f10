"""The syntax tree that every phrase shares: names, brackets, sets, sums, comparisons.

Each node knows its place in the text, its meaning (a region, a range or a formula) and its
words. Phrases that stand on their own are in `checker.language.phrases`, one file each.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import replace

from checker.algebra.constraints import TRUE, Constraint, both, either, less
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import (
    POINTS,
    Figure,
    Hedge,
    Kind,
    as_factor,
    as_printed,
    in_points,
)
from checker.language.lexicon import Definition, Event, Population, Quantity
from checker.language.measures import Amount, Region, Without, join, meet
from checker.language.mistakes import fail
from checker.language.periods import Period
from checker.language.ranges import Case, Cases, Range, always, combined, compare
from checker.language.scanner import period_text, place_text
from checker.language.scope import InRange, Scope, Slot, Thing, Value, population_of
from checker.language.spell import figure_words, period_words, place_words
from checker.limits import FACTORS, SIGNS_OF_A_SUM


@dataclass(frozen=True, slots=True)
class Listed:
    """A member's name as written in a formula."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Formula:
    """One parsed line of `says`: the unit that a statement asserts."""

    source: str
    tree: "Assertion"

    @property
    def printed(self) -> tuple[Figure, ...]:
        """The figures that must stand in the quote, in order; limits such as `> half` need not."""
        return tuple(figure for node in self.tree.walk() for figure in node.figures())

    @property
    def members(self) -> tuple["Listed", ...]:
        """The members' names that are used, in order."""
        return tuple(name for node in self.tree.walk() for name in node.listed())

    @property
    def text(self) -> str:
        """The formula printed anew, white space and spellings in one form."""
        return self.tree.text


@dataclass(frozen=True, slots=True)
class Node:
    """Anything with a place in the text of its formula."""

    start: int
    end: int

    def children(self) -> Iterator["Node"]:
        """The nodes directly below."""
        return iter(())

    def figures(self) -> tuple[Figure, ...]:
        """The figures of this node itself that an article must have printed."""
        return ()

    def listed(self) -> tuple["Listed", ...]:
        """The members' names of this node itself."""
        return ()

    @property
    def needs_topic(self) -> bool:
        """Whether its meaning depends on the periods that the topic's other lines name."""
        return False

    def named(self) -> tuple[str, ...]:
        """What of the vocabulary this node itself may name."""
        return ()

    @property
    def is_change(self) -> bool:
        """Whether it tells how far two values are apart, which may be worked out from others."""
        return False

    @property
    def needs_editions(self) -> bool:
        """Whether its meaning depends on the reports that tell of a running thing."""
        return False

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in the order of the text."""
        yield self
        for child in self.children():
            yield from child.walk()


class Expression(Node, ABC):
    """A side of a comparison: a number, an interval or a set (whose number is its size)."""

    __slots__ = ()

    @abstractmethod
    def cases(self, scope: Scope) -> Cases:
        """Its value as a range, by case."""

    def region(self, scope: Scope) -> Region:
        """Its set of members; a mistake when it is a number."""
        raise fail("a set of members is expected here, this is a number", self).unsettled()

    @property
    def is_set(self) -> bool:
        """Whether the spelling alone says that it is a set."""
        return False

    def is_ratio(self, scope: Scope) -> bool:
        """Whether it is a part of a whole, so that `13%` alone can stand on the other side."""
        return False

    @property
    def actual(self) -> "Expression":
        """The number itself, where this is what is expected of it."""
        return self

    @property
    def unfinished(self) -> str:
        """What to write where it stands alone in place of a statement."""
        return ""

    def condition(self, subject: "Expression", scope: Scope) -> Constraint:
        """What it says besides its value, such as `12 of B`: the subject lies inside B."""
        return TRUE

    def taken_apart(self) -> tuple["Expression", tuple["Comparison", ...]]:
        """The side without what it says of something else, such as `12 of 30 B`: B is 30."""
        return self, ()

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        """What the printed figure on this side says of the other side; None without one figure."""
        return None

    @property
    @abstractmethod
    def text(self) -> str:
        """The formula printed anew; parsing it gives the same meaning."""

    @abstractmethod
    def words(self, scope: Scope) -> str:
        """Plain words for an editor, defaults filled in."""

    def counted(self, scope: Scope) -> str:
        """Plain words for its number: of a set, how many there are."""
        return f"the number of {self.words(scope)}" if self.is_set else self.words(scope)

    def point(self, scope: Scope) -> Polynomial:
        """Its value where it must be one number and no reading."""
        cases = self.cases(scope)
        value = cases[0].range.low
        if len(cases) != 1 or not cases[0].range.is_point or value is None:
            raise fail("this must be a name or a sum of names, not a figure that is read", self)
        return value


def actual_words(subject: Expression, said: str) -> str:
    """Words for the number itself, where what is expected of it stands beside it."""
    return said if subject.actual is subject else f"the actual {said.removeprefix('the ')}"


class Assertion(Node, ABC):
    """A formula that is true or false."""

    __slots__ = ()

    @abstractmethod
    def constraint(self, scope: Scope) -> Constraint:
        """Its algebra."""

    def apart(self, scope: Scope) -> tuple[Constraint, Constraint]:
        """Its algebra, and apart from it what it takes for granted."""
        inner = scope.but(supposed=set())
        said = self.constraint(inner)
        return said, both(*inner.supposed)

    def stated(self, scope: Scope) -> Constraint:
        """All that it says, with what it takes for granted."""
        return both(*self.apart(scope))

    def parts(self) -> tuple["Assertion", ...]:
        """What it says, figure by figure in the order of the text; itself where that is one thing.

        All parts together say what it says, and each of them says something by itself.
        """
        return (self,)

    def printed_in(self, source: str) -> str:
        """What readers call it as a part of a statement: its own text there."""
        return source[self.start : self.end]

    def with_left(self, change: Callable[[Expression], Expression]) -> "Assertion":
        """The same with another left side; only of comparisons of numbers."""
        raise fail(
            "only comparisons of numbers can be expected or a target",
            self,
            "put this statement into a claim without `status`",
        )

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        """The figures whose values a report can work out; none under `if`, `either` and `not`."""
        return ()

    @property
    @abstractmethod
    def text(self) -> str:
        """The formula printed anew."""

    @abstractmethod
    def words(self, scope: Scope) -> str:
        """One plain sentence without a full stop, defaults filled in."""


# --- marks behind a name ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PeriodMark(Node):
    """`@2011`, or `@each 2003..2009` with `last` set."""

    name: str
    each: bool = False
    last: str | None = None

    @property
    def text(self) -> str:
        """As written."""
        first = period_text(self.name)
        if not self.each:
            return f"@{first}"
        return f"@each {first}..{period_text(self.last)}" if self.last else "@each"

    def period(self, scope: Scope) -> Period:
        """The period meant."""
        if not self.each:
            return scope.find_period(self.name, self)
        if scope.each is None:
            raise fail("`@each` cannot stand here", self)
        return scope.each


@dataclass(frozen=True, slots=True)
class PlaceMark(Node):
    """`[England]` or `[not London]`."""

    name: str
    negated: bool = False

    @property
    def text(self) -> str:
        """As written."""
        return f"[{'not ' if self.negated else ''}{place_text(self.name)}]"


# --- expressions -----------------------------------------------------------------------------


def quoted(name: str, reserved: frozenset[str]) -> str:
    """A name as it can stand in a formula: in quotes when a word of it has a meaning of its own."""
    if (
        any(word in reserved for word in name.split())
        or not name.replace(" ", "").replace("_", "").isalnum()
    ):
        return f'"{name}"'
    return name


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A word of the vocabulary with its period and place."""

    name: str
    period_mark: PeriodMark | None = None
    place_mark: PlaceMark | None = None
    quoted: bool = False

    def children(self) -> Iterator[Node]:
        return iter(mark for mark in (self.period_mark, self.place_mark) if mark is not None)

    @property
    def text(self) -> str:
        name = f'"{self.name}"' if self.quoted else self.name
        period = self.period_mark.text if self.period_mark else ""
        return name + period + (self.place_mark.text if self.place_mark else "")

    def named(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def unfinished(self) -> str:
        return "" if self.quoted else f"write `{self.name} = …`, for example"

    def _period(self, scope: Scope) -> Period:
        mark = self.period_mark
        period = mark.period(scope) if mark is not None else scope.default_period()
        return scope.moved(period, self)

    def _place(self, scope: Scope) -> str | None:
        mark = self.place_mark
        if mark is None or mark.negated:
            return scope.place
        return scope.find_place(mark.name, mark)

    def _left_out(self, scope: Scope, default: str | None) -> str | None:
        """The place of `[not London]`, which must be a part of the place that is meant."""
        mark = self.place_mark
        if mark is None or not mark.negated:
            return None
        found = scope.find_place(mark.name, mark)
        whole = scope.forced_place or scope.place or default
        lexicon = scope.words.lexicon
        if whole is not None and not lexicon.leaves(found) <= lexicon.leaves(whole):
            raise fail(
                f"`{found}` is no part of {whole}, so nothing is left out",
                mark,
                f"name the larger place: `{self.name}[PLACE] but not {self.name}[{found}]`",
            )
        return found

    def region(self, scope: Scope) -> Region:
        return self.region_of(scope.thing(self.name, self), scope)

    def region_of(self, thing: Thing, scope: Scope) -> Region:
        """The set of a thing in the period and place of this name."""
        period, place = self._period(scope), self._place(scope)
        found = scope.region_of(thing, period, place, self)
        population = population_of(found)
        default = scope.words.lexicon.populations[population].place if population else None
        left_out = self._left_out(scope, default)
        if left_out is None:
            return found
        there = scope.but(forced_place=None)
        return Without(found, there.region_of(thing, period, left_out, self))

    def is_ratio(self, scope: Scope) -> bool:
        quantity = self.quantity(scope)
        return quantity is not None and quantity.is_percentage

    def quantity(self, scope: Scope) -> Quantity | None:
        """The quantity of this name, if it is one."""
        thing = scope.thing(self.name, self)
        return thing if isinstance(thing, Quantity) else None

    def amount(self, quantity: Quantity, scope: Scope) -> Polynomial:
        """The quantity's value."""
        period, place = self._period(scope), self._place(scope)
        left_out = self._left_out(scope, quantity.place)
        whole = scope.amount_of(quantity, period, place)
        if left_out is None:
            return whole
        if not quantity.adds_up:
            raise fail(
                f"`{quantity.name}` does not add up over places, so a part cannot be left out",
                self,
                "name the place that is meant",
            )
        there = scope.but(forced_place=None)
        return whole - there.amount_of(quantity, period, left_out)

    def cases(self, scope: Scope) -> Cases:
        quantity = self.quantity(scope)
        if quantity is not None:
            return always(Range.point(self.amount(quantity, scope)))
        return always(Range.point(sized(self, scope)))

    def _default_place(self, thing: Thing, scope: Scope) -> str | None:
        """Where a set is meant when no place is printed: where its population is."""
        population = population_of(self.region_of(thing, scope))
        return scope.words.lexicon.populations[population].place if population else None

    def counted(self, scope: Scope) -> str:
        words = self.words(scope)
        return words if self.quantity(scope) is not None else f"the number of {words}"

    def words(self, scope: Scope) -> str:
        return self.words_of(scope.thing(self.name, self), scope)

    def words_of(self, thing: Thing, scope: Scope, further: str = "") -> str:
        """Plain words for a thing in the period and place of this name, `further` behind it."""
        period, place = self._period(scope), self._place(scope)
        default: str | None = None
        noun = self.name
        told = scope.told_words(thing)
        if isinstance(thing, InRange):
            thing = thing.whole
        match thing:
            case Value(name, attribute):
                noun = f"{attribute.of} with {attribute.name} {name}"
                default = scope.words.lexicon.populations[attribute.of].place
            case Population() | Quantity():
                noun, default = thing.name, thing.place
            case Definition():
                noun = f"{thing.name} ({thing.text})"
                default = self._default_place(thing, scope)
            case Event():
                return thing.name.replace("_", " ")
        left_out = self._left_out(scope, default)
        without = f" without {left_out}" if left_out else ""
        where = place_words(scope.forced_place or place or default)
        noun = f"{noun}{further}".replace("_", " ")
        return f"{noun}{period_words(period)}{where}{without}{told}"


def sized(expression: Expression, scope: Scope) -> Polynomial:
    """The size of a set expression."""
    region = expression.region(scope)
    population = population_of(region)
    if population is None:
        raise fail("a list of names alone has no number", expression)
    return scope.size(population, region)


@dataclass(frozen=True, slots=True)
class Bracket(Expression):
    """`( … )`, whose period and place are defaults for what is inside."""

    inner: Expression
    period_mark: PeriodMark | None = None
    place_mark: PlaceMark | None = None

    def children(self) -> Iterator[Node]:
        marks = (mark for mark in (self.period_mark, self.place_mark) if mark is not None)
        return iter((self.inner, *marks))

    @property
    def text(self) -> str:
        period = self.period_mark.text if self.period_mark else ""
        return f"({self.inner.text}){period}{self.place_mark.text if self.place_mark else ''}"

    @property
    def is_set(self) -> bool:
        return self.inner.is_set

    def is_ratio(self, scope: Scope) -> bool:
        return self.inner.is_ratio(scope)

    def _inside(self, scope: Scope) -> Scope:
        if self.period_mark is not None:
            scope = scope.but(period=self.period_mark.period(scope))
        if self.place_mark is not None:
            mark = self.place_mark
            if mark.negated:
                raise fail("`not` in square brackets stands behind a name", mark)
            scope = scope.but(place=scope.find_place(mark.name, mark))
        return scope

    def region(self, scope: Scope) -> Region:
        return self.inner.region(self._inside(scope))

    def cases(self, scope: Scope) -> Cases:
        return self.inner.cases(self._inside(scope))

    def words(self, scope: Scope) -> str:
        return f"({self.inner.words(self._inside(scope))})"


@dataclass(frozen=True, slots=True)
class SetOperation(Expression):
    """`A and B`, `A or B`, `A but not B`."""

    word: str
    left: Expression
    right: Expression

    def children(self) -> Iterator[Node]:
        return iter((self.left, self.right))

    @property
    def text(self) -> str:
        return f"{self.left.text} {self.word} {self.right.text}"

    @property
    def is_set(self) -> bool:
        return True

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
        return always(Range.point(sized(self, scope)))

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
            for measure in (scope.measures[name] for name in key):
                if factor > 0 and isinstance(measure, Amount):
                    yield measure

    def words(self, scope: Scope) -> str:
        return f"{self.left.words(scope)} {self.word} {self.right.words(scope)}"


@dataclass(frozen=True, slots=True)
class Upwards(Expression):
    """`well or better`, `adequate or worse`: a value and all on one side of it in its order."""

    name: Name
    better: bool

    def children(self) -> Iterator[Node]:
        return iter((self.name,))

    @property
    def text(self) -> str:
        bare = replace(self.name, period_mark=None, place_mark=None)
        marks = self.name.text[len(bare.text) :]
        return f"{bare.text} or {'better' if self.better else 'worse'}{marks}"

    @property
    def is_set(self) -> bool:
        return True

    def _values(self, scope: Scope) -> tuple[str, ...]:
        thing = scope.thing(self.name.name, self.name)
        order = thing.attribute.ordered if isinstance(thing, Value) else ()
        if not isinstance(thing, Value) or thing.name not in order:
            raise fail(
                f"`{self.name.name}` stands in no order",
                self.name,
                "list the attribute's values under `best_first`",
            )
        rank = order.index(thing.name)
        return order[: rank + 1] if self.better else order[rank:]

    def region(self, scope: Scope) -> Region:
        attribute = self._attribute(scope)
        return join(
            *(
                replace(self.name, name=f"{attribute}.{value}").region(scope)
                for value in self._values(scope)
            )
        )

    def _attribute(self, scope: Scope) -> str:
        thing = scope.thing(self.name.name, self.name)
        return thing.attribute.name if isinstance(thing, Value) else ""

    def cases(self, scope: Scope) -> Cases:
        return always(Range.point(sized(self, scope)))

    def words(self, scope: Scope) -> str:
        values = self._values(scope)
        noun = f"{self._attribute(scope)}.{values[0]}"
        shown = replace(self.name, name=noun).words(scope)
        return shown.replace(f" {values[0]}", f" {' or '.join(values)}", 1)


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """`A + B`, `A - B`, `A * B`, `A / B`."""

    symbol: str
    left: Expression
    right: Expression

    def children(self) -> Iterator[Node]:
        return iter((self.left, self.right))

    @property
    def text(self) -> str:
        return f"{self.left.text} {self.symbol} {self.right.text}"

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

    def words(self, scope: Scope) -> str:
        return f"{self.left.counted(scope)} {self.symbol} {self.right.counted(scope)}"


@dataclass(frozen=True, slots=True)
class Printed(Expression):
    """A figure that stands alone: `28`, `about 2,600`, `between 3 and 5`."""

    figure: Figure

    def figures(self) -> tuple[Figure, ...]:
        return spread(self.figure)

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


def _is_part(subject: Expression | None) -> bool:
    """Whether a side is a share or a swing, which `A / B` need not be."""
    while isinstance(subject, Bracket):
        subject = subject.inner
    return subject is not None and not isinstance(subject, Arithmetic)


def spread(*figures: Figure | None) -> tuple[Figure, ...]:
    """The figures that stand in the text: both of `a to b`."""
    found: list[Figure] = []
    for figure in figures:
        if figure is not None:
            found.append(figure)
            found.extend(spread(figure.upper))
    return tuple(found)


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


def figure_text(figure: Figure) -> str:
    """A figure as it can stand in a formula, without its noun."""
    return as_printed(figure)


def with_noun(figure: Figure) -> str:
    """A figure as it can stand in a formula, with the noun behind it."""
    return f"{figure_text(figure)} {figure.unit or ''}".rstrip()


@dataclass(frozen=True, slots=True)
class OneSided(Expression):
    """`more than A`, `at most A`: a limit that is no figure."""

    hedge: Hedge
    base: Expression

    def children(self) -> Iterator[Node]:
        return iter((self.base,))

    @property
    def text(self) -> str:
        return f"{self.hedge.value} {self.base.text}"

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

    def words(self, scope: Scope) -> str:
        return f"{self.hedge.value} {self.base.counted(scope)}"


# --- assertions ------------------------------------------------------------------------------

SYMBOL_WORDS = {
    "=": "is",
    "!=": "is not",
    ">": "is more than",
    ">=": "is at least",
    "<": "is less than",
    "<=": "is at most",
}


@dataclass(frozen=True, slots=True)
class Comparison(Assertion):
    """`A = 28 = 13% of B`, `A > B > C`: equal signs go back to the first side, others chain.

    One that is part of a chain knows what that `begins` with.
    """

    first: Expression
    links: tuple[tuple[str, Expression], ...]
    begins: Expression | None = None

    def children(self) -> Iterator[Node]:
        return iter((self.first, *(side for _, side in self.links)))

    @property
    def text(self) -> str:
        return self.first.text + "".join(f" {symbol} {side.text}" for symbol, side in self.links)

    def with_left(self, change: Callable[[Expression], Expression]) -> Assertion:
        return replace(self, first=change(self.first))

    def walk(self) -> Iterator[Node]:
        yield self
        yield from self.first.walk()
        for symbol, side in self.links:
            if symbol == "=" or not _is_half(side):
                yield from side.walk()
            else:
                yield from (node for node in side.walk() if not node.figures())

    def parts(self) -> tuple[Assertion, ...]:
        links = tuple(one for pair in self._pairs() for one in self._link(*pair))
        figures = {where for one in links if (where := frozenset(one.where_figures()))}
        return links if len(figures) > 1 else (self,)

    def where_figures(self) -> Iterator[int]:
        """Where its figures stand, `half` in `> half of A` too."""
        for side in (self.first, *(side for _, side in self.links)):
            yield from (node.start for node in side.walk() if node.figures())

    def _link(self, left: Expression, symbol: str, right: Expression) -> Iterator["Comparison"]:
        """One link of the chain, and what its right side says of something else."""
        right, besides = right.taken_apart()
        start = left.start if isinstance(left, Printed) else right.start
        yield Comparison(start, right.end, left, ((symbol, right),), self.begins or self.first)
        yield from besides

    def _pairs(self) -> Iterator[tuple[Expression, str, Expression]]:
        left = self.first
        for symbol, right in self.links:
            yield left, symbol, right
            if symbol != "=":
                left = right

    def constraint(self, scope: Scope) -> Constraint:
        return both(
            *(self._relate(left, symbol, right, scope) for left, symbol, right in self._pairs())
        )

    def _inner(self, symbol: str, scope: Scope) -> Scope:
        subject = self.begins or self.first
        return scope.but(
            threshold=symbol not in {"=", "!="},
            subject=subject,
            ratio=subject.is_ratio(scope),
        )

    def _relate(self, left: Expression, symbol: str, right: Expression, scope: Scope) -> Constraint:
        right, besides = right.taken_apart()
        also = [one.constraint(scope) for one in besides]
        scope = self._inner(symbol, scope)
        if isinstance(left, Arithmetic) and left.symbol == "/":
            divisor = left.right.point(scope)
            if not divisor.is_number:
                scope.suppose_something(divisor)
                over = _over(left.left.cases(scope), divisor, symbol, right.cases(scope), scope)
                return both(over, *also)
        left_cases = left.cases(scope)
        scope = _facing(left_cases, scope)
        self._check_units(left, right, scope)
        related = compare(left_cases, symbol, right.cases(scope))
        return both(related, right.condition(left, scope), *also)

    @staticmethod
    def _check_units(left: Expression, right: Expression, scope: Scope) -> None:
        if isinstance(right, Printed):
            scope.check_unit(left_name(left), right.figure)
        elif isinstance(left, Printed):
            scope.check_unit(left_name(right), left.figure)

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        found = []
        for left, symbol, right in self._pairs():
            inner = self._inner(symbol, scope)
            figure_side, besides = right.taken_apart()
            side, relation = left, symbol
            if isinstance(left, Printed):
                side, figure_side, relation = figure_side, left, _MIRRORED[symbol]
            slot = None if symbol == "!=" else _slot(side, figure_side, inner)
            if slot is not None:
                found.append(replace(slot, relation=relation))
            found += (slot for one in besides for slot in one.slots(scope))
        return tuple(found)

    def words(self, scope: Scope) -> str:
        shown = ""
        for left, symbol, right in self._pairs():
            inner = self._inner(symbol, scope)
            verb = "equals" if symbol == "=" and _is_named(right) else SYMBOL_WORDS[symbol]
            said = f"{verb} {right.counted(_beside(left, inner))}"
            if not shown:
                shown = f"{left.counted(inner)} {said}"
            elif left is self.first:
                shown += f" and {said}"
            else:
                shown += f", and {left.counted(inner)} {said}"
        return shown


def _is_named(right: Expression) -> bool:
    """Whether a right side is another thing, and no figure."""
    figures = any(node.figures() for node in right.walk())
    return isinstance(right, Name | Arithmetic) and not figures


def _facing(left: Cases, scope: Scope) -> Scope:
    """The scope of a right side: it knows the left value where that is one number."""
    is_point = len(left) == 1 and left[0].range.is_point
    return scope.but(left=left[0].range.low) if is_point else scope


def _beside(left: Expression, scope: Scope) -> Scope:
    """The scope of what stands right of an expression; the value of `A / B` is not known alone."""
    quotient = isinstance(left, Arithmetic) and left.symbol == "/"
    return scope if quotient else _facing(left.cases(scope), scope)


def _slot(side: Expression, figure_side: Expression, scope: Scope) -> Slot | None:
    """What the figure on one side says of the other; of `A / B` it states the ratio."""
    if isinstance(side, Arithmetic) and side.symbol == "/":
        divisor = side.right.point(scope)
        if not divisor.is_number:
            slot = figure_side.slot(side.left.point(scope), scope)
            plain = slot is not None and slot.denominator is None
            return replace(slot, denominator=divisor) if slot is not None and plain else None
    cases = side.cases(scope)
    value = cases[0].range.low
    if len(cases) != 1 or not cases[0].range.is_point or value is None:
        return None
    return figure_side.slot(value, scope.but(left=value))


def _is_half(side: Expression) -> bool:
    """`> half of A` is how a formula says `most`, so no half needs to be printed."""
    figures = side.figures()
    return len(figures) == 1 and figures[0].kind is Kind.FRACTION and figures[0].value * 2 == 1


_MIRRORED = {"=": "=", "!=": "!=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}


def _over(top: Cases, divisor: Polynomial, symbol: str, right: Cases, scope: Scope) -> Constraint:
    """`top / divisor symbol right` without the division; a divisor may be on either side of 0."""
    nothing = Polynomial()
    above = compare(top, symbol, _times(right, divisor))
    if scope.not_negative(divisor):
        return above
    turned = tuple(replace(one, range=one.range.negated()) for one in top)
    below = compare(turned, symbol, _times(right, -divisor))
    return either(both(less(nothing, divisor), above), both(less(divisor, nothing), below))


def _times(values: Cases, factor: Polynomial) -> Cases:
    """Each value times a factor that is above 0."""
    return tuple(
        Case(
            one.when,
            replace(
                one.range,
                low=None if one.range.low is None else one.range.low * factor,
                high=None if one.range.high is None else one.range.high * factor,
            ),
        )
        for one in values
    )


_ZERO = "name what it should be divided by"


def left_name(expression: Expression) -> Name | None:
    """The one name of a side, through brackets."""
    expression = expression.actual
    while isinstance(expression, Bracket):
        expression = expression.inner.actual
    return expression if isinstance(expression, Name) else None
