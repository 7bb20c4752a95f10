"""What all claims together say of a value or a statement, and which of them force it.

Statements that contradict each other force nothing and everything. So the cheapest correction is
left out first, and named. What forces an end of a value is the lightest contradiction that "beyond
this end" takes part in.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.algebra.components import join_components
from checker.algebra.constraints import (
    FALSE,
    TRUE,
    Compare,
    Constraint,
    Not,
    at_most,
    both,
    either,
    holds,
    less,
    measures_in,
)
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.claims.questions import Question
from checker.claims.statements import Topic
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group, everywhere
from checker.explain.answers import (
    Answer,
    Certain,
    End,
    Possible,
    Ranged,
    Result,
    Unanswered,
)
from checker.explain.examples import example_of
from checker.explain.forcing import chain
from checker.explain.implied import value_of
from checker.explain.telling import ages_of
from checker.frozen import dataclass
from checker.language.asked import Asked, AskedFigure, anything
from checker.language.meaning import Meaning
from checker.language.measures import measures_behind
from checker.language.periods import Period
from checker.language.ranges import Case
from checker.search.contradictions import smallest_contradiction
from checker.search.corrections import UndecidedError, cheapest_correction, decided
from checker.search.fitting import PRODUCTS, Fit, Fitting, NoFit, UnknownFit, fitting
from checker.search.fitting import Question as Sought
from checker.search.memory import Remembering
from checker.solvers.protocol import Consistent, Contradictory, Solver, Undecided
from checker.solvers.staged import StagedSolver


def values_of(
    expression: Meaning,
    topic: Topic,
    without: Collection[str] = (),
    seconds: float = 60,
    solver: Solver | None = None,
) -> Fitting:
    """The values that an expression takes while all statements hold but those `without` names.

    All of the topic is asked together, since a value may span several of its groups. The expression
    is understood as a statement, that it is at most nothing.
    """
    if not isinstance(expression.said, Compare):
        raise TypeError
    value, base = expression.said.polynomial, None
    if expression.slots:  # where a quotient is its numerator
        value, base = expression.slots[-1].numerator, expression.slots[-1].denominator
    always = both(*(anything(one) for one in (value, base) if one is not None))
    stated = everywhere(topic).without(without)
    system = stated.beside([always], expression.measures)
    for large in system.too_large:
        return UnknownFit(large.reason)
    component = join_components(system.components)
    known = {variable.name for variable in component.variables}
    question = value_of(value, base, expression.measures, known)
    oracle = Remembering((solver or StagedSolver()).open(component, seconds))
    return fitting(oracle, range(len(component.numbers)), question)


def answer(
    question: Question,
    without: Collection[str] = (),
    seconds: float = 60,
    solver: Solver | None = None,
) -> Answer:
    """The answer while all statements hold but those that `without` names by their ids."""
    said = question.meaning.constraint
    if question.asked is None and question.is_settled:
        return Answer(question, Certain(holds(said, {}), ()))
    stated = everywhere(question.topic).without(without)
    cases = _cases(question)
    own = [said, *([Not(said)] if question.asked is None else (case.when for case in cases))]
    system = stated.beside(own, question.meaning.measures)
    number = len(stated.distinct)
    for large in system.too_large:
        if number in large.numbers:
            return Answer(question, Unanswered(large.reason))
    component = next(one for one in system.components if number in one.numbers)
    asking = _Asking(question, Group(stated, component), solver or StagedSolver(), seconds)
    try:
        return asking.answer(cases)
    except UndecidedError as error:
        return Answer(question, Unanswered(error.reason), (), asking.connected)


def _cases(question: Question) -> tuple[Case, ...]:
    """The cases of a value that is asked for, but for those that can never be."""
    asked = question.asked
    found = () if asked is None else asked.cases(question.meaning.scopes[0])
    return tuple(one for one in found if measures_in(one.when) or holds(one.when, {}))


class _Asking:
    """One question with the statements that are connected with it."""

    def __init__(self, question: Question, group: Group, solver: Solver, seconds: float) -> None:
        self._question = question
        self._group = group
        self._solver = solver
        self._seconds = seconds
        self._measures = {**group.round.measures, **question.meaning.measures}
        self._component = group.component
        self._known = {variable.name for variable in group.component.variables}
        self._oracle = Remembering(solver.open(group.component, seconds))
        self._stated = frozenset(group.places.values())
        self.connected = len(self._stated)

    def answer(self, cases: Sequence[Case]) -> Answer:
        """The answer from what is left without the cheapest correction."""
        left_out = self._correction()
        kept = self._stated - left_out
        asked = self._question.asked
        result = self._truth(kept) if asked is None else self._range(kept, asked, cases)
        if isinstance(asked, AskedFigure) and isinstance(result, Ranged):
            result = _as_ages(result, asked.period(self._question.meaning.scopes[0]))
        return Answer(self._question, result, self._group.chosen(left_out), self.connected)

    def _correction(self) -> frozenset[int]:
        """The cheapest correction; looked for without products first, which are slow."""
        easy = self._stated - self._oracle.hard
        found = cheapest_correction(self._oracle, easy, self._group.prices).withdrawn
        hard = self._stated & self._oracle.hard
        if hard and isinstance(decided(self._oracle, self._stated - found), Contradictory):
            found = cheapest_correction(self._oracle, self._stated, self._group.prices).withdrawn
        return found

    def _own(self, offset: int) -> int:
        """The place of one of the question's own constraints."""
        return self._component.numbers.index(len(self._group.round.distinct) + offset)

    # --- is it so? ---

    def _truth(self, kept: frozenset[int]) -> Result:
        so, otherwise = self._own(0), self._own(1)
        verdicts = [self._oracle.check(kept | {place}) for place in (so, otherwise)]
        match verdicts:
            case [Contradictory(), _]:
                return self._certain(kept, so, is_so=False)
            case [_, Contradictory()]:
                return self._certain(kept, otherwise, is_so=True)
            case [Consistent() as one, Consistent() as other]:
                return self._possible(one, other)
            case [Undecided(reason), _] | [_, Undecided(reason)]:
                return Unanswered(reason)
        raise AssertionError

    def _certain(self, kept: frozenset[int], place: int, *, is_so: bool) -> Certain:
        try:
            because = self._forcing(self._oracle, kept, place)
        except UndecidedError as error:
            return Certain(is_so, (), error.reason)
        return Certain(is_so, because)

    def _possible(self, one: Consistent, other: Consistent) -> Result:
        """The examples of both ways, checked without the solver."""
        said = self._question.meaning.constraint
        if not holds(said, one.witness.values()) or holds(said, other.witness.values()):
            return Unanswered("the solver's example is none")
        return Possible(self._example(said, one), self._example(Not(said), other))

    def _example(self, said: Constraint, found: Consistent) -> dict[str, Fraction]:
        values = example_of(self._component, [said], self._measures, found.witness.values())
        names = measures_behind(said, self._measures)
        return {name: value for name, value in values.items() if name in names}

    # --- how much is it? ---

    def _range(self, kept: frozenset[int], asked: Asked, cases: Sequence[Case]) -> Result:
        parts = self._parts(asked, cases)
        lows: list[_Limit] = []
        highs: list[_Limit] = []
        for part in parts:
            chosen = kept if part.place is None else kept | {part.place}
            low = self._fit(chosen, part.low, part)
            high = low if part.low == part.high else self._fit(chosen, part.high, part)
            for found in (low, high):
                if isinstance(found, UnknownFit):
                    return Unanswered(found.reason)
            if isinstance(low, Fit) and isinstance(high, Fit):
                lows.append(_Limit(low.low, low.low_open or part.low_open))
                highs.append(_Limit(high.high, high.high_open or part.high_open))
        if not lows:
            return Unanswered("it can have no value")
        least = min(lows, key=lambda end: (end.value is not None, end.value or 0, end.open))
        most = max(highs, key=lambda end: (end.value is None, end.value or 0, not end.open))
        return self._with_reasons(kept, parts, least, most)

    def _parts(self, asked: Asked, cases: Sequence[Case]) -> list["_Part"]:
        """The cases of a value; a share whose numbers are known as the ratio of these."""
        base = asked.base(self._question.meaning.scopes[0])
        parts = []
        for number, case in enumerate(cases):
            found = case.range
            place = self._own(1 + number) if measures_in(case.when) else None
            opens = found.low_open, found.high_open
            if found.low is None or not found.is_point:
                parts.append(_Part(case.when, place, found.low, found.high, *opens, base))
                continue
            sought = value_of(found.low, base, self._measures, self._known)
            top, under, given = sought.numerator, sought.denominator, sought.given
            parts.append(_Part(case.when, place, top, top, *opens, under, given))
        return parts

    def _fit(self, chosen: frozenset[int], value: Polynomial | None, part: "_Part") -> Fitting:
        if value is None:
            found = self._oracle.check(chosen)
            return NoFit() if isinstance(found, Contradictory) else Fit(None, None)
        fits = fitting(self._oracle, chosen, Sought(value, part.base, part.given))
        return fits if not isinstance(fits, Fit) or fits.sure else UnknownFit(PRODUCTS)

    def _with_reasons(
        self, kept: frozenset[int], parts: Sequence["_Part"], low: "_Limit", high: "_Limit"
    ) -> Ranged:
        """Both ends with what forces each; of an exact value what forces both."""
        below = either(*(part.below(low) for part in parts))
        above = either(*(part.above(high) for part in parts))
        if low.value is not None and low == high:
            one = self._end(kept, parts, low, either(below, above), Interval.point(low.value))
            return Ranged(one, one)
        return Ranged(
            self._end(kept, parts, low, below, Interval(low.value, None, low.open)),
            self._end(kept, parts, high, above, Interval(None, high.value, high_open=high.open)),
        )

    def _end(
        self,
        kept: frozenset[int],
        parts: Sequence["_Part"],
        limit: "_Limit",
        beyond: Constraint,
        found: Interval,
    ) -> End:
        if limit.value is None:
            return End(None)
        wider = replace(
            self._component,
            statements=(*self._component.statements, beyond),
            numbers=(*self._component.numbers, -1),
        )
        oracle = Remembering(self._solver.open(wider, self._seconds))
        try:
            because = self._forcing(oracle, kept, len(wider.statements) - 1)
        except UndecidedError as error:
            return End(limit.value, limit.open, unknown=error.reason)
        steps: tuple[str, ...] = ()
        shown = len(parts) == 1 and not self._question.is_settled
        if shown and parts[0].low is not None and parts[0].low == parts[0].high:
            steps = chain(because, parts[0].low, parts[0].base, found, self._question)
        return End(limit.value, limit.open, because, steps)

    def _forcing(
        self, oracle: Remembering, kept: frozenset[int], place: int
    ) -> tuple[Distinct, ...]:
        """The fewest statements that leave no room for what stands at a place."""
        heavy = {**self._group.weights, place: 0}
        pools = [kept - oracle.hard, kept] if kept & oracle.hard else [kept]
        for pool in pools:
            if isinstance(decided(oracle, pool | {place}), Contradictory):
                found = smallest_contradiction(oracle, pool, place, heavy)
                return self._group.chosen(found.members - {place})
        raise UndecidedError(Undecided("the statements that force it were not found"))


