"""`factcheck explain`: one contradiction at full length, or a list of all."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from tests.projects import build

CASE = {
    "articles": {
        "a": {"publisher": "The Echo", "says": "excellent = 28\nwell = 71"},
        "b": {"publisher": "The Courier", "says": "excellent = 82"},
        "c": {"publisher": "The Post", "says": "excellent = 28\nwell = 17"},
    }
}


def explained(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["explain", "--project", str(root), *words])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, CASE)
    return tmp_path


def known(root: Path) -> list[str]:
    return [one["id"] for one in json.loads(explained(root, "--format", "json").stdout)]


def test_without_an_id_all_are_listed(root: Path) -> None:
    found = explained(root)
    assert found.exit_code == 0
    assert len(known(root)) == 2
    assert all(one in found.stdout for one in known(root))


def test_one_is_told_at_full_length(root: Path) -> None:
    (one,) = [i for i in known(root) if "28" in explained(root, i).stdout]
    told = explained(root, one[:4]).stdout
    assert max(len(line) for line in told.splitlines()) <= 80
    for part in (
        "What is said",
        "“excellent = 28”",
        "It would have to be exactly 28.",
        "All else holds with 28: digits swapped?",
        "also said in claims/c.yaml",
        "What would settle it",
        "The proof",
        "which cannot be",
        "Ask The Courier",
    ):
        assert part in told
    carried = json.loads(explained(root, one, "--format", "json").stdout)
    assert carried["id"] == one
    assert carried["proof"]["checked"] is True


def test_a_wrong_id_is_a_mistake_that_says_what_to_do(root: Path) -> None:
    one = known(root)[0]
    found = explained(root, f"{one[:-1]}x")
    assert found.exit_code == 2
    assert f"did you mean {one}?" in found.stderr
    assert explained(root, "").exit_code == 2


def test_where_all_holds_there_is_none(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excellent = 28"}})
    assert explained(tmp_path).stdout == "There is no contradiction.\n"
    found = explained(tmp_path, "abc")
    assert found.exit_code == 2
    assert "there is no contradiction abc, nor any other" in found.stderr
