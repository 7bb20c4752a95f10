"""How the texts and lists of YAML files are read: the kinds of value that keys have.

A kind says what is made of a node, and what the JSON schema of a file tells of it. What is wrong
with a value is raised in our words (`misfit`), with what to write instead.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from checker.algebra.intervals import Interval
from checker.claims.editions import as_of
from checker.claims.nodes import Listed, Text, is_nothing
from checker.claims.sources import one_line, shown
from checker.claims.statements import Printing, Ruling
from checker.frozen import dataclass
from checker.language.days import minute_of
from checker.language.figures import VAGUE, Reading, convention_of
from checker.language.lexicon import Running
from checker.language.measures import Plan
from checker.language.periods import period_of
from checker.language.suggest import did_you_mean, nearest

ID = re.compile(r"[\w-]+")
"""What claims and assumptions are called."""

MISFIT, FLAG = "misfit", "flag"
"""Errors of ours: with a message in the context, and of what is neither true nor false."""

_CONTRADICTION = re.compile(r"[0-9a-f]{12}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}/?#]+(?:[/?#][^\s\"<>\\^`{|}]*)?", re.ASCII)
_SHARE = re.compile(r" *\d{1,6}(?:\.\d{1,9})? ?%? *", re.ASCII)
_TRUST = re.compile(r"\d{1,6}(?:\.\d{1,6}|/[1-9]\d{0,5})?", re.ASCII)
_RANGE = re.compile(r" *\d[\d,]{0,20}(?: ?\+| ?(?:to|[-–]) ?\d[\d,]{0,20})? *", re.ASCII)
_FLAGS = dict.fromkeys(("true", "yes", "on", "y", "t", "1"), True)
_FLAGS |= dict.fromkeys(("false", "no", "off", "n", "f", "0"), False)

JsonSchema = dict[str, Any]

STRING: JsonSchema = {"type": ["string", "number"]}
"""YAML makes numbers of some texts that are none here, such as a year."""
_STRINGS: JsonSchema = {"type": "array", "items": STRING}
_NOTHING: JsonSchema = {"enum": [None, [], {}]}


class MisfitError(Exception):
    """What does not fit, and what is told of it."""

    def __init__(self, kind: str, told: dict[str, str] | None = None) -> None:
        super().__init__(kind)
        self.kind, self.told = kind, told or {}


def misfit(message: str, remedy: str, at: str = "") -> MisfitError:
    """What is wrong with a value, or with an entry `at` one of its keys, and what to write."""
    return MisfitError(MISFIT, {"message": message, "remedy": remedy, "at": at})


@dataclass(frozen=True, eq=False)
class Read:
    """A text as it is, or what `read` makes of it.

    Where that is None, or the text has not the `form`, it is no `what`. `schema` is what the JSON
    schema says of it, if that is more than its form.
    """

    what: str = ""
    remedy: str | Callable[[Text], str] = ""
    form: re.Pattern[str] | None = None
    read: Callable[[Text], object] = Text.__str__
    schema: JsonSchema | None = None

    def value(self, node: object) -> object:
        """What is made of a text."""
        if not isinstance(node, Text):
            raise MisfitError(FLAG if self.what == FLAG else "text")
        if not self.what:
            return node
        fits = self.form is None or self.form.fullmatch(node)
        found = self.read(node) if fits else None
        if found is not None:
            return found
        if self.what == FLAG:
            raise MisfitError(FLAG)
        remedy = self.remedy if isinstance(self.remedy, str) else self.remedy(node)
        raise misfit(f"`{shown(node)}` is no {self.what}", remedy)


@dataclass(frozen=True, eq=False)
class Loosely:
    """A value that may be written in other forms, of which `usual` makes the usual one."""

    usual: Callable[[object], object]
    forms: tuple[JsonSchema, ...] = (_NOTHING,)


# --- texts -----------------------------------------------------------------------------------


def plain_day(text: str) -> date | None:
    """A day as it is written in 2027-01-31; None for any other way, which ISO 8601 has many of."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def day_instead(text: str) -> str:
    """How to write a day that is not written plainly."""
    try:
        return f"write it as {date.fromisoformat(text)}"
    except ValueError:
        return "write it as in 2027-01-31"


def _moment(text: str) -> tuple[date, int] | None:
    """A day and a minute of it."""
    written, _, clock = one_line(text).partition(" ")
    day, minute = plain_day(written), minute_of(clock)
    return None if day is None or minute is None else (day, minute)


def _moment_instead(text: str) -> str:
    if plain_day(text):
        return f"write `on: {text}`, or the time behind it: `{text} 12:51`"
    return "write it as 2011-02-22 12:51"


def _days(text: str) -> tuple[date, date] | None:
    """The first and the last day of a day, a month or a year."""
    period = period_of(text, {})
    if period is None or period.first is None or period.last is None:
        return None
    return period.first, period.last


WRITE_DAYS = "write a day (2011-02-22), a month (2011-02) or a year (2011)"


def _share(text: str) -> Fraction | None:
    share = Fraction(text.strip(" %")) / (100 if "%" in text else 1)
    return share if share < 1 else None


def _range(text: str) -> Interval | None:
    low, *others = (Fraction(end.replace(",", "")) for end in re.findall(r"\d[\d,]*", text))
    high = others[0] if others else low
    return Interval(low, None if "+" in text else high) if low <= high else None


