"""How well the other statements check each figure: pinned, bounded, unchecked or disputed.

Each figure is left out in turn, and the solver says what the others leave of it. Statements that
contradict each other check nothing: the members of contradictions are disputed, and what the
cheapest corrections withdraw does not stand for others either.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from checker.algebra.components import Component
from checker.algebra.constraints import (
    TRUE,
    Constraint,
    Not,
    at_most,
    both,
    either,
    less,
    measures_in,
)
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.claims.editions import editions
from checker.claims.statements import Statement, Topic
from checker.claims.understanding import line
from checker.compile.distinct import Distinct
from checker.compile.pricing import independent_source
from checker.compile.rounds import Group, everywhere
from checker.compile.shares import with_numbers
from checker.explain.covered import (
    Checked,
    Coverage,
    Covered,
    Idle,
    State,
    worst,
)
from checker.explain.finding import Findings
from checker.explain.implied import instead
from checker.explain.telling import ages_of
from checker.frozen import dataclass
from checker.language.definitions import words_of
from checker.language.figures import Figure
from checker.language.meaning import Line, Meaning, Reader
from checker.language.measures import Measure, Share, measures_behind
from checker.language.mistakes import Mistake, MistakeError
from checker.language.nodes import Assertion
from checker.language.phrases.logic import Either, IfThen
from checker.language.scope import Slot
from checker.limits import COVERAGE_TURNS
from checker.search.fitting import Fit, Fitting, Question
from checker.solvers.protocol import Solver, Undecided
from checker.solvers.staged import StagedSolver
from checker.usecases.bracketing import Bracket
from checker.usecases.wrong_digits import Slip, figures_of, slips


def cover(
    topics: Sequence[Topic], findings: Findings, seconds: float, solver: Solver | None = None
) -> Covered:
    """The coverage of topics that have been checked; `seconds` is for each connected group."""
    solver = solver or StagedSolver(COVERAGE_TURNS)
    statements: list[Coverage] = []
    idle: list[Idle] = []
    for topic in topics:
        one = _Topic(topic, findings, solver, seconds)
        statements += one.covered()
        idle += one.idle
    ordered = sorted(statements, key=lambda one: one.statement.id)
    return Covered(tuple(ordered), tuple(idle))


# --- before asking ---------------------------------------------------------------------------


def _is_restated(one: Distinct) -> bool:
    """Whether independent articles state it."""
    sources = {independent_source(s.article) for s in one.supporters if s.article is not None}
    return len(sources) > 1


def _with_both_numbers(
    said: Iterable[Constraint], measures: Mapping[str, Measure]
) -> frozenset[str]:
    """The measures that are spoken of, with both numbers of a share where one of them is."""
    names = frozenset(name for one in said for name in measures_behind(one, measures))
    shares = (one for one in measures.values() if isinstance(one, Share))
    return names.union(*(numbers for one in shares if names & (numbers := {one.part, one.whole})))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A figure with one wrong digit, and what its statement then says."""

    slip: Slip
    meaning: Meaning
    constraint: Constraint


