"""The smallest contradiction that one statement takes part in."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from checker.conflicts.bysize import Search
from checker.conflicts.corrections import UndecidedError, shrink_as_far
from checker.conflicts.examples import Examples
from checker.conflicts.memory import Remembering
from checker.conflicts.patience import OutOfPatienceError, Patience
from checker.solvers.masks import mask, numbers_in
from checker.solvers.nearby import Example
from checker.solvers.protocol import Contradictory, Undecided

_STEPS = 100_000
"""Steps after which a contradiction need not be the lightest."""


_SOON = 300
"""Steps after which one is not found soon."""


@dataclass(frozen=True, slots=True)
class Smallest:
    """A contradiction; `doubt` says why a smaller one may have been missed, or is empty."""

    members: frozenset[int]
    doubt: str = ""


def smallest_contradiction(
    oracle: Remembering, consistent: Iterable[int], culprit: int, weights: Mapping[int, int]
) -> Smallest:
    """The lightest contradiction of `culprit` with statements that are consistent without it.

    Of several the one with later members. Where the search ends without it, one that is known
    already is told, of which nothing can be spared. Raises `UndecidedError` where none is.
    """
    rest = frozenset(consistent)
    try:
        return Smallest(_lightest(oracle, rest, culprit, weights, Patience(_STEPS)))
    except OutOfPatienceError:
        doubt = "the search for the smallest group took too long"
    except UndecidedError as error:
        doubt = error.reason
    return _known(oracle, rest | {culprit}, weights, doubt)


def _lightest(
    oracle: Remembering,
    rest: frozenset[int],
    culprit: int,
    weights: Mapping[int, int],
    patience: Patience,
) -> frozenset[int]:
    examples = Examples(oracle, rest | {culprit}, frozenset())
    start = examples.beside(mask(rest), None)
    near = start if isinstance(start, Example) else None
    search = Search(examples, rest, (weights, weights), patience, frozenset({culprit}))
    while search.next is not None:
        found = list(search.up_to(search.next, near))
        if found:
            return min(found, key=lambda members: sorted(-number for number in members))
    raise OutOfPatienceError


def _known(
    oracle: Remembering, pool: frozenset[int], weights: Mapping[int, int], doubt: str
) -> Smallest:
    known = oracle.contradictions_in(pool)
    if not known:
        oracle.check(pool)
        known = oracle.contradictions_in(pool)
    if not known:
        raise UndecidedError(Undecided(doubt))
    lightest = min(known, key=lambda core: (sum(weights[i] for i in core), sorted(core)))
    return Smallest(shrink_as_far(oracle, lightest, weights), doubt)


def remember_small_ones(
    oracle: Remembering, pool: frozenset[int], weights: Mapping[int, int]
) -> None:
    """Has the oracle remember some small contradictions, if there are any that are found soon.

    An example breaks some statements; each of them clashes with those that it keeps, or may. What
    knows these first asks the solver far less.
    """
    if not isinstance(oracle.check(pool), Contradictory):
        return
    with suppress(UndecidedError):
        example = Examples(oracle, pool, frozenset()).beside(0, None)
        if isinstance(example, Example):
            broken = pool.intersection(numbers_in(example.broken))
            for culprit in sorted(broken):
                with suppress(OutOfPatienceError):
                    _lightest(oracle, pool - broken, culprit, weights, Patience(_SOON))
