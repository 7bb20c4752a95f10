"""Figures with what goes with them: a hedge before one, a second one behind it."""

from dataclasses import replace

from checker.language.figures import Figure, Hedge, Kind
from checker.language.mistakes import At, MistakeError, fail

_BESIDE = {Hedge.NEARLY, Hedge.JUST_OVER, Hedge.CLOSE}


def no_difference(left: Figure, right: Figure, at: At) -> MistakeError:
    """`£85m - £90m` is how some papers print a range."""
    one, other = left.printed, right.printed
    return fail(
        f"is `{one} - {other}` a range or a difference?",
        at,
        f"write `{one} to {other}` for a range, or name what is taken off",
    )


def with_sign_of(other: Figure, figure: Figure) -> Figure:
    """`4 to 5 per cent` and `from 4 to 5%`: the sign behind the second is the first one's, too."""
    if figure.kind is not Kind.NUMBER or other.kind is not Kind.PERCENT or figure.unit:
        return figure
    hundredth = figure.value / 100
    unit_place = figure.unit_place / 100
    last = figure.last / 100
    return replace(figure, kind=Kind.PERCENT, value=hundredth, last=last, unit_place=unit_place)


ONE_SIDED = {Hedge.MORE, Hedge.LESS, Hedge.AT_LEAST, Hedge.AT_MOST}


def ranged(lower: Figure, upper: Figure) -> Figure:
    """The figure of `2 to 3 million`; a mistake where the two are none."""
    lower = _in_units_of(upper, with_sign_of(upper, lower))
    if lower.kind is not upper.kind or lower.value > upper.value:
        raise fail(
            "the first figure of a range must be the smaller one, of the same kind",
            (lower.start, upper.end),
            "write the smaller figure first",
        ).unsettled()
    if lower.hedge not in _AROUND:
        raise _no_range(lower, upper, lower.hedge)
    return replace(lower, upper=upper)


_AROUND = {Hedge.NONE, Hedge.ABOUT, Hedge.CLOSE}
"""What may stand before a range."""


def _in_units_of(upper: Figure, lower: Figure) -> Figure:
    """The 2 of `2 to 3 million` is two million, that of `£2 to 3m` is in pounds as the 3 is."""
    if lower.currency and upper.currency and lower.currency != upper.currency:
        raise fail(
            "the two figures of a range are in different currencies",
            (lower.start, upper.end),
            "write both in one",
        )
    lower = replace(lower, currency=lower.currency or upper.currency)
    if lower.kind is not Kind.NUMBER or lower.value != lower.mantissa or not upper.mantissa:
        return lower
    scale = upper.value / upper.mantissa
    if upper.kind is not Kind.NUMBER or lower.value * scale > upper.value:
        return lower
    return replace(
        lower,
        value=lower.value * scale,
        last=lower.last * scale,
        unit_place=lower.unit_place * scale,
        scaled=upper.scaled,
        dozens=upper.dozens,
    )


def reached(figure: Figure, hedge: Hedge) -> Figure:
    """A figure of a list that a hedge stands before; one of its own is nearer."""
    if figure.upper is not None and hedge not in _AROUND:
        raise _no_range(figure, figure.upper, hedge)
    return figure if figure.hedge is not Hedge.NONE else hedged(figure, hedge)


def _no_range(lower: Figure, upper: Figure, hedge: Hedge) -> MistakeError:
    return fail(
        f"`{hedge.value}` cannot stand before a range",
        (lower.start, upper.end),
        "only `about` and its like can: write the figure that is meant",
    )


def hedged(figure: Figure, hedge: Hedge) -> Figure:
    """The figure with a hedge, where the two go together."""
    if figure.kind is Kind.VAGUE and hedge not in _AROUND | ONE_SIDED:
        raise fail(
            f"`{hedge.value}` cannot stand before `{figure.printed}`", figure, "leave it out"
        )
    if hedge in _BESIDE and not figure.value:
        raise fail(
            f"no number is {hedge.value} {figure.printed}",
            figure,
            "write `about`, `at least` or `at most`",
        )
    return figure if figure.hedge is hedge else replace(figure, hedge=hedge)
