"""What is written wrongly most often: one table of forms, each with what to write instead."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from checker.frozen import dataclass
from checker.language.figure_grammar import NUMBER_WORDS
from checker.language.ordinals import ORDINALS

Groups = dict[str, str]
"""The texts of a line by the names of a pattern's groups."""


@dataclass(frozen=True, slots=True)
class Form:
    """`pattern` is what whole lines look like; its group `at` is what is wrong in them.

    `write` is the remedy, with the lines to write in backticks, or makes one of the groups.
    `message` says what is wrong where the grammar does not say it better.
    """

    pattern: re.Pattern[str]
    write: str | Callable[[Groups], str]
    message: str = ""


def written(form: Form, groups: Groups) -> str:
    """The remedy of a form for the texts of a line; it holds no backtick where it does not fit."""
    if not isinstance(form.write, str):
        return form.write(groups)
    return filled(form.write, groups)


def filled(template: str, groups: Groups) -> str:
    """A template with the texts of a line."""
    turned = {name: turn(groups[name]) for name, turn in _TURNED.items() if name in groups}
    if "years" in groups:
        turned["base"] = f"{groups['years']} earlier"
    if (then := re.fullmatch(f"(?:in )?{_WHEN}", groups.get("base", ""))) is not None:
        turned["base"] = f"{_reached(groups['a'])}@{_dated(then['when'])}"
    return template.format_map(_NAMES | groups | turned)


PLACEHOLDERS = frozenset({"NAME", "WHOLE", "PEOPLE", "PERIOD"})
"""What stands in a remedy for a name that only the writer knows."""

_NAMES = {"base": "a year earlier", "a": "", "c": "", "d": "", "b": "", "n": "", "m": "", "r": ""}
"""What is meant where nothing is written."""


# --- parts of patterns -----------------------------------------------------------------------


def _any(words: str) -> str:
    """A pattern for one of some words, longest first."""
    return "|".join(sorted(words.split(", "), key=lambda word: (-len(word), word)))


_HEDGE = _any(
    "about, around, some, roughly, nearly, almost, over, more than, less than, fewer than, under, "
    "at least, at most, up to, just over, just under, only, just, an estimated, a total of"
)
_WORDS = _any(", ".join([*NUMBER_WORDS, "dozens", "double", "twice", "treble", "triple"]))
_SCALE = (
    r"hundred|thousand|million|billion|trillion|bn|mn|%|per cent|percent|(?:percentage )?points?"
)
_DIGITS = r"[~£$€¥₹+−–-]*\d[\d.,/]*(?<![.,])(?:[a-zA-Z%]*|°[CF])"
_PART = (
    r"(?:(?:an?|one|two|three|four)[- ])?"
    r"(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
)
_NUMBER = rf"(?:(?:{_HEDGE}) )?(?:{_DIGITS}|(?:{_PART}|{_WORDS})(?![\w-]))(?: (?:{_SCALE})(?!\w))*"
_N, _M = rf"(?P<n>{_NUMBER})", rf"(?P<m>{_NUMBER})"
_A, _B = r"(?P<a>[^=<>]+?)", r"(?P<b>[^=<>]+?)"
_BARE = r"[^\d=<>(){}\[\]]"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH = _any(", ".join((*_MONTHS, *(month[:3] for month in _MONTHS), "Sept")))
_YEAR = r"(?:1[5-9]|20)\d\d(?:[-/–]\d{2,4})*"
_WHEN = rf"(?P<when>{_YEAR}|(?:\d\d? )?(?:{_MONTH})\.?,? (?:\d\d?, )?{_YEAR})"
_ORDINAL = rf"(?P<nth>\d+(?:st|nd|rd|th)|(?:{_any(', '.join(ORDINALS))})(?![\w-]))"
_PLACE = _ORDINAL.replace("nth", "th")
_UNIT = r"(?:years?|months?|weeks?|days?|quarters?|decades?|century|centuries|generations?)"
_LASTS = (
    rf"(?:the )?(?:(?:last|past) )?(?:{_NUMBER}|(?:(?:{_HEDGE}) )?an?)(?: an?)? {_UNIT}(?!\w| \w)"
)
_BASE = (
    r"(?: (?:on|from|over|since|than|against|compared (?:with|to)) "
    rf"(?P<base>(?!{_LASTS})[^=<>]+?))?"
    r"(?:,? (?:year[- ]on[- ]year|on the year|(?:in|over)(?: the last)? (?P<years>\w+ years)))?"
)
_IS = (
    r"(?:is equal to|are equal to|equal to|equals?|equalled|is|are|was|were|totals?|totalled|"
    r"numbers|numbered|stands at|stood at|amounts? to|amounted to|comes? to|came to|reached|hit|"
    r"has|have|had|won|wins|got|took|takes|polled|received|scored|makes? up|made up)"
)
_GREW = _any(
    "rose, rises, has risen, have risen, grew, grows, has grown, increased, climbed, jumped, "
    "gained, went up, is up, are up, was up, were up, up, soared, surged, improved, expanded"
)
_SHRANK = _any(
    "fell, falls, has fallen, have fallen, dropped, declined, decreased, slipped, lost, shrank, "
    "went down, is down, are down, was down, were down, down, sank, plunged, slumped, eased"
)
_RISE, _FALL = "rise|increase|growth|jump|gain", "fall|drop|decline|decrease|reduction"
_HIDDEN = r"[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]"
_QUOTES = r"'\u2018-\u201f\u2039\u203a\u00ab\u00bb"
_OTHER_DIGITS = r"[\uff01-\uff5e]|(?![0-9])\d"


