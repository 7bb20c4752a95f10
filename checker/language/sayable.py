"""How a word of the vocabulary is written in a statement, found by asking the parser itself."""

import re
from functools import lru_cache

from checker.frozen import dataclass
from checker.language.figures import Kind
from checker.language.grammar import RESERVED, parse
from checker.language.lexicon import PER_CENT
from checker.language.mistakes import Mistake
from checker.language.names import PeriodMark, PlaceMark
from checker.language.nodes import Node
from checker.language.sides import Printed

_FRAMES = {"periods": (("x@", " = 1"),), "places": (("x[", "] = 1"),), "units": (("x = 1 ", ""),)}
"""Statements around a word, by the section that declares it."""

_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_NAMES = (("", " = 1"), ("x = ", ""))


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a word is written that the parser does not take as it stands.

    `ways` are spellings that it takes. `is_misread` tells that it takes the word for another thing,
    such as a figure, and says nothing.
    """

    ways: tuple[str, ...]
    is_misread: bool


@lru_cache(maxsize=4096)
def spelling(word: str, section: str) -> Spelling | None:
    """How a word of a section of the vocabulary is written; None where it may stand as it is."""
    plain = section != "units" and _PLAIN.fullmatch(word)
    if plain and RESERVED.isdisjoint(word.casefold().split()):
        return None  # nothing else can be meant, and there may be thousands
    frames = _FRAMES.get(section, _NAMES)
    taken = [_is_taken(word, word, frame) for frame in frames]
    if all(taken):
        return None
    others = (word.replace(" ", "_"), f'"{word}"')
    ways = (other for other in others if all(_is_taken(other, word, frame) for frame in frames))
    return Spelling(tuple(ways), is_misread=False in taken)


def _is_taken(written: str, word: str, frame: tuple[str, str]) -> bool | None:
    """Whether a statement means the word where it is written so; None where it is a mistake."""
    found = parse(written.join(frame))
    if isinstance(found, Mistake):
        return None
    return any(_means(node, word.replace("_", " ")) for node in found.tree.walk())


def _means(node: Node, word: str) -> bool:
    match node:
        case PeriodMark(name=name):
            return name == word
        case PlaceMark(name=name):
            return name.replace("_", " ") == word
        case Printed(figure=figure):
            return word in (PER_CENT if figure.kind is Kind.PERCENT else (figure.unit,))
        case _:
            return word in (name.replace("_", " ") for name in node.named())
