"""Signs that cannot be seen, spelled out: what turns a text around, or hides in it."""

import re

from markupsafe import Markup

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line breaks
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Joiners (U+200C, U+200D) are left alone: Persian, Hindi and emoji are spelled with them."""


def visible(value: object) -> object:
    """A text whose hidden signs are spelled `[U+202E]`; markup and other values as they are.

    A right-to-left override in an article would show a reader other figures than were checked.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return value if value.isascii() and value.isprintable() else _HIDDEN.sub(_spelled, value)


def _spelled(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"