def _convention_instead(text: str) -> str:
    known = [one.value for one in Reading if one is not Reading.DEFAULT]
    name, _, unit = text.strip().partition(" ")
    if name in {*known, Reading.DEFAULT.value} and unit:
        return "behind a kind of rounding may stand its unit, as in `nearest 1,000`"
    near = nearest(name, known)
    return f"did you mean `{near}`?" if near else f"known are {_quoted(known, ', ')}"


def _quoted(words: list[str], between: str) -> str:
    return between.join(f"`{word}`" for word in words)


def is_address(text: str) -> bool:
    """Whether a text is the address of a page on the web."""
    return _ADDRESS.fullmatch(text) is not None


def _reason(text: str) -> str:
    if not text.strip():
        raise misfit("`because` has no text", "say why it was decided so")
    return one_line(text)


def _one_of(words: Mapping[str, object], what: str) -> Read:
    """A word out of a list; `what` it is called."""
    return Read(what, lambda text: did_you_mean(text, words), None, words.get, {"enum": [*words]})


def _values(kinds: type[Enum]) -> dict[str, object]:
    return {kind.value: kind for kind in kinds}


def _tally(*known: Running) -> Read:
    """How a tally runs: `true`, or `rising` where it may; `false` where it does not."""
    words: dict[str, object] = {one.value: one for one in known} | {"false": False}

    def read(text: Text) -> object:
        if text in words:
            return words[text]
        remedy = f"write {_quoted([*words], ' or ')}"
        if text == Running.RISING.value:
            remedy = "write `running: true`, and `VALUE never shrinks` as a statement"
        raise misfit(f"`running` cannot be `{shown(text)}`", remedy)

    others = [one.value for one in known if one is not Running.EITHER_WAY]
    return Read("tally", read=read, schema={"enum": [True, False, *others]})


_INSTEAD = {
    "published": "write it as 2011-11-08 or 2011-11",
    "time": "write it as 2011-11-08, or with the time as 2011-11-08 18:00",
    "weight": "write a number above 0; 1 is usual, 2 weighs double",
    "share": "write it as `5%` or `0.05`, below 100%",
    "range": "write it as `24+`, `3 to 19` or `2`, the smaller number first",
    "address": "write it whole, as in https://example.org/check",
    "id": "copy the twelve letters and digits that the report gives it",
}

String = Annotated[Text, Read()]
Id = Annotated[Text, Read(form=ID)]
"""Whether it is one, a reader looks at: the rest of the entry can be read all the same."""
Words = Annotated[str, Read("text", read=one_line)]
"""A text of which nobody asks where it stands; one line with single spaces."""
Flag = Annotated[
    bool, Read(FLAG, read=lambda text: _FLAGS.get(text.casefold()), schema={"type": "boolean"})
]
Day = Annotated[date, Read("date", day_instead, _DATE, plain_day)]
Moment = Annotated[tuple[date, int], Read("moment", _moment_instead, None, _moment)]
Days = Annotated[tuple[date, date], Read("date", WRITE_DAYS, _PUBLISHED, _days)]
Published = Annotated[
    str, Read("date", _INSTEAD["published"], _PUBLISHED, lambda text: _days(text) and str(text))
]
Edition = Annotated[
    str, Read("time", _INSTEAD["time"], None, lambda text: as_of(text) and str(text))
]
Convention = Annotated[
    tuple[Reading, Fraction | None], Read("reading", _convention_instead, None, convention_of)
]
Trust = Annotated[
    Fraction, Read("weight", _INSTEAD["weight"], _TRUST, lambda text: Fraction(text) or None)
]
Share = Annotated[Fraction, Read("share", _INSTEAD["share"], _SHARE, _share)]
Range = Annotated[Interval, Read("range of numbers", _INSTEAD["range"], _RANGE, _range)]
VagueWord = Annotated[str, _one_of({word: word for word in sorted(VAGUE)}, "word for a number")]
Address = Annotated[str, Read("address of a page", _INSTEAD["address"], _ADDRESS)]
Contradiction = Annotated[
    Text, Read("id of a contradiction", _INSTEAD["id"], _CONTRADICTION, lambda text: text)
]
Reason = Annotated[str, Read("reason", read=_reason)]
Decided = Annotated[Ruling, _one_of(_values(Ruling), "ruling")]
Status = Annotated[Plan, _one_of(_values(Plan), "status")]
Printed = Annotated[Printing, _one_of(_values(Printing), "place in an article")]
Tally = Annotated[Running | Literal[False] | None, _tally(*Running)]
TallyEitherWay = Annotated[Running | Literal[False] | None, _tally(Running.EITHER_WAY)]


# --- lists and mappings ----------------------------------------------------------------------

T = TypeVar("T")


def _or_none(node: object) -> object:
    return () if is_nothing(node) else node


def _one_or_more(node: object) -> object:
    return (node,) if isinstance(node, Text) else _or_none(node)


def _or_empty(node: object) -> object:
    return {} if is_nothing(node) else node


def _or_parts(node: object) -> object:
    return {"parts": node} if isinstance(node, Listed) and node else _or_empty(node)


Strings = Annotated[tuple[String, ...], Loosely(_or_none)]
StringOrStrings = Annotated[tuple[String, ...], Loosely(_one_or_more, (STRING, _NOTHING))]
Spellings = Annotated[dict[String, String], Loosely(_or_empty)]
Entry = Annotated[T, Loosely(_or_empty)]
EntryOrParts = Annotated[T, Loosely(_or_parts, (_STRINGS, _NOTHING))]
Several = Annotated[tuple[Entry[T], ...], Loosely(_or_none)]
Section = Annotated[dict[String, T], Loosely(_or_empty)]
