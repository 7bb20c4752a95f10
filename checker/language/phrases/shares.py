"""`share of A in B = 31.2%`: a part of a whole whose numbers need not be known."""

from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.measures import (
    Holds,
    Join,
    Measure,
    Meet,
    Present,
    Region,
    Share,
    Size,
    Without,
    meet,
)
from checker.language.mistakes import fail
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.ranges import Cases, Range, always
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class ShareOf(Expression):
    """The size or amount of one thing as a part of another."""

    part: Expression
    whole: Expression

    form = "share of {part} in {whole}"
    told = "the share of {part} in {whole}"

    def is_ratio(self, scope: Scope) -> bool:
        return True

    def cases(self, scope: Scope) -> Cases:
        outside = scope.but(subject=None)
        part, whole = self.part.point(outside), self.whole.point(outside)
        names = [name for side in (part, whole) for name in side.names]
        if any(len(side.names) != 1 or len(side.terms) != 1 for side in (part, whole)):
            raise fail(
                "a share is of one name in another",
                self,
                "write `share of A in B`, or `A + B = 13% of C` for sums",
            )
        inside = _within(*(scope.met.measures[name] for name in names))
        scope.measure(inside)
        return always(Range.point(scope.measure(Share(inside.text, names[1]))))


def _within(part: Measure, whole: Measure) -> Measure:
    """What of a part lies in the whole: of the girls, in a share of physics, those in physics."""
    if not isinstance(part, Size) or not isinstance(whole, Size):
        return part
    if part.population != whole.population:
        return part
    if all(_is_inside(part.region, condition) for condition in _conditions(whole.region)):
        return part
    return Size(part.population, meet(part.region, whole.region))


def _conditions(region: Region) -> tuple[Region, ...]:
    return region.parts if isinstance(region, Meet) else (region,)


def _is_inside(region: Region, condition: Region) -> bool:
    """Whether the spelling alone says that all members of a region meet a condition."""
    match region:
        case Meet(parts):
            return any(_is_inside(part, condition) for part in parts)
        case Join(parts):
            return all(_is_inside(part, condition) for part in parts)
        case Without(first, _):
            return _is_inside(first, condition)
        case _:
            return _narrows(region, condition)


def _narrows(one: Region, other: Region) -> bool:
    """Whether the spelling alone says that all of one condition's members meet the other."""
    match one, other:
        case Present(_, period, leaves), Present(_, same, wider) if period == same:
            return wider is None or (leaves is not None and leaves <= wider)
        case Holds(_, name, period, values), Holds(_, also, same, wider):
            return (name, period) == (also, same) and values <= wider
        case _:
            return one == other


def _share(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_all("share", "of"):
        return None
    part = parser.operand()
    parser.need_word("in")
    whole = parser.operand()
    return ShareOf(start, parser.last_end, part, whole)


PHRASE = Phrase(term={"share": _share})
