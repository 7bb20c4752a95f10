"""Parts and wholes of two periods: `share of A in B@2010` is of A in the claim's own period."""

from collections.abc import Iterator, Sequence

from checker.claims.claim_files import Written
from checker.claims.problems import Problem, Severity
from checker.language.phrases.portions import Portion
from checker.language.phrases.rates import Rate
from checker.language.phrases.shares import ShareOf
from checker.language.phrases.subsets import SubsetOf
from checker.language.syntax import Comparison, Expression, Name, Node, PeriodMark


def mixed(written: Sequence[Written]) -> Iterator[Problem]:
    """A warning where one side of a part has a period of its own and the other has none."""
    for one in written:
        for part, whole in _parts(one.statement.formula.tree):
            said, other = _periods(part), _periods(whole)
            if bool(said) == bool(other) or (said | other) == {one.statement.period}:
                continue
            bare = part if other else whole
            names, others = _names(part), _names(whole)
            if not names or not others or names == others:
                continue
            period = min(said | other)
            meant = one.statement.period or "no period"
            yield one.problem(
                bare.start,
                bare.end,
                f"`{bare.text}` is meant in {meant} here, and the other side in {period}",
                f"if both are of {period}, write it behind both: `{bare.text}@{period}`",
                Severity.WARNING,
            )


def _parts(tree: Node) -> Iterator[tuple[Expression, Expression]]:
    for node in tree.walk():
        match node:
            case ShareOf(part=part, whole=whole):
                yield part, whole
            case Comparison(first=first, links=links):
                for _, side in links:
                    if isinstance(side, Portion | Rate):
                        yield first, side.base
                    elif isinstance(side, SubsetOf):
                        yield first, side.whole
            case _:
                continue


def _periods(side: Expression) -> set[str]:
    """The periods that are written behind names, but for those of `@each`."""
    marks = [node for node in side.walk() if isinstance(node, PeriodMark)]
    return {mark.name for mark in marks if not mark.each}


def _names(side: Expression) -> set[str]:
    return {node.name for node in side.walk() if isinstance(node, Name)}
