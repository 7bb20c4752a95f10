"""Questions beside the findings: values of a topic, every correction, every contradiction.

For a value all components are asked together, since it may span several of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import islice

from checker.algebra.components import Component, join_components
from checker.algebra.constraints import Compare, Constraint, both
from checker.claims.problems import Problem
from checker.claims.sources import Source
from checker.claims.statements import Project, Topic
from checker.conflicts.bysize import CompleteUpTo
from checker.conflicts.contradictions import remember_small_ones
from checker.conflicts.corrections import UndecidedError, decided, shrink
from checker.conflicts.corrections import cheapest_correction as cheapest
from checker.conflicts.corrections import some_cheapest_correction as some_cheapest
from checker.conflicts.enumeration import Keeping
from checker.conflicts.enumeration import contradictions_by_size as by_size
from checker.conflicts.fitting import Fitting, UnknownFit, fitting
from checker.conflicts.memory import Remembering
from checker.conflicts.side_by_side import Stuck, side_by_side
from checker.constraints.compiling import compile_system
from checker.findings.analysis import everywhere, merge
from checker.findings.everything import (
    Asking,
    Clashing,
    common_scale,
    contradictions,
    corrections,
    subjects_of,
)
from checker.findings.finding import Correction, Distinct
from checker.findings.identity import identity
from checker.findings.implied import value_of
from checker.findings.pricing import as_whole_numbers, costs, weights
from checker.frozen import dataclass
from checker.language.asked import anything
from checker.language.figures import Reading
from checker.language.grammar import parse
from checker.language.meaning import Line, Meaning, meanings, words_of
from checker.language.measures import Measure
from checker.language.mistakes import Mistake
from checker.solvers.protocol import Contradictory, Solver, Undecided


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked of: a topic, who answers, and how long (in seconds)."""

    topic: Topic
    solver: Solver
    seconds: float


def values_of(subject: Subject, expression: Meaning, without: Collection[str] = ()) -> Fitting:
    """The values that an expression takes while all statements hold but those `without` names."""
    value, base = _compared(expression).polynomial, None
    if expression.slots:  # that it is at most nothing, where a quotient is its numerator
        value, base = expression.slots[-1].numerator, expression.slots[-1].denominator
    always = both(*(anything(one) for one in (value, base) if one is not None))
    try:
        distinct, component = _compiled(subject, expression.measures, (always,))
    except UndecidedError as error:
        return UnknownFit(error.reason)
    left_out = {
        number
        for number, one in enumerate(distinct)
        if all(statement.is_among(without) for statement in one.supporters)
    }
    chosen = [place for place, number in enumerate(component.numbers) if number not in left_out]
    known = {variable.name for variable in component.variables}
    question = value_of(value, base, expression.measures, known)
    return fitting(_oracle(subject, component), chosen, question)


def every_correction(project: Project, asking: Asking) -> Iterator[Correction]:
    """Every correction of a project that could spare nothing, the cheapest first.

    One for each group that contradicts itself. Assumptions for one article take no part.
    """
    subjects = [one for one in _decided(project, asking) if not one.group.has_assumption_for_one]
    scale = common_scale(subjects)
    found: Iterator[Correction] = iter([Correction(Fraction(0), ())])
    for one in subjects:
        found = _pairs(found, _corrections(one, asking, scale))
    return found


def every_contradiction(project: Project, asking: Asking) -> Iterator[tuple[Distinct, ...]]:
    """Every smallest set of statements that cannot hold beside the rules, by their number."""
    subjects = list(_decided(project, asking))
    told: set[str] = set()
    for event in side_by_side([contradictions(one, asking) for one in subjects], len):
        match event:
            case Stuck(_, _, reason):
                raise UndecidedError(Undecided(reason))
            case (number, places):
                chosen = _by_rank(subjects[number].chosen(places))
                if identity(chosen) not in told:
                    told.add(identity(chosen))
                    yield chosen
                if not chosen:
                    return


def _decided(project: Project, asking: Asking) -> Iterator[Clashing]:
    """The groups that contradict themselves, where nothing is undecided."""
    for one in subjects_of(project, asking):
        if not isinstance(one, Clashing) or one.reason:
            raise UndecidedError(Undecided(one.reason))
        yield one


def _corrections(one: Clashing, asking: Asking, scale: int) -> Iterator[Correction]:
    for event in corrections(one, asking, scale):
        if isinstance(event, Undecided):
            raise UndecidedError(event)
        cost, places = event
        yield Correction(Fraction(cost, scale), _by_rank(one.chosen(places)))


class _Kept:
    """What an iterator gives, kept, so that it can be asked for again."""

    def __init__(self, found: Iterator[Correction]) -> None:
        self._found = found
        self._kept: list[Correction] = []

    def at(self, place: int) -> Correction | None:
        """The one at a place, counted from 0; None behind the last."""
        self._kept += islice(self._found, max(0, place + 1 - len(self._kept)))
        return self._kept[place] if place < len(self._kept) else None