class _Topic:
    """One topic: its statements figure by figure, compiled together."""

    def __init__(self, topic: Topic, findings: Findings, solver: Solver, seconds: float) -> None:
        self._topic = topic
        self._stated = everywhere(topic)
        self._solver = solver
        self._seconds = seconds
        self._meanings = {statement.id: meaning for statement, meaning in self._stated.switches}
        self._disputed = {s.id for one in findings.contradictions for s in one.statements}
        self._withdrawn = {s.id for one in findings.withdrawn for s in one.supporters}
        self._open = {s.id for group in findings.undecided for s in group.statements}
        self.said: frozenset[str] = frozenset()
        self.denied: Sequence[Constraint] = ()
        self.wrong: dict[tuple[str, int], list[_Wrong]] = {}
        self.idle: list[Idle] = []

    def covered(self) -> list[Coverage]:
        """What is known of each statement that an article makes."""
        parts: dict[str, list[tuple[int, Coverage]]] = {}
        for one in self._parts():
            part = one.statement.part
            number = 0 if part is None else part.number
            parts.setdefault(one.statement.whole, []).append((number, one))
        written = {statement.id: statement for statement in self._topic.statements}
        return [
            _joined(written[name], [one for _, one in sorted(found, key=itemgetter(0))])
            for name, found in parts.items()
        ]

    def _parts(self) -> Iterator[Coverage]:
        """What is known of each figure that can be withdrawn by itself."""
        distinct = self._stated.distinct
        self._read()
        told: set[int] = set()
        for connected in self._stated.groups:
            group = _Group(self, connected)
            told.update(group.numbers)
            for number in group.numbers:
                yield from group.covered(number)
            self.idle += group.idle(self._meanings)
        for number in sorted(set(range(len(distinct))) - told):
            yield from self.plain(distinct[number], State.UNKNOWN)

    def _read(self) -> None:
        """What each statement says with one digit wrong, and that it is not so.

        Both are told of shares by their numbers, where some statement has these.
        """
        told = zip(self._topic.statements, editions(self._topic.statements), strict=True)
        lines = {one.id: line(one, edition) for one, edition in told}
        words, _ = words_of(self._topic.lexicon)
        reader = Reader(list(lines.values()), words, self._topic.widths)
        found: list[tuple[tuple[str, int], Slip, Meaning]] = []
        for statement, _ in self._stated.switches:
            if statement.kind != "stated" or not self.stands(statement):
                continue
            for figure in figures_of(statement):
                for slip in slips(statement, figure):
                    read = reader.read(_instead(lines[statement.whole], slip))
                    same = None if isinstance(read, Mistake) else statement.same_meaning(read)
                    if same is not None:
                        found.append(((statement.id, figure.start), slip, same))
        measures = dict(self._stated.measures)
        for _, _, meaning in found:
            measures |= meaning.measures
        said = [one.meaning.constraint for one in self._stated.distinct]
        self.said = _with_both_numbers(said, self._stated.measures)
        own = [*map(Not, said), *(meaning.constraint for _, _, meaning in found)]
        meant = with_numbers([*said, *own], measures)[len(said) :]
        self.denied = meant[: len(said)]
        for (key, slip, meaning), constraint in zip(found, meant[len(said) :], strict=True):
            self.wrong.setdefault(key, []).append(_Wrong(slip, meaning, constraint))

    def stands(self, statement: Statement) -> bool:
        """Whether a statement is neither disputed nor undecided."""
        return statement.id not in self._disputed | self._withdrawn | self._open

    def open(self, component: Component, kept: frozenset[int]) -> Bracket:
        """Who answers for a component, of which some statements are kept."""
        return Bracket(self._solver, component, self._seconds, kept)

    def is_kept(self, number: int) -> bool:
        """Whether a distinct statement stands for others: nobody withdraws it."""
        one = self._stated.distinct[number]
        return all(s.id not in self._withdrawn | self._open for s in one.supporters)

    def distinct(self, number: int) -> Distinct:
        """A statement by its number."""
        return self._stated.distinct[number]

    def meaning(self, statement: Statement) -> Meaning:
        """What a statement says, in its own words."""
        return self._meanings[statement.id]

    def state(self, one: Distinct) -> State | None:
        """The state of what is not asked about."""
        ids = {s.id for s in one.supporters}
        if ids & (self._disputed | self._withdrawn):
            return State.DISPUTED
        return State.UNKNOWN if ids & self._open else None

    def plain(self, one: Distinct, state: State) -> Iterator[Coverage]:
        """Every figure of a statement in one state."""
        for statement in one.supporters:
            if statement.kind == "stated":
                figures = tuple(Checked(figure, state) for figure in figures_of(statement))
                yield Coverage(statement, state, figures, None)


def _instead(own: Line, slip: Slip) -> Line:
    return Line(slip.formula, own.period, own.place, own.reading, own.edition, own.unit)


# --- one connected group ---------------------------------------------------------------------


