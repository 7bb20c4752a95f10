"""The shapes of files as JSON schemas, and when they are built."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checker.claims.fitting import keys_of
from checker.claims.nodes import Absent, Listed, Node, Text, tree
from checker.claims.shapes import (
    FILES,
    AssumptionFile,
    ClaimFile,
    DecisionFile,
    Shape,
    VocabularyFile,
)
from checker.claims.sources import Source
from tests.test_loading import SHAPES, SOUND, cases, project

ROOT = Path(__file__).parents[1]


def valued(node: Node | None) -> object:
    """A file as an editor's YAML library sees it: numbers, true, false and null by their looks."""
    match node:
        case None | Absent():
            return None
        case Text() if node.style:
            return str(node)
        case Text() if node in {"true", "false"}:
            return node == "true"
        case Text():
            return float(node) if re.fullmatch(r"-?\d+(\.\d+)?", node, re.ASCII) else str(node)
        case Listed():
            return [valued(part) for part in node]
        case _:
            return {str(key): valued(value) for key, value in node.items()}


def shape_of(path: Path, file: object) -> type[Shape]:
    if path.stem in {"vocabulary", "decisions"}:
        return VocabularyFile if path.stem == "vocabulary" else DecisionFile
    return AssumptionFile if isinstance(file, dict) and "assumptions" in file else ClaimFile


def files(root: Path) -> Iterator[tuple[type[Shape], object]]:
    for path in sorted((root / "claims").rglob("*.yaml")):
        found = valued(tree(Source(path.name, path.read_text("utf-8")))[0])
        if found is not None:
            yield shape_of(path, found), found


def refused(shape: type[Shape], file: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(shape.model_json_schema())
    return [error.message for error in validator.iter_errors(file)]


SOUND_CASES = [
    case
    for case in cases()
    if not case.values[0]["problems"] and not str(case.id).startswith("topics/")
]
"""Where all files are read: some of those of `topics` are none."""


@pytest.mark.parametrize("root", [ROOT, SOUND], ids=["five-articles", "sound"])
def test_sound_projects_fit_their_schemas(root: Path) -> None:
    found = list(files(root))
    assert {shape for shape, _ in found} >= {VocabularyFile, ClaimFile, AssumptionFile}
    assert [told for shape, file in found for told in refused(shape, file)] == []


@pytest.mark.parametrize("case", SOUND_CASES)
def test_what_is_read_without_a_problem_fits(case: dict[str, Any], tmp_path: Path) -> None:
    project(tmp_path / "p", case)
    assert [told for shape, file in files(tmp_path / "p") for told in refused(shape, file)] == []


@pytest.mark.parametrize(
    ("shape", "file"),
    [
        (VocabularyFile, {"populations": {"dogs": {"mean": "pets"}}}),
        (VocabularyFile, {"populatoins": {}}),
        (VocabularyFile, {"attributes": {"size": {"values": ["big"]}}}),
        (VocabularyFile, {"attributes": {"size": {"of": "dogs", "running": "rising"}}}),
        (VocabularyFile, {"quantities": {"dead": {"running": "often"}}}),
        (VocabularyFile, {"populations": {"dogs": {"never_empty": "often"}}}),
        (VocabularyFile, {"populations": {"dogs": {"aliases": "hounds"}}}),
        (VocabularyFile, {"periods": {"spring": {"from": "2012-03", "to": "2012-05-31"}}}),
        (VocabularyFile, {"readings": {"whole": "much"}}),
        (ClaimFile, {"claims": []}),
        (ClaimFile, {"source": {"article": "seeds/a.txt", "trust": "none"}, "claims": []}),
        (ClaimFile, {"source": {"article": "seeds/a.txt"}, "claims": [{"id": "a"}]}),
        (ClaimFile, {"source": {"article": "seeds/a.txt"}, "claims": [{"id": "?", "quote": "a"}]}),
        (AssumptionFile, {"assumptions": [{"id": "a", "says": "x = 1"}]}),
        (DecisionFile, {"decisions": [{"contradiction": "0f", "ruling": "misprint"}]}),
        (DecisionFile, {"desk": {"name": "Desk", "url": "example.org"}}),
    ],
)
def test_what_does_not_fit_is_refused(shape: type[Shape], file: object) -> None:
    assert refused(shape, file)


@pytest.mark.parametrize("shape", [*FILES, *SHAPES], ids=lambda shape: shape.__name__)
def test_every_key_says_what_it_is(shape: type[Shape]) -> None:
    jsonschema.Draft202012Validator.check_schema(shape.model_json_schema())
    schema = shape.model_json_schema()
    assert schema["description"]
    assert schema["additionalProperties"] is False
    assert schema["properties"].keys() == keys_of(shape).keys()
    assert all(key["description"] for key in schema["properties"].values())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_examples_are_of_the_kind_that_they_show(shape: type[Shape]) -> None:
    schema = shape.model_json_schema()
    for key in schema["properties"].values():
        for example in key.get("examples", ()):
            jsonschema.validate(example, key)


@pytest.mark.parametrize("call", ["--help", "--version"])
def test_help_does_not_wait_for_the_shapes(call: str) -> None:
    code = (
        "import sys; from checker.cli.main import main\n"
        f"try: main(['{call}'])\n"
        "except SystemExit: print('pydantic' in sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr == "False\n"


def test_shapes_are_built_when_a_file_is_read() -> None:
    code = (
        "from checker.claims.shapes import FILES\n"
        "assert not any(file.__pydantic_complete__ for file in FILES)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
