"""What claims say of a question: cases below `asked`, small worlds counted one by one.

A case is a project (`tests/projects.py`) and what to `ask`: each `question` with its `summary`,
the statements it is there `because` of, its `steps`, what is `left_out`; or the `mistake` in it.
"""

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import Certain, MistakesError, Possible, Ranged, Stated, ask, project_of
from checker.claims.questions import Question, Unclear, find
from checker.cli.main import main
from checker.reports.answer_text import summary, write_answer
from checker.reports.style import Style, columns
from checker.usecases.ask import answer
from tests.projects import build, loaded, read_case

FOLDER = Path(__file__).parent / "asked"
SECONDS = 300


def questions() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        case = read_case(path)
        for one in case["ask"]:
            yield pytest.param(case, one, id=f"{path.stem}: {one['question']}")


@pytest.mark.parametrize(("case", "expected"), [*questions()])
def test_a_question_is_answered(case: Any, expected: Any, tmp_path: Path) -> None:  # noqa: ANN401 - what YAML holds
    project = loaded(tmp_path, case)
    assert not [problem for problem in project.problems if problem.is_error]
    asked = find(expected["question"], project.topics)
    assert not isinstance(asked, Unclear)
    if not isinstance(asked, Question):
        remedy = f"; {asked.remedy}" if asked.remedy else ""
        told = f"{asked.line}:{asked.column}: {asked.message}{remedy}"
        assert told.startswith(expected.get("mistake", "there should be none"))
        return
    assert "mistake" not in expected
    found = answer(asked, expected.get("without", ()), SECONDS)
    assert summary(found) == expected["summary"]
    if "because" in expected:
        assert because(found.result) == sorted(expected["because"])
    if "steps" in expected:
        assert isinstance(found.result, Ranged)
        assert list(found.result.low.steps) == expected["steps"]
    if "left_out" in expected:
        assert [one.first.shown for one in found.left_out] == expected["left_out"]
    assert all(columns(one) <= 80 for one in write_answer(found, Style()).splitlines())


def because(result: object) -> list[str]:
    """The statements that force an answer, by their texts."""
    match result:
        case Ranged(low, high):
            return sorted({one.first.shown for end in (low, high) for one in end.because})
        case Certain(because=stated):
            return sorted(one.first.shown for one in stated)
        case _:
            return []


# --- against every world ---------------------------------------------------------------------

NUMBERS = {"quantities": {name: {"counts": "things"} for name in ("xx", "yy")}}
FORMS: dict[str, Any] = {
    "xx = {}": lambda x, _, n: x == n,
    "yy = {}": lambda _, y, n: y == n,
    "xx + yy = {}": lambda x, y, n: x + y == n,
    "xx - yy = {}": lambda x, y, n: x - y == n,
    "xx > {}": lambda x, _, n: x > n,
    "yy <= {}": lambda _, y, n: y <= n,
    "2 * xx >= yy + {}": lambda x, y, n: 2 * x >= y + n,
    "if xx = 2 then yy = {}": lambda x, y, n: x != 2 or y == n,
}
VALUES: dict[str, Any] = {"xx": lambda x, _: x, "yy": lambda _, y: y, "xx + yy": lambda x, y: x + y,
          "3 * xx - yy": lambda x, y: 3 * x - y}  # fmt: skip
MOST = 40
"""No statement has figures above 9, so ends of values lie far below."""

said = st.lists(st.tuples(st.sampled_from(sorted(FORMS)), st.integers(0, 9)), max_size=5)


def worlds(stated: list[tuple[str, int]]) -> list[tuple[int, int]]:
    every = product(range(MOST + 1), repeat=2)
    return [(x, y) for x, y in every if all(FORMS[form](x, y, n) for form, n in stated)]


@settings(max_examples=60, deadline=None)
@given(stated=said, wanted=st.sampled_from(sorted(VALUES)))
def test_ends_are_those_of_all_worlds(stated: list[tuple[str, int]], wanted: str) -> None:
    project = project_of(NUMBERS, [Stated(form.format(n)) for form, n in stated])
    found = ask(project, wanted)
    kept = [
        (form, n) for form, n in stated
        if form.format(n) not in {one.first.shown for one in found.left_out}
    ]  # fmt: skip
    assert bool(found.left_out) == (not worlds(stated))
    assert isinstance(found.result, Ranged)
    for end, least in ((found.result.low, True), (found.result.high, False)):
        assert end.value == limit(kept, wanted, least)
        forcing = [
            (f, n) for f, n in kept if f.format(n) in {one.first.shown for one in end.because}
        ]
        assert limit(forcing, wanted, least) == end.value
        for one in forcing if found.result.low is not found.result.high else ():
            fewer = [other for other in forcing if other != one]
            assert limit(fewer, wanted, least) != end.value


