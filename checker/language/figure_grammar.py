"""Reads printed figures: `1,247`, `£10m`, `13%`, `a third`, `1 in 7`, `tens of thousands`."""

import re
from dataclasses import replace
from fractions import Fraction

from checker.language.figures import VAGUE, Figure, Hedge, Kind
from checker.language.mistakes import fail
from checker.language.scanner import Scanner

_NUMBER = re.compile(
    r"(?P<sign>[-−+](?=[\d£$€¥₹]))?(?P<currency>[£$€¥₹])?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+(?![\d,]\d)|\d+)(?:\.(?P<decimals>\d+))?",
    re.ASCII,
)
_SCALE = re.compile(
    r"(?:\s*(?P<word>hundred|thousand|million|billion|trillion|bn|tn|mn)|(?P<letter>[kmKM]))(?!\w)"
)
_PERCENT = re.compile(r"\s*(?:%|per\s+cent\b|percent\b|pc\b)")
_SLASH = re.compile(r"\s*/\s*(\d+)(?!\d|[.,]\d)", re.ASCII)
_UNIT = re.compile(r"\s*(percentage\s+points?\b|[^\W\d_][\w-]*)")

_SCALES = {
    "hundred": 10**2,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
_SPELLED_OUT = {"hundred", "thousand"}
"""`two thousand` is 2,000 written out; `1.2 thousand` is rounded at its last digit."""
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_UNITS)}
NUMBER_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
NUMBER_WORDS |= {
    f"{tens}-{unit}": 10 * t + u
    for t, tens in enumerate(_TENS, 2)
    for u, unit in enumerate(_UNITS)
    if unit in _UNITS[1:10]
}

_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PARTS |= {f"{word}s": value for word, value in _PARTS.items() if word != "half"} | {"halves": 2}
_MULTIPLES = {"double": 2, "twice": 2, "treble": 3, "triple": 3, "quadruple": 4}

_HEDGES: tuple[tuple[tuple[str, ...], Hedge], ...] = (
    (("no", "more", "than"), Hedge.AT_MOST),
    (("no", "fewer", "than"), Hedge.AT_LEAST),
    (("no", "less", "than"), Hedge.AT_LEAST),
    (("more", "than"), Hedge.MORE),
    (("less", "than"), Hedge.LESS),
    (("fewer", "than"), Hedge.LESS),
    (("just", "over"), Hedge.JUST_OVER),
    (("just", "under"), Hedge.NEARLY),
    (("at", "least"), Hedge.AT_LEAST),
    (("at", "most"), Hedge.AT_MOST),
    (("up", "to"), Hedge.AT_MOST),
    (("over",), Hedge.MORE),
    (("under",), Hedge.LESS),
    (("nearly",), Hedge.NEARLY),
    (("almost",), Hedge.NEARLY),
    (("about",), Hedge.ABOUT),
    (("around",), Hedge.ABOUT),
    (("some",), Hedge.ABOUT),
    (("roughly",), Hedge.ABOUT),
    (("approximately",), Hedge.ABOUT),
)
_HEDGE_STARTS = frozenset(words[0] for words, _ in _HEDGES)

LONGEST = 40
"""Digits that a figure may have: more is a slip of the keyboard, not a count of anything."""

FIGURE_WORDS = (
    frozenset(NUMBER_WORDS)
    | frozenset(_PARTS)
    | frozenset(_MULTIPLES)
    | frozenset(word for phrase in VAGUE for word in phrase.split())
    | frozenset(word for words, _ in _HEDGES for word in words)
    | frozenset(word for word in _SCALES if len(word) > 1)
    | {"a", "an", "between", "times", "per", "cent", "percent"}
)
"""Words that a figure may hold, and so no bare name."""


def hedge(scanner: Scanner) -> Hedge:
    """Takes a hedge if one stands here."""
    if scanner.word() not in _HEDGE_STARTS:
        return Hedge.NONE
    for words, meaning in _HEDGES:
        if scanner.take_all(*words):
            return meaning
    return Hedge.NONE


def figure(scanner: Scanner) -> Figure | None:
    """Takes a figure without its hedge; None when none starts here."""
    start = scanner.skip()
    found = _vague(scanner, start) or _fraction(scanner, start) or _multiple(scanner, start)
    if found is None:
        found = _number(scanner, start)
    if found is None:
        return None
    return replace(found, printed=" ".join(scanner.text[start : scanner.last_end].split()))


def _simple(kind: Kind, value: Fraction, start: int, end: int) -> Figure:
    one = Fraction(1)
    return Figure(kind, value, one, one, "", start, end, mantissa=value)


def _vague(scanner: Scanner, start: int) -> Figure | None:
    if scanner.word() not in _VAGUE_STARTS:
        return None
    for phrase in _VAGUE_LONGEST_FIRST:
        if scanner.take_all(*phrase.split()):
            return _simple(Kind.VAGUE, VAGUE[phrase].low or Fraction(0), start, scanner.last_end)
    return None


_VAGUE_LONGEST_FIRST = sorted(VAGUE, key=lambda phrase: (-len(phrase), phrase))
_VAGUE_STARTS = frozenset(phrase.split()[0] for phrase in VAGUE)


def _fraction(scanner: Scanner, start: int) -> Figure | None:
    """`half`, `a third`, `two thirds`, `three-quarters`."""
    word = scanner.word() or ""
    if word in {"half", "third", "quarter"} and scanner.take(word):
        return _simple(Kind.FRACTION, Fraction(1, _PARTS[word]), start, scanner.last_end)
    first, _, second = word.partition("-")
    if second in _PARTS and (first in NUMBER_WORDS or first == "one"):
        scanner.take(word)
        return _simple(
            Kind.FRACTION, Fraction(NUMBER_WORDS[first], _PARTS[second]), start, scanner.last_end
        )
    if word in {"a", "an"} or word in NUMBER_WORDS:
        position = scanner.position
        scanner.take(word)
        part = scanner.word() or ""
        if part in _PARTS:
            scanner.take(part)
            value = Fraction(NUMBER_WORDS.get(word, 1), _PARTS[part])
            return _simple(Kind.FRACTION, value, start, scanner.last_end)
        scanner.position = position
    return None


