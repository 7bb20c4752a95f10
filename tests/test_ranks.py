"""Ranks against tables that are written out: one more than how many rows are ahead."""

from collections.abc import Sequence
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.compile.compiling import compile_system
from checker.compile.distinct import Distinct
from checker.explain.rules import rules_of
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.grammar import parse
from checker.language.lexicon import Lexicon, Place, Quantity
from checker.language.meaning import Line, Meaning, meanings
from checker.language.measures import Measure
from checker.language.nodes import Formula
from checker.language.numerals import ORDINALS
from checker.solvers.protocol import Contradictory, Undecided
from checker.solvers.staged import StagedSolver

QUANTITIES = ("gold", "silver")
Table = Sequence[tuple[int, ...]]


def lexicon(places: int, *, unlisted: bool) -> Lexicon:
    """Places P0, P1, … that compete by medals."""
    parts = tuple(f"P{i}" for i in range(places))
    return Lexicon(
        quantities={
            name: Quantity(name, counts="medals", not_negative=True) for name in QUANTITIES
        },
        places={"games": Place("games", parts, unlisted)},
    )


def understood(lines: Sequence[str], known: Lexicon) -> list[Meaning]:
    words, _ = words_of(known)
    formulas = [parse(line) for line in lines]
    taken = [Line(formula) for formula in formulas if isinstance(formula, Formula)]
    found = meanings(taken, words, Widths())
    stated = [meaning for meaning in found if isinstance(meaning, Meaning)]
    assert len(stated) == len(lines), (formulas, found)
    return stated


def can_hold(lines: Sequence[str], known: Lexicon) -> bool:
    """Whether some statements can hold together."""
    stated = understood(lines, known)
    measures: dict[str, Measure] = {}
    for meaning in stated:
        measures |= meaning.measures
    system = compile_system([meaning.constraint for meaning in stated], measures, known)
    verdicts = [
        StagedSolver().open(component, 60).check(range(len(component.statements)))
        for component in system.components
    ]
    assert not any(isinstance(verdict, Undecided) for verdict in verdicts)
    return not any(isinstance(verdict, Contradictory) for verdict in verdicts)


def rank(row: Sequence[int], others: Table, signs: Sequence[int]) -> int:
    """One more than how many rows are ahead; a sign of -1 turns a number around."""

    def turned(one: Sequence[int]) -> list[int]:
        return [sign * value for sign, value in zip(signs, one, strict=True)]

    return 1 + sum(turned(other) > turned(row) for other in others)


def criteria(signs: Sequence[int]) -> str:
    pairs = zip(QUANTITIES, signs, strict=False)
    return ", ".join(f"lowest {name}" if sign < 0 else name for name, sign in pairs)


def amounts(table: Table) -> list[str]:
    return [
        f"{name}[P{i}] = {value}"
        for i, row in enumerate(table)
        for name, value in zip(QUANTITIES, row, strict=False)
    ]


SIGNS = st.lists(st.sampled_from((1, 1, -1)), min_size=1, max_size=2)


@settings(max_examples=60)
@given(st.data(), SIGNS)
def test_known_numbers_leave_one_rank(data: st.DataObject, signs: list[int]) -> None:
    row = st.tuples(*(st.integers(0, 3) for _ in signs))
    table = data.draw(st.lists(row, min_size=2, max_size=4))
    known = lexicon(len(table), unlisted=False)
    facts = amounts(table)
    for i, own in enumerate(table):
        said = f"rank of P{i} by {criteria(signs)}"
        found = rank(own, [*table[:i], *table[i + 1 :]], signs)
        assert can_hold([*facts, f"{said} = {found}"], known)
        assert not can_hold([*facts, f"{said} != {found}"], known)


@settings(max_examples=60)
@given(st.data(), SIGNS)
def test_unlisted_places_may_be_anywhere(data: st.DataObject, signs: list[int]) -> None:
    """Ranks can hold just when some unlisted rows, level with listed ones or above, make them."""
    row = st.tuples(*(st.integers(1, 3) for _ in signs))
    table = data.draw(st.lists(row, min_size=2, max_size=3))
    said = data.draw(st.tuples(*(st.integers(1, 4) for _ in table)))
    top = tuple(4 if sign > 0 else 0 for sign in signs)
    unlisted = [
        rows for size in range(4) for rows in combinations_with_replacement([*table, top], size)
    ]
    possible = any(
        said == tuple(rank(own, [*table, *rows], signs) for own in table) for rows in unlisted
    )
    stated = [f"rank of P{i} by {criteria(signs)} = {found}" for i, found in enumerate(said)]
    assert can_hold([*amounts(table), *stated], lexicon(len(table), unlisted=True)) == possible


@pytest.mark.parametrize("said", [*product((1, 2, 3), repeat=3)])
def test_ranks_alone_can_hold_just_when_some_numbers_make_them(said: tuple[int, ...]) -> None:
    tables = product(range(3), repeat=3)
    possible = {tuple(1 + sum(other > own for other in table) for own in table) for table in tables}
    stated = [f"rank of P{i} by gold = {found}" for i, found in enumerate(said)]
    assert can_hold(stated, lexicon(3, unlisted=False)) == (said in possible)


@pytest.mark.parametrize(
    ("statement", "unlisted", "wanted"),
    [
        ("rank of P0 by gold = 1", False, ["and equals share one"]),
        ("rank of P0 by gold = 1", True, ["and equals share one", "not listed may be ahead"]),
        ("rank of P0 by gold, silver = 1", False, ["and equals share one", "the next decides"]),
    ],
)
def test_rules_say_what_a_rank_is(statement: str, unlisted: bool, wanted: list[str]) -> None:
    known = lexicon(2, unlisted=unlisted)
    (meaning,) = understood([statement], known)
    rules = rules_of([Distinct(meaning, ())], known)
    told = [rule for rule in rules if not rule.startswith("counts")]
    assert len(told) == len(wanted)
    assert all(part in rule for part, rule in zip(wanted, told, strict=True)), told


def test_ordinals() -> None:
    names = {3: "third", 5: "fifth", 9: "ninth", 12: "twelfth", 20: "twentieth", 41: "forty-first"}
    assert {value: word for word, value in ORDINALS.items() if value in names} == names
    assert sorted(ORDINALS.values()) == list(range(1, 100))
