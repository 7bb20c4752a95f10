"""The commands as people and CI jobs call them: exit codes, streams, options, terminals."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker import __version__
from checker.cli import progress
from checker.cli import run as run_command
from checker.cli.main import main
from checker.reports.style import columns
from tests.projects import Case, build

ROOT = Path(__file__).parent.parent
FACTCHECK = [sys.executable, "-c", "from checker.cli.main import start; start()"]

AGREES: Case = {"articles": {"a": "excellent = 28\npoor = 15"}}
CLASHES: Case = {
    "articles": {"a": "excellent = 28", "b": {"publisher": "The Post", "says": "excellent = 27"}}
}
MISTAKEN: Case = {"articles": {"a": "excelent = 28"}}
TWO_GROUPS: Case = {"articles": {"a": "excellent = 28\nexcellent = 27\npupils = 3\npupils = 4"}}

HOSTILE = "\x1b[31m\x1b]0;x\x07\u202e\u2066\u200b\x7f"
"""Steers a terminal, turns the direction of a line, or cannot be seen."""


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def project(folder: Path, case: Case) -> Path:
    build(folder, case)
    return folder


def call(runner: CliRunner, *arguments: str | Path) -> Result:
    result = runner.invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def spawn(
    *arguments: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [*FACTCHECK, *map(str, arguments)],
        cwd=cwd,
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


# --- exit codes and streams ------------------------------------------------------------------


@pytest.mark.parametrize(("case", "code"), [(AGREES, 0), (CLASHES, 1), (MISTAKEN, 2)])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_code_says_the_verdict(
    case: Case, code: int, form: str, runner: CliRunner, tmp_path: Path
) -> None:
    result = call(runner, "run", "--project", project(tmp_path, case), "--format", form)
    assert result.exit_code == code


def test_a_report_goes_to_standard_output_alone(runner: CliRunner, tmp_path: Path) -> None:
    vocabulary: dict[str, object] = {"populations": {"councils": {}, "dogs": {}}}
    case = {
        "vocabulary": vocabulary
        | {
            "attributes": {"rating": {"of": "councils", "values": ["excellent"]}},
            "define": {},
            "names": {},
        },
        "articles": {"a": "excellent = 28"},
    }
    result = call(runner, "run", "--project", project(tmp_path, case))
    assert result.exit_code == 0
    assert "Consistent" in result.stdout
    assert "warning" not in result.stdout
    assert "warning: the population `dogs` is not used by any statement" in result.stderr


def test_mistakes_go_to_standard_error_alone(runner: CliRunner, tmp_path: Path) -> None:
    result = call(runner, "run", "--project", project(tmp_path, MISTAKEN))
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "claims/a.yaml:7:5: error: `excelent` is not in the vocabulary; did you mean `excellent`?",
        "        excelent = 28",
        "        ^^^^^^^^",
        "1 error; nothing was checked",
    ]


def test_mistakes_are_a_json_report_as_well(runner: CliRunner, tmp_path: Path) -> None:
    result = call(runner, "run", "--project", project(tmp_path, MISTAKEN), "--format", "json")
    report = json.loads(result.stdout)
    assert report["verdict"] is None
    assert [(p["file"], p["line"], p["column"]) for p in report["problems"]] == [
        ("claims/a.yaml", 7, 5)
    ]


# --- proofs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "code"), [(AGREES, 0), (CLASHES, 1), (TWO_GROUPS, 1)])
def test_a_report_with_proofs_is_verified(
    case: Case, code: int, runner: CliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "report.json"
    folder = project(tmp_path, case)
    arguments = ("run", "--project", folder, "--format", "json", "--proofs", "-o", file)
    assert call(runner, *arguments).exit_code == code
    alone = call(runner, "verify", file)
    assert alone.exit_code == 0
    count = {0: "0 contradictions", 1: "1 contradiction", 2: "2 contradictions"}
    clashes = len(json.loads(file.read_text("utf-8"))["contradictions"])
    assert alone.stdout.splitlines()[0] == f"{count[clashes]} proven"
    beside = call(runner, "verify", file, "--project", folder)
    assert beside.exit_code == 0
    assert "those of the claim files" in beside.stdout


def test_a_changed_report_is_refused(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    folder = project(tmp_path, CLASHES)
    call(runner, "run", "--project", folder, "--format", "json", "--proofs", "-o", file)
    text = file.read_text("utf-8")
    file.write_text(text.replace('"-28"', '"-29"'), "utf-8")
    changed = call(runner, "verify", file)
    assert changed.exit_code == 1
    assert changed.stdout.startswith("Refused: ")
    file.write_text(text, "utf-8")
    project(tmp_path, TWO_GROUPS)
    other = call(runner, "verify", file, "--project", folder)
    assert other.exit_code == 1
    assert other.stdout.startswith("Refused: ")
    project(tmp_path, MISTAKEN)
    assert call(runner, "verify", file, "--project", folder).exit_code == 2


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '"x"', "[" * 100_000, "\x00", "1" * 5000])
def test_what_is_no_report_cannot_be_verified(text: str, runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(text, "utf-8")
    result = call(runner, "verify", file)
    assert result.exit_code == 2
    assert "report.json" in result.stderr


def test_a_report_without_proofs_cannot_be_verified(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    folder = project(tmp_path, CLASHES)
    call(runner, "run", "--project", folder, "--format", "json", "-o", file)
    result = call(runner, "verify", file)
    assert result.exit_code == 2
    assert "--proofs" in result.stderr


def test_the_text_report_tells_how_much_was_proven(runner: CliRunner, tmp_path: Path) -> None:
    folder = project(tmp_path, CLASHES)
    result = call(runner, "run", "--project", folder, "--proofs")
    assert "\nProven: 1 of 1 contradiction.\n" in result.stdout


def test_verifying_imports_no_solver(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    folder = project(tmp_path, CLASHES)
    told = spawn("run", "--project", folder, "--format", "json", "--proofs", "-o", file)
    assert told.returncode == 1
    code = (
        "import sys; from checker.cli.main import main; sys.argv = ['factcheck', 'verify', "
        f"{str(file)!r}, '--project', {str(folder)!r}]\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "assert 'z3' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, env=environment)


# --- what is called wrongly ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rnu"], "No such command 'rnu'. Did you mean `run`?"),
        (["shwo"], "Did you mean `show`?"),
        (["frobnicate"], "No such command 'frobnicate'."),
        (["run", "--fromat", "json"], "--format"),
        (["run", "--format", "xml"], "'xml' is not one of 'text', 'concise'"),
        (["run", "--show", "certian"], "'certian' is not one of 'certain', 'reading'"),
        (["run", "--fail-on", "revision"], "'revision' is not one of 'certain', 'reading'"),
        (["run", "-q", "-v"], "--quiet and --verbose are opposites"),
        (["run", "--format", "json", "--format", "text"], "json and text would be printed into"),
        (["run", "--format", "csv", "-o", "a", "-o", "b"], "--output b has no --format of its own"),
        (["run", "-o", "a", "--format", "csv", "-o", "b"], "--output a has no --format of its own"),
        (["run", "-o", "a", "-o", "b"], "as in --format text --output a"),
        (["run", "--format", "csv", "-o", "a", "--format", "json", "-o", "./a"], "would go to a;"),
        (["run", "--timeout", "0"], "0.0 is not in the range 0<x<=1000000"),
        (["run", "--timeout", "soon"], "'soon' is not a valid float"),
        (["run", "--timeout", "nan"], "nan is no number of seconds"),
        (["run", "--timeout", "inf"], "inf is not in the range 0<x<=1000000"),
        (["ask", "--timeout", "nan", "1"], "nan is no number of seconds"),
        (["coverage", "--timeout", "nan"], "nan is no number of seconds"),
        (["explain", "--timeout", "nan"], "nan is no number of seconds"),
        (["review", "--timeout", "nan"], "nan is no number of seconds"),
        (["run", "--jobs", "0"], "0 is not in the range x>=1"),
        (["run", "--project", "nowhere"], "'nowhere' does not exist"),
        (["show"], "Missing argument"),
        (["completion", "powershell"], "'powershell' is not one of"),
    ],
)
def test_a_wrong_call_is_explained(
    arguments: list[str],
    told: str,
    runner: CliRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(runner, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_no_claims_folder(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(runner, "run")
    assert result.exit_code == 2
    assert "no folder `claims` here or above" in result.stderr
    assert "--project" in result.stderr


@pytest.mark.parametrize("command", ["run", "show"])
def test_a_path_that_is_not_there(command: str, runner: CliRunner, tmp_path: Path) -> None:
    root = project(tmp_path, AGREES)
    result = call(runner, command, "--project", root, "claims/aa.yaml")
    assert result.exit_code == 2
    assert (
        "claims/aa.yaml:1:1: error: there is no claim file here; did you mean `claims/a.yaml`?"
        in result.stderr
    )


# --- which claims ----------------------------------------------------------------------------


def test_paths_choose_what_is_checked(runner: CliRunner, tmp_path: Path) -> None:
    root = project(tmp_path, CLASHES)
    assert call(runner, "run", root / "claims/a.yaml").exit_code == 0
    assert call(runner, "run", root / "claims/b.yaml").exit_code == 0
    assert call(runner, "run", root / "claims/a.yaml", root / "claims/b.yaml").exit_code == 1
    assert call(runner, "run", root / "claims").exit_code == 1


@pytest.mark.parametrize("below", [".", "claims", "seeds"])
def test_the_project_is_found_from_below(
    below: str, runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, CLASHES) / below)
    result = call(runner, "run")
    assert result.exit_code == 1
    assert "claims/b.yaml" in result.stdout


def test_a_path_beside_the_working_folder(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, CLASHES) / "claims")
    assert call(runner, "run", "a.yaml").exit_code == 0
    shown = call(runner, "show", "a.yaml")
    assert shown.exit_code == 0
    assert "excellent = 28" in shown.stdout
    assert "excellent = 27" not in shown.stdout


def test_two_topics_are_checked_apart(runner: CliRunner, tmp_path: Path) -> None:
    root = project(tmp_path, {"articles": {"a": "excellent = 28"}})
    other = project(tmp_path / "other", {"articles": {"b": "excellent = 27"}})
    (other / "claims").rename(root / "claims/second")
    (other / "seeds/b.txt").rename(root / "seeds/b.txt")
    result = call(runner, "run", "--project", root, "--format", "json")
    assert result.exit_code == 0, result.stdout
    assert json.loads(result.stdout)["counts"]["statements"] == 2


# --- where the report goes -------------------------------------------------------------------


def test_output_is_what_would_be_printed(runner: CliRunner, tmp_path: Path) -> None:
    root, file = project(tmp_path / "p", CLASHES), tmp_path / "report.json"
    printed = call(runner, "run", "--project", root, "--format", "json").stdout
    result = call(runner, "run", "--project", root, "--format", "json", "--output", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert file.read_text("utf-8") == printed


def test_output_has_no_colour(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    root, file = project(tmp_path / "p", CLASHES), tmp_path / "report.txt"
    call(runner, "run", "--project", root, "-o", file)
    assert "\x1b" not in file.read_text("utf-8")


def test_output_is_replaced_whole_or_not_at_all(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, folder = project(tmp_path / "p", CLASHES), tmp_path / "out"
    folder.mkdir()
    (folder / "report.txt").write_text("the old one")

    def full(handle: int) -> None:  # noqa: ARG001 - as the system has it
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = call(runner, "run", "--project", root, "-o", folder / "report.txt")
    assert result.exit_code == 4
    assert "No space left on device" in result.stderr
    assert [(file.name, file.read_text()) for file in folder.iterdir()] == [
        ("report.txt", "the old one")
    ]


@pytest.mark.parametrize("place", ["missing/report.txt", "file/report.txt", "p"])
def test_an_output_that_cannot_be_written(place: str, runner: CliRunner, tmp_path: Path) -> None:
    root = project(tmp_path / "p", CLASHES)
    (tmp_path / "file").write_text("")
    result = call(runner, "run", "--project", root, "-o", tmp_path / place)
    assert result.exit_code == 4
    assert f"cannot write {tmp_path / place}" in result.stderr


def test_mistakes_replace_no_text_report(runner: CliRunner, tmp_path: Path) -> None:
    root, file = project(tmp_path / "p", MISTAKEN), tmp_path / "report.txt"
    file.write_text("the old one")
    assert call(runner, "run", "--project", root, "-o", file).exit_code == 2
    assert file.read_text() == "the old one"


# --- time, jobs, progress --------------------------------------------------------------------


def test_out_of_time_is_undecided(runner: CliRunner, tmp_path: Path) -> None:
    root = project(tmp_path, CLASHES)
    result = call(runner, "run", "--project", root, "--timeout", "0.0000001")
    assert result.exit_code == 1
    assert "Undecided: 2 statements" in result.stdout
    assert "the time for this group of statements is used up" in result.stdout
    assert "Consistent" not in result.stdout
    report = json.loads(
        call(runner, "run", "--project", root, "--timeout", "0.0000001", "--format", "json").stdout
    )
    assert report["verdict"] == "undecided"
    assert report["undecided"][0]["statements"] == ["a/c1/1", "b/c1/1"]


def test_progress_goes_to_standard_error(runner: CliRunner, tmp_path: Path) -> None:
    root = project(tmp_path, TWO_GROUPS)
    result = call(runner, "run", "--project", root, "-v")
    assert "decided 2 of 2 groups" in result.stderr
    assert "groups" not in result.stdout
    assert "groups" not in call(runner, "run", "--project", root).stderr


def test_a_terminal_is_told_of_long_work_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = progress.Progress(asked_for=False, on_terminal=True)
    line.counted(1, 3, "decided")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(progress, "_SOON", 0.0)
    line.counted(2, 3, "decided")
    line.clear()
    told = capsys.readouterr().err
    assert told.startswith("decided 2 of 3 groups")
    assert told.endswith("\r"), "the line is taken away"


def test_lines_are_as_wide_as_somebody_asks(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    told = call(runner, "run", "--project", ROOT).stdout
    assert 100 < max(map(len, told.splitlines())) <= 120


def test_verbose_shows_every_value(runner: CliRunner, tmp_path: Path) -> None:
    says = "\n".join(f"pupils@20{n} = {n}" for n in range(10, 30))
    root = project(tmp_path, {"articles": {"a": says}})
    short, whole = (call(runner, "run", "--project", root, *v).stdout for v in ([], ["-v"]))
    assert "12 more values (all of them with -v)" in short
    assert all(f"pupils in 20{n} = {n}" in whole for n in range(10, 30))


def test_more_jobs_print_the_same() -> None:
    one, two = (spawn("run", "--jobs", jobs) for jobs in ("1", "2"))
    assert (one.returncode, two.returncode) == (1, 1)
    assert one.stdout == two.stdout
    assert two.stderr == b""


# --- terminals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": ""}, False),
    ],
)
def test_colour_is_for_terminals_and_those_who_ask(
    environment: dict[str, str],
    coloured: bool,
    runner: CliRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    root = project(tmp_path, CLASHES)
    assert ("\x1b[" in call(runner, "run", "--project", root).stdout) is coloured
    assert "\x1b[" not in call(runner, "run", "--project", root, "--format", "json").stdout


def too_wide(text: str, width: int = 80) -> list[str]:
    """Lines of more columns than a terminal has, but for those of one word."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    return [line for line in plain.splitlines() if columns(line) > width and " " in line.strip()]


