"""Whatever people type: a formula or a mistake at its place, a report or problems; no crash."""

import re
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.claims import load
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.grammar import parse, parse_side
from checker.language.meaning import Line, Meaning, meanings
from checker.language.mistakes import Mistake
from checker.language.scope import Words
from checker.limits import SIGNS_OF_A_STATEMENT
from checker.reports.json_report import write_json
from checker.reports.style import Style
from checker.reports.text import write_text
from checker.usecases.solving import Limits
from tests.effort import examples, is_thorough
from tests.projects import CASES, assert_minimal, build, found_in, loaded, read_case

ODD = '09 .,=<>@[](){}"%£-+*/aou²٣½Ⅷ−–’\u202e\t\n\x00é東'
SLOW = 5.0
"""Seconds that no line of text may take, on a slow machine."""


def statements(*, sound: bool) -> list[str]:
    """The lines of all cases; the sound ones are those of cases without mistakes."""
    found: set[str] = set()
    for path in CASES.glob("*/*.yaml"):
        case = read_case(path)
        if sound and ("mistakes" in case["expect"] or "vocabulary" in case):
            continue
        for article in case["articles"].values():
            says = article if isinstance(article, str) else article.get("says", "")
            found.update(line for line in says.splitlines() if line.strip())
    return sorted(found)


WRITTEN = statements(sound=False)
SOUND = statements(sound=True)
TOKENS = sorted({token for line in WRITTEN for token in re.findall(r"\w+|\W", line)})


@cache
def words() -> Words:
    """The words of the cases."""
    with TemporaryDirectory() as folder:
        case = {"articles": {"a": "Leeds in poor\nHammersmith in poor"}}
        (topic,) = loaded(Path(folder), case).topics
    return words_of(topic.lexicon)[0]


def check(text: str) -> Mistake | Meaning:
    """What a line says; a mistake points into it, a formula printed anew can be read again."""
    found = parse(text)
    if not isinstance(found, Mistake):
        assert isinstance(found.printed, tuple)
        assert isinstance(found.members, tuple)
        (meaning,) = meanings([Line(found, "2011")], words(), Widths())
        if isinstance(meaning, Meaning):
            assert meaning.words
            assert not isinstance(parse(found.text), Mistake)
            return meaning
        found = meaning
    assert 0 <= found.start <= found.end <= len(text)
    assert found.message
    assert not found.message.endswith(".")
    return found


EVERY = 5
"""Of so many places in a line one is tried, and of so many lines one; all with `--thorough`."""


@pytest.mark.parametrize("line", WRITTEN)
def test_beginnings_and_letters_left_out(line: str) -> None:
    step = 1 if is_thorough() else EVERY
    for at in range(len(line) % step, len(line), step):
        check(line[:at])
        check(line[:at] + line[at + 1 :])


@pytest.mark.parametrize("sign", ODD)
def test_every_sign_anywhere(sign: str) -> None:
    for number, line in enumerate(WRITTEN[:: 3 if is_thorough() else 3 * EVERY]):
        for at in range(number % 8, len(line) + 1, 8):
            check(line[:at] + sign + line[at + 1 :])


@given(st.text())
@settings(max_examples=examples(500))
def test_any_text(text: str) -> None:
    check(text)
    parse_side(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=15))
@settings(max_examples=examples(1000))
def test_any_words_of_the_language(tokens: list[str]) -> None:
    check(" ".join(tokens))
    parse_side("".join(tokens))


@given(st.sampled_from(WRITTEN), st.sampled_from(WRITTEN), st.integers(0, 99), st.integers(0, 99))
@settings(max_examples=examples(500))
def test_half_of_one_and_half_of_another(one: str, other: str, head: int, tail: int) -> None:
    check(one[:head] + other[tail:])


# --- attacks ---------------------------------------------------------------------------------

