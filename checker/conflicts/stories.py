"""One component from start to end: consistent, contradictory with its stories, or undecided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction

from checker.conflicts.cheapest import Cheapest, all_cheapest
from checker.conflicts.contradictions import (
    Smallest,
    remember_small_ones,
    smallest_contradiction,
)
from checker.conflicts.corrections import (
    Correction,
    UndecidedError,
    cheapest_correction,
    shrink_as_far,
)
from checker.conflicts.fitting import Fitting, Question, fitting
from checker.conflicts.memory import Remembering
from checker.frozen import dataclass
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Undecided


@dataclass(frozen=True, slots=True)
class Story:
    """The smallest contradiction that one withdrawn statement, the culprit, takes part in.

    `fits` holds, for each member with a figure, the values that fit while the other members
    and every statement outside the correction hold. `restated` are other withdrawn statements
    about the same subject as the culprit: they clash with what is kept as well, and one story is
    enough for all of them. `doubt` says why a smaller one may have been missed, or is empty.
    """

    culprit: int
    members: tuple[int, ...]
    restated: tuple[int, ...] = ()
    fits: Mapping[int, Fitting] = field(default_factory=dict)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A contradiction that is told as long as it is one, whatever smaller ones there are.

    `restated` are statements that were told beside it, and may be told so again.
    """

    members: frozenset[int]
    restated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Agreement:
    """All statements can hold, for example with these values."""

    witness: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Clash:
    """Not all can hold.

    `unfinished` says why some stories are missing, `doubt` why a cheaper choice of what is
    withdrawn may have been missed; both may be empty. `cheapest` are all corrections that cost no
    more than what is `withdrawn`.
    """

    withdrawn: tuple[int, ...]
    cost: int
    stories: tuple[Story, ...]
    witness: Mapping[str, Fraction]
    unfinished: str
    cheapest: Cheapest
    doubt: str = ""


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
    subjects: Sequence[str],
    lasting: Sequence[Lasting] = (),
    articles: Sequence[frozenset[str]] = (),
) -> Outcome:
    """The outcome for one component.

    `costs` price the withdrawal of a statement, `weights` its place in a contradiction (lighter
    ones are preferred); `questions` ask for the values of figures; statements with equal
    `subjects` are about the same thing; `lasting` contradictions are told before others; `articles`
    state each statement: what one of them says against itself is told where it is no longer.
    """
    memory = Remembering(oracle)
    everything = frozenset(range(len(costs)))
    prices, weighed = dict(enumerate(costs)), dict(enumerate(weights))
    pool, unfinished = everything - memory.hard, ""
    try:
        if not memory.hard:  # with products near examples are rare, and the solver is slow
            remember_small_ones(memory, pool, weighed)
        correction = cheapest_correction(memory, pool, prices)
        if memory.hard:
            correction, pool, unfinished = _with_hard(memory, everything, correction, prices)
    except UndecidedError as error:
        return Open(error.reason)
    if not correction.withdrawn:
        return Open(unfinished) if unfinished else Agreement(correction.rest.witness.values())
    kept = pool - correction.withdrawn
    beside = everything - correction.withdrawn
    still = []
    for one in lasting:
        match memory.check(one.members):
            case Contradictory():
                still.append(one)
            case Undecided(reason):
                unfinished = reason
    stories = [
        _with_fits(memory, story, beside, questions)
        for story in _lasting(memory, still, correction.withdrawn, weighed, subjects)
    ]
    settled = {number for one in stories for number in (one.culprit, *one.restated)}
    for culprit, *restated in by_subject(correction.withdrawn - settled, subjects):
        try:
            found = _easiest(memory, kept, culprit, weighed, articles)
        except UndecidedError as error:
            unfinished = error.reason
            continue
        story = Story(culprit, tuple(sorted(found.members)), tuple(restated), doubt=found.doubt)
        stories.append(_with_fits(memory, story, beside, questions))
    return Clash(
        tuple(sorted(correction.withdrawn)),
        correction.cost,
        tuple(stories),
        correction.rest.witness.values(),
        unfinished,
        all_cheapest(memory, pool, prices, correction),
        correction.doubt,
    )


