"""Names of the vocabulary in a formula, with the periods and places behind them."""

from dataclasses import replace

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.lexicon import Definition, Event, Population, Quantity
from checker.language.measures import Region, Without, join
from checker.language.mistakes import fail
from checker.language.nodes import Expression, MemberSet, Node, sized
from checker.language.periods import Period
from checker.language.ranges import Cases, Range, always
from checker.language.scanner import period_text, place_text
from checker.language.scope import Scope, population_of
from checker.language.spell import period_words, place_words
from checker.language.things import InRange, Thing, Value

# --- marks behind a name ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PeriodMark(Node):
    """`@2011`, or `@each 2003..2009` with `last` set."""

    name: str
    each: bool = False
    last: str | None = None

    @property
    def text(self) -> str:
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
class PeriodName(Node):
    """A period behind a word such as `on`, `in` or `since`, which is no period of any number."""

    name: str

    @property
    def text(self) -> str:
        return period_text(self.name)

    def words(self, scope: Scope) -> str:
        return self.text

    def period(self, scope: Scope) -> Period:
        """The period meant."""
        return scope.find_period(self.name, self)


@dataclass(frozen=True, slots=True)
class PlaceMark(Node):
    """`[England]` or `[not London]`."""

    name: str
    negated: bool = False

    @property
    def text(self) -> str:
        return f"[{'not ' if self.negated else ''}{place_text(self.name)}]"


def marked(scope: Scope, period: PeriodMark | None, place: PlaceMark | None) -> Scope:
    """A scope whose defaults are the period and the place behind a bracket or the like."""
    if period is not None:
        scope = scope.but(period=period.period(scope))
    if place is not None:
        if place.negated:
            raise fail("`not` in square brackets stands behind a name", place)
        scope = scope.but(place=scope.find_place(place.name, place))
    return scope


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A word of the vocabulary with its period and place."""

    name: str
    period_mark: PeriodMark | None = None
    place_mark: PlaceMark | None = None
    quoted: bool = False

    form = "{spelling}{period_mark}{place_mark}"

    @property
    def spelling(self) -> str:
        """The name alone, as it is written."""
        return f'"{self.name}"' if self.quoted else self.name

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
        return self.region_of(scope.words.thing(self.name, self), scope)

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
        thing = scope.words.thing(self.name, self)
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
        return self.words_of(scope.words.thing(self.name, self), scope)

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


@dataclass(frozen=True, slots=True)
class Upwards(MemberSet):
    """`well or better`, `adequate or worse`: a value and all on one side of it in its order."""

    name: Name
    better: bool

    @property
    def text(self) -> str:
        marks = self.name.text.removeprefix(self.name.spelling)
        return f"{self.name.spelling} or {'better' if self.better else 'worse'}{marks}"

    def _values(self, scope: Scope) -> tuple[str, ...]:
        thing = scope.words.thing(self.name.name, self.name)
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
        thing = scope.words.thing(self.name.name, self.name)
        return thing.attribute.name if isinstance(thing, Value) else ""

    def words(self, scope: Scope) -> str:
        values = self._values(scope)
        noun = f"{self._attribute(scope)}.{values[0]}"
        shown = replace(self.name, name=noun).words(scope)
        return shown.replace(f" {values[0]}", f" {' or '.join(values)}", 1)