def _dated(text: str) -> str:
    """A day or a month as a formula has it: `March 2011` is 2011-03."""
    words = text.replace(",", " ").replace(".", " ").split()
    month = next((n for n, name in enumerate(_MONTHS, 1) for w in words if w[:3] == name[:3]), 0)
    if not month:
        return text
    *day, year = sorted((word for word in words if word.isdecimal()), key=len)
    return f"{year}-{month:02}" + "".join(f"-{int(one):02}" for one in day)


def _counted(ordinal: str) -> str:
    """The number of an ordinal."""
    return str(ORDINALS.get(ordinal, ordinal.rstrip("stndrh")))


def _reached(text: str) -> str:
    """What a mark behind it shall reach: a sum is put into brackets."""
    return f"({text})" if re.search(r" [-+*/] | (?:or|and|but) ", text) else text


_TURNED: dict[str, Callable[[str], str]] = {
    "when": _dated,
    "nth": _counted,
    "whole": _reached,
    "list": lambda text: re.sub(r",? and ", ", ", text),
}
"""What the text of a group of this name becomes."""


# --- forms of some words ---------------------------------------------------------------------


def _line(pattern: str, write: str | Callable[[Groups], str], message: str = "") -> Form:
    """A form of whole lines."""
    return Form(re.compile(pattern), write, message)


def _words(pattern: str, new: str, message: str = "") -> Form:
    """A form of some words of a line."""
    return _line(rf"(?P<l>.*?)(?P<at>{pattern})(?P<r>.*)", f"write `{{l}}{new}{{r}}`", message)


def _plain_signs(groups: Groups) -> str:
    """Digits and signs of other scripts and widths as a keyboard has them."""
    plain = (
        str(unicodedata.digit(c)) if c.isdecimal() else unicodedata.normalize("NFKC", c)
        for c in groups["all"]
    )
    return f"write `{''.join(plain)}`"


def _a_line_each(groups: Groups) -> str:
    """Several statements on one line."""
    for separator in (r"[;,](?: and)?", r"\b(?:and|while|but)\b", r"(?:[;,]|\band\b)"):
        parts = re.split(rf"\s*{separator}\s+", groups["all"])
        if len(parts) > 1 and all(re.search("[=<>]", part) for part in parts):
            return _lines(parts)
        bare = [re.fullmatch(f"{_A} {_N}", part) for part in parts]
        if len(parts) > 1 and None not in bare:
            return _lines([f"{part['a']} = {part['n']}" for part in bare if part is not None])
    return ""


def _in_turn(groups: Groups) -> str:
    """`A, B and C = 1, 2 and 3 respectively`."""
    names, figures = (re.split(r",? and |,? & |, ", groups[key]) for key in ("names", "figures"))
    if len(names) != len(figures) or len(names) == 1:
        return ""
    return _lines([f"{name} = {figure}" for name, figure in zip(names, figures, strict=True)])


def _in_years(groups: Groups) -> str:
    """`A = 3 (2010), 5 (2011)`: one thing in several years."""
    found = re.findall(rf"(?:^|, | and )({_NUMBER}),? (?:in |\()({_YEAR})\)?", groups["all"])
    if len(found) < len(re.findall(_YEAR, groups["all"])) or len(found) == 1:
        return ""
    series = ", ".join(f"{year}: {figure}" for figure, year in found)
    return f"write `{groups['a']} = {{{series}}}`"


def _in_brackets(groups: Groups) -> str:
    """`A = 300 (100 B, 200 C)`: a number and its parts."""
    parts = [re.fullmatch(f"{_N} {_B}", part) for part in groups["all"].split(", ")]
    if len(parts) == 1 or None in parts:
        return ""
    named = [f"{part['b']} = {part['n']}" for part in parts if part is not None]
    return _lines([f"{groups['a']} = {groups['m']}", *named])


def _lines(parts: list[str]) -> str:
    return f"write a statement a line: {', '.join(f'`{part}`' for part in parts)}"


