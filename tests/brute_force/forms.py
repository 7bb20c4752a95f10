"""Every form of statement: how it is written, and what it says in one world.

A form is compiled against a `Book`, which gives each unknown that it looks at a place in a row of
values; the compiled form is a plain function of such a row. Nothing here stops early, so that
compiling meets every unknown.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.brute_force.spans import Fig, Span, agree, related
from tests.brute_force.worlds import Amounted, Member, People, Shape, Sized, Space, Unknown

Row = Sequence[int]
Valued = Callable[[Row], Span]
Held = Callable[[Row], bool]


@dataclass
class Book:
    """The unknowns that a statement looks at, in the order in which it meets them."""

    space: Space
    unknowns: list[Unknown] = field(default_factory=list)
    always: list[Held] = field(default_factory=list)
    """What must hold of every share that is spoken of."""
    supposed: list[Held] = field(default_factory=list)
    """What the statement takes for granted, whether it asserts or denies the rest."""

    def suppose_something(self, base: Valued) -> None:
        self.supposed.append(lambda row: base(row).low != 0)

    def suppositions(self, since: int = 0) -> Held:
        """Whether all that was taken for granted since some place holds; it is forgotten then."""
        taken = self.supposed[since:]
        del self.supposed[since:]
        return lambda row: all(part(row) for part in taken)

    def place(self, unknown: Unknown) -> int:
        if unknown not in self.unknowns:
            self.unknowns.append(unknown)
        return self.unknowns.index(unknown)


@dataclass(frozen=True)
class Where:
    """Where a form is read: the defaults, and what `a year earlier` and `the same` change."""

    shape: Shape
    period: str
    place: str | None = None
    shift: int = 0
    other_period: str | None = None
    other_place: str | None = None
    each: str | None = None
    subject: "NumberForm | None" = None
    limit: bool = False

    def when(self, mark: str | None) -> str:
        """The period meant by a mark (or by none)."""
        period = self.period if mark is None else mark
        if mark is not None and mark.startswith("each"):
            assert self.each is not None
            period = self.each
        return self.back(self.other_period or period)

    def back(self, period: str) -> str:
        position = self.shape.periods.index(period) - self.shift
        assert position >= 0, "drawn with no period a year earlier"
        return self.shape.periods[position]

    def area(self, mark: str | None, default: str | None) -> frozenset[str]:
        """The leaves of the place meant by a mark (or by none)."""
        return self.shape.leaves(self.other_place or mark or self.place or default)


@dataclass(frozen=True)
class Marks:
    """`@2010[North]`, `[not North]`, `@each 2010..2011`."""

    period: str | None = None
    place: str | None = None
    without: str | None = None

    @property
    def text(self) -> str:
        period = "" if self.period is None else f"@{self.period}"
        if self.without is not None:
            return f"{period}[not {self.without}]"
        return period + ("" if self.place is None else f"[{self.place}]")


NO_MARKS = Marks()

# --- sets ------------------------------------------------------------------------------------


class SetForm(ABC):
    """A set of members of one population."""

    @property
    @abstractmethod
    def text(self) -> str:
        """As an operand of something larger."""

    @abstractmethod
    def has(self, member: Member, where: Where) -> bool:
        """Whether a member is in it."""


def _state_has(member: Member, where: Where, marks: Marks, wanted: frozenset[str] | None) -> bool:
    """There in that period and place, with one of the wanted values (None: any or none)."""
    state = member.states[where.shape.periods.index(where.when(marks.period))]
    if state is None or state.leaf not in where.area(marks.place, member.people.place):
        return False
    if marks.without is not None and state.leaf in where.shape.leaves(marks.without):
        return False
    return wanted is None or any(not wanted.isdisjoint(held) for held in state.values)


@dataclass(frozen=True)
class Everyone(SetForm):
    people: People
    marks: Marks = NO_MARKS

    @property
    def text(self) -> str:
        return self.people.name + self.marks.text

    def has(self, member: Member, where: Where) -> bool:
        return _state_has(member, where, self.marks, None)


@dataclass(frozen=True)
class Valued_(SetForm):  # noqa: N801 - `Valued` is a type of function here
    """A value, or a defined name for several."""

    word: str
    values: frozenset[str]
    marks: Marks = NO_MARKS

    @property
    def text(self) -> str:
        return self.word + self.marks.text

    def has(self, member: Member, where: Where) -> bool:
        return _state_has(member, where, self.marks, self.values)


@dataclass(frozen=True)
class OrBetter(SetForm):
    order: tuple[str, ...]
    rank: int
    better: bool
    marks: Marks = NO_MARKS
    outside: bool = False

    @property
    def text(self) -> str:
        phrase = f"{self.order[self.rank]} or {'better' if self.better else 'worse'}"
        return f"({phrase}){self.marks.text}" if self.outside else f"({phrase}{self.marks.text})"

    def has(self, member: Member, where: Where) -> bool:
        kept = self.order[: self.rank + 1] if self.better else self.order[self.rank :]
        return _state_has(member, where, self.marks, frozenset(kept))


@dataclass(frozen=True)
class Combined(SetForm):
    """`(A and B)`; marks behind the bracket are defaults inside it."""

    word: str
    left: SetForm
    right: SetForm
    marks: Marks = NO_MARKS

    @property
    def text(self) -> str:
        return f"({self.left.text} {self.word} {self.right.text}){self.marks.text}"

    def has(self, member: Member, where: Where) -> bool:
        if self.marks.period is not None:
            outer = replace(where, shift=0, other_period=None)
            where = replace(where, period=outer.when(self.marks.period))
        if self.marks.place is not None:
            where = replace(where, place=self.marks.place)
        left, right = self.left.has(member, where), self.right.has(member, where)
        match self.word:
            case "and":
                return left and right
            case "or":
                return left or right
            case _:
                return left and not right


@dataclass(frozen=True)
class Moved(SetForm):
    """`improved(rating, 2010, 2011)`: only who stands in the order both times."""

    verb: str
    trait: str
    position: int
    order: tuple[str, ...]
    periods: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        periods = "".join(f", {period}" for period in self.periods or ())
        return f"{self.verb}({self.trait}{periods})"

    def has(self, member: Member, where: Where) -> bool:
        if self.periods is None:
            now = where.when(None)
            earlier = replace(where, shift=1, other_period=None).back(now)
            pair = earlier, now
        else:
            first, last = self.periods
            pair = where.back(first), where.back(last)
        ranks = []
        for period in pair:
            state = member.states[where.shape.periods.index(period)]
            if state is None or state.leaf not in where.area(None, member.people.place):
                return False
            (value,) = state.values[self.position] or {""}
            if value not in self.order:
                return False
            ranks.append(self.order.index(value))
        before, after = ranks
        match self.verb:
            case "improved":
                return after < before
            case "declined":
                return after > before
            case _:
                return after == before


@dataclass(frozen=True)
class Named(SetForm):
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        return "{" + ", ".join(self.names) + "}"

    def has(self, member: Member, where: Where) -> bool:
        del where
        return member.name in self.names


def _kinds(form: SetForm, people: str, where: Where, book: Book) -> int:
    kinds = book.space.kinds[people]
    return sum(1 << i for i, kind in enumerate(kinds) if form.has(kind, where))


# --- numbers ---------------------------------------------------------------------------------


class NumberForm(ABC):
    """One side of a comparison."""

    @property
    @abstractmethod
    def text(self) -> str:
        """As a whole side."""

    @property
    def operand(self) -> str:
        """As a part of something larger."""
        return self.text

    @abstractmethod
    def value(self, where: Where, book: Book) -> Valued:
        """Its span in a world."""

    def asked(self, subject: "NumberForm") -> "Asked | None":
        """What its figure says of the subject; None without a figure."""
        del subject
        return None

    def besides(self, subject: "NumberForm", where: Where, book: Book) -> Held:
        """What it says besides its value."""
        del subject, where, book
        return lambda _: True


@dataclass(frozen=True)
class Asked:
    """The number that a figure stands for: `top`, or `top / bottom`."""

    top: NumberForm
    bottom: NumberForm | None = None


@dataclass(frozen=True)
class SizeOf(NumberForm):
    members: SetForm
    people: str

    @property
    def text(self) -> str:
        return self.members.text

    def value(self, where: Where, book: Book) -> Valued:
        kinds = _kinds(self.members, self.people, where, book)
        place = book.place(Sized(self.people, kinds))
        return lambda row: Span.point(row[place])


@dataclass(frozen=True)
class AmountOf(NumberForm):
    number: str
    default: str | None
    marks: Marks = NO_MARKS

    @property
    def text(self) -> str:
        return self.number + self.marks.text

    def value(self, where: Where, book: Book) -> Valued:
        leaves = where.area(self.marks.place, self.default)
        if self.marks.without is not None:
            leaves -= where.shape.leaves(self.marks.without)
        place = book.place(Amounted(self.number, where.when(self.marks.period), leaves))
        return lambda row: Span.point(row[place])


@dataclass(frozen=True)
class Sum(NumberForm):
    symbol: str
    left: NumberForm
    right: NumberForm

    @property
    def text(self) -> str:
        return f"{self.left.operand} {self.symbol} {self.right.operand}"

    @property
    def operand(self) -> str:
        return f"({self.text})"

    def value(self, where: Where, book: Book) -> Valued:
        left, right = self.left.value(where, book), self.right.value(where, book)
        if self.symbol == "+":
            return lambda row: left(row).plus(right(row))
        return lambda row: left(row).plus(right(row).negated())


@dataclass(frozen=True)
class Ratio(NumberForm):
    """`A / B`, where B is not nothing."""

    top: NumberForm
    bottom: NumberForm

    @property
    def text(self) -> str:
        return f"{self.top.operand} / {self.bottom.operand}"

    def value(self, where: Where, book: Book) -> Valued:
        top, bottom = self.top.value(where, book), self.bottom.value(where, book)
        book.suppose_something(bottom)

        def value(row: Row) -> Span:
            divisor = bottom(row).low
            return top(row).times(1 / divisor) if divisor else Span.point(-1)

        return value


@dataclass(frozen=True)
class RankOf(NumberForm):
    """One more than how many others have a higher row; `lowest` turns a number around.

    Each row is a number and the place that it is taken in (None: as it stands).
    """

    said: str
    own: tuple["Counted", ...]
    others: tuple[tuple["Counted", ...], ...]

    @property
    def text(self) -> str:
        return f"rank of {self.said}"

    @property
    def operand(self) -> str:
        return f"({self.text})"

    def value(self, where: Where, book: Book) -> Valued:
        own = [part.value(where, book) for part in self.own]
        others = [[part.value(where, book) for part in row] for row in self.others]

        def value(row: Row) -> Span:
            mine = [part(row) for part in own]
            return Span.point(1 + sum([part(row) for part in other] > mine for other in others))

        return value


@dataclass(frozen=True)
class Counted:
    """A number that a rank is by, in one place."""

    number: NumberForm
    lowest: bool = False
    place: str | None = None

    @property
    def text(self) -> str:
        return f"lowest {self.number.operand}" if self.lowest else self.number.operand

    def value(self, where: Where, book: Book) -> Callable[[Row], Fraction]:
        there = where if self.place is None else replace(where, other_place=self.place)
        number = self.number.value(there, book)

        def value(row: Row) -> Fraction:
            found = number(row).low
            assert found is not None
            return -found if self.lowest else found

        return value


@dataclass(frozen=True)
class Printed(NumberForm):
    figure: Fig

    @property
    def text(self) -> str:
        return self.figure.text

    def value(self, where: Where, book: Book) -> Valued:
        del book
        span = self.figure.read(as_limit=where.limit)
        return lambda _: span

    def asked(self, subject: NumberForm) -> Asked | None:
        if self.figure.one_in:
            return None
        if isinstance(subject, Ratio):
            return Asked(subject.top, subject.bottom)
        return Asked(subject)


@dataclass(frozen=True)
class Portion(NumberForm):
    """`13% of A`, `double A`."""

    figure: Fig
    link: str
    base: NumberForm

    @property
    def text(self) -> str:
        return f"{self.figure.text}{self.link}{self.base.operand}"

    def value(self, where: Where, book: Book) -> Valued:
        factor = self.figure.read(as_limit=where.limit)
        return _scaled(self.base.value(where, book), factor, book)

    def asked(self, subject: NumberForm) -> Asked:
        one_in = self.figure.one_in
        return Asked(self.base, subject) if one_in else Asked(subject, self.base)


def _scaled(base: Valued, factor: Span, book: Book) -> Valued:
    book.suppose_something(base)

    def value(row: Row) -> Span:
        span = base(row)
        assert span.low is not None
        assert span.low == span.high, "bases are drawn as single numbers"
        return factor.times(span.low)

    return value


@dataclass(frozen=True)
class Change(NumberForm):
    """`2 more than A`, `40% less than A`."""

    figure: Fig
    word: str
    base: NumberForm
    relative: bool

    @property
    def text(self) -> str:
        return f"{self.figure.text} {self.word} than {self.base.operand}"

    @property
    def _adds(self) -> bool:
        return self.word in {"more", "higher"}

    def value(self, where: Where, book: Book) -> Valued:
        change = self.figure.read(as_limit=where.limit)
        change = change if self._adds else change.negated()
        base = self.base.value(where, book)
        if self.relative:
            return _scaled(base, Span.point(1).plus(change), book)
        return lambda row: base(row).plus(change)

    def asked(self, subject: NumberForm) -> Asked:
        pair = (subject, self.base) if self._adds else (self.base, subject)
        return Asked(Sum("-", *pair), self.base if self.relative else None)


@dataclass(frozen=True)
class OneSided(NumberForm):
    """`more than A`."""

    hedge: str
    base: NumberForm

    @property
    def text(self) -> str:
        return f"{self.hedge} {self.base.operand}"

    def value(self, where: Where, book: Book) -> Valued:
        base = self.base.value(where, book)

        def value(row: Row) -> Span:
            span = base(row)
            match self.hedge:
                case "more than":
                    return Span(span.low, None, low_open=True)
                case "at least":
                    return Span(span.low, None, span.low_open)
                case "less than":
                    return Span(None, span.high, high_open=True)
                case _:
                    return Span(None, span.high, high_open=span.high_open)

        return value


@dataclass(frozen=True)
class Among(NumberForm):
    """`2 of A`, `2 of 3 councils`: a subset and its size."""

    figure: Fig
    whole: SetForm
    people: str
    whole_figure: Fig | None = None

    @property
    def text(self) -> str:
        size = "" if self.whole_figure is None else f"{self.whole_figure.text} "
        return f"{self.figure.text} of {size}{self.whole.text}"

    def value(self, where: Where, book: Book) -> Valued:
        del book
        span = self.figure.read(as_limit=where.limit)
        return lambda _: span

    def asked(self, subject: NumberForm) -> Asked:
        return Asked(subject)

    def besides(self, subject: NumberForm, where: Where, book: Book) -> Held:
        assert isinstance(subject, SizeOf)
        inside = _kinds(subject.members, self.people, where, book)
        whole = _kinds(self.whole, self.people, where, book)
        outside = book.place(Sized(self.people, inside & ~whole))
        size = book.place(Sized(self.people, whole))
        printed = self.whole_figure
        return lambda row: (
            row[outside] == 0
            and (
                printed is None or agree(Span.point(row[size]), printed.read(as_limit=where.limit))
            )
        )


@dataclass(frozen=True)
class Elsewhen(NumberForm):
    """`a year earlier`, `the same@2010[North]`: the subject in other circumstances."""

    years: int = 0
    marks: Marks = NO_MARKS

    @property
    def text(self) -> str:
        if self.years:
            return "a year earlier" if self.years == 1 else f"{self.years} years earlier"
        return f"the same{self.marks.text}"

    def there(self, where: Where) -> tuple[NumberForm, Where]:
        assert where.subject is not None
        there = replace(where, shift=where.shift + self.years)
        if self.marks.period is not None:
            there = replace(there, other_period=self.marks.period)
        if self.marks.place is not None:
            there = replace(there, other_place=self.marks.place)
        return where.subject, there

    def value(self, where: Where, book: Book) -> Valued:
        subject, there = self.there(where)
        return subject.value(there, book)


# --- statements ------------------------------------------------------------------------------


class Form(ABC):
    """A statement."""

    @property
    @abstractmethod
    def text(self) -> str:
        """As written."""

    @abstractmethod
    def holds(self, where: Where, book: Book) -> Held:
        """Whether it is true in a world."""

    def asked(self) -> Asked | None:
        """What its one figure says; None with no figure or several."""
        return None


@dataclass(frozen=True)
class Comparison(Form):
    """`A = 2`, `A = 2 = half of B`, `A > B > 1`."""

    first: NumberForm
    links: tuple[tuple[str, NumberForm], ...]

    @property
    def text(self) -> str:
        return self.first.text + "".join(f" {symbol} {side.text}" for symbol, side in self.links)

    def _pairs(self) -> Iterator[tuple[NumberForm, str, NumberForm]]:
        left = self.first
        for symbol, right in self.links:
            yield left, symbol, right
            if symbol != "=":
                left = right

    def holds(self, where: Where, book: Book) -> Held:
        parts = [self._related(*pair, where, book) for pair in self._pairs()]
        return lambda row: all(part(row) for part in parts)

    def _related(
        self, left: NumberForm, symbol: str, right: NumberForm, where: Where, book: Book
    ) -> Held:
        inner = replace(where, subject=self.first, limit=symbol not in {"=", "!="})
        one, other = left.value(inner, book), right.value(inner, book)
        besides = right.besides(left, inner, book)
        return lambda row: related(one(row), symbol, other(row)) and besides(row)

    def rest(self, where: Where, book: Book) -> Held:
        """What it says besides its one figure."""
        parts: list[Held] = []
        for left, symbol, right in self._pairs():
            inner = replace(where, subject=self.first, limit=symbol not in {"=", "!="})
            if right.asked(left) is None:
                parts.append(self._related(left, symbol, right, where, book))
            else:
                left.value(inner, book)  # for what it supposes
                right.value(inner, book)
                parts.append(right.besides(left, inner, book))
        parts.append(book.suppositions())
        return lambda row: all(part(row) for part in parts)

    def asked(self) -> Asked | None:
        said = [(symbol, right.asked(left)) for left, symbol, right in self._pairs()]
        said = [(symbol, asked) for symbol, asked in said if asked is not None]
        return said[0][1] if len(said) == 1 and said[0][0] != "!=" else None


@dataclass(frozen=True)
class SameNumber(Form):
    left: NumberForm
    right: NumberForm

    @property
    def text(self) -> str:
        return f"{self.left.text} same as {self.right.text}"

    def holds(self, where: Where, book: Book) -> Held:
        inner = replace(where, subject=self.left)
        one, other = self.left.value(inner, book), self.right.value(inner, book)
        return lambda row: agree(one(row), other(row))


@dataclass(frozen=True)
class SameMembers(Form):
    """Two sets with the same members; the right one may be `a year earlier`."""

    left: SizeOf
    right: SizeOf | Elsewhen

    @property
    def text(self) -> str:
        return f"{self.left.text} same members as {self.right.text}"

    def holds(self, where: Where, book: Book) -> Held:
        there = where
        right = self.right
        if isinstance(right, Elsewhen):
            found, there = right.there(replace(where, subject=self.left))
            assert isinstance(found, SizeOf)
            right = found
        one = _kinds(self.left.members, self.left.people, where, book)
        other = _kinds(right.members, self.left.people, there, book)
        places = [book.place(Sized(self.left.people, k)) for k in (one & ~other, other & ~one)]
        return lambda row: all(row[place] == 0 for place in places)


@dataclass(frozen=True)
class Members(Form):
    """`S = {A}` (exactly), `S includes {A}`, `A in S`, `{A, B} in S`."""

    whole: SetForm
    people: str
    names: tuple[str, ...]
    how: str

    @property
    def text(self) -> str:
        listed = "{" + ", ".join(self.names) + "}"
        match self.how:
            case "in":
                return f"{self.names[0] if len(self.names) == 1 else listed} in {self.whole.text}"
            case "includes":
                return f"{self.whole.text} includes {listed}"
            case _:
                return f"{self.whole.text} = {listed}"

    def holds(self, where: Where, book: Book) -> Held:
        whole = _kinds(self.whole, self.people, where, book)
        named = _kinds(Named(self.names), self.people, where, book)
        missing = book.place(Sized(self.people, named & ~whole))
        extra = book.place(Sized(self.people, whole & ~named))
        exactly = self.how == "="
        return lambda row: row[missing] == 0 and (not exactly or row[extra] == 0)


@dataclass(frozen=True)
class FromTo(Form):
    subject: NumberForm
    before: Fig
    after: Fig

    @property
    def text(self) -> str:
        return f"{self.subject.text} from {self.before.text} to {self.after.text}"

    def holds(self, where: Where, book: Book) -> Held:
        earlier = replace(where, shift=where.shift + 1)
        then, now = self.subject.value(earlier, book), self.subject.value(where, book)
        return lambda row: agree(then(row), self.before.span) and agree(now(row), self.after.span)


@dataclass(frozen=True)
class Logic(Form):
    """`if A then B`, `either A or B`, `not A`."""

    word: str
    first: Form
    second: Form | None = None

    @property
    def text(self) -> str:
        match self.word:
            case "if":
                return f"if {self.first.text} then {self.second.text if self.second else ''}"
            case "either":
                return f"either {self.first.text} or {self.second.text if self.second else ''}"
            case _:
                return f"not {self.first.text}"

    def holds(self, where: Where, book: Book) -> Held:
        before = len(book.supposed)
        first = self.first.holds(where, book)
        if self.second is None:
            return lambda row: not first(row)
        if self.word == "if":
            before = len(book.supposed)
            second = self.second.holds(where, book)
            of_second = book.suppositions(before)
            book.supposed.append(lambda row: not first(row) or of_second(row))
            return lambda row: not first(row) or second(row)
        of_first = book.suppositions(before)
        second = self.second.holds(where, book)
        of_second = book.suppositions(before)

        def is_either(row: Row) -> bool:
            return (first(row) and of_first(row)) or (second(row) and of_second(row))

        book.supposed.append(lambda row: is_either(row) or (of_first(row) and of_second(row)))
        return lambda row: first(row) or second(row)


@dataclass(frozen=True)
class Each(Form):
    """A statement with `@each`: it holds in every period of the span."""

    inner: Form
    periods: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.inner.text

    def holds(self, where: Where, book: Book) -> Held:
        parts = [self.inner.holds(replace(where, each=p), book) for p in self.periods]
        return lambda row: all(part(row) for part in parts)


@dataclass(frozen=True)
class ShareOf(NumberForm):
    """`share of A in B`: those of A in B / B; whoever speaks of it says that B is not empty."""

    part: SizeOf
    whole: SizeOf

    @property
    def text(self) -> str:
        return f"share of {self.part.operand} in {self.whole.operand}"

    def value(self, where: Where, book: Book) -> Valued:
        inside = Combined("and", self.part.members, self.whole.members)
        part = SizeOf(inside, self.part.people).value(where, book)
        whole = self.whole.value(where, book)

        def value(row: Row) -> Span:
            top, bottom = part(row).low, whole(row).low
            assert top is not None
            assert bottom is not None
            return Span.point(top / bottom if bottom else Fraction(-1))

        def is_share(row: Row) -> bool:
            top, bottom = part(row).low, whole(row).low
            return top is not None and bottom is not None and bottom > 0 and top <= bottom

        book.always.append(is_share)
        return value


@dataclass(frozen=True)
class Shares(Form):
    """A statement about shares: each is of something, and at most all of it."""

    inner: Form

    @property
    def text(self) -> str:
        return self.inner.text

    def holds(self, where: Where, book: Book) -> Held:
        inner = self.inner.holds(where, book)
        always = tuple(book.always)
        return lambda row: all(part(row) for part in always) and inner(row)
