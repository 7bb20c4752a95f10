"""Ages: `age(Anna Smith) = 63`, `age(Anna Smith) > age(Bo Lee)`.

The unknown is the birthday. Somebody is 63 in a period if they are on some day of it, counted in
completed years; so each age puts the birthday between two days.
"""

import re
from dataclasses import replace
from math import floor

from checker.algebra.constraints import TRUE, Constraint, at_most, both, less
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.comparisons import SYMBOL_WORDS
from checker.language.days import latest_born, years_back
from checker.language.figures import Figure, Hedge, Kind, Reading, as_printed, reading, spread
from checker.language.hooks import Phrase
from checker.language.measures import Birthday
from checker.language.mistakes import fail
from checker.language.names import PeriodMark
from checker.language.nodes import Assertion, Expression, Listed, Node, Scale
from checker.language.parser import Parser
from checker.language.periods import Period
from checker.language.scope import Scope, Slot
from checker.language.sides import Printed
from checker.language.spell import figure_words, period_words

_NAME = re.compile(r'\s*(?:"([^"]*)"|([^()"]*[^()"\s]))\s*')
_HEDGES = {">": Hedge.MORE, ">=": Hedge.AT_LEAST, "<": Hedge.LESS, "<=": Hedge.AT_MOST}


@dataclass(frozen=True, slots=True)
class Age(Node):
    """`age(Anna Smith)@2011`: a member's age in a period, else in the claim's."""

    name: Listed
    mark: PeriodMark | None

    @property
    def text(self) -> str:
        name = self.name.name
        shown = f'"{name}"' if "(" in name or ")" in name else name
        return f"age({shown}){self.mark.text if self.mark else ''}"

    def birthday(self, scope: Scope) -> Polynomial:
        """The number of the day on which the member was born."""
        member = scope.words.lexicon.members.get(self.name.name, self.name.name)
        known = scope.words.lexicon.births.get(member)
        ends = (known[0].toordinal(), known[1].toordinal()) if known else (None, None)
        return scope.measure(Birthday(member, *ends))

    def period(self, scope: Scope) -> Period:
        """When the member has this age."""
        period = self.mark.period(scope) if self.mark else scope.default_period()
        if period.first is None:
            raise fail(
                "an age needs a period",
                self,
                f"write `{self.text}@2011`, or `period:` in the claim or under `defaults`",
            )
        return scope.moved(period, self)

    def words(self, scope: Scope) -> str:
        return f"the age of {self.name.name}{period_words(self.period(scope))}"


@dataclass(frozen=True, slots=True)
class AgeIs(Assertion):
    """Somebody has an age, on some day of a period."""

    age: Age
    symbol: str
    figure: Figure

    form = "{age} {symbol} {figure}"
    scale = Scale.BIRTHDAY

    def asked(self, scope: Scope) -> str:
        return self.age.words(scope)

    def _interval(self, scope: Scope) -> Interval:
        """The ages meant; a plain one is exact, also that of a centenarian."""
        if self.figure.hedge is Hedge.NONE and self.figure.upper is None:
            figure = replace(self.figure, hedge=_HEDGES.get(self.symbol, Hedge.NONE))
            found = reading(figure, Reading.EXACT, scope.widths)
            shown = found if self.symbol == "=" else Interval.point(self.figure.value)
            scope.met.readings[self.figure.start] = (self.figure, shown)
            return found
        if self.symbol != "=":
            raise fail(
                f"`{self.symbol}` and `{as_printed(self.figure)}` say two things at once",
                self.figure,
                f"write `{self.age.text} = {as_printed(self.figure)}`",
            )
        return scope.interval(self.figure)

    def constraint(self, scope: Scope) -> Constraint:
        birthday, period = self.age.birthday(scope), self.age.period(scope)
        first, last = period.first, period.last
        least, most = _completed(self._interval(scope))
        if first is None or last is None:
            return TRUE
        if most is not None and most < 0:
            raise fail("nobody is younger than 0", self.figure, "look for a slip")
        not_older: Constraint = TRUE
        if most is not None:
            not_older = less(Polynomial.number(years_back(first, most + 1)), birthday)
        not_younger = at_most(birthday, Polynomial.number(latest_born(last, max(least, 0))))
        return both(not_older, not_younger)

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        birthday, period = self.age.birthday(scope), self.age.period(scope)
        interval = self._interval(scope)
        return (Slot(self.figure, interval, birthday, None, self.symbol, period),)

    def words(self, scope: Scope) -> str:
        figure = figure_words(self.figure, self._interval(scope))
        if self.symbol != "=":
            figure = self.figure.printed
        return f"{self.age.words(scope)} {SYMBOL_WORDS[self.symbol]} {figure}"


