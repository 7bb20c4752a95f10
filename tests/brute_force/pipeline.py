"""The package's answers about a case: text in, outcomes out, with the limits as rules."""

from dataclasses import dataclass, replace

from checker.algebra.components import Component
from checker.compile.compiling import compile_system
from checker.explain.implied import Questions
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.grammar import parse
from checker.language.meaning import Line, Meaning, meanings
from checker.language.measures import Measure
from checker.language.mistakes import Mistake
from checker.language.nodes import Formula
from checker.search.stories import Outcome, tell
from checker.solvers.staged import StagedSolver
from tests.brute_force.drawing import Case, Stated

FINE = (
    "both sides are the same set",
    "so nothing is left out",
    "so the left side has none of its own",
)
"""Refusals that the language documents; a statement refused otherwise is a failure."""


@dataclass(frozen=True)
class Understood:
    """The statements that the language took, with their meanings, and the limits of the shape."""

    case: Case
    meanings: tuple[Meaning, ...]
    limits: tuple[Meaning, ...]


def formula(text: str) -> Formula:
    """A text parsed, printed anew and parsed again, which must be understood alike."""
    found = parse(text)
    assert isinstance(found, Formula), f"{text}: {found}"
    again = parse(found.text)
    assert isinstance(again, Formula), f"{text}, printed as {found.text}: {again}"
    return again


def understood(case: Case) -> Understood:
    """Each statement in the package's terms, those that say the same only once."""
    words, mistakes = words_of(case.shape.lexicon())
    assert not mistakes, mistakes
    limits = [Line(formula(text)) for text in case.shape.limits()]
    lines = [_line(one) for one in case.stated]
    found = meanings([*limits, *lines], words, Widths())
    bounds = []
    for meaning in found[: len(limits)]:
        assert isinstance(meaning, Meaning), meaning
        bounds.append(meaning)
    kept: dict[str, tuple[int, Meaning]] = {}
    for index, meaning in enumerate(found[len(limits) :]):
        if isinstance(meaning, Mistake):
            text = case.stated[index].form.text
            assert meaning.message.endswith(FINE), f"{text}: {meaning}\n{case}"
        else:
            kept.setdefault(meaning.constraint.text, (index, meaning))
    chosen = [index for index, _ in kept.values()]
    smaller = replace(
        case,
        stated=tuple(case.stated[i] for i in chosen),
        costs=tuple(case.costs[i] for i in chosen),
        weights=tuple(case.weights[i] for i in chosen),
        subjects=tuple(case.subjects[i] for i in chosen),
    )
    return Understood(smaller, tuple(meaning for _, meaning in kept.values()), tuple(bounds))


def _line(one: Stated) -> Line:
    return Line(formula(one.form.text), one.period or None, one.place, one.reading)


@dataclass(frozen=True)
class Solved:
    """The outcome of one component; `numbers[i]` is the statement behind its switch i."""

    component: Component
    numbers: tuple[int, ...]
    outcome: Outcome


def solved(case: Understood) -> list[Solved]:
    """Every component that has statements, told."""
    before = len(case.limits)
    every = (*case.limits, *case.meanings)
    measures: dict[str, Measure] = {}
    for meaning in every:
        measures |= meaning.measures
    lexicon = case.case.shape.lexicon()
    system = compile_system([meaning.constraint for meaning in every], measures, lexicon)
    assert not system.too_large
    found = []
    for component in system.components:
        pairs = list(zip(component.numbers, component.statements, strict=True))
        stated = [(number - before, c) for number, c in pairs if number >= before]
        if not stated:
            continue
        limits = tuple(c for number, c in pairs if number < before)
        numbers = tuple(number for number, _ in stated)
        limited = Component(
            component.variables,
            (*component.rules, *limits),
            tuple(c for _, c in stated),
            numbers,
        )
        asked = Questions(limited, [case.meanings[number] for number in numbers])
        outcome = tell(
            StagedSolver().open(limited, 20),
            [case.case.costs[number] for number in numbers],
            [case.case.weights[number] for number in numbers],
            asked,
            [case.case.subjects[number] for number in numbers],
        )
        found.append(Solved(limited, numbers, outcome))
    return found
