"""`share of A in B = 31.2%`: a part of a whole whose numbers need not be known."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.language.algebra import Share
from checker.language.mistakes import fail
from checker.language.parser import Parser, Phrase
from checker.language.ranges import Cases, Range, always
from checker.language.scope import Scope
from checker.language.syntax import Expression, Node


@dataclass(frozen=True, slots=True)
class ShareOf(Expression):
    """The size or amount of one thing as a part of another."""

    part: Expression
    whole: Expression

    def children(self) -> Iterator[Node]:
        return iter((self.part, self.whole))

    @property
    def text(self) -> str:
        return f"share of {self.part.text} in {self.whole.text}"

    def is_ratio(self, scope: Scope) -> bool:
        return True

    def cases(self, scope: Scope) -> Cases:
        outside = scope.but(subject=None)
        part, whole = self.part.point(outside), self.whole.point(outside)
        names = [name for side in (part, whole) for name in side.names]
        if any(len(side.names) != 1 or len(side.terms) != 1 for side in (part, whole)):
            raise fail(
                "a share is of one name in another",
                self.start,
                self.end,
                "write `share of A in B`, or `A + B = 13% of C` for sums",
            )
        share = Share(names[0], names[1])
        return always(Range.point(scope.measure(share)))

    def words(self, scope: Scope) -> str:
        return f"the share of {self.part.words(scope)} in {self.whole.words(scope)}"


def _share(parser: Parser) -> Expression | None:
    start, position = parser.skip(), parser.position
    parser.take("share")
    if not parser.take("of"):
        parser.position = position
        return None
    part = parser.operand()
    parser.need_word("in")
    whole = parser.operand()
    return ShareOf(start, parser.last_end, part, whole)


PHRASE = Phrase(term={"share": _share})
