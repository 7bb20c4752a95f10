"""The JSON report keeps to docs/report.schema.json, whatever was found."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.pages import ROOT, project, run

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
ARTICLE = "Of 40 libraries 25 are open, 12 are small, five have closed and a third are old."
VOCABULARY = """\
populations: {libraries: {}}
attributes:
  opening: {of: libraries, values: [opened, small, closed]}
  age: {of: libraries, values: [old], open: true}
quantities: {rooms: {}, books: {}, length: {}, width: {}, area: {}}
"""
HEADER = (
    "source: {article: seeds/a.txt, publisher: The Herald}\ndefaults: {period: 2024}\nclaims:\n"
)
CLASH = "libraries = 40\nopened = 25\nsmall = 12\nclosed = five"
ASSUMPTIONS = "assumptions:\n- {id: none, because: nobody says so, says: old@2024 = 0}\n"


def claim(*statements: str, name: str = "a") -> str:
    lines = "".join(f"    {line}\n" for text in statements for line in text.splitlines())
    return f"- id: {name}\n  quote: {ARTICLE}\n  note: from elsewhere\n  says: |\n{lines}"


def report(claims: str, *, code: int, option: str = "", **more: str) -> dict[str, Any]:
    """The report on one claim file; `more` are files below claims/ by their stems."""
    files = {
        "seeds/a.txt": ARTICLE,
        "claims/vocabulary.yaml": VOCABULARY,
        "claims/a.yaml": HEADER + claims,
        **{f"claims/{stem}.yaml": text for stem, text in more.items()},
    }
    with project(files) as root:
        found, _ = run(f"run --format json --output report.json {option}", root)
        told: dict[str, Any] = json.loads((root / "report.json").read_text("utf-8"))
    assert found == code
    return told


def members(told: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [m for one in told["contradictions"] for m in one["members"]]
    return found


@pytest.fixture(scope="module")
def five_articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("five") / "report.json"
    assert run(f"run --format json --output {file}", ROOT)[0] == 1
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return told


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_five_articles(five_articles: dict[str, Any]) -> None:
    VALIDATOR.validate(five_articles)
    assert five_articles["verdict"] == "contradictory"
    assert five_articles["problems"] == []


def test_spans_are_those_of_the_quotes(five_articles: dict[str, Any]) -> None:
    for member in members(five_articles):
        if member["kind"] == "stated":
            article = (ROOT / member["article"]).read_text("utf-8")
            start, end = member["quote_span"]
            assert article[start:end] == member["quote"]


def test_lines_and_columns_are_those_of_the_statements(five_articles: dict[str, Any]) -> None:
    for member in members(five_articles):
        line = (ROOT / member["file"]).read_text("utf-8").splitlines()[member["line"] - 1]
        assert line[member["column"] - 1 :].startswith(member["statement"])


def test_consistent() -> None:
    told = report(claim("libraries = 40\nopened = 25"), code=0)
    VALIDATOR.validate(told)
    assert told["verdict"] == "consistent"
    assert told["counts"] == {"articles": 1, "claims": 1, "statements": 2, "assumptions": 0}


def test_contradictory() -> None:
    told = report(claim(CLASH), code=1)
    VALIDATOR.validate(told)
    needs = {m["statement"]: m["would_need"] for m in members(told)}
    assert all(m["fit"] == "values" for m in members(told))
    assert needs == {
        "closed = five": {"low": "3", "high": "3", "low_open": False, "high_open": False},
        "libraries = 40": {"low": "42", "high": "42", "low_open": False, "high_open": False},
        "opened = 25": {"low": "23", "high": "23", "low_open": False, "high_open": False},
        "small = 12": {"low": "10", "high": "10", "low_open": False, "high_open": False},
    }


def test_a_figure_told_twice_lists_both_places() -> None:
    told = report(claim(CLASH) + claim("opened = 25", name="b"), code=1)
    VALIDATOR.validate(told)
    assert [other["id"] for m in members(told) for other in m["also"]] == ["a/b/1"]


def test_an_assumption_is_told_with_its_reason() -> None:
    told = report(claim("old = a third of libraries\nlibraries = 40"), code=1, none=ASSUMPTIONS)
    VALIDATOR.validate(told)
    assert told["contradictions"][0]["grade"] == "by assumption"
    assert [m["because"] for m in members(told) if m["kind"] == "assumed"] == ["nobody says so"]


def test_a_warning_stands_beside_the_verdict() -> None:
    told = report(claim("libraries = 40"), code=0)
    VALIDATOR.validate(told)
    assert {problem["severity"] for problem in told["problems"]} == {"warning"}


def test_undecided() -> None:
    product = (
        "length * width * area * rooms * books = 40\nlength * length = 12 + rooms * rooms * books"
    )
    told = report(claim(product), code=1, option="--timeout 0.000001")
    VALIDATOR.validate(told)
    assert told["verdict"] == "undecided"
    assert told["undecided"][0]["statements"] == ["a/a/1", "a/a/2"]


@pytest.mark.parametrize(
    "claims",
    [
        "- id: a\n",
        "- [1, 2]\n",
        claim("closed = no such name"),
        claim("opened =") + claim("x = 1"),
    ],
)
def test_a_run_that_stops_at_mistakes(claims: str) -> None:
    told = report(claims, code=2)
    VALIDATOR.validate(told)
    assert told["verdict"] is None


def test_a_project_without_files() -> None:
    with project({"claims/.keep": ""}) as root:
        code, _ = run("run --format json --output report.json", root)
        told = json.loads((root / "report.json").read_text("utf-8"))
    assert code == 2
    VALIDATOR.validate(told)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert run(f"run --format json --output {tmp_path / name}", ROOT)[0] == 1
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["verdict"], "maybe"),
        (["surprise"], 1),
        (["contradictions", 0, "grade"], "sure"),
        (["contradictions", 0, "members", 0, "would_need"], {"low": 3, "high": None}),
        (["contradictions", 0, "members", 0, "line"], 0),
        (["contradictions", 0, "members", 0, "quote"], None),
        (["contradictions", 0, "members", 0, "surprise"], 1),
        (["corrections", 0, "withdraw"], []),
        (["contradictions"], []),
    ],
)
def test_the_schema_refuses(path: list[str | int], value: object) -> None:
    told: Any = report(claim(CLASH), code=1)
    where = told
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
    assert not VALIDATOR.is_valid(told)


def test_a_report_with_proofs_keeps_to_the_schema() -> None:
    for claims, code in ((claim(CLASH), 1), (claim("libraries = 40"), 0)):
        told = report(claims, code=code, option="--proofs")
        VALIDATOR.validate(told)
        assert told["proofs"]["proven"] == len(told["contradictions"])
        told["proofs"]["surprise"] = 1
        assert not VALIDATOR.is_valid(told)