def _easiest(
    oracle: Remembering,
    kept: frozenset[int],
    culprit: int,
    weights: Mapping[int, int],
    articles: Sequence[frozenset[str]],
) -> Smallest:
    """The lightest contradiction; one of as few statements that a single article makes before it.

    Whoever contradicts himself is told so, though others may say the same as he does.
    """
    lightest = smallest_contradiction(oracle, kept, culprit, weights)
    for path in sorted(articles[culprit])[:_MOST_ARTICLES] if articles else ():
        own = frozenset(number for number in kept if path in articles[number])
        if own and isinstance(oracle.check(own | {culprit}), Contradictory):
            found = smallest_contradiction(oracle, own, culprit, weights)
            return found if len(found.members) <= len(lightest.members) else lightest
    return lightest


_MOST_ARTICLES = 20
"""Of those that state one culprit so many are asked whether they contradict themselves."""


def _with_hard(
    oracle: Oracle, everything: frozenset[int], easy: Correction, costs: Mapping[int, int]
) -> tuple[Correction, frozenset[int], str]:
    """The correction of all statements, given the one of those without products.

    What is left of the easy ones is checked with the hard ones; only where those clash is the
    whole searched again. Without an answer the easy correction stands, and the reason beside it.
    Also the statements among which its contradictions are found: the easy ones where the easy
    correction stands.
    """
    verdict = oracle.check(everything - easy.withdrawn)
    match verdict:
        case Consistent():
            corrected = replace(easy, rest=verdict)
            return corrected, everything - oracle.hard, ""
        case Undecided(reason):
            return easy, everything - oracle.hard, reason
        case Contradictory():
            return cheapest_correction(oracle, everything, costs), everything, ""


def _lasting(
    oracle: Oracle,
    lasting: Sequence[Lasting],
    withdrawn: frozenset[int],
    weights: Mapping[int, int],
    subjects: Sequence[str],
) -> Iterator[Story]:
    """What was contradictory and still is; where fewer of its statements are, it is these."""
    still = {shrink_as_far(oracle, one.members, weights): one.restated for one in lasting}
    yield from with_culprits(still, withdrawn, subjects)


def with_culprits(
    still: Mapping[frozenset[int], frozenset[int]],
    withdrawn: frozenset[int],
    subjects: Sequence[str],
) -> Iterator[Story]:
    """Contradictions and what restates them, each with a culprit of its own if there is one."""
    culprits: set[int] = set()
    for members in sorted(still, key=lambda known: (len(known & withdrawn), sorted(known))):
        own = (members & withdrawn) or members
        culprit = max((own - culprits) or own)
        culprits.add(culprit)
        beside = withdrawn & still[members] - members
        restated = tuple(n for n in sorted(beside) if subjects[n] == subjects[culprit])
        yield Story(culprit, tuple(sorted(members)), restated)


def by_subject(withdrawn: Iterable[int], subjects: Sequence[str]) -> list[list[int]]:
    """Withdrawn statements about the same thing together, the later ones first."""
    groups: dict[str, list[int]] = {}
    for number in sorted(withdrawn, reverse=True):
        groups.setdefault(subjects[number], []).append(number)
    return list(groups.values())


def _with_fits(
    oracle: Oracle, story: Story, kept: frozenset[int], questions: Mapping[int, Question]
) -> Story:
    told = kept.union(story.members)
    fits = {
        number: fitting(oracle, told - {number}, questions[number])
        for number in story.members
        if number in questions
    }
    for number in story.restated:
        if number in questions:
            fits[number] = fitting(oracle, kept, questions[number])
    return replace(story, fits=fits)
