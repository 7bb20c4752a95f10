"""Error localisation: rules that always hold, and reported values of which the fewest are wrong."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import takewhile

from checker import Correction, every_correction
from tests.yardstick.algebra import Algebra, algebra_of
from tests.yardstick.cases import Case
from tests.yardstick.outcomes import Outcome, compared, unless_equal
from tests.yardstick.sheet import Sheet


def run(case: Case) -> Outcome:
    """The verdict, and whose values the checker would change."""
    sheet = ruled(case).sheet
    state(sheet, case)
    expected = case.expected
    findings = sheet.findings()
    verdict = unless_equal("verdict", expected["verdict"], sheet.verdict())
    if verdict or expected["verdict"] == "consistent":
        return compared(verdict)
    blamed = sorted(d.first.id for one in findings.corrections for d in one.withdraw)
    allowed = [sorted(names) for names in expected.get("all_minimal", ())]
    if not allowed and "change" in expected:
        allowed = [sorted(expected["change"])]
    which = None
    if allowed and blamed not in allowed:
        which = f"change: expected one of {allowed}, found {blamed} of {cheapest(sheet)}"
    fewest = int(expected.get("min_changes", len(blamed)))
    return compared(which, unless_equal("number of changes", fewest, len(blamed)))


def ruled(case: Case) -> Algebra:
    """The constraints of a case as rules."""
    algebra = algebra_of(case)
    for text in case.constraints.values():
        algebra.sheet.rule(algebra.formula_of(text))
    return algebra


def state(sheet: Sheet, case: Case, fixed: Iterable[str] = ()) -> None:
    """The values of a case as statements; a value outside its domain cannot be right."""
    for name, value in case.values.items():
        trust = None if name in fixed else case.weights.get(name, Fraction(1))
        if value is None:
            continue
        if name in sheet.domains:
            if value not in sheet.domains[name]:
                sheet.domain(name, [value])
                sheet.rule(f"{sheet.word(name, value)} = 0")
            sheet.state(sheet.has_value(name, value), name, trust)
        else:
            sheet.state(f"{sheet.number(name)} = {value}", name, trust)


def cheapest(sheet: Sheet) -> list[list[str]]:
    """Every cheapest correction, by the ids that it withdraws."""
    return [sorted(one.first.id for one in found.withdraw) for found in _cheapest(sheet)]


def _cheapest(sheet: Sheet) -> list[Correction]:
    found = every_correction(sheet.project())
    first = next(found, None)
    if first is None:
        return []
    return [first, *takewhile(lambda one: one.cost == first.cost, found)]
