"""The shapes of files as JSON schemas, and when they are built."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checker.claims.fitting import in_shape
from checker.claims.kinds import MisfitError
from checker.claims.models import errors, model_of
from checker.claims.nodes import Absent, Entries, Listed, Node, Text, text, tree
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
    validator = jsonschema.Draft202012Validator(model_of(shape).model_json_schema())
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
    jsonschema.Draft202012Validator.check_schema(model_of(shape).model_json_schema())
    schema = model_of(shape).model_json_schema()
    assert schema["description"]
    assert schema["additionalProperties"] is False
    assert schema["properties"].keys() == shape.by_key.keys()
    assert all(key["description"] for key in schema["properties"].values())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_examples_are_of_the_kind_that_they_show(shape: type[Shape]) -> None:
    schema = model_of(shape).model_json_schema()
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


def test_what_fits_is_read_without_pydantic() -> None:
    code = (
        "import sys; from pathlib import Path; from checker.claims.loading import load\n"
        f"assert not load(Path({str(SOUND)!r})).problems\n"
        "assert not {'pydantic', 'pydantic_core'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def refuses(shape: type[Shape], root: Entries) -> bool:
    try:
        in_shape(shape, root)
    except MisfitError:
        return True
    return False


OTHERS = (
    Absent(0, 0),
    text(""),
    text("x"),
    text("2011-02-22"),
    text("5%"),
    text("true"),
    Entries(),
)
"""What may stand where something else did, beside lists of these."""


def instead(node: Node) -> Iterator[Node]:
    """A node with each part of it changed in each way, one at a time."""
    yield from OTHERS
    yield from (Listed((other,)) for other in OTHERS)
    match node:
        case Entries():
            yield Entries(node | {text("x"): text("x")})
            for key in node:
                yield Entries({k: v for k, v in node.items() if k != key})
                yield from (Entries(node | {key: other}) for other in instead(node[key]))
        case Listed():
            for i, part in enumerate(node):
                yield from (Listed((*node[:i], one, *node[i + 1 :])) for one in instead(part))


DECISIONS_TEXT = """
desk: {name: Desk, url: https://example.org}
decisions:
- {contradiction: 0f3a61c2d4e5, ruling: misprint, because: b, article: seeds/a.txt, by: AB}
- {contradiction: 0f3a61c2d4e6, ruling: accepted, because: b, until: 2027-01-31, says: [x = 1]}
"""


def sound_files() -> Iterator[tuple[type[Shape], str]]:
    for path in sorted((SOUND / "claims").iterdir()):
        held = path.read_text("utf-8")
        yield shape_of(path, yaml.safe_load(held)), held
    yield DecisionFile, DECISIONS_TEXT


@pytest.mark.parametrize(("shape", "held"), [*sound_files()])
def test_models_find_what_the_readers_refuse(shape: type[Shape], held: str) -> None:
    root, _ = tree(Source("a.yaml", held))
    assert isinstance(root, Entries)
    assert not refuses(shape, root)
    files = [root, *(file for file in instead(root) if isinstance(file, Entries))]
    differing = [file for file in files if refuses(shape, file) != bool(errors(shape, file))]
    assert differing == []
