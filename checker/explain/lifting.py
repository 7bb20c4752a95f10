"""Which contradictions would be lifted, had a figure been rounded more than it is read.

A change between two figures that were rounded before may be off by one and a half units of its
last digit, though it is printed as if by half a unit. A whole figure of what is measured, not
counted, may have been rounded as well. Each such figure of a contradiction is read so in turn, and
so are two names that look like one, and the solver says whether the members can then hold together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.claims.editions import editions
from checker.claims.statements import Statement, Topic
from checker.claims.understanding import line
from checker.claims.wrong_forms import with_alias
from checker.compile.compiling import compile_system
from checker.explain.finding import Contradiction, Member
from checker.frozen import dataclass
from checker.language.definitions import words_of
from checker.language.figures import Figure, Kind, Reading, as_printed
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning, read_again
from checker.language.measures import Amount, Measure
from checker.language.mistakes import Mistake
from checker.language.scope import Slot
from checker.solvers.protocol import Consistent, Solver


@dataclass(frozen=True, slots=True)
class _Reread:
    """Members of a contradiction read otherwise, in the words of a topic; `line` tells of it."""

    line: str
    meanings: tuple[Meaning, ...]
    topic: Topic


def with_lifting(one: Contradiction, topic: Topic, solver: Solver, seconds: float) -> Contradiction:
    """The contradiction with a line for each change, whole figure or name that would lift it.

    Where every figure is exact nothing was worked out from rounded ones, so of changes nothing is
    told.
    """
    holding = (
        next((read.line for read in readings if _hold(read, solver, seconds)), None)
        for readings in _readings(one.members, topic)
    )
    lines = tuple(line for line in holding if line is not None)
    return replace(one, lifted_if=lines) if lines else one


def may_lift(one: Contradiction, topic: Topic) -> Iterator[str]:
    """The lines for all that is looked at, in their order, whether it would lift it or not."""
    return (read.line for readings in _readings(one.members, topic) for read in readings)


def _readings(members: Sequence[Member], topic: Topic) -> Iterator[Iterator[_Reread]]:
    """Other ways to read the members; of those that come together the first that holds is told."""
    changes = any(member.distinct.meaning.rests_on_reading for member in members)
    for member in members:
        others = tuple(m.distinct.meaning for m in members if m is not member)
        yield _of_figures(member, others, topic, changes=changes)
    known = topic.lexicon.members
    listed = (listed.name for m in members for listed in m.statement.formula.members)
    named = {known.get(name, name) for name in listed}
    for name, other in topic.alike:
        if {name, other} <= named:
            yield _as_one(name, other, members, topic)


def _of_figures(
    member: Member, others: tuple[Meaning, ...], topic: Topic, *, changes: bool
) -> Iterator[_Reread]:
    """A member whose change was worked out from rounded figures, or whose figure was rounded."""
    again = _from_rounded(member, topic) if changes else None
    if again is not None:
        told = ", ".join(as_printed(figure) for figure in _changes(member, again))
        line = (
            f"It would be lifted if {told} was worked out from rounded figures; "
            "say `reading: from_rounded` if the article does so"
        )
        yield _Reread(line, (again, *others), topic)
    again = _rounded(member, topic)
    if again is not None:
        told = ", ".join(as_printed(slot.figure) for slot in _measured(member, topic.lexicon))
        line = f"It would be lifted if {told} was rounded; say `reading: nearest` if so"
        yield _Reread(line, (again, *others), topic)


def _as_one(name: str, other: str, members: Sequence[Member], topic: Topic) -> Iterator[_Reread]:
    """The members with two names as one."""
    spellings = topic.lexicon.members.items()
    merged = {spelling: name if one == other else one for spelling, one in spellings}
    same = replace(topic, lexicon=replace(topic.lexicon, members=merged))
    again = [_read_in(member.statement, same) for member in members]
    read = tuple(meaning for meaning in again if isinstance(meaning, Meaning))
    if len(read) == len(again):
        line = (
            f"It would be lifted if `{name}` and `{other}` are one; write "
            f"`{with_alias(name, other)}` below `names` in the vocabulary if so"
        )
        yield _Reread(line, read, same)


def _read_in(statement: Statement, topic: Topic) -> Meaning | Mistake | None:
    """What a statement says in a topic's words."""
    return _read_again(statement, statement.reading, topic)


def _read_again(statement: Statement, reading: Reading, topic: Topic) -> Meaning | Mistake | None:
    told = zip(topic.statements, editions(topic.statements), strict=True)
    lines = [line(one, edition) for one, edition in told]
    index = next(i for i, one in enumerate(topic.statements) if one.id == statement.whole)
    words, _ = words_of(topic.lexicon)
    again = read_again(lines, index, reading, words, topic.widths)
    return statement.same_meaning(again) if isinstance(again, Meaning) else again


def _from_rounded(member: Member, topic: Topic) -> Meaning | None:
    """What a statement with a change says when it is read so; None where that is the same."""
    changes = any(node.is_change for node in member.statement.formula.tree.walk())
    return _read_as(member, Reading.FROM_ROUNDED, topic) if changes else None


def _rounded(member: Member, topic: Topic) -> Meaning | None:
    """What a statement with whole figures of a measured thing says when these are rounded."""
    if not _measured(member, topic.lexicon):
        return None
    return _read_as(member, Reading.NEAREST, topic)


def _measured(member: Member, lexicon: Lexicon) -> list[Slot]:
    """The exact whole figures of quantities that have a unit and are not counted."""
    return [
        slot
        for slot in member.distinct.meaning.slots
        if slot.relation == "="
        and slot.denominator is None
        and slot.interval.is_point
        and slot.figure.kind is Kind.NUMBER
        and slot.figure.value.denominator == 1
        and all(
            _has_unit(member.distinct.meaning.measures[n], lexicon) for n in slot.numerator.names
        )
    ]


def _has_unit(measure: Measure, lexicon: Lexicon) -> bool:
    if not isinstance(measure, Amount) or measure.whole:
        return False
    return lexicon.quantities[measure.quantity].unit is not None


def _read_as(member: Member, reading: Reading, topic: Topic) -> Meaning | None:
    """What a statement says under another reading; None where that is the same."""
    statement, before = member.statement, member.distinct.meaning
    if statement.kind != "stated":
        return None
    again = _read_again(statement, reading, topic)
    if not isinstance(again, Meaning) or again.constraint == before.constraint:
        return None
    return again


def _changes(member: Member, again: Meaning) -> list[Figure]:
    """The figures that the other reading widens; of the changes alone, if these have any."""
    before = dict(member.distinct.meaning.readings)
    widened = [figure for figure, interval in again.readings if before.get(figure) != interval]
    nodes = [node for node in member.statement.formula.tree.walk() if node.is_change]
    inside = [f for f in widened if any(node.start <= f.start < node.end for node in nodes)]
    return inside or widened


def _hold(read: _Reread, solver: Solver, seconds: float) -> bool:
    """Whether some statements can hold together; False where that is not found out."""
    measures: dict[str, Measure] = {}
    for meaning in read.meanings:
        measures |= meaning.measures
    system = compile_system([m.constraint for m in read.meanings], measures, read.topic.lexicon)
    fresh = solver.fresh()
    return not system.too_large and all(
        isinstance(
            fresh.open(component, seconds).check(range(len(component.statements))), Consistent
        )
        for component in system.components
    )
