"""Words of a vocabulary that nothing uses: a warning each, since they may be a slip."""

import re
from collections.abc import Iterable, Iterator

from checker.claims.problems import Problem, Severity
from checker.claims.sources import shown
from checker.claims.statements import Statement
from checker.claims.vocabulary import Declared, Vocabulary
from checker.language.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+")
_SECTIONS = {
    "populations": "population",
    "attributes": "attribute",
    "quantities": "quantity",
    "define": "definition",
    "events": "event",
    "places": "place",
    "names": "name",
}


def unused(vocabulary: Vocabulary, statements: Iterable[Statement]) -> Iterator[Problem]:
    """A warning at each declaration without use, judged by the words of all formulas."""
    used = _used(vocabulary, list(statements))
    for declared in vocabulary.declared:
        kind = _SECTIONS.get(declared.section)
        if kind is None or _key(declared) in used:
            continue
        key = declared.key
        yield vocabulary.source.problem(
            key,
            f"the {kind} `{shown(declared.name)}` is not used by any statement",
            "remove it, or look for a misspelt use of it",
            Severity.WARNING,
        )


def _key(declared: Declared) -> tuple[str, str]:
    return declared.section, declared.name


def _used(vocabulary: Vocabulary, statements: list[Statement]) -> set[tuple[str, str]]:
    lexicon = vocabulary.lexicon
    spellings = _spellings(lexicon)
    said = Said(statement.text for statement in statements)
    used = {("names", n) for s in statements for n in _members(s, vocabulary)}
    used |= {("places", s.place) for s in statements if s.place}
    used |= {thing for thing, words in spellings.items() if said.any_of(words)}
    waiting = [name for section, name in used if section == "define"]
    while waiting:  # what used definitions say is used as well
        definition = lexicon.definitions[waiting.pop()]
        said = Said([definition.text])
        found = {thing for thing, words in spellings.items() if said.any_of(words)} - used
        used |= found
        waiting += [name for section, name in found if section == "define"]
    for name, attribute in lexicon.attributes.items():
        if ("attributes", name) in used:
            used.add(("populations", attribute.of))
    for name, quantity in lexicon.quantities.items():
        if ("quantities", name) in used and quantity.counts in lexicon.populations:
            used.add(("populations", str(quantity.counts)))
    for section, things in (
        ("populations", lexicon.populations),
        ("quantities", lexicon.quantities),
    ):
        for name, thing in things.items():
            if (section, name) in used and thing.place:
                used.add(("places", thing.place))
    return used | _places_with_used_parts(lexicon, used)


def _members(statement: Statement, vocabulary: Vocabulary) -> Iterator[str]:
    for listed in statement.formula.members:
        if listed.name in vocabulary.names:
            yield vocabulary.names[listed.name]


def _spellings(lexicon: Lexicon) -> dict[tuple[str, str], set[str]]:
    """Each declared thing with all words that use it."""
    found: dict[tuple[str, str], set[str]] = {}
    for section, names in (
        ("populations", lexicon.populations),
        ("quantities", lexicon.quantities),
        ("define", lexicon.definitions),
        ("events", lexicon.events),
    ):
        found |= {(section, name): {name} for name in names}
    for name, place in lexicon.places.items():
        found["places", name] = {name, *place.parts}
    for name, attribute in lexicon.attributes.items():
        found["attributes", name] = {name, *attribute.values}
    for alias, name in lexicon.aliases.items():
        for words in found.values():
            if name in words:
                words.add(alias)
    return found


def _places_with_used_parts(lexicon: Lexicon, used: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Places whose part, or whose whole, is used."""
    wanted = {name for section, name in used if section == "places"}
    before = -1
    while before != len(wanted):
        before = len(wanted)
        for name, place in lexicon.places.items():
            if name in wanted or wanted.intersection(place.parts):
                wanted |= {name, *place.parts}
    return {("places", name) for name in wanted}


class Said:
    """The runs of words of some formulas, to ask whether a name is among them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = [tuple(_WORD.findall(text)) for text in dict.fromkeys(texts)]
        self._runs: dict[int, set[tuple[str, ...]]] = {}

    def any_of(self, names: Iterable[str]) -> bool:
        """Whether one of the names stands in one of the formulas."""
        return any(self._has(tuple(_WORD.findall(name))) for name in names)

    def _has(self, words: tuple[str, ...]) -> bool:
        size = len(words)
        if size not in self._runs:
            self._runs[size] = {
                line[i : i + size] for line in self._lines for i in range(len(line) - size + 1)
            }
        return words in self._runs[size]
