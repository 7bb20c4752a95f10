"""An oracle that can be stopped between two questions, however long a search goes on."""

from collections.abc import Callable, Iterable

from checker.algebra.constraints import Constraint
from checker.search.memory import Remembering
from checker.solvers.protocol import Oracle, Verdict


class StoppedError(Exception):
    """Nobody wants the answer any more."""


class Stoppable(Remembering):
    """Remembers answers, and raises `StoppedError` instead of one once it is to stop."""

    def __init__(self, oracle: Oracle, is_to_stop: Callable[[], bool]) -> None:
        super().__init__(oracle)
        self._is_to_stop = is_to_stop

    def check(self, chosen: Iterable[int], *beside: Constraint) -> Verdict:
        """The verdict on the chosen statements."""
        self.go_on()
        return super().check(chosen, *beside)

    def go_on(self) -> None:
        """Raises `StoppedError` once it is to stop."""
        if self._is_to_stop():
            raise StoppedError
