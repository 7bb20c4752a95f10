"""`A same members as B` and `A same as B`: equal sets, equal numbers."""

from collections.abc import Callable
from dataclasses import replace

from checker.algebra.constraints import TRUE, Constraint, both, equal
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.measures import Without
from checker.language.mistakes import fail
from checker.language.nodes import Assertion, Expression
from checker.language.parser import Parser
from checker.language.ranges import compare
from checker.language.scope import Scope, population_of


@dataclass(frozen=True, slots=True)
class SameMembers(Assertion):
    """Two sets with the same members."""

    left: Expression
    right: Expression

    form = "{left} same members as {right}"

    def constraint(self, scope: Scope) -> Constraint:
        scope = scope.but(subject=self.left)
        left, right = self.left.region(scope), self.right.region(scope)
        population = population_of(left)
        if population is None or population != population_of(right):
            raise fail(
                "only sets of one population can have the same members",
                self,
                "write `A same as B` for two equal numbers",
            )
        if left == right and scope.each is not None:
            return TRUE
        if left == right:
            raise fail(
                "both sides are the same set", self, "name another period or place on one side"
            )
        sides = (Without(left, right), Without(right, left))
        return both(*(equal(scope.size(population, side), Polynomial()) for side in sides))

    def words(self, scope: Scope) -> str:
        scope = scope.but(subject=self.left)
        return f"{self.left.words(scope)} are the same members as {self.right.words(scope)}"


@dataclass(frozen=True, slots=True)
class SameAs(Assertion):
    """Two numbers with the same true value."""

    left: Expression
    right: Expression

    form = "{left} same as {right}"

    def with_left(self, change: Callable[[Expression], Expression]) -> Assertion:
        return replace(self, left=change(self.left))

    def constraint(self, scope: Scope) -> Constraint:
        scope = scope.but(subject=self.left)
        return compare(self.left.cases(scope), "=", self.right.cases(scope))

    def words(self, scope: Scope) -> str:
        scope = scope.but(subject=self.left)
        return f"{self.left.counted(scope)} is the same as {self.right.counted(scope)}"


def _same(parser: Parser, subject: Expression) -> Assertion | None:
    kind: type[SameMembers | SameAs]
    if parser.take_all("same", "members", "as"):
        kind = SameMembers
    elif parser.take_all("same", "as"):
        kind = SameAs
    else:
        parser.take("same")
        raise parser.expected("`as` or `members as`", ["as", "members"])
    right = parser.expression()
    return kind(subject.start, parser.last_end, subject, right)


PHRASE = Phrase(subject={"same": _same})
