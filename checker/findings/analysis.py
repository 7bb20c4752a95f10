"""From a project to its findings: one constraint each, components, verdicts, contradictions."""

import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter

from checker.algebra.components import Component, join_components
from checker.algebra.constraints import measures_in
from checker.claims.statements import Decision, Project, Statement, Switch, Topic
from checker.conflicts.fitting import Question
from checker.conflicts.stories import Agreement, Clash, Lasting, Open, Outcome, tell
from checker.constraints.compiling import compile_system
from checker.constraints.system import System
from checker.findings.examples import example_of
from checker.findings.finding import (
    Contradiction,
    Correction,
    Counts,
    Distinct,
    Example,
    Findings,
    Grade,
    Member,
    Proof,
    SecondOpinion,
    UndecidedGroup,
    Verdict,
)
from checker.findings.identity import again
from checker.findings.implied import questions
from checker.findings.lasting import lasting
from checker.findings.lifting import with_lifting
from checker.findings.pricing import as_whole_numbers, costs, weights
from checker.findings.proving import BRIEF, Prover, checked_witness
from checker.findings.ranking import Rank, rank
from checker.findings.repairs import Printed, Repairer
from checker.findings.revisions import revisions_of
from checker.findings.second_opinion import second_opinion, together
from checker.findings.telling import contradictions_of, subject
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning
from checker.language.measures import Measure
from checker.proofs.carrying import Json
from checker.solvers.clock import Clock
from checker.solvers.protocol import Consistent, SecondSolver, Solver

Progress = Callable[[int, int], None]
"""Told how many components are done, of how many."""


Timed = tuple[Outcome, float]
"""What came of a group, and how many seconds it took."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one component may take, in seconds, and how many are solved at a time."""

    seconds: float = 60
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One component with everything that its solving needs; can be sent to another process."""

    component: Component
    costs: tuple[int, ...]
    weights: tuple[int, ...]
    questions: dict[int, Question]
    subjects: tuple[str, ...]
    articles: tuple[frozenset[str], ...]
    lasting: tuple[Lasting, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Statements of a topic that are checked together, ready to be solved."""

    distinct: tuple[Distinct, ...]
    measures: Mapping[str, Measure]
    system: System
    tasks: tuple[Task, ...]
    scale: int
    topic: Topic
    only_for: str | None

    def stated(self, component: Component) -> tuple[Distinct, ...]:
        """The statements of one of its components."""
        return tuple(self.distinct[number] for number in component.numbers)


def analyse(
    project: Project,
    solver: Solver,
    limits: Limits = Limits(),
    progress: Progress | None = None,
    prover: Prover | None = None,
    second: SecondSolver | None = None,
) -> Findings:
    """The findings of a project whose files have no errors.

    They have proofs if there is a prover, and a second opinion if there is a second solver.
    """
    ready, standing = with_decided(
        [part for topic in project.topics for part in prepared(topic)], project.decisions
    )
    outcomes = iter(_solve([one.tasks for one in ready], solver, limits, progress))
    contradictions: list[Contradiction] = []
    corrections: list[Correction] = []
    undecided: list[UndecidedGroup] = []
    examples: list[Example] = []
    witnesses: list[Json] = []
    opinions: list[SecondOpinion] = []
    for one in ready:
        undecided += too_large(one)
        printed = Printed(one.distinct)
        values: dict[str, Fraction] = {}
        for task in one.tasks:
            outcome, spent = next(outcomes)
            clock = Clock(limits.seconds - spent)
            stated = one.stated(task.component)
            if not isinstance(outcome, Open) and outcome.witness is not None:
                out = outcome.withdrawn if isinstance(outcome, Clash) else ()
                said = [
                    distinct.meaning.constraint
                    for place, distinct in enumerate(stated)
                    if place not in out
                ]
                values |= example_of(task.component, said, one.measures, outcome.witness)
            match outcome:
                case Agreement():
                    pass
                case Clash() as clash:
                    proofs = _Proofs(
                        prover or Prover(solver, BRIEF), stated, task.component, one.topic.lexicon
                    )
                    told = contradictions_of(clash, stated, one.topic.lexicon, proofs.certificate)
                    told = Repairer(solver, clock.left).repaired(
                        told, clash, stated, task.component, one.topic.lexicon, printed
                    )
                    if prover is not None:
                        told = [
                            replace(found, proof=proofs.of(found.members, story.members))
                            for found, story in zip(told, clash.stories, strict=True)
                        ]
                    contradictions += (
                        with_lifting(found, one.topic, solver, clock.left) for found in told
                    )
                    if clash.witness is not None:
                        corrections.append(correction_of(clash, stated, one.scale))
                    if clash.unfinished:
                        undecided.append(_group(stated, clash.unfinished))
                case Open(reason):
                    undecided.append(_group(stated, reason))
            if second is not None:
                opinions.append(
                    second_opinion(outcome, stated, task.component, second, limits.seconds)
                )
            if prover is not None and not isinstance(outcome, Open) and outcome.witness is not None:
                listings = one.system.listings
                shown = checked_witness(task.component, stated, outcome.witness, listings)
                if shown is not None:
                    witnesses.append(shown)
                else:
                    undecided.append(_group(stated, _NO_EXAMPLE))
        examples.append(Example(one.topic.name, one.only_for, values))
    return replace(
        findings_of(project, contradictions, corrections, undecided),
        examples=tuple(one for one in examples if one.values),
        witnesses=None if prover is None else tuple(witnesses),
        second_opinion=None if second is None else together(opinions, second),
        standing=standing,
    )


