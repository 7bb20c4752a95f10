"""The package's own regions and amounts, member by member: for witnesses and tables."""

from collections.abc import Mapping
from fractions import Fraction

from checker.language.measures import (
    HIDDEN,
    Amount,
    Direction,
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
from tests.brute_force.worlds import Amounted, Member, Shape, Sized, Space, State, Unknown


def unknown(measure: Measure, space: Space) -> Unknown | None:
    """What a measure is in the worlds; None for a share, and for what one statement alone knows."""
    match measure:
        case Size() if HIDDEN in measure.text:
            return None
        case Size(population, region):
            kinds = enumerate(space.kinds[population])
            inside = sum(1 << i for i, kind in kinds if is_in(region, kind, space.shape))
            return Sized(population, inside)
        case Amount():
            leaves = measure.leaves or space.shape.leaves(None)
            return Amounted(measure.quantity, _name(measure.period.name), leaves)
        case _:
            return None


def is_in(region: Region, member: Member, shape: Shape) -> bool:
    """Whether a member is in a region."""
    match region:
        case Meet(parts):
            return all(is_in(part, member, shape) for part in parts)
        case Join(parts):
            return any(is_in(part, member, shape) for part in parts)
        case Without(first, other):
            return is_in(first, member, shape) and not is_in(other, member, shape)
        case Named(names):
            return member.name in names
        case Present(period=period, leaves=leaves):
            state = _state(member, period.name, shape)
            return state is not None and (leaves is None or state.leaf in leaves)
        case Holds(attribute=attribute, period=period, values=values):
            held = _held(member, attribute, period.name, shape)
            return held is not None and not held.isdisjoint(values)
        case Within(attribute=attribute, period=period):
            held = _held(member, attribute, period.name, shape)
            return held is not None and any(region.covers(int(number)) for number in held)
        case Moved():
            return _moved(region, member, shape)


def _name(period: str) -> str:
    return "" if period == "always" else period


def _state(member: Member, period: str, shape: Shape) -> State | None:
    return member.states[shape.periods.index(_name(period))]


def _held(member: Member, attribute: str, period: str, shape: Shape) -> frozenset[str] | None:
    state = _state(member, period, shape)
    names = [trait.name for trait in member.people.traits]
    return None if state is None else state.values[names.index(attribute.partition("=")[0])]


def _moved(region: Moved, member: Member, shape: Shape) -> bool:
    ranks = []
    for period in (region.before, region.after):
        held = _held(member, region.attribute, period.name, shape)
        found = [region.order.index(value) for value in held or () if value in region.order]
        if not found:
            return False
        ranks += found
    step = ranks[1] - ranks[0]
    match region.direction:
        case Direction.IMPROVED:
            return step < 0
        case Direction.DECLINED:
            return step > 0
        case Direction.UNCHANGED:
            return step == 0


def world_of(
    measures: Mapping[str, Measure], values: Mapping[str, Fraction], space: Space
) -> int | None:
    """The number of a world in which all measures but shares have these values."""
    found = [(unknown(measure, space), values[name]) for name, measure in measures.items()]
    known = [(one, value) for one, value in found if one is not None]
    if not known:
        return 0
    wanted = tuple(value for _, value in known)
    rows = zip(*(space.column(one) for one, _ in known), strict=True)
    return next((position for position, row in enumerate(rows) if row == wanted), None)
