"""The words around a figure that widen or turn its reading: `well over`, `close to`, `or so`.

All of them stand here. What each hedge does to the true values is in `figures.py`.
"""

import re

from checker.language.figures import Hedge
from checker.language.scanner import Scanner

_SAID: dict[Hedge, str] = {
    Hedge.MORE: "more than, over, above, well over, well above, in excess of",
    Hedge.LESS: "less than, fewer than, under, below, well under, well below",
    Hedge.AT_LEAST: (
        "at least, at the least, at the very least, no less than, no fewer than, not less than, "
        "not fewer than, as few as, as little as, upwards of, a minimum of"
    ),
    Hedge.AT_MOST: (
        "at most, at the most, at the very most, no more than, not more than, as many as, "
        "as much as, up to, a maximum of"
    ),
    Hedge.NEARLY: (
        "nearly, almost, not quite, just under, just below, just short of, a little under, "
        "a little below, a little less than, slightly under, slightly below, slightly less than, "
        "slightly fewer than"
    ),
    Hedge.JUST_OVER: (
        "just over, just above, a little over, a little above, a little more than, "
        "slightly over, slightly above, slightly more than"
    ),
    Hedge.CLOSE: "close to",
    Hedge.ABOUT: (
        "about, around, some, roughly, approximately, circa, an estimated, somewhere around, "
        "more or less, in the region of, in the order of"
    ),
    Hedge.EXACTLY: "exactly, precisely",
}

_SHORT = re.compile(r"(?:~|(?:ca?|approx)\.|approx\b)\s*(?=[\d£$€¥₹])")
"""`about` as it is shortened, right before a figure in digits."""

_SHORT_STARTS = (None, "c", "ca", "approx")

_PLAIN = tuple(
    tuple(phrase.split())
    for phrase in ("a mere", "a total of", "altogether", "a further", "just", "only", "fully")
)
"""Words before a figure that change nothing of what it says."""

HEDGES: tuple[tuple[tuple[str, ...], Hedge], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), hedge)
            for hedge, phrases in _SAID.items()
            for phrase in phrases.split(", ")
        ),
        key=lambda entry: (-len(entry[0]), entry[0]),
    )
)
"""The words before a figure, the longest first."""

_BEHIND: tuple[tuple[re.Pattern[str], Hedge], ...] = (
    (re.compile(r"\s+or\s+so\b"), Hedge.ABOUT),
    (re.compile(r"\s+or\s+more\b"), Hedge.AT_LEAST),
    (re.compile(r"\s+or\s+(?:fewer|less)\b"), Hedge.AT_MOST),
    (re.compile(r"-plus\b"), Hedge.AT_LEAST),
    (re.compile(r"(?:-|\s+)odd\b"), Hedge.ODD),
)
"""The words behind a figure."""

STARTS = frozenset(words[0] for words, _ in HEDGES) | {words[0] for words in _PLAIN}
"""The words with which hedges begin."""

_BY_START = {
    start: tuple((words, meaning) for words, meaning in HEDGES if words[0] == start)
    for start in STARTS
}

_FREE = {"close", "estimated", "excess", "little", "many", "maximum", "minimum", "much", "order"}
_FREE |= {"quite", "region", "short", "slightly", "somewhere", "upwards", "very", "well"}
"""Words of hedges that names may hold: by themselves they are no hedge."""

HEDGE_WORDS = frozenset(word for words, _ in HEDGES for word in words) - _FREE
"""Words that no bare name may hold, since a figure begins with them."""


def hedge(scanner: Scanner) -> Hedge:
    """Takes a hedge if one stands here."""
    start = scanner.word()
    if start not in STARTS:
        is_short = start in _SHORT_STARTS and scanner.match(_SHORT)
        return Hedge.ABOUT if is_short else Hedge.NONE
    for words, meaning in _BY_START[start]:
        if scanner.take_all(*words):
            return meaning
    for words in _PLAIN:
        if scanner.take_all(*words):
            return hedge(scanner)
    return Hedge.NONE


def hedge_behind(scanner: Scanner) -> Hedge:
    """Takes a hedge that goes on behind a figure if one stands here."""
    for pattern, meaning in _BEHIND:
        match = pattern.match(scanner.text, scanner.last_end)
        if match is not None:
            scanner.position = scanner.last_end = match.end()
            return meaning
    return Hedge.NONE
