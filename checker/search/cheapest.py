"""All corrections that cost as little as the cheapest, and what every one of them withdraws.

Each takes something from every contradiction known. One that costs no more than the cheapest and
does so either lets the rest hold, or shows another contradiction that it takes nothing from.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from checker.frozen import dataclass
from checker.limits import CHEAPEST, CHOICES
from checker.search.corrections import Correction
from checker.search.memory import Remembering
from checker.search.patience import OutOfPatienceError, Patience
from checker.search.tree import Tree
from checker.solvers.masks import mask, numbers_in
from checker.solvers.protocol import Consistent, Contradictory, Undecided, Verdict


@dataclass(frozen=True, slots=True)
class Cheapest:
    """Corrections of one cost, those of fewer statements first; `complete` if these are all.

    Where one is not decided the list is not complete. `in_every` are the statements that each of
    them withdraws, also each that is not listed.
    """

    corrections: tuple[frozenset[int], ...]
    complete: bool
    in_every: frozenset[int]


def all_cheapest(
    oracle: Remembering, statements: Iterable[int], costs: Mapping[int, int], known: Correction
) -> Cheapest:
    """The corrections that cost what a known cheapest one does, as far as they are found."""
    search = _Search(oracle, frozenset(statements), costs, known.cost)
    found = [known.withdrawn]
    try:
        others = search.others(known.withdrawn)
        found += islice(others, CHEAPEST - 1)
        beyond = next(others, None)
        shared = frozenset.intersection(*found)
        if beyond is not None:
            shared = frozenset(filter(search.is_in_every, shared))
    except OutOfPatienceError:
        return Cheapest(ordered(found), complete=False, in_every=frozenset())
    return Cheapest(ordered(found), beyond is None, shared)


def ordered(found: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """Choices in the order in which they are listed."""
    return tuple(sorted(found, key=lambda one: (len(one), sorted(one))))


class _Search:
    """Looks for corrections of some statements that cost no more than the cheapest does."""

    def __init__(
        self,
        oracle: Remembering,
        everything: frozenset[int],
        costs: Mapping[int, int],
        most: int,
    ) -> None:
        self._oracle = oracle
        self._everything = everything
        self._most = most
        order = {number: (costs[number], number) for number in everything}
        self._tree = Tree(costs, order, Patience(CHOICES, oracle.until))
        self._tree.sets += map(mask, oracle.contradictions_in(everything))

    def others(self, known: frozenset[int]) -> Iterator[frozenset[int]]:
        """Those that hold neither a known one nor each other."""
        self._tree.passed.append(mask(known))
        for found in self._tree.within(self._most, another=self._another):
            self._tree.passed.append(found)
            yield frozenset(numbers_in(found))

    def is_in_every(self, number: int) -> bool:
        """Whether there is none that leaves a statement be."""
        self._tree.passed.clear()
        found = self._tree.within(self._most, refused=1 << number, another=self._another)
        return next(found, None) is None

    def _another(self, chosen: int, of: int, more: int) -> int | None:
        """A contradiction of what a choice leaves; None where that can hold."""
        del of, more
        choice = frozenset(numbers_in(chosen))
        match self._verdict(self._everything - choice):
            case Consistent():
                return None
            case Contradictory(core):
                return mask(core & self._everything)
            case Undecided():
                raise OutOfPatienceError

    def _verdict(self, rest: frozenset[int]) -> Verdict:
        """The verdict on what is left, with the statements that have products only at the end."""
        verdict = self._oracle.check(rest)
        if not isinstance(verdict, Consistent) or self._oracle.hard <= rest:
            return verdict
        return self._oracle.check(rest | self._oracle.hard)
