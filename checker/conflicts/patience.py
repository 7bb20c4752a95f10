"""How long a search for the best goes on: counted in steps, so that it ends alike everywhere."""

from checker.frozen import dataclass


class OutOfPatienceError(Exception):
    """A search has taken all the steps that it had."""


@dataclass(slots=True)
class Patience:
    """The steps that a search may still take."""

    left: int

    def step(self, effort: int = 1) -> None:
        """Takes a step of some effort; raises `OutOfPatienceError` where none is left."""
        if self.left <= 0:
            raise OutOfPatienceError
        self.left -= effort

    @classmethod
    def endless(cls) -> "Patience":
        """More steps than anybody can wait for."""
        return cls(1 << 62)