def _brackets() -> Iterator[Form]:
    """Brackets that are doubled, not closed or not opened."""
    for opened, closed in ("()", "[]", "{}"):
        one, other = re.escape(opened), re.escape(closed)
        left, right = (2 * sign if sign in "{}" else sign for sign in (opened, closed))
        yield _line(
            rf"(?P<l>.*?){one}{one}(?P<i>.*?){other}{other}(?P<r>.*)",
            f"write `{{l}}{left}{{i}}{right}{{r}}`",
        )
        yield _words(f"{one}{one}", left)
        never = f"this `{left}` is never closed"
        begun, inside = rf"(?P<l>.*)(?P<at>{one})", f"[^{one}{other}]*"
        yield _line(
            rf"{begun}(?P<i>{inside}?)(?P<r> ?[=<>]{inside})",
            f"write `{{l}}{left}{{i}}{right}{{r}}`",
            never,
        )
        yield _line(rf"{begun}(?P<i>{inside})", f"write `{{l}}{left}{{i}}{right}`", never)
        yield _line(
            rf"(?P<l>[^{one}]*)(?P<at>{other})(?P<r>.*)",
            "write `{l}{r}`, or open it where it begins",
            f"this `{right}` closes nothing",
        )


def _changes() -> Iterator[Form]:
    """`rose by 5%`, `up 5% on 2010`, `rose to 300`, `fell for the third year`."""
    times = rf"(?:{_UNIT}|times?)"
    running = "consecutive|straight|successive|running"
    several = rf"(?: years?| (?:{running}) {times}| {times} (?:running|in a row)| in a row)"
    for verbs, nouns, verb, word, sign in (
        (_GREW, _RISE, "rose", "more", ">"),
        (_SHRANK, _FALL, "fell", "less", "<"),
    ):
        moved = rf"{_A},? (?:{verbs})"
        than = f"`{{a}} = {{n}} {word} than {{base}}`"
        directions = "up|higher|more" if word == "more" else "down|lower|less|fewer"
        yield _line(rf"{moved} from {_N} to {_M}", "write `{a} from {n} to {m}`")
        yield _line(rf"{moved} to {_M},? from {_N}", "write `{a} from {n} to {m}`")
        yield _line(
            rf"{moved} (?:by )?{_N},? to {_M}{_BASE}",
            f"write {than}, and below it `{{a}} = {{m}}`",
        )
        yield _line(
            rf"(?P<whole>[^=<>]+?) (?P<r>(?:{verbs}) .*),? (?:in|during|by) {_WHEN}",
            "write `{whole}@{when} {r}`",
        )
        yield _line(rf"{_A} {_N} (?:{directions}){_BASE}", f"write {than}")
        yield _line(
            rf"{moved} to {_M}",
            f"write `{{a}} = {{m}}`, and below it `{{a}} {sign} a year earlier`",
        )
        yield _line(
            rf"{moved} (?:for )?(?:the |a )?{_ORDINAL}{several}",
            f"write `{{a}} {verb} {{nth}} times running`",
        )
        yield _line(rf"{moved} for {_N}{several}", f"write `{{a}} {verb} {{n}} times running`")
        yield _line(rf"{moved} (?:by )?{_N}{_BASE}", f"write {than}")
        yield _line(
            rf"{moved} (?:by )?{_N} (?:from|between) {_WHEN} (?:to|and) (?P<then>{_YEAR})",
            f"write `{{a}}@{{then}} = {{n}} {word} than {{a}}@{{when}}`",
        )
        saw = rf"{_A} (?:=|saw|had|showed|recorded) (?:an? )?"
        yield _line(rf"{saw}{_N} (?:{nouns}){_BASE}", f"write {than}")
        yield _line(rf"{saw}(?:{nouns}) of {_N}{_BASE}", f"write {than}")
        yield _line(rf"{_A} (?:{nouns}) (?:=|of|was|is) \+?{_N}{_BASE}", f"write {than}")
        yield _line(rf"{moved}{_BASE}", f"write `{{a}} {sign} {{base}}`")
        aside = rf"(?:, (?:and )?| \()(?:{verbs}) (?:by )?{_N}{_BASE}\)?"
        both = f"write `{{a}} = {{m}}`, and below it {than}"
        yield _line(rf"{_A} (?:=|{_IS}) {_M}{aside}", both)
        yield _line(rf"{_A} = (?:{directions}) (?:by )?{_N} to {_M}", both)
        yield _line(rf"{_A} = (?:{directions}) (?:by )?{_N}{_BASE}", f"write {than}")
        yield _line(rf"{_A} = {_N} (?:{directions}){_BASE}", f"write {than}")
        sign_of = r"\+" if word == "more" else "[-−–]"
        yield _line(rf"{_A} = {sign_of} ?(?P<n>{_NUMBER}(?<=[%stm])){_BASE}", f"write {than}")
        yield _line(rf"{_N} (?:{directions}) {_A} than (?P<base>.+)", f"write {than}")
        yield _line(rf"{_N} (?:{directions}) {_A}", f"write {than}")
    for verb, multiple in _MULTIPLIED.items():
        than = "{base}"
        down = multiple == _HALF
        for said, hedge in (
            ("more than", "less than" if down else "more than"),
            ("less than", "more than" if down else "less than"),
            ("almost|nearly", "just over" if down else "nearly"),
            ("about|roughly", "about"),
        ):
            yield _line(
                rf"{_A} (?:has |have )?(?:{said}) {verb}{_BASE}",
                f"write `{{a}} = {hedge} {multiple} {than}`",
            )
        yield _line(
            rf"{_A} (?:has |have )?{verb} to {_M}",
            f"write `{{a}} = {multiple} {than}`, and below it `{{a}} = {{m}}`",
        )
        yield _line(
            rf"{_A} (?:has |have )?(?:been )?{verb}{_BASE}", f"write `{{a}} = {multiple} {{base}}`"
        )


