"""How far a figure can go where the numbers themselves have no end."""

from fractions import Fraction

import pytest

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import at_most, equal
from checker.algebra.polynomials import Polynomial
from checker.compile.compiling import compile_system
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.grammar import parse
from checker.language.lexicon import Lexicon, Quantity
from checker.language.meaning import Line, Meaning, meanings
from checker.language.measures import Measure
from checker.language.nodes import Formula
from checker.search.fitting import Fit, Fitting, Question, fitting, fittings
from checker.solvers.staged import StagedSolver
from tests.test_undecided import Tired, TiredOracle

LEXICON = Lexicon(
    quantities={
        **{
            name: Quantity(name, counts="things", not_negative=True)
            for name in ("births", "deaths")
        },
        **{name: Quantity(name, unit="GBP", not_negative=True) for name in ("fund", "grant")},
        "balance": Quantity("balance", unit="GBP"),
    }
)


def fit_of_the_first(*texts: str) -> Fitting:
    """What fits the figure of the first statement while the others hold."""
    formulas = [parse(text) for text in texts]
    lines = [Line(formula) for formula in formulas if isinstance(formula, Formula)]
    found = meanings(lines, words_of(LEXICON)[0], Widths())
    said = [meaning for meaning in found if isinstance(meaning, Meaning)]
    assert len(said) == len(texts), found
    measures: dict[str, Measure] = {}
    for meaning in said:
        measures |= meaning.measures
    system = compile_system([meaning.constraint for meaning in said], measures, LEXICON)
    (component,) = system.components
    slot = said[0].slots[0]
    question = Question(slot.numerator, slot.denominator)
    return fitting(StagedSolver().open(component, 20), range(1, len(said)), question)


def fit(low: str, high: str, ends: str = "[]") -> Fit:
    return Fit(
        None if low == "-" else Fraction(low),
        None if high == "-" else Fraction(high),
        ends[0] == "(",
        ends[1] == ")",
    )


SHARE = "births = 50% of deaths"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["births = 1 less than deaths", "deaths >= 1"], fit("0", "1", "[)")),
        (["births = 1 more than deaths", "deaths >= 1"], fit("1", "2", "(]")),
        (["births >= 1", "deaths >= 1"], fit("0", "-", "(]")),
        (["births >= 0", "deaths >= 1"], fit("0", "-")),
        (["births <= 100", "deaths >= 1"], fit("0", "100")),
        (["births <= 100", "births >= 1", "deaths >= 3"], fit("0", "100/3", "(]")),
        (["births = 2 more than double deaths", "deaths >= 1"], fit("1.9", "4", "(]")),
        (["births = 25% of deaths", "deaths >= 1"], fit("0.245", "0.255")),
        (["either births = 25% of deaths or births = 40% of deaths", "deaths > 0"], None),
    ],
)
def test_a_ratio_has_ends_where_its_numbers_have_none(
    others: list[str], expected: Fit | None
) -> None:
    found = fit_of_the_first(SHARE, *others)
    assert found == (expected or fit("0.245", "0.405"))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["fund = £1.5m", "fund = more than half of grant", "grant = £2.0m"], "975000 ("),
        (["fund = £1.5m", "fund < grant", "grant = £2.0m"], "0 [ 2050000 )"),
        (["balance = £1.5m", "balance < grant", "grant = £2.0m"], "2050000 )"),
        (["births = 5", "fund = about 40% of births", "fund = £1.5m"], "3372094 [ 4189189 ]"),
    ],
)
def test_ends_of_money_are_open_where_the_words_are(texts: list[str], expected: str) -> None:
    found = fit_of_the_first(*texts)
    assert isinstance(found, Fit)
    low = "" if found.low is None else f"{found.low} {'(' if found.low_open else '['}"
    high = "" if found.high is None else f"{found.high} {')' if found.high_open else ']'}"
    assert f"{low} {high}".strip() == expected


def test_what_holds_without_products_is_found_before_these_take_the_time() -> None:
    x, y, most = Polynomial.measure("x"), Polynomial.measure("y"), Polynomial.number(4)
    says = (at_most(x, most), at_most(y, most), equal(x * y, Polynomial.number(6)))
    unknowns = tuple(Variable(name, whole=True, not_negative=True) for name in "xy")
    whole = StagedSolver().open(Component(unknowns, (), says, (0, 1, 2)), 20)
    products = Tired(lambda _: True)
    spent = TiredOracle(whole, products)
    spent.linear = TiredOracle(whole.linear, Tired(lambda _: bool(products.asked)))
    everything = frozenset(range(len(says)))
    found = fittings(spent, [(everything, Question(x)), (everything, Question(y))])
    assert found == [Fit(Fraction(0), Fraction(4), sure=False)] * 2
