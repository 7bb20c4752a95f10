"""Comparisons: `A = 28 = 13% of B`, `A > B > C`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from checker.algebra.constraints import Constraint, both, either, less
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import Kind
from checker.language.names import Name
from checker.language.nodes import Assertion, Expression, Node, single_value
from checker.language.ranges import Case, Cases, compare
from checker.language.scope import Scope, Slot
from checker.language.sides import Arithmetic, Printed, left_name, ratio_of
from checker.language.units import check_unit

SYMBOL_WORDS = {
    "=": "is",
    "!=": "is not",
    ">": "is more than",
    ">=": "is at least",
    "<": "is less than",
    "<=": "is at most",
}


@dataclass(frozen=True, slots=True)
class Comparison(Assertion):
    """`A = 28 = 13% of B`, `A > B > C`: equal signs go back to the first side, others chain.

    One that is part of a chain knows what that `begins` with.
    """

    first: Expression
    links: tuple[tuple[str, Expression], ...]
    begins: Expression | None = None

    def children(self) -> Iterable[Node]:
        return (self.first, *(side for _, side in self.links))

    @property
    def text(self) -> str:
        return self.first.text + "".join(f" {symbol} {side.text}" for symbol, side in self.links)

    def with_left(self, change: Callable[[Expression], Expression]) -> Assertion:
        return replace(self, first=change(self.first))

    def walk(self) -> Iterator[Node]:
        yield self
        yield from self.first.walk()
        for symbol, side in self.links:
            if symbol == "=" or not _is_half(side):
                yield from side.walk()
            else:
                yield from (node for node in side.walk() if not node.figures())

    def parts(self) -> tuple[Assertion, ...]:
        links = tuple(one for pair in self._pairs() for one in self._link(*pair))
        figures = {where for one in links if (where := _where_figures(one))}
        return links if len(figures) > 1 else (self,)

    def _link(self, left: Expression, symbol: str, right: Expression) -> Iterator[Assertion]:
        """One link of the chain, and what its right side says of something else."""
        right, besides = right.taken_apart()
        start = left.start if isinstance(left, Printed) else right.start
        yield Comparison(start, right.end, left, ((symbol, right),), self.begins or self.first)
        yield from besides

    def _pairs(self) -> Iterator[tuple[Expression, str, Expression]]:
        left = self.first
        for symbol, right in self.links:
            yield left, symbol, right
            if symbol != "=":
                left = right

    def constraint(self, scope: Scope) -> Constraint:
        return both(
            *(self._relate(left, symbol, right, scope) for left, symbol, right in self._pairs())
        )

    def _inner(self, symbol: str, scope: Scope) -> Scope:
        subject = self.begins or self.first
        return scope.but(
            threshold=symbol not in {"=", "!="},
            subject=subject,
            ratio=subject.is_ratio(scope),
        )

    def _relate(self, left: Expression, symbol: str, right: Expression, scope: Scope) -> Constraint:
        right, besides = right.taken_apart()
        also = [one.constraint(scope) for one in besides]
        scope = self._inner(symbol, scope)
        if (ratio := ratio_of(left, scope)) is not None:
            top, divisor = ratio
            scope.suppose_something(divisor)
            over = _over(top.cases(scope), divisor, symbol, right.cases(scope), scope)
            return both(over, *also)
        left_cases = left.cases(scope)
        scope = _facing(left_cases, scope)
        self._check_units(left, right, scope)
        related = compare(left_cases, symbol, right.cases(scope))
        return both(related, right.condition(left, scope), *also)

    @staticmethod
    def _check_units(left: Expression, right: Expression, scope: Scope) -> None:
        if isinstance(right, Printed):
            check_unit(left_name(left), right.figure, scope)
        elif isinstance(left, Printed):
            check_unit(left_name(right), left.figure, scope)

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        found = []
        for left, symbol, right in self._pairs():
            inner = self._inner(symbol, scope)
            figure_side, besides = right.taken_apart()
            side, relation = left, symbol
            if isinstance(left, Printed):
                side, figure_side, relation = figure_side, left, _MIRRORED[symbol]
            slot = None if symbol == "!=" else _slot(side, figure_side, inner)
            if slot is not None:
                found.append(replace(slot, relation=relation))
            found += (slot for one in besides for slot in one.slots(scope))
        return tuple(found)

    def words(self, scope: Scope) -> str:
        shown = ""
        for left, symbol, right in self._pairs():
            inner = self._inner(symbol, scope)
            verb = "equals" if symbol == "=" and _is_named(right) else SYMBOL_WORDS[symbol]
            said = f"{verb} {right.counted(_beside(left, inner))}"
            if not shown:
                shown = f"{left.counted(inner)} {said}"
            elif left is self.first:
                shown += f" and {said}"
            else:
                shown += f", and {left.counted(inner)} {said}"
        return shown


def _where_figures(link: Node) -> frozenset[int]:
    """Where the figures of a link stand, `half` in `> half of A` too."""
    inside = (node for side in link.children() for node in side.walk())
    return frozenset(node.start for node in inside if node.figures())


def _is_named(right: Expression) -> bool:
    """Whether a right side is another thing, and no figure."""
    figures = any(node.figures() for node in right.walk())
    return isinstance(right, Name | Arithmetic) and not figures


def _facing(left: Cases, scope: Scope) -> Scope:
    """The scope of a right side: it knows the left value where that is one number."""
    value = single_value(left)
    return scope if value is None else scope.but(left=value)


def _beside(left: Expression, scope: Scope) -> Scope:
    """The scope of what stands right of an expression; the value of `A / B` is not known alone."""
    quotient = isinstance(left, Arithmetic) and left.symbol == "/"
    return scope if quotient else _facing(left.cases(scope), scope)


def _slot(side: Expression, figure_side: Expression, scope: Scope) -> Slot | None:
    """What the figure on one side says of the other; of `A / B` it states the ratio."""
    if (ratio := ratio_of(side, scope)) is not None:
        top, divisor = ratio
        slot = figure_side.slot(top.point(scope), scope)
        plain = slot is not None and slot.denominator is None
        return replace(slot, denominator=divisor) if slot is not None and plain else None
    value = single_value(side.cases(scope))
    return None if value is None else figure_side.slot(value, scope.but(left=value))


def _is_half(side: Expression) -> bool:
    """`> half of A` is how a formula says `most`, so no half needs to be printed."""
    figures = side.figures()
    return len(figures) == 1 and figures[0].kind is Kind.FRACTION and figures[0].value * 2 == 1


_MIRRORED = {"=": "=", "!=": "!=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}


def _over(top: Cases, divisor: Polynomial, symbol: str, right: Cases, scope: Scope) -> Constraint:
    """`top / divisor symbol right` without the division; a divisor may be on either side of 0."""
    nothing = Polynomial()
    above = compare(top, symbol, _times(right, divisor))
    if scope.not_negative(divisor):
        return above
    turned = tuple(replace(one, range=one.range.negated()) for one in top)
    below = compare(turned, symbol, _times(right, -divisor))
    return either(both(less(nothing, divisor), above), both(less(divisor, nothing), below))


def _times(values: Cases, factor: Polynomial) -> Cases:
    """Each value times a factor that is above 0."""
    return tuple(
        Case(
            one.when,
            replace(
                one.range,
                low=None if one.range.low is None else one.range.low * factor,
                high=None if one.range.high is None else one.range.high * factor,
            ),
        )
        for one in values
    )
