"""Every contradiction and correction for a terminal, one event of the search after the other."""

from collections.abc import Iterator
from fractions import Fraction

from checker.claims.statements import Statement
from checker.compile.distinct import Distinct
from checker.explain.finding import Verdict
from checker.explain.listing import (
    Begun,
    Bound,
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
from checker.language.spell import number
from checker.reports.style import Style, harmless
from checker.reports.summary import counted_words, counts_words, readings_words, who_words
from checker.reports.text import COLOURS, opening

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
    where = f" · group {one.group:,} of {one.groups:,}" if one.groups > 1 else ""
    yield f"{title} · {_statements(one.size)} · cost {number(one.cost)}{where} · {one.id}"
    without = "it" if one.size == 1 else "them"
    others = "statement" if one.others == 1 else _statements(one.others)
    rest = f"the other {others}{' of this group' if where else ''} can hold"
    rest += " together" if one.others > 1 else ""
    told = f"Without {without} {rest if one.others else 'nothing is left that clashes'}."
    yield from (style.paint(line, "bold") for line in style.wrap(told))
    for member in one.withdraw:
        yield from _member(member, style, expand=expand)
    yield ""


def _member(one: Distinct, style: Style, *, expand: bool) -> Iterator[str]:
    """What is stated, by whom, and who else says the same."""
    first = one.first
    read = "" if one.is_assumed else readings_words(one)
    said = harmless(first.shown) + (f"   ({read})" if read else "")
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
    where = statement.where
    if statement.article is None:
        return harmless(f"assumed, because {statement.because}; {where}")
    return f"{who_words(statement)}; {harmless(where)}"


def _named(statements: list[Statement]) -> str:
    """The places of the first few, and how many more there are."""
    places = [one.where for one in statements[:_MOST_NAMED]]
    more = len(statements) - len(places)
    return harmless(", ".join(places)) + (f" and {more:,} more (--expand)" if more else "")


def _unfinished(event: Unfinished, style: Style) -> Iterator[str]:
    statements = event.group.statements
    if event.kind is Kind.CORRECTIONS:
        told = f"corrections among {_statements(len(statements))} may be missing"
        yield from opening("Undecided", "yellow", f"{told}: {event.group.reason}", style)
        yield ""
        return
    yield style.paint(f"Undecided: {_statements(len(statements))}", "bold", "yellow")
    kind = f"of more than {_statements(event.size)} " if event.size else ""
    told = f"{event.group.reason}; contradictions {kind}among these may be missing"
    yield from style.wrap(told, "  ")
    for statement in statements:
        where = statement.where
        yield from style.wrap(f"{where}  {harmless(statement.shown)}", "  ", "    ")
    yield ""


_STOPPED = {
    Stop.LIMIT: "Stopped at the number that --limit allows.",
    Stop.SIZE: "Stopped at the size that --up-to allows.",
    Stop.TIME: "Stopped at the time that --timeout allows.",
    Stop.INTERRUPT: "Stopped by Ctrl-C.",
}


def _ended(event: Ended) -> Iterator[str]:
    """How many there are, how far that is complete, and why the search ended."""
    noun = event.kind.value.removesuffix("s")
    size, elsewhere = event.complete.bound, event.complete.elsewhere
    yield f"{event.told:,} {noun}{'s' if event.told != 1 else ''}."
    yield f"{_capital(_missing(size, noun))}."
    if event.undecided and elsewhere != size:
        few = event.undecided == 1
        where = f"the undecided {'group' if few else f'{event.undecided:,} groups'}"
        yield f"Outside {where} {_missing(elsewhere, noun)}."
    if event.stopped is not None:
        yield _STOPPED[event.stopped]
    if event.kind is Kind.CORRECTIONS and event.groups > 1:
        yield (
            f"Each is for one group of connected statements; only one for each of the "
            f"{event.groups:,} groups lets everything hold together."
        )


def _missing(size: Bound | None, noun: str) -> str:
    """How far a list is complete."""
    if size is None:
        return f"complete: no {noun} is missing"
    if not size:
        return f"not complete for any size: every {noun} may be missing"
    if isinstance(size, Fraction):
        return f"complete below cost {number(size)}: no cheaper {noun} is missing"
    return f"complete up to size {size:,}: no {noun} of at most {_statements(size)} is missing"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finished(event: Finished, style: Style) -> Iterator[str]:
    checked = counts_words(event.counts)
    told = {
        Verdict.CONSISTENT: f"all {checked} can hold together",
        Verdict.CONTRADICTORY: f"{checked} cannot all be true",
        Verdict.UNDECIDED: f"no contradiction found in {checked}, but not everything could be "
        "decided",
    }[event.verdict]
    word = event.verdict.value.capitalize()
    yield from opening(word, COLOURS[event.verdict], told, style)


def _statements(count: int) -> str:
    return counted_words(count, "statement")
