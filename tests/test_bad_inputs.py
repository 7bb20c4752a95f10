"""Bad inputs as a user meets them: one line each with place and remedy, exit 2, no traceback.

The cases are those of `tests/loading`, where exact messages are tested, and of `bad_inputs/`, which
has what shows at the command line alone. `printed` is every line that names a problem.
`bad_inputs/lines` has statements as newcomers write them: `wrong` with the column and the message
for each, in the words of the vocabulary beside it, `understood` with the plain spelling.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.language.asked import parse_question
from checker.language.grammar import parse
from checker.language.nodes import Formula
from checker.language.suggest import did_you_mean, nearest
from tests import test_loading
from tests.projects import data_of
from tests.test_loading import SHAPES, project

BAD = Path(__file__).parent / "bad_inputs"
LINES = BAD / "lines"
ERROR = re.compile(r"[^\s:]+:\d+:\d+: error: .+")


def cases() -> list[Any]:
    return [
        pytest.param(case, id=name)
        for file in sorted(BAD.glob("*.yaml"))
        for name, case in data_of(file.read_text("utf-8")).items()
    ]


def run(root: Path, *options: str) -> Result:
    result = CliRunner().invoke(main, ["run", "--project", str(root), *options])
    assert isinstance(result.exception, SystemExit | None)
    assert "Traceback" not in result.stderr
    return result


def errors(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if ERROR.fullmatch(line)]


@pytest.mark.parametrize("case", cases())
def test_a_bad_input_is_told_in_a_line(case: dict[str, Any], tmp_path: Path) -> None:
    project(tmp_path / "p", case)
    result = run(tmp_path / "p")
    assert errors(result) == case["printed"]
    assert result.exit_code == case.get("code", 2)


MISTAKES = [case for case in test_loading.cases() if ": error: " in case.values[0]["problems"]]


@pytest.mark.parametrize("case", MISTAKES)
def test_every_mistake_reaches_the_user(case: dict[str, Any], tmp_path: Path) -> None:
    root = tmp_path / "p"
    project(root, case)
    result = run(root, *case.get("only", ()))
    expected = [line for line in case["problems"].splitlines() if ERROR.fullmatch(line)]
    told = errors(result)
    assert [line[: len(start)] for line, start in zip(told, expected, strict=True)] == expected
    assert result.exit_code == 2
    for line, start in zip(told, expected, strict=True):
        has_remedy = len(line) > len(start)
        assert has_remedy or "expected" in line, f"no remedy: {line}"


def groups(name: str) -> list[Any]:
    """Lines of statements with what is told of each, by what is wrong with them."""
    found = data_of((LINES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(lines, id=group) for group, lines in found.items()]


@pytest.mark.parametrize("lines", groups("wrong"))
def test_a_wrong_line_is_answered_with_the_line_to_write(
    lines: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "claims").mkdir()
    shutil.copy(LINES / "vocabulary.yaml", tmp_path / "claims")
    head = "assumptions:\n- id: lines\n  because: they are tried\n  says: |\n"
    says = "".join(f"    {line}\n" for line in lines)
    (tmp_path / "claims/lines.yaml").write_text(head + says, "utf-8")
    told = {}
    for error in errors(run(tmp_path)):
        _, row, column, _, message = error.split(":", 4)
        line = [*lines][int(row) - head.count("\n") - 1]
        told[line] = f"{int(column) - 4}:{message}"
    assert told == lines


def test_nothing_is_read_in_a_vocabulary_that_has_problems(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    circle = "places: {UK: [England], England: [UK]}\nquantities: {jobs: {place: UK}}\n"
    (tmp_path / "claims/vocabulary.yaml").write_text(circle, "utf-8")
    says = "assumptions:\n- id: a\n  because: it is tried\n  says: the jobs[UK] = 5\n"
    (tmp_path / "claims/lines.yaml").write_text(says, "utf-8")
    told = errors(run(tmp_path))
    assert any("is part of itself" in line for line in told)
    assert any("found `the`" in line for line in told)


@pytest.mark.parametrize("lines", groups("wrong"))
def test_the_line_to_write_is_a_line(lines: dict[str, str]) -> None:
    for told in lines.values():
        _, found, remedy = told.rpartition("; write ")
        for line in re.findall("`([^`…]+)`", remedy if found else ""):
            assert isinstance(parse_question(line), Formula), line


@pytest.mark.parametrize("lines", groups("understood"))
def test_what_is_meant_beyond_doubt_is_understood(lines: dict[str, str]) -> None:
    for written, plain in lines.items():
        found, meant = parse(written), parse(plain)
        assert isinstance(found, Formula), found
        assert isinstance(meant, Formula)
        assert found.text == meant.text


@pytest.mark.parametrize("key", sorted({key for shape in SHAPES for key in shape.by_key}))
def test_a_slip_in_any_key_is_told(key: str, tmp_path: Path) -> None:
    # Each place that may hold the key, with two of its letters swapped.
    root = tmp_path / "p"
    project(root, {})
    slip = f"{key[0]}{key[2:3]}{key[1]}{key[3:]}x" if len(key) > 2 else f"{key}x"
    for name in test_loading.FILES:
        file = root / name
        text = file.read_text("utf-8")
        changed = re.sub(rf"(?<=[\s{{]){key}:", f"{slip}:", text)
        if changed == text:
            continue
        file.write_text(changed, "utf-8")
        result = run(root)
        file.write_text(text, "utf-8")
        assert result.exit_code == 2
        assert any(f"there is no key `{slip}`" in line for line in errors(result)), result.stderr


@pytest.mark.parametrize("name", [*test_loading.FILES, "seeds/report.txt"])
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xfe\x00",
        b"\xc3\x28",
        b"%PDF-1.4\n%\xe2\xe3",
    ],
)
def test_any_bytes_are_refused_politely(name: str, raw: bytes, tmp_path: Path) -> None:
    root = tmp_path / "p"
    project(root, {})
    (root / name).write_bytes(raw)
    result = run(root)
    assert result.exit_code == 2
    assert errors(result)


def test_a_warning_that_comes_again_is_told_once_a_file_with_all_its_lines(tmp_path: Path) -> None:
    root = tmp_path / "p"
    claims = "".join(
        f"- {{id: c{n}, quote: In hospital beds {n} were cured, says: outpatients = {n}}}\n"
        for n in range(2, 9)
    )
    vocabulary = "populations:\n  patients: {means: in beds}\n  outpatients: {not: patients}\n"
    files = {
        "claims/vocabulary.yaml": vocabulary,
        "claims/report.yaml": f"source: {{article: seeds/report.txt}}\nclaims:\n{claims}",
        "seeds/report.txt": "".join(f"In hospital beds {n} were cured. " for n in range(2, 9)),
    }
    project(root, {"write": files, "remove": ["claims/assumptions.yaml"]})
    told = run(root, "--verbose").stderr
    assert told.count("none of `outpatients` (and in 6 more places)") == 1
    assert "\n    also on lines 4, 5, 6, 7, 8, 9\n" in told
    listed = json.loads(run(root, "--format", "json").stdout)["problems"]
    assert [one["also"] for one in listed if "also" in one] == [[*range(4, 10)]]


def test_nothing_is_proposed_for_what_was_written() -> None:
    assert nearest("in", ["in", "is"]) is None
    assert did_you_mean("in", ["in", "is"]) == "known here: `in`, `is`"
    assert did_you_mean("im", ["in", "is"]) == "did you mean `in`?"
