"""`dead by nation = {Ruritanian 5, Sylvanian 2, unknown the rest}`: a set by an attribute's values.

Of an attribute with numbers it is `dead by aged = {0..17 3, 65+ 4}`. `=` lists all values: those
left out are 0, and the figures add up to the whole. `includes` leaves others free. Members under
`unknown` are in none of the figures but have some value, so with it a figure is the least that
there are of a value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from checker.algebra.constraints import Constraint
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language import hedges
from checker.language.broken_down import UNKNOWN, BrokenDown, Item, Several
from checker.language.figures import Hedge
from checker.language.hooks import Phrase
from checker.language.lexicon import Attribute
from checker.language.measures import HIDDEN, Holds, Region, Within, Without, join, meet
from checker.language.mistakes import fail
from checker.language.names import Name, PeriodMark, PlaceMark, Upwards, marked
from checker.language.nodes import Assertion, Expression, Node
from checker.language.parser import Parser
from checker.language.periods import Period
from checker.language.phrases.numbers import Numbered, Numbers, gaps, numbers
from checker.language.scanner import Word
from checker.language.scope import Scope, Slot, population_of
from checker.language.sides import Bracket
from checker.language.spell import period_words
from checker.language.suggest import did_you_mean, nearest
from checker.language.things import Value
from checker.language.units import check_unit


@dataclass(frozen=True, slots=True)
class Breakdown(Assertion):
    """How many members of a set have each value of an attribute."""

    subject: Expression
    attribute: Word
    period_mark: PeriodMark | None
    place_mark: PlaceMark | None
    items: tuple[Item, ...]
    closed: bool

    form = '{subject} by "{attribute}"{period_mark}{place_mark} {symbol} {{{items}}}'

    @property
    def symbol(self) -> str:
        """What stands between the attribute and its values."""
        return "=" if self.closed else "includes"

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
                    f"when is their {self.attribute.text} meant?",
                    self.attribute,
                    f"write the period behind it: `by {self.attribute.text}@2011`",
                )
        return scope.moved(period, self)

    def _attribute(self, population: str, scope: Scope) -> Attribute:
        found = scope.words.attribute_of(self.attribute)
        if found.of != population:
            raise fail(
                f"`{found.name}` is an attribute of {found.of}, not of {population}",
                self.attribute,
                f"break down a set of {found.of}, or name an attribute of {population}",
            )
        return found

    @staticmethod
    def _value(item: Item, attribute: Attribute, scope: Scope) -> "_Part | None":
        """The value or the numbers that an item names; None for `unknown`."""
        if attribute.numbers and item.numbers is not None:
            return item.numbers
        for thing in scope.words.things(item.name.text):
            if isinstance(thing, Value) and thing.attribute == attribute:
                return thing.name
        for thing in scope.words.things(f"{attribute.name}.{item.name.text}"):
            if isinstance(thing, Value):
                return thing.name
        if item.is_unknown:
            return None
        near = nearest(item.name.text, attribute.values)
        if near is None and attribute.open:
            remedy = f"list it under `values` of `{attribute.name}` in the vocabulary"
        elif attribute.numbers:
            remedy = "write numbers and their figure: `20..29 5`, `65+ 3`"
        else:
            remedy = did_you_mean(item.name.text, attribute.values)
        raise fail(f"`{item.name.text}` is no value of `{attribute.name}`", item.name, remedy)

    def _broken(self, scope: Scope) -> BrokenDown:
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
                    f"`{item.name.text}` stands twice in the list",
                    item.name,
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
            several = Several(
                any_of(named),
                any_of(value for value, item in named.items() if item.figure is not None),
                None if hidden is None else scope.size(population, meet(region, hidden)),
            )
        return BrokenDown(
            scope.size(population, known),
            tuple((item, size(value)) for value, item in named.items()),
            tuple(size(part) for part in _others(attribute, listed)) if self.closed else (),
            listed.get(None),
            several,
            self.closed,
        )

    def _hidden(self, region: Region, attribute: Attribute, told: Period) -> Region:
        """The members of which nothing is known, as a value that only this breakdown speaks of."""
        own = sha256(f"{region.text} {self.text}".encode()).hexdigest()[:8]
        kind = f"{attribute.name}{HIDDEN}{own}"
        return Holds(attribute.of, kind, told, frozenset({UNKNOWN}))

    @staticmethod
    def _check_apart(item: Item, others: Iterable[Item]) -> None:
        for other in others:
            if item.numbers and other.numbers and item.numbers.meets(other.numbers):
                raise fail(
                    f"`{item.name.text}` and `{other.name.text}` have numbers in common",
                    item.name,
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
        return self._broken(scope).constraint(scope, self)

    def no_others(self, scope: Scope) -> Constraint:
        """That the list has all values, and each that has the rest has some."""
        scope = self._inside(scope)
        return self._broken(scope).besides(scope)

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
            kind = one.called(self.attribute.text)
            joint = (
                " "
                if one.is_unknown or one.numbers is not None
                else f" with {self.attribute.text} "
            )
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
            f"{count} {item.called(self.attribute.text)}".lstrip()
            for item, count in zip(self.items, counts, strict=True)
        )
        told = f"{subject} are by {self.attribute.text}{when}"
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
        attribute,
        period,
        place,
        tuple(items),
        closed,
    )


def _item(parser: Parser, reach: Hedge) -> Item:
    name, among = parser.name_before_figure(), None
    if name is None:
        among = numbers(parser)
        if among is None:
            raise parser.expected("a value", remedy="write each value and its figure: `poor 5`")
        name = Word(among.text, among.start, among.end)
    figure = None
    if not parser.take_all("the", "rest"):
        message = "behind each value of a list stands a figure, or `the rest`"
        figure = parser.figure_of_list(reach, message)
    return Item(name.start, parser.last_end, name, figure, among)


PHRASE = Phrase(subject={"by": _by})
