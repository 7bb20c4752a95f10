"""More or less than something: `8 more than A`, `40% more than A`, `1/4 less than A`."""

from fractions import Fraction

from checker.frozen import dataclass
from checker.language.based import Difference, ratio_to
from checker.language.figures import Figure, Kind, note_of_points, with_noun
from checker.language.hooks import Phrase
from checker.language.measures import Rank
from checker.language.mistakes import fail
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.phrases.points import are_shares
from checker.language.ranges import Cases, Range, always, combined
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class Change(Difference):
    """A base and a figure on top of it, or taken off it."""

    @property
    def text(self) -> str:
        return f"{with_noun(self.figure)} {self.word} than {self.base.text}"

    @property
    def is_relative(self) -> bool:
        return self.figure.kind in {Kind.PERCENT, Kind.FRACTION, Kind.RATE}

    def meant(self, scope: Scope) -> Figure:
        return self.figure

    def cases(self, scope: Scope) -> Cases:
        change = self.interval(scope)
        if not self.adds:
            change = change.scaled(Fraction(-1))
        base = self.base.cases(scope)
        if self.figure.kind is Kind.PERCENT and are_shares(self.base, scope):
            printed = self.figure.printed
            points = printed.rstrip("%").removesuffix("per cent").removesuffix("percent").strip()
            difference = "A - B" if self.adds else "B - A"
            raise fail(
                f"`{printed} {self.word} than` a percentage can mean points or a part of it",
                (self.figure.start, self.end),
                f"write `{points} points {self.word} than` for the difference of the percentages, "
                f"or `{difference} = {printed} of B` for a part of the percentage B; points that "
                f"the article prints as `{printed}` need {note_of_points(printed)}",
            )
        if self.word in {"higher", "lower"} and _has_rank(base, scope):
            raise fail(
                f"a rank that is `{self.figure.printed} {self.word}` can be read in two ways",
                self.figure,
                "write `more than` for so many places further down, `less than` for further up",
            )
        if self.is_relative:
            return ratio_to(base, change.shifted(1), scope)
        return combined(base, always(Range.constant(change)), Range.plus)

    def words(self, scope: Scope) -> str:
        return f"{self.printed_words(scope)} {self.word} than {self.base.counted(scope)}"


def _has_rank(base: Cases, scope: Scope) -> bool:
    values = (case.range.low for case in base)
    names = (name for value in values if value is not None for name in value.names)
    return any(isinstance(scope.met.measures[name], Rank) for name in names)


def _than(parser: Parser, figure: Figure) -> Expression | None:
    word = parser.word() or ""
    parser.take(word)
    if not parser.take("than"):
        return None
    if figure.kind in {Kind.MULTIPLE, Kind.ONE_IN}:
        raise fail(
            f"`{figure.printed} {word} than` can be read in two ways",
            (figure.start, parser.last_end),
            f"write `{figure.printed} A`, or the change in per cent",
        )
    base = parser.base(figure.start)
    return Change(figure.start, parser.last_end, base, figure, word)


PHRASE = Phrase(figure=dict.fromkeys(("more", "less", "fewer", "higher", "lower"), _than))
