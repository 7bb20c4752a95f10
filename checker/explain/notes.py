"""What to look at twice in statements that are no mistakes: agreement by a hair and the like.

A note changes no verdict. `notes` needs the statements and their meanings alone; `idle` asks a
solver which figures exclude nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.algebra.constraints import Not
from checker.algebra.intervals import Interval
from checker.claims.amounts import Amount as Stated
from checker.claims.amounts import Sort, amounts
from checker.claims.statements import Statement, Topic
from checker.compile.compiling import compile_system
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind, as_factor
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning
from checker.language.measures import Amount, Holds, Present, Size, atoms
from checker.language.periods import Period
from checker.language.scope import Slot
from checker.language.spell import figure_value
from checker.limits import SECONDS_FOR_A_NOTE
from checker.solvers.protocol import Contradictory, Solver


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a statement, in words for an editor."""

    statement: Statement
    text: str


def notes(topic: Topic) -> tuple[Note, ...]:
    """Every note that needs no solver, each once, in the order of the statements."""
    pairs = list(zip(topic.statements, topic.meanings, strict=True))
    found = [
        *_touching(pairs),
        *_overlapping(pairs),
        *(Note(s, text) for s, m in pairs for text in _like_points(s)),
    ]
    order = {statement.id: place for place, statement in enumerate(topic.statements)}
    return tuple(dict.fromkeys(sorted(found, key=lambda note: order[note.statement.id])))


# --- agreement in one point ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """What a figure says of a thing: its values on the scale that all figures of it share."""

    statement: Statement
    slot: Slot
    interval: Interval

    def at(self, value: Fraction) -> str:
        """A value of that scale in the figure's own style."""
        one_in = self.slot.figure.kind is Kind.ONE_IN
        return figure_value(self.slot.figure, 1 / value if one_in and value else value)


def _touching(pairs: Iterable[tuple[Statement, Meaning]]) -> Iterator[Note]:
    """Two figures of one thing that both end where the other begins."""
    for said in _by_thing(pairs).values():
        lows: dict[Fraction, list[_Said]] = {}
        for one in said:
            if one.interval.low is not None and not one.interval.low_open:
                lows.setdefault(one.interval.low, []).append(one)
        for one in said:
            high = one.interval.high
            if high is None or one.interval.high_open:
                continue
            for other in lows.get(high, ()):
                yield Note(one.statement, _hangs(one, other, high))
                yield Note(other.statement, _hangs(other, one, high))


def _by_thing(pairs: Iterable[tuple[Statement, Meaning]]) -> dict[str, list[_Said]]:
    """The figures that stand for ranges, by what they are of."""
    found: dict[str, list[_Said]] = {}
    for statement, meaning in pairs:
        for slot in meaning.slots:
            if slot.relation != "=" or slot.interval.is_point:
                continue
            top, bottom = slot.numerator.text, slot.denominator.text if slot.denominator else "1"
            if slot.figure.kind is Kind.ONE_IN:
                top, bottom = bottom, top
            thing = f"{top} / {bottom.removesuffix('*1')}"
            said = _Said(statement, slot, as_factor(slot.figure, slot.interval))
            found.setdefault(thing, []).append(said)
    return found


def _hangs(one: _Said, other: _Said, value: Fraction) -> str:
    position = other.statement.position
    return (
        f"agrees with `{other.statement.text}` ({position.where}) "
        f"in one value alone, {one.at(value)}"
    )


# --- periods that overlap --------------------------------------------------------------------


def _overlapping(pairs: Iterable[tuple[Statement, Meaning]]) -> Iterator[Note]:
    """One name in two periods that share days, told where the rarer one is meant."""
    used = [(statement, dict.fromkeys(_uses(meaning))) for statement, meaning in pairs]
    often = Counter(use for _, uses in used for use in uses)
    periods: dict[str, list[Period]] = {}
    for name, period in often:
        periods.setdefault(name, []).append(period)
    near = {name: _sharing_days(found) for name, found in periods.items()}
    for statement, uses in used:
        for name, period in uses:
            found = [(name, other) for other in near[name].get(period, ())]
            others = [o for o in found if o not in uses and often[o] >= often[name, period]]
            if others:
                yield Note(statement, _shares_days(name, period, [other for _, other in others]))


