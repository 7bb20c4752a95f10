"""`a year earlier`: the left side of the comparison, one year (or some years) back."""

import re
from typing import NoReturn

from checker.frozen import dataclass
from checker.language.figure_grammar import NUMBER_WORDS
from checker.language.measures import Region
from checker.language.mistakes import fail
from checker.language.parser import Parser, Phrase
from checker.language.ranges import Cases
from checker.language.scope import Scope
from checker.language.syntax import Expression, actual_words

_WHOLE = re.compile(r"\d{1,3}(?![\d.,])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Earlier(Expression):
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

    def _back(self, scope: Scope) -> tuple[Expression, Scope]:
        if scope.subject is None:
            self._alone()
        return scope.subject, scope.but(shift=scope.shift + self.years, subject=None)

    def cases(self, scope: Scope) -> Cases:
        subject, back = self._back(scope)
        return subject.actual.cases(back)

    def region(self, scope: Scope) -> Region:
        subject, back = self._back(scope)
        return subject.actual.region(back)

    def words(self, scope: Scope) -> str:
        subject, back = self._back(scope)
        return actual_words(subject, subject.actual.words(back))

    def counted(self, scope: Scope) -> str:
        subject, back = self._back(scope)
        return actual_words(subject, subject.actual.counted(back))


def _a_year(parser: Parser) -> Expression | None:
    start = parser.skip()
    return Earlier(start, parser.last_end, 1) if parser.take_all("a", "year", "earlier") else None


def _years(parser: Parser) -> Expression | None:
    start, position = parser.skip(), parser.position
    word = parser.word() or ""
    number = NUMBER_WORDS.get(word)
    if number is None:
        match = parser.match(_WHOLE)
        number = int(match[0]) if match else None
    else:
        parser.take(word)
    if number and (parser.take_all("years", "earlier") or parser.take_all("year", "earlier")):
        return Earlier(start, parser.last_end, number)
    parser.position = position
    return None


PHRASE = Phrase(
    term={"a": _a_year}
    | dict.fromkeys("0123456789", _years)
    | dict.fromkeys((word for word, value in NUMBER_WORDS.items() if value), _years)
)
