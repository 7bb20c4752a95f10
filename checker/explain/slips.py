"""How a figure comes to be printed wrong: each slip by its name, with what may have been meant.

Slips of the hand start from the figure as it is printed; slips of the head from what other
statements say. None of them decides anything: a repair is told only where all else then holds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from checker.explain.finding import Repair
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Print:
    """A figure as a hand types it: its digits with their point, and its scale, such as `m`."""

    digits: str
    scale: str = ""
    minus: bool = False
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A slip of the hand: what may have been meant when something else is printed.

    Where more than `most` values of one slip would do, the slip tells nothing.
    """

    name: str
    meant: Callable[[Print], Iterator[Print]]
    most: int = 2


@dataclass(frozen=True, slots=True)
class Others:
    """What other statements say beside a figure.

    `parts` are the numbers that add up to its own, `wholes` those that it is a part of, `before`
    the same a year earlier.
    """

    parts: tuple[Fraction, ...] = ()
    wholes: tuple[Fraction, ...] = ()
    before: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A slip in a sum: what is right when the printed value came out of it."""

    name: str
    meant: Callable[[Fraction, Others], Iterator[Fraction]]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Another number printed in the place of the right one, whatever that is."""

    name: str
    is_so: Callable[[Fraction, Others], bool]


# --- slips of the hand -----------------------------------------------------------------------


def _swapped(printed: Print) -> Iterator[Print]:
    """41 for 14: two digits beside each other change places."""
    places = [place for place, sign in enumerate(printed.digits) if sign != "."]
    for one, two in pairwise(places):
        signs = list(printed.digits)
        signs[one], signs[two] = signs[two], signs[one]
        yield from _proper(printed, "".join(signs))


def _doubled(printed: Print) -> Iterator[Print]:
    """144 for 14."""
    for place, (one, two) in enumerate(pairwise(printed.digits)):
        if one == two:
            yield from _proper(printed, printed.digits[:place] + printed.digits[place + 1 :])


def _nought_missing(printed: Print) -> Iterator[Print]:
    """12 for 120."""
    if "." not in printed.digits:
        yield from _proper(printed, f"{printed.digits}0")


def _nought_too_many(printed: Print) -> Iterator[Print]:
    """120 for 12."""
    if "." not in printed.digits and printed.digits.endswith("0"):
        yield from _proper(printed, printed.digits[:-1])


def _thousand_missing(printed: Print) -> Iterator[Print]:
    """12 for 12,000."""
    if "." not in printed.digits:
        yield from _proper(printed, f"{printed.digits}000")


def _thousand_too_many(printed: Print) -> Iterator[Print]:
    """12,000 for 12."""
    if "." not in printed.digits and printed.digits.endswith("000"):
        yield from _proper(printed, printed.digits[:-3])


def _point_shifted(printed: Print) -> Iterator[Print]:
    """13.5 for 1.35 or 135."""
    whole, point, part = printed.digits.partition(".")
    for by in (-1, 1, -2, 2):
        signs = "0" * max(0, -by) + whole + part + "0" * max(0, by - len(part))
        cut = max(0, -by) + len(whole) + by
        before, behind = signs[:cut].lstrip("0") or "0", signs[cut:]
        if point or behind.rstrip("0"):
            yield from _proper(printed, f"{before}.{behind}" if behind else before)


def _missing(printed: Print) -> Iterator[Print]:
    """14 for 124."""
    for place in range(len(printed.digits) + 1):
        for digit in "0123456789":
            yield from _proper(printed, printed.digits[:place] + digit + printed.digits[place:])


def _too_many(printed: Print) -> Iterator[Print]:
    """124 for 14."""
    for place, sign in enumerate(printed.digits):
        if sign != ".":
            yield from _proper(printed, printed.digits[:place] + printed.digits[place + 1 :])


def _minus(printed: Print) -> Iterator[Print]:
    """3 for -3, and the reverse."""
    yield replace(printed, minus=not printed.minus)


_ROW = "1234567890"
_PAD = ("789", "456", "123")
_BESIDE: dict[str, str] = {
    digit: "".join(
        dict.fromkeys(
            [one for pair in pairwise(_ROW) for one in pair if digit in pair and one != digit]
            + [two for row in _PAD for pair in pairwise(row) for two in pair
               if digit in pair and two != digit]
            + [two for column in zip(*_PAD, strict=True) for pair in pairwise(column)
               for two in pair if digit in pair and two != digit]
        )
    )
    for digit in _ROW
}  # fmt: skip
"""The keys beside each digit, in the row above the letters and on the number pad."""


def _beside(printed: Print) -> Iterator[Print]:
    """15 for 14: the key next to it."""
    yield from _one_changed(printed, lambda digit: _BESIDE[digit])


def _changed(printed: Print) -> Iterator[Print]:
    """19 for 14."""
    yield from _one_changed(printed, lambda digit: _ROW.replace(digit, ""))


