"""Recursive descent over a formula: names, sets, sums, comparisons; phrases plug in by words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.language import figure_grammar
from checker.language.figures import Figure, Hedge, Kind
from checker.language.mistakes import fail
from checker.language.scanner import Scanner
from checker.language.syntax import (
    Arithmetic,
    Assertion,
    Bracket,
    Comparison,
    Expression,
    Name,
    OneSided,
    PeriodMark,
    PlaceMark,
    Printed,
    SetOperation,
    Upwards,
)

_BASE_WORDS = frozenset(
    [
        "and",
        "or",
        "but",
        "not",
        "in",
        "of",
        "from",
        "to",
        "by",
        "as",
        "same",
        "more",
        "less",
        "fewer",
        "than",
        "if",
        "then",
        "either",
        "the",
        "a",
        "an",
        "is",
        "each",
        "earlier",
        "better",
        "worse",
        "rest",
    ]
)

TermHook = Callable[["Parser"], Expression | None]
FigureHook = Callable[["Parser", Figure], Expression | None]
StatementHook = Callable[["Parser"], Assertion | None]
SubjectHook = Callable[["Parser", Expression], Assertion | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a phrase hooks into the grammar, by the word that announces it.

    `term` begins an expression, `figure` goes on behind a figure, `statement` begins a whole
    statement, `subject` goes on behind the first side of one. A hook returns None, with nothing
    taken, when the word means something else here. `words` are further words of the phrase,
    which no bare name may hold.
    """

    term: Mapping[str, TermHook] = field(default_factory=dict)
    figure: Mapping[str, FigureHook] = field(default_factory=dict)
    statement: Mapping[str, StatementHook] = field(default_factory=dict)
    subject: Mapping[str, SubjectHook] = field(default_factory=dict)
    words: frozenset[str] = frozenset()


