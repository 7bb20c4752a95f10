"""Statements about a world that is known in full: the true ones hold, each other one does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from checker.compile.compiling import compile_system
from checker.language.definitions import words_of
from checker.language.figures import Reading, Widths
from checker.language.grammar import parse
from checker.language.meaning import Line, Meaning, meanings
from checker.language.measures import Measure
from checker.language.mistakes import Mistake
from checker.language.nodes import Formula
from checker.solvers.protocol import Consistent, Contradictory, Oracle
from checker.solvers.staged import StagedSolver
from tests.brute_force.truths import LEXICON, NOW, TOLD, Said, Teller, World
from tests.language_pages import PHRASES

APART = {"ages", "events", "never_shrinks", "one_number"}
"""Phrases about days and reports, which the world here does not have; they have their own tests."""

MANY = 40
"""Statements drawn of each phrase."""

FINE = "both sides are the same set"
"""A refusal that is no failure: the sets differ in spelling alone."""


@dataclass(frozen=True)
class Group:
    """Statements that share unknowns: what is so, stated exactly, and true and false ones."""

    oracle: Oracle
    exact: list[int]
    true: dict[int, Said]
    false: dict[int, Said]


def line(text: str, reading: Reading) -> Line:
    formula = parse(text)
    assert isinstance(formula, Formula), f"{text}: {formula}"
    return Line(formula, NOW, None, reading)


def groups(exact: Sequence[str], said: Sequence[Said]) -> Iterator[Group]:
    """The statements compiled; a false one is no longer with what it is not of."""
    words, mistakes = words_of(LEXICON)
    assert not mistakes
    lines = [line(text, Reading.EXACT) for text in exact]
    lines += [line(one.text, Reading.DEFAULT) for one in said]
    kept: list[tuple[Said | None, Meaning]] = []
    measures: dict[str, Measure] = {}
    for one, meaning in zip(
        (*(None for _ in exact), *said), meanings(lines, words, Widths()), strict=True
    ):
        if isinstance(meaning, Mistake):
            assert one is not None
            assert meaning.message == FINE, f"{one.text}: {meaning}"
        else:
            kept.append((one, meaning))
            measures |= meaning.measures
    system = compile_system([meaning.constraint for _, meaning in kept], measures, LEXICON)
    assert not system.too_large
    for component in system.components:
        found = [kept[number][0] for number in component.numbers]
        yield Group(
            StagedSolver().open(component, 60),
            [place for place, one in enumerate(found) if one is None],
            {place: one for place, one in enumerate(found) if one is not None and one.true},
            {place: one for place, one in enumerate(found) if one is not None and not one.true},
        )


def test_every_phrase_is_told() -> None:
    assert set(TOLD) >= set(PHRASES) - APART


@pytest.mark.parametrize("phrase", TOLD)
def test_what_is_true_holds_and_what_is_not_does_not(phrase: str) -> None:
    random = Random(phrase)
    world = World(random)
    teller = Teller(world, random)
    said = list(dict.fromkeys(TOLD[phrase](teller) for _ in range(MANY)))
    assert {one.true for one in said} == {True, False}
    for group in groups(tuple(world.exactly()), said):
        check(group)


def check(group: Group) -> None:
    together = group.oracle.check([*group.exact, *group.true])
    if not isinstance(together, Consistent):
        for place, one in group.true.items():
            alone = group.oracle.check([*group.exact, place])
            assert isinstance(alone, Consistent), f"{one.text} is true: {alone}"
    assert isinstance(together, Consistent)
    for place, one in group.false.items():
        verdict = group.oracle.check([*group.exact, *group.true, place])
        assert isinstance(verdict, Contradictory), f"{one.text} is not true: {verdict}"
        assert place in verdict.core
