"""The chart of a contradiction: where each figure stands, and where all else lets it be."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.conflicts.fitting import Fit, NoFit, UnknownFit
from checker.findings.finding import Member
from checker.frozen import dataclass
from checker.language.figures import Figure
from checker.language.spell import figure_words
from checker.reports.web.articles import voice
from checker.reports.web.scale import Scale, Stroke, per_cent, scale_of


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke in per cent of the width, with the place of its label."""

    start: str
    stop: str
    goes_below: bool
    goes_above: bool
    label: str
    label_at: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch between a figure and the nearest value that would fit."""

    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a contradiction on a scale of its own; `told` is the row in words."""

    words: str
    voice: str
    is_culprit: bool
    standing: Line
    fit: Line
    gap: Gap | None
    hole: str | None
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures with values that would fit, the culprit's first; the others in words."""

    rows: tuple[Row, ...]
    helpless: tuple[str, ...]
    unknown: tuple[str, ...]


def chart(members: Sequence[Member], words: Mapping[str, str], fits: Mapping[str, str]) -> Chart:
    """The chart of the members that have one figure whose fitting values were asked for.

    By the ids of statements `words` are what they say, `fits` what would fit.
    """
    found = list(members)
    rows = (_row(member, words, fits, is_culprit=n == 0) for n, member in enumerate(found))
    return Chart(
        tuple(row for row in rows if row is not None),
        tuple(_named(member) for member in found if isinstance(member.fits, NoFit)),
        tuple(
            f"{_named(member)} ({member.fits.reason})"
            for member in found
            if isinstance(member.fits, UnknownFit)
        ),
    )


def _named(member: Member) -> str:
    return f"{member.statement.shown} ({voice(member.statement)})"


def _row(
    member: Member, words: Mapping[str, str], fits: Mapping[str, str], *, is_culprit: bool
) -> Row | None:
    fit, slots = _allowed(member), member.distinct.meaning.slots
    if fit is None or member.figure is None or len(slots) != 1:
        return None
    stands = slots[0].meant
    scale = scale_of([stands, fit])
    said = figure_words(member.figure, slots[0].interval)
    leaves = fits[member.statement.id]
    return Row(
        words[member.statement.id],
        voice(member.statement),
        is_culprit,
        _line(scale.stretch(stands), said),
        _line(scale.stretch(fit), leaves),
        _gap(scale, stands, fit),
        _hole(scale, member.figure, fit),
        f"Printed: {said}. All else leaves: {leaves}.",
    )


def _allowed(member: Member) -> Interval | None:
    """The values that would fit; None where no end of them is known."""
    match member.fits:
        case Fit(low, high, low_open, high_open) if low is not None or high is not None:
            return Interval(low, high, low_open, high_open)
        case _:
            return None


_SHORT = 20
"""Signs of a label that a telephone shows beside its stroke, wherever that stands."""
_NEAR = Fraction(1, 4)
_TIP = Fraction(3, 100)
"""How far before the edge a stroke without end turns into an arrow."""


def _line(stroke: Stroke, label: str) -> Line:
    """A stroke with its label: at its middle, or drawn in from the side where it would run out."""
    is_short = len(label) <= _SHORT
    edge = _NEAR if is_short else 2 * _NEAR
    anchor, at = "middle", stroke.middle
    if at < edge:
        anchor, at = "start", stroke.start if is_short else Fraction(0)
    elif at > 1 - edge:
        anchor, at = "end", stroke.stop if is_short else Fraction(1)
    return Line(
        per_cent(_TIP if stroke.goes_below else stroke.start),
        per_cent(1 - _TIP if stroke.goes_above else stroke.stop),
        stroke.goes_below,
        stroke.goes_above,
        label,
        per_cent(at),
        anchor,
    )


def _gap(scale: Scale, stands: Interval, fit: Interval) -> Gap | None:
    if stands.is_below(fit) and stands.high is not None and fit.low is not None:
        start, stop = stands.high, fit.low
    elif fit.is_below(stands) and fit.high is not None and stands.low is not None:
        start, stop = fit.high, stands.low
    else:
        return None
    first, last = scale.place(start), scale.place(stop)
    return Gap(per_cent(first), per_cent(last - first))


def _hole(scale: Scale, figure: Figure, fit: Interval) -> str | None:
    """The printed value itself, which never fits, where it lies between the ends that do."""
    inside = (fit.low is None or fit.low < figure.value) and (
        fit.high is None or figure.value < fit.high
    )
    return per_cent(scale.place(figure.value)) if inside else None
