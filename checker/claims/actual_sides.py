"""Under `status: expected` the names on a right side are actual numbers, which may not be meant."""

from collections.abc import Iterator, Sequence

from checker.claims.claim_files import Written
from checker.claims.problems import Problem, Severity
from checker.language.algebra import Plan
from checker.language.phrases.earlier import Earlier
from checker.language.phrases.planned import PlannedNumber
from checker.language.syntax import Bracket, Comparison, Expression, Name, Node, PeriodMark


def actual(written: Sequence[Written]) -> Iterator[Problem]:
    """A warning at each right side that is of the period of what is expected, and actual."""
    for one in written:
        for node in one.statement.formula.tree.walk():
            if isinstance(node, Comparison) and (left := _expected(node.first)) is not None:
                for _, side in node.links:
                    yield from _warnings(one, left, side)


def _expected(side: Expression) -> Expression | None:
    """What `status: expected` put the word before; None where it is written or not there."""
    if not isinstance(side, PlannedNumber) or side.plan is not Plan.EXPECTED:
        return None
    return side.inner if side.start == side.inner.start else None


def _warnings(one: Written, left: Expression, side: Expression) -> Iterator[Problem]:
    own = {mark.text for mark in left.walk() if isinstance(mark, PeriodMark)}
    for node in _actual_parts(side):
        match node:
            case Name() if own >= {m.text for m in node.walk() if isinstance(m, PeriodMark)}:
                yield one.problem(
                    node.start,
                    node.end,
                    f"`{node.text}` is the actual number here, not the expected one",
                    f"write `expected {node.text}`; if the actual one is meant, write "
                    f"`expected {left.text} = …` in a claim without `status`",
                    Severity.WARNING,
                )
            case Earlier() if any(mark.startswith("@each") for mark in own):
                yield one.problem(
                    node.start,
                    node.end,
                    f"`{node.text}` is the actual number, also of a year for which one is expected",
                    "write one for each year, such as `A@2025 = 6% more than expected A@2024`",
                    Severity.WARNING,
                )
            case _:
                continue


def _actual_parts(node: Node) -> Iterator[Node]:
    """The parts of a side that no `expected` or `target` and no bracket with a period hold."""
    if isinstance(node, PlannedNumber) or (isinstance(node, Bracket) and node.period_mark):
        return
    yield node
    for child in node.children():
        yield from _actual_parts(child)