def limit(stated: list[tuple[str, int]], wanted: str, least: bool) -> Fraction | None:
    """The end of a value over all worlds; None where it goes beyond what is counted."""
    found = {(x, y): VALUES[wanted](x, y) for x, y in worlds(stated)}
    end = min(found.values()) if least else max(found.values())
    inside = any(value == end and MOST not in world for world, value in found.items())
    return Fraction(end) if inside else None


@settings(max_examples=60, deadline=None)
@given(stated=said, form=st.sampled_from(sorted(FORMS)), n=st.integers(0, 9))
def test_a_statement_is_so_in_all_worlds_or_some(
    stated: list[tuple[str, int]], form: str, n: int
) -> None:
    project = project_of(NUMBERS, [Stated(f.format(m)) for f, m in stated])
    found = ask(project, form.format(n))
    left_out = {one.first.shown for one in found.left_out}
    kept = [(f, m) for f, m in stated if f.format(m) not in left_out]
    so = {FORMS[form](x, y, n) for x, y in worlds(kept)}
    match found.result:
        case Certain(holds, forcing):
            assert so == {holds}
            told = {one.first.shown for one in forcing}
            enough = [(f, m) for f, m in kept if f.format(m) in told]
            assert {FORMS[form](x, y, n) for x, y in worlds(enough)} == {holds}
        case Possible(if_so, if_not):
            assert so == {True, False}
            for example, truth in ((if_so, True), (if_not, False)):
                x, y = (example.get(f"{name}@always", Fraction(0)) for name in ("xx", "yy"))
                assert FORMS[form](x, y, n) is truth
        case other:
            raise AssertionError(other)


# --- the API and the command -----------------------------------------------------------------


def test_mistakes_and_topics_are_told_to_programs() -> None:
    project = project_of(NUMBERS, [Stated("xx = 3")])
    with pytest.raises(MistakesError, match="not in the vocabulary"):
        ask(project, "xxx = 3")
    with pytest.raises(ValueError, match="say which topic"):
        ask(project, "xx", topic="ferries")


CASE = {"articles": {"a": "excellent = 28\nexcellent + well = 99", "b": "excellent = 28"}}


def call(folder: Path, *arguments: str) -> tuple[int, str]:
    build(folder, CASE)
    found = CliRunner().invoke(main, ["ask", "--project", str(folder), *arguments])
    assert found.exception is None or isinstance(found.exception, SystemExit)
    return found.exit_code, found.output


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["well@2011"], 0, "Exactly 71."),
        (["well", "--period", "2011"], 0, "Exactly 71."),
        (["well@2011", "--without", "a/c2/1"], 0, "Without a/c2/1:\nAt least 0."),
        (["well@2011", "--without", "a/c2"], 0, "Without a/c2:\nAt least 0."),
        (["well@2011", "--without", "a/c1"], 0, "The answer stays the same: exactly 71."),
        (["well@2011", "--without", "a/c3"], 2, "there is no statement `a/c3`; did you mean"),
        (["well@2011", "--topic", "x"], 2, "there is no topic `x`"),
        (["well", "--period", "soon"], 2, "`soon` is no period"),
        (["wel@2011"], 2, "did you mean `well`?\n    wel@2011\n    ^^^"),
        ([], 2, "Missing argument"),
    ],
)
def test_the_command_answers(arguments: list[str], code: int, told: str, tmp_path: Path) -> None:
    exit_code, output = call(tmp_path, *arguments)
    assert told in output
    assert exit_code == code


def test_json_has_the_same_answer(tmp_path: Path) -> None:
    build(tmp_path, CASE)
    asked = ["well@2011", "--format", "json", "--without", "a/c2/1"]
    printed = CliRunner().invoke(main, ["ask", "--project", str(tmp_path), *asked]).stdout
    found = json.loads(printed)
    assert found["answer"] == "values"
    assert found["low"]["value"] == found["high"]["value"] == "71"
    assert [one["id"] for one in found["low"]["because"]] == ["b/c1/1", "a/c2/1"]
    assert found["without"]["high"]["value"] is None


def test_words_without_quotes_are_one_question(tmp_path: Path) -> None:
    assert call(tmp_path, "share", "of", "well@2011", "in", "councils@2011")[0] == 0
