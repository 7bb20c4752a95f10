"""The smallest contradiction that one statement takes part in."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from checker.frozen import dataclass
from checker.limits import STEPS_SOON, STEPS_TO_CONTRADICTION
from checker.search.bysize import Search
from checker.search.corrections import UndecidedError, shrink_as_far
from checker.search.examples import Examples
from checker.search.memory import Remembering
from checker.search.patience import OutOfPatienceError, Patience
from checker.solvers.masks import mask, numbers_in
from checker.solvers.nearby import Example
from checker.solvers.protocol import Consistent, Undecided


@dataclass(frozen=True, slots=True)
class Smallest:
    """A contradiction; `doubt` says why a smaller one may have been missed, or is empty."""

    members: frozenset[int]
    doubt: str = ""


def smallest_contradiction(
    oracle: Remembering,
    consistent: Iterable[int],
    culprit: int,
    weights: Mapping[int, int],
) -> Smallest:
    """The lightest contradiction of `culprit` with statements that are consistent without it.

    Of several the one with later members. Where the search ends without it, one that is known
    already is told, of which nothing can be spared. Raises `UndecidedError` where none is.
    """
    rest = frozenset(consistent)
    try:
        examples = Examples(oracle, rest | {culprit}, frozenset())
        start = examples.beside(mask(rest), None)
        near = start if isinstance(start, Example) else None
        search = _search(
            examples, rest, culprit, weights, Patience(STEPS_TO_CONTRADICTION, oracle.until)
        )
        return Smallest(_lightest(search, near))
    except OutOfPatienceError:
        doubt = "the search for the smallest group took too long"
    except UndecidedError as error:
        doubt = error.reason
    return _known(oracle, rest | {culprit}, weights, doubt)


def _lightest(search: Search, near: Example | None) -> frozenset[int]:
    """The lightest, of several the one with later members; looked for from an example on."""
    while search.next is not None:
        found = frozenset[int]()
        for found in search.up_to(search.next, near):
            search.look_later_than(found)
        if found:
            return found
    raise OutOfPatienceError


def _search(
    examples: Examples,
    pool: frozenset[int],
    culprit: int,
    weights: Mapping[int, int],
    patience: Patience,
) -> Search:
    """The search for contradictions of one statement with others, with later ones first."""
    later_first = {number: -number for number in pool}
    return Search(examples, pool, (weights, later_first), patience, frozenset({culprit}))


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
) -> frozenset[int]:
    """Has the oracle remember some small contradictions, if there are any that are found soon.

    An example breaks some statements; each of them clashes with those that it keeps, or may. Who
    knows these first asks the solver far less. Gives what the example breaks, without which the
    rest holds, or all of the pool where there is no example.
    """
    if isinstance(oracle.check(pool), Consistent):
        return frozenset()
    with suppress(UndecidedError):
        example = Examples(oracle, pool, frozenset()).beside(0, None)
        if isinstance(example, Example):
            broken = pool.intersection(numbers_in(example.broken))
            for culprit in sorted(broken):
                rest = pool - broken
                if any(culprit in one for one in oracle.contradictions_in(rest | {culprit})):
                    continue
                examples = Examples(oracle, rest | {culprit}, frozenset())
                search = _search(
                    examples, rest, culprit, weights, Patience(STEPS_SOON, oracle.until)
                )
                with suppress(OutOfPatienceError):
                    _lightest(search, example)
            return broken
    return pool
