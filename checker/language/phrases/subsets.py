"""`new_head = 12 of inadequate`: a subset of a set, its size, and the whole's if it is printed."""

from dataclasses import replace

from checker.algebra.constraints import Constraint, at_most, equal
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.comparisons import Comparison
from checker.language.figures import Figure, Hedge, Kind, as_printed, with_noun
from checker.language.hooks import Phrase
from checker.language.measures import Without
from checker.language.mistakes import fail
from checker.language.nodes import Expression
from checker.language.parser import Parser
from checker.language.ranges import Cases, Range, always
from checker.language.scope import Scope, Slot, population_of
from checker.language.sides import Printed, left_name
from checker.language.spell import figure_words


@dataclass(frozen=True, slots=True)
class SubsetOf(Expression):
    """A number of members of a set; the left side of the comparison lies inside that set."""

    figure: Figure
    whole: Expression
    whole_figure: Figure | None

    @property
    def text(self) -> str:
        size = f"{as_printed(self.whole_figure)} " if self.whole_figure else ""
        return f"{with_noun(self.figure)} of {size}{self.whole.text}"

    def cases(self, scope: Scope) -> Cases:
        self._refuse_measure(scope)
        # Inside a sum nothing else reads the whole, and a slip in it is one there, too.
        self.whole.cases(scope.but(subject=None).noting(measures={}, supposed=set()))
        return always(Range.constant(scope.interval(self.figure)))

    def _refuse_measure(self, scope: Scope) -> None:
        """Only what is counted has members of which some can be counted."""
        name = left_name(self.whole)
        whole = None if name is None else name.quantity(scope)
        if whole is not None and whole.counts is None:
            raise fail(
                f"`{self.figure.printed} of` counts some of a set, and `{whole.name}` is a measure",
                self,
                f"write `= {self.figure.printed}`, or a part such as `{self.figure.printed}% of`",
            )

    def taken_apart(self) -> tuple[Expression, tuple[Comparison, ...]]:
        if self.whole_figure is None:
            return self, ()
        alone = replace(self, end=self.figure.end, whole_figure=None)
        size = Printed(self.whole_figure.start, self.whole_figure.end, self.whole_figure)
        return alone, (Comparison(size.start, self.end, self.whole, (("=", size),)),)

    def condition(self, subject: Expression, scope: Scope) -> Constraint:
        scope = scope.but(subject=None)
        if _is_number(subject, scope) or _is_number(self.whole, scope):
            return at_most(subject.point(scope), self.whole.point(scope))
        inside, whole = subject.region(scope), self.whole.region(scope)
        population = population_of(inside) or population_of(whole)
        if population is None or population != population_of(whole):
            raise fail(
                f"`{subject.text}` can be no part of `{self.whole.text}`: other members",
                self,
                "both must be sets of one population, or one of them a number",
            )
        return equal(scope.size(population, Without(inside, whole)), Polynomial())

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        return Slot(self.figure, scope.interval(self.figure), subject, None)

    def words(self, scope: Scope) -> str:
        size = ""
        if self.whole_figure is not None:
            size = f"the {figure_words(self.whole_figure, scope.interval(self.whole_figure))} "
        printed = figure_words(self.figure, scope.interval(self.figure))
        return f"{printed}, all of them among {size}{self.whole.words(scope)}"


def _is_number(side: Expression, scope: Scope) -> bool:
    name = left_name(side)
    return name is not None and name.quantity(scope) is not None


def _of(parser: Parser, figure: Figure) -> Expression | None:
    if figure.kind is not Kind.NUMBER:
        return None
    if not parser.take("of") and not parser.take_all("out", "of"):
        return None
    if not figure.value and figure.hedge is Hedge.NONE:
        raise fail(
            f"`{figure.printed} of` a set would say that there are none elsewhere either",
            (figure.start, parser.last_end),
            "write `A and B = none`",
        )
    whole_figure = None
    whole = parser.operand()
    if isinstance(whole, Printed):
        whole_figure = replace(whole.figure, unit=None)
        # The noun behind it begins the whole, which may be more than the one word of a unit.
        parser.position = parser.last_end - len(whole.figure.unit or "")
        whole = parser.operand()
    return SubsetOf(figure.start, parser.last_end, figure, whole, whole_figure)


PHRASE = Phrase(figure={"of": _of, "out": _of})
