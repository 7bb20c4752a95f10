"""Colour and width of a terminal, and text that fits."""

import re
import unicodedata
from collections.abc import Iterator

from checker.frozen import dataclass

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text report looks: `colour` on or off, and the columns it may take."""

    colour: bool = False
    width: int = 80

    def paint(self, text: str, *codes: str) -> str:
        """The text in a colour; plain where colours are off."""
        text = harmless(text)
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[code] for code in codes)}m{text}\x1b[0m"

    def wrap(self, text: str, indent: str = "", hang: str | None = None) -> Iterator[str]:
        """The text in lines that fit, the first after `indent` and the others after `hang`."""
        hang = indent if hang is None else hang
        line, gap = indent, ""
        for piece in _SPACES.split(harmless(text).strip()):
            if not piece.strip():
                gap = piece
                continue
            if columns(line + gap + piece) > self.width and line not in {indent, hang}:
                yield line
                line, gap = hang, ""
            line += gap + piece
            while columns(line) > self.width:
                at = _fitting(line, self.width)
                if at <= len(hang):
                    break
                yield line[:at]
                line = hang + line[at:]
        yield line if line.strip() else indent.rstrip()


_SPACES = re.compile(r"( +)")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, marks above others none."""
    if text.isascii():
        return len(text)
    return len(text) + sum(_width(sign) - 1 for sign in text if not sign.isascii())


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _fitting(line: str, width: int) -> int:
    """How many characters of a line fit into some columns."""
    taken = 0
    for count, character in enumerate(line):
        taken += _width(character)
        if taken > width:
            return count
    return len(line)


def harmless(text: str) -> str:
    """Text from people's files without characters that steer a terminal or turn its direction."""
    if text.isprintable():
        return text
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
