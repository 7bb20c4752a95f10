"""Reads a formula from left to right: words, symbols, names, what stands after `@`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from checker.language.mistakes import MistakeError, fail
from checker.language.suggest import nearest

_SPACE = re.compile(r"\s*")
_STOP = re.compile(r"[.;]?\s*$")
_WORD = re.compile(r"[^\W\d]\w*(?:[-'’.][^\W\d]\w*)*")
_STRING = re.compile(r'"([^"]*)"|“([^”]*)”')
_BARE_PERIOD = r"\w+(?:[-/–]\w+)*"
_PERIOD = re.compile(rf'"([^"]*)"|({_BARE_PERIOD})')
_RELATION = re.compile(r"==|!=|≠|<=|=<|≤|>=|≥|=|<|>")
_SAME_RELATION = {"==": "=", "≠": "!=", "≤": "<=", "=<": "<=", "≥": ">="}


def period_text(name: str) -> str:
    """The name of a period as it can stand in a formula."""
    return name if re.fullmatch(_BARE_PERIOD, name) else f'"{name}"'


def place_text(name: str) -> str:
    """The name of a place as it can stand in square brackets."""
    words = name.split(" ")
    bare = words[0] != "not" and all(_WORD.fullmatch(word) for word in words)
    return name if bare else f'"{name}"'


class Word(NamedTuple):
    """A name with its place, and whether it stood in double quotes."""

    text: str
    start: int
    end: int
    is_quoted: bool = False


class Scanner:
    """A formula's text and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.last_end = 0
        self._skipped_to = -1
        self._word_at = -1
        self._word: str | None = None

    def rewrite(self, text: str) -> None:
        """Goes on in another text of the same length, such as one with a small letter here."""
        self.text = text
        self._word_at = self._skipped_to = -1

    # --- looking ---

    def skip(self) -> int:
        """Passes white space; the offset after it."""
        if self.position != self._skipped_to:
            if self.text[self.position : self.position + 1].isspace():
                match = _SPACE.match(self.text, self.position)
                self.position = match.end() if match is not None else self.position
            self._skipped_to = self.position
        return self.position

    @property
    def at_end(self) -> bool:
        """Whether nothing is left but white space, behind the stop of a sentence if need be."""
        return _STOP.match(self.text, self.skip()) is not None

    def word(self) -> str | None:
        """The word here, not taken; remembered, since many phrases ask for it."""
        if self.position != self._word_at:
            match = _WORD.match(self.text, self.skip())
            self._word_at, self._word = self.position, match[0] if match else None
        return self._word

    def sees(self, *words: str) -> bool:
        """Whether these words stand here one after the other; nothing is taken."""
        if self.word() != words[0]:
            return False
        position, last_end = self.position, self.last_end
        found = all(self.take(word) for word in words)
        self.position, self.last_end = position, last_end
        return found

    def sees_symbol(self, *symbols: str) -> bool:
        """Whether one of these symbols stands here; nothing is taken."""
        return self.text.startswith(symbols, self.skip())

    # --- taking ---

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Takes what a pattern matches here."""
        match = pattern.match(self.text, self.skip())
        if match is not None:
            self.position = self.last_end = match.end()
        return match

    def take(self, word: str) -> bool:
        """Takes one word if it stands here."""
        if self.word() != word:
            return False
        self.position += len(word)
        self.last_end = self.position
        return True

    def take_all(self, *words: str) -> bool:
        """Takes these words if all of them stand here."""
        if not self.sees(*words):
            return False
        for word in words:
            self.take(word)
        return True

    def take_symbol(self, symbol: str) -> bool:
        """Takes a symbol if it stands here."""
        if not self.sees_symbol(symbol):
            return False
        self.position += len(symbol)
        self.last_end = self.position
        return True

    def relation(self) -> str | None:
        """Takes a relation such as `=` or `>=`."""
        match = self.match(_RELATION)
        return _SAME_RELATION.get(match[0], match[0]) if match else None

    def string(self) -> str | None:
        """Takes a text in double quotes."""
        match = self.match(_STRING)
        return (match[1] or match[2] or "") if match else None

    def name(self, reserved: frozenset[str]) -> Word | None:
        """Takes a name: a text in double quotes, or words up to one with a meaning of its own."""
        start = self.skip()
        in_quotes = self.string()
        if in_quotes is not None:
            return Word(" ".join(in_quotes.split()), start, self.last_end, is_quoted=True)
        words = []
        while (word := self.word()) is not None and word not in reserved:
            words.append(word)
            self.take(word)
        return Word(" ".join(words), start, self.last_end) if words else None

    def period(self) -> tuple[str, int, int]:
        """Takes the name of a period."""
        start = self.skip()
        match = self.match(_PERIOD)
        if match is None:
            raise self.expected("a period such as 2011")
        return match[1] or match[2], start, self.last_end

    def need_symbol(self, symbol: str) -> None:
        """Takes a symbol, or says that it is missing."""
        if not self.take_symbol(symbol):
            raise self.expected(f"`{symbol}`")

    def need_word(self, word: str) -> None:
        """Takes a word, or says that it is missing."""
        if not self.take(word):
            raise self.expected(f"`{word}`", [word])

    # --- mistakes ---

    def found(self) -> tuple[str, int, int]:
        """What stands here, for a message, with its offsets."""
        start = self.skip()
        if start == len(self.text):
            return "the end", start, start
        match = _WORD.match(self.text, start) or re.compile(r"[\d.,]+|.").match(self.text, start)
        shown = match[0] if match else self.text[start]
        if not shown.isprintable():
            return f"the invisible U+{ord(shown):04X}", start, start + 1
        return f"`{shown}`", start, start + len(shown)

    def expected(self, what: str, words: Iterable[str] = (), remedy: str = "") -> MistakeError:
        """The mistake that something else was expected here."""
        shown, start, end = self.found()
        near = nearest(self.word() or "", words) if self.word() else None
        if near is not None:
            remedy = f"did you mean `{near}`?"
        return fail(f"expected {what}, found {shown}", (start, end), remedy).unsettled()
