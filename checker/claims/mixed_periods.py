"""Periods behind one part alone: `share of A in B@2010` is of A in the claim's own period."""

from collections.abc import Iterator, Sequence

from checker.claims.claim_files import Written
from checker.claims.problems import Problem, Severity
from checker.frozen import dataclass
from checker.language.comparisons import Comparison
from checker.language.names import Name, PeriodMark
from checker.language.nodes import Expression, Node
from checker.language.phrases.portions import Portion
from checker.language.phrases.rates import Rate
from checker.language.phrases.shares import ShareOf
from checker.language.phrases.subsets import SubsetOf
from checker.language.sides import Arithmetic, Bracket, SetOperation

_Dated = tuple[str, PeriodMark | None]
"""A name and the period that is written for it, behind it or behind a bracket around it."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two parts that are mostly of one period; `joint` is what a bracket could stand around.

    With `may_differ` they may go from one period of a name to another, as a balance does.
    """

    one: Expression
    other: Expression
    joint: Expression | None = None
    may_differ: bool = False


def mixed(written: Sequence[Written]) -> Iterator[Problem]:
    """A warning where one part has a period of its own and the other takes the claim's."""
    for one in written:
        tree = one.statement.formula.tree
        for pair in _pairs(tree):
            bare, dated = dated_names(pair.one), dated_names(pair.other)
            side = pair.one
            if any(mark is not None for _, mark in bare):
                bare, dated, side = dated, bare, pair.other
            mark = _only_mark(dated)
            if mark is None or not bare or any(own is not None for _, own in bare):
                continue
            if {name for name, _ in bare} == {name for name, _ in dated}:
                continue
            if mark.text == f"@{one.statement.period}":
                continue
            if pair.may_differ and _is_balance(dated, dated_names(tree)):
                continue
            yield _warning(one, pair, side, mark)


def _warning(one: Written, pair: _Pair, side: Expression, mark: PeriodMark) -> Problem:
    text = one.statement.text
    period = mark.text.removeprefix("@each ").removeprefix("@")
    told = f"each of {period}" if mark.each else period
    if pair.joint is not None:
        start, end = pair.joint.start, pair.joint.end
        inner = f"{text[start : mark.start]}{text[mark.end : end]}".strip()
        remedy = f"if both are of {period}, put brackets around both: `({inner}){mark.text}`"
    else:
        is_one = isinstance(side.actual, Name | Bracket)
        shown = text[side.start : side.end] if is_one else f"({text[side.start : side.end]})"
        remedy = f"if both are of {period}, write it behind both: `{shown}{mark.text}`"
    return one.problem(
        side,
        f"`{text[side.start : side.end]}` is meant in {one.statement.period or 'no period'} here, "
        f"and the other side in {told}",
        remedy,
        Severity.WARNING,
    )


def _pairs(tree: Node) -> Iterator[_Pair]:
    for node in tree.walk():
        match node:
            case ShareOf(part=part, whole=whole):
                yield _Pair(part, whole, node)
            case Arithmetic(left=left, right=right):
                yield _Pair(left, right, node, may_differ=True)
            case SetOperation(word="or", left=left, right=right):
                yield _Pair(left, right, node)
            case Comparison(first=first, links=links):
                for _, side in links:
                    if isinstance(side, Portion | Rate):
                        yield _Pair(first, side.base, may_differ=True)
                    elif isinstance(side, SubsetOf):
                        yield _Pair(first, side.whole, may_differ=True)
            case _:
                continue


def dated_names(node: Node, around: PeriodMark | None = None) -> list[_Dated]:
    """The names in an expression."""
    if isinstance(node, Bracket):
        return dated_names(node.inner, node.period_mark or around)
    if isinstance(node, Name):
        return [(node.name, node.period_mark or around)]
    return [dated for child in node.children() for dated in dated_names(child, around)]


def _only_mark(names: Sequence[_Dated]) -> PeriodMark | None:
    """The one period that all names have; None where they have several, or some have none."""
    marks = [mark for _, mark in names]
    first = next(iter(marks), None)
    alike = all(
        mark is not None and first is not None and mark.text == first.text for mark in marks
    )
    return first if alike else None


def _is_balance(dated: Sequence[_Dated], whole: Sequence[_Dated]) -> bool:
    """Whether a dated name stands elsewhere in another period: `A = A@2010 + B - C`."""
    names = {name for name, _ in dated}
    marks = {mark.text if mark is not None else "" for name, mark in whole if name in names}
    return len(marks) > 1
