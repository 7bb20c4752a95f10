"""All corrections that cost as little as the cheapest, and what every one of them withdraws.

Each takes something from every contradiction known. One that costs no more than the cheapest and
does so either lets the rest hold, or shows another contradiction that it takes nothing from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.conflicts.corrections import Correction
from checker.conflicts.hitting import least_cost
from checker.conflicts.memory import Remembering
from checker.frozen import dataclass
from checker.limits import CHEAPEST, CHOICES, UNDECIDED_CHOICES
from checker.solvers.protocol import Consistent, Undecided, Verdict


@dataclass(frozen=True, slots=True)
class Cheapest:
    """Corrections of one cost, those of fewer statements first; `complete` if these are all.

    One that is not decided is not listed, and then the list is not complete.

    `in_every` are the statements that each of them withdraws, also each that is not listed.
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
        while (one := search.other(found)) is not None and len(found) < CHEAPEST:
            found.append(one)
        shared = frozenset.intersection(*found, *search.undecided)
        if one is not None:
            shared = frozenset(number for number in shared if search.keeping(number) is None)
    except _TooManyError:
        return Cheapest(ordered(found), complete=False, in_every=frozenset())
    return Cheapest(ordered(found), one is None and not search.undecided, shared)


def ordered(found: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """Choices in the order in which they are listed."""
    return tuple(sorted(found, key=lambda one: (len(one), sorted(one))))


class _TooManyError(Exception):
    """There are more choices than are looked at, or too few of them can be decided."""


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
        self._costs = costs
        self._most = most
        self._places = 0
        self.undecided: list[frozenset[int]] = []

    def other(self, found: Sequence[frozenset[int]]) -> frozenset[int] | None:
        """A correction that holds none of those found; None where there is no other."""
        return self._next(found, frozenset())

    def keeping(self, number: int) -> frozenset[int] | None:
        """What may be a correction and leaves a statement be; None where there is none."""
        unsure = (one for one in self.undecided if number not in one)
        return next(unsure, None) or self._next((), frozenset({number}))

    def _next(self, found: Sequence[frozenset[int]], kept: frozenset[int]) -> frozenset[int] | None:
        while True:
            known = [one - kept for one in self._oracle.contradictions_in(self._everything)]
            choices = self._choices(known, frozenset(), frozenset())
            passed = [*found, *self.undecided]
            new = (one for one in choices if not any(other <= one for other in passed))
            choice = next(new, None)
            if choice is None:
                return None
            match self._verdict(self._everything - choice):
                case Consistent():
                    return choice
                case Undecided():
                    self.undecided.append(choice)
                    if len(self.undecided) == UNDECIDED_CHOICES:
                        raise _TooManyError

    def _verdict(self, rest: frozenset[int]) -> Verdict:
        """The verdict on what is left, with the statements that have products only at the end."""
        verdict = self._oracle.check(rest)
        if not isinstance(verdict, Consistent) or self._oracle.hard <= rest:
            return verdict
        return self._oracle.check(rest | self._oracle.hard)

    def _choices(
        self, left: Sequence[frozenset[int]], chosen: frozenset[int], refused: frozenset[int]
    ) -> Iterator[frozenset[int]]:
        """What takes something from every one of some contradictions and costs no more."""
        self._places += 1
        if self._places > CHOICES:
            raise _TooManyError
        spent = sum(self._costs[number] for number in chosen)
        if spent + least_cost(left, self._costs, refused) > self._most:
            return
        if not left:
            yield chosen
            return
        branch = min(left, key=lambda one: (len(one - refused), sorted(one)))
        for number in sorted(branch - refused):
            rest = [one for one in left if number not in one]
            yield from self._choices(rest, chosen | {number}, refused)
            refused |= {number}
