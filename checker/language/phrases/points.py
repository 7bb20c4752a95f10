"""Differences of shares: `3.1 points down on a year earlier`, `2 points more than A`."""

from fractions import Fraction

from checker.frozen import dataclass
from checker.language.based import Difference
from checker.language.figures import POINTS, Figure, as_printed, in_points, spread
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.phrases.earlier import Earlier
from checker.language.phrases.repeated import Repeated
from checker.language.ranges import Cases, Range, always, combined
from checker.language.scope import Scope
from checker.language.sides import left_name
from checker.language.units import same_unit


def are_shares(expression: Expression, scope: Scope) -> bool:
    """Whether this is a share, or the left side once more where that is one."""
    again = any(isinstance(node, Earlier | Repeated) for node in expression.walk())
    return scope.ratio if again else expression.is_ratio(scope)


@dataclass(frozen=True, slots=True)
class PointsApart(Difference):
    """A share and some points on top of it, or taken off it."""

    def figures(self) -> tuple[Figure, ...]:
        return spread(in_points(self.figure))

    @property
    def text(self) -> str:
        link = "on" if self.word in {"up", "down"} else "than"
        return f"{as_printed(in_points(self.figure))} {self.word} {link} {self.base.text}"

    def is_ratio(self, scope: Scope) -> bool:
        return True

    def meant(self, scope: Scope) -> Figure:
        """Points of a whole, unless points are what the left side counts, as in a league table."""
        return self.figure if _counts_points(scope) else in_points(self.figure)

    def cases(self, scope: Scope) -> Cases:
        counted = _counts_points(scope)
        shares = are_shares(self.base, scope) and (scope.subject is None or scope.ratio)
        if not counted and not shares:
            printed = in_points(self.figure).printed
            raise fail(
                f"`{printed}` is a difference of two shares, and no shares stand here",
                self,
                "write `share of A in B = …`; between numbers leave `points` out",
            )
        change = self.interval(scope).scaled(Fraction(1 if self.adds else -1))
        return combined(self.base.cases(scope), always(Range.constant(change)), Range.plus)

    def words(self, scope: Scope) -> str:
        noun = self.meant(scope).unit
        figure = f"{self.printed_words(scope)}{f' {noun}' if noun else ''}"
        return f"{figure} {'more' if self.adds else 'less'} than {self.base.counted(scope)}"


def _counts_points(scope: Scope) -> bool:
    name = None if scope.subject is None else left_name(scope.subject)
    thing = None if name is None else name.quantity(scope)
    return thing is not None and any(
        same_unit("points", u) for u in (thing.unit, thing.counts) if u
    )


def _apart(parser: Parser, figure: Figure) -> Expression | None:
    word = parser.word() or ""
    moved = word in {"up", "down"}
    parser.take(word)
    if not parser.take("on" if moved else "than"):
        return None
    if figure.unit not in POINTS:
        if not moved:
            return None
        raise fail(
            f"`{word} on` stands behind points, as in `3 points {word} on a year earlier`",
            (figure.start, parser.last_end),
            f"write `{figure.printed} {'more' if word == 'up' else 'less'} than`",
        ).unsettled()
    base = parser.base(figure.start)
    return PointsApart(figure.start, parser.last_end, base, figure, word)


PHRASE = Phrase(
    figure=dict.fromkeys(("up", "down", "more", "less", "fewer", "higher", "lower"), _apart)
)
