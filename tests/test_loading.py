"""Bad files: the exact message and place; and nothing that people write ever raises.

Each case in `loading/*.yaml` changes the sound project beside it: `change` replaces texts in a file,
`write` adds a file, `remove` takes one away, `only` is what to check alone. `problems` is
what must be told, with the source line and the place meant.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.claims import Problem, load

LOADING = Path(__file__).parent / "loading"
SOUND = LOADING / "sound"
FILES = ("claims/report.yaml", "claims/vocabulary.yaml", "claims/assumptions.yaml")


def cases() -> list[Any]:
    """Every case, named after its file and key."""
    return [
        pytest.param(case, id=f"{file.stem}/{name}")
        for file in sorted(LOADING.glob("*.yaml"))
        for name, case in yaml.safe_load(file.read_text("utf-8")).items()
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