_HALF = "half of"
_MULTIPLIED = {
    "doubled?": "double",
    "trebled?": "treble",
    "tripled?": "triple",
    "quadrupled?": "quadruple",
    "halved": _HALF,
}


def _records() -> Iterator[Form]:
    """`highest ever`, `a record low`."""
    ever = r"(?:ever|on record|recorded|of all time|in history|since records began|to date|yet)"
    for word, low in (("highest", "high"), ("lowest", "low")):
        far = f"write `{{a}} {word} so far`"
        at = rf"{_A}(?: {_IS})?(?: at)?(?: an?| the| its| their)?"
        yield _line(rf"{at} {word}(?: \w+)? {ever}", far)
        yield _line(rf"{at} (?:record|all-time) {low}", far)
        yield _line(
            rf"{at} {low}(?:est)? (?:for|in) {_LASTS}",
            f"write `{{a}} {word} since PERIOD`, where PERIOD is the last one that had it so {low}",
        )
        yield _line(
            rf"{at} {low}(?:est)? (?:since|for) {_WHEN}", f"write `{{a}} {word} since {{when}}`"
        )
        yield _line(rf"{at} {word}", far)
        both = f"write `{{a}} = {{m}}`, and below it `{{a}} {word} so far`"
        yield _line(
            rf"{_A} (?:=|{_IS}) {_M},? (?:the|its|an?) (?:{word} {ever}|record {low})", both
        )
        yield _line(rf"{at} (?:new )?(?:record|all-time) {low} of {_M}", both)
        words = "most|biggest|largest" if word == "highest" else "fewest|smallest|least"
        yield _line(rf"{at} (?:{words}) (?P<r>since .*|{ever})", f"write `{{a}} {word} {{r}}`")
    yield _line(
        rf"{_A} (?:=|{_IS}) (?:a |the )?(?:best|worst|strongest|weakest) (?:since|for|in|ever).*",
        "write `{a} highest so far` or `{a} lowest so far`; "
        "`{a} highest since PERIOD` where the article says since when",
    )
    yield _line(
        rf"{_A} (?:=|{_IS}) (?:(?:a|the) )?record {_M}|"
        rf"{_A.replace('<a>', '<c>')} (?:=|{_IS}) {_N}(?:,| -| \() ?(?:an? )?(?:new )?record\)?",
        "write `{a}{c} = {m}{n}`, and below it `{a}{c} highest so far`",
    )
    yield _line(rf"{_A} {_IS} (?:a|the) record", "write `{a} highest so far`")


# --- the table -------------------------------------------------------------------------------

_LAST_YEAR = (
    r"\b(?:a year (?:ago|before|previously)|(?:in )?(?:the |its )?(?:last|previous|prior|preceding)"
    r" (?:year|12 months)|(?:in )?the year before|the same (?:period|time) (?:last year|a year ago)"
    r"|last year)\b"
)
_AS_AT = "(?:as of|as at|at end|by the end of)"
_AS_OF = (
    "write `{l}@{when}{r}`; of a running tally the day of the report is a key of the claim, "
    "as_of: {when}"
)
_HEAD = r"(?:capita|head|person|inhabitant|resident)"


