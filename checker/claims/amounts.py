"""The amounts that prose states: digits, number words, per cent, shares, one in so many, times.

Generous on purpose: a figure is looked for in its quote, and a quote that spells the number in
another way must do. What is never made up is the number itself.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from checker.claims.folding import folded
from checker.frozen import dataclass
from checker.language.abroad import all_as_here
from checker.language.numerals import (
    BELOW_TEN,
    LARGE,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    VULGAR,
    any_of,
    whole,
    worded,
)
from checker.limits import SIGNS_OF_A_FIGURE


class Sort(Enum):
    """How an amount measures."""

    NUMBER = "number"
    PER_CENT = "per cent"
    POINTS = "points"
    SHARE = "share"
    ONE_IN = "one in"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Amount:
    """One reading of a passage: 13 % is 13, two thirds 2/3, one in seven 7, doubled 2.

    `decimals` counts the digits printed behind the point, before any scale word; `is_place` says
    that it is an ordinal, which tells a place in a row more often than a count.
    """

    sort: Sort
    value: Fraction
    text: str
    decimals: int = 0
    is_place: bool = False


# --- words -----------------------------------------------------------------------------------

_SCALES = SCALES | {"mln": 10**6, "b": 10**9, "bln": 10**9}
_ORDINALS = {word: value for word, value in ORDINALS.items() if "-" not in word}
_ORDINALS |= {"hundredth": 100, "thousandth": 10**3, "millionth": 10**6}
_PARTS = {word: value for word, value in _ORDINALS.items() if value > 2} | {"quarter": 4}  # noqa: PLR2004 - "second" is no part
_PARTS |= {f"{word}s": value for word, value in _PARTS.items()} | {"half": 2, "halves": 2}
_OTHERS = {"a": 1, "an": 1, "single": 1, "once": 1, "both": 2, "pair": 2, "couple": 2, "twice": 2}
_OTHERS |= {"thrice": 3, "half a dozen": 6, "dozen": 12, "score": 20, "hundred": 100} | LARGE
_OTHERS |= {"no": 0, "none": 0, "nil": 0, "nobody": 0}
_SILENT = frozenset({"a", "an", "no"})
_HALVED = frozenset({"halved", "halves", "halving"})
_TIMES = {"twice": 2, "thrice": 3} | {
    stem + ending: value
    for stem, value in {"doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5}.items()
    for ending in ("e", "ed", "es", "ing")
}
_FOLD = SMALL | {"hundred": 100}


# --- patterns --------------------------------------------------------------------------------

_small = rf"(?:(?:{any_of(TENS)})(?:[- ](?:{any_of(BELOW_TEN)}))?|{any_of(SMALL)})(?![^\W\d_])"
_hundreds = rf"(?:{_small}|an?(?=[- ]hundred))(?:[- ]hundred(?:(?: and)?[- ]{_small})?)?"
_large = rf"[- ](?:{any_of(LARGE)})"
_words = rf"(?:{_hundreds}|an?(?={_large}\b))(?:{_large}(?:(?:,? and|,)? {_hundreds})?)*"
_NUMBER = re.compile(
    r"(?P<digits>(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    rf"|\b(?P<ordinal>(?:(?:{any_of(TENS)})[- ])?(?:{any_of(_ORDINALS)}))\b"
    rf"|\b(?P<words>{_words})\b"
    rf"|\b(?P<other>{any_of(_OTHERS)})\b"
)
_SEPARATE = re.compile(",? and |, ")
_AND_A_HALF = re.compile(r" and a half\b")
_NEXT_WORD = re.compile(r"[- ]?([a-z]+)\b")
_WORD = re.compile(r"\b[a-z]+\b")
_PER_CENT = re.compile(
    r"[- ]?(?:%|(?:per ?cent|pct|p\.?c)\b)"
    r"|(?:[- ]| of an? )?(?:percentage[- ])?(?:points?|pts?)\b"
)
_POINTS = re.compile(r"(?:points?|pts?)$")
_FACTOR = re.compile(r"[- ]?(?:times|fold|x|×)(?!\w)")
_NTH = re.compile(r"(?:st|nd|rd|th)\b")
_SLASH = re.compile(r" ?/ ?(?=\d)")
_OUT_OF = re.compile(r" (?:in|out of|of)(?: every| each)? [£$€¥₹]?(?=\S)")
_OUT_OF_NAMED = re.compile(r"(?: [^\W\d]+){1,3} (?:in|out of)(?: every| each)? (?=\S)")
_JOINT = re.compile(
    r"(?:[ ,;/()-]|\b(?:and|or|to|from|up|down|nearly|almost|about|around|over|under|some|just"
    r"|then|by|against)\b){1,12}"
)
_EVERY = re.compile(rf"\bevery (?:({any_of(_ORDINALS)})|(\d+)(?:st|nd|rd|th))\b")
_over = rf"(?:(?P<over>an?|{any_of(SMALL)}|\d+)[- ])?(?P<part>{any_of(_PARTS)})"
_signs = r"(?P<n>\d+)/(?P<d>\d+)"
_MIXED = rf"\b(?P<whole>{_words}|\d+)(?:[- ]and[- ]{_over}\b| {_signs})"
_PART_OF_ONE = rf"\b(?:{_over}|{_signs})(?:(?:[- ]of)?[- ]an?(?=[- ])|(?=[- ]dozen))"
"""Large, so they are compiled when some line holds a part."""
_UNIT = re.compile(
    rf"[- ]?(?:(?P<scale>{any_of(_SCALES)})\b|(?P<points>(?:percentage[- ])?(?:points?|pts?)\b)"
    r"|(?P<per_cent>%|(?:per ?cent|pct|p\.?c)\b)|(?P<times>(?:times|fold|x|×)(?!\w)))"
)


# --- reading ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at its place; `scale` is what number words end with (the million of two million)."""

    value: Fraction
    start: int
    end: int
    decimals: int = 0
    scale: int | None = None
    is_place: bool = False


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount that a text can be read to state, each once."""
    line = folded(text).casefold()
    for sign, digits in VULGAR.items():
        line = line.replace(sign, f" {digits}")
    here = all_as_here(line)
    return tuple(dict.fromkeys([*_all(line), *(_all(here) if here != line else ())]))


def named(found: tuple[Amount, ...], *, places: bool = False) -> tuple[str, ...]:
    """The amounts as a message lists them: the longest spelling of each, ordinals on demand."""
    texts = [a.text for a in found if a.text not in _SILENT and (places or not a.is_place)]
    return tuple(
        dict.fromkeys(t for t in texts if not any(u != t and u.startswith(t) for u in texts))
    )


def _numbers(line: str) -> Iterator[_Number]:
    """The numbers of a line; the scale word or the part behind one is no number of its own."""
    taken = 0
    for match in _NUMBER.finditer(line):
        start, end = match.span()
        if end <= taken or end - start > SIGNS_OF_A_FIGURE:
            continue
        if digits := match["digits"]:
            plain = digits.replace(",", "")
            nth = _NTH.match(line, end)
            end = nth.end() if nth else end
            decimals = len(plain.partition(".")[2])
            yield _Number(Fraction(plain), start, end, decimals, is_place=nth is not None)
        elif words := match["words"]:
            scale = LARGE.get(re.split("[- ]", words)[-1])
            yield _Number(Fraction(worded(words)), start, end, scale=scale)
        elif match["ordinal"]:
            tens, _, unit = match["ordinal"].replace("-", " ").rpartition(" ")
            value = Fraction(SMALL.get(tens, 0) + _ORDINALS[unit])
            yield _Number(value, start, end, is_place=True)
        else:
            yield _Number(Fraction(_OTHERS[match["other"]]), start, end)
        behind = _behind(line, end, _SCALES) or _part_behind(line, end)
        taken = behind.end() if behind else end


def _behind(line: str, at: int, words: Mapping[str, int]) -> re.Match[str] | None:
    """The word behind a number, if it is one of some."""
    found = _NEXT_WORD.match(line, at)
    return found if found and found[1] in words else None


def _part_behind(line: str, at: int) -> re.Match[str] | None:
    """The part that a number counts, as in two thirds."""
    return _behind(line, at, _PARTS) if line[at : at + 1] in {"-", " "} else None


def _is_article(line: str, number: _Number) -> bool:
    """Whether a number is the `a` of `half a point`, `0.3 of a point`."""
    alone = line[number.start : number.end] in _SILENT
    return alone and line.endswith(("half ", " of "), 0, number.start)


def _all(line: str) -> Iterator[Amount]:
    numbers = list(_numbers(line))
    at = {number.start: number for number in numbers}
    joined = [
        (joint := _JOINT.match(line, one.end)) is not None and joint.end() == other.start
        for one, other in pairwise(numbers)
    ]
    scale: Fraction | None = None
    per_cent = points = False
    found: list[Amount] = []
    for i in reversed(range(len(numbers))):  # a unit printed once stands behind the last of a list
        number = numbers[i]
        own = _behind(line, number.end, _SCALES)
        follows = i < len(joined) and joined[i]
        end = own.end() if own else number.end
        if number.scale is None or own:
            scale = Fraction(_SCALES[own[1]]) if own else scale if follows else None
        sign = None if _is_article(line, number) else _PER_CENT.match(line, end)
        points = _POINTS.search(sign[0]) is not None if sign else points and follows
        per_cent = sign is not None or (per_cent and follows)
        found += reversed(list(_readings(line, number, at)))
        if number.scale is not None and own is None:
            scale = Fraction(number.scale)
        elif scale is not None and not number.is_place:
            text = line[number.start : end]
            found.append(Amount(Sort.NUMBER, number.value * scale, text, number.decimals))
        if per_cent and not number.is_place:
            text = line[number.start : sign.end() if sign else end]
            found.append(Amount(Sort.PER_CENT, number.value, text, number.decimals))
            if points:
                found.append(Amount(Sort.POINTS, number.value, text, number.decimals))
    yield from reversed(found)
    yield from _without_numbers(
        line, {part.end() for n in numbers if (part := _part_behind(line, n.end))}
    )
    yield from _with_parts(line)


def _readings(line: str, number: _Number, at: dict[int, _Number]) -> Iterator[Amount]:
    """What a number says by itself and with the words behind it."""
    start, end, value = number.start, number.end, number.value
    text = line[start:end]
    yield Amount(Sort.NUMBER, value, text, number.decimals, number.is_place)
    if number.is_place:
        return  # neither `first time in 15` nor `third of 12` is a part
    for part in _SEPARATE.split(text) if _SEPARATE.search(text) else ():
        yield Amount(Sort.NUMBER, Fraction(worded(part)), part)
    if half := _AND_A_HALF.match(line, end):
        value, end = value + Fraction(1, 2), half.end()
        yield Amount(Sort.NUMBER, value, line[start:end])
    if part_of := _part_behind(line, end):
        yield Amount(Sort.SHARE, value / _PARTS[part_of[1]], line[start : part_of.end()])
    if factor := _FACTOR.match(line, end):
        yield Amount(Sort.TIMES, value, line[start : factor.end()], number.decimals)
    for pattern in (_SLASH, _OUT_OF, _OUT_OF_NAMED):
        link = pattern.match(line, end)
        base = at.get(link.end()) if link else None
        if base is None or not base.value:
            continue
        yield Amount(Sort.SHARE, value / base.value, line[start : base.end])
        if value == 1:
            yield Amount(Sort.ONE_IN, base.value, line[start : base.end], base.decimals)


def _with_parts(line: str) -> Iterator[Amount]:
    """Numbers with a part, and parts of a round one: two and a half times, half a million."""
    if "/" not in line and not any(word[0] in _PARTS for word in _WORD.finditer(line)):
        return
    for match in (*re.finditer(_MIXED, line), *re.finditer(_PART_OF_ONE, line)):
        units = match.groupdict().get("whole") or ""
        value = Fraction(whole(units))
        unit = _UNIT.match(line, match.end())
        text = line[match.start() : unit.end() if unit else match.end()]
        under = int(match["d"] or _PARTS.get(match["part"], 1))
        if not under or not (units or unit):
            continue
        over = match["n"] or match["over"] or "1"
        value += Fraction(whole(over) or 1, under)
        if unit is None:
            yield Amount(Sort.NUMBER, value, text)
        elif unit["scale"]:
            yield Amount(Sort.NUMBER, value * _SCALES[unit["scale"]], text)
        elif unit["times"]:
            yield Amount(Sort.TIMES, value, text)
        else:
            yield Amount(Sort.PER_CENT, value, text)
            if unit["points"]:
                yield Amount(Sort.POINTS, value, text)
                yield Amount(Sort.NUMBER, value, text)


def _without_numbers(line: str, taken: set[int]) -> Iterator[Amount]:
    """Words that are an amount by themselves: a third, halved, doubled, tenfold, every seventh."""
    for match in _EVERY.finditer(line):
        value = _ORDINALS[match[1]] if match[1] else int(match[2])
        if value:
            yield Amount(Sort.ONE_IN, Fraction(value), match[0])
    for match in _WORD.finditer(line):
        text = match[0]
        if text in _PARTS:
            if match.end() not in taken:
                part = Fraction(1, _PARTS[text])
                yield Amount(Sort.SHARE, part, text, is_place=text in _ORDINALS)
        elif text in _HALVED:
            yield Amount(Sort.SHARE, Fraction(1, 2), text)
        elif text.endswith("fold") and text.removesuffix("fold") in _FOLD:
            yield Amount(Sort.TIMES, Fraction(_FOLD[text.removesuffix("fold")]), text)
        elif text in _TIMES:
            yield Amount(Sort.TIMES, Fraction(_TIMES[text]), text)
