"""Which dimensions must be seen together: the cliques of a chordal graph, and a tree of them."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

from checker.algebra.forest import Forest
from checker.compile.cells.dimensions import Dimension
from checker.compile.cells.facts import Fact


def cliques_of(
    needed: Iterable[Iterable[Dimension]], facts: Sequence[Fact]
) -> list[tuple[Dimension, ...]]:
    """The largest cliques of a chordal graph over the dimensions.

    Dimensions are eliminated in the order of the fewest cells that this costs (Kjaerulff 1990).
    """
    neighbours: dict[Dimension, set[Dimension]] = {}
    for group in needed:
        members = sorted(set(group))
        for one in members:
            neighbours.setdefault(one, set()).update(other for other in members if other != one)
    sizes = _Sizes(facts)
    cliques: list[frozenset[Dimension]] = []
    left = set(neighbours)
    queue = [(sizes.of(frozenset(neighbours[d] | {d})), d) for d in left]
    heapify(queue)
    while left:
        price, chosen = heappop(queue)
        if chosen not in left or price != sizes.of(frozenset(neighbours[chosen] | {chosen})):
            continue  # an entry from before its neighbours changed
        clique = frozenset(neighbours[chosen] | {chosen})
        if not any(clique <= other for other in cliques):
            cliques.append(clique)
        for one, other in combinations(neighbours[chosen], 2):
            neighbours[one].add(other)
            neighbours[other].add(one)
        around = neighbours.pop(chosen)
        left.discard(chosen)
        for other in around:
            neighbours[other].discard(chosen)
        for other in around:
            heappush(queue, (sizes.of(frozenset(neighbours[other] | {other})), other))
    return sorted(tuple(sorted(clique)) for clique in cliques)


def facts_about(facts: Sequence[Fact]) -> dict[Dimension, list[int]]:
    """The facts that show each dimension, by number."""
    found: dict[Dimension, list[int]] = {}
    for number, fact in enumerate(facts):
        for dimension in fact.dimensions:
            found.setdefault(dimension, []).append(number)
    return found


def touching(
    about: Mapping[Dimension, Sequence[int]], dimensions: Iterable[Dimension]
) -> list[int]:
    """The facts that show any of some dimensions, by number."""
    return sorted({number for dimension in dimensions for number in about.get(dimension, ())})


class _Sizes:
    """About how many cells a clique has: what each fact leaves open beyond those before it."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = sorted(facts, key=lambda fact: (-len(fact.dimensions), fact.dimensions))
        self._about = facts_about(self._facts)
        self._known: dict[frozenset[Dimension], int] = {}
        self._rows: dict[tuple[int, frozenset[Dimension]], int] = {}

    def of(self, clique: frozenset[Dimension]) -> int:
        """The estimate, remembered."""
        if clique not in self._known:
            total, covered = 1, frozenset[Dimension]()
            for number in touching(self._about, clique):
                shared = clique.intersection(self._facts[number].dimensions)
                if not shared <= covered:
                    total *= self._seen(number, shared)
                    total = max(1, total // self._seen(number, shared & covered))
                    covered |= shared
            self._known[clique] = total
        return self._known[clique]

    def _seen(self, number: int, shared: frozenset[Dimension]) -> int:
        key = (number, shared)
        if key not in self._rows:
            fact = self._facts[number]
            full = len(shared) == len(fact.dimensions)
            self._rows[key] = (
                len(fact.rows) if full else len(fact.seen(shared).rows) if shared else 1
            )
        return self._rows[key]


def tree_of(cliques: Sequence[tuple[Dimension, ...]]) -> list[tuple[int, int]]:
    """A spanning forest with the largest shared parts, which has the running intersection."""
    sets = [set(clique) for clique in cliques]
    holding: dict[Dimension, list[int]] = {}
    for number, clique in enumerate(cliques):
        for dimension in clique:
            holding.setdefault(dimension, []).append(number)
    pairs = {pair for numbers in holding.values() for pair in combinations(numbers, 2)}
    edges = sorted((-len(sets[a] & sets[b]), a, b) for a, b in pairs)
    forest = Forest[int]()
    chosen = []
    for _, a, b in edges:
        if forest.root(a) != forest.root(b):
            forest.unite((a, b))
            chosen.append((a, b))
    return chosen
