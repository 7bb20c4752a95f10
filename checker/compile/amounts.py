"""Quantities over places and spans: parts add up to their wholes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from checker.algebra.components import Variable
from checker.algebra.constraints import Compare, Constraint, Relation
from checker.algebra.polynomials import Polynomial
from checker.language.measures import Amount


def add_up(amounts: Iterable[Amount]) -> tuple[list[Variable], dict[str, Constraint]]:
    """The smallest parts that some amount tells apart, and each amount as their sum.

    A part is an area, for a flow an area in a segment of time. An amount that stands alone is its
    own variable.
    """
    groups: dict[tuple[str, str, str], list[Amount]] = {}
    for amount in amounts:
        if amount.adds_up or _flows(amount):
            groups.setdefault(_together(amount), []).append(amount)
    variables: list[Variable] = []
    definitions: dict[str, Constraint] = {}
    for group in groups.values():
        if len(group) > 1:
            cells = _cells(group)
            variables += [Variable(cell, group[0].whole, group[0].not_negative) for cell in cells]
            parts: dict[str, list[str]] = {amount.text: [] for amount in group}
            for cell, names in cells.items():
                for name in names:
                    parts[name].append(cell)
            for amount in group:
                total = Polynomial.balance([amount.text], parts[amount.text])
                definitions[amount.text] = Compare(total, Relation.EQUAL)
    return variables, definitions


def _flows(amount: Amount) -> bool:
    """Whether the amount is the sum over the parts of its period."""
    return amount.flow and amount.period.first is not None


def _together(amount: Amount) -> tuple[str, str, str]:
    """The same for amounts that have parts in common: one quantity, and one period unless it flows.

    Those of a quantity that does not add up over places have one place, too.
    """
    edition = amount.period.name.removeprefix(amount.period.plain)
    period = edition if _flows(amount) else amount.period.name
    place = "" if amount.adds_up else "|".join(sorted(amount.leaves or ()))
    return amount.quantity, period, place


def _cells(group: Sequence[Amount]) -> dict[str, frozenset[str]]:
    """Parts that the same amounts cover; only a placeless amount covers what is `elsewhere`."""
    leaves = sorted({leaf for amount in group for leaf in amount.leaves or ()})
    found: dict[frozenset[str], list[str]] = {}
    for segment, during in _segments(group):
        placeless = frozenset(amount.text for amount in during if amount.leaves is None)
        over: dict[str, list[str]] = {}
        for amount in during:
            for place in amount.leaves or ():
                over.setdefault(place, []).append(amount.text)
        for leaf in (*leaves, None):
            covering = placeless if leaf is None else placeless.union(over.get(leaf, ()))
            if covering:
                found.setdefault(covering, []).append(f"{segment}:{leaf or 'elsewhere'}")
    quantity = group[0].quantity
    return {f"{quantity}@{'|'.join(names)}": cover for cover, names in found.items()}


def _segments(group: Sequence[Amount]) -> Iterator[tuple[str, Sequence[Amount]]]:
    """Spans of days between the first and last days of all periods, with the amounts over each."""
    if not _flows(group[0]):
        yield group[0].period.name, group
        return
    days = {amount.text: _days(amount) for amount in group}
    cuts = sorted({day for ends in days.values() for day in ends})
    for first, after in pairwise(cuts):
        during = [a for a in group if days[a.text][0] <= first and after <= days[a.text][1]]
        if during:
            last = date.fromordinal(after - 1)
            edition = group[0].period.name.removeprefix(group[0].period.plain)
            yield f"{date.fromordinal(first)}..{last}{edition}", during


def _days(amount: Amount) -> tuple[int, int]:
    """The first day of a dated period and the day after its last, counted."""
    first, last = amount.period.first, amount.period.last
    return (first.toordinal(), last.toordinal() + 1) if first and last else (0, 0)
