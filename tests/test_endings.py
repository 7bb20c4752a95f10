"""How every command ends whose output cannot be written, or that is interrupted at some moment."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from tests.projects import Case, build

ROOT = Path(__file__).parent.parent
CLASHES: Case = {
    "articles": {"a": "excellent = 28", "b": {"publisher": "The Post", "says": "excellent = 27"}}
}
COMMANDS = {
    "run": ["run"],
    "a report in JSON": ["run", "--format", "json"],
    "a page": ["run", "--format", "html"],
    "list": ["list"],
    "a list in JSON": ["list", "--format", "json"],
    "ask": ["ask", "excellent@2011"],
    "coverage": ["coverage"],
    "explain": ["explain"],
    "show": ["show", "claims/a.yaml"],
    "decide": ["decide", "{id}", "definitions", "--because", "so"],
    "decisions": ["decisions"],
    "verify": ["verify", "report.json"],
    "review": ["review", "--port", "0"],
    "completion": ["completion", "bash"],
    "help": ["--help"],
    "help of a command": ["decide", "--help"],
    "version": ["--version"],
}
START = "from checker.cli.start import start\nstart()\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project with a report of it, and the id of its contradiction."""
    root = tmp_path_factory.mktemp("project")
    build(root, CLASHES)
    command = ["run", "--proofs", "--format", "json", "--output", "report.json"]
    assert subprocess.run([sys.executable, "-c", START, *command], cwd=root, check=False).returncode
    _, _, rest = (root / "report.json").read_text().partition('"id": "')
    return root, rest[:12]


@pytest.fixture
def at(made: tuple[Path, str]) -> Iterator[tuple[Path, str]]:
    yield made
    (made[0] / "claims/decisions.yaml").unlink(missing_ok=True)


def called(name: str, identity: str, code: str = START) -> list[str]:
    return [sys.executable, "-c", code, *(one.format(id=identity) for one in COMMANDS[name])]


# --- output that cannot be written -----------------------------------------------------------


