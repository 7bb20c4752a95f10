"""Reads printed figures: `1,247`, `£10m`, `13%`, `a third`, `1 in 7`, `tens of thousands`."""

import re
from dataclasses import replace
from fractions import Fraction

from checker.frozen import dataclass
from checker.language.abroad import as_here
from checker.language.days import TIMES
from checker.language.figures import FEW, POINTS, VAGUE, Figure, Kind, in_so_many
from checker.language.hedges import HEDGE_WORDS
from checker.language.mistakes import fail
from checker.language.numerals import (
    MULTIPLES,
    NUMBER_WORDS,
    PARTS,
    SCALES,
    VULGAR,
    round_place,
    vulgar,
    worded,
)
from checker.language.scanner import Scanner
from checker.language.years import YEAR
from checker.limits import DIGITS_OF_A_FIGURE

_NUMBER = re.compile(
    r"(?P<sign>[-−–+](?=[\d£$€¥₹]))?(?P<currency>(?:US|A|C|NZ|HK)?\$|[£€¥₹])?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+(?![\d,]\d)|\d+)(?:\.(?P<decimals>\d+))?",
    re.ASCII,
)
_SCALE = re.compile(
    r"(?:\s*(?P<word>dozen|hundred|thousand|million|billion|trillion|bn|tn|mn)"
    r"|(?P<letter>[kmKM]))(?!\w)"
)
_PERCENT = re.compile(r"\s*(?:%|per\s+cent\b|percent\b|pc\b)")
_SLASH = re.compile(r"\s*/\s*(\d+)(?!\d|[.,]\d)", re.ASCII)
_UNIT = re.compile(r"\s*((?:percentage|basis)\s+points?\b|°[CF]?(?!\w)|[^\W\d_][\w-]*)")

_OF_A_POINT = re.compile(r"\s*of\s+a\s+((?:percentage\s+)?point)\b")
_POINT = re.compile(r"\s*(?:(?:percentage|basis)\s+)?points?\b")
_DASH = re.compile(r"(?:-|\s*–\s*)(?=[£$€¥₹]?\d)")
_VULGAR = re.compile(rf"\s?([{''.join(VULGAR)}])")
_HALF_DOZEN = re.compile(r"half-a-dozen\b|half-dozen\b")

_SPELLED_OUT = {"hundred", "thousand"}
"""`two thousand` is 2,000 written out; `1.2 thousand` is rounded at its last digit."""
_NOTHING = ("no", "none")
_DOZENS = Fraction(4)
"""What counts as the last digit of a number in dozens."""

FIGURE_WORDS = (
    frozenset(NUMBER_WORDS)
    | frozenset(PARTS)
    | frozenset(MULTIPLES)
    | frozenset(word for phrase in VAGUE for word in phrase.split())
    | HEDGE_WORDS
    | frozenset(word for word in SCALES if len(word) > 1)
    | {*_NOTHING, "a", "an", "between", "times", "per", "cent", "percent", "out"}
)
"""Words that a figure may hold, and so no bare name."""


def figure(scanner: Scanner) -> Figure | None:
    """Takes a figure without its hedge; None when none starts here."""
    start = scanner.skip()
    if _is_name(scanner):
        return None
    for take in (_vague, _nothing, _fraction, _multiple, _number):
        found = take(scanner, start)
        if found is not None:
            printed = " ".join(scanner.text[start : scanner.last_end].split())
            return replace(found, printed=printed)
    return None


def _is_name(scanner: Scanner) -> bool:
    """Whether a word stands here with which no figure begins, as most often."""
    word = scanner.word()
    return (
        word is not None
        and word[0].isascii()
        and word.partition("-")[0] not in _STARTS
        and not scanner.text.startswith("$", scanner.position + len(word))
    )


_STARTS = FIGURE_WORDS | {"minus"}


def dash(scanner: Scanner) -> bool:
    """Takes the dash of `3-5` and `3 – 5`; a hyphen with spaces around it is a minus."""
    match = _DASH.match(scanner.text, scanner.last_end)
    if match is None:
        return False
    scanner.position = scanner.last_end = match.end()
    return True


def _simple(kind: Kind, value: Fraction, start: int, end: int) -> Figure:
    one = Fraction(1)
    return Figure(kind, value, one, one, "", start, end, mantissa=value)


def _back(scanner: Scanner, place: tuple[int, int]) -> None:
    scanner.position, scanner.last_end = place


# --- words -----------------------------------------------------------------------------------


