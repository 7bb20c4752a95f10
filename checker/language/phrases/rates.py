"""So many of one thing to each of another: `2.6 per households`, `4.2 per 1,000 people`."""

from dataclasses import replace

from checker.frozen import dataclass
from checker.language.based import Ratio
from checker.language.figures import Figure, Kind, one_per, with_noun
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.ranges import Cases
from checker.language.scope import Scope
from checker.language.sides import left_name
from checker.language.units import check_unit


@dataclass(frozen=True, slots=True)
class Rate(Ratio):
    """A figure for each of a base, or for each 1,000 of it."""

    @property
    def _has_per(self) -> bool:
        return " per " in self.figure.printed

    @property
    def text(self) -> str:
        return f"{with_noun(self.figure)}{' ' if self._has_per else ' per '}{self.base.text}"

    def cases(self, scope: Scope) -> Cases:
        if scope.subject is not None:
            check_unit(left_name(scope.subject), self.figure, scope)
        return Ratio.cases(self, scope)

    def words(self, scope: Scope) -> str:
        link = " of " if self._has_per else " per "
        return f"{self.printed_words(scope)}{link}{self.base.words(scope)}"


def _per(parser: Parser, figure: Figure) -> Expression | None:
    if figure.kind is Kind.RATE and " per " in figure.printed:
        base = parser.operand()
        return Rate(figure.start, parser.last_end, base, one_per(figure))
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
    return Rate(figure.start, parser.last_end, base, each)


PHRASE = Phrase(figure={"per": _per})
