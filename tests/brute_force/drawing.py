"""Draws statements of every form about a shape."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from checker.language.figures import Reading
from tests.brute_force import forms, histories
from tests.brute_force.forms import Form, Marks, NumberForm, SetForm, SizeOf, Where
from tests.brute_force.spans import (
    MULTIPLES,
    PARTS,
    RATES,
    RELATIVE,
    VAGUE,
    Fig,
    Span,
    counts,
)
from tests.brute_force.worlds import Number, People, Shape

T = TypeVar("T")


@dataclass(frozen=True)
class Stated:
    """A statement and the defaults of its claim."""

    form: Form
    period: str
    place: str | None = None
    reading: Reading = Reading.DEFAULT

    def where(self, shape: Shape) -> Where:
        return Where(shape, self.period, self.place)


@dataclass(frozen=True, repr=False)
class Case:
    """What one example checks: statements, what each costs and how heavy it is."""

    shape: Shape
    stated: tuple[Stated, ...]
    costs: tuple[int, ...]
    weights: tuple[int, ...]
    subjects: tuple[str, ...]

    def __repr__(self) -> str:
        lines = [
            f"  {one.form.text}   [{one.period}, {one.place}, {one.reading.value}]"
            f"  cost {cost} weight {weight} about {subject}"
            for one, cost, weight, subject in zip(
                self.stated, self.costs, self.weights, self.subjects, strict=True
            )
        ]
        return "\n".join([str(self.shape), *lines])

    def _repr_pretty_(self, printer: "Printer", cycle: bool) -> None:
        """How hypothesis prints it."""
        del cycle
        printer.text(repr(self))


class Printer(Protocol):
    """What hypothesis prints with."""

    def text(self, text: str) -> None:
        """Prints a text."""


NONE, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)

CONVENTIONS = {
    Reading.EXACT: (NONE, NONE, "[]"),
    Reading.NEAREST: (HALF, HALF, "[]"),
    Reading.HALF_UP: (HALF, HALF, "[)"),
    Reading.HALF_DOWN: (HALF, HALF, "(]"),
    Reading.TRUNCATE: (NONE, ONE, "[)"),
    Reading.FLOOR: (NONE, ONE, "[)"),
    Reading.CEILING: (ONE, NONE, "(]"),
    Reading.ANY_ROUNDING: (ONE, ONE, "[]"),
}
"""How far below and above a positive whole figure each convention reaches, and its ends."""


@dataclass(frozen=True)
class Times:
    """Which periods may be named; `default` is the claim's, `moves` whether moves may be named."""

    allowed: tuple[str, ...]
    default: str
    moves: bool = True
    each: str | None = None


class Draws(Protocol):
    """What choices are made by."""

    def pick(self, choices: Sequence[T]) -> T:
        """One of some choices."""

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""


