"""Questions about a topic beside its findings: values, every correction, every contradiction.

All components are asked together, so that a value may span several of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.claims.problems import Problem
from checker.claims.sources import Source
from checker.claims.statements import Topic
from checker.conflicts.corrections import UndecidedError
from checker.conflicts.enumeration import corrections_by_cost, every_contradiction
from checker.conflicts.fitting import Fitting, Question, UnknownFit, fitting
from checker.conflicts.memory import Remembering
from checker.constraints.compiling import compile_system
from checker.constraints.system import Component, join_components
from checker.findings.analysis import everywhere, merge
from checker.findings.finding import Correction, Distinct
from checker.findings.pricing import as_whole_numbers, costs, weights
from checker.language.algebra import Compare, Constraint, Measure, Polynomial, at_most, either, less
from checker.language.figures import Reading
from checker.language.grammar import parse
from checker.language.meaning import Line, Meaning, meanings, words_of
from checker.language.mistakes import Mistake
from checker.solvers.protocol import Solver, Undecided


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked of: a topic, who answers, and how long (in seconds)."""

    topic: Topic
    solver: Solver
    seconds: float


def values_of(subject: Subject, expression: Meaning, without: Collection[str] = ()) -> Fitting:
    """The values that an expression takes while all statements hold but those `without` names."""
    value = _compared(expression).polynomial
    always = either(at_most(value, Polynomial()), less(Polynomial(), value))
    try:
        distinct, component = _compiled(subject, expression.measures, (always,))
    except UndecidedError as error:
        return UnknownFit(error.reason)
    left_out = {
        number
        for number, one in enumerate(distinct)
        if all(statement.id in without for statement in one.supporters)
    }
    chosen = [place for place, number in enumerate(component.numbers) if number not in left_out]
    return fitting(_oracle(subject, component), chosen, Question(value))


def corrections(subject: Subject) -> Iterator[Correction]:
    """Every correction of a topic that could spare nothing, the cheapest first."""
    distinct, component = _compiled(subject)
    prices, scale = as_whole_numbers(costs(distinct))
    numbers = component.numbers
    found = corrections_by_cost(
        _oracle(subject, component),
        range(len(numbers)),
        _kept(distinct, component),
        {place: prices[number] for place, number in enumerate(numbers)},
    )
    for cost, places in found:
        yield Correction(Fraction(cost, scale), _chosen(distinct, component, places))


def contradictions(subject: Subject) -> Iterator[tuple[Distinct, ...]]:
    """Every smallest set of a topic's statements that cannot hold beside its rules."""
    distinct, component = _compiled(subject)
    heavy = weights(distinct)
    found = every_contradiction(
        _oracle(subject, component),
        range(len(component.numbers)),
        _kept(distinct, component),
        {place: heavy[number] for place, number in enumerate(component.numbers)},
    )
    for places in found:
        yield _chosen(distinct, component, places)


def understood(text: str, topic: Topic, period: str | None, place: str | None) -> Meaning | Problem:
    """What an expression means: as a statement, that it is at most nothing."""
    source = Source("expression", text)
    found = parse(f"{text} <= 0")
    if not isinstance(found, Mistake):
        words, _ = words_of(topic.lexicon)
        line = Line(found, period, place, Reading.EXACT)
        meaning = meanings([line], words, topic.widths)[0]
        if isinstance(meaning, Meaning) and isinstance(meaning.constraint, Compare):
            return meaning
        found = meaning if isinstance(meaning, Mistake) else Mistake("this is no number", 0, 0)
    return source.problem(found.start, found.end, found.message, found.remedy)


def _compared(expression: Meaning) -> Compare:
    found = expression.constraint
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


def _chosen(
    distinct: Sequence[Distinct], component: Component, places: Iterable[int]
) -> tuple[Distinct, ...]:
    """Some statements in the order of their ids."""
    found = [distinct[component.numbers[place]] for place in places]
    return tuple(sorted(found, key=lambda one: one.first.id))
