"""`expected births`, `target crimes`: numbers that are expected or aimed at, not the actual ones.

`status: expected` in a claim puts the word before the left side of each of its comparisons. `a year
earlier` and `the same@2010` go back to the actual number.
"""

from dataclasses import replace
from fractions import Fraction

from checker.algebra.polynomials import Monomial, Polynomial
from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.measures import Amount, Measure, Plan, Planned, Share
from checker.language.mistakes import Mistake, MistakeError, fail
from checker.language.nodes import Expression, Formula
from checker.language.parser import Parser
from checker.language.ranges import Cases, Range, always
from checker.language.scope import Scope
from checker.language.sides import Arithmetic, SetOperation


@dataclass(frozen=True, slots=True)
class PlannedNumber(Expression):
    """What is expected of a number, or aimed at: an unknown apart from the number itself."""

    plan: Plan
    inner: Expression

    told = "{plan} {inner}"

    @property
    def text(self) -> str:
        if isinstance(self.inner, Arithmetic | SetOperation):
            return f"{self.plan.value} ({self.inner.text})"
        return f"{self.plan.value} {self.inner.text}"

    def is_ratio(self, scope: Scope) -> bool:
        return self.inner.is_ratio(scope)

    @property
    def actual(self) -> Expression:
        return self.inner

    def cases(self, scope: Scope) -> Cases:
        aside = scope.noting(measures={}, supposed=set())
        value = self.inner.point(aside)
        if value.is_number:
            raise fail(
                f"only the number of a name can be {self._told}",
                self,
                f"write `{self.plan.value} NAME = 40`, the name on the left",
            )
        terms: dict[Monomial, Fraction] = {}
        for key, factor in value.terms:
            measures = [self._planned(aside.met.measures[name]) for name in key]
            if len(measures) > 1:
                raise fail(f"a product cannot be {self._told}", self)
            terms[tuple(measure.text for measure in measures)] = factor
            for measure in measures:
                scope.measure(measure)
        return always(Range.point(Polynomial.of(terms)))

    @property
    def _told(self) -> str:
        return {Plan.EXPECTED: "expected", Plan.TARGET: "a target"}[self.plan]

    def _planned(self, measure: Measure) -> Planned:
        match measure:
            case Planned():
                raise fail(
                    "this is expected or a target already",
                    self,
                    "leave out the word, or `status` of the claim",
                )
            case Amount():
                return Planned(self.plan, measure, measure.whole, measure.not_negative)
            case _:
                whole = not isinstance(measure, Share)
                return Planned(self.plan, measure, whole, not_negative=True)

    def counted(self, scope: Scope) -> str:
        counted = self.inner.counted(scope)
        noun = counted.removeprefix("the ")
        return f"{'the ' if noun != counted else ''}{self.plan.value} {noun}"


def planned(formula: Formula, status: str) -> Formula | Mistake:
    """A formula whose left sides are expected, or targets."""
    plan = Plan(status)

    def left(side: Expression) -> Expression:
        return PlannedNumber(side.start, side.end, plan, side)

    try:
        return replace(formula, tree=formula.tree.with_left(left))
    except MistakeError as error:
        return error.mistake


def _plan(parser: Parser) -> Expression | None:
    start = parser.skip()
    plan = Plan(parser.word())
    parser.take(plan.value)
    inner = parser.operand()
    return PlannedNumber(start, parser.last_end, plan, inner)


PHRASE = Phrase(term={plan.value: _plan for plan in Plan})
