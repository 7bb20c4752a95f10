"""Where a figure stands in its quote, and the clause around it."""

import re
from collections.abc import Iterator

from checker.claims.folding import fold
from checker.claims.printed import stated
from checker.language.figures import Figure
from checker.language.numerals import NUMBER_WORDS

Span = tuple[int, int]

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


def span_of(figure: Figure, quote: str) -> Span | None:
    """Where a figure first stands in a quote, in offsets of it; None where it is not found."""
    return next(_spans(figure, quote), None)


def _spans(figure: Figure, quote: str) -> Iterator[Span]:
    for word in spellings(figure.printed):
        if found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", quote, re.IGNORECASE):
            yield found.span()
    plain = fold(quote)
    for text in sorted((one.text for one in stated(figure, quote)), key=len, reverse=True):
        if found := re.search(rf"(?<!\w){re.escape(text)}(?!\w)", plain.text, re.IGNORECASE):
            yield plain.start(found.start()), plain.end(found.end())


def is_spelled(figure: Figure, quote: str) -> bool:
    """Whether a quote prints a figure in letters."""
    span = span_of(figure, quote)
    text = figure.printed if span is None else quote[span[0] : span[1]]
    return not any(char.isdigit() for char in text)