def _shares_days(name: str, period: Period, others: Iterable[Period]) -> str:
    names = [other.name for other in sorted(others, key=lambda other: other.order)]
    listed = ", ".join(names[:_LISTED])
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return (
        f"`{name}` is meant in {period.name} here and elsewhere in {listed}{more}, "
        "which share days with it; nothing is compared between them"
    )


_LISTED = 3


def _uses(meaning: Meaning) -> Iterator[tuple[str, Period]]:
    """Names with their periods; of sets the attributes, or the population where there is none."""
    for measure in meaning.measures.values():
        match measure:
            case Amount(quantity=quantity, period=period, flow=False):
                yield quantity, _days(period)
            case Size(population=population, region=region):
                parts = list(atoms(region))
                held = [p for p in parts if isinstance(p, Holds)]
                yield from ((p.attribute.partition("=")[0], _days(p.period)) for p in held)
                if not held:
                    here = (p.period for p in parts if isinstance(p, Present))
                    yield from ((population, _days(period)) for period in here)
            case _:
                continue


def _days(period: Period) -> Period:
    """The period whoever tells of it."""
    return Period(period.plain, period.first, period.last)


def _sharing_days(periods: Iterable[Period]) -> dict[Period, list[Period]]:
    """For each period the others that share days with it and are not the same days."""
    found: dict[Period, list[Period]] = {}
    open_: list[Period] = []
    for period in sorted((p for p in periods if p.first is not None), key=lambda p: p.order):
        open_ = [p for p in open_ if str(p.last) >= str(period.first)]
        for other in open_:
            if (other.first, other.last) != (period.first, period.last):
                found.setdefault(period, []).append(other)
                found.setdefault(other, []).append(period)
        open_.append(period)
    return found


# --- per cent or points ----------------------------------------------------------------------


def _like_points(statement: Statement) -> Iterator[str]:
    """Per cent where points may be meant."""
    if not any(figure.kind is Kind.PERCENT for figure in statement.formula.printed):
        return
    changed = [
        f for node in statement.formula.tree.walk() if node.is_change for f in node.figures()
    ]
    found = amounts(statement.quote.text) if statement.quote is not None else ()
    for figure in changed:
        points = _points_of(figure, found)
        if points:
            yield (
                f"the quote has `{points}`, and {figure.printed} is a part of the number: "
                "points are between two shares"
            )


def _points_of(figure: Figure, found: Iterable[Stated]) -> str:
    """The points that a quote states with a figure's number, where it has no such per cent."""
    same = [a for a in found if figure.kind is Kind.PERCENT and a.value == figure.value * 100]
    points = [amount.text for amount in same if amount.sort is Sort.POINTS]
    plain = [a for a in same if a.sort is Sort.PER_CENT and a.text not in points]
    return "" if plain or not points else points[0]


# --- figures that exclude nothing ------------------------------------------------------------


def idle(statement: Statement, meaning: Meaning, lexicon: Lexicon, solver: Solver) -> list[Note]:
    """A note where whatever the vocabulary allows fits a statement with figures."""
    if not may_be_idle(meaning):
        return []
    system = compile_system([Not(meaning.said)], meaning.measures, lexicon)
    for component in system.components:
        oracle = solver.fresh().open(component, SECONDS_FOR_A_NOTE)
        if isinstance(oracle.check(range(len(component.statements))), Contradictory):
            return [Note(statement, "this excludes nothing: every value that can be fits it")]
    return []


def may_be_idle(meaning: Meaning) -> bool:
    """Whether a solver is worth asking; `= 28` and `= over 40` say enough."""
    said = [slot.relation == "=" and _bites(slot.interval) for slot in meaning.slots]
    return bool(meaning.readings) and not any(said)


def _bites(interval: Interval) -> bool:
    return interval.is_point or (interval.low is not None and interval.low > 0)
