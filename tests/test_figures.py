"""The readings of printed figures, row by row of language.md and conventions.md, and by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.algebra.intervals import Interval
from checker.language.figures import (
    Figure,
    Hedge,
    Reading,
    Widths,
    convention_of,
    may_be_in_scale,
    reading,
    rounded_to,
)
from checker.language.grammar import parse
from checker.language.hedges import HEDGES
from checker.language.mistakes import Mistake
from checker.language.nodes import Formula
from checker.language.spell import exact


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
    "3bn": "[2700000000, 3300000000]",
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
    "about 40% of y": "[0.37, 0.43]",
    "about 42% of y": "[0.39, 0.45]",
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
    "a million": "[900000, 1100000]",
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
    "$4m": "[3600000, 4400000]",
    "US$4m": "[3600000, 4400000]",
    "€3 million": "[2700000, 3300000]",
    "1.2m": "[1150000, 1250000]",
    # parts of round numbers, and numbers with a part
    "half a million": "[450000, 550000]",
    "a quarter of a million": "[225000, 275000]",
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
    "1 in 100 of y": "[90, 110]",
    "one in a thousand of y": "[900, 1100]",
    "1 in 10 of y": "[9, 11]",
    "one in five million of y": "[4500000, 5500000]",
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


ROWS = {
    # a scale word or sign: half of the last printed digit, at most 10%
    "$1bn": "[900000000, 1100000000]",
    "£2m": "[1800000, 2200000]",
    "£6m": "[5500000, 6500000]",
    "1 trillion": "[900000000000, 1100000000000]",
    "0.1 million": "[90000, 110000]",
    "3k": "[2700, 3300]",
    "£0m": "[-500000, 500000]",
    "-$1bn": "[-1100000000, -900000000]",
    "one million": "[900000, 1100000]",
    # no scale: decimals by themselves
    "0.3": "[0.25, 0.35]",
    # a rate for a round number: half of the last printed digit, noughts or not
    "900 per 1,000 of y": "[0.8995, 0.9005]",
    "300 per 100,000 of y": "[0.002995, 0.003005]",
    "1,500 per 100,000 of y": "[0.014995, 0.015005]",
    "20 per 1,000 of y": "[0.0195, 0.0205]",
    "3 in 10 of y": "[0.25, 0.35]",
    "2 in 3 of y": "[37/60, 43/60]",
    "500 in 1,000 of y": "[0.4995, 0.5005]",
    # one for each of a name: as the number that it is, but a whole one is rounded too
    "2.6 per y": "[2.55, 2.65]",
    "3 per y": "[2.5, 3.5]",
    "2,600 per y": "[2550, 2650]",
    "£2m per y": "[1800000, 2200000]",
    # one in so many: half of the last digit that is not 0, at most 10% where noughts end it
    "1 in 50 of y": "[45, 55]",
    "1 in 20 of y": "[18, 22]",
    "1 in 120 of y": "[115, 125]",
    "1 in 2,000 of y": "[1800, 2200]",
    "1 in 1.5 million of y": "[1450000, 1550000]",
    "1 in 2.5 of y": "[2.45, 2.55]",
    "1 in 105 of y": "[104.5, 105.5]",
    "1 per 3,000 of y": "[2700, 3300]",
    # about: a number
    "about 1,200": "[1140, 1260]",
    "about 1,000": "[500, 1500]",
    "about £1bn": "[500000000, 1500000000]",
    "about £1.2bn": "[1140000000, 1260000000]",
    # about: a per cent or points
    "about 10% of y": "[0.09, 0.11]",
    "about 1% of y": "[0.005, 0.015]",
    "around 0.5% of y": "[0.0045, 0.0055]",
    "roughly 5% of y": "[0.045, 0.055]",
    "some 20% of y": "[0.18, 0.22]",
    "about 62.5% of y": "[0.595, 0.655]",
    "about 250% of y": "[2.47, 2.53]",
    "about 0% of y": "[-0.005, 0.005]",
    "about -10% of y": "[-0.11, -0.09]",
    # about: a fraction, a multiple, one or some in so many
    "about half of y": "[0.455, 0.545]",
    "about a third of y": "[173/600, 227/600]",
    "around ¾ of y": "[0.705, 0.795]",
    "about double y": "[1.85, 2.15]",
    "about 3 times y": "[2.775, 3.225]",
    "about 1 in 8 of y": "[7.25, 8.75]",
    "about 1 in 50 of y": "[42.5, 57.5]",
    "about 3 in 10 of y": "[0.225, 0.375]",
    "about 2 in 3 of y": "[71/120, 89/120]",
    # about: a rate, by whichever is wider
    "about 4.2 per 1,000 of y": "[0.0041, 0.0043]",
    "about 900 per 1,000 of y": "[0.85, 0.95]",
    "about 3 per 1,000 of y": "[0.00225, 0.00375]",
    "about 30 in 100 of y": "[0.25, 0.35]",
    "about 2.6 per y": "[2.5, 2.7]",
    # points are read as per cents are
    "about 3 points more than y": "[0.025, 0.035]",
    "about 10 points more than y": "[0.09, 0.11]",
    "about 50 points more than y": "[0.47, 0.53]",
    "about 25 basis points more than y": "[0.00225, 0.00275]",
    "3 points more than y": "[0.025, 0.035]",
    # other hedges come before what the figure is
    "more than double y": "(2, …)",
    "nearly a third of y": "[0.3, 1/3)",
    "nearly £1bn": "[900000000, 1000000000)",
    "almost 1 in 50 of y": "(50, 500/9]",
    "just over 10% of y": "(0.1, 0.11]",
    "nearly 900 per 1,000 of y": "[0.81, 0.9)",
    "close to half of y": "[0.45, 0.55]",
    "exactly £1bn": "[1000000000, 1000000000]",
    "about £1bn to £2bn": "[500000000, 2500000000]",
    "about 10% to 20% of y": "[0.09, 0.22]",
}
"""Which row of the table a figure is read by where several fit."""


@pytest.mark.parametrize(("text", "expected"), (LANGUAGE | PRESS | ROWS).items())
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


UNITS = {
    "nearest 0.1": {
        "11": "[10.95, 11.05]",
        "11.4": "[11.35, 11.45]",
        "11.40": "[11.35, 11.45]",
        "-11": "[-11.05, -10.95]",
        "0": "[-0.05, 0.05]",
        "2,600": "[2599.95, 2600.05]",
        "13% of y": "[0.1295, 0.1305]",
        "0% of y": "[-0.0005, 0.0005]",
        "4 per 1,000 of y": "[0.00395, 0.00405]",
        "25 basis points more than y": "[0.002495, 0.002505]",
        "11.45": "finer",
        "13.25% of y": "finer",
        "£10m": "scale",
        "£10.25m": "scale",
        "£1.2m per y": "scale",
        "about 11": "[10.45, 11.55]",
        "over 11": "(11, …)",
        "a third of y": "[91/300, 109/300]",
    },
    "nearest 0.5": {"11": "[10.75, 11.25]", "11.5": "[11.25, 11.75]", "11.4": "finer"},
    "nearest 100": {"2,600": "[2550, 2650]", "90,000": "[89950, 90050]", "2,650": "finer"},
    "nearest 25": {"150": "[137.5, 162.5]"},
    "nearest 5": {"25 basis points more than y": "[0.00225, 0.00275]"},
    "nearest 100,000": {"£10m": "[9950000, 10050000]", "£10.25m": "finer"},
    "nearest 1,000": {"£1.2m": "[1199500, 1200500]", "13% of y": "finer"},
    "half_up 0.1": {"11": "[10.95, 11.05)", "-11": "(-11.05, -10.95]", "0": "(-0.05, 0.05)"},
    "half_down 0.1": {"11": "(10.95, 11.05]"},
    "half_even 0.1": {"11": "[10.95, 11.05]", "11.1": "(11.05, 11.15)"},
    "half_even 1,000": {"12,000": "[11500, 12500]", "13,000": "(12500, 13500)"},
    "truncate 0.1": {"11": "[11, 11.1)", "-11": "(-11.1, -11]", "0": "(-0.1, 0.1)"},
    "truncate 100": {"2,600": "[2600, 2700)"},
    "floor 0.5": {"11": "[11, 11.5)", "-11": "[-11, -10.5)"},
    "ceiling 0.01": {"11": "(10.99, 11]", "-11": "(-11.01, -11]"},
    "any_rounding 0.1": {"11": "[10.9, 11.1]"},
    "from_rounded 0.1": {"11": "[10.85, 11.15]", "13% of y": "[0.1285, 0.1315]"},
}
"""What a unit behind a reading's name makes of a figure, finer than its digits or coarser."""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [(name, *row) for name, rows in UNITS.items() for row in rows.items()],
)
def test_a_unit_is_what_was_rounded_to(name: str, text: str, expected: str) -> None:
    convention, unit = convention_of(name) or (Reading.DEFAULT, None)
    figure = figure_of(text)
    assert unit is not None
    rounded = rounded_to(figure, unit)
    if may_be_in_scale(figure, unit):
        assert expected == "scale"
    elif rounded is None:
        assert expected == "finer"
    else:
        assert shown(reading(rounded, convention, Widths())) == expected


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
