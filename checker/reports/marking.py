"""Quotes with the figure marked, cut to what stands around it, wrapped to the width."""

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.findings.passages import spellings
from checker.frozen import dataclass
from checker.reports.style import Style

_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Marked:
    """A quote and the words in it to mark."""

    text: str
    words: tuple[str, ...]
    style: Style

    def lines(self, indent: str) -> Iterator[str]:
        """The quote in typographic quote marks, in lines that fit."""
        for line in self.style.wrap(f"“{self.text}”", indent):
            yield self._painted(line)

    def _painted(self, line: str) -> str:
        for word in self.words if self.style.colour else ():
            pattern = rf"(?<![\w]){re.escape(word)}(?![\w])"
            line = re.sub(
                pattern,
                lambda m: self.style.paint(m[0], "bold", "yellow"),
                line,
                flags=re.IGNORECASE,
            )
        return line


def marked(quote: str, figures: Iterable[str], style: Style) -> Marked:
    """The quote with figures marked as they are printed, in digits or in words."""
    words: list[str] = []
    for figure in figures:
        words += [word for word in spellings(figure) if _stands(word, quote)][:1]
    return Marked(_shortened(quote, words), tuple(dict.fromkeys(words)), style)


def _stands(word: str, quote: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", quote, re.IGNORECASE) is not None


def _shortened(quote: str, words: Sequence[str]) -> str:
    """A long quote cut to what stands around the figure, or to its beginning."""
    if len(quote) <= _LONGEST:
        return quote
    at = quote.lower().find(words[0].lower()) if words else 0
    start = max(0, at - _LONGEST // 2)
    cut = quote[start : start + _LONGEST]
    return f"{'…' if start else ''}{cut}{'…' if start + _LONGEST < len(quote) else ''}"
