"""The whole pipeline against every world of small vocabularies and every subset of statements."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checker.algebra.constraints import holds, measures_in
from checker.language.measures import HIDDEN, Measure, Share, measures_behind
from checker.search.fitting import Fit, Fitting, NoFit, UnknownFit
from checker.search.stories import Agreement, Clash, Open, Story
from tests.brute_force.drawing import KINDS, Case, cases
from tests.brute_force.pipeline import Solved, Understood, solved, understood
from tests.brute_force.regions import world_of
from tests.brute_force.shapes import SHAPES
from tests.brute_force.verdicts import Ends, Truth
from tests.brute_force.worlds import space
from tests.effort import examples

SHAPES_OF = {
    "ratio": tuple(shape for name, shape in SHAPES.items() if "never" in name or "hundred" in name),
    "rank": tuple(shape for name, shape in SHAPES.items() if "births" not in name),
}
# A failure is shown as it was drawn: making it smaller takes minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=examples(50), phases=QUICK)
@given(data=st.data())
def test_all_agree_about_every_shape(name: str, data: st.DataObject) -> None:
    check(data.draw(cases((SHAPES[name],))))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(50), phases=QUICK)
@given(data=st.data())
def test_all_agree_about_every_form(kind: str, data: st.DataObject) -> None:
    check(data.draw(cases(SHAPES_OF.get(kind, tuple(SHAPES.values())), (kind,), most=5)))


@settings(max_examples=examples(150), phases=QUICK)
@given(data=st.data())
def test_all_agree_about_shares_compared(data: st.DataObject) -> None:
    """Products of unknowns may be left undecided, but never decided wrongly."""
    shapes = tuple(shape for shape in SHAPES.values() if shape.people)
    check(data.draw(cases(shapes, ("shares", "plain"), most=5)), may_stay_open=True)


def check(case: Case, *, may_stay_open: bool = False) -> None:
    """Whatever the package says of a case is what every world says."""
    taken = understood(case)
    case = taken.case
    truth = Truth(case.shape, case.stated)
    parts = solved(taken)
    assert sorted(n for part in parts for n in part.numbers) == list(range(len(case.stated)))
    undecided = [part.outcome for part in parts if isinstance(part.outcome, Open)]
    assert not undecided or may_stay_open, f"{undecided}\n{case}"
    if undecided:
        return
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
            if part.outcome.unfinished and may_stay_open:
                return
            assert not part.outcome.unfinished, f"{part.outcome.unfinished}\n{case}"
            told = [n for s in part.outcome.stories for n in (s.culprit, *s.restated)]
            assert sorted(told) == list(part.outcome.withdrawn)
            for story in part.outcome.stories:
                members = check_contradiction(story, part, kept, truth, case)
                if not may_stay_open:
                    check_choice(story, part, kept | members, truth, case)
        check_witness(part, taken, kept, truth)


def check_witness(part: Solved, taken: Understood, kept: frozenset[int], truth: Truth) -> None:
    """The witness is a world, where just the statements hold that are said to; so do those kept."""
    assert isinstance(part.outcome, Agreement | Clash)
    witness = part.outcome.witness
    assert witness is not None
    measures: dict[str, Measure] = {}
    for number in part.numbers:
        meaning = taken.meanings[number]
        behind = measures_behind(meaning.constraint, meaning.measures)
        measures |= {name: meaning.measures[name] for name in behind}
    world = world_of(measures, witness, space(taken.case.shape))
    assert world is not None, f"no world has {witness}\n{taken.case}"
    for number in part.numbers:
        constraint = taken.meanings[number].constraint
        names = measures_in(constraint)
        held = holds(constraint, witness)
        assert held or number not in kept, f"{number} is kept and does not hold\n{taken.case}"
        if not any(isinstance(measures[name], Share) or HIDDEN in name for name in names):
            true = bool(truth.worlds[number] >> world & 1)
            assert held == true, f"{number} holds in {witness}: {held}\n{taken.case}"


def check_contradiction(
    story: Story, part: Solved, kept: frozenset[int], truth: Truth, case: Case
) -> frozenset[int]:
    """The members cannot all hold, and any one fewer can; all but the culprit are kept."""
    members = frozenset(part.numbers[i] for i in story.members)
    assert part.numbers[story.culprit] in members
    assert members <= kept | {part.numbers[story.culprit]}
    assert not truth.consistent(members), f"{members} can hold\n{case}"
    for member in members:
        assert truth.consistent(members - {member}), f"{members} without {member}\n{case}"
    return members


def check_choice(
    story: Story, part: Solved, told: frozenset[int], truth: Truth, case: Case
) -> None:
    """There is no lighter contradiction with the culprit; the values that fit are right."""
    culprit = part.numbers[story.culprit]
    weight = sum(case.weights[part.numbers[i]] for i in story.members)
    lightest = truth.lightest(told - {culprit}, culprit, case.weights)
    assert weight == lightest, f"lighter than {story.members}\n{case}"
    for place, fit in story.fits.items():
        number = part.numbers[place]
        if truth.asked(number) is not None:
            others = told - {culprit} if place in story.restated else told
            ends = truth.ends(number, others - {number})
            assert fits(fit, ends), f"{number} must be {ends}, not {fit}\n{case}"


def fits(fit: Fitting, ends: Ends) -> bool:
    """The values that are said to fit are those that some world has."""
    match fit:
        case NoFit():
            return ends.low is None
        case Fit(low, high, low_open, high_open):
            closed = not low_open and not high_open
            return closed and fit.sure and (low, high) == (ends.low, ends.high)
        case UnknownFit():
            return ends.no_base