@cache
def forms() -> tuple[Form, ...]:
    """All forms, the first in order first; made when a line is wrong for the first time."""
    return (
        # Signs.
        _words(f"{_HIDDEN}+", ""),
        _line(rf"(?P<all>.*(?:{_OTHER_DIGITS}).*)", _plain_signs),
        _line(
            rf"(?P<l>.*?)[{_QUOTES}](?P<q>[^{_QUOTES}]+)[{_QUOTES}](?P<r>.*)", 'write `{l}"{q}"{r}`'
        ),
        _words(r"—(?=[£$€¥₹]?\d)", "-"),
        _words(r"(?<=[\w\])]) [–—] (?=[\w(])", " - "),
        _line(r"(?P<l>.*?)(?P<c>[£$€¥₹])(?P<s>[-−–+])(?P<r>\d.*)", "write `{l}{s}{c}{r}`"),
        _line(
            r"(?P<l>.*?)(?P<at>=>)(?P<r>.*)",
            "write `{l}>={r}` for at least, or `{l}={r}`",
            "`=>` can be an arrow or at least",
        ),
        _words(r"<>|=/=|/=|!==", "!="),
        _words(r":=|===", "="),
        _words(r"\bGBP ?(?=\d)", "£"),
        _words(r"\bUSD ?(?=\d)", "$"),
        _words(r"\bEUR ?(?=\d)", "€"),
        _line(
            rf"(?P<l>.*= ?)[(\[]?(?P<n>{_DIGITS}?)(?:\.\.+| or )(?P<m>{_DIGITS})[)\]]?",
            "write `{l}{n} to {m}`",
        ),
        _line(rf"(?P<l>.*= ?)\[(?P<n>{_DIGITS}), (?P<m>{_DIGITS})\]", "write `{l}{n} to {m}`"),
        _line(r"(?P<l>.*)\((?P<r>of [^()]+)\)", "write `{l}{r}`"),
        _line(
            rf"{_A}(?::| =| from)? {_N} ?(?:->|→|-->|–>|=>) ?{_M}", "write `{a} from {n} to {m}`"
        ),
        _words(r"(?<=\d) ?x\b", " times"),
        _words(r"(?<=\d) ?(?:pp|ppts?|%pts?|pts)\b", " points"),
        _line(rf"(?P<l>.*[=<>] ?)(?P<n>{_DIGITS})\+", "write `{l}at least {n}`"),
        _line(rf"(?P<l>.*?)(?P<n>{_DIGITS}?)-?ish\b(?P<r>.*)", "write `{l}about {n}{r}`"),
        _words(r"(?<== )(?:nil|nobody|nothing)\b", "0"),
        _words(r"(?:[≈≅~] ?=?|=~) ?", "= about "),
        *_brackets(),
        _line(r"(?P<l>.*[^,]),+", "write `{l}`"),
        # Several statements on one line.
        _line(r"(?P<all>.*[=<>].*[=<>].*|[^=<>{}]+ \S*\d.*[;,].*)", _a_line_each),
        _line(
            rf"(?P<names>[^=<>]+) (?:=|{_IS}) (?P<figures>[^=<>]+?)(?:,? respectively)?", _in_turn
        ),
        _line(
            rf"{_A}, {_B} = {_N}",
            "write `{a} + {b} = {n}` for both together, or a statement a line for each",
            "two names with a comma between them",
        ),
        _line(
            rf"{_A} (?:=|are|were) [(\[]?(?P<list>{_BARE}+,{_BARE}+)[)\]]?",
            "write `{a} = {{{list}}}`",
        ),
        _line(rf"(?P<a>[^=<>]+?)(?: =|:) (?P<all>{_NUMBER} .*)", _in_years),
        _line(rf"{_A} = (?P<list>{_YEAR}: [^{{}}]+)", "write `{a} = {{{list}}}`"),
        _line(rf"{_A} = {_M} \((?P<all>[^()=]+)\)", _in_brackets),
        # Places in a table.
        _words("rank(?= )(?! of )", "rank of"),
        _line(
            rf"rank of {_A} by {_B}(?:|:|,| is| was) {_PLACE}(?: place)?",
            "write `rank of {a} by {b} = {th}`",
        ),
        _line(
            rf"{_A}(?: (?:=|{_IS}|came|finished|ranks|ranked))?(?: in)? {_PLACE}(?: place)?"
            rf"(?P<r> in [^=<>]+?)? by {_B}",
            "write `rank of {a}{r} by {b} = {th}`",
        ),
        # When.
        _line(rf"(?P<l>.*? (?:on|in) ){_WHEN}", "write `{l}{when}`"),
        _line(rf"{_A} = {_WHEN}", "write `{a} on {when}`"),
        _line(
            rf"{_A} (?:is|was|were|came|happened|took place) (?P<r>(?:before|after|on|at) .+)",
            "write `{a} {r}`",
        ),
        _line(
            rf"(?:in |by )?{_WHEN}(?::|,)? (?P<whole>[^=<>:]+?)(?P<r>:? ?[=<>].*)",
            "write `{whole}@{when}{r}`",
        ),
        _line(rf"(?P<l>.*?[\w\])])(?P<at> {_AS_AT} {_WHEN})(?P<r>.*)", _AS_OF),
        _line(
            rf"(?P<whole>[^=<>]+?) (?P<r>[=<>]=? ?[^=<>]+?) {_AS_AT} {_WHEN}",
            _AS_OF.replace("{l}@{when}{r}", "{whole}@{when} {r}"),
        ),
        _line(
            rf"(?P<whole>[^=<>]+?) (?P<r>[=<>]=? ?[^=<>]+?),? (?:(?:in|by|during) |\(){_WHEN}\)?",
            "write `{whole}@{when} {r}`",
        ),
        _line(rf"(?P<l>.*?[\w\])]) ?(?:\({_WHEN}\))(?P<r>.*)", "write `{l}@{when}{r}`"),
        _line(
            rf"(?P<l>.*?[\w\])]),? (?:in |during |for |on )?{_WHEN}(?P<r>(?!\w).*)",
            "write `{l}@{when}{r}`",
        ),
        _line(
            rf"(?P<whole>[^=<>]+?) (?P<r>(?:[=<>]|{_GREW}|{_SHRANK})[^<>]*?) in (?:{_MONTH})",
            "write `{whole}@PERIOD {r}`, where PERIOD is the month, such as 2011-03",
        ),
        _words(_LAST_YEAR, "a year earlier"),
        _line(
            rf"{_A} = (?P<r>{_NUMBER} (?:\w+ )?than) (?:in |the )*(?:last|previous) \w+",
            "write `{a} = {r} {a}@PERIOD`, where PERIOD is when that was",
        ),
        _words(r"for (?:the )?first time in", "first time in"),
        _line(
            r"(?P<l>.*?)(?P<m>@\S+|\[[^]]+\]) (?P<k>\w+ (?:[\d.+]+|[a-z ]+\d+))(?P<r>.*)",
            "write `{l} {k}{m}{r}`",
        ),
        # How a thing changed.
        *_changes(),
        *_records(),
        _line(
            rf"{_A}(?: (?:is|are|was|were|remained|stayed|held))? "
            r"(?:unchanged|flat|stable|steady|level|the same)"
            r"(?: (?:on|from|at) (?P<base>[^=<>\d]+))?",
            "write `{a} = no change from {base}` as far as figures are printed, "
            "or `{a} same as {base}` for equal numbers",
        ),
        _line(rf"{_A} to {_M},? from {_N}", "write `{a} from {n} to {m}`"),
        *(
            _line(
                rf"{_A} = {_M},? {word} from {_N}",
                f"write `{{a}} from {{n}} to {{m}}`, and below it `{{a}} {sign} a year earlier`",
            )
            for word, sign in (("up", ">"), ("down", "<"))
        ),
        _line(
            rf"{_A} = {_M},? (?:from|versus|vs\.?|against|compared (?:with|to)) {_N}",
            "write `{a} from {n} to {m}`",
        ),
        _line(
            rf"{_A},? (?:(?:is|are|was|were) )?(?:unchanged|stayed|remained|steady|held|flat) "
            rf"(?:steady )?(?:at )?{_M}",
            "write `{a} = {m}`, and below it `{a} = no change from a year earlier`",
        ),
        _line(rf"{_A} (?:went|moved|changed) from {_N} to {_M}", "write `{a} from {n} to {m}`"),
        _line(rf"{_A}(?: =)? {_M} vs?\.? {_N}", "write `{a} from {n} to {m}`"),
        _line(
            rf"{_A} = {_M} \({_N}\)",
            "write `{a} from {n} to {m}` if the figure in brackets is the one before",
        ),
        _line(rf"{_A} from {_N}", "write `{a}@PERIOD = {n}`, where PERIOD is when it was that"),
        # Parts and rates.
        _line(
            rf"{_A}(?: =|:) {_M}(?:,| \()? ?(?:of (?:which|whom)|incl(?:uding|\.)?) "
            rf"{_N}(?: (?:is|are|was|were))? (?P<b>(?!{_NUMBER})[^=<>]+?)\)?",
            "write `{b} = {n} of {m} {a}`",
        ),
        _line(rf"{_A} = {_M},? of (?:which|whom) {_B} = {_N}", "write `{b} = {n} of {m} {a}`"),
        _line(
            rf"{_A} - {_B} = {_N}(?<=points|.point)",
            "write `share of {a} in WHOLE = {n} more than share of {b} in WHOLE`, "
            "where WHOLE is what both are parts of",
        ),
        _line(
            rf"swing of {_N} (?:from )?{_A} to {_B}|swing {_A.replace('<a>', '<c>')} to "
            rf"{_B.replace('<b>', '<d>')} = {_M}",
            "write `swing from {a}{c} to {b}{d} = {n}{m}`",
        ),
        _line(
            rf"(?:share|percentage|proportion|fraction|part) of {_A} (?:in|among|of|out of) {_B}"
            r"(?P<r> ?[=<>].*)",
            "write `share of {a} in {b}{r}`",
        ),
        _line(
            r"(?P<at>(?:share|percentage|proportion) of (?P<a>[^=<>]+?)) ?(?P<r>[=<>].*)",
            "write `share of {a} in WHOLE {r}`, where WHOLE is what it is a part of",
            "a share of {a} in what?",
        ),
        _line(
            r"(?P<at>(?:(?:the )?share (?P<a>(?!of )[^=<>]+?)|(?P<c>[^=<>]+?)(?:['’]s?)? share)) ?"
            r"(?P<r>[=<>].*)",
            "write `share of {a}{c} in WHOLE {r}`, where WHOLE is what it is a part of",
            "a share of {a}{c} in what?",
        ),
        _line(
            rf"(?P<l>.*?)(?P<at>{_N} (?:out )?of {_M})",
            "write `{l}{n} of {m} NAME`, where NAME is what there are {m} of",
            "{n} of {m} what?",
        ),
        _line(
            r"(?P<l>|.*[=<>] ?|.*than )"
            rf"(?P<n>[\d.]+ ?(?:%|per ?cent|pct?)|{_PART}|\d in \d+|one in \w+) "
            r"(?P<r>(?!(?:of|more|less|fewer) )[^\W\d].*)",
            "write `{l}{n} of {r}`",
        ),
        _line(
            rf"{_A} (?:per|a) {_HEAD} = {_N}",
            "write `{a} = {n} per PEOPLE`, where PEOPLE is the name of those who share it",
        ),
        _line(rf"(?P<l>.*?) (?:per|a) {_HEAD} of {_B}", "write `{l} per {b}`"),
        _line(
            rf"(?P<l>.*?) (?:per|a) {_HEAD}",
            "write `{l} per PEOPLE`, where PEOPLE is the name of those who share it",
        ),
        # Figures.
        _words(r"\bc(?=\d)", "about "),
        _words(r"(?<=\d) ?(?:mln|mio)\b", "m"),
        _words(r"(?<=\d) ?(?:B|bln)\b", "bn"),
        _words(r"(?<=\d) ?pct\b", "%"),
        _line(
            rf"rank of (?P<a>(?!.* by )[^=<>]+?) ?(?:=|{_IS}) (?P<r>[^=<>]+)",
            "write `rank of {a} by NAME = {r}`, where NAME is what the table is sorted by",
        ),
        _line(
            rf"(?!rank of ){_A} (?:=|{_IS}|came|finished|ranked|ranks)(?: in)? "
            rf"(?P<at>{_PLACE})(?: place)?",
            "write `rank of {a} by NAME = {th}`, where NAME is what the table is sorted by",
            "`{th}` is a place in a table",
        ),
        _line(
            rf"(?!rank of ){_A} = (?P<at>{_PLACE})",
            "write `rank of NAME by {a} = {th}`, where NAME is who has that place",
            "`{th}` is a place in a table",
        ),
        _line(r"(?P<l>.*[=<>]) an?(?P<r>| .*)", "write `{l} 1{r}`"),
        _line(r"(?P<l>.*[=<>]) an? (?P<r>\w+)", "write `{l} 1 {r}s`"),
        _line(r"(?P<l>.*[=<>]) an? (?P<r>\w+)y", "write `{l} 1 {r}ies`"),
        _line(
            rf"(?P<l>.*[=<>] ?)(?P<n>{_NUMBER}(?<=[%t])|(?:{_HEDGE} )?(?:{_PART}|\d+/\d+))",
            "write `{l}{n} of NAME`, where NAME is the whole that it is a part of",
        ),
        _line(
            rf"(?P<l>.*[=<>] ?)(?P<n>(?:{_HEDGE} )?(?:double|twice|triple|treble|{_DIGITS} times))",
            "write `{l}{n} NAME`, where NAME is what it is compared with",
        ),
        _words(r"(?<=\d) (?:years )?(?:and|or) (?:over|older|above|more|up)\b", "+"),
        _words(r"(?<=\d)[-–](?=\d)", ".."),
        # Words for signs.
        _words(
            r"\band not\b|\b(?:except|excluding|other than|apart from|but without)(?: for)?\b",
            "but not",
        ),
        _words(r"\b(?:plus|and also|together with)\b", "+"),
        _words(r"\bminus\b", "-"),
        _words(r"\b(?:times|multiplied by)\b|(?<= )x(?= )", "*"),
        _words(r"\bdivided by\b", "/"),
        _line(
            r"(?:the )?sum of (?P<a>[^=<>]+) and (?P<b>[^=<>]+?)(?P<r> ?[=<>].*)",
            "write `{a} + {b}{r}`",
        ),
        _line(
            rf"(?:the )?(?:difference between (?P<a>[^=<>]+) and|{_A.replace('<a>', '<c>')} versus|"
            rf"{_A.replace('<a>', '<d>')} vs\.?) {_B} = {_N}",
            "write `{a}{c}{d} - {b} = {n}` for the difference",
        ),
        _line(
            rf"{_A} (?P<at>within) {_B}",
            "write `{a} same members as ({a} and {b})`, which says that all of {a} are among {b}",
            "`within` is not in the language yet",
        ),
        # Sentences.
        _line(r"(?:is|are|was|were) (?P<a>[^=<>]+ [=<>].*)", "write `{a}`"),
        _line(
            r"(?:how many|how much|what (?:is|are|was|were)|what about) (?:the )?(?P<a>.+?)"
            r"(?: (?:are|is|were|was) there)?\??",
            "write `{a}`",
        ),
        _line(rf"there (?:is|are|was|were|have been|has been) {_N} {_A}", "write `{a} = {n}`"),
        _line(
            rf"there (?:is|are|was|were|have been|has been) {_N}",
            "write `NAME = {n}`, where NAME is what there are {n} of",
        ),
        _words(r"(?<=of )all (?=\w)|(?<== )all (?=\w)", ""),
        _words("of (?:the )?(?:total|whole|all)$", "of NAME"),
        _line(
            rf"(?:all|every)(?: of)?(?: the)? {_B} (?:is|are|was|were) {_A}", "write `{a} = {b}`"
        ),
        _line(rf"no {_B} (?:is|are|was|were) {_A}", "write `{a} = no {b}`"),
        _line(
            rf"none of (?:the )?{_B} (?:is|are|was|were) {_A}",
            "write `{a} = none`",
        ),
        _line(
            rf"(?:the )?(?:ratio of {_A} to {_B}|{_A.replace('<a>', '<c>')} ?: ?"
            rf"{_B.replace('<b>', '<d>')}) (?:=|{_IS}) {_N}(?: ?(?::|to) ?1)?",
            "write `{a}{c} = {n} times {b}{d}`",
        ),
        _line(
            rf"(?:most|a majority|the majority)(?: of)? {_B} {_IS} {_A}",
            "write `{a} > half of {b}`",
        ),
        _line(rf"{_N} (?:out )?of (?:the )?(?P<b>[^=<>]+?) {_IS} {_A}", "write `{a} = {n} of {b}`"),
        _line(rf"{_N} (?P<b>[^=<>]+?) {_IS} {_A}", "write `{a} = {n} {b}`"),
        _line(
            rf"(?P<n>{_PART}|{_NUMBER}(?<=%)) {_A}",
            "write `{a} = {n} of NAME`, where NAME is the whole that it is a part of",
        ),
        _line(rf"{_N} {_A}", "write `{a} = {n}`"),
        _line(
            rf"{_A} (?:exceeds?|exceeded|outnumbers?|outnumbered|(?:{_IS} )?"
            rf"(?:more|greater|higher|larger|bigger|over)(?: than)?) {_B}",
            "write `{a} > {b}`",
        ),
        _line(
            rf"{_A}(?: {_IS})? (?:less|fewer|lower|smaller|under|below)(?: than)? {_B}",
            "write `{a} < {b}`",
        ),
        _line(
            rf"{_A} {_IS} (?:the )?(?P<r>(?:largest|smallest|highest|lowest|same|one number).*)",
            "write `{a} {r}`",
        ),
        _line(
            rf"(?P<list>[A-Z]{_BARE}*(?:,| and ){_BARE}*) (?:is|are|was|were|in) (?P<b>{_BARE}+)",
            "write `{b} includes {{{list}}}`",
        ),
        _words(r"\binclude(?= ?\{)", "includes"),
        _line(r"(?P<l>.*) includes? (?P<list>[^{}\d]+)", "write `{l} includes {{{list}}}`"),
        _line(
            r"(?P<l>[^=<>]+ by [^=<>:]+?)(?: ?[=:] ?| are )"
            rf"(?P<list>(?! ?{_PLACE})[^{{}}=<>:]+)",
            "write `{l} = {{{list}}}`",
        ),
        _line(
            rf"{_A} (?:is|are|was|were) (?P<b>(?!between |{_NUMBER})[^=<>]+)",
            "write `{a} in {b}` where {a} is a member, `{a} = {b}` for equal numbers",
        ),
        _line(
            rf"(?P<a>[A-Z][^=<>]*?) (?:is|are|was|were) (?P<b>(?!{_NUMBER}){_BARE}+)",
            "write `{a} in {b}`",
        ),
        _line(
            rf"{_A} (?:beats?|leads?|led|(?:is |are |was |were )?(?:ahead of|above)) {_B} by {_N}",
            "write `{a} = {n} more than {b}`",
        ),
        _line(
            rf"{_A} (?:beats?|leads?|led) {_B} by {_N}(?<=points|.point)",
            "write `share of {a} in WHOLE = {n} more than share of {b} in WHOLE`, "
            "where WHOLE is what both are parts of",
        ),
        _line(
            rf"{_A} (?:trails?|trailed|(?:is |are |was |were )?(?:behind|below)) {_B} by {_N}",
            "write `{a} = {n} less than {b}`",
        ),
        _line(rf"{_A} (?:{_IS} )?ahead of {_B}", "write `{a} > {b}`"),
        _line(rf"{_A} (?:{_IS} )?behind {_B}", "write `{a} < {b}`"),
        _line(
            rf"{_A} (?:came |was |is )?(?P<n>{_NUMBER} \w+ (?:after|before) [^=<>]+)",
            "write `{a} = {n}`",
        ),
        _line(
            rf"{_A} followed {_B} (?:by|after) (?P<n>{_NUMBER} \w+)", "write `{a} = {n} after {b}`"
        ),
        _line(rf"{_A} {_IS} (?P<r>[^=<>]+)", "write `{a} = {r}`"),
        _line(
            rf"{_A} in {_B}(?P<r> ?[=<>].*)",
            "write `{a}[{b}]{r}` for a place, `({a} and {b}){r}` for members of both",
        ),
        _line(rf"{_A} in {_B}(?P<r> ?[=<>].*)", "write `{a}[{b}]{r}`"),
        _line(rf"{_A} in {_B}(?P<r> ?[=<>].*)", "write `({a} and {b}){r}`"),
        _line(rf"{_A}: ?(?P<r>[^=<>]+)", "write `{a} = {r}`"),
        _line(rf"{_A}(?: of| at|,) {_N}", "write `{a} = {n}`"),
        _line(rf"(?P<a>[^=<>]+@\S+) {_N}", "write `{a} = {n}`"),
        _words(r"\b(?:the )?(?:(?:total )?number|amount|total|count) of (?:the )?", ""),
        _words(r"(?<![\w}])the (?!rest|same)", ""),
    )