class _Group:
    """The statements of one component, each asked about while the others hold."""

    def __init__(self, topic: _Topic, group: Group) -> None:
        self._topic = topic
        self._places = group.places
        self._kept = frozenset(p for n, p in self._places.items() if topic.is_kept(n))
        self._oracle = topic.open(group.component, self._kept)
        self._known = frozenset(variable.name for variable in group.component.variables)
        self._free: dict[Question, Fitting] = {}

    @property
    def numbers(self) -> list[int]:
        """The numbers of its statements."""
        return sorted(self._places)

    def covered(self, number: int) -> Iterator[Coverage]:
        """What is known of the supporters of one statement."""
        one = self._topic.distinct(number)
        state = self._topic.state(one)
        if state is not None:
            yield from self._topic.plain(one, state)
            return
        restated = _is_restated(one)
        others = self._kept if restated else self._kept - {self._places[number]}
        left = _Left(others, self._forced(others, self._topic.denied[number]), restated)
        for statement in one.supporters:
            if statement.kind == "stated":
                figures = tuple(
                    self._figure(statement, figure, left) for figure in figures_of(statement)
                )
                yield Coverage(statement, _state_of(figures, left), figures, left.follows)

    def _forced(self, others: frozenset[int], denied: Constraint) -> bool | None:
        """Whether others leave no room for what is denied."""
        if not measures_in(denied) <= self._known:
            return None
        found = self._oracle.allows(others, denied)
        return None if isinstance(found, Undecided) else not found

    # --- figures ---

    def _figure(self, statement: Statement, figure: Figure, left: "_Left") -> Checked:
        meaning = self._topic.meaning(statement)
        slot = next((one for one in meaning.slots if one.figure.start == figure.start), None)
        state = State.PINNED if left.follows else State.UNKNOWN
        fits: Fitting | None = None
        if slot is not None:
            state, fits = self._state(slot, meaning, left)
        wrong = self._topic.wrong.get((statement.id, figure.start), [])
        known = _forced_fit(slot) if state is State.PINNED and slot is not None else fits
        passing, untold = self._passing(wrong, figure, known, left.others)
        if slot is None and wrong and not untold:
            state = _by_slips(len(passing), len(wrong), state)
        if slot is not None and slot.age_in is not None and isinstance(fits, Fit):
            fits = ages_of(fits, slot.age_in)
        return Checked(figure, state, fits, passing, len(wrong), untold, left.restated)

    def _state(self, slot: Slot, meaning: Meaning, left: "_Left") -> tuple[State, Fitting | None]:
        """The state of a figure of one value, and the values that would pass."""
        if left.follows:
            return State.PINNED, None
        question = _of_something(instead(slot, meaning, self._topic.said))
        if not _names(question) <= self._known:
            return State.UNKNOWN, None
        if slot.relation == "=" and question.given != TRUE:
            elsewhere = both(question.given, _outside(question, slot.interval))
            pinned = self._forced(left.others, elsewhere)
            if pinned is not False:
                return State.UNKNOWN if pinned is None else State.PINNED, None
        fits = self._oracle.fits(left.others, question)
        if not isinstance(fits, Fit):
            return State.UNKNOWN, fits
        if question not in self._free:
            self._free[question] = self._oracle.fits((), question)
        if fits != self._free[question]:
            return State.BOUNDED, fits
        unchecked = self._oracle.reaches_all(left.others, question, fits)
        return (State.UNCHECKED if unchecked else State.UNKNOWN), fits

    def _passing(
        self,
        wrong: Sequence[_Wrong],
        figure: Figure,
        fits: Fitting | None,
        others: frozenset[int],
    ) -> tuple[tuple[str, ...], int]:
        """The wrong figures that would pass, and how many were not decided."""
        passing, untold = [], 0
        for one in wrong:
            if _misses(one.meaning, figure, fits):
                continue
            if not measures_in(one.constraint) <= self._known:
                untold += 1
                continue
            found = self._oracle.allows(others, one.constraint)
            if isinstance(found, Undecided):
                untold += 1
            elif found:
                passing.append(one.slip.printed)
        return tuple(passing), untold

    # --- conditions ---

    def idle(self, meanings: Mapping[str, Meaning]) -> Iterator[Idle]:
        """Conditions that cannot be, while all that is kept holds."""
        for number in self.numbers:
            for statement in self._topic.distinct(number).supporters:
                if self._topic.stands(statement):
                    yield from self._idle(statement, meanings[statement.id])

    def _idle(self, statement: Statement, meaning: Meaning) -> Iterator[Idle]:
        for node in meaning.tree.walk():
            match node:
                case IfThen(condition=condition):
                    parts: tuple[Assertion, ...] = (condition,)
                case Either(first=first, second=second):
                    parts = (first, second)
                case _:
                    continue
            for part in parts:
                scopes = [scope.aside() for scope in meaning.scopes]
                try:
                    can_be = either(*(part.stated(scope) for scope in scopes))
                except MistakeError:
                    continue
                if self._forced(self._kept, can_be):
                    yield Idle(statement, part.words(scopes[0]))


