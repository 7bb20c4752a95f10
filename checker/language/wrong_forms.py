"""What is written wrongly most often, and what to write instead: the forms of `wrong_forms.txt`."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from checker.frozen import dataclass
from checker.language.days import MONTHS
from checker.language.numerals import NUMBER_WORDS, ORDINALS, any_of

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
    if (then := re.fullmatch(_pattern("(?:in )?<WHEN>"), groups.get("base", ""))) is not None:
        turned["base"] = f"{_reached(groups['a'])}@{_dated(then['when'])}"
    return template.format_map(_NAMES | groups | turned)


PLACEHOLDERS = frozenset({"NAME", "WHOLE", "PEOPLE", "PERIOD"})
"""What stands in a remedy for a name that only the writer knows."""

_NAMES = {"base": "a year earlier", "a": "", "c": "", "d": "", "b": "", "n": "", "m": "", "r": ""}
"""What is meant where nothing is written."""


# --- the table -------------------------------------------------------------------------------


@cache
def forms() -> tuple[Form, ...]:
    """All forms, the first in order first; made when a line is wrong for the first time."""
    return tuple(_forms(_lines_of_table()))


@cache
def _lines_of_table() -> tuple[str, ...]:
    lines = _spread(Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines())
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


@cache
def _named() -> dict[str, str]:
    """The patterns that have names."""
    found = [re.fullmatch(r"([A-Z_]+)(?: = (.*)|: (.*))", line) for line in _lines_of_table()]
    return _GIVEN | {one[1]: one[2] or any_of(one[3].split(", ")) for one in found if one}


def _forms(lines: Sequence[str]) -> Iterator[Form]:
    patterns: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("    ") and not line.startswith("    !"):
            write = _MAKERS.get(line[4:], line[4:])
            message = after[6:] if after.startswith("    !") else ""
            yield from (Form(re.compile(pattern), write, message) for pattern in patterns)
            patterns = []
        elif not line.startswith("    ") and not re.match("[A-Z_]+( =|:) ", line):
            patterns.append(_pattern(line))


def _spread(lines: Iterable[str]) -> Iterator[str]:
    """The lines of the table, those between `each:` and `end` once for each alternative."""
    block: list[str] | None = None
    for line in lines:
        if line == "each:":
            block = []
        elif line == "end" and block is not None:
            yield from _each(block)
            block = None
        elif block is None:
            yield line
        else:
            block.append(line)


def _each(block: Sequence[str]) -> Iterator[str]:
    told = (re.fullmatch(r"([A-Z_]+) = (.* // .*)", line) for line in block)
    choices = {one[1]: one[2].split(" // ") for one in told if one is not None}
    for number in range(len(next(iter(choices.values())))):
        chosen = {name: options[number] for name, options in choices.items()}
        yield from (_filled_in(line, chosen) for line in block[len(choices) :])


def _pattern(line: str) -> str:
    """A line of the table as a regular expression."""
    if line.startswith("~ "):
        line = f"(?P<l>.*?)(?P<at>{line[2:]})(?P<r>.*)"
    while (filled_in := _filled_in(line, _named())) != line:
        line = filled_in
    return line


def _filled_in(line: str, known: Mapping[str, str]) -> str:
    """A line with what the names between `<` and `>` stand for, as far as they are known."""
    return re.sub(r"<([A-Z_]+)>", lambda found: known.get(found[1], found[0]), line)


_GIVEN = {
    "WORDS": any_of((*NUMBER_WORDS, "dozens", "double", "twice", "treble", "triple")),
    "MONTH": any_of({*MONTHS, *(month[:3] for month in MONTHS), "Sept"}),
    "ORDINALS": any_of(ORDINALS),
}
"""Names for patterns of words that are listed elsewhere."""


# --- what is made of groups ------------------------------------------------------------------


def _dated(text: str) -> str:
    """A day or a month as a formula has it: `March 2011` is 2011-03."""
    words = text.replace(",", " ").replace(".", " ").split()
    month = next((n for n, name in enumerate(MONTHS, 1) for w in words if w[:3] == name[:3]), 0)
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
        bare = [re.fullmatch(_pattern("<A> <N>"), part) for part in parts]
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
    found = re.findall(_pattern(r"(?:^|, | and )(<NUMBER>),? (?:in |\()(<YEAR>)\)?"), groups["all"])
    if len(found) < len(re.findall(_pattern("<YEAR>"), groups["all"])) or len(found) == 1:
        return ""
    series = ", ".join(f"{year}: {figure}" for figure, year in found)
    return f"write `{groups['a']} = {{{series}}}`"


def _in_brackets(groups: Groups) -> str:
    """`A = 300 (100 B, 200 C)`: a number and its parts."""
    parts = [re.fullmatch(_pattern("<N> <B>"), part) for part in groups["all"].split(", ")]
    if len(parts) == 1 or None in parts:
        return ""
    named = [f"{part['b']} = {part['n']}" for part in parts if part is not None]
    return _lines([f"{groups['a']} = {groups['m']}", *named])


def _lines(parts: list[str]) -> str:
    return f"write a statement a line: {', '.join(f'`{part}`' for part in parts)}"


_MAKERS: dict[str, Callable[[Groups], str]] = {
    ": plain_signs": _plain_signs,
    ": a_line_each": _a_line_each,
    ": in_turn": _in_turn,
    ": in_years": _in_years,
    ": in_brackets": _in_brackets,
}
"""What makes a remedy that is more than a template."""
