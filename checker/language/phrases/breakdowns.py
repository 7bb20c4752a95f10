"""`dead by nation = {Ruritanian 5, Sylvanian 2, unknown the rest}`: a set by an attribute's values.

Of an attribute with numbers it is `dead by aged = {0..17 3, 65+ 4}`. `=` lists all values: those
left out are 0, and the figures add up to the whole. `includes` leaves others free. Members under
`unknown` are in none of the figures but have some value, so with it a figure is the least that
there are of a value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import product

from checker.algebra.constraints import FALSE, Constraint, at_most, both, equal, less
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language import hedges
from checker.language.figures import Hedge
from checker.language.lexicon import Attribute
from checker.language.measures import HIDDEN, Holds, Region, Within, Without, join, meet
from checker.language.mistakes import fail
from checker.language.names import Name, PeriodMark, PlaceMark, Upwards, marked
from checker.language.nodes import Assertion, Expression, Node
from checker.language.parser import Parser, Phrase, reached
from checker.language.periods import Period
from checker.language.phrases.numbers import Numbered, Numbers, gaps, numbers
from checker.language.ranges import Range, above, equals
from checker.language.scope import Scope, Slot, population_of
from checker.language.sides import Bracket, Printed
from checker.language.spell import period_words
from checker.language.suggest import did_you_mean, nearest
from checker.language.things import Value
from checker.language.units import check_unit
from checker.limits import FIGURES_BESIDE_UNKNOWN

_UNKNOWN = "unknown"
_NOTHING = Range.point(Polynomial())


@dataclass(frozen=True, slots=True)
class Item(Node):
    """A value, numbers or `unknown`, with its figure; without one it has `the rest`."""

    name: str
    name_end: int
    quoted: bool
    figure: Printed | None
    numbers: Numbers | None = None

    @property
    def text(self) -> str:
        """As it can stand in a formula."""
        plain = self.is_unknown or self.numbers is not None
        name = self.name if plain else f'"{self.name}"'
        return f"{name} {self.figure.text if self.figure is not None else 'the rest'}"

    def called(self, attribute: str) -> str:
        """The value in plain words."""
        if self.is_unknown:
            return f"of {_UNKNOWN} {attribute}"
        return self.name if self.numbers is None else f"{attribute} {self.numbers.words}"

    @property
    def is_unknown(self) -> bool:
        """Whether it may be the word `unknown`, not a value of that name."""
        return self.name == _UNKNOWN and not self.quoted


@dataclass(frozen=True, slots=True)
class _Broken:
    """A breakdown in one scope: the size of the whole and of each value, by what is listed.

    Where members may have `several` values, all of these are of those whose values are known, with
    how many have any listed value, and any but one that has the rest, and how many are `hidden`.
    """

    whole: Polynomial
    values: tuple[tuple[Item, Polynomial], ...]
    unlisted: tuple[Polynomial, ...]
    unknown: Item | None
    several: "_Several | None"


@dataclass(frozen=True, slots=True)
class _Several:
    """How many have any of the listed values, any with a figure, and how many are unknown."""

    any_listed: Polynomial
    any_counted: Polynomial
    hidden: Polynomial | None


@dataclass(frozen=True, slots=True)
class Breakdown(Assertion):
    """How many members of a set have each value of an attribute."""

    subject: Expression
    attribute: str
    attribute_start: int
    attribute_end: int
    period_mark: PeriodMark | None
    place_mark: PlaceMark | None
    items: tuple[Item, ...]
    closed: bool

    @property
    def text(self) -> str:
        marks = "".join(m.text for m in (self.period_mark, self.place_mark) if m is not None)
        symbol = "=" if self.closed else "includes"
        items = ", ".join(item.text for item in self.items)
        return f'{self.subject.text} by "{self.attribute}"{marks} {symbol} {{{items}}}'

    # --- names ---

    def _inside(self, scope: Scope) -> Scope:
        scope = scope.but(subject=None, left=None, threshold=False, ratio=False)
        return marked(scope, self.period_mark, self.place_mark)

    def _period(self, scope: Scope) -> Period:
        """When members have their values: when the set is meant, unless a period stands behind."""
        period = scope.default_period()
        if self.period_mark is None:
            named = self.subject
            if isinstance(named, Upwards | Numbered):
                named = named.name
            own = named.period_mark if isinstance(named, Name | Bracket) else None
            if own is not None:
                period = own.period(scope)
            elif any(isinstance(node, PeriodMark) for node in self.subject.walk()):
                raise fail(
                    f"when is their {self.attribute} meant?",
                    (self.attribute_start, self.attribute_end),
                    f"write the period behind it: `by {self.attribute}@2011`",
                )
        return scope.moved(period, self)

    def _attribute(self, population: str, scope: Scope) -> Attribute:
        found = scope.words.attribute(self.attribute)
        where = self.attribute_start, self.attribute_end
        if found is None:
            remedy = did_you_mean(self.attribute, scope.words.attributes)
            raise fail(f"`{self.attribute}` is no attribute of the vocabulary", where, remedy)
        if found.of != population:
            raise fail(
                f"`{found.name}` is an attribute of {found.of}, not of {population}",
                where,
                f"break down a set of {found.of}, or name an attribute of {population}",
            )
        return found

    @staticmethod
    def _value(item: Item, attribute: Attribute, scope: Scope) -> "_Part | None":
        """The value or the numbers that an item names; None for `unknown`."""
        if attribute.numbers and item.numbers is not None:
            return item.numbers
        for thing in scope.words.things(item.name):
            if isinstance(thing, Value) and thing.attribute == attribute:
                return thing.name
        for thing in scope.words.things(f"{attribute.name}.{item.name}"):
            if isinstance(thing, Value):
                return thing.name
        if item.is_unknown:
            return None
        near = nearest(item.name, attribute.values)
        if near is None and attribute.open:
            remedy = f"list it under `values` of `{attribute.name}` in the vocabulary"
        elif attribute.numbers:
            remedy = "write numbers and their figure: `20..29 5`, `65+ 3`"
        else:
            remedy = did_you_mean(item.name, attribute.values)
        raise fail(
            f"`{item.name}` is no value of `{attribute.name}`", (item.start, item.name_end), remedy
        )

    def _broken(self, scope: Scope) -> _Broken:
        region = self.subject.region(scope)
        population = population_of(region)
        if population is None:
            raise fail(
                "a list of names alone cannot be broken down",
                self.subject,
                "write `SET by ATTRIBUTE = {…}`",
            )
        attribute = self._attribute(population, scope)
        period = self._period(scope)
        listed: dict[_Part | None, Item] = {}
        for item in self.items:
            value = self._value(item, attribute, scope)
            if value in listed:
                raise fail(
                    f"`{item.name}` stands twice in the list",
                    (item.start, item.name_end),
                    "remove one, or look for a slip: which other value was meant?",
                )
            self._check_apart(item, listed.values())
            listed[value] = item
            if item.figure is not None:
                noun = Name(item.figure.start, item.figure.end, population)
                check_unit(noun, item.figure.figure, scope)
        self._check_rest()

        told = scope.told_of(attribute, period)
        hidden: Region | None = None
        if attribute.many and None in listed:
            hidden = self._hidden(region, attribute, told)
        known = region if hidden is None else Without(region, hidden)

        def having(part: _Part) -> Region:
            return meet(known, _holding(part, attribute, told))

        def size(part: _Part) -> Polynomial:
            return scope.size(population, having(part))

        def any_of(parts: Iterable[_Part]) -> Polynomial:
            inside = [having(part) for part in parts]
            return scope.size(population, join(*inside)) if inside else Polynomial()

        named = {value: item for value, item in listed.items() if value is not None}
        several = None
        if attribute.many:
            several = _Several(
                any_of(named),
                any_of(value for value, item in named.items() if item.figure is not None),
                None if hidden is None else scope.size(population, meet(region, hidden)),
            )
        return _Broken(
            scope.size(population, known),
            tuple((item, size(value)) for value, item in named.items()),
            tuple(size(part) for part in _others(attribute, listed)) if self.closed else (),
            listed.get(None),
            several,
        )

    def _hidden(self, region: Region, attribute: Attribute, told: Period) -> Region:
        """The members of which nothing is known, as a value that only this breakdown speaks of."""
        own = sha256(f"{region.text} {self.text}".encode()).hexdigest()[:8]
        kind = f"{attribute.name}{HIDDEN}{own}"
        return Holds(attribute.of, kind, told, frozenset({_UNKNOWN}))

    @staticmethod
    def _check_apart(item: Item, others: Iterable[Item]) -> None:
        for other in others:
            if item.numbers and other.numbers and item.numbers.meets(other.numbers):
                raise fail(
                    f"`{item.name}` and `{other.name}` have numbers in common",
                    (item.start, item.name_end),
                    "leave one out and say it in a statement of its own",
                )

    def _check_rest(self) -> None:
        rests = [item for item in self.items if item.figure is None]
        if len(rests) > 1:
            raise fail(
                "only one item can have the rest",
                rests[1],
                "write a figure, or leave the item out under `includes`",
            )
        if rests and not self.closed:
            raise fail(
                "`includes` leaves others free, so nobody knows what is the rest",
                rests[0],
                "write `=` where the list has all values",
            )

    # --- meaning ---

    def parts(self) -> tuple[Assertion, ...]:
        figures = [item for item in self.items if item.figure is not None]
        if len(figures) == 1 or any(item.is_unknown for item in self.items):
            return (self,)
        counted = [
            replace(self, start=one.start, end=one.end, items=(one,), closed=False)
            for one in figures
        ]
        rest = (NoOthers(self.start, self.end, self),)
        return (*counted, *(rest if self.closed else ()))

    def constraint(self, scope: Scope) -> Constraint:
        scope = self._inside(scope)
        broken = self._broken(scope)
        if broken.unknown is not None and broken.several is None:
            return self._with_unknown(broken, scope)
        counted = (
            equals(Range.point(size), _printed(item.figure, scope))
            for item, size in broken.values
            if item.figure is not None
        )
        return both(*counted, *self._besides(broken, scope))

    def no_others(self, scope: Scope) -> Constraint:
        """That the list has all values, and each that has the rest has some."""
        scope = self._inside(scope)
        return both(*self._besides(self._broken(scope), scope))

    def _besides(self, broken: _Broken, scope: Scope) -> Iterator[Constraint]:
        """What it says but for the figures of the values."""
        if self.closed:
            yield equal(broken.whole, self._together(broken))
            yield from (equal(size, Polynomial()) for size in broken.unlisted)
        if broken.several is not None:
            yield from self._of_several(broken, broken.several, scope)

    @staticmethod
    def _together(broken: _Broken) -> Polynomial:
        """How many have any of the listed values."""
        if broken.several is not None:
            return broken.several.any_listed
        total = Polynomial()
        for _, size in broken.values:
            total = total + size
        return total

    @staticmethod
    def _of_several(broken: _Broken, several: _Several, scope: Scope) -> Iterator[Constraint]:
        """Somebody is left where a value has the rest, and all of these have it."""
        for item, size in broken.values:
            if item.figure is None:
                yield less(several.any_counted, broken.whole)
                yield at_most(broken.whole - several.any_counted, size)
        unknown = broken.unknown
        if unknown is not None and unknown.figure is not None and several.hidden is not None:
            yield equals(Range.point(several.hidden), _printed(unknown.figure, scope))

    def _with_unknown(self, broken: _Broken, scope: Scope) -> Constraint:
        """Each value has at least its figure, and at most those of unknown value beside it."""
        whole = Range.point(broken.whole)
        figures = {
            item: _not_negative(_printed(item.figure, scope))
            for item in self.items
            if item.figure is not None
        }

        def beside(left_out: Item | None) -> Range:
            """What the figures leave, but for that of one item."""
            rest = whole
            for item, printed in figures.items():
                if item is not left_out:
                    rest = rest.plus(printed.negated())
            return rest

        if not all(map(_can_be_counted, figures.values())):
            return FALSE
        unknown = figures.get(broken.unknown) if broken.unknown is not None else None
        most = unknown or beside(None)
        parts = []
        if not self.closed or len(figures) < len(self.items):
            parts.append(above(beside(None), _NOTHING, strict=False))
        else:
            parts.append(equals(beside(None), _NOTHING))
        for item, size in broken.values:
            here = Range.point(size)
            known = figures.get(item) or beside(None)
            parts.append(above(here, known, strict=False))
            top = known.plus(unknown) if unknown is not None else beside(item)
            parts.append(above(top, here, strict=False))
        if self.closed:
            parts += [above(most, Range.point(size), strict=False) for size in broken.unlisted]
        if self.closed and unknown is not None:
            parts += self._enough(broken, figures, unknown)
        return both(*parts)

    def _enough(
        self, broken: _Broken, figures: Mapping[Item, Range], unknown: Range
    ) -> Iterator[Constraint]:
        """Those known of each value, at most all that have it, and the unknown make up the whole.

        A figure that is read is as large as it can be: the most that it means, or all there are.
        """
        read = [item for item, printed in figures.items() if not printed.is_point]
        read = [item for item in read if item is not broken.unknown]
        if len(read) > FIGURES_BESIDE_UNKNOWN:
            raise fail(
                f"more than {FIGURES_BESIDE_UNKNOWN} rounded figures beside `{_UNKNOWN}`",
                self,
                "write several statements with `includes`",
            )
        for chosen in product((False, True), repeat=len(read)):
            as_meant = {item for item, taken in zip(read, chosen, strict=True) if taken}
            total = unknown
            for item, size in broken.values:
                printed = figures.get(item)
                if printed is None or (item in read and item not in as_meant):
                    printed = Range.point(size)
                total = total.plus(printed)
            yield above(total, Range.point(broken.whole), strict=False)

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        scope = self._inside(scope)
        broken = self._broken(scope)
        if broken.unknown is not None:
            return ()
        slots = [i.figure.slot(size, scope) for i, size in broken.values if i.figure is not None]
        found = tuple(slot for slot in slots if slot is not None)
        # One figure alone does not tell what is wrong with a list that says more.
        return () if self.closed and len(found) == 1 else found

    def words(self, scope: Scope) -> str:
        inside = self._inside(scope)
        one = self.items[0]
        if len(self.items) == 1 and not self.closed and one.figure is not None:
            subject, when = self._subject(inside)
            kind = one.called(self.attribute)
            joint = " " if one.is_unknown or one.numbers is not None else f" with {self.attribute} "
            said = f"the number of {subject}{joint}{kind}{when}"
            return f"{said} is {one.figure.words(inside)}"
        counts = (
            "the rest" if item.figure is None else item.figure.words(inside) for item in self.items
        )
        return self.words_with(counts, scope)

    def words_with(self, counts: Iterable[str], scope: Scope) -> str:
        """Plain words with a count for each value; the values alone where it is empty."""
        subject, when = self._subject(self._inside(scope))
        listed = ", ".join(
            f"{count} {item.called(self.attribute)}".lstrip()
            for item, count in zip(self.items, counts, strict=True)
        )
        told = f"{subject} are by {self.attribute}{when}"
        if self.closed:
            return f"{told}: {listed}, and no others"
        return f"{told}, among others: {listed}"

    def _subject(self, scope: Scope) -> tuple[str, str]:
        """The set in words, and when its members have their values if they do not say that."""
        subject, when = self.subject.words(scope), period_words(self._period(scope))
        return subject, "" if when in subject else when


@dataclass(frozen=True, slots=True)
class NoOthers(Assertion):
    """What a breakdown with `=` says but for its figures."""

    breakdown: Breakdown

    form = "no others: {breakdown}"

    def children(self) -> Iterable[Node]:
        return (self.breakdown.subject,)

    def printed_in(self, source: str) -> str:
        return "no others"

    def constraint(self, scope: Scope) -> Constraint:
        return self.breakdown.no_others(scope)

    def words(self, scope: Scope) -> str:
        return self.breakdown.words_with([""] * len(self.breakdown.items), scope)


_Part = str | Numbers
"""A value of an attribute, or some of its numbers."""


def _holding(part: _Part, attribute: Attribute, period: Period) -> Region:
    """The members that have a value or one of some numbers."""
    if isinstance(part, Numbers):
        return Within(attribute.of, attribute.name, period, part.low, part.high)
    kind = f"{attribute.name}={part}" if attribute.many else attribute.name
    return Holds(attribute.of, kind, period, frozenset({part}))


def _others(attribute: Attribute, listed: Iterable[_Part | None]) -> Sequence[_Part]:
    """The values, or the stretches of numbers, that are not listed."""
    if attribute.numbers:
        return gaps(part for part in listed if isinstance(part, Numbers))
    return [value for value in attribute.values if value not in set(listed)]


def _not_negative(counted: Range) -> Range:
    """A figure's range without what no count can be."""
    low = counted.low
    if low is not None and low.constant >= 0:
        return counted
    return replace(counted, low=Polynomial(), low_open=False)


