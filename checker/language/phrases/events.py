"""Events: `quake on 2011-02-22`, `quake at 12:51`, `aftershock = 14 minutes after quake`.

An event is a moment, to the minute: the number of a day and a minute of that day.
"""

import re
from dataclasses import replace
from fractions import Fraction

from checker.algebra.constraints import Constraint, at_most, both, either, equal, less
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.days import DAY, TIMES, minute_of
from checker.language.durations import measured, passed, read_duration
from checker.language.figures import Figure, Hedge, Kind
from checker.language.hooks import Phrase
from checker.language.mistakes import MistakeError, fail
from checker.language.moments import When, when
from checker.language.names import PeriodName
from checker.language.nodes import Assertion, Expression, Node, Scale
from checker.language.parser import Parser
from checker.language.periods import ALWAYS, Period
from checker.language.ranges import Cases
from checker.language.scope import Scope, Slot
from checker.language.spell import figure_words

_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}(?:\s?[ap](?:m\b|\.m\.))?|\s?[ap](?:m\b|\.m\.))(?![\w:])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=\s+(?:\d{1,2}(?:[:.]|\s?[ap])|noon))")
_FOLLOWS = re.compile(r"\b(?:after|before)\b")

_ON_THE_HOUR, _ON_THE_QUARTER, _OTHERWISE = 30, 15, 5
"""How many minutes `about` reaches to either side of 6pm, of 6.15pm and of 6.20pm."""


def _days(period: Period, at: Node) -> tuple[int, int]:
    if period.first is None or period.last is None:
        raise fail("this period has no first and last day", at)
    return period.first.toordinal(), period.last.toordinal()


# --- on a day, in a period -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Within(Assertion):
    """The event is on a day of the period."""

    subject: Expression
    word: str
    span: PeriodName

    form = "{subject} {word} {span}"
    told = "{subject} is {word} {span}"

    def constraint(self, scope: Scope) -> Constraint:
        first, last = _days(self.span.period(scope), self.span)
        day = when(self.subject, scope).day
        if first == last:
            return equal(day, Polynomial.number(first))
        return both(at_most(Polynomial.number(first), day), at_most(day, Polynomial.number(last)))

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        first, last = _days(self.span.period(scope), self.span)
        figure = _dated(Kind.DATE, first, self.span.text, self.span.start, self.span.end)
        days = Interval(Fraction(first), Fraction(last))
        return (Slot(figure, days, when(self.subject, scope).day, None),)


def _dated(kind: Kind, value: int, printed: str, start: int, end: int) -> Figure:
    one = Fraction(1)
    return Figure(kind, Fraction(value), one, one, printed, start, end)


def _within(parser: Parser, subject: Expression) -> Assertion | None:
    word = parser.word() or ""
    parser.take(word)
    start = parser.skip()
    if word == "in" and not parser.text[start : start + 1].isdigit():
        return None
    name, start, end = parser.period()
    return Within(subject.start, end, subject, word, PeriodName(start, end, name))


# --- at a time of day ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClockTime(Node):
    """`12:51`, `about 6pm`, `2011-02-22 12:51`: a figure that is a minute of a day."""

    figure: Figure
    day: PeriodName | None = None

    @property
    def text(self) -> str:
        about = "about " if self.figure.hedge is Hedge.ABOUT else ""
        return f"{about}{self.day.text + ' ' if self.day else ''}{self.figure.printed}"

    def date(self, scope: Scope) -> int | None:
        """The day that is written, or the claim's period where that is one day."""
        period = self.day.period(scope) if self.day else scope.default_period()
        if period == ALWAYS or period.first != period.last:
            return None
        return _days(period, self)[0]

    def minutes(self, scope: Scope) -> Interval:
        """The minutes meant, counted from the midnight before; noted as a reading."""
        value = self.figure.value
        room = 0
        if self.figure.hedge is Hedge.ABOUT:
            room = _OTHERWISE if value % 15 else _ON_THE_QUARTER if value % 60 else _ON_THE_HOUR
        found = Interval(value - room, value + room)
        scope.met.readings[self.figure.start] = (self.figure, found)
        return found

    def words(self, scope: Scope) -> str:
        """Plain words, with the day that is taken."""
        told = figure_words(self.figure, self.minutes(scope))
        date = self.date(scope)
        if date is None:
            return f"{told} on some day"
        period = self.day.period(scope) if self.day else scope.default_period()
        return f"{told} on {period.name}"


