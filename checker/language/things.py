"""What a word of the vocabulary means, looked up under either spelling."""

from functools import lru_cache

from checker.frozen import dataclass
from checker.language.lexicon import (
    Attribute,
    Definition,
    Event,
    Lexicon,
    Population,
    Quantity,
)
from checker.language.mistakes import At, fail
from checker.language.scanner import Word
from checker.language.suggest import did_you_mean


@lru_cache(maxsize=4096)
def spelled(name: str) -> str:
    """A vocabulary word with spaces for underscores: both spellings are the same word."""
    return " ".join(name.replace("_", " ").split())


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an attribute, as a name of the language."""

    name: str
    attribute: Attribute


@dataclass(frozen=True, slots=True)
class InRange:
    """Members of a set whose number of an attribute lies between two (None: no end)."""

    whole: "Thing"
    attribute: Attribute
    low: int
    high: int | None


Thing = Population | Value | InRange | Definition | Quantity | Event


class Things:
    """Everything that a vocabulary declares, looked up under either spelling."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._things: dict[str, list[Thing]] = {}
        declared: list[Population | Quantity | Definition | Event] = [
            *lexicon.populations.values(),
            *lexicon.quantities.values(),
            *lexicon.definitions.values(),
            *lexicon.events.values(),
        ]
        for thing in declared:
            self._things.setdefault(spelled(thing.name), []).append(thing)
        for attribute in lexicon.attributes.values():
            for value in attribute.values:
                known = Value(value, attribute)
                self._things.setdefault(spelled(value), []).append(known)
                self._things.setdefault(f"{spelled(attribute.name)}.{spelled(value)}", []).append(
                    known
                )
        self._aliases = {spelled(alias): spelled(name) for alias, name in lexicon.aliases.items()}
        self._attributes = {spelled(name): a for name, a in lexicon.attributes.items()}
        self._places = {spelled(name): name for name in lexicon.known_places}

    def things(self, name: str) -> list[Thing]:
        """Everything that a word can mean; more than one is ambiguous, none is unknown."""
        word = spelled(name)
        found = self._things.get(word)
        return found if found is not None else self._things.get(self._aliases.get(word, ""), [])

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name."""
        return self._attributes.get(spelled(name))

    def attribute_of(self, word: Word) -> Attribute:
        """The attribute that a word names, or a mistake at its place."""
        found = self.attribute(word.text)
        if found is None:
            remedy = did_you_mean(word.text, self.lexicon.attributes)
            raise fail(f"`{word.text}` is no attribute of the vocabulary", word, remedy)
        return found

    def place(self, name: str) -> str | None:
        """The declared spelling of a place."""
        word = spelled(name)
        return self._places.get(word) or self._places.get(self._aliases.get(word, ""))

    def counted(self, unit: str, population: str) -> bool:
        """Whether a printed noun (`20 councils`) names this population."""
        return any(isinstance(t, Population) and t.name == population for t in self.things(unit))

    def thing(self, name: str, at: At) -> Thing:
        """What a name means, or a mistake at its place."""
        found = self.things(name)
        if len(found) == 1:
            return found[0]
        if found:
            values = [thing for thing in found if isinstance(thing, Value)]
            spellings = " or ".join(f"`{thing.attribute.name}.{thing.name}`" for thing in values)
            raise fail(f"`{name}` has more than one meaning", at, f"write {spellings}")
        remedy = did_you_mean(name, self.lexicon.words)
        inside = f" {spelled(name)} ".casefold()
        known = self.lexicon.words
        parts = [word for word in known if f" {spelled(word)} ".casefold() in inside]
        narrow = [w for w in parts if not isinstance(self.things(w)[0], Population)]
        if remedy.startswith("did you mean"):
            pass
        elif meant := self.lexicon.called(name):
            remedy = f"`{meant}` means that in the vocabulary: write `{meant}`"
        elif parts:
            listed = " or ".join(f"`{word}`" for word in narrow or parts)
            remedy = f"write {listed} if that is meant, or declare `{name}` in the vocabulary"
        elif name[:1].isupper():
            remedy = f"for a member's name write `{{{name}}}`, or `{name} in VALUE`"
        if name in self.lexicon.members:
            remedy = "it is a member's name: write `NAME in VALUE`, or put it in braces"
        elif (attribute := self.attribute(name)) is not None and attribute.numbers:
            remedy = f"write a number behind it: `{name} 65+`, `{name} 20..29`"
        elif not name.isprintable():
            hidden = next(character for character in name if not character.isprintable())
            remedy = f"remove the invisible U+{ord(hidden):04X} from it"
        elif " and " in name or " of " in name:
            remedy = f'if this is one name, put it in quotes: "{name}"'
        raise fail(f"`{name}` is not in the vocabulary", at, remedy).unsettled()
