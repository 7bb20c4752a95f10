"""What a contradiction is known by: what is said, not where, nor what files are called."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.claims import load
from checker.explain.finding import Findings
from tests.projects import Case, build, found_in

VOCABULARY = {
    "quantities": {
        "dead": {"counts": "people", "running": "true"},
        "injured": {"counts": "people", "running": "rising"},
    },
    "populations": {"aboard": {}},
    "attributes": {
        "fate": {"of": "aboard", "values": ["lost", "saved"], "running": "true"},
    },
    "define": {},
}
FIRST = {"published": "2011-03-11", "says": "lost = 3\nsaved = 4\naboard = 8"}
FALLS = {
    "a": {"published": "2011-03-11", "says": "injured = 140"},
    "b": {"published": "2011-03-13", "says": "injured = 120"},
}
GROWS = {
    "a": {"published": "2011-03-11", "says": "dead = 14"},
    "b": {"published": "2011-03-13", "says": "dead = 12"},
    "c": {"says": "dead never shrinks"},
}
CASES: dict[str, Case] = {
    "one report": {"vocabulary": VOCABULARY, "articles": {"a": FIRST}},
    "two reports": {"vocabulary": VOCABULARY, "articles": FALLS},
    "every report": {"vocabulary": VOCABULARY, "articles": GROWS},
    "no report": {"articles": {"a": "excellent = 3\nwell = 4\ngood = 8"}},
}


def ids(findings: Findings) -> list[str]:
    return sorted(one.id for one in findings.contradictions)


def found(root: Path, case: Case) -> list[str]:
    build(root, case)
    return ids(found_in(load(root)))


def rewritten(root: Path, case: Case, changes: Mapping[str, str]) -> None:
    """The files of a case with some words replaced in their names and texts."""
    build(root, case)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            text, name = path.read_text("utf-8"), path.name
            for old, new in changes.items():
                text, name = text.replace(old, new), name.replace(old, new)
            path.unlink()
            path.with_name(name).write_text(text, "utf-8")


@pytest.mark.parametrize("name", CASES)
def test_an_article_may_be_renamed(name: str, tmp_path: Path) -> None:
    before = found(tmp_path / "before", CASES[name])
    assert before
    for turn, new in enumerate(("zz-last", "1", "seeds/a.txt")):
        root = tmp_path / f"after{turn}"
        build(root, CASES[name])
        moved = root / "seeds" / f"{new}.txt"
        moved.parent.mkdir(parents=True, exist_ok=True)
        (root / "seeds/a.txt").rename(moved)
        for path in root.glob("claims/*.yaml"):
            text = path.read_text("utf-8").replace('"seeds/a.txt"', f'"seeds/{new}.txt"')
            path.write_text(text, "utf-8")
        assert ids(found_in(load(root))) == before


@pytest.mark.parametrize("name", CASES)
def test_a_claim_file_may_be_renamed(name: str, tmp_path: Path) -> None:
    before = found(tmp_path / "before", CASES[name])
    root = tmp_path / "after"
    build(root, CASES[name])
    (root / "claims/a.yaml").rename(root / "claims/zz.yaml")
    assert ids(found_in(load(root))) == before


@pytest.mark.parametrize("name", CASES)
def test_lines_may_move(name: str, tmp_path: Path) -> None:
    before = found(tmp_path / "before", CASES[name])
    root = tmp_path / "after"
    build(root, CASES[name])
    for path in root.glob("claims/*.yaml"):
        path.write_text("# one more line\n\n" + path.read_text("utf-8"), "utf-8")
    assert ids(found_in(load(root))) == before


@pytest.mark.parametrize("name", CASES)
def test_a_changed_figure_changes_it(name: str, tmp_path: Path) -> None:
    before = found(tmp_path / "before", CASES[name])
    root = tmp_path / "after"
    rewritten(root, CASES[name], {"= 8": "= 9", "= 14": "= 15"})
    after = ids(found_in(load(root)))
    assert after
    assert not set(after) & set(before)


def test_a_report_may_come_beside(tmp_path: Path) -> None:
    before = found(tmp_path / "before", CASES["every report"])
    later = {"published": "2011-03-20", "says": "dead = 40"}
    case = {"vocabulary": VOCABULARY, "articles": {**GROWS, "d": later}}
    assert found(tmp_path / "after", case) == before


def test_two_reports_that_repeat_a_contradiction_are_two(tmp_path: Path) -> None:
    again = {**FIRST, "published": "2011-03-12"}
    case = {"vocabulary": VOCABULARY, "articles": {"a": FIRST, "b": again}}
    both = found(tmp_path / "both", case)
    assert len(set(both)) == len(both) == 2
    (alone,) = found(tmp_path / "alone", CASES["one report"])
    assert alone in both