def _as_ages(born: Ranged, period: Period | None) -> Ranged:
    """The ages of somebody in a period; the later born, the younger."""
    if period is None:
        return born
    found = ages_of(Fit(born.low.value, born.high.value), period)
    if born.high.value is None:
        return Ranged(End(found.low), replace(born.low, value=found.high))
    return Ranged(replace(born.high, value=found.low), replace(born.low, value=found.high))


@dataclass(frozen=True, slots=True)
class _Limit:
    """How far a value goes: None where it has no end."""

    value: Fraction | None
    open: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A value between two polynomials, or their ratios to a base, where a condition holds.

    `place` is where the condition stands among the statements; None where it always holds.
    `given` is what asking takes for granted.
    """

    when: Constraint
    place: int | None
    low: Polynomial | None
    high: Polynomial | None
    low_open: bool
    high_open: bool
    base: Polynomial | None
    given: Constraint = TRUE

    def below(self, limit: _Limit) -> Constraint:
        """That it is less than a limit, or just there where the limit is open."""
        return self._beyond(self.low, limit, Fraction(1))

    def above(self, limit: _Limit) -> Constraint:
        """That it is more than a limit, or just there where the limit is open."""
        return self._beyond(self.high, limit, Fraction(-1))

    def _beyond(self, value: Polynomial | None, limit: _Limit, sign: Fraction) -> Constraint:
        if value is None or limit.value is None:
            return FALSE
        base = Polynomial.number(1) if self.base is None else self.base
        short = (value - base.scaled(limit.value)).scaled(sign)
        nothing = Polynomial()
        under = at_most(short, nothing) if limit.open else less(short, nothing)
        something = TRUE if self.base is None else less(nothing, self.base)
        return both(self.when, self.given, under, something)
