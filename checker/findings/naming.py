"""Plain words for what a figure is of, from the algebra alone."""

from collections.abc import Iterable

from checker.language.algebra import (
    Amount,
    Holds,
    Join,
    Measure,
    Meet,
    Moved,
    Named,
    Present,
    Region,
    Size,
    Within,
    Without,
)
from checker.language.lexicon import Lexicon
from checker.language.spell import period_words, range_words


def measure_words(measure: Measure, lexicon: Lexicon) -> str:
    """`dead in 2011 in Kent`, without the report that a running thing is known by."""
    match measure:
        case Amount(quantity=quantity, period=period, leaves=leaves):
            return f"{_plain(quantity)}{period_words(period)}{_where(leaves, lexicon)}"
        case Size(region=region):
            return region_words(region, lexicon)
        case _:
            return measure.text


def region_words(region: Region, lexicon: Lexicon) -> str:
    """`people with fate dead in 2011 in Kent`."""
    match region:
        case Present(population, period, leaves):
            return f"{_plain(population)}{period_words(period)}{_where(leaves, lexicon)}"
        case Holds(attribute=attribute, values=values):
            return (
                f"with {_plain(attribute.partition('=')[0])} {_plain(' or '.join(sorted(values)))}"
            )
        case Within(attribute=attribute, low=low, high=high):
            return f"{_plain(attribute)} {range_words(low, high)}"
        case Moved(attribute=attribute, before=before, after=after, direction=direction):
            return f"{direction.value} in {_plain(attribute)} from {before.plain} to {after.plain}"
        case Named(names):
            return ", ".join(sorted(names))
        case Meet(parts):
            return _met(parts, lexicon)
        case Join(parts):
            return " or ".join(region_words(part, lexicon) for part in parts)
        case Without(first, other):
            return f"{region_words(first, lexicon)} but not {region_words(other, lexicon)}"


def _met(parts: Iterable[Region], lexicon: Lexicon) -> str:
    """Whole members with what holds of them: the population comes first, its period last."""
    there = [part for part in parts if isinstance(part, Present)]
    others = [region_words(part, lexicon) for part in parts if not isinstance(part, Present)]
    if len(there) != 1:
        return " and ".join(region_words(part, lexicon) for part in parts)
    one = there[0]
    time_and_place = f"{period_words(one.period)}{_where(one.leaves, lexicon)}"
    return f"{_plain(one.population)} {' and '.join(others)}{time_and_place}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _where(leaves: frozenset[str] | None, lexicon: Lexicon) -> str:
    if leaves is None:
        return ""
    return f" in {lexicon.names_of_leaves.get(leaves) or ' and '.join(sorted(leaves))}"
