"""An article that contradicts itself is told of before several that contradict each other."""

from pathlib import Path
from typing import Any

import pytest

from tests.projects import found_in, loaded

NOTHING: dict[str, Any] = {"define": {}, "populations": {}, "attributes": {}, "names": {}}
TALLY = {
    **NOTHING,
    "quantities": {"dead": {"counts": "people", "running": "rising"}},
    "places": {"Shire": {"open": ["Xton", "Yton", "Zton"]}},
}
PARTS = "dead[Xton] = 30\ndead[Yton] = 32\ndead[Zton] = 12"
PLAIN = {**TALLY, "quantities": {"dead": {"counts": "people"}}}


def article(says: str, publisher: str, **more: str) -> dict[str, str]:
    return {"says": says, "publisher": publisher, **more}


CASES: dict[str, tuple[dict[str, Any], set[str], str]] = {
    "both figures of one article have other supporters": (
        {
            "a": article("pupils = 280", "Mail"),
            "b": article("pupils = 283", "Echo"),
            "c": article("pupils = 283\npupils = 280", "Post"),
        },
        {"c: pupils = 280", "c: pupils = 283"},
        "“pupils = 280” (Post): it also has 283",
    ),
    "a later report agrees with a total": (
        {
            "a": article(
                f"dead = 72\n{PARTS}", "Alpha", place="Shire", period="2015", as_of="2015-10-01"
            ),
            "b": article("dead = 72", "Beta", place="Shire", period="2015", as_of="2015-10-06"),
        },
        {"a: dead = 72", *(f"a: {line}" for line in PARTS.splitlines())},
        "“dead[Zton] = 12” (Alpha): at most 72 - 30 - 32 = 10",
    ),
    "an earlier article has the same total": (
        {
            "a": article("dead = 72", "Alpha", place="Shire", published="2015-10-01"),
            "b": article(f"dead = 72\n{PARTS}", "Beta", place="Shire", published="2015-10-02"),
        },
        {"b: dead = 72", *(f"b: {line}" for line in PARTS.splitlines())},
        "“dead[Zton] = 12” (Beta): at most 72 - 30 - 32 = 10",
    ),
    "no article says all of it": (
        {"a": article("pupils = 280", "Mail"), "b": article("pupils = 283", "Echo")},
        {"a: pupils = 280", "b: pupils = 283"},
        "“pupils = 280” (Mail): Echo has 283",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_who_is_told_to_say_it(name: str, tmp_path: Path) -> None:
    articles, members, headline = CASES[name]
    vocabulary = TALLY if "later" in name else PLAIN if "dead" in str(articles) else {}
    case = {"vocabulary": vocabulary, "articles": articles}
    first, *_ = found_in(loaded(tmp_path, case)).contradictions
    told = {f"{_article(m.statement.article)}: {m.statement.text}" for m in first.members}
    assert told == members
    assert first.headline == headline


def _article(found: Any) -> str:  # noqa: ANN401 - an article or nothing
    return Path(found.path).stem if found is not None else "assumed"