def _can_be_counted(counted: Range) -> bool:
    """Whether some number that is not negative is left of a figure's range: not so of `under 0`."""
    high = counted.high
    return high is None or high.constant > 0 or not (high.constant or counted.high_open)


def _printed(figure: Printed | None, scope: Scope) -> Range:
    return _NOTHING if figure is None else figure.cases(scope)[0].range


def _by(parser: Parser, subject: Expression) -> Assertion | None:
    parser.take("by")
    attribute = parser.name(parser.grammar.reserved)
    if attribute is None:
        raise parser.expected("an attribute", remedy="write `SET by ATTRIBUTE = {VALUE 5, …}`")
    period, place = parser.marks()
    closed = parser.take_symbol("=")
    if not closed and not parser.take("includes"):
        raise parser.expected("`=` or `includes`", ["includes"])
    reach = hedges.hedge(parser)
    if not parser.take_symbol("{"):
        raise parser.expected("`{`", remedy="write `SET by ATTRIBUTE = {VALUE 5, VALUE 2}`")
    items = [_item(parser, reach)]
    while not parser.take_symbol("}"):
        if not parser.take_symbol(","):
            raise parser.expected("`,` or `}`")
        items.append(_item(parser, reach))
    return Breakdown(
        subject.start,
        parser.last_end,
        subject,
        *attribute[:3],
        period,
        place,
        tuple(items),
        closed,
    )


def _item(parser: Parser, reach: Hedge) -> Item:
    start = parser.skip()
    found, among = parser.name_before_figure(), None
    if found is None:
        among = numbers(parser)
        if among is None:
            raise parser.expected("a value", remedy="write each value and its figure: `poor 5`")
        found = among.text, among.start, among.end, False
    name, start, end, quoted = found
    if parser.take_all("the", "rest"):
        return Item(start, parser.last_end, name, end, quoted, None, among)
    figure = parser.operand()
    if not isinstance(figure, Printed):
        raise fail("behind each value of a list stands a figure, or `the rest`", figure)
    return Item(start, parser.last_end, name, end, quoted, reached(figure, reach), among)


PHRASE = Phrase(subject={"by": _by})