@pytest.mark.parametrize("command", [["run"], ["run", "-v"], ["show", "claims"]])
def test_lines_fit_into_80_columns(command: list[str], runner: CliRunner) -> None:
    assert too_wide(call(runner, *command, "--project", ROOT).stdout) == []


def test_a_contradiction_takes_fifteen_lines_at_the_most(runner: CliRunner) -> None:
    told = call(runner, "run", "--project", ROOT).stdout.split("\n\n")
    assert len(told) == 5
    assert [part for part in told if len(part.splitlines()) > 15] == []
    assert all("claims/" in part for part in told[:-1]), "where to look"


def test_wide_characters_take_two_columns(runner: CliRunner, tmp_path: Path) -> None:
    passage = "理事会は 二十八の 地方自治体を 優秀と評価した " * 6 + "地方自治体" * 30 + " 28"
    case = {
        "articles": {
            "a": {
                "text": passage,
                "publisher": "新聞" * 30,
                "claims": [
                    {
                        "id": "x",
                        "quote": passage,
                        "says": "excellent = 28\nexcellent = 28 more than well\nwell = 28",
                    }
                ],
            }
        }
    }
    result = call(runner, "run", "-v", "--project", project(tmp_path, case))
    assert result.exit_code == 1
    assert "地方自治体を" in result.stdout
    assert [line for line in result.stdout.splitlines() if columns(line) > 80] == []


