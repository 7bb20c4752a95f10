"""SARIF keeps to its published schema, and to what code hosts ask beyond it."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from checker.version import home
from tests.projects import Case, build
from tests.reports.runs import (
    ATTACKS,
    CLASHES,
    EVERY_SORT,
    MISTAKEN,
    ROOT,
    printed,
    reports,
    run_at,
    with_moved_lines,
)

SCHEMA = json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)(?<!\\)\]\((\d+)\)")


def run_of(text: str) -> dict[str, Any]:
    log = json.loads(text)
    VALIDATOR.validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


def uris(result: dict[str, Any]) -> list[str]:
    places = [*result["locations"], *result.get("relatedLocations", [])]
    return [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]


def passage(place: dict[str, Any], root: Path) -> str:
    """The text that a location means, by columns in UTF-16."""
    physical = place["physicalLocation"]
    region = physical["region"]
    file = root / unquote(physical["artifactLocation"]["uri"])
    lines = re.split("\r\n|\n|\r", file.read_bytes().decode("utf-8"))
    wanted = lines[region["startLine"] - 1 : region["endLine"]]
    units = [line.encode("utf-16-le") for line in wanted]
    units[-1] = units[-1][: 2 * (region["endColumn"] - 1)]
    units[0] = units[0][2 * (region["startColumn"] - 1) :]
    return "\n".join(line.decode("utf-16-le") for line in units)


@pytest.mark.parametrize("name", ["agrees", "clashes", "every sort", "mistaken"])
def test_it_keeps_to_the_schema(name: str) -> None:
    run_of(reports(name)["sarif"])


def test_the_schema_is_that_of_oasis() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    Draft4Validator.check_schema(SCHEMA)


def test_the_claim_is_the_primary_place_and_quotes_are_related() -> None:
    run = run_of(reports("five articles")["sarif"])
    assert len(run["results"]) == 4
    for result in run["results"]:
        (primary,) = result["locations"]
        assert uris(result)[0].startswith("claims/")
        related = {place["id"]: place for place in result["relatedLocations"]}
        linked = {int(number): text for text, number in _LINK.findall(result["message"]["text"])}
        assert set(linked) == set(related), "every related place is linked, and no other"
        assert all(place["message"]["text"] for place in related.values())
        assert any(uri.startswith("seeds/") for uri in uris(result))
        own = [p for p in related.values() if p["physicalLocation"] == primary["physicalLocation"]]
        assert len(own) == 1


def test_places_are_those_of_the_words() -> None:
    run = run_of(reports("five articles")["sarif"])
    for result in run["results"]:
        linked = {int(number): text for text, number in _LINK.findall(result["message"]["text"])}
        for place in result["relatedLocations"]:
            told = re.sub(r"\\(.)", r"\1", linked[place["id"]]).replace("{{", "{")
            told = " ".join(told.replace("}}", "}").strip("“”").rstrip("…").split())
            assert " ".join(passage(place, ROOT).split()).startswith(told)


def test_columns_count_utf_16(tmp_path: Path) -> None:
    text = "😀😀 excellent = 28 😀"
    case: Case = {
        "articles": {
            "a": {
                "text": f"😀 before. {text} after",
                "claims": [{"id": "x", "quote": text, "says": "excellent = 28"}],
            },
            "b": "excellent = 27",
        }
    }
    run = run_of(printed(tmp_path, case, "sarif", "--show", "certain"))
    assert run["columnKind"] == "utf16CodeUnits"
    (result,) = run["results"]
    told = {passage(place, tmp_path) for place in result["relatedLocations"]}
    assert told == {text, "excellent = 28", "excellent = 27"}


def test_columns_of_claims_count_utf_16(tmp_path: Path) -> None:
    build(
        tmp_path, {"articles": {"a": {"text": "😀 28", "says": "poor = 3"}, "b": "excellent = 27"}}
    )
    claim = '{id: x, note: "😀😀", quote: "😀 28", says: "excellent = 28"}'
    head = "source: {article: seeds/a.txt}\ndefaults: {period: 2011}\nclaims:\n"
    (tmp_path / "claims/a.yaml").write_text(f"{head}- {claim}\n", "utf-8")
    run = run_of(run_at(tmp_path, "--format", "sarif", "--show", "certain").stdout)
    (result,) = run["results"]
    told = {passage(place, tmp_path) for place in result["relatedLocations"]}
    assert told == {"😀 28", "excellent = 28", "excellent = 27"}


def test_a_mark_at_the_beginning_of_an_article_is_no_column(tmp_path: Path) -> None:
    case: Case = {
        "articles": {"a": {"text": "\ufeffpoor = 3", "says": "poor = 3"}, "b": "poor = 2"}
    }
    (result,) = run_of(printed(tmp_path, case, "sarif", "--show", "certain"))["results"]
    quoted = [p for p in result["relatedLocations"] if "a.txt" in json.dumps(p)]
    region = quoted[0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (1, 9)


def test_list_that_was_found_is_told() -> None:
    run = run_of(reports("every sort")["sarif"])
    told = [(result["ruleId"], result["level"]) for result in run["results"]]
    assert told == [
        ("certain", "error"),
        ("by-reading", "warning"),
        ("by-assumption", "warning"),
        ("undecided", "warning"),
        ("revision", "note"),
        ("warning", "warning"),
    ]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert all(rule["help"]["markdown"] and rule["help"]["text"] for rule in rules)
    assert all(rule["fullDescription"]["text"].endswith(".") for rule in rules)
    assert all(re.fullmatch("([A-Z][a-z]+)+", rule["name"]) for rule in rules)
    assert run["tool"]["driver"].get("informationUri") == home()
    assert run["invocations"][0]["executionSuccessful"] is True


def test_a_run_that_was_stopped_tells_its_mistakes(tmp_path: Path) -> None:
    run = run_of(printed(tmp_path, MISTAKEN, "sarif"))
    assert run["invocations"][0]["executionSuccessful"] is False
    assert [result["ruleId"] for result in run["results"]] == ["mistake", "mistake"]
    assert passage(run["results"][0]["locations"][0], tmp_path) == "excelent"


def test_what_is_not_shown_is_counted(tmp_path: Path) -> None:
    run = run_of(printed(tmp_path, EVERY_SORT, "sarif", "--show", "certain"))
    assert [result["ruleId"] for result in run["results"]] == ["certain"]
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert any("Not shown: 1 contradiction by reading" in note for note in notes)


def prints(run: dict[str, Any], *rules: str) -> set[str]:
    found = [r["partialFingerprints"] for r in run["results"] if r["ruleId"] in rules]
    assert all(len(set(print_.values())) == 1 for print_ in found)
    return {print_["primaryLocationLineHash"] for print_ in found}


def test_fingerprints_outlive_renames_and_moved_lines(tmp_path: Path) -> None:
    rules = ("certain", "by-reading", "by-assumption", "undecided")
    case = {**EVERY_SORT, "articles": {k: v for k, v in EVERY_SORT["articles"].items() if k == "a"}}
    case["articles"] = {**case["articles"], "b": "pupils = 4\npoor = 1 in 7 of authorities"}
    before = run_of(printed(tmp_path / "before", case, "sarif"))
    after = run_of(printed(tmp_path / "after", with_moved_lines(case), "sarif"))
    assert len(prints(before, *rules)) == 4
    assert prints(before, *rules) == prints(after, *rules)
    assert uris(before["results"][0]) != uris(after["results"][0])


def test_fingerprints_are_of_one_result_each(tmp_path: Path) -> None:
    twice: Case = {"articles": {"a": "poor = 3\nexcelent = 1\nexcelent = 1"}}
    run = run_of(printed(tmp_path, twice, "sarif"))
    assert len(prints(run, "mistake")) == len(run["results"]) == 2


def test_uris_are_relative_and_encoded(tmp_path: Path) -> None:
    name = "a:b c%20d#é?"
    run = run_of(printed(tmp_path, {"articles": {name: "poor = 3", "b": "poor = 2"}}, "sarif"))
    found = {uri for result in run["results"] for uri in uris(result)}
    assert f"claims/{name}.yaml" in {unquote(uri) for uri in found}
    for uri in found:
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert not uri.startswith("/")


def test_a_project_below_its_repository_has_paths_from_the_top(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    run = run_of(printed(tmp_path / "desk/north", CLASHES, "sarif"))
    assert uris(run["results"][0])[0].startswith("desk/north/claims/")
    github = printed(tmp_path / "desk/north", CLASHES, "github")
    assert github.startswith("::error file=desk/north/claims/b.yaml,")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_link_or_a_placeholder(attack: str) -> None:
    run = run_of(reports(attack)["sarif"])
    assert run["results"]
    for result in run["results"]:
        text = result["message"]["text"]
        related = {place["id"] for place in result.get("relatedLocations", [])}
        rest = _LINK.sub("", text)
        assert {int(number) for _, number in _LINK.findall(text)} <= related
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", rest), rest
        assert not re.search(r"(?<!\{)\{(?:\{\{)*(?!\{)", text), text
        assert all(character == "\n" or character.isprintable() for character in text)


def test_a_long_line_is_cut() -> None:
    run = run_of(reports("long")["sarif"])
    assert max(len(result["message"]["text"]) for result in run["results"]) < 20_000
