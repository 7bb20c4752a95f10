"""How long a search for the best goes on: counted in steps, so that it ends alike everywhere.

The clock is the outer fence.
"""

from math import inf
from time import monotonic

from checker.frozen import dataclass


class OutOfPatienceError(Exception):
    """A search has taken all the steps that it had."""


@dataclass(slots=True)
class Patience:
    """The steps that a search may still take, and when (`monotonic`) its time is over."""

    left: int
    until: float = inf

    def step(self, effort: int = 1) -> None:
        """Takes a step; raises `OutOfPatienceError` where no step is left, or no time."""
        if self.left <= 0 or monotonic() > self.until:
            raise OutOfPatienceError
        self.left -= effort

    @classmethod
    def endless(cls) -> "Patience":
        """More steps than anybody can wait for."""
        return cls(1 << 62)
