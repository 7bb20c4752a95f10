"""`a year earlier`: the left side of the comparison, one year (or some years) back."""

from typing import NoReturn

from checker.frozen import dataclass
from checker.language.again import Again
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.nodes import Expression
from checker.language.numerals import NUMBER_WORDS
from checker.language.parser import Parser
from checker.language.scope import Scope, Side
from checker.language.whole_numbers import small_number


@dataclass(frozen=True, slots=True)
class Earlier(Again):
    """The subject some years before."""

    years: int

    @property
    def text(self) -> str:
        return "a year earlier" if self.years == 1 else f"{self.years} years earlier"

    def _alone(self) -> NoReturn:
        raise fail(
            f"`{self.text}` needs something on the left to go back from",
            self,
            "write `A = 8 more than a year earlier`",
        )

    def there(self, scope: Scope) -> tuple[Side, Scope]:
        if scope.subject is None:
            self._alone()
        return scope.subject, scope.but(shift=scope.shift + self.years, subject=None)


def _a_year(parser: Parser) -> Expression | None:
    start = parser.skip()
    return Earlier(start, parser.last_end, 1) if parser.take_all("a", "year", "earlier") else None


def _years(parser: Parser) -> Expression | None:
    start = parser.skip()
    number = small_number(parser)
    behind = parser.take_all("years", "earlier") or parser.take_all("year", "earlier")
    if number is not None and number.value and behind:
        return Earlier(start, parser.last_end, int(number.value))
    return None


PHRASE = Phrase(
    term={"a": _a_year}
    | dict.fromkeys("0123456789", _years)
    | dict.fromkeys((word for word, value in NUMBER_WORDS.items() if value), _years)
)
