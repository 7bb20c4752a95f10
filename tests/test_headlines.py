"""Who disagrees, as headlines say it: speakers, one article with itself, or several articles."""

from pathlib import Path

import pytest

from tests.projects import found_in, loaded

TWO = "pupils = 3\nteachers = 3\npupils > teachers"


def claims(*speakers: str) -> list[dict[str, str]]:
    return [
        {"id": f"c{n}", "quote": line, "says": line, **({"speaker": speaker} if speaker else {})}
        for n, (line, speaker) in enumerate(zip(TWO.splitlines(), speakers, strict=True))
    ]


@pytest.mark.parametrize(
    ("speakers", "said"),
    [
        (("", "", ""), "The Echo contradicts itself: "),
        (("Ann", "Ann", "Ann"), "Ann is quoted with figures that disagree: "),
        (("Ann", "Bob", "Ann"), "Sources disagree (Ann; Bob): "),
        (("Ann", "", ""), "Sources disagree (Ann; the article): "),
    ],
)
def test_one_article(speakers: tuple[str, str, str], said: str, tmp_path: Path) -> None:
    article = {"publisher": "The Echo", "text": TWO, "claims": claims(*speakers)}
    (found,) = found_in(loaded(tmp_path, {"articles": {"a": article}})).contradictions
    assert found.headline.startswith(said)


def test_several_articles_disagree_without_a_word_of_it(tmp_path: Path) -> None:
    articles = dict(zip("abc", TWO.splitlines(), strict=True))
    (found,) = found_in(loaded(tmp_path, {"articles": articles})).contradictions
    assert found.headline.startswith("Pupils")


def test_a_speaker_and_another_article(tmp_path: Path) -> None:
    lines = TWO.splitlines()
    one = {"text": lines[0], "claims": claims("Ann", "Ann", "Ann")[:1]}
    articles = {"a": one, "b": "\n".join(lines[1:])}
    (found,) = found_in(loaded(tmp_path, {"articles": articles})).contradictions
    assert found.headline.startswith("Sources disagree (Ann; others): ")


def test_an_assumption_is_no_part_of_an_article(tmp_path: Path) -> None:
    lines = TWO.splitlines()
    case = {"articles": {"a": "\n".join(lines[:2])}, "assumptions": lines[2]}
    (found,) = found_in(loaded(tmp_path, case)).contradictions
    assert not found.headline.startswith("This article")


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
    assert found.headline.startswith("The Star contradicts itself: ")
    files = {member.statement.position.file for member in found.members}
    assert files == {"claims/z.yaml"}


def test_a_shorter_contradiction_of_two_articles_comes_first(tmp_path: Path) -> None:
    own = "excellent = 5\nwell = 6\nexcellent or well = 12"
    articles = {"a": "well = 7", "b": "well = 7", "z": {"publisher": "The Star", "says": own}}
    (found,) = found_in(loaded(tmp_path, {"articles": articles})).contradictions
    assert [member.statement.text for member in found.members] == ["well = 6", "well = 7"]