def findings_of(
    project: Project,
    contradictions: Sequence[Contradiction],
    corrections: Sequence[Correction],
    undecided: Sequence[UndecidedGroup],
) -> Findings:
    """What was found of all components, in the order of reports, with what needs no solving."""
    return Findings(
        _verdict(contradictions, undecided),
        count(project),
        tuple(sorted(_distinct_stories(contradictions), key=_order)),
        tuple(sorted(_distinct_corrections(corrections), key=lambda c: c.withdraw[0].rank)),
        tuple(revision for topic in project.topics for revision in revisions_of(topic)),
        tuple(sorted(undecided, key=_open_order)),
        project.problems,
        (),
        files=project.files,
    )


def with_decided(
    ready: Sequence[Prepared], decisions: Sequence[Decision]
) -> tuple[list[Prepared], frozenset[str]]:
    """Each group with the contradictions that were decided of, and the decisions found again."""
    if not decisions:
        return list(ready), frozenset()
    found: set[str] = set()

    def decided(task: Task, distinct: Sequence[Distinct]) -> Task:
        stated = [distinct[number] for number in task.component.numbers]
        again = list(lasting(decisions, stated))
        found.update(decision.contradiction for decision, _ in again)
        return replace(task, lasting=tuple(one for _, one in again))

    whole = [
        replace(one, tasks=tuple(decided(t, one.distinct) for t in one.tasks)) for one in ready
    ]
    return whole, frozenset(found)


def correction_of(clash: Clash, stated: Sequence[Distinct], scale: int) -> Correction:
    """What the cheapest correction withdraws, and the others that cost the same."""
    own = frozenset(clash.withdrawn)
    others = (one for one in clash.cheapest.corrections if one != own)
    return Correction(
        Fraction(clash.cost, scale),
        tuple(stated[place] for place in clash.withdrawn),
        tuple(tuple(stated[place] for place in sorted(one)) for one in others),
        more=not clash.cheapest.complete,
        doubt=clash.doubt,
    )


def _distinct_corrections(corrections: Iterable[Correction]) -> Iterable[Correction]:
    """Each correction once: the rounds for single articles may find one again."""
    found: dict[tuple[str, ...], Correction] = {}
    for one in corrections:
        found.setdefault(tuple(withdrawn.first.id for withdrawn in one.withdraw), one)
    return found.values()


_NO_EXAMPLE = "the solver's example does not satisfy the rules"


class _Proofs:
    """Proofs of contradictions among some statements, each looked for once."""

    def __init__(
        self, prover: Prover, stated: Sequence[Distinct], component: Component, lexicon: Lexicon
    ) -> None:
        self._prover, self._stated = prover, stated
        self._component, self._lexicon = component, lexicon
        self._known: dict[frozenset[int], Proof] = {}

    def of(self, members: Sequence[Member], places: Iterable[int]) -> Proof:
        """The proof of what is told of members; with the rules among them they have places."""
        key = frozenset(places)
        if key not in self._known:
            named = {s.id: m.statement.id for m in members for s in m.distinct.supporters}
            own = {place: self._stated[place].first.id for place in sorted(key)}
            ids = {place: named.get(name, name) for place, name in own.items()}
            distinct = [member.distinct for member in members]
            self._known[key] = self._prover.proof(distinct, self._component, ids, self._lexicon)
        return self._known[key]

    def certificate(self, members: Sequence[Member], places: Iterable[int]) -> Json | None:
        """The certificate alone, if there is one."""
        return self.of(members, places).certificate


def count(project: Project) -> Counts:
    """How much a project holds."""
    statements = [s for topic in project.topics for s in topic.statements]
    return Counts(
        sum(len(topic.articles) for topic in project.topics),
        sum(topic.claims for topic in project.topics),
        sum(1 for statement in statements if statement.kind == "stated"),
        sum(1 for statement in statements if statement.kind == "assumed"),
        sum(len(topic.switches) for topic in project.topics),
    )


