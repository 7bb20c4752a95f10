"""A few rules and statements that still clash: what a proof need look at."""

from collections.abc import Iterable, Sequence

from checker.solvers.protocol import Contradictory, Oracle


def spared(oracle: Oracle, chosen: Iterable[int], order: Sequence[int]) -> frozenset[int] | None:
    """What still clashes and of which nothing can be spared, tried in an order; None if it holds.

    Where the solver does not answer, a constraint is kept.
    """
    verdict = oracle.check(chosen)
    if not isinstance(verdict, Contradictory):
        return None
    left = verdict.core
    for number in order:
        if number in left:
            verdict = oracle.check(left - {number})
            if isinstance(verdict, Contradictory):
                left = verdict.core
    return left
