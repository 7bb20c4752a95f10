"""Whole numbers that are no figures to be read: `first`, `23rd`, `nine`, `12`."""

import re
from collections.abc import Mapping
from fractions import Fraction

from checker.language.figures import Figure, Kind
from checker.language.numerals import NUMBER_WORDS, ORDINALS
from checker.language.scanner import Scanner

_NTH = re.compile(r"(\d{1,40})(?:st|nd|rd|th)\b", re.ASCII)
_SMALL = re.compile(r"(\d{1,3})(?![\d.,]|\s*%)", re.ASCII)


def ordinal(scanner: Scanner) -> Figure | None:
    """Takes an ordinal as an exact figure; None when none stands here."""
    return _exact(scanner, ORDINALS, _NTH)


def small_number(scanner: Scanner) -> Figure | None:
    """Takes a number of up to three digits, or of one word, as an exact figure."""
    return _exact(scanner, NUMBER_WORDS, _SMALL)


def _exact(scanner: Scanner, words: Mapping[str, int], digits: re.Pattern[str]) -> Figure | None:
    start, word = scanner.skip(), scanner.word() or ""
    if word in words:
        scanner.take(word)
        value = Fraction(words[word])
    elif match := scanner.match(digits):
        value = Fraction(int(match[1]))
    else:
        return None
    one, end = Fraction(1), scanner.last_end
    return Figure(Kind.NUMBER, value, one, one, scanner.text[start:end], start, end, mantissa=value)
