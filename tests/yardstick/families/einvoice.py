"""Sums and tax of electronic invoices: a total is its parts, rounded to the cent."""

from tests.yardstick.algebra import algebra_of
from tests.yardstick.cases import Case, decimal
from tests.yardstick.families.locate import state
from tests.yardstick.outcomes import Outcome, compared, unless_equal


def run(case: Case) -> Outcome:
    """The verdict on the printed amounts, which are exact."""
    known = {n: v for n, v in case.values.items() if v is not None and decimal(v) is not None}
    algebra = algebra_of(case, known)
    for text in case.constraints.values():
        algebra.sheet.rule(algebra.formula_of(text))
    state(algebra.sheet, case)
    return compared(unless_equal("verdict", case.expected["verdict"], algebra.sheet.verdict()))
