"""Recursive descent over a formula: names, sets, sums, comparisons; phrases plug in by words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from checker.language import figure_grammar, hedges, years
from checker.language.comparisons import Comparison
from checker.language.figures import Figure, Hedge, Kind, as_printed
from checker.language.hooks import Grammar
from checker.language.mistakes import fail
from checker.language.names import Name, PeriodMark, PlaceMark, Upwards
from checker.language.nodes import Assertion, Expression
from checker.language.numerals import NUMBER_WORDS
from checker.language.pairs import ONE_SIDED, hedged, no_difference, ranged, reached
from checker.language.scanner import Scanner, Word, period_text
from checker.language.sides import Arithmetic, Bracket, OneSided, Printed, SetOperation
from checker.limits import NESTED_CLAUSES, PARTS_OF_A_STATEMENT, STACKED_PHRASES

Found = TypeVar("Found")

_CAPITALISED = frozenset(NUMBER_WORDS) | hedges.STARTS | {"between", "half", "double"}
"""Words that begin a figure with a capital letter, too; not `No`, an answer in many a vote."""

_SPACES = re.compile(r"\s+")


class Parser(Scanner):
    """One formula being read."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        super().__init__(text)
        self.grammar = grammar
        self._depth = 0
        self._stacked = 0
        self._parts = 1
        self._is_compared = False
        self._subject: Expression | None = None
        self.or_ends = False
        """Whether an `or` outside brackets ends the statement, as it does behind `either`."""

    # --- statements ---

    def whole(self) -> Assertion:
        """The assertion of the whole text."""
        if self.at_end:
            raise self.expected("a statement")
        found = self.assertion()
        if not self.at_end:
            raise self.expected("the end of the statement", sorted(self.grammar.subject))
        return found

    def assertion(self, *, or_ends: bool = False) -> Assertion:
        """One statement; with `or_ends` an `or` outside brackets ends it (in `either … or …`)."""
        outer, self.or_ends = self.or_ends, or_ends
        self._deeper(1)
        try:
            return self._assertion()
        finally:
            self._deeper(-1)
            self.or_ends = outer

    def _deeper(self, step: int) -> None:
        self._depth += step
        if self._depth > NESTED_CLAUSES:
            start = self.skip()
            raise fail(
                f"more than {NESTED_CLAUSES} brackets inside one another",
                (start, start),
                "write several statements",
            )

    def _one_more_part(self) -> None:
        self._parts += 1
        if self._parts > PARTS_OF_A_STATEMENT:
            raise fail(
                f"more than {PARTS_OF_A_STATEMENT} parts in one statement",
                (self.last_end, self.last_end),
                "define a name for some of them, or write several statements",
            )

    def _assertion(self) -> Assertion:
        start = self.skip()
        if (found := self._first(self.grammar.statement.of(self.word()))) is not None:
            return found
        subject = self._subject = self.expression()
        behind = self.grammar.subject.of(self.word() or self._symbol_word())
        return self._first(behind, subject) or self._comparison(start, subject)

    def _first(self, hooks: Iterable[Callable[..., Found | None]], *given: object) -> Found | None:
        """What the first phrase gives that goes on here; the others take nothing."""
        if not hooks:
            return None
        place = self.skip(), self.last_end
        for hook in hooks:
            found = hook(self, *given)
            if found is not None:
                return found
            self.position, self.last_end = place
        return None

    def _symbol_word(self) -> str:
        return self.text[self.skip() : self.position + 1]

    def _comparison(self, start: int, subject: Expression) -> Assertion:
        links: list[tuple[str, Expression]] = []
        while (symbol := self.relation()) is not None:
            behind = self.grammar.subject.of("=" if symbol == "=" and not links else "")
            if (found := self._first(behind, subject)) is not None:
                return found
            self._one_more_part()
            self._is_compared = True
            links.append((symbol, self.expression()))
            self._is_compared = False
        if not links:
            remedy = subject.unfinished
            if self.word() in self.grammar.reserved:
                remedy = self._reserved_remedy()
            raise self.expected(
                "`=`, `<`, `>` or a phrase such as `same as`", sorted(self.grammar.subject), remedy
            )
        return Comparison(start, self.last_end, subject, tuple(links))

    # --- expressions, loosest first ---

    def expression(self) -> Expression:
        """A sum of products of sets."""
        self._deeper(1)
        start = self.skip()
        left = self._product()
        while (symbol := self._operator("+", "-", "−")) is not None:
            right = self._product()
            if symbol == "-" and isinstance(left, Printed) and isinstance(right, Printed):
                raise no_difference(left.figure, right.figure, (left.start, right.end))
            left = Arithmetic(start, self.last_end, symbol, left, right)
            left = replace(left, end=self.last_end)
        self._deeper(-1)
        return left

    def _product(self) -> Expression:
        start = self.skip()
        left = self._union()
        while (symbol := self._operator("*", "/", "×", "÷")) is not None:
            left = Arithmetic(start, self.last_end, symbol, left, self._union())
            left = replace(left, end=self.last_end)
        return left

    def _operator(self, *symbols: str) -> str | None:
        symbol = self._symbol_word()
        if symbol not in symbols:
            return None
        self.take_symbol(symbol)
        self._one_more_part()
        return {"−": "-", "×": "*", "÷": "/"}.get(symbol, symbol)

    def _union(self) -> Expression:
        start = self.skip()
        left = self._meet()
        while not self.or_ends and self.take("or"):
            self._one_more_part()
            left = SetOperation(start, self.last_end, "or", left, self._meet())
            left = replace(left, end=self.last_end)
        return left

    def _meet(self) -> Expression:
        start = self.skip()
        left = self.operand()
        while True:
            if self.take_all("but", "not"):
                word = "but not"
            elif self.take("and"):
                word = "and"
            else:
                return left
            self._one_more_part()
            left = SetOperation(start, self.last_end, word, left, self.operand())
            left = replace(left, end=self.last_end)

    def operand(self) -> Expression:
        """A bracket, a name, a figure or a phrase that begins an expression."""
        start = self.skip()
        if self.take_symbol("("):
            return self._bracket(start)
        self._stacked += 1
        if self._stacked > STACKED_PHRASES:
            raise fail(
                f"more than {STACKED_PHRASES} phrases on top of one another",
                (start, start),
                "write several statements",
            )
        found = self._phrase() or self._figure_or_name(start)
        self._stacked -= 1
        return found

    def base(self, start: int, *, or_figure: bool = True) -> Expression:
        """What the phrase that begins at an offset is told against, which no bare year can be.

        With `or_figure` a number could stand there.
        """
        found = self.operand()
        if not isinstance(found, Printed):
            return found
        printed = self.text[found.start : self.last_end]
        year = years.year_at(self.text, found.start)
        if year is None or not year.startswith(printed):
            return found
        remedy = f"write `{self.text[start : found.start]}{self.subject_in(year)}`"
        if year.isdecimal() and or_figure:
            remedy += f", or `{int(year):,}` if that is no year"
        raise fail(
            f"`{year}` looks like a year, and a year alone is no number",
            (found.start, found.start + len(year)),
            remedy,
        )

    def subject_in(self, period: str) -> str:
        """The left side as it is written of another period."""
        mark = PeriodMark(0, 0, period)
        if isinstance(self._subject, Name):
            return replace(self._subject, period_mark=mark).text
        return f"the same{mark.text}"

    @property
    def subject(self) -> str:
        """The left side as it is written."""
        return "NAME" if self._subject is None else self._subject.text

    def _phrase(self) -> Expression | None:
        """A phrase that begins an expression."""
        return self._first(self.grammar.term.of(self.word() or self._symbol_word()))

    def _bracket(self, start: int) -> Expression:
        outer, self.or_ends = self.or_ends, False
        inner = self.expression()
        self.or_ends = outer
        self.need_symbol(")")
        period, place = self.marks()
        return Bracket(start, self.last_end, inner, period, place)

    # --- figures ---

    def _figure_or_name(self, start: int) -> Expression:
        if self._is_compared:
            self._lower_capital(start)
        hedge = hedges.hedge(self)
        if self.take("between"):
            return self._between(hedge, start)
        as_many = self.text.startswith("as ", start)
        if hedge in ONE_SIDED and not as_many and (phrase := self._phrase()) is not None:
            return OneSided(start, self.last_end, hedge, phrase)
        figure = figure_grammar.figure(self)
        if figure is not None:
            return self._figure(hedged(figure, hedge), start)
        if hedge in ONE_SIDED and not as_many:
            base = self.operand()
            return OneSided(start, self.last_end, hedge, base)
        if hedge is not Hedge.NONE:
            remedy = "for equal numbers write `A = B`" if as_many else ""
            raise self.expected("a figure", remedy=remedy)
        self.position = start
        return self._named(start)

    def _lower_capital(self, start: int) -> bool:
        """Reads `= Seventeen` and `= Up to 40` as they stand at the beginning of a sentence.

        Only where a figure comes of it, and that is told.
        """
        word = (self.word() or "")[: 1 + (self.word() or "").find("-")] or self.word() or ""
        lower = word.rstrip("-").lower()
        if not word[:1].isupper() or lower not in _CAPITALISED:
            return False
        written, last_end = self.text, self.last_end
        self.rewrite(written[:start] + written[start].lower() + written[start + 1 :])
        hedge = hedges.hedge(self)
        is_name = lower == "no" and hedge is Hedge.NONE
        found = not is_name and (self.take("between") or figure_grammar.figure(self) is not None)
        self.position, self.last_end = start, last_end
        if not found:
            self.rewrite(written)
        return found

    def _sees_figure(self) -> bool:
        """Whether a figure stands here, with or without a hedge; nothing is taken."""
        position, last_end = self.position, self.last_end
        hedges.hedge(self)
        found = self.take("between") or figure_grammar.figure(self) is not None
        self.position, self.last_end = position, last_end
        return found

    def name_before_figure(self) -> Word | None:
        """A name with a figure behind it, which may begin large: `Freedonian Twelve`."""
        found = self.name(self.grammar.reserved)
        if found is None or found.is_quoted or self._sees_figure():
            return found
        _, start, end, _ = found
        for space in _SPACES.finditer(self.text, start, end):
            self.position = space.end()
            if self._lower_capital(space.end()):
                name = " ".join(self.text[start : space.start()].split())
                return Word(name, start, space.start())
        self.position = self.last_end = end
        return found

    def figure_of_list(self, reach: Hedge, message: str, remedy: str = "") -> Printed:
        """A figure in a list that a hedge stands before; a mistake where something else stands."""
        found = self.operand()
        if not isinstance(found, Printed):
            raise fail(message, found, remedy)
        return replace(found, figure=reached(found.figure, reach))

    def _figure(self, figure: Figure, start: int) -> Expression:
        if figure.upper is None and (figure_grammar.dash(self) or self.take("to")):
            return self._figure(ranged(figure, self._needed_figure()), start)
        figure = self._hedged_behind(self._with_unit(self._hedged_behind(figure)))
        self._refuse_period(figure)
        words = [self.word()]
        if figure.kind is Kind.MULTIPLE:
            words.append("of")
        elif figure.kind is Kind.RATE and self._name_follows():
            words.append("per")
        hooks = (hook for word in words for hook in self.grammar.figure.of(word))
        if (found := self._first(hooks, figure)) is not None:
            return found
        return Printed(start, self.last_end, figure)

    def _refuse_period(self, figure: Figure) -> None:
        """`£5 in 2011` is no ratio: the period belongs to what the figure is of."""
        start = self.skip()
        behind = years.period_behind(self)
        if behind is None:
            return
        mark, subject = f"@{period_text(behind.period)}", self._subject
        name = "NAME" if subject is None else subject.text
        if not isinstance(subject, Name | Bracket | None):
            name = f"({name})"
        shown = as_printed(figure) + (f" {figure.unit}" if figure.unit else "")
        whole = self.text[behind.end :].strip()
        whole = f" {whole}" if whole.startswith("of ") and figure.currency is None else ""
        write = f"{shown}{whole}`" if "@" in name else f"{name}{mark} = {shown}{whole}`"
        remedy = f"write `{write}"
        kinds = {Kind.PERCENT, Kind.FRACTION} if behind.link == "of" else {Kind.NUMBER}
        is_plain = figure.kind in kinds and figure.currency is None and figure.unit is None
        if behind.is_number and is_plain:
            number = f"{int(behind.period):,}"
            remedy += f", or `{shown} {behind.link} {number}` if that is no year"
        raise fail(
            f"a period stands behind the name, not behind `{shown}`", (start, behind.end), remedy
        )

    def _name_follows(self) -> bool:
        word = self.word()
        return self.sees_symbol('"') or (word is not None and word not in self.grammar.reserved)

    def _hedged_behind(self, figure: Figure) -> Figure:
        """The figure with `or so` and the like; behind `either` an `or` ends the statement."""
        if self.or_ends or figure.hedge is not Hedge.NONE:
            return figure
        return hedged(figure, hedges.hedge_behind(self))

    def _with_unit(self, figure: Figure) -> Figure:
        if figure.kind not in {Kind.NUMBER, Kind.VAGUE} or figure.unit is not None:
            return figure
        position, last_end = self.position, self.last_end
        if figure.kind is Kind.VAGUE:
            self.take("of")
        unit = figure_grammar.unit(self, self.grammar.reserved)
        if unit is None:
            self.position, self.last_end = position, last_end
            return figure
        return replace(figure, unit=unit)

    def _between(self, hedge: Hedge, start: int) -> Expression:
        inner = hedges.hedge(self)
        lower = hedged(self._needed_figure(), inner if hedge is Hedge.NONE else hedge)
        self.need_word("and")
        return self._figure(ranged(lower, self._needed_figure()), start)

    def _needed_figure(self) -> Figure:
        figure = figure_grammar.figure(self)
        if figure is None:
            raise self.expected("a figure")
        return figure

    # --- names ---

    def _named(self, start: int) -> Expression:
        found = self.name(self.grammar.reserved)
        if found is None:
            raise self.expected("a name or a figure", remedy=self._reserved_remedy())
        text, start, end, in_quotes = found
        if not in_quotes and not self.at_end and self.take_symbol("."):
            dotted = self.name(self.grammar.reserved)
            if dotted is None:
                raise self.expected("a value of the attribute")
            text, in_quotes = f"{text}.{dotted[0]}", dotted[3]
        return self.marked(Name(start, end, text, quoted=in_quotes))

    def marked(self, name: Name) -> Expression:
        """A name with what stands behind it: a phrase that goes on, a period, a place."""
        behind = self.grammar.name.of(self.word() or self._symbol_word())
        if (found := self._first(behind, name)) is not None:
            return found
        period, place = self.marks()
        end = self.last_end
        upwards = self._upwards()
        if upwards is not None and period is None and place is None:
            period, place = self.marks()
        if end != name.end or period is not None or place is not None:
            name = replace(name, period_mark=period, place_mark=place, end=end)
        return name if upwards is None else Upwards(name.start, self.last_end, name, upwards)

    def _upwards(self) -> bool | None:
        """Takes `or better` (true) or `or worse` (false)."""
        if self.take_all("or", "better"):
            return True
        return False if self.take_all("or", "worse") else None

    def _reserved_remedy(self) -> str:
        word = self.word()
        if word not in self.grammar.reserved:
            return ""
        return (
            f"a name with the word `{word}` in it is written with underscores or in double quotes"
        )

    def marks(self) -> tuple[PeriodMark | None, PlaceMark | None]:
        """Takes `@…` and `[…]` in either order."""
        period: PeriodMark | None = None
        place: PlaceMark | None = None
        while True:
            start = self.skip()
            if period is None and self.take_symbol("@"):
                period = self.period_mark(start)
            elif place is None and self.take_symbol("["):
                negated = self.take("not")
                found = self.name(frozenset())
                if found is None:
                    raise self.expected("a place")
                self.need_symbol("]")
                place = PlaceMark(found[1], found[2], found[0], negated)
            else:
                return period, place

    def period_mark(self, start: int) -> PeriodMark:
        """What stands behind `@`."""
        if not self.take("each"):
            name, _, end = self.period()
            return PeriodMark(start, end, name)
        name, _, _ = self.period()
        self.need_symbol("..")
        last, _, end = self.period()
        return PeriodMark(start, end, name, each=True, last=last)

    def need_figure(self) -> Figure:
        """A figure with its hedge, where a phrase demands one."""
        hedge = hedges.hedge(self)
        found = hedged(self._needed_figure(), hedge)
        self._refuse_period(found)
        return found