# --- before solving --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Round:
    """Statements of a topic that are checked together."""

    topic: Topic
    pairs: tuple[Switch, ...]
    only_for: str | None = None


def _rounds(topic: Topic) -> Iterator[_Round]:
    """All statements; then each article apart for which an assumption is made.

    An assumption with `for` holds for that article only, so it meets that article's statements
    and the assumptions that hold everywhere, and nothing else.
    """
    pairs = _standing(topic)
    yield _Round(topic, everywhere(topic))
    for path in sorted({s.only_for for s, _ in pairs if s.only_for is not None}):
        chosen = tuple(
            (s, m)
            for s, m in pairs
            if s.only_for in {None, path} and (s.article is None or s.article.path == path)
        )
        yield _Round(topic, chosen, path)


def everywhere(topic: Topic) -> tuple[Switch, ...]:
    """What is stated and not taken back, with the assumptions that hold for every article."""
    return tuple((s, m) for s, m in _standing(topic) if s.only_for is None)


def _standing(topic: Topic) -> list[Switch]:
    taken_back = {s.id for withdrawal in topic.withdrawals for s in withdrawal.carried}
    return [one for one in topic.switches if one[0].id not in taken_back]


def prepared(topic: Topic) -> list[Prepared]:
    """What of a topic is checked together, each time with its components; asks no solver."""
    return [_prepare(part) for part in _rounds(topic)]


@dataclass(frozen=True, slots=True)
class Group:
    """Connected statements, with what each costs (times `scale`) and weighs."""

    stated: tuple[Distinct, ...]
    component: Component
    costs: tuple[int, ...]
    weights: tuple[int, ...]
    scale: int

    @property
    def rules(self) -> frozenset[int]:
        """The places of statements that a program gave as rules."""
        return frozenset(place for place, one in enumerate(self.stated) if one.is_rule)

    @property
    def has_assumption_for_one(self) -> bool:
        """Whether it is checked apart, since an assumption for one article is in it."""
        return any(s.only_for is not None for one in self.stated for s in one.supporters)


def groups(topic: Topic) -> Iterator[tuple[list[Group], list[UndecidedGroup]]]:
    """The groups of a topic that are analysed together, and those that are too large for it.

    Left out is what would be asked a second time: a group of one article's statements without an
    assumption for that article is part of a group of all articles.
    """
    whole = True
    for place, one in enumerate(prepared(topic)):
        large = list(too_large(one))
        whole = whole and not large
        found = [
            Group(
                one.stated(task.component),
                task.component,
                task.costs,
                task.weights,
                one.scale,
            )
            for task in one.tasks
        ]
        again = place > 0 and whole
        yield [group for group in found if group.has_assumption_for_one or not again], large


def merge(
    pairs: Iterable[Switch],
) -> tuple[tuple[Distinct, ...], dict[str, Measure]]:
    """Statements with one constraint together, by rank, and every measure that they name.

    `A > A` and `B > B` have one constraint without any measure, and say different things.
    """
    merged: dict[str, tuple[Meaning, list[Statement]]] = {}
    measures: dict[str, Measure] = {}
    texts = ((meaning.constraint.text, statement, meaning) for statement, meaning in pairs)
    ranked = [(rank(s, said), s.id, said, s, m) for said, s, m in texts]
    for _, _, said, statement, meaning in sorted(ranked, key=itemgetter(0, 1)):
        key = said if measures_in(meaning.constraint) else f"{said}: {statement.formula.text}"
        merged.setdefault(key, (meaning, []))[1].append(statement)
        measures |= meaning.measures
    return tuple(Distinct(meaning, tuple(found)) for meaning, found in merged.values()), measures


def _prepare(part: _Round) -> Prepared:
    distinct, measures = merge(part.pairs)
    system = compile_system(
        [one.meaning.constraint for one in distinct], measures, part.topic.lexicon
    )
    prices, scale = as_whole_numbers(costs(distinct))
    heavy = weights(distinct)
    tasks = tuple(
        Task(
            component,
            tuple(prices[number] for number in component.numbers),
            tuple(heavy[number] for number in component.numbers),
            questions(component, [distinct[number].meaning for number in component.numbers]),
            tuple(subject(distinct[number]) for number in component.numbers),
            tuple(distinct[number].articles for number in component.numbers),
        )
        for component in system.components
    )
    return Prepared(distinct, measures, system, tasks, scale, part.topic, part.only_for)


# --- solving ---------------------------------------------------------------------------------


_BATCH = 60
"""Statements that are solved one after the other with one solver."""


_SMALL = 8
"""Statements of a component up to which it is first tried together with others."""


