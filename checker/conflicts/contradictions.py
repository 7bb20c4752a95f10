"""The smallest contradiction that one statement takes part in.

Implicit hitting sets on the other side (Ignatiev, Previti, Liffiton and Marques-Silva 2015): the
lightest choice that takes something from every correction found so far either is a
contradiction, and then none is lighter, or is part of a largest consistent set, whose rest is
another correction.
"""

from collections.abc import Iterable, Mapping

from checker.conflicts.corrections import decided
from checker.conflicts.hitting import cheapest_hitting_set, spare_hitting_set
from checker.conflicts.memory import Remembering
from checker.solvers.protocol import Consistent, Contradictory


def smallest_contradiction(
    oracle: Remembering, consistent: Iterable[int], culprit: int, weights: Mapping[int, int]
) -> frozenset[int]:
    """The lightest contradiction of `culprit` with statements that are consistent without it."""
    pool = frozenset(consistent) | {culprit}
    corrections = [frozenset({culprit})]
    while True:
        chosen = cheapest_hitting_set(corrections, weights)
        if isinstance(decided(oracle, chosen), Contradictory):
            return chosen
        corrections.append(_correction_beside(oracle, chosen, pool, weights))


def _correction_beside(
    oracle: Remembering, chosen: frozenset[int], pool: frozenset[int], weights: Mapping[int, int]
) -> frozenset[int]:
    """A correction of `pool` that keeps all of `chosen`, which is consistent.

    What takes something from every contradiction known inside the pool, and could spare nothing
    of it, is a correction once the rest is consistent; until then each refusal adds a
    contradiction.
    """
    while True:
        known = [core - chosen for core in oracle.contradictions_in(pool)]
        withdrawn = spare_hitting_set(known, weights)
        if isinstance(decided(oracle, pool - withdrawn), Consistent):
            return withdrawn
