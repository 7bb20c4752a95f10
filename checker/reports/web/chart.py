"""The chart of a contradiction: what is printed and what all else allows, as bars on one scale."""

from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.frozen import dataclass
from checker.language.figures import Kind
from checker.reports.diagnostics import Diagnostic, Involved
from checker.reports.web.scale import per_cent
from checker.search.fitting import Fit

_MOMENTS = frozenset({Kind.DATE, Kind.CLOCK})
_LEAST_GAP = Fraction(1, 50)
"""A gap of a smaller part of the scale is not to be seen; a sentence says it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from 0, in per cent of the width; `more` is how far beyond that it may go."""

    label: str
    width: str
    more: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Two bars, and the stretch between their ends."""

    printed: Bar
    needed: Bar
    start: str
    gap: str


def chart(one: Diagnostic) -> Chart | None:
    """The chart of the first suspect; None where bars would show no gap."""
    for each in one.suspects:
        found = None if each.member is None else _chart(each)
        if found is not None:
            return found
    return None


def _chart(one: Involved) -> Chart | None:
    member = one.member
    if member is None or member.figure is None or member.figure.kind in _MOMENTS:
        return None
    slots, fits = member.distinct.meaning.slots, member.fits
    if len(slots) != 1 or not isinstance(fits, Fit) or fits.gap is not None:
        return None
    printed, allowed = _ends(slots[0].meant), _ends(fits.hull)
    if printed is None or allowed is None:
        return None
    (low, high), (least, most) = printed, allowed
    whole = max(high, most) * Fraction(6, 5)
    start, stop = (high, least) if high < least else (most, low)
    if low < 0 or least < 0 or stop - start < whole * _LEAST_GAP:
        return None
    return Chart(
        Bar(one.printed, per_cent(low / whole), per_cent((high - low) / whole)),
        Bar(one.fit, per_cent(least / whole), per_cent((most - least) / whole)),
        per_cent(start / whole),
        per_cent((stop - start) / whole),
    )


def _ends(values: Interval) -> tuple[Fraction, Fraction] | None:
    """Both ends; one that is open at one side has the other end alone."""
    low, high = values.low, values.high
    low, high = (high if low is None else low), (low if high is None else high)
    return None if low is None or high is None else (low, high)
