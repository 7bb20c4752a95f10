"""Colour and width of a terminal, and text that fits."""

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text report looks: `colour` on or off, and the columns it may take."""

    colour: bool = False
    width: int = 80

    def paint(self, text: str, *codes: str) -> str:
        """The text in a colour; plain where colours are off."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[code] for code in codes)}m{text}\x1b[0m"

    def wrap(self, text: str, indent: str = "", hang: str | None = None) -> Iterator[str]:
        """The text in lines that fit, the first after `indent` and the others after `hang`."""
        hang = indent if hang is None else hang
        yield from textwrap.wrap(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=hang,
            break_on_hyphens=False,
        ) or [indent.rstrip()]


def harmless(text: str) -> str:
    """Text from people's files without characters that steer a terminal or turn its direction."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
