"""Means with standard deviations of whole numbers (GRIMMER, DEBIT).

The mean leaves few sums. For each of them the spread is no product of unknowns any more: a root
lies in an interval when what is under it lies between the squares of the ends. The checker gives
the sums, the interval and the verdict on each sum.
"""

import ast
from collections.abc import Iterator
from math import ceil, floor

from checker import Fit
from tests.yardstick.algebra import Algebra, algebra_of, reported, tree
from tests.yardstick.cases import Case
from tests.yardstick.outcomes import NoWayError, Outcome, compared, unless_equal
from tests.yardstick.printed import printed, reading_of
from tests.yardstick.sheet import Sheet

_MOST = 2000
"""Sums that are tried one by one."""


def run(case: Case) -> Outcome:
    """Consistent if some sum of the data is."""
    return compared(unless_equal("verdict", case.expected["verdict"], _verdict(case)))


def _verdict(case: Case) -> str:
    trees = [tree(text) for text in case.constraints.values()]
    roots = [node for node in trees if _root(node) is not None]
    plain = [node for node in trees if _root(node) is None]
    total = _total(plain)
    algebra = algebra_of(case)
    for node in plain:
        algebra.sheet.rule(algebra.formula(node))
    if algebra.sheet.verdict() == "inconsistent":
        return "inconsistent"
    found = {_with_sum(case, plain, roots, total, value) for value in _sums(algebra, total)}
    return next((one for one in ("consistent", "undecided") if one in found), "inconsistent")


def _total(plain: list[ast.expr]) -> str:
    """The whole number of which the mean is reported: the one that is divided."""
    for node in plain:
        match node:
            case ast.Call(ast.Name("reported"), [ast.BinOp(ast.Name(name), ast.Div()), *_], _):
                return name
            case _:
                continue
    raise NoWayError("no mean of whole numbers is reported")


def _sums(algebra: Algebra, total: str) -> range:
    fit = algebra.sheet.values(algebra.variable(total))
    if fit is None or fit.low is None or fit.high is None or fit.high - fit.low > _MOST:
        raise NoWayError(f"too many values of {total}")
    return range(ceil(fit.low), floor(fit.high) + 1)


def _with_sum(
    case: Case, plain: list[ast.expr], roots: list[ast.expr], total: str, value: int
) -> str:
    """The verdict when the sum is known."""
    algebra = algebra_of(case, {total: str(value)})
    algebra.sheet.rule(f"{algebra.variable(total)} = {value}")
    for node in plain:
        algebra.sheet.rule(algebra.formula(node))
    for node in roots:
        for says in _between_squares(algebra, node):
            algebra.sheet.rule(says)
    return algebra.sheet.verdict()


def _between_squares(algebra: Algebra, node: ast.expr) -> Iterator[str]:
    """What is under a root lies between the squares of the ends of what its figure stands for."""
    root = _root(node)
    if root is None or not isinstance(node, ast.Call):
        raise NoWayError(f"`{ast.unparse(node)}` reports no root")
    ends = _stands_for(*reported(node.args, node.keywords))
    under = algebra.named(root)
    yield f"{under} >= 0"
    if ends.high is None or ends.high < 0:
        raise NoWayError("a root is not below zero")
    square = ends.high * ends.high
    sign = "<" if ends.high_open else "<="
    yield f"{square.denominator} * {under} {sign} {square.numerator}"
    if ends.low is not None and ends.low >= 0:
        square = ends.low * ends.low
        sign = ">" if ends.low_open else ">="
        yield f"{square.denominator} * {under} {sign} {square.numerator}"


def _stands_for(text: str, digits: int | None, mode: str) -> Fit:
    sheet = Sheet()
    word = sheet.number("x")
    reading, unit = reading_of(mode, text, digits)
    sheet.print(f"{word} = {printed(text, digits)}", "printed", reading, unit)
    found = sheet.values(word)
    if found is None:
        raise NoWayError(f"`{text}` stands for no value")
    return found


def _root(node: ast.expr) -> ast.expr | None:
    """What is under the root of which the figure is reported."""
    match node:
        case ast.Call(ast.Name("reported"), [ast.Call(ast.Name("sqrt"), [inner], _), *_], _):
            return inner
        case _:
            return None
