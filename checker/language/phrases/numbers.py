"""`aged 65+`, `people aged 20..29`, `aged under 18`: members by a whole number that each one has.

The attribute is declared with `numbers: true`. The numbers belong to the name of the set, so they
are no figures that an article must have printed.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from checker.frozen import dataclass
from checker.language import hedges
from checker.language.figures import Hedge
from checker.language.hooks import Phrase
from checker.language.lexicon import Attribute
from checker.language.measures import Region
from checker.language.mistakes import MistakeError, fail
from checker.language.names import Name
from checker.language.nodes import Expression, Node, sized
from checker.language.parser import Parser
from checker.language.ranges import Cases, Range, always
from checker.language.scope import Scope, population_of
from checker.language.suggest import nearest
from checker.language.things import InRange, Thing
from checker.limits import DIGITS_OF_A_MEMBERS_NUMBER

_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+", re.ASCII)
_PART = re.compile(r"\.\d|%", re.ASCII)
_DASH = re.compile(r"\s*(?:[-–−]\s*|to\s+)(\d+)", re.ASCII)

_CLEAR = frozenset({Hedge.NONE, Hedge.MORE, Hedge.AT_LEAST, Hedge.LESS, Hedge.AT_MOST})
"""Words that leave no doubt which numbers are meant."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The whole numbers from `low` to `high` (None: no end), with the text that says so."""

    start: int
    end: int

    low: int
    high: int | None
    text: str

    @property
    def words(self) -> str:
        """As people say it."""
        return self.text.replace("+", " or over").replace("..", " to ")

    @property
    def is_figure(self) -> bool:
        """Whether the text can stand behind `=`, too."""
        return "+" not in self.text and ".." not in self.text and " or " not in self.text

    def meets(self, other: "Numbers") -> bool:
        """Whether some number is among both."""
        ends = [one.high for one in (self, other) if one.high is not None]
        return not ends or max(self.low, other.low) <= min(ends)


def gaps(taken: Iterable[Numbers]) -> list[Numbers]:
    """The stretches of numbers from 0 up that none of some, all of them apart, covers."""
    found: list[Numbers] = []
    first: int | None = 0
    for one in sorted(taken, key=lambda one: one.low):
        if first is not None and first < one.low:
            found.append(_stretch(first, one.low - 1))
        first = None if one.high is None else one.high + 1
    return found if first is None else [*found, _stretch(first, None)]


def _stretch(low: int, high: int | None) -> Numbers:
    return Numbers(0, 0, low, high, f"{low}+" if high is None else f"{low}..{high}")


@dataclass(frozen=True, slots=True)
class Numbered(Expression):
    """The members of a set whose number of an attribute is among some.

    The name is that of the attribute, with or without the set before it: which is which only the
    vocabulary can tell.
    """

    name: Name
    numbers: Numbers

    def children(self) -> Iterable[Node]:
        return self.name.children()

    def named(self) -> tuple[str, ...]:
        words = self.name.name.split()
        return tuple(" ".join(words[:end]) for end in range(1, len(words)))

    @property
    def text(self) -> str:
        bare = replace(self.name, period_mark=None, place_mark=None).text
        return f"{bare} {self.numbers.text}{self.name.text[len(bare) :]}"

    @property
    def is_set(self) -> bool:
        return True

    @property
    def unfinished(self) -> str:
        name, numbers = self.name.name, self.numbers.text
        if not self.numbers.is_figure:
            return f"write `{self.text} = …`, for example"
        return (
            f"write `{name} = {numbers}` for how many there are, or `{name} {numbers} = …` "
            "for how many have this number"
        )

    def _found(self, scope: Scope) -> tuple[Thing, Attribute]:
        """The set and the attribute that the name holds; the longest attribute's name counts."""
        words = self.name.name.split()
        for first in range(len(words)):
            attribute = scope.words.attribute(" ".join(words[first:]))
            if attribute is not None and attribute.numbers:
                if not first:
                    return scope.words.lexicon.populations[attribute.of], attribute
                whole = " ".join(words[:first])
                return scope.words.thing(whole, self.name), attribute
        raise self._unknown(words, scope)

    def _unknown(self, words: list[str], scope: Scope) -> MistakeError:
        known = [a.name for a in scope.words.lexicon.attributes.values() if a.numbers]
        ends = [" ".join(words[first:]) for first in range(len(words))]
        near = next((found for end in ends if (found := nearest(end, known))), None)
        name = self.name.name
        sets = (n for n in range(1, len(words)) if scope.words.things(" ".join(words[:n])))
        cut = max(sets, default=0)
        whole = " ".join(words[:cut]) or "NAME"
        line = f"{' '.join(words[cut:])}: {{of: {whole}, numbers: true}}"
        remedy = f"declare it under `attributes` in the vocabulary: `{line}`"
        if near is not None:
            remedy = f"did you mean `{near}`?"
        elif scope.words.things(name) and self.numbers.is_figure:
            remedy = f"write `{name} = {self.numbers.text}` for how many there are"
        own = [a for a in scope.words.lexicon.attributes.values() if a.numbers and a.of == name]
        if own:
            remedy = f"write `{name} {own[0].name} {self.numbers.text}`"
        return fail(f"`{name}` is no attribute with numbers", self.name, remedy).unsettled()

    def _thing(self, scope: Scope) -> InRange:
        whole, attribute = self._found(scope)
        return InRange(whole, attribute, self.numbers.low, self.numbers.high)

    def region(self, scope: Scope) -> Region:
        thing = self._thing(scope)
        population = population_of(self.name.region_of(thing.whole, scope))
        if population != thing.attribute.of:
            raise fail(
                f"`{thing.attribute.name}` is an attribute of {thing.attribute.of}, "
                f"not of {population}",
                self.name,
                f"name a set of {thing.attribute.of}",
            )
        return self.name.region_of(thing, scope)

    def cases(self, scope: Scope) -> Cases:
        return always(Range.point(sized(self, scope)))

    def words(self, scope: Scope) -> str:
        thing = self._thing(scope)
        further = f" {thing.attribute.name} {self.numbers.words}"
        return self.name.words_of(thing, scope, further)