def _batches(prepared: Iterable[Sequence[Task]]) -> list[list[Task]]:
    """Tasks in their order, small ones together; the same whatever the number of jobs.

    Those of two rounds or topics stay apart: their unknowns have the same names.
    """
    batches: list[list[Task]] = []
    for tasks in prepared:
        room = 0
        for task in tasks:
            size = len(task.costs)
            if size > room:
                batches.append([])
                room = _BATCH
            batches[-1].append(task)
            room -= size
    return batches


def _solve(
    prepared: Iterable[Sequence[Task]],
    solver: Solver,
    limits: Limits,
    progress: Progress | None,
) -> Iterator[Timed]:
    batches = _batches(prepared)
    done, of = 0, sum(len(batch) for batch in batches)
    for outcomes in _solved(batches, solver, limits):
        done += len(outcomes)
        if progress is not None:
            progress(done, of)
        yield from outcomes


def _solved(
    batches: Sequence[Sequence[Task]], solver: Solver, limits: Limits
) -> Iterator[list[Timed]]:
    if limits.jobs > 1 and len(batches) > 1:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import

        jobs = min(limits.jobs, len(batches))
        with ProcessPoolExecutor(jobs, initializer=_end_at_interrupts) as pool:
            yield from pool.map(
                _solve_batch, batches, [solver] * len(batches), [limits.seconds] * len(batches)
            )
        return
    for batch in batches:
        yield _solve_batch(batch, solver, limits.seconds)


def _end_at_interrupts() -> None:
    """Has Ctrl-C end a process that solves, which has nothing to tell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _solve_batch(batch: Sequence[Task], solver: Solver, seconds: float) -> list[Timed]:
    """One check for all small tasks together; each by itself where that does not settle it."""
    own = solver.fresh()
    small = [task for task in batch if len(task.costs) <= _SMALL]
    agreed: Outcome | None = None
    if len(small) > 1:
        joined = join_components([task.component for task in small])
        verdict = own.open(joined, seconds).check(range(len(joined.statements)))
        if isinstance(verdict, Consistent):
            agreed = Agreement(verdict.witness.values())
    return [
        (agreed, 0)
        if agreed is not None and len(task.costs) <= _SMALL
        else _solve_one(task, own, seconds)
        for task in batch
    ]


def _solve_one(task: Task, solver: Solver, seconds: float) -> Timed:
    """The outcome of one task, and how long it took."""
    clock = Clock(seconds)
    oracle = solver.open(task.component, seconds)
    outcome = tell(
        oracle,
        task.costs,
        task.weights,
        task.questions,
        task.subjects,
        task.lasting,
        task.articles,
    )
    return outcome, seconds - clock.left


# --- after solving ---------------------------------------------------------------------------


def too_large(one: Prepared) -> Iterator[UndecidedGroup]:
    """The statements that combine too much to be solved."""
    for large in one.system.too_large:
        yield _group([one.distinct[number] for number in large.numbers], large.reason)


def _group(distinct: Iterable[Distinct], reason: str) -> UndecidedGroup:
    statements = {s.id: s for one in distinct for s in one.supporters}
    return UndecidedGroup(tuple(statements.values()), reason)


def _distinct_stories(contradictions: Sequence[Contradiction]) -> list[Contradiction]:
    """Each contradiction once: the rounds for single articles may tell one again.

    Those of other members that say the same of other reports are told apart by their order.
    """
    found: dict[tuple[str, ...], Contradiction] = {}
    turns: dict[str, int] = {}
    for one in contradictions:
        found.setdefault((one.id, *(member.statement.id for member in one.members)), one)
    for key, one in sorted(found.items(), key=lambda pair: _reported(pair[1])):
        turn = turns[one.id] = turns.get(one.id, 0) + 1
        found[key] = one if turn == 1 else replace(one, id=again(one.id, turn))
    return list(found.values())


def _reported(one: Contradiction) -> list[Rank]:
    """When and where the members of a contradiction were printed."""
    return [member.distinct.rank for member in one.members]


_GRADES = list(Grade)


def _order(contradiction: Contradiction) -> tuple[int, Rank, str]:
    """Certain ones first, then in the order of the culprits."""
    grade = _GRADES.index(contradiction.grade)
    return grade, contradiction.culprit.distinct.rank, contradiction.id


def _open_order(group: UndecidedGroup) -> tuple[list[Rank], str]:
    """In the order of their statements, however these are listed."""
    return sorted(rank(one, one.text) for one in group.statements), group.reason


def _verdict(
    contradictions: Sequence[Contradiction], undecided: Sequence[UndecidedGroup]
) -> Verdict:
    if contradictions:
        return Verdict.CONTRADICTORY
    return Verdict.UNDECIDED if undecided else Verdict.CONSISTENT
