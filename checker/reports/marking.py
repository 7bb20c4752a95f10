"""Quotes with the figure marked, cut to what stands around it, in lines that fit."""

import re
from collections.abc import Iterable, Sequence

from checker.frozen import dataclass
from checker.reports.style import Style

_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Marked:
    """A quote and the words in it to mark."""

    text: str
    words: tuple[str, ...]
    style: Style

    def painted(self, line: str) -> str:
        """A line of it with the words painted."""
        for word in self.words if self.style.colour else ():
            pattern = rf"(?<![\w]){re.escape(word)}(?![\w])"
            line = re.sub(
                pattern,
                lambda m: self.style.paint(m[0], "bold", "yellow"),
                line,
                flags=re.IGNORECASE,
            )
        return line


def marked(quote: str, figures: Iterable[str], style: Style, most: int = _LONGEST) -> Marked:
    """The quote, cut to `most` signs, with figures marked as it prints them."""
    words: list[str] = []
    for figure in figures:
        words += [figure] if figure and _stands(figure, quote) else []
    return Marked(_shortened(quote, words, most), tuple(dict.fromkeys(words)), style)


def _stands(word: str, quote: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", quote, re.IGNORECASE) is not None


def _shortened(quote: str, words: Sequence[str], most: int) -> str:
    """A long quote cut to what stands around the figure, or to its beginning."""
    if len(quote) <= most:
        return quote
    at = quote.lower().find(words[0].lower()) if words else 0
    start = max(0, min(at - most // 2, len(quote) - most))
    start = quote.find(" ", start) + 1 if start else 0
    cut = quote[start : start + most]
    ends = start + most >= len(quote)
    cut = cut if ends or " " not in cut else cut.rpartition(" ")[0]
    return f"{'…' if start else ''}{cut}{'' if ends else '…'}"
