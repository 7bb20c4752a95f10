"""Bad files: the exact message and place; and nothing that people write ever raises.

Each case in `loading/*.yaml` changes the sound project beside it: `change` replaces texts in a
file, `write` adds a file, `remove` takes one away, `link` puts a link to something else, `pipe` a
named pipe and `large` a file of that many bytes; `only` is what to check alone. `problems` is what
must be told, with the source line and the place meant.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.claims import Problem, Project, load
from checker.claims.shapes import FILES as KINDS
from checker.claims.shapes import under
from checker.claims.sources import Refused, raw
from tests.projects import data_of

LOADING = Path(__file__).parent / "loading"
SOUND = LOADING / "sound"
SHAPES = [shape for file in KINDS for key in file.by_key if (shape := under(file, key)[0])]
KEYS = sorted({key for shape in (*KINDS, *SHAPES) for key in shape.by_key})
FILES = ("claims/report.yaml", "claims/vocabulary.yaml", "claims/assumptions.yaml")


@cache
def cases() -> list[Any]:
    """Every case, named after its file and key."""
    return [
        pytest.param(case, id=f"{file.stem}/{name}")
        for file in sorted(LOADING.glob("*.yaml"))
        for name, case in data_of(file.read_text("utf-8")).items()
    ]


def project(root: Path, case: dict[str, Any]) -> None:
    """A copy of the sound project with the changes of a case."""
    shutil.copytree(SOUND, root)
    for name, changes in case.get("change", {}).items():
        text = (root / name).read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{name} has no {old!r}"
            text = text.replace(old, new, 1)
        (root / name).write_text(text, "utf-8")
    for name, text in case.get("write", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    for name in case.get("remove", ()):
        (root / name).rmdir() if (root / name).is_dir() else (root / name).unlink()
    for name, target in case.get("link", {}).items():
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(target)
    for name in case.get("pipe", ()):
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)
    for name, size in case.get("large", {}).items():
        (root / name).touch()
        os.truncate(root / name, size)


def told(problems: Iterable[Problem]) -> str:
    """Problems as text: place, message and remedy, then the line with the place marked."""
    lines = []
    for problem in problems:
        place = f"{problem.file}:{problem.line}:{problem.column}"
        lines.append(f"{place}: {problem.severity.value}: {problem.message}")
        if problem.remedy:
            lines.append(f"  → {problem.remedy}")
        if problem.excerpt:
            lines.append(f"  | {problem.excerpt}"[:100])
            lines.append(f"  | {' ' * (problem.column - 1)}{'^' * problem.width}"[:100])
    return "".join(f"{line}\n" for line in lines)


def test_the_sound_project_has_no_problems() -> None:
    assert told(load(SOUND).problems) == ""


@pytest.mark.parametrize("case", cases())
def test_problems_are_told_with_place_and_remedy(case: dict[str, Any], tmp_path: Path) -> None:
    project(tmp_path / "p", case)
    only = [Path(path) for path in case.get("only", ())]
    assert told(load(tmp_path / "p", only).problems) == case["problems"]


# --- bytes that no text holds ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff\xfea\x00", "1:1: error: this file is UTF-16, not UTF-8"),
        (b"claims:\n- \x00", "2:3: error: this is no text file: byte 0 at offset 10"),
        (b"a: caf\xe9", "1:7: error: this file is not UTF-8: byte 0xe9 at offset 6"),
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_other_encodings_are_refused(name: str, raw: bytes, message: str, tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    (tmp_path / "p" / name).write_bytes(raw)
    assert f"{name}:{message}" in told(load(tmp_path / "p").problems)


def test_an_article_that_is_no_text_is_refused(tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    (tmp_path / "p/seeds/report.txt").write_bytes(b"28 caf\xe9s")
    problems = load(tmp_path / "p").problems
    assert [(p.file, p.line, p.column) for p in problems] == [("claims/report.yaml", 1, 19)]
    assert "byte 0xe9 at offset 6" in problems[0].message


def without_files(loaded: Project) -> Project:
    """A project without the texts of its files."""
    return replace(loaded, files=())


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    for name in FILES:
        file = tmp_path / "p" / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert without_files(load(tmp_path / "p")) == without_files(load(SOUND))


def test_line_ends_of_another_system_change_no_place(tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    for name in FILES:
        file = tmp_path / "p" / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert without_files(load(tmp_path / "p")) == without_files(load(SOUND))


def test_an_absolute_path_is_answered_with_the_one_to_write(tmp_path: Path) -> None:
    article = (tmp_path / "p/seeds/report.txt").as_posix()
    change = {"claims/report.yaml": [["seeds/report.txt", article]]}
    project(tmp_path / "p", {"change": change})
    (problem, *_) = load(tmp_path / "p").problems
    assert problem.remedy.endswith("the project's top folder, as in seeds/report.txt")


def test_a_file_that_is_written_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, told = tmp_path / "a.yaml", os.fstat
    file.write_text("claims: [")

    def written(handle: int) -> os.stat_result:
        found = told(handle)
        file.write_text(f"{file.read_text()} ")
        return found

    monkeypatch.setattr(os, "fstat", written)
    assert raw(file) == Refused("was written while it was read", "run it again")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (FileNotFoundError(), "is a link to nothing, or gone"),
        (PermissionError(), "cannot be read: no access"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
    ],
)
def test_what_the_system_refuses_is_told(
    error: OSError, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.touch()

    def refused(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refused)
    found = raw(file)
    assert isinstance(found, Refused)
    assert found.message == message


# --- what a sound project yields -------------------------------------------------------------


def test_statements_know_id_place_and_quote() -> None:
    (topic,) = load(SOUND).topics
    assert [s.id for s in topic.statements] == [
        "assumptions/kent/1",
        "assumptions/same/1",
        "report/fund/1",
        "report/grades/1",
        "report/grades/2",
        "report/grades/3",
        "report/grades/4",
        "report/poor/1",
    ]
    for statement in topic.statements:
        position = statement.position
        line = (SOUND / position.file).read_text("utf-8").splitlines()[position.line - 1]
        assert line[position.column - 1 :].startswith(statement.text)
        if statement.kind == "stated":
            assert statement.article is not None
            assert statement.quote is not None
            start, end = statement.quote.start, statement.quote.end
            assert statement.article.text[start:end] == statement.quote.text
    assert topic.statements[4].quote is not None
    assert "“excellently”" in topic.statements[4].quote.text
    assert topic.statements[4].period == "2011"
    assert topic.statements[0].only_for == "seeds/report.txt"
    assert topic.statements[1].because == "no council was created"
    assert [s.id for s in topic.skipped] == ["report/schools"]
    assert topic.claims == 4
    assert topic.lexicon.members == {
        "Hammersmith": "Hammersmith and Fulham",
        "Hammersmith and Fulham": "Hammersmith and Fulham",
        "Kent": "Kent",
        "Leeds": "Leeds",
    }
    assert topic.lexicon.aliases == {"authorities": "councils"}


def test_statements_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    says = "".join(f"    excellent = 28  # {n}\n" for n in range(11))
    project(tmp_path / "p", {"change": {FILES[0]: [["    excellent = 28  # a comment\n", says]]}})
    (topic,) = load(tmp_path / "p").topics
    numbers = [int(s.id.rpartition("/")[2]) for s in topic.statements if "/grades/" in s.id]
    assert numbers == list(range(1, 15))


def test_the_order_of_files_and_keys_changes_nothing(tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    for name in FILES:
        file = tmp_path / "p" / name
        parts = data_of(file.read_text("utf-8").replace("2011-11-08", "'2011-11-08'"))
        turned = {
            key: [dict(reversed(e.items())) for e in reversed(part)]
            if isinstance(part, list)
            else part
            for key, part in reversed(parts.items())
        }
        file.write_text(yaml.safe_dump(turned, allow_unicode=True, sort_keys=False), "utf-8")
    found, sound = load(tmp_path / "p"), load(SOUND)
    assert found.problems == ()
    assert [(s.id, s.text, s.quote, s.period) for t in found.topics for s in t.statements] == [
        (s.id, s.text, s.quote, s.period) for t in sound.topics for s in t.statements
    ]
    assert [t.lexicon for t in found.topics] == [t.lexicon for t in sound.topics]


def test_a_folder_with_a_vocabulary_is_a_topic_of_its_own(tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    claims = tmp_path / "p/claims"
    shutil.copytree(claims, tmp_path / "copy")
    shutil.move(tmp_path / "copy", claims / "b")
    (claims / "a").mkdir()
    for name in ("report.yaml", "assumptions.yaml"):
        (claims / name).rename(claims / "a" / name)
    topics = load(tmp_path / "p").topics
    assert [topic.name for topic in topics] == ["", "b"]
    assert [topic.statements[2].id for topic in topics] == ["a/report/fund/1", "b/report/fund/1"]


def test_named_files_are_checked_with_their_vocabulary_and_assumptions(tmp_path: Path) -> None:
    project(tmp_path / "p", {})
    again = (SOUND / FILES[0]).read_text("utf-8")
    (tmp_path / "p/claims/again.yaml").write_text(again, "utf-8")
    found = load(tmp_path / "p", [Path("claims/again.yaml")])
    assert found.problems == ()
    (topic,) = found.topics
    assert {s.id.split("/")[0] for s in topic.statements} == {"again", "assumptions"}


# --- nothing raises --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("written") / "p"
    project(root, {})
    return root


def load_with(root: Path, name: str, raw: bytes) -> None:
    """Loads the sound project with other bytes in one file; every problem must have a place."""
    before = (root / name).read_bytes()
    (root / name).write_bytes(raw)
    try:
        for problem in load(root).problems:
            assert problem.line >= 1
            assert problem.column >= 1
            assert "\n" not in problem.message + problem.remedy
            if problem.excerpt:
                assert 0 < problem.width <= len(problem.excerpt) - problem.column + 2
    finally:
        (root / name).write_bytes(before)


@given(name=st.sampled_from(FILES), raw=st.binary(max_size=200))
def test_no_bytes_raise(folder: Path, name: str, raw: bytes) -> None:
    load_with(folder, name, raw)


@given(name=st.sampled_from(FILES), text=st.text("-:?[]{}&*!|>'\"%@# \n\tab1", max_size=60))
def test_no_yaml_raises(folder: Path, name: str, text: str) -> None:
    load_with(folder, name, text.encode())


@given(
    name=st.sampled_from((*FILES, "seeds/report.txt")),
    at=st.integers(0, 2000),
    cut=st.integers(0, 2),
    new=st.text("-:?[]{}&*!|>'\"%@#,=<() \n\t\u00ad…aé0\u0301", max_size=2),
)
def test_no_slip_of_the_hand_raises(folder: Path, name: str, at: int, cut: int, new: str) -> None:
    text = (SOUND / name).read_text("utf-8")
    at %= len(text)
    load_with(folder, name, (text[:at] + new + text[at + cut :]).encode())


@given(
    st.recursive(
        st.none() | st.text("ab:@{}", max_size=4) | st.sampled_from(["2011", "well", "councils"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(KEYS),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(FILES),
)
def test_no_shape_raises(folder: Path, tree: object, name: str) -> None:
    load_with(folder, name, yaml.safe_dump(tree).encode())
