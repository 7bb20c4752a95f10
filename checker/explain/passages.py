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


# --- the clause around a figure --------------------------------------------------------------

_ASIDE = re.compile(
    r"\s[-\u2013\u2014]\s[^-\u2013\u2014]{1,60}\s[-\u2013\u2014](?=\s)|\s\([^()]{1,60}\)"
)
_BREAKS = tuple(
    map(
        re.compile,
        (
            r"(?<=[.!?])[\"'\u201d\u2019)]*\s+(?=[^a-z])|\n+",
            r"[;:]\s+|\s+[-\u2013\u2014]\s+|\s*[()]\s*",
            r",\s+",
            r"\s+(?=(?:and|but|while|whereas|with)\s)",
        ),
    )
)
"""Where a passage can be cut, the best places first."""

_JOINTS = re.compile(r"^(?:and|but|while|whereas|with|that|says|said|or)\s+", re.IGNORECASE)


_ENOUGH = 3
"""Words from a figure on that can stand alone, where another figure is before them."""


def clause(quote: str, span: Span | None, room: int) -> str:
    """The words of a quote around a figure, or from its beginning, in so many signs at most."""
    first, last = span or _first_word(quote)
    if len(quote) > room:
        quote, first, last = _without_asides(quote, first, last)
    start, end = 0, len(quote)
    clear = span is None or _is_row(quote)
    for cut in _BREAKS[:1] if span is None else _BREAKS:
        is_short = cut is not _BREAKS[0] and end - start <= room
        if is_short and (clear or not _has_digits(quote[start:first])):
            break
        start, end = _narrowed(quote, cut, (first, last), (start, end))
    is_lost = not clear and _has_digits(quote[start:first])
    is_lost = is_lost and len(quote[first:end].split()) >= _ENOUGH
    if span is not None and (end - start > room or is_lost):
        start = first
        if not quote[last:end].strip(" .,;:!?\"'\u201d\u2019"):
            start = _room_before(quote, start, end, room)
    words = " ".join(quote[start:end].split()).strip(' .,;:|\u201c\u201d"')
    words = _JOINTS.sub("", words) if start < first else words
    if len(words) > room:
        words = f"{words[: room - 1].rpartition(' ')[0] or words[: room - 1]}\u2026"
    return words


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _is_row(text: str) -> bool:
    """Whether a passage is a row of a table, more figures than words."""
    found = re.findall(r"\w[\w.,%]*", text)
    return 2 * sum(map(_has_digits, found)) > len(found)


def _first_word(quote: str) -> Span:
    found = re.search(r"\w+", quote)
    return (0, 0) if found is None else found.span()


def _without_asides(quote: str, first: int, last: int) -> tuple[str, int, int]:
    """The quote with dots for what is put in between, and where its figure is then."""
    for found in reversed(list(_ASIDE.finditer(quote))):
        if found.end() <= first or found.start() >= last:
            quote = f"{quote[: found.start()]} \u2026{quote[found.end() :]}"
            if found.end() <= first:
                shift = 2 - (found.end() - found.start())
                first, last = first + shift, last + shift
    return quote, first, last


def _narrowed(quote: str, cut: re.Pattern[str], inside: Span, piece: Span) -> Span:
    """A piece of a quote between the places to cut it that are nearest to what it has inside."""
    start, end = piece
    for found in cut.finditer(quote, start, end):
        if found.end() <= inside[0]:
            start = found.end()
        elif found.start() >= inside[1]:
            return start, found.start()
    return start, end


def _room_before(quote: str, start: int, end: int, room: int) -> int:
    """Where to begin, words before, for so many signs up to an end."""
    for found in re.finditer(r"(?<=\s)\S", quote[:start]):
        if end - found.start() <= room:
            return found.start()
    return start
