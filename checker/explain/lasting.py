"""Contradictions that were decided of, found again among the statements that stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod

from checker.claims.statements import Decision
from checker.compile.distinct import Distinct
from checker.explain.identity import again, identity
from checker.limits import SETS_OF_A_DECISION
from checker.search.stories import Lasting


def folded(text: str) -> str:
    """A statement's text without what does not matter in it."""
    return " ".join(text.split())


def places_of(stated: Sequence[Distinct]) -> Mapping[str, Sequence[int]]:
    """Where in a group each text is said."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(stated):
        for text in dict.fromkeys(folded(statement.text) for statement in one.supporters):
            found.setdefault(text, []).append(place)
    return found


def lasting(
    decisions: Collection[Decision], stated: Sequence[Distinct]
) -> Iterator[tuple[Decision, Lasting]]:
    """The decisions of which all statements are in a group, each with where they are.

    A text may be said of several periods, and several reports may say the same: it is the id that
    tells which are meant, and of sets with one id the first ones.
    """
    if not decisions:
        return
    places = places_of(stated)
    for decision in decisions:
        beside = frozenset(
            place for text in decision.restated for place in places.get(folded(text), ())
        )
        for members in _sets(decision, stated, places):
            yield decision, Lasting(members, beside)


def _sets(
    decision: Decision, stated: Sequence[Distinct], places: Mapping[str, Sequence[int]]
) -> Sequence[frozenset[int]]:
    choices = [places.get(folded(text), ()) for text in decision.says]
    if not choices or prod(map(len, choices)) == 0:
        return ()
    drawn = dict.fromkeys(map(frozenset, islice(product(*choices), SETS_OF_A_DECISION)))
    found: dict[str, list[frozenset[int]]] = {}
    for members in drawn:
        if len(members) == len(choices):
            known = identity([stated[place] for place in sorted(members)])
            found.setdefault(known, []).append(members)
    if decision.contradiction in found:
        return found[decision.contradiction][:1]
    for known, sets in found.items():
        for turn in range(2, len(sets) + 1):
            if again(known, turn) == decision.contradiction:
                return sets[:turn]
    return ()
