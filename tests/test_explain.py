"""`factcheck explain`: one contradiction at full length, or a list of all."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from tests.effort import is_thorough
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
        "It says",
        "“excellent = 28”",
        "would have to be 28",
        "x1 is the number of excellent councils in 2011 in England",
        "All else holds with 28 (digits swapped?).",
        "claims/c.yaml:",
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


def only(root: Path) -> str:
    (one,) = known(root)
    return explained(root, one).stdout


def test_the_proof_tells_what_the_rules_imply_without_groups(tmp_path: Path) -> None:
    says = "councils = 3\nexcellent = 1\nwell = 1\npoor = 2\nadequate = 0\npending = 0"
    build(tmp_path, {"articles": {"a": says}})
    told = only(tmp_path)
    proof = told[told.index("The proof") :]
    assert "by the rules" in proof
    assert "is the number of councils in 2011" in proof
    assert not any(sign in proof for sign in "#@&")
    assert "groups" not in proof


def test_what_is_left_over_is_said_not_to_be_negative_once(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excellent = 9 more than well", "b": "excellent = 5"}})
    told = only(tmp_path)
    assert "which cannot be, since x2 is not negative" in " ".join(told.split())


def test_a_proof_about_days_is_not_written_out(tmp_path: Path) -> None:
    build(
        tmp_path,
        {
            "vocabulary": {"events": {"quake": {"at": "2011-02-22 12:51"}, "aftershock": {}}},
            "articles": {
                "a": "aftershock = several hours after quake",
                "b": "aftershock at 2011-02-22 14:00",
            },
        },
    )
    told = " ".join(only(tmp_path).split())
    assert "numbers without a plain name" in told
    assert "--format json` has it" in told


def test_a_quote_is_told_once_and_a_reading_once(tmp_path: Path) -> None:
    text = "There are 100 councils, 20% of them excellent and 40 well."
    build(
        tmp_path,
        {
            "articles": {
                "a": {
                    "text": text,
                    "claims": [
                        {
                            "id": "a",
                            "quote": text,
                            "says": "councils = 100\nexcellent = 20% of councils",
                        }
                    ],
                },
                "b": "excellent = 50",
            }
        },
    )
    told = only(tmp_path)
    assert told.count("“There are 100 councils") == 1
    assert "(read as" in told
    assert " is read as " not in told


def test_known_ids_are_listed_with_their_statements(root: Path) -> None:
    listed = explained(root, "zzz").stderr.partition("Error:")[2]
    assert all(one in listed for one in known(root))
    assert max(len(line) for line in listed.splitlines()) <= 80


def told_sum(row: str) -> Counter[str]:
    """A printed row as one sum: `2 · x2 ≤ 15 · x1` is 2 of x2 and -15 of x1."""
    left, _, right = re.split(r" (=|≤|<) ", row)
    total: Counter[str] = Counter()
    for side, sign in ((left, 1), (right, -1)):
        for term in side.split(" + "):
            factor, _, name = term.replace(",", "").rpartition(" · ")
            if name.startswith("x"):
                total[name] += sign * int(factor or 1)
            else:
                total["1"] += sign * int(name)
    return total


def test_the_lines_of_a_proof_add_up_to_its_end() -> None:
    root = Path(__file__).parent.parent
    for one in known(root) if is_thorough() else known(root)[:2]:
        proof = explained(root, one).stdout.partition("The proof")[2]
        lines = re.sub(r"\n {8,}", " ", proof).splitlines()
        total: Counter[str] = Counter()
        for line in lines:
            row = re.match(r" +(add|take away) (?:(\d+) × \()?(.*?)\)?   ", f"{line}   ")
            if row:
                times = int(row[2] or 1) * (1 if row[1] == "add" else -1)
                for name, factor in told_sum(row[3]).items():
                    total[name] += times * factor
        (end,) = re.findall(r"together (.*?), which cannot be", proof)
        expected = told_sum(end)
        assert {n: f for n, f in total.items() if f} == {n: f for n, f in expected.items() if f}
        assert expected["1"] > 0