@dataclass(frozen=True, slots=True)
class At(Assertion):
    """The event is at a time of day; on the day written, or on the claim's where that is one."""

    subject: Expression
    time: ClockTime

    form = "{subject} at {time}"
    told = "{subject} is at {time}"
    scale = Scale.CLOCK

    def asked(self, scope: Scope) -> str:
        return f"the time of {self.subject.words(scope)}"

    def constraint(self, scope: Scope) -> Constraint:
        subject, minutes, date = self._parts(scope)
        if date is None:
            return _around_the_clock(subject.minute, minutes)
        since = minutes.shifted(date * DAY)
        if since.is_point:
            return both(
                equal(subject.day, Polynomial.number(date)),
                _inside(subject.minute, minutes),
            )
        return _inside(subject.moment, since)

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        subject, minutes, date = self._parts(scope)
        if date is None:
            return (Slot(self.time.figure, minutes, subject.minute, None),)
        figure = replace(self.time.figure, value=self.time.figure.value + date * DAY)
        return (Slot(figure, minutes.shifted(date * DAY), subject.moment, None),)

    def _parts(self, scope: Scope) -> tuple[When, Interval, int | None]:
        return when(self.subject, scope), self.time.minutes(scope), self.time.date(scope)


def _inside(value: Polynomial, interval: Interval) -> Constraint:
    low, high = interval.low or Fraction(0), interval.high or Fraction(0)
    if low == high:
        return equal(value, Polynomial.number(low))
    return both(at_most(Polynomial.number(low), value), at_most(value, Polynomial.number(high)))


def _around_the_clock(minute: Polynomial, minutes: Interval) -> Constraint:
    """Minutes of any day: about midnight is late on one day or early on the next."""
    turned = [minutes.shifted(turn * DAY) for turn in (-1, 0, 1)]
    return either(*(_inside(minute, part) for part in turned if _meets_a_day(part)))


def _meets_a_day(minutes: Interval) -> bool:
    return (minutes.low or 0) < DAY and (minutes.high or 0) >= 0


def _at(parser: Parser, subject: Expression) -> Assertion | None:
    parser.take("at")
    time = _clock_time(parser)
    if time is None:
        raise parser.expected(
            "a time of day", remedy="write it as `12:51`, `12.51pm`, `6pm` or `noon`"
        )
    return At(subject.start, parser.last_end, subject, time)


def _clock_time(parser: Parser) -> ClockTime | None:
    """Takes a time of day with the day before it, if there is one."""
    start = parser.skip()
    about = next((word for word in _ABOUT if parser.take(word)), None)
    day_at = parser.skip()
    day = None
    if match := parser.match(_DAY):
        day = PeriodName(day_at, parser.last_end, match[0])
    at = parser.skip()
    printed = "noon" if parser.take("noon") else ""
    if not printed and (match := parser.match(_CLOCK)):
        printed = " ".join(match[0].split())
    minute = minute_of(printed)
    if minute is None:
        if printed or day or about:
            raise _no_time(parser, at, printed)
        return None
    figure = _dated(Kind.CLOCK, minute, printed, at, parser.last_end)
    hedged = replace(figure, hedge=Hedge.ABOUT) if about else figure
    return ClockTime(start, parser.last_end, hedged, day)


_ABOUT = ("about", "around", "roughly", "approximately")


def _no_time(parser: Parser, start: int, printed: str) -> MistakeError:
    if not printed:
        return parser.expected("a time of day", remedy="write it as `12:51` or `6pm`")
    return fail(f"no clock shows `{printed}`", (start, start + len(printed)), "look for a slip")


# --- before and after ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order(Assertion):
    """The event is before, or after, another one, a period or a time of day."""

    subject: Expression
    word: str
    other: Expression | PeriodName | ClockTime

    form = "{subject} {word} {other}"
    told = "{subject} is {word} {other}"

    def constraint(self, scope: Scope) -> Constraint:
        subject = when(self.subject, scope)
        match self.other:
            case PeriodName():
                days = _days(self.other.period(scope), self.other)
                first, last = (Polynomial.number(day) for day in days)
                return self._ordered(subject.day, last if self.word == "after" else first)
            case ClockTime():
                minute = Polynomial.number(self.other.minutes(scope).low or Fraction(0))
                date = self.other.date(scope)
                if date is None:
                    return self._ordered(subject.minute, minute)
                return self._ordered(subject.moment, minute + Polynomial.number(date * DAY))
            case _:
                other = when(self.other, scope)
                if other == subject:
                    raise fail("an event is not before or after itself", self, "name two")
                return self._ordered(subject.moment, other.moment)

    def _ordered(self, one: Polynomial, other: Polynomial) -> Constraint:
        return less(one, other) if self.word == "before" else less(other, one)


