"""How well the other statements check each figure: pinned, bounded, unchecked or disputed."""

from __future__ import annotations

from enum import Enum


class State(Enum):
    """What the other statements say of a figure."""

    PINNED = "pinned"  # they force the same reading
    BOUNDED = "bounded"  # some other values would pass unnoticed, not all
    UNCHECKED = "unchecked"  # any value would pass unnoticed
    DISPUTED = "disputed"  # it takes part in a contradiction
    UNKNOWN = "unknown"  # not found within the limit of effort
