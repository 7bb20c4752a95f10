"""Patterns of lines, how they cut a line, and the statements that come of each line of a quote."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.claims import Problem, Project, Quote
from checker.claims.each_line import EachLine, Said, span
from checker.claims.folding import folded
from checker.claims.line_patterns import Cut, Misfit, Pattern, cut, read_pattern
from checker.claims.nodes import text
from checker.claims.sources import Source
from checker.language.mistakes import Mistake
from checker.limits import SIGNS_OF_A_LINE
from tests.projects import INDENT, as_yaml, loaded

SLOW = 5.0
"""Seconds that no pattern may take with any line, on a slow machine."""


def pattern(text: str) -> Pattern:
    found = read_pattern(text)
    assert isinstance(found, Pattern), found
    return found


def texts(spelled: str, line: str) -> list[str] | str:
    """The texts of a line in the order of the pattern, or what of the pattern it cannot take."""
    found = cut(pattern(spelled), folded(line))
    if isinstance(found, Cut):
        return [folded(line)[start:end] for start, end in found.texts.values()]
    return spelled[found.step.start : found.step.end] if found.step else "the end"


# --- cutting a line --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spelled", "line", "expected"),
    [
        ("{party} {n}", "Labour 9,120", ["Labour", "9,120"]),
        ("{party} {n}", "Liberal Democrat 9,120", ["Liberal Democrat", "9,120"]),
        ("{n} {party}", "9,120 Liberal Democrat", ["9,120", "Liberal Democrat"]),
        ("{a} {n} {b} {m}", "A B 1 C D 2", ["A B", "1", "C D", "2"]),
        ("{a} {b}", "one two three", ["one", "two three"]),
        (
            "{i}. {land} {g} {s} {b}",
            "1. Great Britain 3 0 2",
            ["1", "Great Britain", "3", "0", "2"],
        ),
        ("{team} {p} {result} {n}", "York City 38 74–47 71", ["York City", "38", "74-47", "71"]),
        ("{team} {f}-{a} {n}", "York City 74–47 71", ["York City", "74", "47", "71"]),
        ("{age} {n}", "under 18s 45", ["under 18s", "45"]),
        ("{who} {share} voters", "Greens 1 in 7 voters", ["Greens", "1 in 7"]),
        ("{name} ({n})", "Smith (Ann) (3)", ["Smith (Ann)", "3"]),
        ("{name} {n} {c}", "Ann Lee £10m −3.1%", ["Ann Lee", "£10m", "-3.1%"]),
        ("{a}: {b}", "x: y: z", ["x", "y: z"]),
        ("{a} | {b}", "x\u00a0 |\ty", ["x", "y"]),
        ("'{a}' – {b}", "“x” - y", ["x", "y"]),
        ("{a}…", "x...", ["x"]),
    ],
)
def test_texts_begin_with_figures_and_are_short(
    spelled: str, line: str, expected: list[str]
) -> None:
    assert texts(spelled, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Red 9 (3%; 1%)", ["Red", "9", "3", "1"]),
        ("Red 9 (3%)", ["Red", "9", "3"]),
        ("Red 9 (3%;)", ")"),
        ("Red 9", "("),
        ("Red 9 (3%) *", "the end"),
        ("Red", "{n}"),
        ("9 (3%)", ["9", "(3"]),
    ],
)
def test_a_part_may_be_missing(line: str, expected: list[str] | str) -> None:
    found = texts("{party} {n} ({s}%[; {c}%])" if line[0] == "R" else "{n} {s}%)", line)
    assert found == expected


@pytest.mark.parametrize(
    ("spelled", "line"),
    [
        ("{a} [({b})] {c}", "x y"),
        ("{a} [({b})] {c}", "x (b) y"),
        ("{a} [({b})]", "x"),
        ("[({b})] {a}", "x"),
        (" {a} ", "x"),
        ("{a}[ *][ †]", "x †"),
    ],
)
def test_white_space_beside_a_missing_part_is_not_missed(spelled: str, line: str) -> None:
    assert isinstance(texts(spelled, line), list)


@pytest.mark.parametrize(
    ("spelled", "line", "expected"),
    [
        ("{{{a}}}", "{x}", ["x"]),
        ("{a} [[{b}]]", "x [1]", ["x", "1"]),
        ("{a}[ [[{b}]]]", "x [1]", ["x", "1"]),
        ("{a}[ [[{b}]]]", "x", ["x"]),
    ],
)
def test_doubled_brackets_are_those_of_the_line(
    spelled: str, line: str, expected: list[str]
) -> None:
    assert texts(spelled, line) == expected


def test_text_that_is_passed_over_may_stand_several_times() -> None:
    assert list(pattern("{_} {a} {_}").placeholders) == ["a"]
    assert isinstance(texts("{_} {a} {_}", "x y z"), list)


# --- the statements --------------------------------------------------------------------------


def said(spelled: str, says: str, quote: str) -> tuple[list[Said], list[Problem]]:
    """What is said for each line of a quote that stands two characters into its article."""
    source = Source("claims/a.yaml", f"{spelled}\n{says}")
    reader = EachLine(source, text(spelled, 0, len(spelled)))
    start = len(spelled) + 1
    statement = Said(says, range(start, start + len(says) + 1), None)
    return reader.said([statement], Quote(quote, 2, 2 + len(quote))), reader.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Labour", "Labour"),
        ("Liberal Democrat", "Liberal Democrat"),
        ("Isle of Man", '"Isle of Man"'),
        ("Essex & Kent", '"Essex & Kent"'),
        ("O’Brien", '"O’Brien"'),
        ("the “X” party", '"the “X” party"'),
        ('the "X" party', "\"the 'X' party\""),
        ("G 20", '"G 20"'),
        ("5 Star Movement", '"5 Star Movement"'),
        ("9,120", "9,120"),
        ("31.2%", "31.2%"),
        ("about 40", "about 40"),
        ("–3.1", "-3.1"),
        ("−£2m", "-£2m"),
        ("2010–11", '"2010–11"'),
        ("co\u00adoperative\u00a0 party", "cooperative party"),
        ("Que\u0301bec", "Québec"),
    ],
)
def test_a_name_stands_in_double_quotes_where_it_needs_them(text: str, expected: str) -> None:
    found, problems = said("{a} = {_}", "{a} = 3", f"{text} = 3")
    assert not problems
    assert [one.text for one in found] == [f"{expected} = 3"]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("poor = {{a}, Kent}", 'poor = {"Isle of Man", Kent}'),
        ("poor = {Kent, { a }}", 'poor = {Kent, "Isle of Man"}'),
        ('poor["{a}"] = 1', 'poor["Isle of Man"] = 1'),
        ('"{a} votes" = 1', '"Isle of Man votes" = 1'),
        ("{a} = {Kent}", '"Isle of Man" = {Kent}'),
        ('{a} in {"kent"}', '"Isle of Man" in {"kent"}'),
    ],
)
def test_placeholders_are_replaced_wherever_they_stand(says: str, expected: str) -> None:
    found, problems = said("{a} = {_}", says, "Isle of Man = 3")
    assert not problems
    assert [one.text for one in found] == [expected]


def test_a_text_that_was_put_in_stands_where_its_placeholder_is() -> None:
    (found,), _ = said("{a}: {n}", "{a} = {n}", "Red Party: 9,120")
    assert found.text == "Red Party = 9,120"
    start = len("{a}: {n}\n")
    for first, last in ((0, 3), (4, 9), (0, 9)):
        assert span(found.offsets, (first, last)) == (start, start + 3)
    assert span(found.offsets, (10, 11)) == (start + 4, start + 5)
    assert span(found.offsets, (12, 17)) == (start + 6, start + 9)
    assert span(found.offsets, (99, 99)) == (start + 9, start + 9)


TABLE = "Votes\r\n\r\nred\t3\r\n \u00a0\r\n  blue — 2 (new)  \u2028red 3\n"


def project(root: Path, each_line: str, says: str) -> Project:
    quote = "red 3 blue - 2 (new) red 3"
    claim = {"id": "c", "quote": quote, "each_line": each_line, "says": says}
    return loaded(root, {"articles": {"a": {"text": TABLE, "claims": [claim]}}})


def test_each_line_has_statements_of_its_own(tmp_path: Path) -> None:
    (topic,) = project(tmp_path, "{a}[ –] {n}[ ({b})]", "{a} = {n}\n{a} > {b}_{a}").topics
    assert [(s.id, s.text) for s in topic.statements] == [
        ("a/c/1", "red = 3"),
        ("a/c/2", "blue = 2"),
        ("a/c/3", "blue > new_blue"),
        ("a/c/4", "red = 3"),
    ]
    for statement, line in zip(topic.statements, (0, 1, 1, 2), strict=True):
        quote = statement.quote
        assert quote is not None
        assert quote.text == ("red\t3", "blue — 2 (new)", "red 3")[line]
        assert statement.article is not None
        assert statement.article.text[quote.start : quote.end] == quote.text
        assert statement.position.column == INDENT + 1
    first, *_, third, _ = (statement.position.line for statement in topic.statements)
    assert third == first + 1


def test_a_paragraph_is_no_line(tmp_path: Path) -> None:
    text = "red " + "x" * SIGNS_OF_A_LINE
    claim = {"id": "c", "quote": text, "each_line": "{a} {b}", "says": "{a} = {b}"}
    told = loaded(tmp_path, {"articles": {"a": {"text": text, "claims": [claim]}}}).problems
    errors = [problem.message for problem in told if problem.is_error]
    assert errors == [f"the line “red {'x' * 54} …” has more than 2,000 characters"]


def test_many_lines_with_mistakes_of_their_own_are_told_in_short(tmp_path: Path) -> None:
    text = "\n".join(f"a{n}: 3" for n in range(1, 21))
    claim = {"id": "c", "quote": text, "each_line": "{a}: {n}", "says": '"{a}" = {n}'}
    told = loaded(tmp_path, {"articles": {"a": {"text": text, "claims": [claim]}}}).problems
    errors = [problem.message for problem in told if problem.is_error]
    assert errors == [
        *(f"in the line “a{n}: 3”: `a{n}` is not in the vocabulary" for n in range(1, 6)),
        "in the other 15 lines this is wrong too",
    ]


# --- whatever people type --------------------------------------------------------------------

PIECES = ["{a}", "{b}", "{n}", "{_}", "{{", "}}", "[[", "]]", "[", "]", "{", "}", "{A}", " ", "  "]
PIECES += ["x", "3", "(", ")%", "–", "…", "\u0301", "\u00ad", "\n", "\u2028", '"', "'", "#", "£1m"]


def pieces(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=most).map("".join)


@given(pieces(8), pieces(12), pieces(8))
@settings(max_examples=1000)
def test_any_pattern_and_line_give_statements_or_a_placed_problem(
    spelled: str, quote: str, says: str
) -> None:
    found = read_pattern(spelled)
    if isinstance(found, Mistake):
        assert 0 <= found.start <= found.end <= len(spelled)
        assert found.message
    elif line := folded(quote):
        check_cut(found, line)
    statements, problems = said(spelled, says.replace("\n", " "), quote)
    for one in statements:
        assert one.quote is not None
        assert one.quote.text == quote[one.quote.start - 2 : one.quote.end - 2]
        assert len(one.offsets) == len(one.text) + 1
        assert list(one.offsets) == sorted(one.offsets)
    for problem in problems:
        assert problem.message
        assert problem.width


def check_cut(found: Pattern, line: str) -> None:
    """The texts of a line stand in order and with something between them, all else is literal."""
    texts_of = cut(found, line)
    if isinstance(texts_of, Misfit):
        assert texts_of.step is None or texts_of.step in found.steps
        return
    at = 0
    for start, end in texts_of.texts.values():
        assert line[start:end] == line[start:end].strip() != ""
        at = end if start >= at else at


@given(st.integers(0, 9999), st.text("abc XYZ", min_size=1), st.text("abc XYZ", min_size=1))
def test_what_a_pattern_was_filled_with_is_found_again(figure: int, one: str, two: str) -> None:
    one, two = folded(one), folded(two)
    if one and two:
        assert texts("{a} {n} {b}", f"{one} {figure} {two}") == [one, str(figure), two]
        assert texts("{a}; {b}[ ({n})]", f"{one}; {two}") == [one, two]
        assert texts("{a}; {b}[ ({n})]", f"{one}; {two} ({figure})") == [one, two, str(figure)]


@pytest.mark.parametrize(
    "spelled",
    [
        "".join(f"{{a{n}}} " for n in range(49)),
        "".join(f"{{a{n}}}x[ {{b{n}}}]x" for n in range(14)) + "!",
        "{a}[ x][ x][ x][ x][ x][ x][ x][ x][ x] !",
        "x" * 100_000 + "{a}",
        "{a}" + " x" * 100_000,
        "{" * 100_000,
        "[" * 100_001,
        "{a}" + "[ x]" * 100_000,
    ],
)
@pytest.mark.parametrize("line", ["x " * 500_000, "x " * 999 + "!", "1 " * 999 + "x"])
def test_a_hostile_pattern_ends_soon(spelled: str, line: str, tmp_path: Path) -> None:
    start = time.monotonic()
    claim = {"id": "c", "quote": line, "each_line": spelled, "says": "{a0} = {a1}"}
    loaded(tmp_path, {"articles": {"a": {"text": line, "claims": [claim]}}})
    said(spelled, "{a0} = {a1}", line)
    assert time.monotonic() - start < SLOW
    assert as_yaml(claim)
