"""Where phrases plug into the grammar, by the words that announce them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from importlib import import_module
from typing import Generic, TypeVar

from checker.frozen import dataclass
from checker.language.figure_grammar import FIGURE_WORDS
from checker.language.nodes import Assertion, Expression

_BASE_WORDS: frozenset[str] = frozenset(
    {
        *("and", "or", "but", "not", "in", "of", "from", "to", "by", "as", "same", "more", "less"),
        *("fewer", "than", "if", "then", "either", "the", "a", "an", "is", "each", "earlier"),
        *("better", "worse", "rest"),
    }
)

TermHook = Callable[..., Expression | None]
"""What a parser is given to; a figure, the first side or a name as well, where that is known."""
StatementHook = Callable[..., Assertion | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a phrase hooks into the grammar, by the word that announces it.

    `term` begins an expression, `figure` goes on behind a figure, `statement` begins a whole
    statement, `subject` goes on behind the first side of one, `name` behind a name. A hook returns
    None when the word means something else here; what it has taken is given back.
    """

    term: Mapping[str, TermHook] = field(default_factory=dict)
    figure: Mapping[str, TermHook] = field(default_factory=dict)
    statement: Mapping[str, StatementHook] = field(default_factory=dict)
    subject: Mapping[str, StatementHook] = field(default_factory=dict)
    name: Mapping[str, TermHook] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Announced:
    """A phrase by its module, which is imported when one of its words is met where it announces it.

    The words are those of its `PHRASE`, with blanks between them; `words` are further ones that no
    bare name may hold.
    """

    module: str
    term: str = ""
    figure: str = ""
    statement: str = ""
    subject: str = ""
    name: str = ""
    words: str = ""

    @property
    def phrase(self) -> Phrase:
        """What its module says."""
        found: Phrase = import_module(self.module).PHRASE
        return found


Hook = TypeVar("Hook")


class Hooks(Generic[Hook]):
    """The hooks of one kind by their words; of several for one word those listed first."""

    def __init__(self, phrases: Sequence[Announced], kind: str) -> None:
        self._kind = kind
        self._by_word: dict[str, list[Announced]] = {}
        for phrase in phrases:
            for word in getattr(phrase, kind).split():
                self._by_word.setdefault(word, []).append(phrase)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_word)

    def of(self, word: str | None) -> Iterable[Hook]:
        """What may go on where a word stands; nothing, as a rule."""
        announced = self._by_word.get(word or "")
        if announced is None:
            return ()
        return (getattr(one.phrase, self._kind)[word] for one in announced)


class Grammar:
    """The hooks of all phrases; the first phrase in order that takes a word has it."""

    def __init__(self, phrases: Sequence[Announced]) -> None:
        self.phrases = phrases
        self.term: Hooks[TermHook] = Hooks(phrases, "term")
        self.figure: Hooks[TermHook] = Hooks(phrases, "figure")
        self.statement: Hooks[StatementHook] = Hooks(phrases, "statement")
        self.subject: Hooks[StatementHook] = Hooks(phrases, "subject")
        self.name: Hooks[TermHook] = Hooks(phrases, "name")
        further = (word for phrase in phrases for word in phrase.words.split())
        announcing = (*self.term, *self.figure, *self.statement, *self.subject)
        self.reserved = _BASE_WORDS | FIGURE_WORDS | {*further, *announcing}
