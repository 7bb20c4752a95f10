"""Means and percentages of whole numbers (GRIM): some count must give the printed figure."""

from collections.abc import Iterator
from decimal import Decimal

from tests.yardstick.algebra import algebra_of
from tests.yardstick.cases import Case
from tests.yardstick.outcomes import Outcome, compared, unless_equal

_FARTHEST = 200
"""Units of the last digit within which a possible figure is looked for."""


def run(case: Case) -> Outcome:
    """The verdict, and the nearest figures that are possible."""
    wrong = [unless_equal("verdict", case.expected["verdict"], verdict(case))]
    if "nearest_possible" in case.expected:
        wanted = [str(text) for text in case.expected["nearest_possible"]]
        wrong.append(unless_equal("nearest possible", wanted, list(_nearest(case))))
    return compared(*wrong)


def verdict(case: Case, instead: str | None = None) -> str:
    """What the checker decides, of the printed figure or of another."""
    algebra = algebra_of(case)
    for text in case.constraints.values():
        printed = case.whole["reported"]["value"] if instead is not None else ""
        said = text if instead is None else text.replace(f"'{printed}'", f"'{instead}'")
        algebra.sheet.rule(algebra.formula_of(said))
    return algebra.sheet.verdict()


def _nearest(case: Case) -> Iterator[str]:
    reported = case.whole["reported"]
    value, unit = Decimal(reported["value"]), Decimal(1).scaleb(-int(reported["decimals"]))
    for steps in range(_FARTHEST):
        beside = dict.fromkeys((value - steps * unit, value + steps * unit))
        found = [str(one) for one in beside if verdict(case, str(one)) == "consistent"]
        if found:
            yield from found
            return
