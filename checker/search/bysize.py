"""All contradictions up to some size, or weight, once the smaller ones are known.

Every contradiction takes something from every correction. Where no known correction is left whole
by some statements, either these clash, or some example of values satisfies them, and what it breaks
is one more correction.
"""

from collections.abc import Iterator, Mapping

from checker.frozen import dataclass
from checker.limits import STEPS_OF_A_QUESTION
from checker.search.examples import Examples
from checker.search.patience import Patience
from checker.search.tree import DROP, Tree
from checker.solvers.masks import mask, numbers_in
from checker.solvers.nearby import Example
from checker.solvers.protocol import Contradictory


@dataclass(frozen=True, slots=True)
class CompleteUpTo:
    """All contradictions with at most `size` members have been told."""

    size: int


class Search:
    """Contradictions of all `given` with others of `pool`, asked for bound by bound.

    `prices` say how much each of the others adds, and which come first of those that add the same.
    `next` is as in a tree.
    """

    def __init__(
        self,
        examples: Examples,
        pool: frozenset[int],
        prices: tuple[Mapping[int, int], Mapping[int, int]],
        patience: Patience,
        given: frozenset[int] = frozenset(),
    ) -> None:
        costs, first = prices
        order = {number: (costs[number], first[number], number) for number in pool}
        self._tree = Tree(costs, order, patience)
        self._cheapest = min((costs[number] for number in pool), default=1)
        self._examples = examples
        self._pool = mask(pool)
        self._given = mask(given)
        self._patience = patience
        self._near: dict[int, Example | None] = {}
        self._last = 0

    @property
    def next(self) -> int | None:
        """The lowest bound at which there may be more than those up to the last one."""
        return self._tree.next

    def up_to(self, bound: int, near: Example | None = None) -> Iterator[frozenset[int]]:
        """All up to a bound, when those below it have been told; found from an example on.

        Raises `UndecidedError` and `OutOfPatienceError`.
        """
        self._last = 0
        self._near[0] = near  # where nothing was taken from any set
        for found in self._tree.within(bound, self._given, another=self._one_more):
            self._tree.passed.append(found)
            yield frozenset(numbers_in(found))

    def look_later_than(self, members: frozenset[int]) -> None:
        """Leaves out, up to the bound, what has no later members than a contradiction has."""
        self._last = mask(members)

    def _one_more(self, chosen: int, of: int, more: int) -> int | None:
        """A correction that takes nothing from what is chosen; None where that clashes."""
        if chosen < self._last and more < self._cheapest:
            return DROP
        asked = self._examples.asked
        example = self._examples.beside(chosen, self._near[of])
        self._patience.step(STEPS_OF_A_QUESTION * (self._examples.asked - asked))
        if isinstance(example, Contradictory):
            return None
        correction = example.broken & self._pool
        self._near[correction] = example
        return correction
