"""Counting in cells allows just the sizes that some world has: nothing is lost, nothing added."""

from collections.abc import Sequence

import pytest
from hypothesis import Phase, assume, given, reject, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from checker.algebra.constraints import All, Any, Constraint, Not, at_most, equal
from checker.algebra.polynomials import Polynomial
from checker.compile.compiling import compile_system
from checker.language.definitions import words_of
from checker.language.grammar import parse_side
from checker.language.measures import Size
from checker.language.mistakes import MistakeError
from checker.language.nodes import Expression
from checker.language.periods import period_of
from checker.language.scope import Scope
from checker.solvers.protocol import Consistent, Undecided
from checker.solvers.staged import StagedSolver
from tests.brute_force.drawing import ByHypothesis, Drawer, Times
from tests.brute_force.regions import unknown
from tests.brute_force.shapes import SHAPES
from tests.brute_force.worlds import People, Shape, Trait, space
from tests.effort import examples

_ORDER = Trait("rating", ("top", "low"))
WIDER = {
    "chain of years": Shape(("2008", "2009", "2010", "2011"), (People("councils", (), most=3),)),
    "three years and a name": Shape(
        ("2009", "2010", "2011"), (People("councils", (_ORDER,), ("Ash",), most=1),)
    ),
    "two attributes": Shape(
        ("2010", "2011"),
        (People("councils", (_ORDER, Trait("size", also=("big", "small"))), ("Ash",), most=1),),
    ),
    "three names": Shape(
        ("2010", "2011"), (People("councils", (_ORDER,), ("Ash", "Birch", "Cole"), most=2),)
    ),
    "places over years": Shape(
        ("2009", "2010", "2011"),
        (People("councils", (), most=2),),
        places=(("UK", ("North", "South"), True),),
    ),
}
COUNTED = {name: shape for name, shape in (SHAPES | WIDER).items() if shape.people}


MOST_VECTORS = 400
"""Sizes that go together, beyond which asking for all others takes too long."""


@st.composite
def sizes(draw: DrawFn, shape: Shape) -> Size:
    """The size of a set that is drawn as text."""
    drawer = Drawer(ByHypothesis(draw), shape)
    people = drawer.people()
    default = drawer.pick(shape.periods)
    text = drawer.set_of(people, Times(shape.periods, default), depth=2).text
    words, _ = words_of(shape.lexicon())
    found = parse_side(text)
    assert isinstance(found, Expression), text
    period = period_of(default, shape.lexicon().periods) if default else None
    try:
        return Size(people.name, found.region(Scope(words, period=period)))
    except MistakeError as error:  # `[not North]` where North is elsewhere
        assert error.mistake.message.endswith("nothing is left out"), text  # noqa: PT017 - another one is no failure
        reject()


def everyone(shape: Shape) -> dict[str, tuple[Size, int]]:
    """Each population in each period, and how many it may be."""
    words, _ = words_of(shape.lexicon())
    found = {}
    for people in shape.people:
        for name in shape.periods:
            period = period_of(name, shape.lexicon().periods) if name else None
            scope = Scope(words, period=period, place=shape.everywhere(people.place))
            expression = parse_side(people.name)
            assert isinstance(expression, Expression)
            size = Size(people.name, expression.region(scope))
            found[size.text] = size, people.most
    return found


@pytest.mark.parametrize("name", COUNTED)
@settings(max_examples=examples(40), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_cells_allow_just_the_sizes_that_worlds_have(name: str, data: st.DataObject) -> None:
    shape = COUNTED[name]
    drawn = data.draw(st.lists(sizes(shape), min_size=1, max_size=5))
    named = {size.text: size for size in drawn}
    unknowns = [unknown(size, space(shape)) for size in named.values()]
    columns = [space(shape).column(one) for one in unknowns if one is not None]
    vectors = sorted(set(zip(*columns, strict=True)))
    assume(len(vectors) <= MOST_VECTORS)
    known = data.draw(st.lists(st.sampled_from(vectors), max_size=6))
    limits = [
        at_most(Polynomial.measure(text), Polynomial.number(most))
        for text, (_, most) in everyone(shape).items()
    ]
    texts = list(named)
    stated = [Not(Any(tuple(_is(texts, v) for v in vectors))), *(_is(texts, v) for v in known)]
    measures = {text: size for text, (size, _) in everyone(shape).items()} | named
    system = compile_system([*stated, *limits], measures, shape.lexicon())
    component = next(part for part in system.components if 0 in part.numbers)
    oracle = StagedSolver().open(component, 60)
    bounds = [i for i, number in enumerate(component.numbers) if number >= len(stated)]
    for place, number in enumerate(component.numbers):
        verdict = oracle.check([place, *bounds])
        if number == 0 and isinstance(verdict, Consistent):
            values = verdict.witness.values()
            pytest.fail(f"no world has {[(text, values[text]) for text in texts]}")
        if 0 < number < len(stated):
            said = list(zip(texts, known[number - 1], strict=True))
            assert isinstance(verdict, Consistent), f"a world has {said}"
        assert not isinstance(verdict, Undecided)


def _is(texts: Sequence[str], vector: Sequence[int]) -> Constraint:
    """Each measure has its value."""
    pairs = zip(texts, vector, strict=True)
    return All(tuple(equal(Polynomial.measure(t), Polynomial.number(v)) for t, v in pairs))
