"""Numbers as English prints them, in digits and in words: one reader for formulas and for prose.

A formula is read strictly (`figure_grammar.py`), prose with all that a passage may state
(`amounts.py` of the claims). Both know words, parts, scales and digits from here alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
BELOW_TEN = {word: value for value, word in enumerate(_UNITS[:10]) if value}
TENS = {word: 10 * value for value, word in enumerate(_TENS, 2)}
SMALL = {word: value for value, word in enumerate(_UNITS)} | TENS
"""Numbers below a hundred that are one word."""

NUMBER_WORDS: dict[str, int] = SMALL | {
    f"{tens}-{unit}": t + u for tens, t in TENS.items() for unit, u in BELOW_TEN.items()
}
LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES = {"dozen": 12, "hundred": 100, **LARGE, "k": 10**3, "m": 10**6, "mn": 10**6}
SCALES |= {"bn": 10**9, "tn": 10**12}
"""What may stand behind a number in digits."""

_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth"}
_IRREGULAR |= {"eight": "eighth", "nine": "ninth", "twelve": "twelfth"}


def _ordinal(word: str) -> str:
    tens, hyphen, unit = word.rpartition("-")
    ending = f"{unit[:-1]}ieth" if unit.endswith("y") else _IRREGULAR.get(unit, f"{unit}th")
    return f"{tens}{hyphen}{ending}"


ORDINALS = {_ordinal(word): value for word, value in NUMBER_WORDS.items() if value}
"""Each ordinal up to a hundred in words, with what it stands for."""

PARTS = {word: value for word, value in ORDINALS.items() if value in {3, *range(5, 11)}}
PARTS |= {"quarter": 4}
PARTS |= {f"{word}s": value for word, value in PARTS.items()} | {"half": 2, "halves": 2}
MULTIPLES = {"double": 2, "twice": 2, "thrice": 3, "treble": 3, "triple": 3, "quadruple": 4}
MULTIPLES |= {"quintuple": 5}
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
VULGAR = {
    sign: unicodedata.normalize("NFKC", sign).replace("\N{FRACTION SLASH}", "/") for sign in _VULGAR
}
"""Parts that are one sign, with the digits that they stand for."""

DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
"""A whole number in digits."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def worded(words: str) -> int:
    """The value of number words: one hundred and four thousand and twenty-five."""
    total = current = 0
    for word in re.split(r"[^a-z]+", words):
        if word in SMALL:
            current += SMALL[word]
        elif word == "hundred":
            current = 100 * (current or 1)
        elif word in LARGE:
            total += LARGE[word] * (current or 1)
            current = 0
    return total + current


def whole(digits: str) -> int:
    """The value of a whole number in digits or in words."""
    plain = digits.replace(",", "")
    return int(plain) if plain.isdecimal() else worded(digits)


def round_place(number: int) -> int:
    """The worth of the last digit that is not 0; 1 for nothing."""
    place = 1
    while number and number % (10 * place) == 0:
        place *= 10
    return place


def vulgar(sign: str) -> Fraction:
    """The value of a part that is one sign."""
    return Fraction(VULGAR[sign])