def _completed(ages: Interval) -> tuple[int, int | None]:
    """The fewest and the most completed years of ages that an interval holds.

    Somebody of 60 and a half is over 60, and 60 in completed years.
    """
    least = 0 if ages.low is None else floor(ages.low)
    if ages.high is None:
        return least, None
    beyond = ages.high_open and ages.high.denominator == 1
    return least, floor(ages.high) - (1 if beyond else 0)


@dataclass(frozen=True, slots=True)
class Older(Assertion):
    """One member was born before another."""

    first: Age
    symbol: str
    second: Age

    form = "{first} {symbol} {second}"

    def constraint(self, scope: Scope) -> Constraint:
        one, other = self.first.birthday(scope), self.second.birthday(scope)
        if one == other or self._periods_differ():
            raise fail(
                "the ages of two different people are compared, at one time",
                self,
                "write each age with its figure, such as `age(NAME)@2011 = 63`",
            )
        return less(one, other) if self.symbol == ">" else less(other, one)

    def _periods_differ(self) -> bool:
        marks = [age.mark.text if age.mark else "" for age in (self.first, self.second)]
        return marks[0] != marks[1]

    def words(self, scope: Scope) -> str:
        word = "older" if self.symbol == ">" else "younger"
        return f"{self.first.name.name} is {word} than {self.second.name.name}"


def _age(parser: Parser) -> Age | None:
    start = parser.skip()
    parser.take("age")
    if not parser.take_symbol("("):
        return None
    match = parser.match(_NAME)
    if match is None:
        raise parser.expected("a name", remedy="write `age(Anna Smith) = 63`")
    group = 1 if match[1] is not None else 2
    name = Listed(" ".join(match[group].split()), match.start(group), match.end(group))
    parser.need_symbol(")")
    period, place = parser.marks()
    if place is not None:
        raise fail("an age has no place", place, "leave it out")
    return Age(start, parser.last_end, name, period)


def _statement(parser: Parser) -> Assertion | None:
    age = _age(parser)
    if age is None:
        return None
    symbol = parser.relation()
    if symbol is None or symbol == "!=":
        raise fail(
            "an age is compared with `=`, `<`, `>`, `<=` or `>=`",
            (parser.skip(), parser.skip()),
            f"write `{age.text} = 63`, or `not {age.text} = 63`",
        )
    if parser.word() == "age" and (other := _age(parser)) is not None:
        return _compared(age, symbol, other)
    side = parser.expression()
    if not isinstance(side, Printed) or side.figure.kind is not Kind.NUMBER:
        raise fail(
            "an age is compared with a figure or with another age",
            side,
            f"write `{age.text} = 63` or `{age.text} > age(NAME)`",
        )
    figure = _without_years(side.figure)
    _check_whole(figure)
    return AgeIs(age.start, parser.last_end, age, symbol, figure)


def _without_years(figure: Figure) -> Figure:
    """`63 years` is an age of 63."""
    upper = figure.upper and _without_years(figure.upper)
    unit = None if figure.unit == "years" else figure.unit
    return replace(figure, unit=unit, upper=upper)


def _check_whole(figure: Figure) -> None:
    for one in spread(figure):
        if one.value.denominator != 1 or one.scaled or one.currency or one.unit:
            raise fail("an age is a whole number of years", one, "write it as `63`")


def _compared(age: Age, symbol: str, other: Age) -> Assertion:
    if symbol not in {"<", ">"}:
        raise fail(
            "of two people one is older or younger: `<` and `>` are read, `=` is not",
            (age.start, other.end),
            "write each age with its figure",
        )
    return Older(age.start, other.end, age, symbol, other)


def _alone(parser: Parser) -> Expression | None:
    """An age that is no side of a comparison by itself."""
    start = parser.skip()
    if (age := _age(parser)) is None:
        return None
    raise fail(
        "an age stands alone on the left side of a statement",
        (start, age.end),
        f"write `{age.text} = 63` or `{age.text} > age(NAME)`",
    )


PHRASE = Phrase(statement={"age": _statement}, term={"age": _alone})
