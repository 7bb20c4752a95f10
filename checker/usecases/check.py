"""Whether all that is stated can hold together: a project's findings, group by group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fractions import Fraction

from checker.claims.statements import Decision, Project
from checker.compile.rounds import Group, Round, rounds_of
from checker.explain.examples import example_of
from checker.explain.finding import (
    Contradiction,
    Correction,
    Example,
    Findings,
    SecondOpinion,
    UndecidedGroup,
)
from checker.explain.gathering import correction_of, findings_of, too_large, undecided
from checker.explain.lasting import lasting
from checker.explain.lifting import with_lifting
from checker.explain.naming import value_words
from checker.explain.proving import BRIEF, Proofs, Prover, checked_witness
from checker.explain.repairs import Printed, Repairer
from checker.explain.second_opinion import second_opinion, together
from checker.explain.telling import contradictions_of, drafts_of
from checker.frozen import dataclass
from checker.proofs.carrying import Json
from checker.search.stories import Agreement, Clash, Open, Outcome
from checker.solvers.clock import Clock
from checker.solvers.protocol import SecondSolver, Solver
from checker.solvers.staged import StagedSolver
from checker.usecases.decide import decided
from checker.usecases.solving import Limits, Progress, Task, Timed, solved, task_of


def check(
    project: Project,
    limits: Limits = Limits(),
    progress: Progress | None = None,
    *,
    today: date | None = None,
    solver: Solver | None = None,
    prover: Prover | None = None,
    second: SecondSolver | None = None,
) -> Findings:
    """The findings of a project whose files have no errors.

    They have proofs if there is a prover, a second opinion if there is a second solver, and what
    was decided of them if it is told what day it is `today`.
    """
    solver = solver or StagedSolver()
    rounds = [part for topic in project.topics for part in rounds_of(topic)]
    tasks, standing = tasks_of(rounds, project.decisions)
    outcomes = solved(tasks, solver, limits, progress)
    found = _Found(solver, limits.seconds, prover, second)
    for one in rounds:
        found.add(one, outcomes)
    findings = replace(
        findings_of(project, found.contradictions, found.corrections, found.undecided),
        examples=tuple(one for one in found.examples if one.values),
        witnesses=None if prover is None else tuple(found.witnesses),
        second_opinion=None if second is None else together(found.opinions, second),
        standing=standing,
    )
    return findings if today is None else decided(findings, project, today)


def tasks_of(
    rounds: Sequence[Round], decisions: Sequence[Decision]
) -> tuple[list[list[Task]], frozenset[str]]:
    """A task for each group of each round, and the ids of the decisions that are found again.

    Contradictions that were decided of are told before others.
    """
    found: set[str] = set()

    def of(group: Group) -> Task:
        again = list(lasting(decisions, tuple(group.stated.values()))) if decisions else []
        found.update(decision.contradiction for decision, _ in again)
        return task_of(group, [one for _, one in again])

    tasks = [[of(group) for group in one.groups] for one in rounds]
    return tasks, frozenset(found)


_NO_EXAMPLE = "the solver's example does not satisfy the rules"


@dataclass(slots=True)
class _Found:
    """What was found so far; `seconds` is how long each group may take in all."""

    solver: Solver
    seconds: float
    prover: Prover | None
    second: SecondSolver | None
    contradictions: list[Contradiction] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    undecided: list[UndecidedGroup] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    witnesses: list[Json] = field(default_factory=list)
    opinions: list[SecondOpinion] = field(default_factory=list)

    def add(self, part: Round, outcomes: Iterator[Timed]) -> None:
        """Takes up what came of the groups of a round."""
        self.undecided += too_large(part)
        printed = Printed(part.distinct)
        values: dict[str, Fraction] = {}
        for group in part.groups:
            outcome, spent = next(outcomes)
            values |= _example(outcome, group)
            match outcome:
                case Agreement():
                    pass
                case Clash():
                    self._clash(outcome, group, printed, Clock(self.seconds - spent))
                case Open(reason):
                    self.undecided.append(undecided(group.stated.values(), reason))
            if self.second is not None:
                stated = tuple(group.stated.values())
                self.opinions.append(
                    second_opinion(outcome, stated, group.component, self.second, self.seconds)
                )
            if self.prover is not None:
                self._show(outcome, group)
        lexicon = part.topic.lexicon
        words = {n: value_words(part.measures[n], part.measures, lexicon) for n in values}
        self.examples.append(Example(part.topic.name, part.only_for, values, words))

    def _clash(self, clash: Clash, group: Group, printed: Printed, clock: Clock) -> None:
        drafts = drafts_of(clash, group)
        drafts = Repairer(self.solver, clock.left).repaired(drafts, clash, group, printed)
        brief = replace(BRIEF, seconds=min(BRIEF.seconds, clock.left))
        proofs = Proofs(self.prover or Prover(self.solver, brief), group)
        told = contradictions_of(drafts, clash, group, proofs.certificate)
        if self.prover is not None:
            told = [
                replace(one, proof=proofs.of(one.members, story.members))
                for one, story in zip(told, clash.stories, strict=True)
            ]
        topic = group.round.topic
        self.contradictions += (with_lifting(o, topic, self.solver, clock.left) for o in told)
        if clash.witness is not None:
            self.corrections.append(correction_of(clash, group))
        if clash.unfinished:
            self.undecided.append(undecided(group.stated.values(), clash.unfinished))

    def _show(self, outcome: Outcome, group: Group) -> None:
        """Takes up the values that show what can hold together."""
        if isinstance(outcome, Open) or outcome.witness is None:
            return
        shown = checked_witness(group, outcome.witness)
        if shown is not None:
            self.witnesses.append(shown)
        else:
            self.undecided.append(undecided(group.stated.values(), _NO_EXAMPLE))


def _example(outcome: Outcome, group: Group) -> Mapping[str, Fraction]:
    """Values with which all that is kept holds."""
    if isinstance(outcome, Open) or outcome.witness is None:
        return {}
    out = outcome.withdrawn if isinstance(outcome, Clash) else ()
    said = [one.meaning.constraint for place, one in group.stated.items() if place not in out]
    return example_of(group.component, said, group.round.measures, outcome.witness)
