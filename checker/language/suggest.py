"""Did you mean: the known spelling that is nearest to a mistyped one."""

from collections.abc import Iterable


def _distance(a: str, b: str, limit: int) -> int:
    """Edits (insert, delete, change, swap neighbours) from `a` to `b`; `limit + 1` when beyond."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


_MOST = 8
"""Known words that are listed where none is near."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word within a third of `word`'s length in edits, the first in order at a tie.

    None for a word that is known as it stands: something else is wrong with it.
    """
    words = sorted(set(known))
    if word in words:
        return None
    folded = word.casefold()
    limit = max(1, len(word) // 3)
    best: tuple[int, str] | None = None
    for candidate in words:
        distance = _distance(folded, candidate.casefold(), limit)
        if distance <= limit and (best is None or distance < best[0]):
            best = (distance, candidate)
    return best[1] if best else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy sentence, or one that lists what is known when nothing is near."""
    names = sorted(set(known))
    near = nearest(word, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not names:
        return ""
    shown = ", ".join(f"`{name}`" for name in names[:_MOST])
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"known here: {shown}{more}"
