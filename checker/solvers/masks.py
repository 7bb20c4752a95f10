"""Sets of small numbers as whole numbers: bit i stands for i."""

from collections.abc import Iterable, Iterator


def mask(numbers: Iterable[int]) -> int:
    """The whole number of a set."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def numbers_in(bits: int) -> Iterator[int]:
    """The set of a whole number, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