class ByHypothesis:
    """Choices that hypothesis makes."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw

    def pick(self, choices: Sequence[T]) -> T:
        return self._draw(st.sampled_from(choices))

    def integer(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))


class ByChance:
    """Choices that a seed makes."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def pick(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def integer(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class Drawer:
    """Draws forms about one shape."""

    def __init__(self, draws: Draws, shape: Shape) -> None:
        self._draws = draws
        self.shape = shape

    def pick(self, choices: "tuple[T, ...] | list[T]") -> T:
        return self._draws.pick(choices)

    def chance(self, one_in: int = 2) -> bool:
        return self._draws.integer(1, one_in) == 1

    # --- marks and sets ---

    def marks(self, times: Times, *, with_place: bool = True) -> Marks:
        period: str | None
        if times.each is not None and self.chance():
            period = times.each
        elif times.default in times.allowed and (times.default == "" or self.chance()):
            period = None
        else:
            period = self.pick(times.allowed)
            period = None if period == "" else period
        place = without = None
        if with_place and self.shape.places and self.chance():
            place = self.pick(self.shape.place_names)
            if self.chance(4):
                place, without = None, place
        return Marks(period, place, without)

    def people(self) -> People:
        return self.pick(self.shape.people)

    def set_of(self, people: People, times: Times, depth: int = 1) -> SetForm:
        kinds = ["everyone", "value", "value", "better"]
        if depth:
            kinds += ["combined", "combined"]
        if len(self.shape.periods) > 1 and times.moves and times.each is None:
            kinds.append("moved")
        if any(name for name, _, of, _ in self.shape.define if of == people.name):
            kinds.append("defined")
        kind = self.pick(kinds)
        ordered = [t for t in people.traits if t.ordered]
        if (kind == "better" and not ordered) or not people.traits:
            kind = "combined" if depth and kind == "combined" else "everyone"
        marks = self.marks(times)
        match kind:
            case "value":
                return forms.Valued_(*self.word(people), marks)
            case "defined":
                name, _, _, values = self.pick(self.shape.define)
                return forms.Valued_(name, values, marks)
            case "better":
                trait = self.pick(ordered)
                rank = self._draws.integer(0, len(trait.ordered) - 1)
                marks = replace(marks, without=None)
                outside = self.chance()
                return forms.OrBetter(trait.ordered, rank, self.chance(), marks, outside)
            case "combined":
                return self.combined(people, times, depth)
            case "moved":
                return self.moved(people, times) or forms.Everyone(people, marks)
            case _:
                return forms.Everyone(people, marks)

    def word(self, people: People) -> tuple[str, frozenset[str]]:
        return self.pick([word for trait in people.traits for word in trait.words()])

    def combined(self, people: People, times: Times, depth: int) -> SetForm:
        word = self.pick(("and", "or", "but not"))
        marks = forms.NO_MARKS
        if self.chance(3):
            marks = replace(self.marks(times), without=None)
            if marks.period is not None and times.each is None:
                times = replace(times, default=marks.period)
        left = self.set_of(people, times, depth - 1)
        if people.names and self.chance(4):
            return forms.Combined(word, left, forms.Named(self.names(people)), marks)
        return forms.Combined(word, left, self.set_of(people, times, depth - 1), marks)

    def moved(self, people: People, times: Times) -> SetForm | None:
        ordered = [(i, t) for i, t in enumerate(people.traits) if t.ordered and not t.many]
        if not ordered:
            return None
        position, trait = self.pick(ordered)
        verb = self.pick(("improved", "declined", "unchanged"))
        by_default = times.default in times.allowed and times.allowed.index(times.default) > 0
        if by_default and self.chance():
            return forms.Moved(verb, trait.name, position, trait.ordered)
        pairs = [(a, b) for a in times.allowed for b in times.allowed if a != b]
        if not pairs:
            return None
        return forms.Moved(verb, trait.name, position, trait.ordered, self.pick(pairs))

    def names(self, people: People) -> tuple[str, ...]:
        chosen = self._draws.integer(1, 2 ** len(people.names) - 1)
        return tuple(name for i, name in enumerate(people.names) if chosen >> i & 1)

    # --- numbers ---

    def size(self, times: Times, depth: int = 1) -> SizeOf:
        people = self.people()
        return SizeOf(self.set_of(people, times, depth), people.name)

    def number(self, times: Times, depth: int = 1) -> NumberForm:
        if depth and self.chance(4):
            symbol = self.pick(("+", "-"))
            right: NumberForm = (
                forms.Printed(self.exact()) if self.chance(4) else self.number(times, 0)
            )
            return forms.Sum(symbol, self.number(times, 0), right)
        things: list[People | Number] = [*self.shape.people, *self.shape.numbers]
        thing = self.pick(things)
        if isinstance(thing, Number):
            return forms.AmountOf(thing.name, thing.place, self.marks(times))
        return SizeOf(self.set_of(thing, times), thing.name)

    def exact(self) -> Fig:
        return counts(self._draws.integer(0, 3))[0]

    def count(self) -> Fig:
        most = max([3, *(n.most for n in self.shape.numbers)])
        if most > 50:
            return self.large()
        if self.chance(12):
            return self.pick(VAGUE)
        figures = counts(self._draws.integer(0, most))
        return figures[0] if self.chance() else self.pick(figures)

    def large(self) -> Fig:
        """Figures about a hundred: trailing zeros are a rounding."""
        five = Span(Fraction(95), Fraction(105))
        special = (
            Fig("100", five, Fraction(100)),
            Fig("about 100", Span(Fraction(50), Fraction(150))),
            Fig("about 90", Span(Fraction(85), Fraction(95))),
            Fig("about 98", Span(Fraction(97), Fraction(99))),
            Fig("nearly 100", Span(Fraction(90), Fraction(100), high_open=True)),
            Fig("1.0 hundred", five, Fraction(100)),
            Fig("dozens", Span(Fraction(24), None)),
            Fig("110", Span.point(110), Fraction(110)),
            Fig("scores", Span(Fraction(40), None)),
        )
        if self.chance():
            return self.pick(special)
        value = self._draws.integer(88, 111)
        return self.pick(counts(value if value < 100 else value + 1))

    # --- right sides ---

    def base(self, times: Times, subject: tuple[str, ...]) -> NumberForm:
        """Another number, or the subject in other circumstances."""
        chosen = self.pick(("number", "number", "elsewhen"))
        found = self.elsewhen(subject) if chosen == "elsewhen" else None
        return found or self.number(times, 0 if self.chance() else 1)

    def elsewhen(self, allowed: tuple[str, ...]) -> forms.Elsewhen | None:
        """`allowed` says which of `earlier`, `period`, `place` the subject bears."""
        choices = [kind for kind in allowed if kind != "place" or self.shape.places]
        if not choices:
            return None
        kind = self.pick(choices)
        if kind.startswith("earlier"):
            return forms.Elsewhen(years=int(kind.removeprefix("earlier") or 1))
        if kind == "period":
            return forms.Elsewhen(marks=Marks(period=self.pick(self.shape.periods)))
        return forms.Elsewhen(marks=Marks(place=self.pick(self.shape.place_names)))

    def subject(self, default: str) -> tuple[NumberForm, tuple[str, ...]]:
        """A left side and what may be said of it elsewhen."""
        times, allowed = self._times(default)
        return self.number(times), allowed

    def _times(self, default: str) -> tuple[Times, tuple[str, ...]]:
        periods = self.shape.periods
        kind = self.pick(("plain", "earlier", "period")) if len(periods) > 1 else "plain"
        if kind == "earlier":
            steps = self._draws.integer(1, len(periods) - 1)
            return Times(periods[steps:], default), (f"earlier{steps}",)
        if kind == "period":
            return Times(periods, default, moves=False), ("period",)
        return Times(periods, default), ("place",) if self.shape.places else ()

    # --- statements ---

    def statement(self, kind: str) -> Stated:
        default = self.pick(self.shape.periods)
        place = None
        if self.shape.places and self.chance(3):
            place = self.pick(self.shape.place_names)
        reading = Reading.DEFAULT
        if kind == "reading":
            reading = self.pick(tuple(CONVENTIONS))
            form = self._read(default, reading)
        else:
            form = self.form(kind, default)
        return Stated(form, default, place, reading)

    def _read(self, default: str, reading: Reading) -> Form:
        value = Fraction(self._draws.integer(1, 3))
        below, above, ends = CONVENTIONS[reading]
        span = Span(value - below, value + above, ends[0] == "(", ends[1] == ")")
        figure = forms.Printed(Fig(str(value), span, value))
        return forms.Comparison(
            self.number(Times(self.shape.periods, default), 0), (("=", figure),)
        )

    def form(self, kind: str, default: str) -> Form:
        everywhere = Times(self.shape.periods, default)
        if not self.shape.people and kind in ABOUT_MEMBERS:
            kind = "portion"
        match kind:
            case "plain":
                symbol = self.pick(("=", "=", "=", "=", "!=", "<", ">", "<=", ">="))
                right = forms.Printed(self.count())
                return forms.Comparison(self.number(everywhere), ((symbol, right),))
            case "sum":
                left = forms.Sum("+", self.number(everywhere, 0), self.number(everywhere, 1))
                return forms.Comparison(left, (("=", forms.Printed(self.count())),))
            case "compare":
                symbol = self.pick(("=", "!=", "<", ">", "<=", ">="))
                subject, allowed = self.subject(default)
                return forms.Comparison(subject, ((symbol, self.base(everywhere, allowed)),))
            case "portion":
                return self.portioned(default, everywhere)
            case "change":
                subject, allowed = self.subject(default)
                change = self.change(self.base(everywhere, allowed))
                return forms.Comparison(subject, (("=", change),))
            case "one-sided":
                subject, allowed = self.subject(default)
                hedge = self.pick(("more than", "at least", "less than", "at most"))
                sided = forms.OneSided(hedge, self.base(everywhere, allowed))
                return forms.Comparison(subject, (("=", sided),))
            case "chain":
                return self.chain(default, everywhere)
            case "same as":
                subject, allowed = self.subject(default)
                return forms.SameNumber(subject, self.base(everywhere, allowed))
            case "among":
                return self.among(everywhere)
            case "same members":
                return self.same_members(default, everywhere)
            case "members":
                return self.members(everywhere)
            case "from to":
                return self.from_to(default)
            case "logic":
                return self.logic(default)
            case "each":
                return self.each(default)
            case "shares":
                return self.shares(default)
            case "ratio":
                return self.ratio(everywhere)
            case "share":
                return self.share(everywhere)
            case "rate":
                return self.rate(everywhere)
            case "no change":
                subject, allowed = self.subject(default)
                same = histories.NoChange(self.base(everywhere, allowed))
                return forms.Comparison(subject, (("=", same),))
            case "breakdown":
                return self.breakdown(default, unknown=False)
            case "unknown":
                return self.breakdown(default, unknown=True)
            case "series" | "record" | "streak" if len(self.shape.periods) < 2:
                return self.form("plain", default)
            case "series":
                return self.series(default)
            case "record":
                return self.record(default)
            case "streak":
                return self.streak(default)
            case "rank":
                return self.ranked(default)
            case _:
                return self.move(everywhere)

    def portioned(self, default: str, everywhere: Times) -> Form:
        subject, allowed = self.subject(default)
        base = self.base(everywhere, allowed)
        if self.chance(4):
            side: NumberForm = forms.Portion(self.pick(MULTIPLES), " ", base)
        else:
            side = forms.Portion(self.pick(PARTS), " of ", base)
        symbol = self.pick(("=", "=", "=", "<", ">", "!="))
        return forms.Comparison(subject, ((symbol, side),))

    def change(self, base: NumberForm) -> NumberForm:
        if self.chance():
            return forms.Change(self.pick(RELATIVE), self.pick(("more", "less")), base, True)
        figure = self.pick(counts(self._draws.integer(0, 3))[:-2])
        return forms.Change(figure, self.pick(("more", "fewer", "less")), base, False)

    def chain(self, default: str, everywhere: Times) -> Form:
        subject, allowed = self.subject(default)
        if self.chance():
            sides: list[NumberForm] = [
                forms.Printed(self.count()),
                forms.Portion(self.pick(PARTS), " of ", self.base(everywhere, allowed)),
            ]
            if self.chance():
                sides.reverse()
            return forms.Comparison(subject, tuple(("=", side) for side in sides))
        symbols = [self.pick(("<", ">", "<=", ">=")) for _ in range(2)]
        ends = [self.number(everywhere, 0), forms.Printed(self.count())]
        return forms.Comparison(subject, tuple(zip(symbols, ends, strict=True)))

    def among(self, times: Times) -> Form:
        people = self.people()
        subject = SizeOf(self.set_of(people, times), people.name)
        whole = self.set_of(people, times)
        # `0 of A` is refused: it would say that there are none elsewhere either.
        figure = self.pick(counts(self._draws.integer(1, 3))[:-2])
        printed = None
        if self.chance(3) and not isinstance(whole, forms.Combined | forms.OrBetter | forms.Moved):
            printed = counts(self._draws.integer(0, 3))[0]
        side = forms.Among(figure, whole, people.name, printed)
        return forms.Comparison(subject, (("=", side),))

    def same_members(self, default: str, times: Times) -> Form:
        people = self.people()
        narrow, allowed = self._times(default)
        left = SizeOf(self.set_of(people, narrow), people.name)
        found = self.elsewhen(allowed) if self.chance() else None
        right = found or SizeOf(self.set_of(people, times), people.name)
        return forms.SameMembers(left, right)

    def members(self, times: Times) -> Form:
        named = [people for people in self.shape.people if people.names]
        if not named:
            return self.among(times)
        people = self.pick(named)
        how = self.pick(("=", "includes", "in"))
        return forms.Members(self.set_of(people, times), people.name, self.names(people), how)

    def from_to(self, default: str) -> Form:
        periods = self.shape.periods
        if len(periods) < 2:
            return self.form("plain", default)
        subject = self.number(Times(periods[1:], default))
        return forms.FromTo(subject, self.single(), self.single())

    def single(self) -> Fig:
        """A figure that is no range: `from 1 to 2 to 3` cannot be read."""
        found = self.count()
        return self.exact() if found.text.startswith("between") or " to " in found.text else found

    def logic(self, default: str) -> Form:
        word = self.pick(("if", "either", "not"))
        simple = ("plain", "compare", "portion", "among", "members", "same as", "same members")
        if word == "not":
            return forms.Logic(word, self.form(self.pick((*simple, "chain", "change")), default))
        first = self.form(self.pick(simple), default)
        if self.chance(6):
            first = forms.Logic("not", first)
        return forms.Logic(word, first, self.form(self.pick(simple), default))

    def each(self, default: str) -> Form:
        periods = self.shape.periods
        if len(periods) < 2:
            return self.form("plain", default)
        first = self._draws.integer(0, len(periods) - 1)
        last = self._draws.integer(first, len(periods) - 1)
        mark = f"each {periods[first]}..{periods[last]}"
        times = Times(periods, default, each=mark)
        things: list[People | Number] = [*self.shape.people, *self.shape.numbers]
        thing = self.pick(things)
        subject: NumberForm
        if isinstance(thing, Number):
            subject = forms.AmountOf(thing.name, thing.place, Marks(mark))
        elif thing.traits:
            subject = SizeOf(forms.Valued_(*self.word(thing), Marks(mark)), thing.name)
        else:
            subject = SizeOf(forms.Everyone(thing, Marks(mark)), thing.name)
        side: NumberForm
        match self.pick(("count", "number", "earlier", "portion")):
            case "count":
                side = forms.Printed(self.count())
            case "number":
                side = self.number(times)
            case "earlier" if first > 0:
                side = self.change(forms.Elsewhen(years=1))
            case _:
                side = forms.Portion(self.pick(PARTS), " of ", self.number(times, 0))
        symbol = self.pick(("=", "=", "<", ">="))
        if symbol != "=" and isinstance(side, forms.Change):
            symbol = "="
        inner = forms.Comparison(subject, ((symbol, side),))
        return forms.Each(inner, periods[first : last + 1])

    def share(self, times: Times) -> Form:
        """A share and its figure; the whole is a population or a quantity."""
        people = self.people()
        part = SizeOf(self.set_of(people, times), people.name)
        whole = SizeOf(self.set_of(people, times, 0), people.name)
        share = forms.ShareOf(part, whole)
        figures = [fig for fig in PARTS if fig.text != "150%"]
        symbol = self.pick(("=", "=", "=", "<", ">", "!="))
        limits = [fig for fig in figures if fig.limit is not None]
        figure = self.pick(figures if symbol in {"=", "!="} else limits)
        inner: Form = forms.Comparison(share, ((symbol, forms.Printed(figure)),))
        match self.pick(("plain", "plain", "not", "either")):
            case "not":
                inner = forms.Logic("not", inner)
            case "either":
                other = forms.Comparison(share, (("=", forms.Printed(self.pick(figures))),))
                inner = forms.Logic("either", inner, other)
            case _:
                pass
        return forms.Shares(inner)

    def ratio(self, times: Times) -> Form:
        """A quotient of anything with anything."""
        ratio = forms.Ratio(self.number(times), self.number(times))
        figure = self.pick(PARTS) if self.chance() else self.pick(counts(self.up_to(2)))
        symbol = self.pick(("=", "=", "<", ">", "!="))
        return forms.Comparison(ratio, ((symbol, forms.Printed(figure)),))

    def ranked(self, default: str) -> Form:
        """A rank compared with a figure, another rank or itself at another time."""
        times, allowed = self._times(default)
        rank = self.rank(times)
        if rank is None:
            return self.form("compare", default)
        symbol = self.pick(("=", "=", "=", "!=", "<", ">", "<="))
        side: NumberForm = forms.Printed(self.exact())
        elsewhen = self.elsewhen(tuple(kind for kind in allowed if kind != "place"))
        if elsewhen is not None and self.chance():
            side = elsewhen if self.chance() else self.change(elsewhen)
        elif self.chance(3):
            side = self.rank(Times(self.shape.periods, default)) or side
        return forms.Comparison(rank, ((symbol, side),))

    def rank(self, times: Times) -> forms.RankOf | None:
        """The rank of a value, or of a place; None where nothing competes with anything."""
        contests = [
            parts for _, parts, is_open in self.shape.places if len(parts) > 1 and not is_open
        ]
        traits = [
            (people, trait)
            for people in self.shape.people
            for trait in people.traits
            if len(trait.values) > 1 and not trait.open and not trait.numbers
        ]
        if traits and (not contests or self.chance()):
            people, trait = self.pick(traits)
            marks, own = self.marks(times), self.pick(trait.values)
            rows = {
                value: forms.Counted(
                    SizeOf(forms.Valued_(value, frozenset({value}), marks), people.name)
                )
                for value in trait.values
            }
            others = tuple((row,) for value, row in rows.items() if value != own)
            return forms.RankOf(rows[own].text, (rows[own],), others)
        if not contests:
            return None
        parts = self.pick(contests)
        own = self.pick(parts)
        by = [(self.in_each_place(times), self.chance(3)) for _ in range(self.pick((1, 2)))]

        def row(place: str) -> tuple[forms.Counted, ...]:
            return tuple(forms.Counted(number, lowest, place) for number, lowest in by)

        said = f"{own} by {', '.join(part.text for part in row(own))}"
        return forms.RankOf(said, row(own), tuple(row(part) for part in parts if part != own))

    def in_each_place(self, times: Times) -> NumberForm:
        """What places are ranked by, without a place of its own."""
        things: list[People | Number] = [*self.shape.people, *self.shape.numbers]
        thing = self.pick(things)
        marks = self.marks(times, with_place=False)
        if isinstance(thing, Number):
            return forms.AmountOf(thing.name, thing.place, marks)
        values = [value for trait in thing.traits for value in trait.values]
        if values and self.chance():
            value = self.pick(values)
            return SizeOf(forms.Valued_(value, frozenset({value}), marks), thing.name)
        return SizeOf(forms.Everyone(thing, marks), thing.name)

    def up_to(self, most: int) -> int:
        return self._draws.integer(0, most)

    def rate(self, times: Times) -> Form:
        """So many for each of a name."""
        bases: list[NumberForm] = [
            SizeOf(forms.Everyone(people, self.marks(times)), people.name)
            for people in self.shape.people
        ]
        bases += [forms.AmountOf(n.name, n.place, self.marks(times)) for n in self.shape.numbers]
        side = forms.Portion(self.pick(RATES), " ", self.pick(bases))
        symbol = self.pick(("=", "=", "<", ">", "!="))
        return forms.Comparison(self.number(times), ((symbol, side),))

    def series(self, default: str) -> Form:
        periods = self.shape.periods
        chosen = [period for period in periods if self.chance()] or [self.pick(periods)]
        subject = self.number(Times(("",), default, moves=False), 0)
        return histories.Series(subject, tuple((period, self.count()) for period in chosen))

    def breakdown(self, default: str, *, unknown: bool) -> Form:
        people = self.people()
        listed = [i for i, t in enumerate(people.traits) if not t.numbers]
        if not listed:
            return self.form("plain", default)
        trait = self.pick(listed)
        values = people.traits[trait].values
        chosen = [value for value in values if self.chance()] or [self.pick(values)]
        figures: list[tuple[str, Fig | None]] = [(value, self.count()) for value in chosen]
        marked = default != "" and self.chance()
        period = self.pick(self.shape.periods) if marked else default
        whole = self.set_of(people, Times(("",), default, moves=False))
        closed = (unknown and not people.traits[trait].many) or not self.chance(3)
        others: Fig | bool = False
        if unknown:
            others = (closed and self.chance(3)) or self.count()
        if closed and others is not True and self.chance(3):
            figures[-1] = (chosen[-1], None)
        return histories.Breakdown(
            whole, people, trait, period, marked, tuple(figures), closed, others
        )

    def _of_one_period(self, default: str, first: int) -> tuple[NumberForm, str, str | None]:
        """A number of one period, not before the first one, and a period to leave out."""
        periods = self.shape.periods
        period = self.pick(periods[first:])
        left_out = self.pick(periods) if len(periods) > 2 and self.chance(3) else None
        return self.number(Times((period,), default, moves=False), 0), period, left_out

    def record(self, default: str) -> Form:
        periods = self.shape.periods
        subject, period, left_out = self._of_one_period(default, 1)
        since = self.pick(periods) if self.chance(3) else None
        word = self.pick(("highest", "lowest"))
        found = histories.Record(subject, period, word, since, left_out)
        return found if found.earlier(periods) else replace(found, since=None, left_out=None)

    def streak(self, default: str) -> Form:
        periods = self.shape.periods
        subject, period, left_out = self._of_one_period(default, 1)
        before = [p for p in periods[: periods.index(period)] if p != left_out]
        if not before or left_out == period:
            before, left_out = list(periods[: periods.index(period)]), None
        first = self.chance()
        number = self._draws.integer(1, 4 if first else len(before))
        return histories.Streak(subject, period, self.chance(), number, first, left_out)

    def shares(self, default: str) -> Form:
        """A share compared with another one, or with itself in another period."""
        people = self.people()
        periods = self.shape.periods
        share = self._share(people, Times(periods, default, moves=False))
        if len(periods) > 1 and self.chance():
            other: NumberForm = forms.Elsewhen(marks=Marks(period=self.pick(periods)))
        else:
            other = self._share(people, Times(periods, default))
        match self.pick(("plain", "portion", "change")):
            case "portion":
                other = forms.Portion(self.pick(MULTIPLES), " ", other)
            case "change":
                # Per cent of a percentage is refused: it can mean points.
                parts = tuple(
                    figure
                    for figure in RELATIVE
                    if "%" not in figure.text and "cent" not in figure.text
                )
                other = forms.Change(self.pick(parts), self.pick(("more", "less")), other, True)
            case _:
                pass
        symbols = ("<", ">", "!=") if isinstance(other, forms.ShareOf | forms.Elsewhen) else ("=",)
        inner = forms.Comparison(share, ((self.pick(symbols), other),))
        return forms.Shares(inner)

    def _share(self, people: People, times: Times) -> forms.ShareOf:
        part = SizeOf(self.set_of(people, times), people.name)
        return forms.ShareOf(part, SizeOf(self.set_of(people, times, 0), people.name))

    def move(self, times: Times) -> Form:
        people = self.people()
        found = self.moved(people, times)
        if found is None:
            return self.form("plain", times.default)
        figure = forms.Printed(self.count())
        return forms.Comparison(SizeOf(found, people.name), (("=", figure),))