class Grammar:
    """The hooks of all phrases, merged once; the first phrase in order that takes a word has it."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.term: dict[str, list[TermHook]] = {}
        self.figure: dict[str, list[FigureHook]] = {}
        self.statement: dict[str, list[StatementHook]] = {}
        self.subject: dict[str, list[SubjectHook]] = {}
        words = set(_BASE_WORDS | figure_grammar.FIGURE_WORDS)
        for phrase in phrases:
            for word, term in phrase.term.items():
                self.term.setdefault(word, []).append(term)
            for word, figure in phrase.figure.items():
                self.figure.setdefault(word, []).append(figure)
            for word, statement in phrase.statement.items():
                self.statement.setdefault(word, []).append(statement)
            for word, subject in phrase.subject.items():
                self.subject.setdefault(word, []).append(subject)
            words |= phrase.words
            words.update(phrase.term, phrase.figure, phrase.statement, phrase.subject)
        self.reserved = frozenset(words)


_ONE_SIDED = {Hedge.MORE, Hedge.LESS, Hedge.AT_LEAST, Hedge.AT_MOST}

_DEEPEST = 40
"""Brackets and clauses inside one another: more is no sentence that anybody reads."""

_STACKED = 8
"""Phrases on top of one another, as in `half of a third of A`: their cases multiply."""

_MOST_PARTS = 200
"""Parts that signs and words such as `+` and `or` join in one statement."""


class Parser(Scanner):
    """One formula being read."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        super().__init__(text)
        self.grammar = grammar
        self._depth = 0
        self._stacked = 0
        self._parts = 1
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
        if self._depth > _DEEPEST:
            start = self.skip()
            raise fail(
                f"more than {_DEEPEST} brackets inside one another",
                start,
                start,
                "write several statements",
            )

    def _one_more_part(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise fail(
                f"more than {_MOST_PARTS} parts in one statement",
                self.last_end,
                self.last_end,
                "define a name for some of them, or write several statements",
            )

    def _assertion(self) -> Assertion:
        start = self.skip()
        for hook in self.grammar.statement.get(self.word() or "", ()):
            found = hook(self)
            if found is not None:
                return found
        subject = self.expression()
        for after in self.grammar.subject.get(self.word() or self._symbol_word(), ()):
            assertion = after(self, subject)
            if assertion is not None:
                return assertion
        return self._comparison(start, subject)

    def _symbol_word(self) -> str:
        return self.text[self.skip() : self.position + 1]

    def _comparison(self, start: int, subject: Expression) -> Assertion:
        links: list[tuple[str, Expression]] = []
        while (symbol := self.relation()) is not None:
            position = self.skip()
            for hook in self.grammar.subject.get("=" if symbol == "=" and not links else "", ()):
                found = hook(self, subject)
                if found is not None:
                    return found
                self.position = position
            self._one_more_part()
            links.append((symbol, self.expression()))
        if not links:
            remedy = ""
            if self.word() in self.grammar.reserved:
                remedy = self._reserved_remedy()
            elif isinstance(subject, Name) and not subject.quoted:
                remedy = f"write `{subject.name} = …`, for example"
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
            left = Arithmetic(start, self.last_end, symbol, left, self._product())
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
        for symbol in symbols:
            if self.take_symbol(symbol):
                self._one_more_part()
                return {"−": "-", "×": "*", "÷": "/"}.get(symbol, symbol)
        return None

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
        if self._stacked > _STACKED:
            raise fail(
                f"more than {_STACKED} phrases on top of one another",
                start,
                start,
                "write several statements",
            )
        found = self._phrase() or self._figure_or_name(start)
        self._stacked -= 1
        return found

    def _phrase(self) -> Expression | None:
        """A phrase that begins an expression."""
        for hook in self.grammar.term.get(self.word() or self._symbol_word(), ()):
            found = hook(self)
            if found is not None:
                return found
        return None

    def _bracket(self, start: int) -> Expression:
        outer, self.or_ends = self.or_ends, False
        inner = self.expression()
        self.or_ends = outer
        self.need_symbol(")")
        period, place = self.marks()
        return Bracket(start, self.last_end, inner, period, place)

    # --- figures ---

    def _figure_or_name(self, start: int) -> Expression:
        if self.take("between"):
            return self._between(start)
        hedge = figure_grammar.hedge(self)
        if hedge in _ONE_SIDED and (phrase := self._phrase()) is not None:
            return OneSided(start, self.last_end, hedge, phrase)
        figure = figure_grammar.figure(self)
        if figure is not None:
            return self._figure(_hedged(figure, hedge), start)
        if hedge in _ONE_SIDED:
            base = self.operand()
            return OneSided(start, self.last_end, hedge, base)
        if hedge is not Hedge.NONE:
            raise self.expected("a figure")
        return self._named(start)

    def _figure(self, figure: Figure, start: int) -> Expression:
        if self.take("to"):
            return self._upper(figure, start)
        figure = self._with_unit(figure)
        for hook in self.grammar.figure.get(self.word() or "", ()):
            found = hook(self, figure)
            if found is not None:
                return found
        if figure.kind is Kind.MULTIPLE:
            for hook in self.grammar.figure.get("of", ()):
                found = hook(self, figure)
                if found is not None:
                    return found
        if figure.kind is Kind.RATE and self._name_follows():
            for hook in self.grammar.figure.get("per", ()):
                found = hook(self, figure)
                if found is not None:
                    return found
        return Printed(start, self.last_end, figure)

    def _name_follows(self) -> bool:
        word = self.word()
        return self.sees_symbol('"') or (word is not None and word not in self.grammar.reserved)

    def _with_unit(self, figure: Figure) -> Figure:
        if figure.kind is not Kind.NUMBER:
            return figure
        unit = figure_grammar.unit(self, self.grammar.reserved)
        return replace(figure, unit=unit)

    def _between(self, start: int) -> Expression:
        lower = self._needed_figure()
        self.need_word("and")
        return self._range(lower, self._needed_figure(), start)

    def _upper(self, lower: Figure, start: int) -> Expression:
        return self._range(lower, self._needed_figure(), start)

    def _needed_figure(self) -> Figure:
        figure = figure_grammar.figure(self)
        if figure is None:
            raise self.expected("a figure")
        return figure

    def _range(self, lower: Figure, upper: Figure, start: int) -> Expression:
        if lower.hedge is not Hedge.NONE:
            raise fail(
                f"`{lower.hedge.value}` before a range can mean either end",
                start,
                upper.end,
                f"write `{lower.printed} to {upper.printed}` alone, or one figure with its word",
            )
        if lower.kind is Kind.NUMBER and upper.kind is Kind.PERCENT:
            hundredth = lower.value / 100
            lower = replace(lower, kind=Kind.PERCENT, value=hundredth, last=lower.last / 100)
        if lower.kind is not upper.kind or lower.value > upper.value:
            raise fail(
                "the first figure of a range must be the smaller one, of the same kind",
                lower.start,
                upper.end,
                "write the smaller figure first",
            )
        return self._figure(replace(lower, upper=upper), start)

    # --- names ---

    def _named(self, start: int) -> Expression:
        found = self.name(self.grammar.reserved)
        if found is None:
            raise self.expected("a name or a figure", remedy=self._reserved_remedy())
        text, start, end, in_quotes = found
        name = Name(start, end, text, quoted=in_quotes)
        if not in_quotes and self.take_symbol("."):
            dotted = self.name(self.grammar.reserved)
            if dotted is None:
                raise self.expected("a value of the attribute")
            name = replace(name, name=f"{text}.{dotted[0]}", quoted=dotted[3])
        period, place = self.marks()
        end = self.last_end
        upwards = self._upwards()
        if upwards is not None and period is None and place is None:
            period, place = self.marks()
        name = replace(name, period_mark=period, place_mark=place, end=end)
        return name if upwards is None else Upwards(start, self.last_end, name, upwards)

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
        hedge = figure_grammar.hedge(self)
        return _hedged(self._needed_figure(), hedge)


def _hedged(figure: Figure, hedge: Hedge) -> Figure:
    if hedge in {Hedge.NEARLY, Hedge.JUST_OVER} and not figure.value:
        raise fail(
            f"no number is {hedge.value} {figure.printed}",
            figure.start,
            figure.end,
            "write `about`, `at least` or `at most`",
        )
    return replace(figure, hedge=hedge)
