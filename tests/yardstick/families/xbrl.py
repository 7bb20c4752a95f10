"""Sums of rounded facts (XBRL calculations 1.1): the same fact twice meets, digits have an end."""

import ast
from collections.abc import Mapping

from checker import MistakesError
from tests.yardstick.algebra import Algebra, algebra_of, names_in, tree
from tests.yardstick.cases import Case, as_text
from tests.yardstick.numbers import as_number, end_text
from tests.yardstick.outcomes import Outcome, compared, unless_equal
from tests.yardstick.printed import printed, reading_of
from tests.yardstick.sheet import Sheet


def calculation(case: Case) -> Outcome:
    """The verdict, and the intervals of the sum's two sides."""
    expected = case.expected
    facts = _facts(case)
    rules = [tree(text) for text in case.constraints.values()]
    bind = [node for node in rules if any(name in facts for name in _items(node))]
    algebra = algebra_of(case)
    for name in {name for node in bind for name in _items(node)} - facts:
        algebra.sheet.rule(f"{algebra.variable(name)} = 0")
    _report(algebra, case)
    without_sums = algebra.sheet.but()
    for node in bind:
        algebra.sheet.rule(algebra.formula(node))
    wrong = [unless_equal("verdict", expected["verdict"], _verdict(algebra.sheet))]
    for node in bind[:1]:
        if isinstance(node, ast.Compare):
            sides = {"reported": node.left, "computed": node.comparators[0]}
            for side, expression in sides.items():
                wrong.append(
                    _interval(f"{side}_interval", expression, without_sums, algebra, expected)
                )
    return compared(*wrong)


def excess_digits(case: Case) -> Outcome:
    """Digits finer than the decimals that are declared are a mistake of their own."""
    sheet = Sheet()
    values = case.values
    digits = _decimals(values.get("decimals"))
    value = values["value"] or ""
    reading, unit = reading_of("nearest", value, digits)
    sheet.print(f"{sheet.number('value')} = {printed(value, digits)}", "value", reading, unit)
    return compared(unless_equal("verdict", case.expected["verdict"], _verdict(sheet)))


def _verdict(sheet: Sheet) -> str:
    """The verdict; a figure that cannot be what it says is refused before anything is decided."""
    try:
        return sheet.verdict()
    except MistakesError as error:
        if all("finer digits" in problem.message for problem in error.problems):
            return "inconsistent"
        raise


def _facts(case: Case) -> set[str]:
    return {fact["name"] for fact in case.whole["facts"] if fact.get("value") is not None}


def _items(node: ast.expr) -> set[str]:
    """What is summed."""
    if not isinstance(node, ast.Compare):
        return set()
    return {name for side in node.comparators for name in names_in(side)}


def _report(algebra: Algebra, case: Case) -> None:
    """Each fact as a statement; two of one name speak of the same number."""
    mode = str(case.whole.get("semantics", {}).get("mode", "nearest"))
    for number, fact in enumerate(case.whole["facts"], 1):
        text = as_text(fact.get("value"))
        if text is None:
            continue
        digits = _decimals(fact.get("decimals"))
        reading, unit = reading_of(mode, text, digits)
        word = algebra.variable(fact["name"])
        name = f"{fact['name']} {number}"
        algebra.sheet.print(f"{word} = {printed(text, digits)}", name, reading, unit)


def _decimals(value: object) -> int | None:
    """The declared decimals; None where the figure is exact."""
    return None if value is None or "inf" in str(value).lower() else int(str(value))


def _interval(
    key: str, node: ast.expr, sheet: Sheet, algebra: Algebra, expected: Mapping[str, object]
) -> str | None:
    wanted = expected.get(key)
    if not isinstance(wanted, list):
        return None
    fit = sheet.values(algebra.expression(node))
    found = None if fit is None else [end_text(fit.low), end_text(fit.high)]
    return unless_equal(key, [end_text(as_number(end)) for end in wanted[:2]], found)
