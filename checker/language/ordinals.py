"""Ordinals: `first`, `twenty-third`, `3rd`."""

import re
from fractions import Fraction

from checker.language.figures import Figure, Kind
from checker.language.numerals import ORDINALS
from checker.language.scanner import Scanner

_DIGITS = re.compile(r"(\d{1,40})(?:st|nd|rd|th)\b", re.ASCII)


def ordinal(scanner: Scanner) -> Figure | None:
    """Takes an ordinal as an exact figure; None when none stands here."""
    start, word = scanner.skip(), scanner.word() or ""
    if word in ORDINALS:
        scanner.take(word)
        value = Fraction(ORDINALS[word])
    else:
        match = scanner.match(_DIGITS)
        if match is None:
            return None
        value = Fraction(int(match[1]))
    one, end = Fraction(1), scanner.last_end
    printed = scanner.text[start:end]
    return Figure(Kind.NUMBER, value, one, one, printed, start, end, mantissa=value)
