"""What another solver says of each verdict: of a group, of what is kept, of each contradiction."""

from collections.abc import Iterator, Sequence

from checker.algebra.components import Component
from checker.compile.distinct import Distinct
from checker.explain.finding import Disagreement, SecondOpinion, Verdict
from checker.search.stories import Agreement, Clash, Open, Outcome
from checker.solvers.protocol import SecondSolver, Undecided
from checker.solvers.smtlib import question

_VERDICTS = {True: Verdict.CONSISTENT, False: Verdict.CONTRADICTORY}


def second_opinion(
    outcome: Outcome,
    stated: Sequence[Distinct],
    component: Component,
    solver: SecondSolver,
    seconds: float,
) -> SecondOpinion:
    """What a solver says of all verdicts on one component, whose statements are `stated`."""
    agreed, undecided, disagreed = 0, 0, []
    for chosen, ours in _verdicts(outcome, component).items():
        script = question(component, chosen)
        theirs = solver.can_hold(script, seconds)
        if isinstance(theirs, Undecided):
            undecided += 1
        elif theirs == ours:
            agreed += 1
        else:
            said = tuple(stated[number].first for number in sorted(chosen))
            disagreed.append(Disagreement(said, _VERDICTS[ours], script))
    return SecondOpinion(solver.name, agreed, undecided, tuple(disagreed))


def _verdicts(outcome: Outcome, component: Component) -> dict[frozenset[int], bool]:
    """Which statements can hold together and which cannot, as far as an outcome tells."""
    everything = frozenset(range(len(component.statements)))
    match outcome:
        case Agreement():
            return {everything: True}
        case Clash():
            return {everything: False, **_kept(outcome, everything), **dict(_told(outcome))}
        case Open():
            return {}


def _kept(clash: Clash, everything: frozenset[int]) -> dict[frozenset[int], bool]:
    """What the correction keeps, where it was found to hold."""
    return {} if clash.witness is None else {everything.difference(clash.withdrawn): True}


def _told(clash: Clash) -> Iterator[tuple[frozenset[int], bool]]:
    """The members of each contradiction; these less any one, where each is known to be needed."""
    for story in clash.stories:
        members = frozenset(story.members)
        yield members, False
        for member in () if story.doubt else story.members:
            yield members - {member}, True


def together(opinions: Sequence[SecondOpinion], solver: SecondSolver) -> SecondOpinion:
    """What was said of all components."""
    return SecondOpinion(
        solver.name,
        sum(one.agreed for one in opinions),
        sum(one.undecided for one in opinions),
        tuple(found for one in opinions for found in one.disagreed),
    )
