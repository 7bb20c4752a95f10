"""How long a search for the best goes on: counted in steps, so that it ends alike everywhere."""

from checker.frozen import dataclass


class OutOfPatienceError(Exception):
    """A search has taken all the steps that it had."""


@dataclass(slots=True)
class Patience:
    """The steps that a search may still take."""

    left: int

    def step(self) -> None:
        """Takes one step; raises `OutOfPatienceError` where none is left."""
        if self.left <= 0:
            raise OutOfPatienceError
        self.left -= 1

    @classmethod
    def endless(cls) -> "Patience":
        """More steps than anybody can wait for."""
        return cls(1 << 62)
