"""The time that all questions about one group may take together, on the wall clock."""

from time import monotonic


class Clock:
    """Runs from when it is made; whoever asks hands on what is `left`."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; negative when they are over."""
        return self._until - monotonic()
