"""Under `status: expected` the names on a right side are actual numbers, which may not be meant."""

from collections.abc import Iterator, Mapping, Sequence

from checker.claims.claim_files import Written
from checker.claims.mixed_periods import dated_names
from checker.claims.problems import Problem, Severity
from checker.language.comparisons import Comparison
from checker.language.lexicon import NamedPeriod
from checker.language.measures import Plan
from checker.language.names import Name, PeriodMark
from checker.language.nodes import Expression, Node
from checker.language.periods import Period, period_of
from checker.language.phrases.earlier import Earlier
from checker.language.phrases.planned import PlannedNumber
from checker.language.sides import Bracket

_Of = Period | str | None
"""A period; `@each …` as it is written; None where a claim has no period."""


def actual(written: Sequence[Written], named: Mapping[str, NamedPeriod]) -> Iterator[Problem]:
    """A warning at each right side that is of the period of what is expected, and actual."""
    for one in written:
        for node in one.statement.formula.tree.walk():
            if isinstance(node, Comparison) and (left := _expected(node.first)) is not None:
                for _, side in node.links:
                    yield from _warnings(one, left, side, named)


def _expected(side: Expression) -> Expression | None:
    """What `status: expected` put the word before; None where it is written or not there."""
    if not isinstance(side, PlannedNumber) or side.plan is not Plan.EXPECTED:
        return None
    return side.inner if side.start == side.inner.start else None


def _warnings(
    one: Written, left: Expression, side: Expression, named: Mapping[str, NamedPeriod]
) -> Iterator[Problem]:
    def of(mark: PeriodMark | None) -> _Of:
        if mark is not None and mark.each:
            return mark.text
        name = one.statement.period if mark is None else mark.name
        return name and (period_of(name, named) or name)

    own = {of(mark) for _, mark in dated_names(left)} or {of(None)}
    runs = any(isinstance(mark, PeriodMark) and mark.each for mark in left.walk())
    for node, around in _actual_parts(side):
        match node:
            case Name() if of(node.period_mark or around) in own:
                yield one.problem(
                    node,
                    f"`{node.text}` is the actual number here, not the expected one",
                    f"write `expected {node.text}`; if the actual one is meant, write "
                    f"`expected {left.text} = …` in a claim without `status`",
                    Severity.WARNING,
                )
            case Earlier() if runs:
                yield one.problem(
                    node,
                    f"`{node.text}` is the actual number, also of a year for which one is expected",
                    "write one for each year, such as `A@2025 = 6% more than expected A@2024`",
                    Severity.WARNING,
                )
            case _:
                continue


def _actual_parts(
    node: Node, around: PeriodMark | None = None
) -> Iterator[tuple[Node, PeriodMark | None]]:
    """The parts of a side that no `expected` or `target` holds, with the period of a bracket."""
    if isinstance(node, PlannedNumber):
        return
    yield node, around
    if isinstance(node, Bracket):
        around = node.period_mark or around
    for child in node.children():
        yield from _actual_parts(child, around)