def test_a_caret_stands_below_the_place_in_columns(runner: CliRunner, tmp_path: Path) -> None:
    case = {"articles": {"a": 'poor = {"東京", 大阪, 東京}'}}
    lines = call(runner, "run", "--project", project(tmp_path, case)).stderr.splitlines()
    at = lines[2].index("^")
    assert columns(lines[1][: lines[1].rindex("東京")]) == columns(lines[2][:at])
    assert lines[2].count("^") == 4


def hostile_cases() -> Iterator[tuple[str, Case]]:
    passage = f"excellent = 28 {HOSTILE} \x1b[2J here"
    claims = [
        {
            "id": "x",
            "quote": passage,
            "says": "excellent = 28",
            "speaker": f"S{HOSTILE}",
            "note": f"n{HOSTILE}",
        }
    ]
    first = {"publisher": f"P{HOSTILE}", "text": passage, "claims": claims}
    yield "texts", {"articles": {"a": first, "b": "excellent = 27"}}
    yield "names", {"articles": {"a": 'poor = {"Le\u202eeds", York}\npoor = 3'}}
    yield (
        "assumption",
        {
            "articles": {"a": "poor = 3"},
            "assumptions": [{"says": "poor = 2", "because": f"b{HOSTILE}"}],
        },
    )
    yield "word", {"articles": {"a": f'"poor{HOSTILE}" = 3'}}
    yield "statement", {"articles": {"a": "poor\u202e = 3"}}
    yield "place", {"articles": {"a": f'poor["Wales{HOSTILE}"] = 3'}}
    yield "period", {"articles": {"a": f'poor@"2011{HOSTILE}" = 3'}}
    yield (
        "vocabulary",
        {"vocabulary": {"quantities": {"fu\u202end": {}}}, "articles": {"a": "fund = 3"}},
    )
    yield "path", {"articles": {"a": "poor = 3", "b\u202e": {"publisher": "x", "says": "poor = 2"}}}


