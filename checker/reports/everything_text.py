"""Every contradiction and correction for a terminal, one event of the search after the other."""

from collections.abc import Iterator

from checker.claims.statements import Statement
from checker.findings.everything import (
    Begun,
    Complete,
    Corrected,
    Ended,
    Event,
    Finished,
    Found,
    Kind,
    Stop,
    Unfinished,
)
from checker.findings.finding import Distinct, Verdict
from checker.language.spell import number
from checker.reports.style import Style, harmless
from checker.reports.text import counts_words, opening, readings_words, who

_MOST_NAMED = 2


def write_event(event: Event, style: Style, *, expand: bool = False) -> str:
    """An event as text, empty where it is only progress; `expand` names all who say the same."""
    return "".join(f"{line}\n" for line in _lines(event, style, expand=expand))


def _lines(event: Event, style: Style, *, expand: bool) -> Iterator[str]:
    match event:
        case Found():
            yield from _found(event, style, expand=expand)
        case Corrected():
            yield from _corrected(event, style, expand=expand)
        case Unfinished():
            yield from _unfinished(event, style)
        case Ended(groups=groups, undecided=undecided) if groups or undecided or event.stopped:
            yield from style.wrap(" ".join(_ended(event)))
            yield ""
        case Finished():
            yield from _finished(event, style)
        case Begun() | Complete() | Ended():
            pass


def _found(one: Found, style: Style, *, expand: bool) -> Iterator[str]:
    title = style.paint(f"Contradiction {one.number:,}", "bold", "red")
    yield f"{title} · {_statements(one.size)} · {one.grade.value} · {one.id}"
    yield from (style.paint(line, "bold") for line in style.wrap(f"{one.headline}."))
    for member in one.members:
        yield from _member(member, style, expand=expand)
    yield ""


def _corrected(one: Corrected, style: Style, *, expand: bool) -> Iterator[str]:
    title = style.paint(f"Correction {one.number:,}", "bold", "green")
    cost = number(one.cost)
    yield f"{title} · {_statements(one.size)} · cost {cost} · group {one.group:,} · {one.id}"
    without = "it" if one.size == 1 else "them"
    rest = f"the other {_statements(one.others)} of group {one.group:,} can hold together"
    yield from (style.paint(line, "bold") for line in style.wrap(f"Without {without} {rest}."))
    for member in one.withdraw:
        yield from _member(member, style, expand=expand)
    yield ""


def _member(one: Distinct, style: Style, *, expand: bool) -> Iterator[str]:
    """What is stated, by whom, and who else says the same."""
    first = one.first
    said = f"{harmless(first.text)}{readings_words(one)}"
    yield from style.wrap(said, "  ~ " if one.is_assumed else "  • ", "      ")
    yield from _dim(_source(first), style)
    others = [statement for statement in one.supporters if statement is not first]
    if expand:
        for statement in others:
            yield from _dim(f"also said by {_source(statement)}", style)
    elif others:
        yield from _dim(f"also said by {_named(others)}", style)


def _dim(text: str, style: Style) -> Iterator[str]:
    return (style.paint(line, "dim") for line in style.wrap(text, "      "))


def _source(statement: Statement) -> str:
    where = f"{statement.position.file}:{statement.position.line}"
    if statement.article is None:
        return harmless(f"assumed, because {statement.because}; {where}")
    return f"{who(statement)}; {harmless(where)}"


def _named(statements: list[Statement]) -> str:
    """The places of the first few, and how many more there are."""
    places = [f"{one.position.file}:{one.position.line}" for one in statements[:_MOST_NAMED]]
    more = len(statements) - len(places)
    return harmless(", ".join(places)) + (f" and {more:,} more (--expand)" if more else "")


def _unfinished(event: Unfinished, style: Style) -> Iterator[str]:
    statements = event.group.statements
    if event.kind is Kind.CORRECTIONS:
        told = f"corrections of {_statements(len(statements))} may be missing"
        yield from opening("Undecided", "yellow", f"{told}: {event.group.reason}", style)
        yield ""
        return
    yield style.paint(f"Undecided: {_statements(len(statements))}", "bold", "yellow")
    kind = f"of more than {_statements(event.size)} " if event.size else ""
    told = f"{event.group.reason}; contradictions {kind}among these may be missing"
    yield from style.wrap(told, "  ")
    for statement in statements:
        where = f"{statement.position.file}:{statement.position.line}"
        yield from style.wrap(f"{where}  {harmless(statement.text)}", "  ", "    ")
    yield ""


_STOPPED = {
    Stop.LIMIT: "Stopped at the number that --limit allows.",
    Stop.SIZE: "Stopped at the size that --up-to allows.",
    Stop.TIME: "Stopped at the time that --timeout allows.",
    Stop.INTERRUPT: "Stopped by an interruption.",
}


def _ended(event: Ended) -> Iterator[str]:
    """How many there are, how far that is complete, and why the search ended."""
    noun = event.kind.value.removesuffix("s")
    count = f"{event.told:,} {noun}{'s' if event.told != 1 else ''}"
    if event.complete.size is None:
        yield f"{count}: these are all." if event.told > 1 else f"{count}: that is all."
    else:
        yield f"{count}."
        yield _complete(event.complete.size, noun)
    if event.undecided:
        few = event.undecided == 1
        where = f"{event.undecided:,} undecided group{'' if few else 's'}"
        yield f"Leaving out {where}: {_elsewhere(event.complete.elsewhere, noun)}"
    if event.stopped is not None:
        yield _STOPPED[event.stopped]
    if event.kind is Kind.CORRECTIONS and event.groups > 1:
        yield (
            f"A correction is for one group of connected statements: it takes one for each of the "
            f"{event.groups:,} groups to let everything hold together."
        )


def _complete(size: int, noun: str) -> str:
    if not size:
        return "Complete up to no size: any may be missing."
    most = f"of at most {_statements(size)}" if size > 1 else "of a single statement"
    return f"Complete up to size {size:,}: no {noun} {most} is missing."


def _elsewhere(size: int | None, noun: str) -> str:
    found = f"no {noun} is missing." if size is None else _complete(size, noun)
    return found[:1].lower() + found[1:]


def _finished(event: Finished, style: Style) -> Iterator[str]:
    checked = counts_words(event.counts)
    match event.verdict:
        case Verdict.CONSISTENT:
            yield from opening("Consistent", "green", f"all {checked} can hold together", style)
        case Verdict.CONTRADICTORY:
            yield from opening("Contradictory", "red", f"{checked} cannot all be true", style)
        case Verdict.UNDECIDED:
            told = f"no contradiction found in {checked}, but not everything could be decided"
            yield from opening("Undecided", "yellow", told, style)


def _statements(count: int) -> str:
    return f"{count:,} statement{'s' if count != 1 else ''}"
