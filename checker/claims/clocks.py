"""The times of day that prose states: 12:51, 12.51pm, 6 p.m., 6 o'clock, 1830 hours, noon.

Generous on purpose: a time without `am` or `pm` may be either.
"""

import re
from functools import lru_cache

from checker.claims.folding import folded
from checker.language.days import DAY

_CLOCK = re.compile(
    r"(?<![\d.:,])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?![\d.:,]*\d)"
    r"(?:\s*(?P<half>[ap])(?:m\b|\.\s?m\b)|(?P<sharp>\s*o'clock\b))?"
)
_RUN_TOGETHER = re.compile(r"(?<![\d.:,])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?![\d.:,]*\d)")
_NAMED = {"noon": DAY // 2, "midday": DAY // 2, "midnight": 0}
_HALF_DAY = DAY // 2
_LAST = 24


@lru_cache(maxsize=1024)
def clock_times(text: str) -> frozenset[int]:
    """Every minute of the day that a text can be read to state."""
    line = folded(text).casefold()
    found = {minute for word, minute in _NAMED.items() if re.search(rf"\b{word}\b", line)}
    for match in _CLOCK.finditer(line):
        if not (match["minute"] or match["half"] or match["sharp"]):
            continue
        found |= _minutes(int(match["hour"]), int(match["minute"] or 0), match["half"])
    for match in _RUN_TOGETHER.finditer(line):
        found |= _minutes(int(match["hour"]), int(match["minute"]), None)
    return frozenset(found)


def _minutes(hour: int, minute: int, half: str | None) -> set[int]:
    """The minutes of the day that an hour and a minute can be."""
    if hour > _LAST:
        return set()
    plain = (60 * hour + minute) % DAY
    if half is None:
        return {plain, (plain + _HALF_DAY) % DAY} if plain <= _HALF_DAY + 59 else {plain}
    within = plain % _HALF_DAY
    return {within + (_HALF_DAY if half == "p" else 0)}
