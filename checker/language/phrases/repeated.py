"""`the same@2010`, `the same[UK]`: the left side once more, in another period or place."""

from checker.frozen import dataclass
from checker.language.again import Again
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.names import PeriodMark, PlaceMark
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.scope import Scope, Side


@dataclass(frozen=True, slots=True)
class Repeated(Again):
    """The subject with another period, another place or both."""

    period_mark: PeriodMark | None
    place_mark: PlaceMark | None

    @property
    def text(self) -> str:
        marks = [mark.text for mark in (self.period_mark, self.place_mark) if mark is not None]
        return "the same" + "".join(marks)

    def there(self, scope: Scope) -> tuple[Side, Scope]:
        if scope.subject is None:
            raise fail("`the same` needs something on the left to repeat", self)
        if self.period_mark is None and self.place_mark is None:
            raise fail(
                "`the same` as the left side says nothing",
                self,
                "name another period or place: `the same@2010`",
            )
        there = scope.but(subject=None)
        if self.period_mark is not None:
            there = there.but(forced_period=self.period_mark.period(scope))
        if self.place_mark is not None:
            mark = self.place_mark
            there = there.but(forced_place=scope.find_place(mark.name, mark))
        return scope.subject, there


def _the_same(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_all("the", "same"):
        return None
    period, place = parser.marks()
    return Repeated(start, parser.last_end, period, place)


PHRASE = Phrase(term={"the": _the_same})