# --- grammar ---------------------------------------------------------------------------------


def numbers(parser: Parser) -> Numbers | None:
    """Takes `65+`, `20..29`, `63`, `under 18`, `17 or under`; None where no number stands."""
    start, taken = parser.skip(), parser.last_end
    between = parser.take("between")
    hedge = hedges.hedge(parser)
    first = _whole(parser) if hedge in _CLEAR else None
    if first is None:
        parser.position, parser.last_end = start, taken
        return None
    if hedge is not Hedge.NONE:
        low, high = _limited(hedge, first)
    elif between:
        parser.need_word("and")
        low, high = first, _last(parser)
    else:
        low, high = _plain(parser, first)
    text = " ".join(parser.text[start : parser.last_end].split())
    if high is not None and high < low:
        remedy = "write the smaller number first, or look for a slip"
        raise fail(f"no number is in `{text}`", (start, parser.last_end), remedy)
    return Numbers(start, parser.last_end, low, high, text)


def _whole(parser: Parser) -> int | None:
    start = parser.skip()
    match = parser.match(_WHOLE)
    if match is None:
        return None
    digits = match[0].replace(",", "")
    if len(digits) > DIGITS_OF_A_MEMBERS_NUMBER:
        raise fail(f"this number has {len(digits)} digits", (start, match.end()), "is it a slip?")
    if part := _PART.match(parser.text, parser.position):
        raise fail(
            "members have whole numbers", (start, part.end()), "write it without decimals"
        ).unsettled()
    return int(digits)


def _limited(hedge: Hedge, number: int) -> tuple[int, int | None]:
    match hedge:
        case Hedge.MORE:
            return number + 1, None
        case Hedge.AT_LEAST:
            return number, None
        case Hedge.LESS:
            return 0, number - 1
        case _:
            return 0, number


def _plain(parser: Parser, number: int) -> tuple[int, int | None]:
    """What a number without a hedge goes on with; a plus stands right behind it."""
    start = parser.last_end
    if parser.text.startswith("+", parser.position):
        parser.take_symbol("+")
        return number, None
    if parser.take_symbol(".."):
        return number, _last(parser)
    if dash := _DASH.match(parser.text, parser.position):
        raise fail(
            "two dots stand between the first and the last number",
            (start, dash.end()),
            f"write `{number}..{dash[1]}`, or for a difference `(NAME {number}) - {dash[1]}`",
        )
    if parser.take_all("or", "over"):
        return number, None
    if parser.take_all("or", "under"):
        return 0, number
    return number, number


def _last(parser: Parser) -> int:
    last = _whole(parser)
    if last is None:
        raise parser.expected("the last number", remedy="write `20..29`, or `20+`")
    return last


def _behind(parser: Parser, name: Name) -> Expression | None:
    found = numbers(parser)
    if found is None:
        return None
    period, place = parser.marks()
    marked = replace(name, period_mark=period, place_mark=place)
    return Numbered(name.start, parser.last_end, marked, found)


_FIRST = (*"0123456789", "between", "over", "under", "at", "more", "less", "fewer", "up", "no")

PHRASE = Phrase(name=dict.fromkeys(_FIRST, _behind))