ATTACKS = {
    "deep brackets": "(" * 5_000 + "poor" + ")" * 5_000 + " = 3",
    "deep open brackets": "(" * 100_000,
    "deep if": "if " * 5_000 + "poor = 3",
    "deep not": "not " * 5_000 + "poor = 3",
    "deep either": "either " * 5_000 + "poor = 3",
    "deep shares": "share of " * 5_000 + "poor = 3",
    "deep portions": "poor = " + "half of " * 5_000 + "well",
    "deep differences": "poor = " + "3 more than " * 5_000 + "well",
    "deep hedges": "poor = " + "more than " * 5_000 + "well",
    "long sum": " + ".join(["poor"] * 5_000) + " = 3",
    "long chain": " < ".join(["poor"] * 5_000),
    "long product": " * ".join(["fund"] * 500) + " = 3",
    "long meet": " and ".join(["poor"] * 5_000) + " = 3",
    "long join": " or ".join(["poor"] * 5_000) + " = 3",
    "long list": "poor = {" + ", ".join(f"name {n}" for n in range(5_000)) + "}",
    "long name": "x" * 100_000 + " = 3",
    "too long": "poor = 3" + " " * SIGNS_OF_A_STATEMENT,
    "quotes": '"' * 10_001 + " = 3",
    "spaces": "poor =" + " " * 100_000 + "3",
    "dots": "poor = 3" + "." * 50_000,
    "commas": "poor = 1" + ",000" * 20_000,
    "digits": "poor = " + "9" * 100_000,
    "decimals": "poor = 0." + "9" * 100_000,
    "scale of scales": "poor = 9999999999 trillion trillion",
    "many shares one": "poor = 1 in " + "9" * 100 + " of authorities",
    "a rate per very many": "poor = 1 per " + "9" * 100 + " of authorities",
    "many years earlier": "poor = 3 more than 999 years earlier",
    "divided": "poor = 1/" + "9" * 100_000 + " of well",
    "signs": "rain = " + " + ".join(["half of degrees"] * 40),
    "signs of stacks": "degrees = " + " + ".join(["half of " * 7 + "degrees@2010"] * 20),
    "at signs": "poor" + "@2011" * 5_000 + " = 3",
    "places": "poor" + "[Wales]" * 5_000 + " = 3",
    "each of everything": "poor@each 0001..9999 = 3",
    "apostrophes": "o" + "'o" * 50_000 + " = 3",
    "hyphens": "o" + "-o" * 50_000 + " = 3",
    "a long series": "fund = {" + ", ".join(f"{year:04}: 3" for year in range(1, 1_000)) + "}",
    "one period over and over": "fund = {" + ", ".join(["2011: 3"] * 5_000) + "}",
    "one value over and over": "people by party = {" + ", ".join(["red 3"] * 5_000) + "}",
    "deep plans": "expected " * 5_000 + "fund = 3",
    "deep no change": "fund = " + "no change from " * 5_000 + "fund",
    "deep swings": "swing from " * 5_000 + "red to blue = 3 points",
    "deep points": "share of red in people = " + "3 points up on " * 5_000 + "a year earlier",
    "deep braces": "poor = " + "{" * 50_000,
    "a long run": "fund rose 100 times running",
    "a gap of all years": "fund fell first time in 100 years except 0001..9999",
    "a long noun": "fund = 3 x" + "-" * 100_000,
    "spaces before points": "swing from red to blue = 3 percentage" + " " * 100_000 + "points",
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_ends_soon(text: str) -> None:
    start = time.monotonic()
    check(text)
    assert time.monotonic() - start < SLOW


@pytest.mark.parametrize(
    "text",
    [
        "poor = ٣",
        "poor = ²",
        "poor = Ⅷ",
        "poor = १२",
        "poor = 1٣",
        "poor = 3\u066b5",
        "poor@٢٠١١ = 3",
    ],
)
def test_digits_of_other_scripts_are_refused_or_read_as_printed(text: str) -> None:
    found = check(text)
    assert isinstance(found, Mistake), f"{text} is read as {found.words}"


@pytest.mark.parametrize(
    "period",
    [
        "0000",
        "00000",
        "9999-12-32",
        "2011-00",
        "2011-02-29",
        "2011-2",
        "2011-13",
        "11",
        "2011-2010",
        "2011-2011",
    ],
)
def test_what_is_no_period(period: str) -> None:
    found = check(f"poor@{period} = 3")
    assert isinstance(found, Mistake)
    assert found.message == f"`{period}` is no period"


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        ("9999", "9998"),
        ("9999-12-31", "9998-12-31"),
        ("2012-02-29", "2011-02-28"),
        ("2012-02", "2011-02"),
        ("2010-2011", "2009-2010"),
        ("0002", "0001"),
        ("1000-01", "0999-01"),
    ],
)
def test_a_year_before(period: str, earlier: str) -> None:
    said = check(f"poor@{period} = 3 more than a year earlier")
    meant = check(f"poor@{period} = 3 more than poor@{earlier}")
    assert isinstance(said, Meaning)
    assert isinstance(meant, Meaning)
    assert said.constraint.text == meant.constraint.text


@pytest.mark.parametrize(
    "name",
    [
        "São Paulo",
        "St. John's",
        "Stratford-upon-Avon",
        "東京",
        "Ynys Môn",
        "and",
        "a",
        "not",
        "28",
        "x" * 300,
        "O'Brien",
    ],
)
def test_odd_names_can_be_listed(name: str) -> None:
    found = check(f"poor = {{{name}}}")
    assert isinstance(found, Meaning)
    assert f"|{name}}}" in found.constraint.text.replace("{", "|")


# --- whole projects --------------------------------------------------------------------------


@given(
    st.lists(st.sampled_from(SOUND), min_size=2, max_size=7),
    st.lists(st.integers(0, 200), min_size=7, max_size=7),
    st.sampled_from(["", *SOUND]),
    st.booleans(),
)
@settings(max_examples=examples(100))
def test_any_claims_give_a_report(
    chosen: list[str], figures: list[int], assumed: str, only: bool
) -> None:
    lines = [
        re.sub(r"(?<![\d@.,-])\d{1,3}(?![\d.,%])", str(figure), line)
        for line, figure in zip(chosen, figures, strict=False)
    ]
    case = {"articles": {"a": "\n".join(lines[:2]), "b": "\n".join(lines[2:] or ["poor = 3"])}}
    entry = {"says": assumed} | ({"for": "a"} if only else {})
    with TemporaryDirectory() as folder:
        build(Path(folder), case | ({"assumptions": [entry]} if assumed else {}))
        project = load(Path(folder))
    if any(problem.is_error for problem in project.problems):
        return
    findings = found_in(project, limits=Limits(10))
    assert write_text(findings, Style(colour=True, width=40))
    assert write_json(findings)
    (topic,) = project.topics
    for one in findings.contradictions:
        assert_minimal(one, topic.lexicon)
