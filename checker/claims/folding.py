"""Texts without what typesetting changes: spaces, quote marks, dashes, dots, loose accents.

A folded text remembers where each of its characters stood, so that a passage found in it can be
shown in the original.
"""

import re
import unicodedata
from bisect import bisect_right

from checker.frozen import dataclass

_QUOTE_MARKS = "'\"`´‘’‚‛“”„‟‹›«»′″‵‶ʹʼ＇＂"  # noqa: RUF001 - what printed texts hold
_DASHES = "-‐‑‒–—―−﹣－⁃"  # noqa: RUF001 - what printed texts hold
_DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\u034f"
_SAME_LENGTH = str.maketrans({**dict.fromkeys(_QUOTE_MARKS, "'"), **dict.fromkeys(_DASHES, "-")})
_CHANGES = rf"[\s{_DROPPED}]{{2,}}|[^\S ]|…|[{_DROPPED}]"
_CHANGING = re.compile(_CHANGES)
_JAMO = range(0x1161, 0x1200)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `marks` are offsets in it where the way back to the original changes.

    The characters from `marks[i]` on stood at `origins[i]` and after in the original; those of a
    piece that was replaced as a whole (`solid[i]`) all stood for `origins[i]` to `origins[i + 1]`.
    """

    text: str
    marks: tuple[int, ...]
    origins: tuple[int, ...]
    solid: tuple[bool, ...]

    def start(self, offset: int) -> int:
        """Where the original of the character at an offset begins."""
        at = bisect_right(self.marks, offset) - 1
        return self.origins[at] + (0 if self.solid[at] else offset - self.marks[at])

    def end(self, offset: int) -> int:
        """Where the original of the character before an offset ends."""
        if not offset:
            return self.start(0)
        at = bisect_right(self.marks, offset - 1) - 1
        return (
            self.origins[at + 1] if self.solid[at] else self.origins[at] + offset - self.marks[at]
        )


def fold(text: str) -> Folded:
    """The folded text; equal for two texts that differ in typesetting alone."""
    even = text.translate(_SAME_LENGTH)
    pieces: list[str] = []
    marks, origins, solid = [0], [0], [False]
    length = at = 0
    for match in _pattern(even).finditer(even):
        start, end = match.span()
        new = _replaced(match[0])
        pieces += (even[at:start], new)
        length += start - at
        if new:
            marks.append(length)
            origins.append(start)
            solid.append(True)
            length += len(new)
        marks.append(length)
        origins.append(end)
        solid.append(False)
        at = end
    pieces.append(even[at:])
    return Folded("".join(pieces), tuple(marks), tuple(origins), tuple(solid))


def folded(text: str) -> str:
    """A folded text alone, without white space at its ends."""
    even = text.translate(_SAME_LENGTH)
    return _pattern(even).sub(lambda match: _replaced(match[0]), even).strip()


def _replaced(piece: str) -> str:
    """What a piece of changing length becomes."""
    if piece == "…":
        return "..."
    kept = "".join(c for c in piece if c not in _DROPPED)
    return " " if kept.isspace() else unicodedata.normalize("NFC", kept)


def _pattern(text: str) -> re.Pattern[str]:
    """Finds what changes its length; looks for loose accents only where there are some."""
    if unicodedata.is_normalized("NFC", text):
        return _CHANGING
    loose = "".join(sorted(c for c in set(text) if _is_loose(c)))
    return re.compile(rf"[^\s{re.escape(loose)}]?[{re.escape(loose)}]+|{_CHANGES}")


def _is_loose(char: str) -> bool:
    """Whether a character may join the one before it, or is written otherwise in NFC."""
    return (
        bool(unicodedata.combining(char))
        or unicodedata.category(char).startswith("M")
        or ord(char) in _JAMO
        or not unicodedata.is_normalized("NFC", char)
    )
