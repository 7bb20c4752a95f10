"""How well a figure is checked by the others."""

from enum import Enum


class State(Enum):
    """What the other statements say of a figure."""

    PINNED = "pinned"  # they force the same reading
    BOUNDED = "bounded"  # some other values would pass unnoticed, not all
    UNCHECKED = "unchecked"  # any value would pass unnoticed
    DISPUTED = "disputed"  # it takes part in a contradiction
    UNKNOWN = "unknown"  # not found within the limit of effort
