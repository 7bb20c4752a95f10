"""The whole pipeline against every world of small vocabularies and every subset of statements."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checker.conflicts.fitting import Fit, Fitting, NoFit, UnknownFit
from checker.conflicts.stories import Agreement, Clash, Open, Story
from checker.language.algebra import Measure, Share, holds, measures_in
from tests.brute_force.drawing import KINDS, Case, cases
from tests.brute_force.pipeline import Solved, Understood, solved, understood
from tests.brute_force.regions import world_of
from tests.brute_force.shapes import SHAPES
from tests.brute_force.verdicts import Ends, Truth
from tests.brute_force.worlds import space

# A failure is shown as it was drawn: making it smaller takes minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=60, phases=QUICK)
@given(data=st.data())
def test_all_agree_about_every_shape(name: str, data: st.DataObject) -> None:
    check(data.draw(cases((SHAPES[name],))))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, phases=QUICK)
@given(data=st.data())
def test_all_agree_about_every_form(kind: str, data: st.DataObject) -> None:
    check(data.draw(cases(tuple(SHAPES.values()), (kind,), most=5)))


def check(case: Case) -> None:
    """Whatever the package says of a case is what every world says."""
    taken = understood(case)
    case = taken.case
    truth = Truth(case.shape, case.stated)
    parts = solved(taken)
    assert sorted(n for part in parts for n in part.numbers) == list(range(len(case.stated)))
    undecided = [part.outcome for part in parts if isinstance(part.outcome, Open)]
    assert not undecided, f"{undecided}\n{case}"
    withdrawn = {
        part.numbers[i]
        for part in parts
        if isinstance(part.outcome, Clash)
        for i in part.outcome.withdrawn
    }
    kept = frozenset(range(len(case.stated))) - withdrawn
    assert bool(withdrawn) != truth.consistent(range(len(case.stated))), f"verdict\n{case}"
    assert truth.consistent(kept), f"without {withdrawn} there is a contradiction left\n{case}"
    cost = sum(p.outcome.cost for p in parts if isinstance(p.outcome, Clash))
    assert cost == sum(case.costs[n] for n in withdrawn)
    assert cost == truth.cheapest(case.costs), f"a cheaper correction than {withdrawn}\n{case}"
    for part in parts:
        if isinstance(part.outcome, Clash):
            assert not part.outcome.unfinished, f"{part.outcome.unfinished}\n{case}"
            told = [n for s in part.outcome.stories for n in (s.culprit, *s.restated)]
            assert sorted(told) == list(part.outcome.withdrawn)
            for story in part.outcome.stories:
                check_story(story, part, kept, truth, case)
        check_witness(part, taken, kept, truth)


def check_witness(part: Solved, taken: Understood, kept: frozenset[int], truth: Truth) -> None:
    """The witness is a world, where just the statements hold that are said to; so do those kept."""
    assert isinstance(part.outcome, Agreement | Clash)
    witness = part.outcome.witness
    measures: dict[str, Measure] = {}
    for number in part.numbers:
        meaning = taken.meanings[number]
        measures |= {name: meaning.measures[name] for name in measures_in(meaning.constraint)}
    world = world_of(measures, witness, space(taken.case.shape))
    assert world is not None, f"no world has {witness}\n{taken.case}"
    for number in part.numbers:
        constraint = taken.meanings[number].constraint
        names = measures_in(constraint)
        held = holds(constraint, witness)
        assert held or number not in kept, f"{number} is kept and does not hold\n{taken.case}"
        if not any(isinstance(measures[name], Share) for name in names):
            true = bool(truth.worlds[number] >> world & 1)
            assert held == true, f"{number} holds in {witness}: {held}\n{taken.case}"


def check_story(story: Story, part: Solved, kept: frozenset[int], truth: Truth, case: Case) -> None:
    """A contradiction is one, minimal and the lightest with its culprit; its ranges are right."""
    members = {part.numbers[i] for i in story.members}
    culprit = part.numbers[story.culprit]
    assert culprit in members
    assert members <= kept | {culprit}
    assert not truth.consistent(members), f"{members} can hold\n{case}"
    for member in members:
        assert truth.consistent(members - {member}), f"{members} without {member}\n{case}"
    weight = sum(case.weights[n] for n in members)
    assert weight == truth.lightest(kept, culprit, case.weights), f"lighter than {members}\n{case}"
    for place, fit in story.fits.items():
        number = part.numbers[place]
        if truth.asked(number) is not None:
            others = kept | (set() if place in story.restated else members)
            ends = truth.ends(number, others - {number})
            assert fits(fit, ends), f"{number} must be {ends}, not {fit}\n{case}"


def fits(fit: Fitting, ends: Ends | None) -> bool:
    """The values that are said to fit are those that some world has."""
    match fit:
        case NoFit():
            return ends is None
        case Fit(low, high, low_open, high_open):
            closed = not low_open and not high_open
            return ends is not None and closed and (low, high) == (ends.low, ends.high)
        case UnknownFit():
            return ends is not None and ends.no_base
