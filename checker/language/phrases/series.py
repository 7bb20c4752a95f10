"""`x = about {2011: 61, 2001: 58}`: figures of one thing by period, in one statement."""

import re
from collections.abc import Callable
from dataclasses import replace

from checker.algebra.constraints import Constraint
from checker.frozen import dataclass
from checker.language import hedges
from checker.language.comparisons import Comparison
from checker.language.hooks import Phrase
from checker.language.joined import Joined, Then
from checker.language.mistakes import fail
from checker.language.names import PeriodMark
from checker.language.nodes import Assertion, Expression, Node
from checker.language.parser import Parser
from checker.language.scope import Scope
from checker.language.sides import Printed

_BEGINS = re.compile(r'\{\s*(?:"[^"]*"|\w+(?:[-/–]\w+)*)\s*:')


@dataclass(frozen=True, slots=True)
class Series(Joined):
    """The subject has each figure in the period before it."""

    subject: Expression
    items: tuple[tuple[PeriodMark, Printed], ...]

    @property
    def text(self) -> str:
        items = (f'"{mark.name}": {figure.text}' for mark, figure in self.items)
        return f"{self.subject.text} = {{{', '.join(items)}}}"

    def parts(self) -> tuple[Assertion, ...]:
        return tuple(
            Then(mark.start, figure.end, self._comparison(mark, figure), mark)
            for mark, figure in self.items
        )

    def _comparison(self, mark: PeriodMark, figure: Printed) -> Comparison:
        return Comparison(mark.start, figure.end, self.subject, (("=", figure),))

    def constraint(self, scope: Scope) -> Constraint:
        self._check_subject()
        seen, values = set(), set()
        for mark, _ in self.items:
            period = mark.period(scope)
            if period in seen:
                raise fail(
                    f"`{mark.name}` stands twice in the list",
                    mark,
                    "remove one, or look for a slip: which other period was meant?",
                )
            seen.add(period)
            then = scope.but(period=period)
            values.add(self.subject.cases(then.but(ratio=self.subject.is_ratio(then))))
        if len(values) < len(self.items):
            self._refuse_own_period(self.subject)
        return Joined.constraint(self, scope)

    def _check_subject(self) -> None:
        for node in self.subject.walk():
            if isinstance(node, PeriodMark):
                self._refuse_own_period(node)

    @staticmethod
    def _refuse_own_period(node: Node) -> None:
        raise fail(
            "the periods stand in the list, so the left side has none of its own",
            node,
            "write `NAME = {2011: 61, 2001: 58}`",
        )

    def with_left(self, change: Callable[[Expression], Expression]) -> Assertion:
        return replace(self, subject=change(self.subject))


def _equals(parser: Parser, subject: Expression) -> Assertion | None:
    reach = hedges.hedge(parser)
    if _BEGINS.match(parser.text, parser.skip()) is None:
        return None
    parser.need_symbol("{")
    items = []
    while True:
        name, start, end = parser.period()
        parser.need_symbol(":")
        message = "behind each period of a list stands a figure"
        figure = parser.figure_of_list(
            reach, message, "write a comparison as a statement of its own"
        )
        items.append((PeriodMark(start, end, name), figure))
        if parser.take_symbol("}"):
            return Series(subject.start, parser.last_end, subject, tuple(items))
        if not parser.take_symbol(","):
            raise parser.expected("`,` or `}`")


PHRASE = Phrase(subject={"=": _equals})
