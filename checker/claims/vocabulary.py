"""What a topic's vocabulary declares, with the places of its words."""

from dataclasses import field
from functools import cached_property

from checker.claims.nodes import Text
from checker.claims.sources import Source
from checker.frozen import dataclass
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.lexicon import Lexicon
from checker.language.scope import Words
from checker.language.things import spelled


@dataclass(frozen=True, slots=True)
class Declared:
    """A word of the vocabulary and where it is declared, for a warning when it is not used.

    `of` is the entry that a value, an alias or a unit belongs to.
    """

    section: str
    name: str
    key: Text
    of: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A topic's words. `names` maps every declared spelling of a member's name to the first.

    `words` are the values, aliases and units, which statements may use like what is `declared`.
    `unlike` has the pairs of populations and quantities that are easily taken for each other.
    What is not `is_sound` has problems, such as places in a circle, and nothing is read in it.
    """

    source: Source
    lexicon: Lexicon = field(default_factory=Lexicon)
    widths: Widths = field(default_factory=Widths)
    names: dict[str, str] = field(default_factory=dict)
    declared: tuple[Declared, ...] = ()
    unlike: tuple[tuple[str, str], ...] = ()
    words: tuple[Declared, ...] = ()
    is_sound: bool = True

    def place(self, name: str) -> str | None:
        """The declared spelling of a place; None when there is none."""
        return self._places.get(spelled(name))

    @cached_property
    def known_words(self) -> Words:
        """The words as the language looks them up, for a line that is no sentence."""
        return words_of(self.lexicon if self.is_sound else Lexicon())[0]

    @cached_property
    def _places(self) -> dict[str, str]:
        """The declared spelling of each place by its names; its own comes before an alias."""
        known = {spelled(place): place for place in sorted(self.lexicon.known_places)}
        aliases = {
            spelled(alias): known[spelled(place)]
            for alias, place in self.lexicon.aliases.items()
            if spelled(place) in known
        }
        return aliases | known
