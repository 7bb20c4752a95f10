"""JUnit XML keeps to the schema that is in use, whatever people write."""

import unicodedata
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
import xmlschema

from checker.reports.junit import _clean
from tests.projects import Case
from tests.reports.runs import ATTACKS, EVERY_SORT, MISTAKEN, ROOT, printed, reports

SCHEMA = xmlschema.XMLSchema(ROOT / "tests/schemas/junit-10.xsd")


def tree(text: str) -> Element:
    root = fromstring(text)  # noqa: S314 - our own report
    SCHEMA.validate(text)
    for kind in ("failure", "error", "skipped"):
        for suite in root:
            name = {"failure": "failures", "error": "errors", "skipped": "skipped"}[kind]
            assert int(suite.get(name, "")) == len(suite.findall(f"testcase/{kind}"))
    assert int(root.get("tests", "")) == len(root.findall("testsuite/testcase"))
    assert int(root.get("failures", "")) == len(root.findall("testsuite/testcase/failure"))
    assert int(root.get("errors", "")) == len(root.findall("testsuite/testcase/error"))
    return root


def names(root: Element, kind: str) -> list[str]:
    cases = root.findall("testsuite/testcase")
    return [case.get("name", "") for case in cases if case.find(kind) is not None]


@pytest.mark.parametrize("name", ["agrees", "clashes", "every sort", "mistaken"])
def test_it_keeps_to_the_schema(name: str) -> None:
    tree(reports(name)["junit"])


def test_each_culprit_fails_and_each_undecided_statement_is_an_error() -> None:
    root = tree(reports("every sort")["junit"])
    assert names(root, "failure") == [
        "a/c3/1: authorities = 201", "a/c6/1: fund = £10m", "b/c1/1: pupils = 4",
    ]  # fmt: skip
    assert names(root, "error") == ["a/c4/1: degrees * degrees = 2"]
    assert names(root, "skipped") == []


def test_a_failure_holds_the_whole_contradiction() -> None:
    root = tree(reports("five articles")["junit"])
    failures = root.findall("testsuite/testcase/failure")
    assert len(failures) == 4
    for failure in failures:
        assert failure.text is not None
        assert "In short: " in failure.text
        assert "→ Ask " in failure.text


def test_a_statement_fails_once_for_all_its_contradictions(tmp_path: Path) -> None:
    case: Case = {
        "articles": {
            "a": "poor = 3\npoor = 4",
            "b": {"publisher": "P", "says": "poor = 3"},
            "c": {"publisher": "Q", "says": "poor = 4 more than well\nwell = 0\nwell = 5"},
        }
    }
    root = tree(printed(tmp_path, case, "junit"))
    assert all(len(case) <= 1 for case in root.iter("testcase"))


def test_what_is_not_shown_is_skipped_and_never_passes(tmp_path: Path) -> None:
    root = tree(printed(tmp_path, EVERY_SORT, "junit", "--show", "certain"))
    assert names(root, "failure") == ["b/c1/1: pupils = 4"]
    assert names(root, "error") == []
    assert names(root, "skipped") == [
        "a/c3/1: authorities = 201", "a/c4/1: degrees * degrees = 2", "a/c6/1: fund = £10m",
    ]  # fmt: skip
    assert any("Not shown: " in (line.text or "") for line in root.iter("system-err"))


def test_mistakes_are_errors(tmp_path: Path) -> None:
    root = tree(printed(tmp_path, MISTAKEN, "junit"))
    assert len(names(root, "error")) == 2
    assert root.get("tests") == "2"


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_people_write_breaks_the_xml(attack: str) -> None:
    text = reports(attack)["junit"]
    root = tree(text)
    odd = {c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"}
    assert odd == set()
    known = {"testsuites", "testsuite", "testcase", "failure", "error", "system-out", "system-err"}
    assert {element.tag for element in root.iter()} <= known


def test_what_xml_cannot_hold_is_left_out() -> None:
    odd = "".join(map(chr, (*range(32), 0x7F, 0x85, 0xD800, 0xFFFE, 0xFFFF, 0x202E, 0xFEFF)))
    root = Element("x", name=_clean(f"a{odd}b"))
    root.text = _clean(f"a{odd}b")
    read = fromstring(tostring(root, encoding="unicode"))  # noqa: S314 - our own text
    assert (read.text or "").split() == ["a", "b"]


def test_a_long_line_is_cut() -> None:
    root = tree(reports("long")["junit"])
    assert all(len(case.get("name", "")) < 1_000 for case in root.iter("testcase"))
    assert all(len(one.get("message", "")) < 1_000 for one in root.iter())
