"""`the same@2010`, `the same[UK]`: the left side once more, in another period or place."""

from collections.abc import Iterator

from checker.frozen import dataclass
from checker.language.measures import Region
from checker.language.mistakes import fail
from checker.language.parser import Parser, Phrase
from checker.language.ranges import Cases
from checker.language.scope import Scope
from checker.language.syntax import Expression, Node, PeriodMark, PlaceMark, actual_words


@dataclass(frozen=True, slots=True)
class Repeated(Expression):
    """The subject with another period, another place or both."""

    period_mark: PeriodMark | None
    place_mark: PlaceMark | None

    def children(self) -> Iterator[Node]:
        return iter(mark for mark in (self.period_mark, self.place_mark) if mark is not None)

    @property
    def text(self) -> str:
        marks = [mark.text for mark in (self.period_mark, self.place_mark) if mark is not None]
        return "the same" + "".join(marks)

    def _there(self, scope: Scope) -> tuple[Expression, Scope]:
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

    def cases(self, scope: Scope) -> Cases:
        subject, there = self._there(scope)
        return subject.actual.cases(there)

    def region(self, scope: Scope) -> Region:
        subject, there = self._there(scope)
        return subject.actual.region(there)

    def words(self, scope: Scope) -> str:
        subject, there = self._there(scope)
        return actual_words(subject, subject.actual.words(there))

    def counted(self, scope: Scope) -> str:
        subject, there = self._there(scope)
        return actual_words(subject, subject.actual.counted(there))


def _the_same(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_all("the", "same"):
        return None
    period, place = parser.marks()
    return Repeated(start, parser.last_end, period, place)


PHRASE = Phrase(term={"the": _the_same})
