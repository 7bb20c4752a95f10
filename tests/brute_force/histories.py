"""Forms that list figures by period or by value, and those that look back over periods."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, product

from tests.brute_force.forms import (
    Book,
    Form,
    Held,
    NumberForm,
    SetForm,
    Valued,
    Where,
)
from tests.brute_force.spans import Fig, Span, agree, related
from tests.brute_force.worlds import Member, People, Sized


@dataclass(frozen=True)
class NoChange(NumberForm):
    """`no change from A`, of counts up to 1,000: just as many.

    What is asked of it is in per cent, or a number where the topic prints how large the base is.
    """

    base: NumberForm

    @property
    def text(self) -> str:
        return f"no change from {self.base.operand}"

    def value(self, where: Where, book: Book) -> Valued:
        return self.base.value(where, book)


@dataclass(frozen=True)
class Series(Form):
    """`A = {2010: 2, 2011: 3}`."""

    subject: NumberForm
    figures: tuple[tuple[str, Fig], ...]

    @property
    def text(self) -> str:
        listed = ", ".join(f"{period}: {figure.text}" for period, figure in self.figures)
        return f"{self.subject.text} = {{{listed}}}"

    def holds(self, where: Where, book: Book) -> Held:
        parts = [
            (self.subject.value(replace(where, period=period), book), figure.span)
            for period, figure in self.figures
        ]
        return lambda row: all(agree(value(row), span) for value, span in parts)


@dataclass(frozen=True)
class Breakdown(Form):
    """`S by rating@2010 = {top 2, low the rest}`; a value without a figure has the rest.

    `unknown` has a figure, or is True for all that the figures leave.
    """

    whole: SetForm
    people: People
    trait: int
    period: str
    marked: bool
    figures: tuple[tuple[str, Fig | None], ...]
    closed: bool
    unknown: Fig | bool = False

    @property
    def text(self) -> str:
        items = [f"{v} {f.text if f is not None else 'the rest'}" for v, f in self.figures]
        if self.unknown is not False:
            rest = self.unknown.text if isinstance(self.unknown, Fig) else "the rest"
            items.append(f"unknown {rest}")
        mark = f"@{self.period}" if self.marked else ""
        symbol = "=" if self.closed else "includes"
        attribute = self.people.traits[self.trait].name
        return f"{self.whole.text} by {attribute}{mark} {symbol} {{{', '.join(items)}}}"

    def _has(self, member: Member, value: str, where: Where) -> bool:
        state = member.states[where.shape.periods.index(self.period)]
        return state is not None and value in state.values[self.trait]

    def holds(self, where: Where, book: Book) -> Held:
        where = replace(where, period=self.period) if self.marked else where
        kinds = book.space.kinds[self.people.name]
        inside = [self.whole.has(kind, where) for kind in kinds]

        def those(fits: Callable[[Member], bool]) -> int:
            chosen = sum(1 << i for i, kind in enumerate(kinds) if inside[i] and fits(kind))
            return book.place(Sized(self.people.name, chosen))

        def place(value: str | None) -> int:
            return those(lambda kind: value is None or self._has(kind, value, where))

        trait = self.people.traits[self.trait]
        if trait.many:
            period = where.shape.periods.index(self.period)

            def exactly(values: frozenset[str] | None) -> Callable[[Member], bool]:
                def has_them(kind: Member) -> bool:
                    state = kind.states[period]
                    return values == (state and state.values[self.trait])

                return has_them

            cells = [(own, those(exactly(own))) for own in trait.held()]
            return self._of_several(cells, those(exactly(None)))

        whole = place(None)
        listed = [(place(value), figure) for value, figure in self.figures]
        names = {value for value, _ in self.figures}
        unlisted = [place(v) for v in self.people.traits[self.trait].values if v not in names]
        if self.unknown is not False:
            return self._with_unknown(whole, listed)

        def true(row: Sequence[int]) -> bool:
            fits = all(
                figure is None or agree(figure.span.point(row[p]), figure.span)
                for p, figure in listed
            )
            complete = row[whole] == sum(row[p] for p, _ in listed)
            return fits and (not self.closed or (complete and not any(row[p] for p in unlisted)))

        return true

    def _of_several(self, cells: Sequence[tuple[frozenset[str], int]], absent: int) -> Held:
        """Some are unknown, in whatever way; of the others the list tells all, one by one.

        Who is not there has no value, be it known or not.
        """
        names = {value for value, _ in self.figures}
        counted = {value for value, figure in self.figures if figure is not None}

        def known(row: Sequence[int]) -> Iterator[tuple[int, list[tuple[frozenset[str], int]]]]:
            sizes = [row[place] for _, place in cells]
            hidden = [range(size + 1 if self.unknown is not False else 1) for size in sizes]
            for out in product(*hidden):
                left = [size - gone for size, gone in zip(sizes, out, strict=True)]
                yield sum(out), [(own, n) for (own, _), n in zip(cells, left, strict=True)]

        def true(row: Sequence[int]) -> bool:
            missing = self.closed and row[absent]
            return not missing and any(fits(gone, left) for gone, left in known(row))

        def fits(gone: int, left: list[tuple[frozenset[str], int]]) -> bool:
            def number(chosen: Callable[[frozenset[str]], bool]) -> int:
                return sum(n for own, n in left if chosen(own))

            if isinstance(self.unknown, Fig) and not agree(Span.point(gone), self.unknown.span):
                return False
            for value, figure in self.figures:
                having = sum(n for own, n in left if value in own)
                if figure is not None and not agree(Span.point(having), figure.span):
                    return False
                if figure is None and not number(lambda own: own.isdisjoint(counted)):
                    return False
            return not self.closed or not number(
                lambda own: own.isdisjoint(names) or not own <= names
            )

        return true

    def _with_unknown(self, whole: int, listed: list[tuple[int, Fig | None]]) -> Held:
        """So many are known of each value, no more than have it, and all the others are unknown."""
        unknown = Span(Fraction(0), None)
        if isinstance(self.unknown, Fig):
            unknown = self.unknown.span

        def true(row: Sequence[int]) -> bool:
            total = _at_most(unknown, row[whole])
            for place, figure in listed:
                known = Span(Fraction(0), None) if figure is None else figure.span
                if not agree(known, Span(Fraction(0), Fraction(row[place]))):
                    return False
                total = total.plus(_at_most(known, row[place]))
            return agree(unknown, Span(Fraction(0), Fraction(row[whole]))) and agree(
                total, Span.point(row[whole])
            )

        return true


def _at_most(span: Span, size: int) -> Span:
    """What of a span can be a count of some of so many."""
    low, high = span.low, span.high
    if low is None or low < 0:
        span = replace(span, low=Fraction(0), low_open=False)
    if high is None or high > size:
        span = replace(span, high=Fraction(size), high_open=False)
    return span


@dataclass(frozen=True)
class Record(Form):
    """`A highest since 2008 except 2009`, of the period that A is about."""

    subject: NumberForm
    period: str
    word: str
    since: str | None
    left_out: str | None

    @property
    def text(self) -> str:
        reach = "so far" if self.since is None else f"since {self.since}"
        gap = "" if self.left_out is None else f" except {self.left_out}"
        return f"{self.subject.text} {self.word} {reach}{gap}"

    def earlier(self, periods: Sequence[str]) -> list[str]:
        found = list(periods[: periods.index(self.period)])
        if self.since is not None:
            found = [p for p in found if periods.index(p) > periods.index(self.since)]
        return [p for p in found if p != self.left_out]

    def holds(self, where: Where, book: Book) -> Held:
        symbol = ">" if self.word == "highest" else "<"
        now = self.subject.value(where, book)
        before = [
            self.subject.value(replace(where, other_period=period), book)
            for period in self.earlier(where.shape.periods)
        ]
        return lambda row: all(related(now(row), symbol, then(row)) for then in before)


@dataclass(frozen=True)
class Streak(Form):
    """`A rose 2 times running`, `A fell first time in 3 years`."""

    subject: NumberForm
    period: str
    rose: bool
    number: int
    first: bool
    left_out: str | None

    @property
    def text(self) -> str:
        years = "year" if self.number == 1 else "years"
        how = (
            f"first time in {self.number} {years}" if self.first else f"{self.number} times running"
        )
        gap = "" if self.left_out is None else f" except {self.left_out}"
        return f"{self.subject.text} {'rose' if self.rose else 'fell'} {how}{gap}"

    def holds(self, where: Where, book: Book) -> Held:
        periods = where.shape.periods
        at = periods.index(self.period)
        steps = [p for p in periods[: at + 1] if p != self.left_out]
        if self.first:
            steps = [p for p in steps[:-1] if int(p[:4]) >= int(self.period[:4]) - self.number] or [
                steps[-2]
            ]
            steps.append(self.period)
        else:
            steps = steps[-self.number - 1 :]
        values = [self.subject.value(replace(where, other_period=p), book) for p in steps]
        symbol = ">" if self.rose else "<"
        pairs = list(pairwise(values))

        def true(row: Sequence[int]) -> bool:
            moved = [related(later(row), symbol, before(row)) for before, later in pairs]
            return moved[-1] and not any(moved[:-1]) if self.first else all(moved)

        return true