def _vague(scanner: Scanner, start: int) -> Figure | None:
    """`several`, `tens of thousands`, `a few hundred`, `a couple of thousand`."""
    if scanner.word() not in _VAGUE_STARTS:
        return None
    for phrase in _VAGUE_LONGEST_FIRST:
        if scanner.take_all(*phrase.split()):
            times = _times_few(scanner) if phrase in FEW else Fraction(1)
            low = VAGUE[phrase].low or Fraction(0)
            found = _simple(Kind.VAGUE, low * times, start, scanner.last_end)
            return replace(found, unit_place=times, word=phrase)
    return None


_VAGUE_LONGEST_FIRST = sorted(VAGUE, key=lambda phrase: (-len(phrase), phrase))
_VAGUE_STARTS = frozenset(phrase.split()[0] for phrase in VAGUE)


def _times_few(scanner: Scanner) -> Fraction:
    """The hundred of `a few hundred`; 1 where none follows."""
    place = scanner.position, scanner.last_end
    scanner.take("of")
    if (match := scanner.match(_SCALE)) and match["word"]:
        return Fraction(SCALES[match["word"]])
    _back(scanner, place)
    return Fraction(1)


def _nothing(scanner: Scanner, start: int) -> Figure | None:
    """`none`, and `no` before a noun."""
    if any(scanner.take(word) for word in _NOTHING):
        return _simple(Kind.NUMBER, Fraction(0), start, scanner.last_end)
    return None


# --- parts -----------------------------------------------------------------------------------


def _fraction(scanner: Scanner, start: int) -> Figure | None:
    """`half`, `a third`, `three-quarters`, `½`; `half a million` and `half a point` are numbers."""
    if scanner.match(_HALF_DOZEN):
        return _dozens(Fraction(1, 2), start, scanner.last_end)
    part = _part(scanner)
    if part is None:
        return None
    found = _of_a_round_number(scanner, part, start)
    return found or _simple(Kind.FRACTION, part, start, scanner.last_end)


def _part(scanner: Scanner) -> Fraction | None:
    """The value of a part in words, or of one sign for it."""
    if match := scanner.match(_VULGAR):
        return vulgar(match[1])
    word = scanner.word() or ""
    if word in {"half", "third", "quarter"} and scanner.take(word):
        return Fraction(1, PARTS[word])
    first, _, second = word.partition("-")
    if second in PARTS and first in NUMBER_WORDS:
        scanner.take(word)
        return Fraction(NUMBER_WORDS[first], PARTS[second])
    if word not in {"a", "an"} and word not in NUMBER_WORDS:
        return None
    place = scanner.position, scanner.last_end
    scanner.take(word)
    part = scanner.word() or ""
    if part not in PARTS:
        _back(scanner, place)
        return None
    scanner.take(part)
    return Fraction(NUMBER_WORDS.get(word, 1), PARTS[part])


def _of_a_round_number(scanner: Scanner, part: Fraction, start: int) -> Figure | None:
    """`half a million`, `a quarter of a point`, `half a dozen`: as `0.5 million` is read."""
    place = scanner.position, scanner.last_end
    scanner.take("of")
    article = scanner.take("a") or scanner.take("an")
    tenth = Fraction(1, 10)
    if (match := scanner.match(_SCALE)) and match["word"]:
        if match["word"] == "dozen":
            return _dozens(part, start, scanner.last_end)
        if article:
            return _suffix(scanner, start, _Core(part, tenth, tenth, None), match)
    elif article and (scanner.match(_PERCENT) or _POINT.match(scanner.text, scanner.skip())):
        is_percent = scanner.position == scanner.last_end
        unit = Fraction(1, 100) if is_percent else Fraction(1)
        kind = Kind.PERCENT if is_percent else Kind.NUMBER
        found = _simple(kind, part * unit, start, scanner.last_end)
        return replace(found, last=tenth * unit, unit_place=tenth * unit, scaled=True)
    _back(scanner, place)
    return None


def _dozens(count: Fraction, start: int, end: int) -> Figure:
    found = _simple(Kind.NUMBER, 12 * count, start, end)
    return replace(found, unit_place=_DOZENS, dozens=True, mantissa=count)


# --- numbers ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Core:
    """A number without what follows it; the rest as in `Figure`."""

    value: Fraction
    last: Fraction
    unit_place: Fraction
    currency: str | None


def _multiple(scanner: Scanner, start: int) -> Figure | None:
    word = scanner.word() or ""
    if word not in MULTIPLES:
        return None
    scanner.take(word)
    return _simple(Kind.MULTIPLE, Fraction(MULTIPLES[word]), start, scanner.last_end)


def _number(scanner: Scanner, start: int) -> Figure | None:
    place = scanner.position, scanner.last_end
    minus = scanner.take("minus")
    core = _core(scanner)
    if core is None or (minus and core.value < 0):
        _back(scanner, place)
        return None
    core = _with_part(scanner, core)
    if minus:
        core = replace(core, value=-core.value)
    return _suffix(scanner, start, core, scanner.match(_SCALE))


