"""One component from start to end: consistent, contradictory with its stories, or undecided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from checker.conflicts.contradictions import smallest_contradiction
from checker.conflicts.corrections import UndecidedError, cheapest_correction
from checker.conflicts.fitting import Fitting, Question, fitting
from checker.solvers.protocol import Oracle


@dataclass(frozen=True, slots=True)
class Story:
    """The smallest contradiction that one withdrawn statement, the culprit, takes part in.

    `fits` holds, for each member with a figure, the values that fit while the other members
    and every statement outside the correction hold.
    """

    culprit: int
    members: tuple[int, ...]
    fits: Mapping[int, Fitting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """All statements can hold, for example with these values."""

    witness: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Clash:
    """Not all can hold. `unfinished` says why some stories are missing, or is empty."""

    withdrawn: tuple[int, ...]
    cost: int
    stories: tuple[Story, ...]
    witness: Mapping[str, Fraction]
    unfinished: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """No verdict; `reason` says why."""

    reason: str


Outcome = Agreement | Clash | Open


def tell(
    oracle: Oracle,
    costs: Sequence[int],
    weights: Sequence[int],
    questions: Mapping[int, Question],
) -> Outcome:
    """The outcome for one component.

    `costs` price the withdrawal of a statement, `weights` its place in a contradiction (lighter
    ones are preferred); `questions` ask for the values of figures.
    """
    everything = frozenset(range(len(costs)))
    try:
        correction = cheapest_correction(oracle, everything, dict(enumerate(costs)))
    except UndecidedError as error:
        return Open(error.reason)
    if not correction.withdrawn:
        return Agreement(correction.rest.witness())
    kept = everything - correction.withdrawn
    stories = []
    unfinished = ""
    for culprit in sorted(correction.withdrawn):
        try:
            members = smallest_contradiction(oracle, kept, culprit, dict(enumerate(weights)))
        except UndecidedError as error:
            unfinished = error.reason
            continue
        stories.append(_with_fits(oracle, culprit, members, kept, questions))
    return Clash(
        tuple(sorted(correction.withdrawn)),
        correction.cost,
        tuple(stories),
        correction.rest.witness(),
        unfinished,
    )


def _with_fits(
    oracle: Oracle,
    culprit: int,
    members: frozenset[int],
    kept: frozenset[int],
    questions: Mapping[int, Question],
) -> Story:
    fits = {
        member: fitting(oracle, (members | kept) - {member}, questions[member])
        for member in sorted(members)
        if member in questions
    }
    return Story(culprit, tuple(sorted(members)), fits)