def as_yaml_escapes(root: Path) -> None:
    """Escapes in the files, as YAML needs them for what it cannot hold as it is."""
    for file in (root / "claims").glob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text("".join(f"\\u{ord(c):04x}" if c == "\x7f" else c for c in text), "utf-8")


@pytest.mark.parametrize("hostile", list(hostile_cases()), ids=[n for n, _ in hostile_cases()])
@pytest.mark.parametrize(
    "command", [["run"], ["run", "--format", "json"], ["run", "-v"], ["show", "claims"]]
)
def test_nothing_that_people_write_steers_the_terminal(
    hostile: tuple[str, Case],
    command: list[str],
    runner: CliRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    name, case = hostile
    root = project(tmp_path, case)
    as_yaml_escapes(root)
    if name == "path":
        for file in (root / "claims").glob("b*"):
            file.rename(root / "claims/b\x1b[31m\u202e\r.yaml")
    result = call(runner, *command, "--project", root)
    for printed in (result.stdout, result.stderr):
        plain = printed.replace("\rdecided", "decided")
        plain = re.sub(r"\x1b\[(?:[12]|3[1236])(?:;\d+)*m|\x1b\[0m", "", plain)
        odd = {c for c in plain if c != "\n" and not c.isprintable()}
        assert odd == set(), (name, printed)
        assert not re.search(r"\x1b\[31m\x1b|\x1b\[2J|\x1b\]", printed)


SIGNS: Case = {
    "articles": {
        "a": {
            "publisher": "The Échö",
            "text": "28 “children’s” services – 東京",
            "claims": [
                {
                    "id": "signs",
                    "quote": "28 “children’s” services – 東京",
                    "says": "excellent = 28\nexcellent < 28",
                }
            ],
        }
    }
}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
@pytest.mark.parametrize("command", [["run", "-v"], ["show", "claims"]])
def test_a_terminal_without_our_signs_gets_a_report(
    encoding: str, command: list[str], tmp_path: Path
) -> None:
    root = project(tmp_path, SIGNS)
    result = spawn(*command, cwd=root, PYTHONIOENCODING=encoding)
    assert result.returncode == (1 if "run" in command else 0)
    assert b"Traceback" not in result.stderr
    assert b"excellent = 28" in result.stdout


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_json_is_utf_8_on_any_terminal(encoding: str, tmp_path: Path) -> None:
    root = project(tmp_path, SIGNS)
    result = spawn("run", "--format", "json", cwd=root, PYTHONIOENCODING=encoding)
    assert "“children’s” services – 東京" in result.stdout.decode("utf-8")
    assert json.loads(result.stdout)["verdict"] == "contradictory"


# --- being cut short -------------------------------------------------------------------------


def test_control_c_ends_without_a_traceback(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_command, "_findings", interrupted)
    result = call(
        runner, "run", "--project", project(tmp_path, CLASHES), "-o", tmp_path / "report.txt"
    )
    assert result.exit_code == 130
    assert "Aborted!" in result.stderr
    assert not (tmp_path / "report.txt").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_control_c_while_solving_ends_all_processes(jobs: str, tmp_path: Path) -> None:
    # No cube is the sum of two cubes (Euler 1770), which a solver does not know.
    says = "\n".join(
        f"{a} * {a} * {a} + {b} * {b} * {b} = {c} * {c} * {c}" for a, b, c in ("xyz", "uvw")
    )
    quantities = {name: {"counts": "people", "never_zero": "true"} for name in "xyzuvw"}
    root = project(tmp_path, {"vocabulary": {"quantities": quantities}, "articles": {"a": says}})
    with subprocess.Popen(
        [*FACTCHECK, "run", "--jobs", jobs],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        time.sleep(1.5)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in told


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [*FACTCHECK, "run"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        process.wait(timeout=60)
    assert told == b""
    assert process.returncode == 4


# --- the other commands ----------------------------------------------------------------------


def test_version_and_help(runner: CliRunner) -> None:
    assert call(runner, "--version").stdout == f"factcheck {__version__}\n"
    for arguments in (["--help"], ["run", "-h"], ["show", "--help"], ["completion", "--help"]):
        result = call(runner, *arguments)
        assert result.exit_code == 0
        assert "Usage: " in result.stdout
        assert too_wide(result.stdout) == []


def test_help_is_quick_to_import() -> None:
    code = (
        "import sys; from checker.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print('z3' in sys.modules, 'yaml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "False False"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, runner: CliRunner) -> None:
    result = call(runner, "completion", shell)
    assert result.exit_code == 0
    assert "_FACTCHECK_COMPLETE" in result.stdout


def test_show_says_what_was_understood(runner: CliRunner, tmp_path: Path) -> None:
    root = project(
        tmp_path, {"articles": {"a": {"place": "Wales", "says": "poor = about 13% of authorities"}}}
    )
    result = call(runner, "show", "claims/a.yaml", "--project", root)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "“poor = about 13% of authorities”",
        "a/c1/1  claims/a.yaml:7",
        "  poor = about 13% of authorities",
        "  = the number of councils with rating poor in 2011 in Wales is about 13% (read",
        "    as 11.7% to 14.3%) of the number of councils in 2011 in Wales.",
    ]


def test_show_stops_at_mistakes(runner: CliRunner, tmp_path: Path) -> None:
    result = call(runner, "show", "claims/a.yaml", "--project", project(tmp_path, MISTAKEN))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "did you mean `excellent`?" in result.stderr