def _core(scanner: Scanner) -> _Core | None:
    """A number in words or digits, or `a` before what it counts."""
    word, one = scanner.word() or "", Fraction(1)
    start = scanner.skip()
    if word in NUMBER_WORDS:
        return _spelled(scanner, start)
    if word in {"a", "an"}:
        place = scanner.position, scanner.last_end
        scanner.take(word)
        at, end = scanner.skip(), len(scanner.text)
        counted = (p.match(scanner.text, at, end) for p in (_SCALE, _PERCENT, _POINT))
        if scanner.sees("hundred"):
            return _spelled(scanner, start)
        if scanner.word() and (any(counted) or _sees_length(scanner)):
            return _Core(one, one, one, None)
        _back(scanner, place)
        return None
    match = scanner.match(_NUMBER)
    if match is None:
        return None
    _refuse_foreign(scanner, match)
    return _Core(*_digits(match, start), match["currency"])


def _refuse_foreign(scanner: Scanner, match: re.Match[str]) -> None:
    """Asks what is meant where more digits follow than English prints that way."""
    found = as_here(scanner.text, match.start("whole"))
    if found is None or found[1] <= match.end():
        return
    here, end = found
    if scale := _SCALE.match(scanner.text, end):
        here, end = here + scale[0], scale.end()
    printed = scanner.text[match.start("whole") : end]
    comma = "; a list has a space behind each comma" if "," in printed else ""
    raise fail(
        f"`{printed}` is a number as other countries print it",
        (match.start("whole"), end),
        f"if `{here}` is meant, write it so: commas for thousands, a point for decimals{comma}",
    )


def _spelled(scanner: Scanner, start: int) -> _Core:
    """The number that words spell: `one hundred and forty-two`, `two thousand and six`."""
    kinds, ends, at = "", [start], start
    while len(kinds) < _MOST_WORDS and (word := _NEXT.match(scanner.text, at)) is not None:
        kinds += "u" if word[1] in NUMBER_WORDS else _KINDS.get(word[1], "x")
        at = word.end()
        ends.append(at)
    shape = _SHAPE.match(kinds)
    scanner.position = scanner.last_end = ends[shape.end() if shape is not None else 0]
    value = worded(scanner.text[start : scanner.position])
    return _Core(Fraction(value), Fraction(1), Fraction(round_place(value)), None)


_NEXT = re.compile(r"\s*([a-z]+(?:-[a-z]+)*)(?!\w|[-'’.][^\W\d])")
_KINDS = dict.fromkeys(SCALES, "s") | {"hundred": "h", "thousand": "t", "and": "&"}
_KINDS |= {"a": "a", "an": "a"}
_hundreds = "(?:h(?:&?u(?![hts]))?)?"
_SHAPE = re.compile(rf"(?:u|a(?=h)){_hundreds}(?:t&?u{_hundreds}(?![hts]))?")
"""A number with a scale of its own is the next one: `between two and three hundred`."""
_MOST_WORDS = 10


def _with_part(scanner: Scanner, core: _Core) -> _Core:
    """`two and a half` is `2.5`, and so is `2½`."""
    if core.last != 1:
        return core
    place, part = (scanner.position, scanner.last_end), None
    if (match := scanner.match(_VULGAR)) or not scanner.take("and"):
        part = vulgar(match[1]) if match else None
    elif (scanner.word() or "") not in {"half", "third", "quarter"}:
        part = _part(scanner)
    if part is None or part >= 1 or scanner.sees("of"):
        _back(scanner, place)
        return core
    sign = -1 if core.value < 0 else 1
    tenth = Fraction(1, 10)
    return _Core(core.value + sign * part, tenth, tenth, core.currency)


def _sees_length(scanner: Scanner) -> bool:
    """Whether a unit of time and `after` or `before` follow, as in `an hour after`."""
    return any(scanner.sees(unit, word) for unit in TIMES for word in ("after", "before"))


def _refuse_long(digits: int, start: int, end: int) -> None:
    if digits > DIGITS_OF_A_FIGURE:
        raise fail(
            f"this figure has {digits} digits",
            (start, end),
            f"figures of up to {DIGITS_OF_A_FIGURE} digits can be checked; is it a slip?",
        )


def _digits(match: re.Match[str], start: int) -> tuple[Fraction, Fraction, Fraction]:
    """Value, worth of the last printed digit, worth of the last digit that is not 0."""
    whole, decimals = match["whole"].replace(",", ""), match["decimals"] or ""
    _refuse_long(len(whole) + len(decimals), start, match.end())
    digits = int(whole + decimals)
    last = Fraction(1, 10 ** len(decimals))
    sign = -1 if match["sign"] in {"-", "−", "–"} else 1
    return sign * digits * last, last, round_place(digits) * last


