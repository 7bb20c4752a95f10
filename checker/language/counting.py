"""Figures of counts that may be thousands as other countries print them: `4.017 visits`."""

import re
from collections.abc import Iterable, Mapping

from checker.language.figures import Figure, Kind
from checker.language.measures import Measure, is_count
from checker.language.mistakes import fail
from checker.language.scope import Slot

_THOUSANDS = re.compile(r"[-−]?\d{1,3}\.\d{3}", re.ASCII)


def check_counts(slots: Iterable[Slot], measures: Mapping[str, Measure]) -> None:
    """Asks whether `4.017` is four thousand where nothing but whole numbers are counted."""
    for slot in slots:
        terms = slot.numerator.terms
        counts = slot.denominator is None and all(
            factor.denominator == 1 and all(is_count(measures[name]) for name in key)
            for key, factor in terms
        )
        for figure in (slot.figure, slot.figure.upper):
            if terms and counts and figure is not None and _may_be_thousands(figure):
                here = figure.printed.replace(".", ",")
                raise fail(
                    f"`{figure.printed}` has a fraction, and what is counted here is whole",
                    figure,
                    f"if thousands are meant, write `{here}`; "
                    f"if it is an average, `{figure.printed} per NAME`",
                )


def _may_be_thousands(figure: Figure) -> bool:
    is_plain = figure.kind is Kind.NUMBER and figure.mantissa == figure.value
    return is_plain and _THOUSANDS.fullmatch(figure.printed) is not None
