"""The smallest contradiction that one statement takes part in.

Implicit hitting sets on the other side (Ignatiev, Previti, Liffiton and Marques-Silva 2015): the
lightest choice that takes something from every correction found so far either is a
contradiction, and then none is lighter, or grows to a largest consistent set, whose rest is
another correction.
"""

from collections.abc import Iterable, Mapping

from checker.conflicts.corrections import decided
from checker.conflicts.hitting import cheapest_hitting_set
from checker.solvers.protocol import Consistent, Contradictory, Oracle


def smallest_contradiction(
    oracle: Oracle, consistent: Iterable[int], culprit: int, weights: Mapping[int, int]
) -> frozenset[int]:
    """The lightest contradiction between `culprit` and statements that are consistent without it."""
    pool = frozenset(consistent) | {culprit}
    corrections = [frozenset({culprit})]
    while True:
        chosen = cheapest_hitting_set(corrections, weights)
        verdict = decided(oracle, chosen)
        if isinstance(verdict, Contradictory):
            return chosen
        kept = _grown(oracle, chosen, verdict, pool, weights)
        corrections.append(pool - kept)


def _grown(
    oracle: Oracle,
    chosen: frozenset[int],
    verdict: Consistent,
    pool: frozenset[int],
    weights: Mapping[int, int],
) -> frozenset[int]:
    """A consistent set that holds `chosen` and to which nothing of `pool` can be added."""
    kept = (verdict.satisfied & pool) | chosen
    for number in sorted(pool - kept, key=lambda number: (weights[number], number)):
        if number in kept:
            continue
        wider = decided(oracle, kept | {number})
        if isinstance(wider, Consistent):
            kept |= wider.satisfied & pool
    return kept