def ended(
    name: str, at: tuple[Path, str], output: IO[str], patch: pytest.MonkeyPatch
) -> int | str | None:
    """The exit code of a command that prints to some output."""
    patch.chdir(at[0])
    patch.setattr(sys, "stdout", output)
    with pytest.raises(SystemExit) as end:
        main([one.format(id=at[1]) for one in COMMANDS[name]])
    with suppress(OSError):
        output.close()
    return end.value.code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_told(
    name: str,
    at: tuple[Path, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = os.fdopen(os.open("/dev/full", os.O_WRONLY), "w")
    assert ended(name, at, output, monkeypatch) == 4
    told = capsys.readouterr().err
    assert told.endswith("Error: cannot write the output: No space left on device\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_reader_that_is_gone_is_left_alone(
    name: str,
    at: tuple[Path, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    heard, told = os.pipe()
    os.close(heard)
    assert ended(name, at, os.fdopen(told, "w"), monkeypatch) == 4
    assert "Error" not in capsys.readouterr().err


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-", "<&- >&-", ">&- 2>&-"])
@pytest.mark.parametrize("name", ["help", "decide"])
def test_the_process_ends_alike(name: str, redirection: str, at: tuple[Path, str]) -> None:
    line = ["sh", "-c", f'exec "$@" {redirection}', "sh", *called(name, at[1])]
    done = subprocess.run(
        line, cwd=at[0], stderr=subprocess.PIPE, text=True, check=False, timeout=60
    )
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert ("Error: cannot write the output: " in done.stderr) is ("2>" not in redirection)


def test_what_prints_nothing_needs_no_output(at: tuple[Path, str]) -> None:
    line = [*called("run", at[1]), "--format", "csv", "--output", "a.csv"]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *line], cwd=at[0], check=False)
    assert done.returncode == 1
    assert (at[0] / "a.csv").read_text().startswith("id,verdict")


@pytest.mark.parametrize("name", ["run", "list", "decide"])
def test_a_file_that_cannot_be_written(
    name: str, at: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    more = [] if name == "decide" else ["--output", str(at[0] / "a")]
    given = [one.format(id=at[1]) for one in COMMANDS[name]]
    result = CliRunner().invoke(main, [*given, *more, "--project", str(at[0])])
    file = "claims/decisions.yaml" if name == "decide" else "a"
    assert f"Error: cannot write {at[0] / file}: Permission denied\n" in result.stderr
    assert result.exit_code == 4


def test_a_folder_that_is_gone_is_no_output(at: tuple[Path, str]) -> None:
    (at[0] / "gone").mkdir()
    line = ["sh", "-c", 'cd gone && rmdir ../gone && exec "$@"', "sh", *called("run", at[1])]
    done = subprocess.run(line, cwd=at[0], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "No such file or directory" in done.stderr
    assert "Traceback" not in done.stderr


# --- Ctrl-C ----------------------------------------------------------------------------------

AT_CALL = """
import os, signal, sys

left = {number}

def count(frame, event, argument):
    global left
    if event == "call":
        left -= 1
        if not left:
            sys.setprofile(None)
            for _ in range({times}):
                os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from checker.cli.start import start
from checker.cli import endings

def begin(before=endings.begin):
    before()
    sys.setprofile(count)

sys.modules["checker.cli.start"].begin = begin
start()
"""


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("run", number) for number in (1, 40, 600, 4_000, 20_000, 60_000)),
        *(("list", number) for number in (10, 10_000, 50_000)),
        *(("decide", number) for number in (4, 8_000, 40_000)),
        ("review", 30_000),
        ("help", 300),
    ],
)
def test_ctrl_c_at_any_moment(name: str, number: int, at: tuple[Path, str]) -> None:
    code = AT_CALL.format(number=number, times=2)
    done = subprocess.run(
        called(name, at[1], code),
        cwd=at[0], capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode == 130
    assert [one.name for one in (at[0] / "claims").iterdir() if one.name[0] == "."] == []


HALF_IMPORTED = """
import types
for name in ("multiprocessing.process", "checker.claims.saving"):
    sys.modules[name] = types.ModuleType(name)
"""


def test_ctrl_c_while_modules_are_imported(at: tuple[Path, str]) -> None:
    code = AT_CALL.format(number=40, times=1).replace(
        "from checker", f"{HALF_IMPORTED}\nfrom checker", 1
    )
    done = subprocess.run(
        called("help", at[1], code), cwd=at[0], capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (130, b"Aborted!\n")


WHILE_WRITING = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGINT)
from checker.cli.start import start
start()
"""


@pytest.mark.parametrize("name", ["run", "decide"])
def test_ctrl_c_while_a_file_is_written(name: str, at: tuple[Path, str]) -> None:
    folder = at[0] / ("out" if name == "run" else "claims")
    folder.mkdir(exist_ok=True)
    before = sorted(folder.iterdir())
    more = ["--output", str(folder / "report.txt")] if name == "run" else []
    done = subprocess.run(
        [*called(name, at[1], WHILE_WRITING), *more],
        cwd=at[0], capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.endswith("Aborted!\n")
    assert "Traceback" not in done.stderr
    assert sorted(folder.iterdir()) == before


def test_ctrl_c_that_is_ignored_stays_ignored(at: tuple[Path, str]) -> None:
    code = AT_CALL.format(number=600, times=1).replace("default_int_handler", "SIG_IGN")
    done = subprocess.run(
        called("run", at[1], code), cwd=at[0], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_review_ends_in_order(number: signal.Signals, code: int, at: tuple[Path, str]) -> None:
    start = f"import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n{START}"
    with subprocess.Popen(
        called("review", at[1], start),
        cwd=at[0], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        told, failed = process.communicate(timeout=60)
    assert told.endswith("Ended.\n")
    assert failed.startswith("Checking the files …\n")
    assert "Traceback" not in failed
    assert process.returncode == code
