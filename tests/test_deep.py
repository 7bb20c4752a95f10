"""Vocabularies that nest, chain and double: done in reasonable effort, or refused clearly."""

from pathlib import Path
from typing import Any

import pytest

from checker.claims import Project
from checker.claims.questions import understood
from checker.explain.finding import Verdict
from checker.language.meaning import Meaning
from checker.reports.json_report import write_json
from checker.reports.style import Style
from checker.reports.text import write_text
from tests.projects import found_in, loaded

MANY = 500
POPULATIONS: dict[str, Any] = {"guests": {}}
ATTRIBUTES = {
    "sex": {"of": "guests", "values": ["women", "men"]},
    "land": {"of": "guests", "values": ["here", "there"], "many": "true"},
}


def project(folder: Path, says: str, **vocabulary: Any) -> Project:  # noqa: ANN401 - YAML
    words = {"populations": POPULATIONS, "attributes": ATTRIBUTES, "define": {}, **vocabulary}
    return loaded(folder, {"vocabulary": words, "articles": {"a": says}})


def errors(found: Project) -> list[str]:
    return [problem.message for problem in found.problems if problem.is_error]


def verdict(found: Project) -> Verdict:
    """What is found, put into words by every part that could go too deep."""
    assert not errors(found)
    assert all(meaning.words for topic in found.topics for meaning in topic.meanings)
    findings = found_in(found)
    assert write_text(findings, Style())
    assert write_json(findings)
    return findings.verdict


@pytest.mark.parametrize("is_open", [False, True])
def test_places_lie_in_one_another(is_open: bool, tmp_path: Path) -> None:
    inner = [[f"P{n + 1}", f"Q{n}"] for n in range(MANY)]
    places = {f"P{n}": {"open": parts} if is_open else parts for n, parts in enumerate(inner)}
    says = f"guests[P0] = 3\nguests[P{MANY}] = 4\nguests[Q250] = 0"
    assert verdict(project(tmp_path, says, places=places)) is Verdict.CONTRADICTORY


DOUBLING = {
    "or": "{0} or {0}",
    "and": "{0} and {0}",
    "at two times": "{0}@2001 or {0}@2002",
    "at other times each": "({0}@{1}) or {0}@2002",
}


@pytest.mark.parametrize("text", DOUBLING.values(), ids=DOUBLING)
def test_definitions_that_double_are_looked_up_once(text: str, tmp_path: Path) -> None:
    define = {f"a{n}": text.format(f"a{n - 1}", 1900 + n) for n in range(1, 60)} | {"a0": "women"}
    found = project(tmp_path, "a59 = 3\nguests = 4\nwomen@2002 = 2", define=define)
    assert verdict(found) in {Verdict.CONSISTENT, Verdict.CONTRADICTORY}


GROWING = {
    "but not": "{0} but not ({0} and here)",
    "both": "({0} and here) or ({0} but not there)",
}


@pytest.mark.parametrize("text", GROWING.values(), ids=GROWING)
def test_definitions_that_double_their_conditions_are_refused(text: str, tmp_path: Path) -> None:
    define = {f"a{n}": text.format(f"a{n - 1}") for n in range(1, 60)} | {"a0": "women"}
    (message,) = errors(project(tmp_path, "a59 = 3", define=define))
    assert "more than 2,000 conditions" in message


@pytest.mark.parametrize("text", ["{0} or men", "{0} but not here", "((({0})))"])
def test_definitions_of_definitions_are_told_once_they_are_too_deep(
    text: str, tmp_path: Path
) -> None:
    define = {f"a{n}": text.format(f"a{n - 1}") for n in range(1, MANY)} | {"a0": "women"}
    (message,) = errors(project(tmp_path, f"a{MANY - 1} = 3", define=define))
    assert "too many definitions and brackets inside one another" in message


def test_what_is_just_not_too_deep_is_understood(tmp_path: Path) -> None:
    define = {f"a{n}": f"a{n - 1} but not here" for n in range(1, 60)} | {"a0": "women"}
    deep = f"{'(' * 38}a59{' but not men' * 150}{')' * 38} = 3"
    found = project(tmp_path, f"{deep}\nguests = 10\na59 = 4", define=define)
    assert verdict(found) is Verdict.CONTRADICTORY
    (topic,) = found.topics
    assert isinstance(understood("a59 + a58", topic, "2011", None), Meaning)


def test_what_is_multiplied_too_often_is_refused(tmp_path: Path) -> None:
    product = " * ".join(["(fund + 1)"] * 9)
    found = project(tmp_path, f"{product} = 3", quantities={"fund": {}})
    assert errors(found) == ["this multiplies more than 8 unknown numbers with one another"]
