"""Every contradiction and every correction of some statements, one after the other.

There may be very many of either, so both come as they are found, and who has enough stops asking.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush

from checker.frozen import dataclass
from checker.search.bysize import CompleteUpTo, Search
from checker.search.corrections import cheapest_correction, decided, shrink
from checker.search.examples import Examples
from checker.search.memory import Remembering
from checker.search.patience import Patience
from checker.solvers.protocol import Contradictory, Verdict


@dataclass(frozen=True, slots=True)
class Keeping:
    """An oracle that always asks with some statements, and never blames them."""

    oracle: Remembering
    kept: frozenset[int]

    @property
    def until(self) -> float:
        """When its time is over."""
        return self.oracle.until

    def check(self, chosen: Iterable[int]) -> Verdict:
        """The verdict on the chosen statements and those that are kept."""
        verdict = self.oracle.check(self.kept.union(chosen))
        if isinstance(verdict, Contradictory):
            return Contradictory(verdict.core - self.kept)
        return verdict

    def contradictions_in(self, numbers: frozenset[int]) -> list[frozenset[int]]:
        """What is known to clash with what is kept."""
        return [one - self.kept for one in self.oracle.contradictions_in(self.kept | numbers)]


def every_contradiction(
    oracle: Remembering, statements: Iterable[int], kept: frozenset[int], weights: Mapping[int, int]
) -> Iterator[frozenset[int]]:
    """Each smallest set of statements that clashes with what is kept, found by leaving one out.

    A tree of pools: a contradiction that differs from one found in a pool lacks a statement of it,
    so it lies in the pool without that statement (Reiter 1987). Raises `UndecidedError`.
    """
    asked = Keeping(oracle, kept)
    pools = [frozenset(statements) - kept]
    seen = set(pools)
    found: list[frozenset[int]] = []
    for pool in pools:
        known = next((one for one in found if one <= pool), None)
        if known is None:
            verdict = decided(asked, pool)
            if not isinstance(verdict, Contradictory):
                continue
            known = shrink(asked, verdict.core, weights)
            found.append(known)
            yield known
        for number in sorted(known):
            smaller = pool - {number}
            if smaller not in seen:
                seen.add(smaller)
                pools.append(smaller)


def contradictions_by_size(
    oracle: Remembering, statements: Iterable[int], kept: frozenset[int], weights: Mapping[int, int]
) -> Iterator[frozenset[int] | CompleteUpTo]:
    """Each smallest set of statements that clashes with what is kept, those with fewest first.

    After all of one size comes `CompleteUpTo` that size, and after the very last one the size of
    all statements. Raises `UndecidedError`; what was told until then stays true.
    """
    pool = frozenset(statements) - kept
    one_each = dict.fromkeys(pool, 1)
    examples = Examples(oracle, pool, kept)
    search = Search(examples, pool, (one_each, weights), Patience.endless())
    while search.next is not None:
        size = search.next
        if size:
            yield CompleteUpTo(size - 1)
        yield from search.up_to(size)
    yield CompleteUpTo(len(pool))


def corrections_by_cost(
    oracle: Remembering, statements: Iterable[int], kept: frozenset[int], costs: Mapping[int, int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Each correction that could spare nothing, with its cost, the cheapest first.

    What is left after one is found is split by the first of its statements that another keeps
    (Murty 1968). None at all where what is kept cannot hold by itself. Raises `UndecidedError`.
    """
    everything = frozenset(statements) - kept
    waiting: list[tuple[int, list[int], frozenset[int], frozenset[int]]] = []

    def search(withdrawn: frozenset[int], held: frozenset[int]) -> None:
        asked = Keeping(oracle, kept | held)
        if isinstance(decided(asked, ()), Contradictory):
            return
        more = cheapest_correction(asked, everything - withdrawn - held, costs).withdrawn
        cost = sum(costs[number] for number in withdrawn | more)
        heappush(waiting, (cost, sorted(withdrawn | more), withdrawn, held))

    search(frozenset(), frozenset())
    told: list[frozenset[int]] = []
    while waiting:
        cost, numbers, withdrawn, held = heappop(waiting)
        correction = frozenset(numbers)
        if not any(smaller <= correction for smaller in told):
            told.append(correction)
            yield cost, correction
        for number in sorted(correction - withdrawn):
            search(withdrawn, held | {number})
            withdrawn |= {number}
