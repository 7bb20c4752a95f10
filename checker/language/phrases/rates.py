"""So many of one thing to each of another: `2.6 per households`, `4.2 per 1,000 people`."""

from dataclasses import replace

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind, as_factor, one_per, with_noun
from checker.language.mistakes import fail
from checker.language.nodes import Expression, single_value
from checker.language.parser import Parser, Phrase
from checker.language.phrases.portions import ratio_to
from checker.language.ranges import Cases
from checker.language.scope import Scope, Slot
from checker.language.sides import left_name
from checker.language.spell import figure_words
from checker.language.units import check_unit


@dataclass(frozen=True, slots=True)
class Rate(Expression):
    """A figure for each of a base, or for each 1,000 of it."""

    figure: Figure
    base: Expression

    @property
    def _link(self) -> str:
        return " " if " per " in self.figure.printed else " per "

    @property
    def text(self) -> str:
        return f"{with_noun(self.figure)}{self._link}{self.base.text}"

    def cases(self, scope: Scope) -> Cases:
        if scope.subject is not None:
            check_unit(left_name(scope.subject), self.figure, scope)
        factor = as_factor(self.figure, scope.interval(self.figure))
        return ratio_to(self.base.cases(scope), factor, scope)

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        base = single_value(self.base.cases(scope))
        if base is None:
            return None
        interval = scope.interval(self.figure)
        if self.figure.kind is Kind.ONE_IN:
            return Slot(self.figure, interval, base, subject)
        return Slot(self.figure, interval, subject, base)

    def words(self, scope: Scope) -> str:
        figure = figure_words(self.figure, scope.interval(self.figure))
        return f"{figure}{' of ' if self._link == ' ' else ' per '}{self.base.words(scope)}"


def _per(parser: Parser, figure: Figure) -> Expression | None:
    if figure.kind is Kind.RATE and " per " in figure.printed:
        base = parser.operand()
        return Rate(figure.start, parser.last_end, one_per(figure), base)
    if figure.kind is not Kind.NUMBER or not parser.take("per"):
        return None
    base = parser.operand()
    if any(node.figures() for node in base.walk()):
        raise fail(
            "behind `per` stands what it is a rate of, or a round number and its name",
            base,
            f"write `{figure.printed} per NAME` or `{figure.printed} per 1,000 NAME`",
        )
    upper = figure.upper and replace(figure.upper, kind=Kind.RATE)
    each = replace(figure, kind=Kind.RATE, upper=upper)
    return Rate(figure.start, parser.last_end, each, base)


PHRASE = Phrase(figure={"per": _per})
