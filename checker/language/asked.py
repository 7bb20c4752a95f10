"""A value that somebody asks for: an expression that stands alone, or a day, a time, an age.

`parse_question` reads what is asked: a statement, of which one asks whether it is so, or a value.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from checker.algebra.constraints import Any, Constraint, at_most, both, less
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.grammar import parse, parse_side
from checker.language.instead import instead
from checker.language.lexicon import Event
from checker.language.mistakes import Mistake
from checker.language.moments import when
from checker.language.names import Name
from checker.language.nodes import Assertion, Expression, Formula, Node, Scale
from checker.language.periods import Period
from checker.language.ranges import Case, Range, always
from checker.language.scope import Scope
from checker.language.sides import Arithmetic, Bracket, ratio_of


class Asked(Assertion, ABC):
    """A value that is asked for. It says nothing, but holds the measures that it is made of."""

    __slots__ = ()

    @abstractmethod
    def cases(self, scope: Scope) -> tuple[Case, ...]:
        """What it is, by case; of a ratio the numerator."""

    def base(self, scope: Scope) -> Polynomial | None:
        """The denominator of a ratio; None where it is none."""
        return None

    @abstractmethod
    def scale_of(self, scope: Scope) -> Scale:
        """What its numbers are."""

    def stated(self, scope: Scope) -> Constraint:
        """Who asks says nothing, and takes nothing for granted."""
        return self.constraint(scope)

    def constraint(self, scope: Scope) -> Constraint:
        """True of every value, so that nothing is said but that its measures belong together."""
        ends = [end for case in self.cases(scope) for end in (case.range.low, case.range.high)]
        named = {end.text: end for end in (*ends, self.base(scope)) if end is not None}
        return both(*(anything(value) for _, value in sorted(named.items()) if value.names))


def anything(value: Polynomial) -> Constraint:
    """Something true that names what a value is made of."""
    return Any((at_most(value, Polynomial()), less(Polynomial(), value)))


@dataclass(frozen=True, slots=True)
class AskedValue(Asked):
    """The value of an expression: a number, the size of a set, a ratio, the day of an event."""

    expression: Expression

    form = "{expression}"

    def _is_event(self, scope: Scope) -> bool:
        side = self.expression
        if not isinstance(side, Name):
            return False
        return isinstance(scope.words.thing(side.name, side), Event)

    def cases(self, scope: Scope) -> tuple[Case, ...]:
        if self._is_event(scope):
            return always(Range.point(when(self.expression, scope).day))
        ratio = ratio_of(self.expression, scope)
        if ratio is not None:
            return always(Range.point(ratio[0].point(scope)))
        return self.expression.cases(scope)

    def base(self, scope: Scope) -> Polynomial | None:
        if self._is_event(scope):
            return None
        ratio = ratio_of(self.expression, scope)
        return None if ratio is None else ratio[1]

    def scale_of(self, scope: Scope) -> Scale:
        if self._is_event(scope):
            return Scale.DAY
        return Scale.PART if _is_part(self.expression, scope) else Scale.NUMBER

    def words(self, scope: Scope) -> str:
        if self._is_event(scope):
            return f"the day of {self.expression.words(scope)}"
        return self.expression.counted(scope)


def _is_part(side: Expression, scope: Scope) -> bool:
    """Whether a value is a part of a whole; `A / 4` is one where `A` is, `A / B` a plain number."""
    match side:
        case Bracket(inner=inner):
            return _is_part(inner, scope)
        case Arithmetic(symbol="/", left=left, right=right):
            return right.point(scope).is_number and _is_part(left, scope)
        case Arithmetic(left=left, right=right):
            return _is_part(left, scope) and _is_part(right, scope)
        case _:
            return side.is_ratio(scope)


@dataclass(frozen=True, slots=True)
class AskedFigure(Asked):
    """What the figure of a statement stands for: `age(NAME)`, `time of EVENT`."""

    statement: Assertion
    written: str

    def children(self) -> Iterable[Node]:
        return (node for node in self.statement.children() if not node.figures())

    form = "{written}"

    def cases(self, scope: Scope) -> tuple[Case, ...]:
        """The value that the figure states."""
        value = self.statement.slots(scope)[0].numerator
        scope.met.readings.clear()
        return always(Range.point(value))

    def scale_of(self, scope: Scope) -> Scale:
        """What its numbers are."""
        return self.statement.scale or Scale.NUMBER

    def period(self, scope: Scope) -> Period | None:
        """When somebody has the age that is asked for."""
        return self.statement.slots(scope)[0].age_in

    def words(self, scope: Scope) -> str:
        return self.statement.asked(scope)


def parse_question(text: str) -> Formula | Mistake:
    """What a question says; its tree is an `Asked` where a value is asked for."""
    text = text.rstrip(" ?")
    found = plain_question(text)
    if isinstance(found, Formula):
        return found
    return instead(text, found, lambda line: isinstance(plain_question(line), Formula))


def plain_question(text: str) -> Formula | Mistake:
    """The same without the line to write for a mistake."""
    statement = parse(text)
    if isinstance(statement, Formula):
        return statement
    value = parse_side(text, "the expression")
    if isinstance(value, Expression):
        return Formula(text, AskedValue(value.start, value.end, value))
    for probe in _probes(text):
        found = parse(probe)
        if isinstance(found, Formula) and found.tree.scale is not None:
            return Formula(text, AskedFigure(0, len(text), found.tree, text.strip()))
    return value if value.start > statement.start else statement


_TIME = re.compile(r"\s*time\s+of\s")


def _probes(text: str) -> Iterator[str]:
    """Statements that say a value of what is asked; names stand where they stood."""
    yield f"{text} = 0"
    if found := _TIME.match(text):
        yield f"{' ' * found.end()}{text[found.end() :]} at 00:00"
