"""The readings of printed figures, row by row of language.md and conventions.md, and by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.language.figures import Figure, Hedge, Reading, Widths, reading
from checker.language.grammar import parse
from checker.language.hedges import HEDGES
from checker.language.intervals import Interval
from checker.language.mistakes import Mistake
from checker.language.spell import exact
from checker.language.syntax import Formula


def figure_of(text: str) -> Figure:
    """The one figure of a statement."""
    formula = parse(f"x = {text}")
    assert isinstance(formula, Formula), formula
    return formula.printed[0]


def read(text: str, convention: Reading = Reading.DEFAULT) -> str:
    return shown(reading(figure_of(text), convention, Widths()))


def shown(interval: Interval) -> str:
    """`[12.5, 13.5)`, `(40, …`, decimals where they end."""
    low = "…" if interval.low is None else number(interval.low)
    high = "…" if interval.high is None else number(interval.high)
    left = "(" if interval.low_open or interval.low is None else "["
    right = ")" if interval.high_open or interval.high is None else "]"
    return f"{left}{low}, {high}{right}"


def number(value: Fraction) -> str:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    return exact(value)


LANGUAGE = {
    # exact
    "28": "[28, 28]",
    "1,247": "[1247, 1247]",
    "zero": "[0, 0]",
    "0": "[0, 0]",
    "twenty-eight": "[28, 28]",
    "-5": "[-5, -5]",
    "10": "[10, 10]",
    "150": "[150, 150]",
    "2,610": "[2610, 2610]",
    # two or more trailing zeros: v ± min(u/2, 5% of v)
    "100": "[95, 105]",
    "1,000": "[950, 1050]",
    "2,600": "[2550, 2650]",
    "1,200": "[1150, 1250]",
    "90,000": "[85500, 94500]",
    "12,000": "[11500, 12500]",
    "200,000": "[190000, 210000]",
    "-2,600": "[-2650, -2550]",
    "-90,000": "[-94500, -85500]",
    # ± half of the last printed digit, closed
    "13% of y": "[0.125, 0.135]",
    "97.50% of y": "[0.97495, 0.97505]",
    "13.0% of y": "[0.1295, 0.1305]",
    "0% of y": "[-0.005, 0.005]",
    "100% of y": "[0.995, 1.005]",
    "£10m": "[9500000, 10500000]",
    "£10.0m": "[9950000, 10050000]",
    "1.2 million": "[1150000, 1250000]",
    "1.20": "[1.195, 1.205]",
    "-1.2": "[-1.25, -1.15]",
    "4.2 per 1,000 of y": "[0.00415, 0.00425]",
    "3bn": "[2500000000, 3500000000]",
    "0.0": "[-0.05, 0.05]",
    # fractions: ± 3 points of the base
    "1/4 of y": "[0.22, 0.28]",
    "a third of y": "[91/300, 109/300]",
    "two thirds of y": "[191/300, 209/300]",
    "half of y": "[0.47, 0.53]",
    "three quarters of y": "[0.72, 0.78]",
    # one of so many: on the count
    "1 in 7 of y": "[6.5, 7.5]",
    "one in three of y": "[2.5, 3.5]",
    "1 in 1 of y": "[0.5, 1.5]",
    # multiples: ± 5%
    "double y": "[1.9, 2.1]",
    "twice y": "[1.9, 2.1]",
    "3 times y": "[2.85, 3.15]",
    # strictly one-sided
    "over 40": "(40, …)",
    "more than 40": "(40, …)",
    "under 40": "(…, 40)",
    "less than 40": "(…, 40)",
    "fewer than 40": "(…, 40)",
    "more than 13% of y": "(0.13, …)",
    "more than double y": "(2, …)",
    "over -3": "(-3, …)",
    "over 2,600": "(2600, …)",
    # one-sided, the value included
    "at least 40": "[40, …)",
    "at most 40": "(…, 40]",
    "up to 40": "(…, 40]",
    "no fewer than 40": "[40, …)",
    "no more than 40": "(…, 40]",
    # [0.9 v, v) and (v, 1.1 v]
    "nearly 40": "[36, 40)",
    "almost 40": "[36, 40)",
    "just under 40": "[36, 40)",
    "just over 40": "(40, 44]",
    "nearly 50% of y": "[0.45, 0.5)",
    "nearly double y": "[1.8, 2)",
    "almost a third of y": "[0.3, 1/3)",
    "nearly -40": "(-40, -36]",
    "just over -40": "[-44, -40)",
    # v ± max(u/2, min(5% of v, u))
    "about 40": "[35, 45]",
    "about 45": "[44, 46]",
    "around 3": "[2.5, 3.5]",
    "some 400": "[350, 450]",
    "roughly 1,250": "[1240, 1260]",
    "about 8,000": "[7500, 8500]",
    "about 12,345": "[12344, 12346]",
    "about 0": "[-0.5, 0.5]",
    "about 40% of y": "[0.35, 0.45]",
    "about 42% of y": "[0.41, 0.43]",
    "about 1.2 million": "[1140000, 1260000]",
    "about -40": "[-45, -35]",
    # the hedge is on the share
    "almost 1 in 8 of y": "(8, 80/9]",
    "just over 1 in 8 of y": "[80/11, 8)",
    "more than 1 in 8 of y": "(…, 8)",
    "over 1 in 8 of y": "(…, 8)",
    "under 1 in 8 of y": "(8, …)",
    "at least 1 in 8 of y": "(…, 8]",
    "at most 1 in 8 of y": "[8, …)",
    # ranges
    "between 3 and 5": "[3, 5]",
    "3 to 5": "[3, 5]",
    "between 20% and 40% of y": "[0.2, 0.4]",
    # words
    "tens of thousands": "[20000, …)",
    "hundreds": "[200, …)",
    "dozens": "[24, …)",
    "a few": "[2, 9]",
    "several": "[3, 19]",
}

PRESS = {
    # dozens: 5% to either side, at most 2
    "a dozen": "[11.4, 12.6]",
    "two dozen": "[22.8, 25.2]",
    "10 dozen": "[118, 122]",
    "half a dozen": "[5.7, 6.3]",
    "half-a-dozen": "[5.7, 6.3]",
    "half-dozen": "[5.7, 6.3]",
    "about a dozen": "[10, 14]",
    "about half a dozen": "[4, 8]",
    "more than a dozen": "(12, …)",
    "exactly a dozen": "[12, 12]",
    # whole numbers in words and signs
    "a hundred": "[95, 105]",
    "a thousand": "[950, 1050]",
    "a million": "[500000, 1500000]",
    "two hundred": "[190, 210]",
    "about twenty": "[15, 25]",
    "Seventeen": "[17, 17]",
    "Up to 1,450": "(…, 1450]",
    "Between 3 and 5": "[3, 5]",
    "only eight": "[8, 8]",
    "a total of 40 pupils": "[40, 40]",
    "3 – 5": "[3, 5]",
    "3.7 years": "[3.65, 3.75]",
    "one hundred and forty-two": "[142, 142]",
    "a hundred and four": "[104, 104]",
    "nineteen hundred": "[1850, 1950]",
    "two thousand and six": "[2006, 2006]",
    "two thousand three hundred and five": "[2305, 2305]",
    "two hundred thousand": "[190000, 210000]",
    "between two hundred and three hundred": "[200, 300]",
    "between one hundred and ninety and two hundred": "[190, 200]",
    "no": "[0, 0]",
    "none": "[0, 0]",
    "minus 3": "[-3, -3]",
    "minus three": "[-3, -3]",
    "minus 1.2": "[-1.25, -1.15]",
    "−3": "[-3, -3]",
    # money
    "£1.2bn": "[1150000000, 1250000000]",
    "$4m": "[3500000, 4500000]",
    "US$4m": "[3500000, 4500000]",
    "€3 million": "[2500000, 3500000]",
    "1.2m": "[1150000, 1250000]",
    # parts of round numbers, and numbers with a part
    "half a million": "[450000, 550000]",
    "a quarter of a million": "[200000, 300000]",
    "three-quarters of a million": "[700000, 800000]",
    "one and a half million": "[1450000, 1550000]",
    "1½ million": "[1450000, 1550000]",
    "£1½m": "[1450000, 1550000]",
    "two and three quarters": "[2.7, 2.8]",
    "two and a half times y": "[2.375, 2.625]",
    "minus two and a half": "[-2.55, -2.45]",
    "half a per cent of y": "[0.0045, 0.0055]",
    "two and a half per cent of y": "[0.0245, 0.0255]",
    "half a point": "[0.45, 0.55]",
    "a point": "[1, 1]",
    # parts and times
    "½ of y": "[0.47, 0.53]",
    "¾ of y": "[0.72, 0.78]",
    "half as many as y": "[0.47, 0.53]",
    "3 times as much as y": "[2.85, 3.15]",
    "thrice y": "[2.85, 3.15]",
    "quintuple y": "[4.75, 5.25]",
    "7 in 10 of y": "[0.65, 0.75]",
    "7 out of 10 of y": "[0.65, 0.75]",
    "nine out of every ten of y": "[0.85, 0.95]",
    "one in every seven of y": "[6.5, 7.5]",
    "one out of seven of y": "[6.5, 7.5]",
    "1 in 100 of y": "[95, 105]",
    "one in a thousand of y": "[950, 1050]",
    "1 in 10 of y": "[9.5, 10.5]",
    "one in five million of y": "[4750000, 5250000]",
    # hedges
    "exactly 2,600": "[2600, 2600]",
    "precisely 20": "[20, 20]",
    "exactly half of y": "[0.5, 0.5]",
    "exactly 13% of y": "[0.13, 0.13]",
    "exactly 1 in 8 of y": "[8, 8]",
    "well over 40": "(40, …)",
    "above 40": "(40, …)",
    "in excess of 40": "(40, …)",
    "well below 40": "(…, 40)",
    "upwards of 40": "[40, …)",
    "as few as 40": "[40, …)",
    "at the very least 40": "[40, …)",
    "a minimum of 40": "[40, …)",
    "as many as 40": "(…, 40]",
    "as much as £4m": "(…, 4000000]",
    "not more than 40": "(…, 40]",
    "a little over 40": "(40, 44]",
    "slightly more than half of y": "(0.5, 0.55]",
    "just above 40": "(40, 44]",
    "a little under 40": "[36, 40)",
    "just short of 40": "[36, 40)",
    "not quite half of y": "[0.45, 0.5)",
    "close to 40": "[36, 44]",
    "close to -40": "[-44, -36]",
    "close to 1 in 8 of y": "[80/11, 80/9]",
    "an estimated 40": "[35, 45]",
    "circa 40": "[35, 45]",
    "more or less 40": "[35, 45]",
    "in the region of 40": "[35, 45]",
    # hedges behind
    "300 or so": "[250, 350]",
    "300 or so people": "[250, 350]",
    "300 people or so": "[250, 350]",
    "40 or more": "[40, …)",
    "40-plus": "[40, …)",
    "40 or fewer": "(…, 40]",
    "300-odd": "[300, 400)",
    "30-odd people": "[30, 40)",
    # ranges
    "3-5": "[3, 5]",
    "3–5": "[3, 5]",
    "2 to 3 million": "[2000000, 3000000]",
    "£2-3m": "[2000000, 3000000]",
    "between two and three dozen": "[24, 36]",
    "900,000 to 1 million": "[900000, 1000000]",
    "about 3 to 5": "[2.5, 5.5]",
    "about between 3 and 5": "[2.5, 5.5]",
    "between about 3 and 5": "[2.5, 5.5]",
    "close to 3 to 5": "[2.7, 5.5]",
    # words
    "dozens of people": "[24, …)",
    "several people": "[3, 19]",
    "a couple of people": "[2, 2]",
    "a few hundred": "[200, 900]",
    "several dozen": "[36, 228]",
    "a couple of hundred people": "[150, 250]",
    "up to several hundred": "(…, 1900]",
    "more than a few": "(2, …)",
    "about dozens": "[24, …)",
    "tens of billions": "[20000000000, …)",
}


@pytest.mark.parametrize(("text", "expected"), (LANGUAGE | PRESS).items())
def test_a_printed_figure_stands_for_these_values(text: str, expected: str) -> None:
    assert read(text) == expected


CONVENTIONS = {
    Reading.EXACT: {"13": "[13, 13]", "-1.5": "[-1.5, -1.5]", "2,600": "[2600, 2600]"},
    Reading.NEAREST: {
        "13": "[12.5, 13.5]",
        "1.5": "[1.45, 1.55]",
        "-1.5": "[-1.55, -1.45]",
        "0": "[-0.5, 0.5]",
        "2,600": "[2599.5, 2600.5]",
        "13.0% of y": "[0.1295, 0.1305]",
    },
    Reading.HALF_UP: {
        "13": "[12.5, 13.5)",
        "1.5": "[1.45, 1.55)",
        "-13": "(-13.5, -12.5]",
        "0": "(-0.5, 0.5)",
        "0.0": "(-0.05, 0.05)",
        "13% of y": "[0.125, 0.135)",
    },
    Reading.HALF_DOWN: {
        "13": "(12.5, 13.5]",
        "-13": "[-13.5, -12.5)",
        "-1.5": "[-1.55, -1.45)",
        "0": "[-0.5, 0.5]",
    },
    Reading.HALF_EVEN: {
        "12": "[11.5, 12.5]",
        "13": "(12.5, 13.5)",
        "-12": "[-12.5, -11.5]",
        "-13": "(-13.5, -12.5)",
        "0": "[-0.5, 0.5]",
        "1.4": "[1.35, 1.45]",
        "1.5": "(1.45, 1.55)",
        "13.0% of y": "[0.1295, 0.1305]",
        "13.1% of y": "(0.1305, 0.1315)",
        "£3m": "(2500000, 3500000)",
        "£4m": "[3500000, 4500000]",
    },
    Reading.TRUNCATE: {
        "13": "[13, 14)",
        "1.5": "[1.5, 1.6)",
        "-13": "(-14, -13]",
        "0": "(-1, 1)",
        "13% of y": "[0.13, 0.14)",
        "£10m": "[10000000, 11000000)",
    },
    Reading.FLOOR: {"13": "[13, 14)", "-13": "[-13, -12)", "0": "[0, 1)", "1.5": "[1.5, 1.6)"},
    Reading.CEILING: {"13": "(12, 13]", "-13": "(-14, -13]", "0": "(-1, 0]", "1.5": "(1.4, 1.5]"},
    Reading.FROM_ROUNDED: {
        "13": "[11.5, 14.5]",
        "-13": "[-14.5, -11.5]",
        "0": "[-1.5, 1.5]",
        "0.3": "[0.15, 0.45]",
        "0.30": "[0.285, 0.315]",
        "13.0% of y": "[0.1285, 0.1315]",
        "£3m": "[1500000, 4500000]",
        "a third of y": "[91/300, 109/300]",
        "about 40": "[35, 45]",
    },
    Reading.ANY_ROUNDING: {
        "13": "[12, 14]",
        "-13": "[-14, -12]",
        "0": "[-1, 1]",
        "13.0% of y": "[0.129, 0.131]",
    },
}


@pytest.mark.parametrize(
    ("convention", "text", "expected"),
    [(name, *row) for name, rows in CONVENTIONS.items() for row in rows.items()],
)
def test_a_convention_stands_for_these_values(
    convention: Reading, text: str, expected: str
) -> None:
    assert read(text, convention) == expected


@pytest.mark.parametrize("convention", Reading)
@pytest.mark.parametrize("text", ["about 40", "over 40", "at least 3", "nearly 40", "3 to 5"])
def test_a_convention_leaves_words_as_they_are(convention: Reading, text: str) -> None:
    assert read(text, convention) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "3 to 2",
        "5-3",
        "3 - 5",
        "over 3 to 5",
        "between nearly 3 and 5",
        "£2 to $3m",
        "nearly several",
        "as many as y",
        "as many as a year earlier",
        "none of y",
        "one hundred and",
        "a of y",
    ],
)
def test_what_could_be_misread_is_refused(text: str) -> None:
    assert isinstance(parse(f"x = {text}"), Mistake)


@pytest.mark.parametrize("text", PRESS)
def test_a_figure_printed_anew_stands_for_the_same_values(text: str) -> None:
    formula = parse(f"x = {text}")
    assert isinstance(formula, Formula)
    assert read(formula.text.removeprefix("x = ")) == read(text)


@pytest.mark.parametrize(("words", "hedge"), HEDGES)
def test_every_hedge_stands_before_a_figure(words: tuple[str, ...], hedge: Hedge) -> None:
    assert figure_of(f"{' '.join(words)} 40").hedge is hedge


@pytest.mark.parametrize("name", ["well", "close", "plus", "order", "very well"])
def test_words_of_hedges_are_names_too(name: str) -> None:
    assert isinstance(parse(f"{name} = 40"), Formula)


def test_the_end_of_either_is_no_hedge() -> None:
    assert isinstance(parse("either x = 40 or so = 3"), Formula)


@pytest.mark.parametrize(
    "text", ["nearly 0", "just over 0", "almost zero", "just under 0.0", "close to 0"]
)
def test_nothing_is_nearly_nothing(text: str) -> None:
    assert isinstance(parse(f"x = {text}"), Mistake)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(list(Reading)))
def test_a_figure_is_among_its_own_values_and_turns_with_its_sign(
    digits: int, decimals: int, convention: Reading
) -> None:
    value = Fraction(digits, 10**decimals)
    text = f"{abs(digits):0{decimals + 1}d}"
    text = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    found = reading(figure_of(text), convention, Widths())
    assert abs(value) in found
    if digits and convention not in {Reading.FLOOR, Reading.CEILING}:
        turned = reading(figure_of(f"-{text}"), convention, Widths())
        assert turned == found.scaled(Fraction(-1))


@given(st.integers(0, 10**7), st.sampled_from(list(Reading)))
def test_what_rounds_to_a_figure_is_among_its_values(thousandths: int, convention: Reading) -> None:
    """Any value in thousandths, rounded to tenths, is one that the printed tenth stands for."""
    exact = Fraction(thousandths, 1000)
    tenths = {
        Reading.HALF_UP: (thousandths + 50) // 100,
        Reading.HALF_DOWN: -((50 - thousandths) // 100),
        Reading.HALF_EVEN: round(exact * 10),
        Reading.TRUNCATE: thousandths // 100,
        Reading.FLOOR: thousandths // 100,
        Reading.CEILING: -(-thousandths // 100),
    }.get(convention)
    if tenths is None:
        return
    text = f"{tenths // 10}.{tenths % 10}"
    found = reading(figure_of(text), convention, Widths())
    assert exact in found
    for step in (-1, 1):
        other = tenths + step
        if other >= 0:
            beside = reading(figure_of(f"{other // 10}.{other % 10}"), convention, Widths())
            if convention is not Reading.TRUNCATE or other:
                assert exact not in beside
