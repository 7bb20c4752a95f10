"""The same claims give the same report, whatever the order of files, keys and lines."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.claims import load
from checker.reports.json_report import write_json
from checker.reports.style import Style
from checker.reports.text import write_text
from tests.projects import CASES, build, found_in, read_case, texts_of

ROOT = Path(__file__).parent.parent
PLACES = re.compile(r'^ +"(?:line|column)": \d+,?\n', re.MULTILINE)
TIES = (
    "traps/a-figure-restated-is-one-story",
    "sums/the-ratings-add-up-and-break",
    "many/an-overlap-that-must-be-breaks",
)


def report(folder: Path) -> str:
    """The JSON report without lines and columns, and without warnings, which follow the lines."""
    project = load(folder)
    assert [problem for problem in project.problems if problem.is_error] == []
    return PLACES.sub("", write_json(replace(found_in(project), problems=())))


@pytest.fixture(scope="module")
def five() -> str:
    return report(ROOT)


def copy(folder: Path) -> Path:
    for name in ("claims", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def rewritten(folder: Path, change: Callable[[str], str], *, seed: int = 0) -> Path:
    """The same files with their texts changed, written in a shuffled order."""
    files = sorted((folder / "claims").rglob("*.yaml"))
    random.Random(seed).shuffle(files)
    texts = {file: file.read_text("utf-8") for file in files}
    for file in files:
        file.unlink()
    for file in files:
        file.write_text(change(texts[file]), "utf-8")
    return folder


def as_data(change: Callable[[Any], Any]) -> Callable[[str], str]:
    """A change of what a YAML file holds."""

    def changed(text: str) -> str:
        held = texts_of(text)
        return yaml.safe_dump(change(held), allow_unicode=True, sort_keys=False, width=60)

    return changed


def keys_reversed(value: Any) -> Any:  # noqa: ANN401 - what YAML holds
    if isinstance(value, dict):
        return {key: keys_reversed(value[key]) for key in reversed(value)}
    return [keys_reversed(part) for part in value] if isinstance(value, list) else value


def claims_reversed(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v[::-1] if k in {"claims", "assumptions"} else v for k, v in value.items()}


def lines_moved(text: str) -> str:
    """Comments and empty lines at every place where YAML takes them."""
    spread = re.sub(r"^(?=- id:)", "\n# a comment\n\n", text, flags=re.MULTILINE)
    return "\n\n# moved down\n" + spread


CHANGES: dict[str, Callable[[str], str]] = {
    "another order of files": str,
    "other lines": lines_moved,
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "reversed keys": as_data(keys_reversed),
    "reversed claims": as_data(claims_reversed),
    "all at once": lambda text: lines_moved(
        as_data(lambda v: keys_reversed(claims_reversed(v)))(text)
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_order_and_lines_change_nothing_else(
    change: Callable[[str], str], five: str, tmp_path: Path
) -> None:
    folder = rewritten(copy(tmp_path), change, seed=1)
    assert report(folder) == five


def test_lines_and_columns_are_all_that_is_left_out(five: str) -> None:
    whole = write_json(found_in(load(ROOT)))
    assert whole.count('"line":') == whole.count('"column":') == whole.count('"statement":')
    assert whole.count("\n") - five.count("\n") == 2 * whole.count('"statement":')


@pytest.mark.parametrize("name", TIES)
def test_ties_are_broken_the_same_way(name: str, tmp_path: Path) -> None:
    build(tmp_path, read_case(CASES / f"{name}.yaml"))
    before = report(tmp_path)
    assert report(rewritten(tmp_path, as_data(claims_reversed))) == before
    assert report(rewritten(tmp_path, as_data(keys_reversed))) == before


def test_identities_stay_when_figures_elsewhere_change(five: str, tmp_path: Path) -> None:
    # Another statement in another group is no reason for a decision on a story to get lost.
    folder = copy(tmp_path)
    with (folder / "claims/2013-one-in-seven.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- id: more\n  quote: eight whistleblowing incidents in four years\n"
            "  place: Birmingham\n  says: incidents@2010-2013 = eight\n"
        )
    ids = re.compile(r'^ +"id": "([0-9a-f]{12})"', re.MULTILINE)
    assert len(ids.findall(five)) == 4
    assert ids.findall(report(folder)) == ids.findall(five)


# --- in processes of their own ---------------------------------------------------------------


def printed(folder: Path, *options: str, seed: str) -> dict[str, bytes]:
    """The reports of a run of its own in every form."""
    outputs = {form: folder / f"{seed}.{form}" for form in ("text", "json", "html")}
    for form, file in outputs.items():
        options += ("--format", form, "--output", str(file))
    done = subprocess.run(
        [sys.executable, "-c", "from checker.cli.main import start; start()", "run", *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    return {form: file.read_bytes() for form, file in outputs.items()}


def test_every_run_prints_the_same_bytes(tmp_path: Path) -> None:
    first = printed(tmp_path, seed="1")
    assert all(first.values())
    assert printed(tmp_path, seed="2") == first
    assert printed(tmp_path, "--jobs", "2", seed="3") == first


def test_what_ran_before_changes_nothing() -> None:
    project = load(ROOT)
    first, second = found_in(project), found_in(project)
    assert write_json(first) == write_json(second)
    assert write_text(first, Style()) == write_text(second, Style())
    assert first.examples == second.examples