KINDS = (
    "plain",
    "sum",
    "compare",
    "portion",
    "change",
    "one-sided",
    "chain",
    "same as",
    "among",
    "same members",
    "members",
    "from to",
    "logic",
    "each",
    "share",
    "move",
    "reading",
    "ratio",
    "rate",
    "no change",
    "series",
    "breakdown",
    "unknown",
    "record",
    "streak",
    "rank",
)
"""Every form of statement."""

HARD = ("shares",)
"""Forms with products of unknowns, which may stay undecided."""

ABOUT_MEMBERS = {
    "among",
    "breakdown",
    "unknown",
    "shares",
    "same members",
    "members",
    "share",
    "move",
}
"""Forms that need a population."""


@st.composite
def cases(
    draw: DrawFn, shapes: tuple[Shape, ...], kinds: tuple[str, ...] = KINDS, most: int = 7
) -> Case:
    """A case that hypothesis draws."""
    return drawn_case(ByHypothesis(draw), shapes, kinds, most)


def drawn_case(
    draws: Draws, shapes: tuple[Shape, ...], kinds: tuple[str, ...] = KINDS, most: int = 7
) -> Case:
    """Statements about one of some shapes: plain counts, so that things clash, and the kinds."""
    shape = draws.pick(shapes)
    drawer = Drawer(draws, shape)
    number = draws.integer(3, most)
    stated = []
    for index in range(number):
        kind = "plain" if index % 3 == 2 else draws.pick(kinds)
        stated.append(drawer.statement(kind))
    costs = tuple(draws.integer(1, 4) for _ in stated)
    weights = tuple(draws.integer(1, 3) for _ in stated)
    subjects = tuple(draws.pick("abcdefgh") for _ in stated)
    return Case(shape, tuple(stated), costs, weights, subjects)