def _multiple(scanner: Scanner, start: int) -> Figure | None:
    word = scanner.word() or ""
    if word not in _MULTIPLES:
        return None
    scanner.take(word)
    return _simple(Kind.MULTIPLE, Fraction(_MULTIPLES[word]), start, scanner.last_end)


def _number(scanner: Scanner, start: int) -> Figure | None:
    word = scanner.word()
    if word in NUMBER_WORDS:
        scanner.take(word)
        value = Fraction(NUMBER_WORDS[word])
        last = unit_place = Fraction(1)
        currency = None
    else:
        match = scanner.match(_NUMBER)
        if match is None:
            return None
        value, last, unit_place = _digits(match, start)
        currency = match["currency"]
    return _suffixed(scanner, start, value, last, unit_place, currency)


def _refuse_long(digits: int, start: int, end: int) -> None:
    if digits > LONGEST:
        raise fail(
            f"this figure has {digits} digits",
            start,
            end,
            f"figures of up to {LONGEST} digits can be checked; is it a slip?",
        )


def _digits(match: re.Match[str], start: int) -> tuple[Fraction, Fraction, Fraction]:
    """Value, worth of the last printed digit, worth of the last digit that is not 0."""
    whole, decimals = match["whole"].replace(",", ""), match["decimals"] or ""
    _refuse_long(len(whole) + len(decimals), start, match.end())
    digits = int(whole + decimals)
    last = Fraction(1, 10 ** len(decimals))
    unit_place = last
    rest = digits
    while rest and rest % 10 == 0:
        rest //= 10
        unit_place *= 10
    sign = -1 if match["sign"] in {"-", "−"} else 1
    return sign * digits * last, last, unit_place if digits else last


def _suffixed(
    scanner: Scanner,
    start: int,
    value: Fraction,
    last: Fraction,
    unit_place: Fraction,
    currency: str | None,
) -> Figure:
    mantissa = value
    scaled = last < 1
    if match := scanner.match(_SCALE):
        word = match["word"] or match["letter"].lower()
        factor = _SCALES[word]
        if word in _SPELLED_OUT and last == 1:
            value, unit_place = value * factor, unit_place * factor
        else:
            value, last, unit_place = value * factor, last * factor, unit_place * factor
            scaled = True
    kind, per = Kind.NUMBER, Fraction(1)
    if scanner.match(_PERCENT):
        kind = Kind.PERCENT
        value, last, unit_place = value / 100, last / 100, unit_place / 100
    elif slash := scanner.match(_SLASH):
        _refuse_long(len(slash[1]), start, scanner.last_end)
        if not int(slash[1]):
            raise fail(
                "this divides by zero", start, scanner.last_end, "look for a slip in the figure"
            )
        kind, value = Kind.FRACTION, value / int(slash[1])
    elif (of := _in_every(scanner, value)) is not None and value == 1:
        kind, value, mantissa = Kind.ONE_IN, of, of
    elif of is not None:
        kind, per = Kind.RATE, of
        value, last, unit_place = value / of, last / of, unit_place / of
    elif (base := _per(scanner)) is not None:
        kind, per = Kind.RATE, base
        value, last, unit_place = value / base, last / base, unit_place / base
    elif value.denominator == 1 and scanner.sees("times"):
        scanner.take("times")
        kind = Kind.MULTIPLE
    elif scanner.take("times"):
        kind = Kind.MULTIPLE
    end = scanner.last_end
    return Figure(
        kind,
        value,
        last,
        unit_place,
        "",
        start,
        end,
        scaled,
        currency=currency,
        mantissa=mantissa,
        per=per,
    )


def _in_every(scanner: Scanner, value: Fraction) -> Fraction | None:
    """The 7 of `1 in 7`, the 10 of `3 in 10`."""
    position, last_end = scanner.position, scanner.last_end
    if value <= 0 or not scanner.take("in"):
        return None
    scanner.take("every")
    start = scanner.skip()
    count = _plain_number(scanner)
    if count == 0:
        raise fail("nothing can be one in 0", start, scanner.last_end)
    if count is None:
        scanner.position, scanner.last_end = position, last_end
    return count


def _per(scanner: Scanner) -> Fraction | None:
    """The 1,000 of `4.2 per 1,000`."""
    position, last_end = scanner.position, scanner.last_end
    if not scanner.take("per"):
        return None
    base = _plain_number(scanner)
    if base is None or base <= 0:
        scanner.position, scanner.last_end = position, last_end
        return None
    if match := scanner.match(_SCALE):
        base *= _SCALES[(match["word"] or match["letter"]).lower()]
    return base


def _plain_number(scanner: Scanner) -> Fraction | None:
    word = scanner.word()
    if word in NUMBER_WORDS:
        scanner.take(word)
        return Fraction(NUMBER_WORDS[word])
    start = scanner.skip()
    match = scanner.match(_NUMBER)
    return None if match is None else _digits(match, start)[0]


def unit(scanner: Scanner, reserved: frozenset[str]) -> str | None:
    """Takes the noun behind a figure: `5 km`, `20 councils`."""
    word = scanner.word()
    if word is None or word in reserved:
        return None
    match = scanner.match(_UNIT)
    return " ".join(match[1].split()) if match else None
