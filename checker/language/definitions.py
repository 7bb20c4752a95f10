"""The definitions of a vocabulary: names for sets, written in the language itself."""

from collections.abc import Mapping

from checker.language.grammar import parse_side
from checker.language.lexicon import Definition, Lexicon
from checker.language.measures import Region
from checker.language.mistakes import Mistake, MistakeError
from checker.language.nodes import Expression, Node
from checker.language.periods import period_of
from checker.language.scope import Scope, Words
from checker.limits import NESTED_MEANINGS


def words_of(lexicon: Lexicon) -> tuple[Words, dict[str, Mistake]]:
    """The words of a vocabulary, and the definitions that are no sets, by name."""
    words = Words(lexicon)
    sets: dict[str, Expression] = {}
    mistakes: dict[str, Mistake] = {}
    for name, definition in sorted(lexicon.definitions.items()):
        found = parse_side(definition.text)
        if isinstance(found, Mistake):
            mistakes[name] = found
        else:
            sets[name] = words.definitions[name] = found
    anywhen = Scope(words, period=period_of("2000", {}))
    heights = _heights(sets, words)
    refused: set[str] = set()
    for name in sorted(sets, key=lambda name: (heights.get(name, 0), name)):
        expression = sets[name]
        if refused.isdisjoint(_defined_in(expression, words)):
            region = _as_set(name, expression, heights.get(name, 0), anywhen)
            if not isinstance(region, Mistake):
                continue
            mistakes[name] = region
        refused.add(name)  # what is made of it is no set either, which need not be told
    return words, dict(sorted(mistakes.items()))


def _as_set(name: str, expression: Expression, height: int, scope: Scope) -> Region | Mistake:
    """What a definition stands for."""
    if height > NESTED_MEANINGS:
        return Mistake(_TOO_DEEP, expression.start, expression.end, _BY_VALUES)
    try:
        return scope.defined(name, scope.default_period(), None, expression)
    except MistakeError as error:
        return error.mistake


_OWN = 5
_TOO_DEEP = "it has too many definitions and brackets inside one another"
_BY_VALUES = "define it by values and populations"


def _heights(sets: Mapping[str, Expression], words: Words) -> dict[str, int]:
    """How many nodes lie inside one another in each definition; of none that goes in a circle."""
    waiting = {name: _defined_in(one, words) for name, one in sets.items()}
    heights: dict[str, int] = {}
    while ready := [n for n, inside in waiting.items() if inside.isdisjoint(waiting)]:
        found = {name: _height(sets[name], words, heights) for name in ready}
        heights |= found
        for name in ready:
            del waiting[name]
    return heights


def _height(node: Node, words: Words, heights: Mapping[str, int]) -> int:
    inner = max((_height(child, words, heights) for child in node.children()), default=0)
    defined = (t.name for n in node.named() for t in words.things(n) if isinstance(t, Definition))
    return 1 + max((_OWN + heights[name] for name in defined), default=inner)


def _defined_in(expression: Node, words: Words) -> set[str]:
    """The definitions that an expression names."""
    named = (thing for n in expression.walk() for name in n.named() for thing in words.things(name))
    return {
        thing.name for thing in named if isinstance(thing, Definition)
    } & words.definitions.keys()
