"""Quantities over places: parts add up to their wholes."""

from collections.abc import Iterable, Sequence

from checker.constraints.system import Variable
from checker.language.algebra import Amount, Compare, Constraint, Polynomial, Relation


def add_up(amounts: Iterable[Amount]) -> tuple[list[Variable], dict[str, Constraint]]:
    """The smallest areas that some amount tells apart, and each amount as their sum.

    An amount that stands alone, or of a quantity that does not add up, is its own variable.
    """
    groups: dict[tuple[str, str], list[Amount]] = {}
    for amount in amounts:
        if amount.adds_up:
            groups.setdefault((amount.quantity, amount.period.name), []).append(amount)
    variables: list[Variable] = []
    definitions: dict[str, Constraint] = {}
    for group in groups.values():
        if len(group) > 1:
            areas = _areas(group)
            variables += [Variable(area, group[0].whole, group[0].not_negative) for area in areas]
            for amount in group:
                parts = [area for area, names in areas.items() if amount.text in names]
                total = Polynomial.measure(amount.text) - Polynomial.sum(parts)
                definitions[amount.text] = Compare(total, Relation.EQUAL)
    return variables, definitions


def _areas(group: Sequence[Amount]) -> dict[str, frozenset[str]]:
    """Areas that the same amounts cover; only a placeless amount covers what is `elsewhere`."""
    leaves = sorted({leaf for amount in group for leaf in amount.leaves or ()})
    found: dict[frozenset[str], list[str]] = {}
    for leaf in (*leaves, None):
        covering = frozenset(a.text for a in group if a.leaves is None or leaf in a.leaves)
        if covering:
            found.setdefault(covering, []).append(leaf or "elsewhere")
    quantity, period = group[0].quantity, group[0].period.name
    return {f"{quantity}@{period}:{'|'.join(names)}": cover for cover, names in found.items()}
