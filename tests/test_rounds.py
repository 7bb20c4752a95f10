"""A topic is compiled once, whoever asks of it, and questions are compiled beside it."""

from collections.abc import Mapping, Sequence

import pytest

from checker import (
    Stated,
    ask,
    cheapest_correction,
    check,
    every_contradiction,
    one_contradiction,
    project_of,
    values_of,
)
from checker.algebra.constraints import Constraint, less
from checker.algebra.polynomials import Polynomial
from checker.compile.compiling import compile_system
from checker.compile.rounds import Group, everywhere, rounds_of
from checker.compile.system import System
from checker.language.lexicon import Lexicon
from checker.language.measures import Measure

VOCABULARY = {"quantities": {"beds": {"counts": "beds"}, "wards": {"counts": "wards"}}}
SAID = [Stated("beds = 20"), Stated("beds = 21"), Stated("wards = 3"), Stated("wards = 3")]


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many constraints were compiled, each time that some were."""
    counts: list[int] = []

    def counting(
        constraints: Sequence[Constraint], measures: Mapping[str, Measure], lexicon: Lexicon
    ) -> System:
        counts.append(len(constraints))
        return compile_system(constraints, measures, lexicon)

    monkeypatch.setattr("checker.compile.rounds.compile_system", counting)
    return counts


def test_what_is_asked_of_a_project_compiles_it_once(compiled: list[int]) -> None:
    project = project_of(VOCABULARY, SAID)
    check(project)
    assert one_contradiction(project)
    assert cheapest_correction(project)
    assert list(every_contradiction(project))
    assert compiled == [3]


def test_a_question_is_compiled_beside_the_statements(compiled: list[int]) -> None:
    project = project_of(VOCABULARY, SAID)
    values_of(project, "wards")
    ask(project, "wards < 3")
    assert compiled == [4, 5]


def test_groups_know_their_statements_from_what_is_asked_beside() -> None:
    whole = everywhere(project_of(VOCABULARY, SAID).topics[0])
    asked = less(Polynomial.number(30), Polynomial.measure("beds@always"))
    found = [Group(whole, one) for one in whole.beside([asked]).components]
    together = next(one for one in found if len(whole.distinct) in one.component.numbers)
    assert len(together.component.statements) == 3
    assert [d.first.text for d in together.stated.values()] == ["beds = 20", "beds = 21"]


def test_statements_have_keys_that_hang_on_nothing_else() -> None:
    more = everywhere(project_of(VOCABULARY, SAID).topics[0])
    less_of_it = everywhere(project_of(VOCABULARY, SAID[1:3]).topics[0])
    keys = {one.key: len(one.supporters) for one in more.distinct}
    assert {one.key for one in less_of_it.distinct} <= keys.keys()
    assert sorted(keys.values()) == [1, 1, 2]


def test_rounds_are_kept_with_their_topic() -> None:
    topic = project_of(VOCABULARY, SAID).topics[0]
    assert rounds_of(topic) is rounds_of(topic)
    assert everywhere(topic).without([]) is everywhere(topic)
