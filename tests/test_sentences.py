"""Drawn statements of every phrase, and slips in the examples of the docs.

A formula printed anew is the same formula; a mistake has its place in the line. Slips are tried by
sample; `--thorough` tries all of them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.algebra.constraints import both
from checker.claims import load
from checker.language.definitions import words_of
from checker.language.figures import Figure, Widths
from checker.language.grammar import parse
from checker.language.meaning import Line, Meaning, meanings
from checker.language.mistakes import Mistake
from checker.language.nodes import Formula
from checker.language.periods import Edition
from checker.language.scope import Words
from checker.language.wrong_forms import forms
from tests.effort import examples, is_thorough
from tests.language_pages import PHRASES
from tests.pages import EXAMPLE, blocks, example, project
from tests.sentences import CORE, DRAWN, drawn
from tests.test_docs import VOCABULARY, WRITING, lines_of_examples

MANY = 100
"""Statements drawn of each phrase."""

UNDERSTOOD = 0.4
"""The part of them that must have a meaning."""

SLIPS = " @[](){}\"=<>,.:;%£-–+*/#09aéx'\t\n\u00a0\u200b\u202e\x00²"
"""What a hand that slips may type."""

SAMPLE = 100
"""Slips tried in each example."""

IN_FILES = 150
"""Slips tried in each file; twenty times as many with `--thorough`."""

MORNING = Edition("morning", "2011-11-08 06:00", "2011-11-08 06:00")
EVENING = Edition("evening", "2011-11-08 18:00", "2011-11-08 18:00")

NAMED = (*(f"births@{year} = 3" for year in range(2005, 2012)), "dead >= 3")
"""What names the periods that records and firsts look back to, and is reported twice."""


@cache
def words() -> Words:
    """The words of docs/writing-claims.md."""
    claims = "- id: a\n  quote: births\n  note: from elsewhere\n  says: births = 3\n"
    files = {
        "claims/vocabulary.yaml": VOCABULARY,
        EXAMPLE: example(claims),
        "seeds/example.txt": "births",
    }
    with project(files) as root:
        (topic,) = load(root).topics
    return words_of(topic.lexicon)[0]


def meaning(formula: Formula) -> Meaning | Mistake:
    """What a formula says among others."""
    lines = [Line(formula, "2011", edition=MORNING)]
    nodes = tuple(formula.tree.walk())
    if any(node.needs_topic or node.needs_editions for node in nodes):
        others = (parse(text) for text in NAMED)
        lines += [
            Line(other, "2011", edition=edition)
            for other in others
            if not isinstance(other, Mistake)
            for edition in (MORNING, EVENING)
        ]
    return meanings(lines, words(), Widths())[0]


def understood(text: str) -> Meaning | Mistake:
    """What a line says; where it can be parsed, it is the same when printed anew."""
    formula = parse(text)
    if isinstance(formula, Mistake):
        return placed(formula, text)
    again = parse(formula.text)
    assert isinstance(again, Formula), f"{text!r} is printed as {formula.text!r}: {again}"
    assert again.text == formula.text, f"{text!r} changes each time it is printed"
    assert figures(again) == figures(formula), f"{text!r}, {formula.text!r}"
    assert [m.name for m in again.members] == [m.name for m in formula.members], text
    found, other = meaning(formula), meaning(again)
    if isinstance(found, Mistake):
        assert isinstance(other, Mistake), f"{text!r} is refused, {formula.text!r} is not"
        # What is answered with the line to write is told by how a line is written.
        assert other.message == found.message or known_wrong(text) or known_wrong(formula.text)
        return placed(found, text)
    assert isinstance(other, Meaning), f"{formula.text!r} is refused, {text!r} is not: {other}"
    assert other.constraint.text == found.constraint.text, f"{text!r}, {formula.text!r}"
    assert other.words == found.words
    assert read(other) == read(found), f"{text!r}, {formula.text!r}"
    assert asked(other) == asked(found), f"{text!r}, {formula.text!r}"
    if found.parts:
        assert both(*(part.said for part in found.parts)) == found.said, text
        assert both(*(part.constraint for part in found.parts)) == found.constraint, text
    return found


def known_wrong(text: str) -> bool:
    """Whether a line is of a form that is often written and wrong."""
    return any(form.message and form.pattern.fullmatch(text) for form in forms())


def placed(found: Mistake, text: str) -> Mistake:
    """A mistake that says something about a place in its line."""
    assert 0 <= found.start <= found.end <= len(text), f"{text!r}: {found}"
    assert found.message, text
    assert not found.message.endswith(".")
    return found


def unplaced(figure: Figure) -> Figure:
    upper = None if figure.upper is None else unplaced(figure.upper)
    return replace(figure, start=0, end=0, upper=upper)


def figures(formula: Formula) -> list[Figure]:
    return [unplaced(figure) for figure in formula.printed]


def read(found: Meaning) -> list[object]:
    return [(unplaced(figure), interval) for figure, interval in found.readings]


def asked(found: Meaning) -> list[object]:
    return [replace(slot, figure=unplaced(slot.figure)) for slot in found.slots]


# --- drawn statements ------------------------------------------------------------------------


def test_every_phrase_is_drawn() -> None:
    assert set(DRAWN) == set(PHRASES)


@pytest.mark.parametrize("phrase", [*DRAWN, *CORE])
def test_a_drawn_statement_printed_anew_is_the_same(phrase: str) -> None:
    found = [(text, parse(text), understood(text)) for text in drawn(phrase, MANY)]
    assert not [text for text, formula, _ in found if isinstance(formula, Mistake)]
    meant = [text for text, _, said in found if isinstance(said, Meaning)]
    assert len(meant) >= UNDERSTOOD * len(found)


@pytest.mark.parametrize("phrase", DRAWN)
def test_what_is_drawn_of_a_phrase_uses_it(phrase: str) -> None:
    formulas = [parse(text) for text in drawn(phrase, MANY)]
    nodes = (n for f in formulas if isinstance(f, Formula) for n in (f.tree, *f.tree.walk()))
    assert f"checker.language.phrases.{phrase}" in {type(node).__module__ for node in nodes}


@settings(max_examples=examples(300))
@given(st.sampled_from([*DRAWN, *CORE]), st.integers(0, MANY), st.data())
def test_a_slip_in_a_drawn_statement(phrase: str, number: int, data: st.DataObject) -> None:
    texts = drawn(phrase, MANY)
    text = texts[number % len(texts)]
    at = data.draw(st.integers(0, len(text)))
    slip = data.draw(st.sampled_from(("", *SLIPS)))
    understood(text[:at] + slip + text[at + data.draw(st.integers(0, 2)) :])


# --- examples --------------------------------------------------------------------------------

LINES = sorted(line for line in set(lines_of_examples()) if not re.search(r"\{[a-z]+\}", line))
"""Without those of tables, which hold words for what stands in each line."""


def slips(line: str) -> Iterator[str]:
    """Every beginning of a line, and the line with one character left out, put in or changed."""
    for at in range(len(line) + 1):
        before, after = line[:at], line[at + 1 :]
        yield before
        yield before + after
        for sign in SLIPS:
            yield before + sign + line[at:]
            yield before + sign + after


@pytest.mark.parametrize("line", LINES)
def test_slips_in_an_example(line: str) -> None:
    assert isinstance(understood(line), Meaning)
    every = list(dict.fromkeys(slips(line)))
    if not is_thorough():
        every = Random(line).sample(every, min(SAMPLE, len(every)))
    for text in every:
        understood(text)


# --- files -----------------------------------------------------------------------------------

FILES = {
    b.purpose: b.body for b in blocks(WRITING) if re.fullmatch(r"(claims|seeds)/\S+", b.purpose)
}
FILES |= {
    "claims/language/vocabulary.yaml": f"{VOCABULARY}readings: {{about: 5%, near: 0.1}}\n",
    "claims/language/assumptions.yaml": (
        "assumptions:\n- id: a\n  because: so\n  period: 2011\n  says: good = 0\n"
    ),
}


def test_the_files_have_no_mistakes() -> None:
    with project(FILES) as root:
        assert not [problem for problem in load(root).problems if problem.is_error]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("claims/")])
def test_slips_in_a_file(name: str) -> None:
    every = list(dict.fromkeys(slips(FILES[name])))
    many = IN_FILES * (20 if is_thorough() else 1)
    every = Random(name).sample(every, min(many, len(every)))
    with project(FILES) as root:
        for text in every:
            (root / name).write_text(text, "utf-8", newline="")
            for problem in load(root).problems:
                lines = max(len(text.splitlines()), *(f.count("\n") for f in FILES.values())) + 1
                assert 1 <= problem.line <= lines, problem
                assert problem.column >= 1, problem
                assert problem.message, problem
