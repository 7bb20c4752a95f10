"""How much is tried of what can be drawn without end: a sample, or all with `--thorough`."""

THOROUGH = "--thorough"


class _Effort:
    """What the command line asked for, before any test is collected."""

    thorough = False


def choose(*, thorough: bool) -> None:
    """Sets how much the tests of this process try."""
    _Effort.thorough = thorough


def examples(every: int) -> int:
    """How many of so many examples are tried: a quarter of them, unless all are asked for."""
    return every if _Effort.thorough else -(-every // 4)


def is_thorough() -> bool:
    """Whether all is tried."""
    return _Effort.thorough
