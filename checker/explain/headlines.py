"""A contradiction in one line: who printed what, in its own words, and the sum that refutes it."""

from collections.abc import Sequence
from itertools import product

from checker.claims.statements import Statement
from checker.explain.finding import Member
from checker.explain.passages import clause, span_of
from checker.explain.shown import spelled
from checker.explain.wording import allowed, proven_words, who

LONGEST = 120
_QUOTED = 70
_ENOUGH = (32, 24)
"""Signs of a quote: at the most, and without which an ending is shortened or left out."""


def headline(members: Sequence[Member], refuted: str) -> str:
    """`“One in seven councils” (The Guardian): 20 of 152 is nearer one in eight`."""
    culprit = members[0]
    name = who(culprit.statement)
    by = f" ({name})" if name else ""
    longest = _left(culprit, by, _QUOTED)
    endings = _endings(members)
    for right, enough, ending in product(_rights(members, refuted), _ENOUGH, endings):
        room = LONGEST - len(f"“”{by}: {right}{ending}")
        if room >= min(enough, len(longest) - len(f"“”{by}")):
            return f"{_left(culprit, by, min(room, _QUOTED))}: {right}{ending}"
    return f"{_left(culprit, '', _QUOTED)}: {_NEVER}"


_NEVER = "this cannot be"


def _left(culprit: Member, by: str, room: int) -> str:
    """What is refuted: the words of the article, or of an assumption."""
    statement = culprit.statement
    if statement.quote is None:
        return f"Assumed that {clause(statement.because or statement.text, None, room - 11)}"
    quote = statement.quote.text
    span = span_of(culprit.figure, quote) if culprit.figure is not None else None
    return f"“{clause(quote, span, room)}”{by}"


def _rights(members: Sequence[Member], refuted: str) -> list[str]:
    """What refutes it, the most telling first."""
    culprit, *others = members
    fit = proven_words(culprit) or allowed(culprit)
    found = [refuted] if refuted else []
    if fit:
        found.append(f"it would have to be {fit}")
    for other in others:
        quote = other.statement.quote
        if quote is not None and quote == culprit.statement.quote:
            found.append("both cannot be so")
        elif quote is not None:
            named = who(other.statement)
            own = other.statement.article == culprit.statement.article
            place = " elsewhere" if own else f" ({named})" if named else ""
            found.append(f"but “{clause(quote.text, None, _QUOTED // 2)}”{place}")
    return [*found, _NEVER]


def _endings(members: Sequence[Member]) -> list[str]:
    """What it rests on that no article prints, in words and in short."""
    assumed: dict[str, Statement] = {
        member.statement.supposed or member.statement.because: member.statement
        for member in members[1:]
        if member.statement.kind == "assumed"
    }
    if not assumed:
        return [""]
    count = len(assumed)
    short = f" – on {spelled(count)} assumption{'s' if count > 1 else ''}"
    return [f" – if {' and '.join(assumed)}", short, ""]
