"""The interval of true values that a printed figure stands for."""

from checker import MistakesError
from tests.yardstick.algebra import algebra_of
from tests.yardstick.cases import Case
from tests.yardstick.numbers import end_text
from tests.yardstick.outcomes import Differ, Outcome, compared, unless_equal


def run(case: Case) -> Outcome:
    """Verdict, both ends, and whether each is inside."""
    algebra = algebra_of(case)
    for text in case.constraints.values():
        algebra.sheet.rule(algebra.formula_of(text))
    try:
        wrong = unless_equal("verdict", case.expected["verdict"], algebra.sheet.verdict())
    except MistakesError as error:
        return Differ(f"expected {case.expected['interval']}; refused: {error.problems[0].message}")
    if "interval" not in case.expected:
        return compared(wrong)
    low, high, *closed = case.expected["interval"]
    fit = algebra.sheet.values(algebra.variable(_variable(case)))
    found = None
    if fit is not None:
        found = [end_text(fit.low), end_text(fit.high), not fit.low_open, not fit.high_open]
    expected = [end_text(low), end_text(high), *(closed or (True, True))]
    return compared(wrong, unless_equal("interval", expected, found))


def _variable(case: Case) -> str:
    return next(iter(case.variables), "x")
