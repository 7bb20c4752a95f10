"""Quotes with the figure marked, cut to what stands around it, in lines that fit."""

import re
from collections.abc import Iterable, Sequence

from checker.frozen import dataclass
from checker.language.figure_grammar import NUMBER_WORDS
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
    """The quote, cut to `most` signs, with figures marked as printed, in digits or in words."""
    words: list[str] = []
    for figure in figures:
        words += [word for word in spellings(figure) if _stands(word, quote)][:1]
    return Marked(_shortened(quote, words, most), tuple(dict.fromkeys(words)), style)


_WORDS = {str(value): word for word, value in NUMBER_WORDS.items()}


def spellings(figure: str) -> tuple[str, ...]:
    """A figure in the ways that a quote may print it."""
    if not figure:
        return ()
    one_in = re.fullmatch(r"1 in (\d+)", figure)
    if one_in:
        word = _WORDS.get(one_in[1], one_in[1])
        return (figure, f"one in {word}", f"one in every {word}")
    found = [figure, figure.replace("%", " per cent")]
    if figure in _WORDS:
        found.append(_WORDS[figure])
    if figure in {"double", "twice"}:
        found += ["doubled", "double", "twice"]
    return tuple(dict.fromkeys(found))


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