def _suffix(scanner: Scanner, start: int, core: _Core, scale: re.Match[str] | None) -> Figure:
    """The figure with its scale, which has been taken, and all that still follows."""
    value, last, unit_place = core.value, core.last, core.unit_place
    mantissa = value
    scaled = last < 1
    dozens = False
    if scale:
        word = scale["word"] or scale["letter"].lower()
        factor = SCALES[word]
        dozens = word == "dozen"
        if dozens:
            value, last, unit_place, scaled = value * factor, Fraction(1), _DOZENS, False
        elif word in _SPELLED_OUT and last == 1:
            value, unit_place = value * factor, unit_place * factor
        else:
            value, last, unit_place = value * factor, last * factor, unit_place * factor
            scaled = True
    kind, per, is_money = Kind.NUMBER, Fraction(1), core.currency is not None
    if scanner.match(_PERCENT):
        kind = Kind.PERCENT
        value, last, unit_place = value / 100, last / 100, unit_place / 100
    elif slash := scanner.match(_SLASH):
        _refuse_long(len(slash[1]), start, scanner.last_end)
        if not int(slash[1]):
            raise fail(
                "this divides by zero", (start, scanner.last_end), "look for a slip in the figure"
            )
        kind, value = Kind.FRACTION, value / int(slash[1])
    elif (of := _in_every(scanner, value, is_money=is_money)) is not None and value == 1:
        kind, value, mantissa = Kind.ONE_IN, of, of
        unit_place = last
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
    found = Figure(
        kind,
        value,
        last,
        unit_place,
        "",
        start,
        scanner.last_end,
        scaled,
        dozens,
        currency=core.currency,
        mantissa=mantissa,
        per=per,
    )
    return in_so_many(found, value) if kind is Kind.ONE_IN else found


def _in_every(scanner: Scanner, value: Fraction, *, is_money: bool) -> Fraction | None:
    """The 7 of `1 in 7`, the 10 of `3 in 10` and of `3 out of 10 of`.

    A bare number that may be a year is one unless `of` follows, and always behind money.
    """
    place = scanner.position, scanner.last_end
    out_of = scanner.take_all("out", "of")
    if value <= 0 or not (out_of or scanner.take("in")):
        _back(scanner, place)
        return None
    every = scanner.take("every")
    start = scanner.skip()
    may_be_year = not every and YEAR.match(scanner.text, start) is not None
    count = _plain_number(scanner)
    if count == 0:
        raise fail("nothing can be one in 0", (start, scanner.last_end))
    is_year = may_be_year and (is_money or not scanner.sees("of"))
    if count is None or is_year or (out_of and not every and not scanner.sees("of")):
        _back(scanner, place)
        return None
    return count


def _per(scanner: Scanner) -> Fraction | None:
    """The 1,000 of `4.2 per 1,000`."""
    place = scanner.position, scanner.last_end
    if not scanner.take("per"):
        return None
    may_be_year = YEAR.match(scanner.text, scanner.skip()) is not None
    base = _plain_number(scanner)
    if base is None or base <= 0 or (may_be_year and scanner.at_end):
        _back(scanner, place)
        return None
    return base


def _plain_number(scanner: Scanner) -> Fraction | None:
    """A number of which no rounding is asked: the count behind `in` and `per`."""
    core = _core(scanner)
    if core is None:
        return None
    scale = scanner.match(_SCALE)
    return core.value * (SCALES[(scale["word"] or scale["letter"]).lower()] if scale else 1)


def unit(scanner: Scanner, reserved: frozenset[str]) -> str | None:
    """Takes what stands behind a figure: `5 km`, `8 sq ft`, `40 years`, `0.3 of a point`."""
    if match := scanner.match(_OF_A_POINT):
        return " ".join(match[1].split())
    word = scanner.word()
    if word in reserved and not _is_length(scanner, word):
        return None
    match = scanner.match(_UNIT)
    if match is None:
        return None
    words = match[1].split()
    whole = word in reserved or " ".join(words) in POINTS
    while not whole and (further := scanner.word()) is not None and further not in reserved:
        scanner.take(further)
        words.append(further)
    return " ".join(words)


def _is_length(scanner: Scanner, word: str) -> bool:
    """Whether `years` and the like are a unit here, and not `3 years earlier` or `after`."""
    return word in TIMES and not any(scanner.sees(word, other) for other in _COUNTED_FROM)


_COUNTED_FROM = ("earlier", "after", "before", "running")
