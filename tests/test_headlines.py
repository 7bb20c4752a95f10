"""Headlines: who printed what, in its own words, and the one sum that refutes it."""

from pathlib import Path

import pytest

from checker.explain.passages import clause
from tests.headline_rules import assert_headline
from tests.projects import Case, found_in, loaded

TWO = "pupils = 3\nteachers = 3\npupils > teachers"


def claims(*speakers: str) -> list[dict[str, str]]:
    return [
        {"id": f"c{n}", "quote": line, "says": line, **({"speaker": speaker} if speaker else {})}
        for n, (line, speaker) in enumerate(zip(TWO.splitlines(), speakers, strict=True))
    ]


@pytest.mark.parametrize(
    ("speakers", "said"),
    [
        (("", "", ""), "“pupils > teachers” (The Echo): 3 is no more than 3"),
        (("Ann", "Ann", "Ann"), "“pupils > teachers” (Ann): 3 is no more than 3"),
    ],
)
def test_one_article(speakers: tuple[str, str, str], said: str, tmp_path: Path) -> None:
    article = {"publisher": "The Echo", "text": TWO, "claims": claims(*speakers)}
    (found,) = found_in(loaded(tmp_path, {"articles": {"a": article}})).contradictions
    assert found.headline == said


def headline(case: Case, folder: Path) -> str:
    project = loaded(folder, case)
    (topic,) = project.topics
    found = found_in(project).contradictions[0]
    assert_headline(found, topic)
    return found.headline


ELSEWHERE = {
    "a figure that the article has as well": (
        {"a": {"publisher": "The Star", "says": "pupils = 3\npupils = 4"}},
        "it also has 3",
    ),
    "another paper has another": (
        {
            "a": {"publisher": "The Star", "says": "pupils = 3"},
            "b": {"publisher": "The Echo", "says": "pupils = 4"},
        },
        "(The Star): The Echo has 4",
    ),
    "nobody says who published it": ({"a": "pupils = 3", "b": "pupils = 4"}, "another article has"),
    "a change the other way": (
        {
            "a": {"publisher": "The Star", "says": "pupils = 5 per cent more than a year earlier"},
            "b": {"publisher": "The Echo", "says": "pupils = 5 per cent less than a year earlier"},
        },
        "(The Star): The Echo has 5 per cent less",
    ),
}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_who_has_another_figure(case: str, tmp_path: Path) -> None:
    articles, said = ELSEWHERE[case]
    assert said in headline({"articles": articles}, tmp_path)


def test_an_assumption_is_told_in_its_few_words(tmp_path: Path) -> None:
    assumed = [{"says": "pupils = teachers", "if": "each has one"}]
    case = {"articles": {"a": "pupils = 3\nteachers = 4"}, "assumptions": assumed}
    assert headline(case, tmp_path).endswith(" – if each has one")


def test_without_room_assumptions_are_counted(tmp_path: Path) -> None:
    assumed = [{"says": "pupils = teachers", "because": "nobody knows of any that has two " * 3}]
    case = {"articles": {"a": "pupils = 3\nteachers = 4"}, "assumptions": assumed}
    assert headline(case, tmp_path).endswith(" – on one assumption")


def test_what_is_suspected_alike_is_added_up(tmp_path: Path) -> None:
    says = "excellent = 5\nwell = 6\nadequate = 7\npoor = 1\npending = 2"
    assumed = [{"says": "authorities = 22", "if": "none was closed"}]
    case = {"articles": {"a": says}, "assumptions": assumed}
    told = headline(case, tmp_path)
    assert "5 + 6 + 7 + 1 + 2 = 21, not 22" in told


LISTED = "excellent = 5\nwell = 6\nadequate = 7\npoor = 1\npending = 2"


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ("authorities = 17", "5 + 6 + 7 + 1 + 2 = 21"),
        ("authorities = 17\npending = 3", "at least 5 + 6 + 7 + 1 = 19"),
    ],
    ids=["the rest of the list stands beside it", "a part of the rest is in doubt itself"],
)
def test_the_full_sum_of_a_list_is_told_before_a_bound(
    others: str, told: str, tmp_path: Path
) -> None:
    quote = LISTED.replace("\n", ", ")
    claims = [{"id": "a", "quote": quote, "says": LISTED}]
    lines = [
        {"id": f"b{n}", "quote": line, "says": line} for n, line in enumerate(others.split("\n"))
    ]
    article = {"text": f"{quote}\n{others}", "claims": [*claims, *lines]}
    found = found_in(loaded(tmp_path, {"articles": {"a": article}})).contradictions
    assert any(told in one.headline for one in found)


@pytest.mark.parametrize(
    ("quote", "figure", "told"),
    [
        (
            "It improved. Eleven shed their inadequate rating, while seven authorities declined.",
            "Eleven",
            "Eleven shed their inadequate rating",
        ),
        (
            "amounting to 13% - or one in seven of them - of all the local authorities in the UK",
            "13%",
            "amounting to 13% … of all the local authorities in the UK",
        ),
        (
            "77 councils are performing well, with 37 councils rated as adequate",
            "37",
            "37 councils rated as adequate",
        ),
        ("The field is 4.0 km by 2.5 km, an area of 15.2 km", "15.2", "an area of 15.2 km"),
        ("Nobody was told of the 7 who left", "7", "Nobody was told of the 7 who left"),
    ],
)
def test_the_clause_around_a_figure(quote: str, figure: str, told: str) -> None:
    at = quote.index(figure)
    assert clause(quote, (at, at + len(figure)), 60) == told


AGREEING = {
    "who prints both figures": ({"a": "pupils = 3", "b": "pupils = 4"}, "pupils = 4\npupils = 3"),
    "a total that others print first": (
        {"a": "authorities = 12"},
        "excellent or well = authorities\nexcellent = 5\nwell = 6\nauthorities = 12",
    ),
    "a total that others print in other words": (
        {"a": "excellent + well = 12"},
        "excellent = 5\nwell = 6\nexcellent or well = 12",
    ),
}


@pytest.mark.parametrize("case", AGREEING)
def test_an_article_contradicts_itself_whoever_agrees(case: str, tmp_path: Path) -> None:
    others, own = AGREEING[case]
    article = {"publisher": "The Star", "says": own}
    (found,) = found_in(loaded(tmp_path, {"articles": {**others, "z": article}})).contradictions
    files = {member.statement.position.file for member in found.members}
    assert files == {"claims/z.yaml"}


def test_an_article_with_itself_comes_before_a_shorter_contradiction_of_two(tmp_path: Path) -> None:
    own = "excellent = 5\nwell = 6\nexcellent or well = 12"
    articles = {"a": "well = 7", "b": "well = 7", "z": {"publisher": "The Star", "says": own}}
    (found,) = found_in(loaded(tmp_path, {"articles": articles})).contradictions
    assert {member.statement.position.file for member in found.members} == {"claims/z.yaml"}