def _order(parser: Parser, subject: Expression) -> Assertion | None:
    word = parser.word() or ""
    parser.take(word)
    start = parser.skip()
    other: Expression | PeriodName | ClockTime | None = _clock_time(parser)
    if isinstance(other, ClockTime) and other.figure.hedge is not Hedge.NONE:
        raise fail(
            "`about` is too vague here", (start, parser.last_end), "leave it out, or use `at`"
        )
    if other is None and parser.text[start : start + 1].isdigit():
        name, first, last = parser.period()
        other = PeriodName(first, last, name)
    if other is None:
        other = parser.operand()
    return Order(subject.start, parser.last_end, subject, word, other)


# --- so long before or after -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Later(Expression):
    """`14 minutes after quake`: a moment, told from another one."""

    figure: Figure
    word: str
    event: Expression

    form = "{figure} {word} {event}"

    def cases(self, scope: Scope) -> Cases:
        raise fail(
            "a moment is no number, so it cannot be added to or compared with one",
            self,
            f"write `EVENT = {self.text}`",
        )

    def interval(self, scope: Scope) -> Interval:
        """How long it is, in the figure's unit; noted as a reading."""
        found = read_duration(self.figure, scope.convention, scope.widths)
        scope.met.readings[self.figure.start] = (self.figure, found)
        return found

    def words(self, scope: Scope) -> str:
        figure = figure_words(self.figure, self.interval(scope))
        return f"{figure} {self.word} {self.event.words(scope)}"


@dataclass(frozen=True, slots=True)
class Apart(Assertion):
    """One event is so long before or after another."""

    subject: Expression
    later: Later

    form = "{subject} = {later}"
    told = "{subject} is {later}"

    def _moments(self, scope: Scope) -> tuple[When, When]:
        """The later moment and the earlier one."""
        subject, other = when(self.subject, scope), when(self.later.event, scope)
        if subject == other:
            raise fail("an event is not before or after itself", self, "name two")
        return (subject, other) if self.later.word == "after" else (other, subject)

    def constraint(self, scope: Scope) -> Constraint:
        later, earlier = self._moments(scope)
        return passed(self.later.figure.unit or "", self.later.interval(scope), later, earlier)

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        figure, length = measured(self.later.figure, *self._moments(scope))
        return (Slot(figure, self.later.interval(scope), length, None),)


_LENGTHS = {Kind.NUMBER, Kind.FRACTION, Kind.VAGUE}


def _moment(parser: Parser, figure: Figure) -> Expression | None:
    """`14 minutes after quake`, `half an hour before quake`: what goes on behind the figure."""
    unit, unit_end = figure.unit, parser.last_end
    if figure.kind is Kind.FRACTION:
        parser.take("of")
        if not (parser.take("a") or parser.take("an")):
            return None
    if unit is None and parser.word() in TIMES:
        unit = parser.word() or ""
        parser.take(unit)
        unit_end = parser.last_end
    word = parser.word() or ""
    if figure.kind not in _LENGTHS or unit not in TIMES or word not in {"after", "before"}:
        if figure.kind is Kind.NUMBER and word in {"after", "before"}:
            raise _no_unit(parser, figure)
        return None
    parser.take(word)
    length = _length(figure, unit, parser.text[figure.start : unit_end], unit_end)
    event = parser.operand()
    return Later(figure.start, parser.last_end, length, word, event)


def _length(figure: Figure, unit: str, printed: str, end: int) -> Figure:
    """The figure as a length of time, printed with its unit."""
    if figure.upper is not None:
        upper = replace(figure.upper, printed=f"{figure.upper.printed} {unit}")
        upper = replace(upper, kind=Kind.DURATION, unit=unit)
        return replace(figure, kind=Kind.DURATION, unit=unit, upper=upper)
    printed = " ".join(printed.split())
    kind = Kind.VAGUE if figure.kind is Kind.VAGUE else Kind.DURATION
    return replace(figure, kind=kind, unit=unit, printed=printed, end=end)


def _no_unit(parser: Parser, figure: Figure) -> MistakeError:
    listed = ", ".join(sorted(f"`{unit}`" for unit in TIMES if unit.endswith("s")))
    return fail(
        f"`{figure.unit or figure.printed}` is no unit of time",
        (figure.start, parser.last_end),
        f"units are {listed}",
    )


def _equals(parser: Parser, subject: Expression) -> Assertion | None:
    if parser.sees_symbol("{", "=") or not _FOLLOWS.search(parser.text, parser.skip()):
        return None
    right = parser.expression()
    if not isinstance(right, Later):
        return None
    return Apart(subject.start, parser.last_end, subject, right)


PHRASE = Phrase(
    figure=dict.fromkeys(("after", "before", "a", "an", "of", "year", "years"), _moment),
    subject={
        "on": _within,
        "in": _within,
        "during": _within,
        "at": _at,
        "before": _order,
        "after": _order,
        "=": _equals,
    },
)