def _one_changed(printed: Print, to: Callable[[str], str]) -> Iterator[Print]:
    for place, sign in enumerate(printed.digits):
        for digit in to(sign) if sign != "." else "":
            yield from _proper(
                printed, printed.digits[:place] + digit + printed.digits[place + 1 :]
            )


_TEENS = {"4": ("14", "40"), "6": ("16", "60"), "7": ("17", "70"), "8": ("18", "80")}
_TEENS |= {"9": ("19", "90"), "3": ("13", "30"), "5": ("15", "50")}


def _teens(printed: Print) -> Iterator[Print]:
    """Sixteen for sixty, and the reverse."""
    for teen, ten in _TEENS.values():
        if printed.digits in {teen, ten}:
            yield replace(printed, digits=ten if printed.digits == teen else teen)


def _proper(printed: Print, digits: str) -> Iterator[Print]:
    """The same with other digits, if these are a number as it is printed, and another one."""
    whole, point, part = digits.partition(".")
    padded = len(whole) > 1 and whole.startswith("0")
    if whole and bool(point) == bool(part) and not padded and digits != printed.digits:
        yield replace(printed, digits=digits)


def _scaled(one: str, other: str) -> Typed:
    """A slip from one scale to another: million for billion."""

    def meant(printed: Print) -> Iterator[Print]:
        if printed.scale.strip() == one:
            yield replace(printed, scale=printed.scale.replace(one, other))

    return Typed(f"{one} for {other}", meant)


_SCALES = ("thousand", "million", "billion", "trillion"), ("k", "m", "bn", "tn")

SCALES = tuple(word for scales in _SCALES for word in scales)
"""Words and letters behind a number that multiply it by a thousand or more."""

TEENS = Typed("-teen for -ty", _teens)

SCALED = tuple(
    slip
    for scales in _SCALES
    for one, two in pairwise(scales)
    for slip in (_scaled(one, two), _scaled(two, one))
)

TYPED: tuple[Typed, ...] = (
    Typed("digits swapped", _swapped),
    Typed("digit doubled", _doubled),
    Typed("nought missing", _nought_missing),
    Typed("nought too many", _nought_too_many),
    Typed("decimal point shifted", _point_shifted),
    *SCALED,
    Typed("thousand missing", _thousand_missing),
    Typed("thousand too many", _thousand_too_many),
    Typed("sign", _minus),
    Typed("digit missing", _missing),
    Typed("digit too many", _too_many),
    Typed("neighbouring key", _beside),
    Typed("one digit wrong", _changed, most=1),
)
"""Slips in digits, the most telling first: a value that several yield is told by the first."""

IN_WORDS: tuple[Typed, ...] = (TEENS, *SCALED)
"""Slips in a figure that the article prints in words."""


# --- slips of the head -----------------------------------------------------------------------


def _left_out(value: Fraction, others: Others) -> Iterator[Fraction]:
    """The sum without one of its parts."""
    yield from (value + part for part in others.parts if part)


def _counted_twice(value: Fraction, others: Others) -> Iterator[Fraction]:
    """The sum with one of its parts twice."""
    yield from (value - part for part in others.parts if part)


RECKONED = (
    Reckoned("part left out", _left_out),
    Reckoned("part counted twice", _counted_twice),
)

BORROWED = (
    Borrowed("last year's figure", lambda value, others: value in others.before),
    Borrowed("total for part", lambda value, others: value in others.wholes),
    Borrowed("part for total", lambda value, others: value in others.parts),
)

PERCENT_FOR_POINTS = "per cent for points"
POINTS_FOR_PERCENT = "points for per cent"

NAMES = frozenset(
    {
        TEENS.name,
        *(slip.name for slip in TYPED),
        *(slip.name for slip in RECKONED),
        *(slip.name for slip in BORROWED),
        PERCENT_FOR_POINTS,
        POINTS_FOR_PERCENT,
    }
)
"""What slips are called in reports."""

BY_CHANCE = frozenset({"digit missing", "digit too many", "neighbouring key", "one digit wrong"})
"""Slips that would explain many a figure: of a range of values some do so by chance."""


def typed(printed: Print) -> Iterable[tuple[Typed, list[Print]]]:
    """Each slip of the hand with what may have been meant, each value by the first slip only."""
    seen = {printed}
    for slip in IN_WORDS if printed.in_words else TYPED:
        found = [one for one in dict.fromkeys(slip.meant(printed)) if one not in seen]
        seen.update(found)
        if found:
            yield slip, found


_SURE = frozenset(
    {
        *(slip.name for slip in RECKONED),
        *(slip.name for slip in BORROWED),
        *(slip.name for slip in SCALED),
        PERCENT_FOR_POINTS,
        POINTS_FOR_PERCENT,
    }
)


def likelihood(repairs: Iterable[Repair]) -> int:
    """How likely a slip explains a figure: the less, the likelier; by chance is not at all."""
    slips = {one.slip for one in repairs if one.slip is not None}
    if slips & _SURE:
        return 0
    return 1 if slips - BY_CHANCE else 2
