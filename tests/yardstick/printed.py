"""How a figure was printed and rounded: the reading behind each name of a rounding mode."""

from decimal import Decimal
from fractions import Fraction

from checker import Reading
from tests.yardstick.outcomes import NoWayError

_READINGS = {
    "half_up_or_down": Reading.NEAREST,
    "up_or_down": Reading.NEAREST,
    "closed_half_unit": Reading.NEAREST,
    "nearest": Reading.NEAREST,
    "round": Reading.NEAREST,
    "half_up": Reading.HALF_UP,
    "up": Reading.HALF_UP,
    "half_down": Reading.HALF_DOWN,
    "down": Reading.HALF_DOWN,
    "half_even": Reading.HALF_EVEN,
    "even": Reading.HALF_EVEN,
    "truncate": Reading.TRUNCATE,
    "trunc": Reading.TRUNCATE,
    "floor": Reading.FLOOR,
    "ceiling": Reading.CEILING,
    "any_rounding": Reading.ANY_ROUNDING,
    "exact": Reading.EXACT,
}


def reading_of(mode: str, text: str, digits: int | None) -> tuple[Reading, Fraction | None]:
    """The reading of a mode, and the unit where that is coarser than the printed digits."""
    if digits is None:
        return Reading.EXACT, None
    if mode in {"anti_trunc", "away_from_zero"}:
        mode = "floor" if Decimal(text) < 0 else "ceiling"
    if mode not in _READINGS:
        raise NoWayError(f"no reading is rounded as `{mode}`")
    return _READINGS[mode], Fraction(10) ** -digits


def printed(text: str, digits: int | None) -> str:
    """A figure with as many decimals as are meant."""
    number = format(Decimal(text), "f")
    _, _, decimals = number.partition(".")
    missing = (digits or 0) - len(decimals)
    if missing <= 0:
        return number
    return f"{number}{'' if decimals else '.'}{'0' * missing}"
