"""Moves along an order: `improved(rating, 2010, 2011)`, `declined(rating)`, `unchanged(rating)`.

Only members that stand in the order in both periods count; values under `also` are outside it.
Without periods it is from a year earlier to the period of the claim.
"""

from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.lexicon import Attribute
from checker.language.measures import Direction, Moved, Region, meet
from checker.language.mistakes import fail
from checker.language.nodes import Expression, sized
from checker.language.parser import Parser
from checker.language.periods import Period
from checker.language.ranges import Cases, Range, always
from checker.language.scanner import Word, period_text
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class Transition(Expression):
    """The members that moved one way along an attribute's order between two periods."""

    direction: Direction
    attribute: Word
    periods: tuple[str, str] | None

    @property
    def text(self) -> str:
        periods = "".join(f", {period_text(name)}" for name in self.periods or ())
        return f'{self.direction.value}("{self.attribute.text}"{periods})'

    @property
    def is_set(self) -> bool:
        return True

    def _attribute(self, scope: Scope) -> Attribute:
        found = scope.words.attribute_of(self.attribute)
        if not found.ordered:
            raise fail(
                f"the values of `{found.name}` have no order",
                self.attribute,
                "only values under `best_first` get better or worse"
                if found.numbers
                else "list them under `best_first` in the vocabulary",
            )
        return found

    def _periods(self, scope: Scope) -> tuple[Period, Period]:
        if self.periods is None:
            after = scope.default_period()
            before = scope.but(shift=scope.shift + 1).moved(after, self)
            return before, scope.moved(after, self)
        first, last = (scope.find_period(name, self) for name in self.periods)
        unforced = scope.but(forced_period=None)
        return (
            unforced.moved(first, self),
            unforced.moved(last, self),
        )

    def region(self, scope: Scope) -> Region:
        attribute = self._attribute(scope)
        before, after = self._periods(scope)
        if before == after:
            raise fail(
                "the two periods of a move must differ",
                self,
                f"write `{self.direction.value}({attribute.name}, 2010, 2011)`, for example",
            )
        population = scope.words.lexicon.populations[attribute.of]
        there = [
            scope.region_of(population, period, scope.place, self) for period in (before, after)
        ]
        then, now = (scope.told_of(attribute, period) for period in (before, after))
        moved = Moved(population.name, attribute.name, then, now, self.direction, attribute.ordered)
        return meet(moved, *there)

    def cases(self, scope: Scope) -> Cases:
        return always(Range.point(sized(self, scope)))

    def words(self, scope: Scope) -> str:
        attribute = self._attribute(scope)
        before, after = self._periods(scope)
        verb = {
            Direction.IMPROVED: "improved in",
            Direction.DECLINED: "declined in",
            Direction.UNCHANGED: "kept their",
        }[self.direction]
        moved = f"{attribute.of} that {verb} {attribute.name}".replace("_", " ")
        return f"{moved} from {before.name} to {after.name}"


def _move(parser: Parser) -> Expression | None:
    start = parser.skip()
    direction = Direction(parser.word())
    parser.take(direction.value)
    if not parser.take_symbol("("):
        raise parser.expected("`(`", remedy=f"write `{direction.value}(ATTRIBUTE, 2010, 2011)`")
    name = parser.name(parser.grammar.reserved)
    if name is None:
        raise parser.expected("an attribute")
    periods = None
    if parser.take_symbol(","):
        first = parser.period()[0]
        parser.need_symbol(",")
        periods = first, parser.period()[0]
    parser.need_symbol(")")
    return Transition(start, parser.last_end, direction, name, periods)


PHRASE = Phrase(term={direction.value: _move for direction in Direction})