def _forced_fit(slot: Slot) -> Fit | None:
    """The values of a figure that others force; of a ratio none, since its base may be nothing."""
    if slot.relation != "=" or slot.denominator is not None or slot.age_in is not None:
        return None
    one = slot.interval
    return Fit(one.low, one.high, one.low_open, one.high_open)


def _by_slips(passing: int, tried: int, otherwise: State) -> State:
    """The state of a figure that is no single value, as under `if`: what wrong digits show."""
    if passing == tried:
        return State.UNCHECKED
    return State.BOUNDED if passing or otherwise is not State.PINNED else State.PINNED


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left without a statement: the places of `others`, and whether these force it."""

    others: frozenset[int]
    follows: bool | None
    restated: bool


def _joined(statement: Statement, parts: Sequence[Coverage]) -> Coverage:
    """A statement as it is written, of whose parts something is known."""
    figures: dict[int, Checked] = {}
    for one in parts:
        for checked in one.figures:
            figures.setdefault(checked.figure.start, checked)
    follow = [one.follows for one in parts]
    follows = None if None in follow and False not in follow else all(follow)
    state = worst([one.state for one in parts if one.figures] or [one.state for one in parts])
    return Coverage(statement, state, tuple(figures[at] for at in sorted(figures)), follows)


def _state_of(figures: Sequence[Checked], left: _Left) -> State:
    """The worst state of some figures; without any, whether the statement is forced."""
    if figures:
        return worst(figure.state for figure in figures)
    if left.follows is None:
        return State.UNKNOWN
    return State.PINNED if left.follows else State.UNCHECKED


def _of_something(question: Question) -> Question:
    """What is asked of a figure while nothing is printed, and of a ratio to what is more than 0."""
    base, given = question.denominator, question.given
    return Question(
        question.numerator, base, given if base is None else both(given, less(Polynomial(), base))
    )


def _names(question: Question) -> frozenset[str]:
    base = question.denominator
    names = question.numerator.names | measures_in(question.given)
    return names | (frozenset() if base is None else base.names)


def _outside(question: Question, interval: Interval) -> Constraint:
    """That a value, or the ratio to a positive base, lies outside an interval."""
    value, base = question.numerator, question.denominator
    unit = Polynomial.number(1) if base is None else base
    parts = []
    if interval.low is not None:
        end = unit.scaled(interval.low)
        parts.append(at_most(value, end) if interval.low_open else less(value, end))
    if interval.high is not None:
        end = unit.scaled(interval.high)
        parts.append(at_most(end, value) if interval.high_open else less(end, value))
    beyond = either(*parts)
    return beyond if base is None else both(less(Polynomial(), base), beyond)


def _misses(meaning: Meaning, figure: Figure, fits: Fitting | None) -> bool:
    """Whether a wrong figure lies outside all that would pass, so that nobody need be asked."""
    slot = next((one for one in meaning.slots if one.figure.start == figure.start), None)
    if slot is None or slot.relation != "=" or not isinstance(fits, Fit) or slot.age_in is not None:
        return False
    return not slot.interval.meets(Interval(fits.low, fits.high, fits.low_open, fits.high_open))