def _pairs(first: Iterator[Correction], second: Iterator[Correction]) -> Iterator[Correction]:
    """Each of the first with each of the second, the cheapest pairs first, as both are sorted."""
    rows, columns = _Kept(first), _Kept(second)
    waiting: list[tuple[Fraction, int, int, Correction]] = []

    def wait(row: int, column: int) -> None:
        one, other = rows.at(row), columns.at(column)
        if one is not None and other is not None:
            both = Correction(one.cost + other.cost, _by_rank((*one.withdraw, *other.withdraw)))
            heappush(waiting, (both.cost, row, column, both))

    wait(0, 0)
    while waiting:
        _, row, column, both = heappop(waiting)
        yield both
        wait(row, column + 1)
        if column == 0:
            wait(row + 1, 0)


def _by_rank(chosen: Iterable[Distinct]) -> tuple[Distinct, ...]:
    return tuple(sorted(chosen, key=lambda one: one.rank))


def contradictions_by_size(subject: Subject) -> Iterator[tuple[Distinct, ...] | CompleteUpTo]:
    """Every contradiction of a topic, those with fewest statements first, and up to which size."""
    distinct, component = _compiled(subject)
    found = by_size(
        _oracle(subject, component),
        range(len(component.numbers)),
        _kept(distinct, component),
        _weights(distinct, component),
    )
    for one in found:
        yield one if isinstance(one, CompleteUpTo) else _chosen(distinct, component, one)


def one_contradiction(subject: Subject) -> tuple[Distinct, ...] | None:
    """Some smallest set of statements that cannot hold beside the rules; None where all can."""
    distinct, component = _compiled(subject)
    asked = Keeping(_oracle(subject, component), _kept(distinct, component))
    verdict = decided(asked, range(len(component.numbers)))
    if not isinstance(verdict, Contradictory):
        return None
    found = shrink(asked, verdict.core, _weights(distinct, component))
    return _chosen(distinct, component, found)


def smallest_contradiction(subject: Subject) -> tuple[Distinct, ...] | None:
    """A contradiction with the fewest statements; None where all can hold."""
    found = contradictions_by_size(subject)
    return next((one for one in found if not isinstance(one, CompleteUpTo)), None)


def cheapest_correction(subject: Subject) -> Correction | None:
    """A cheapest correction; it withdraws nothing where all can hold.

    None where the rules cannot hold by themselves.
    """
    distinct, component = _compiled(subject)
    prices, scale = as_whole_numbers(costs(distinct))
    oracle, kept = _oracle(subject, component), _kept(distinct, component)
    numbers = frozenset(range(len(component.numbers))) - kept
    if isinstance(decided(oracle, kept), Contradictory):
        return None
    priced = {place: prices[number] for place, number in enumerate(component.numbers)}
    if kept:
        found = cheapest(Keeping(oracle, kept), numbers, priced)
    else:
        known = remember_small_ones(oracle, numbers, _weights(distinct, component))
        found = some_cheapest(oracle, known, numbers, priced)
    withdrawn = _chosen(distinct, component, found.withdrawn)
    return Correction(Fraction(found.cost, scale), withdrawn, doubt=found.doubt)


def understood(text: str, topic: Topic, period: str | None, place: str | None) -> Meaning | Problem:
    """What an expression means: as a statement, that it is at most nothing."""
    source = Source("expression", text)
    found = parse(f"{text} <= 0")
    if not isinstance(found, Mistake):
        words, _ = words_of(topic.lexicon)
        line = Line(found, period, place, Reading.EXACT)
        meaning = meanings([line], words, topic.widths)[0]
        if isinstance(meaning, Meaning) and isinstance(meaning.said, Compare):
            return meaning
        found = meaning if isinstance(meaning, Mistake) else Mistake("this is no number", 0, 0)
    return source.problem(found.start, found.end, found.message, found.remedy)


def _compared(expression: Meaning) -> Compare:
    found = expression.said
    if not isinstance(found, Compare):
        raise TypeError
    return found


def _compiled(
    subject: Subject, measures: Mapping[str, Measure] = {}, more: Sequence[Constraint] = ()
) -> tuple[tuple[Distinct, ...], Component]:
    """The distinct statements of a topic, and one component of them all and some more."""
    topic = subject.topic
    distinct, named = merge(everywhere(topic))
    constraints = [*(one.meaning.constraint for one in distinct), *more]
    system = compile_system(constraints, {**named, **measures}, topic.lexicon)
    for large in system.too_large:
        raise UndecidedError(Undecided(large.reason))
    return distinct, join_components(system.components)


def _oracle(subject: Subject, component: Component) -> Remembering:
    return Remembering(subject.solver.open(component, subject.seconds))


def _kept(distinct: Sequence[Distinct], component: Component) -> frozenset[int]:
    """The places of the rules."""
    return frozenset(p for p, number in enumerate(component.numbers) if distinct[number].is_rule)


def _weights(distinct: Sequence[Distinct], component: Component) -> dict[int, int]:
    heavy = weights(distinct)
    return {place: heavy[number] for place, number in enumerate(component.numbers)}


def _chosen(
    distinct: Sequence[Distinct], component: Component, places: Iterable[int]
) -> tuple[Distinct, ...]:
    """Some statements in the order of their ids."""
    return _by_rank(distinct[component.numbers[place]] for place in places)
