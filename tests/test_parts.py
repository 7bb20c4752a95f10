"""Statements with several figures are taken apart: what each part says, where it stands."""

from pathlib import Path

import pytest

from checker.algebra.constraints import both
from checker.claims import Project, load
from checker.compile.rounds import everywhere
from checker.reports.diagnostics import contradiction
from checker.reports.json_report import as_json
from checker.reports.style import Style
from checker.reports.text import full_lines
from tests.projects import CASES, Case, build, case_project, found_in

FOLDERS = "breakdowns chains each_line from_to many numbers running series subsets withdraws"
PATHS = [
    path
    for folder in FOLDERS.split()
    for path in sorted((CASES / folder).glob("*.yaml"))
    if "mistake" not in path.stem
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_parts_together_say_what_the_statement_says(path: Path) -> None:
    for topic in case_project(path).topics:
        for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
            parts = meaning.parts
            assert len(parts) != 1, statement.text
            if not parts:
                continue
            assert both(*(part.said for part in parts)) == meaning.said, statement.text
            assert both(*(part.constraint for part in parts)) == meaning.constraint
            read = {reading for part in parts for reading in part.readings}
            assert read == set(meaning.readings), statement.text
            assert sum(bool(part.readings) for part in parts) > 1, statement.text
            assert all(len(part.slots) <= 1 for part in parts), statement.text


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_statement_is_there_once(path: Path) -> None:
    """As it is written where it has one figure, else each part with its number."""
    for topic in case_project(path).topics:
        for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
            own = [one for one, _ in topic.switches if one.whole == statement.id]
            numbers = range(1, len(meaning.parts) + 1)
            ids = [f"{statement.id}.{n}" for n in numbers] or [statement.id]
            assert [one.id for one in own] == ids
            assert {one.text for one in own} == {statement.text}


def loaded(root: Path, case: Case) -> Project:
    build(root, case)
    project = load(root)
    assert not any(problem.is_error for problem in project.problems), project.problems
    return project


WRITTEN = {
    "red = 291 of 459 people": ["291", "459 people"],
    "red = 12 = 8% of people": ["12", "8% of people"],
    "pupils = 12,340 = 8.5% more than a year earlier": ["12,340", "8.5% more than a year earlier"],
    "20 < pupils <= 30 < teachers": ["20 < pupils", "30", "30 < teachers"],
    "pupils from 34 to 41": ["34", "41"],
    "pupils = {2010: 61, 2001: about 58}": ["2010: 61", "2001: about 58"],
    "people by party includes {red 5, blue 2}": ["red 5", "blue 2"],
    "people by party = {red 5, blue 2}": ["red 5", "blue 2", "no others"],
    "people by party = {red 5, blue 2, green the rest}": ["red 5", "blue 2", "no others"],
    "(red or blue) = 5 of 30 people = 12%  of people": ["5", "30 people", "12%  of people"],
    # One figure, whatever else is said.
    "red = 12 of people": [],
    "people by party = {red 5, blue the rest}": [],
    "people by party = {red 5}": [],
    "28 = pupils = teachers": [],
    "pupils > teachers > fund": [],
    "pupils = between 3 and 5": [],
    # What makes sense together only.
    "people by party = {red 5, blue 2, unknown 3}": [],
    "not pupils = 3 = 5% of teachers": [],
    "if pupils > 3 then teachers = 5 = 4": [],
    "either pupils = 3 = 4 or teachers = 5": [],
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_statement_has_a_part_for_each_figure(tmp_path: Path, text: str) -> None:
    (topic,) = loaded(tmp_path, {"articles": {"a": text}}).topics
    assert [one.part.text for one, _ in topic.switches if one.part is not None] == WRITTEN[text]


def test_a_part_stands_where_its_figure_does(tmp_path: Path) -> None:
    texts = [text for text, parts in WRITTEN.items() if parts and "no others" not in parts]
    (topic,) = loaded(tmp_path, {"articles": {"a": "\n".join(texts)}}).topics
    for one, _ in topic.switches:
        line = (tmp_path / one.position.file).read_text("utf-8").splitlines()[one.position.line - 1]
        assert one.part is not None
        assert line[one.position.column - 1 :].startswith(one.part.text), one.id


EACH_LINE: Case = {
    "articles": {
        "a": {
            "text": "red 4 (40%)\nblue 6 (60%)",
            "claims": [
                {
                    "id": "votes",
                    "quote": "red 4 (40%) blue 6 (60%)",
                    "each_line": "{party} {n} ({s}%)",
                    "says": "{party} = {n} = {s}% of people",
                }
            ],
        }
    }
}


def test_a_part_of_a_line_stands_at_its_template(tmp_path: Path) -> None:
    (topic,) = loaded(tmp_path, EACH_LINE).topics
    found = [(one.id.rpartition("/")[2], one.part) for one, _ in topic.switches]
    assert [(n, part.text) for n, part in found if part is not None] == [
        ("1.1", "4"),
        ("1.2", "40% of people"),
        ("2.1", "6"),
        ("2.2", "60% of people"),
    ]
    for one, _ in topic.switches:
        line = (tmp_path / one.position.file).read_text("utf-8").splitlines()[one.position.line - 1]
        assert line[one.position.column - 1 :].startswith(("{n}", "{s}%"))


CLASH: Case = {"articles": {"a": "red = 291 of 459 people", "b": "people = 477\nred = 291"}}


def test_the_json_report_names_the_part(tmp_path: Path) -> None:
    project = loaded(tmp_path, CLASH)
    report = as_json(found_in(project))
    assert report["counts"] == {
        "articles": 2,
        "claims": 3,
        "statements": 3,
        "assumptions": 0,
        "parts": 4,
    }
    members = [m for one in report["contradictions"] for m in one["members"]]
    whole = next(m for m in members if m["file"] == "claims/a.yaml")
    assert whole["statement"] == "red = 291 of 459 people"
    assert whole["part"] == "459 people"
    assert whole["id"].endswith("/1.2")
    assert (whole["fit"], whole["would_need"]["low"]) == ("values", "477")
    assert "part" not in next(m for m in members if m is not whole)


def test_nothing_is_said_of_parts_where_there_are_none(tmp_path: Path) -> None:
    report = as_json(found_in(loaded(tmp_path, {"articles": {"a": "red = 3", "b": "red = 4"}})))
    assert "parts" not in report["counts"]
    assert not any("part" in m for one in report["contradictions"] for m in one["members"])


def test_a_statement_is_told_once_for_all_of_its_parts(tmp_path: Path) -> None:
    case: Case = {"articles": {"a": "people by party = {red 5, blue 2}", "b": "people = 8"}}
    (one,) = found_in(loaded(tmp_path, case)).contradictions
    told = "\n".join(full_lines(contradiction(one, 1), Style()))
    assert told.count("(in: people by party = {red 5, blue 2})") == 1
    assert "? red 5\n" in told


def test_what_is_left_is_checked_still() -> None:
    """A part that was taken back takes no other part of its statement with it."""
    project = case_project(
        CASES / "withdraws" / "one-figure-of-several-is-taken-back-and-the-other-breaks.yaml"
    )
    (topic,) = project.topics
    standing = [one.shown for one, _ in everywhere(topic).switches if one.part is not None]
    assert standing == ["291 (in: red = 291 of 459 people)"]
