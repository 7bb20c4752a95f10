"""Several reports of one run, what is shown and what fails it."""

import json
import os
import stat
import threading
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from checker.claims import saving
from checker.cli import outputs
from checker.reports.diagnostics import Sort
from checker.reports.formats import FORMATS
from checker.reports.report import EVERYTHING, FAILING
from tests.projects import CASES, Case, read_case
from tests.reports.runs import (
    AGREES,
    CLASHES,
    EVERY_SORT,
    MISTAKEN,
    printed,
    reports,
    run_at,
    run_in,
)

UNDECIDED = read_case(CASES / "traps/a-root-is-undecided.yaml")
ASSUMED: Case = {"articles": {"a": "poor = 3"}, "assumptions": "poor = 2"}
READ: Case = {"articles": {"a": "poor = 20\nauthorities = 201\npoor = 13% of authorities"}}
UNUSED: Case = {"articles": {"a": "poor = 3"}}


# --- formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_every_report_ends_its_last_line(name: str) -> None:
    text = reports("every sort")[name]
    assert text.endswith("\n")
    assert "\r" not in text


# --- which file belongs to which format ------------------------------------------------------


def test_one_run_writes_several_reports(tmp_path: Path) -> None:
    table, log = tmp_path / "a.csv", tmp_path / "a.sarif"
    result = run_in(
        tmp_path / "p", CLASHES,
        "--format", "csv", "-o", table, "--format", "text", "--format", "sarif", "-o", log,
    )  # fmt: skip
    assert result.exit_code == 1
    assert result.stdout == printed(tmp_path / "p", CLASHES, "text")
    assert table.read_text("utf-8") == printed(tmp_path / "p", CLASHES, "csv")
    assert log.read_text("utf-8") == printed(tmp_path / "p", CLASHES, "sarif")


@pytest.mark.parametrize("given", [["--format", "json", "-o"], ["-o"]])
def test_one_output_needs_no_order(given: list[str], tmp_path: Path) -> None:
    file = tmp_path / "report"
    result = run_in(tmp_path / "p", AGREES, *given, file)
    assert (result.exit_code, result.stdout) == (0, "")
    turned = tmp_path / "turned"
    run_at(tmp_path / "p", "-o", turned, *given[:-1])
    assert turned.read_bytes() == file.read_bytes()


def test_a_format_may_be_written_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    result = run_in(
        tmp_path / "p", AGREES, "--format", "csv", "-o", first, "--format", "csv", "-o", second
    )
    assert result.exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_cannot_be_written_is_told_before_anything_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "missing/a.csv"
    result = run_in(tmp_path / "p", AGREES, "--format", "csv", "-o", file)
    assert result.exit_code == 4
    assert f"cannot write {file}: there is no folder" in result.stderr
    assert result.stdout == ""


def test_one_file_that_cannot_be_written_keeps_no_other_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = saving.replace

    def full(file: Path, pieces: Iterable[bytes]) -> None:
        if file.parent.name == "full":
            raise OSError(28, "No space left on device")
        replace(file, pieces)

    (tmp_path / "full").mkdir()
    monkeypatch.setattr(outputs, "replace", full)
    good, bad = tmp_path / "a.csv", tmp_path / "full/a.json"
    result = run_in(
        tmp_path / "p", AGREES, "--format", "json", "-o", bad, "--format", "csv", "-o", good
    )
    assert result.exit_code == 4
    assert f"cannot write {bad}: No space left on device" in result.stderr
    assert good.exists()
    assert list((tmp_path / "full").iterdir()) == []


def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path: Path) -> None:
    file, link = tmp_path / "real.csv", tmp_path / "link.csv"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    run_in(tmp_path / "p", AGREES, "--format", "csv", "-o", link)
    assert link.is_symlink()
    assert file.read_text("utf-8").startswith("id,verdict")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_that_goes_round_gives_way(tmp_path: Path) -> None:
    link = tmp_path / "a.csv"
    link.symlink_to(link)
    assert run_in(tmp_path / "p", AGREES, "--format", "csv", "-o", link).exit_code == 0
    assert link.read_text("utf-8").startswith("id,verdict")


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    run_in(tmp_path / "p", AGREES, "--format", "csv", "-o", pipe)
    reader.join(timeout=30)
    assert read[0].startswith("id,verdict")
    assert pipe.is_fifo()


def test_mistakes_are_written_in_formats_that_tell_them(tmp_path: Path) -> None:
    files = {form: tmp_path / form for form in FORMATS}
    pairs = [part for form, file in files.items() for part in ("--format", form, "-o", file)]
    assert run_in(tmp_path / "p", MISTAKEN, *pairs).exit_code == 2
    written = {form for form, file in files.items() if file.exists()}
    assert written == FORMATS.keys() - {"text", "concise", "csv", "claimreview"}


def test_a_page_goes_into_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        outputs, "sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    )
    result = run_in(tmp_path, AGREES, "--format", "html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--format html -o report.html" in result.stderr
    assert run_at(tmp_path, "--format", "html", "-o", tmp_path / "a.html").exit_code == 0


# --- what is shown, and what fails -----------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "sort"),
    [
        (CLASHES, Sort.CERTAIN), (READ, Sort.READING), (ASSUMED, Sort.ASSUMPTION),
        (UNDECIDED, Sort.UNDECIDED), (UNUSED, Sort.WARNING),
    ],
)  # fmt: skip
def test_what_fails_is_chosen(case: Case, sort: Sort, tmp_path: Path) -> None:
    assert run_in(tmp_path, case).exit_code == (sort in FAILING)
    for other in EVERYTHING:
        if other is not Sort.REVISION:
            fails = other is sort or (other is Sort.WARNING)  # each of them warns
            assert run_at(tmp_path, "--fail-on", other.value).exit_code == fails
    assert run_at(tmp_path, "--exit-zero").exit_code == 0


def test_failing_on_several(tmp_path: Path) -> None:
    both = ("--fail-on", "certain", "--fail-on", "undecided")
    assert run_in(tmp_path, UNDECIDED, *both).exit_code == 1
    assert run_in(tmp_path, CLASHES, *both).exit_code == 1


def test_exit_zero_hides_no_mistake(tmp_path: Path) -> None:
    assert run_in(tmp_path, MISTAKEN, "--exit-zero").exit_code == 2


def test_the_text_says_how_much_was_cut(tmp_path: Path) -> None:
    told = run_in(tmp_path, EVERY_SORT, "--show", "reading")
    assert "Contradiction 2 of 3" in told.stdout
    assert "Contradiction 1 of 3" not in told.stdout
    assert "Contradictory: 3 contradictions in 10 statements" in told.stdout
    assert told.stdout.endswith(
        "Not shown: 1 certain contradiction, 1 contradiction by assumption, 1 undecided\n"
        "group, 1 revision and 1 warning (--show chooses what is).\n"
    )
    assert told.stderr == ""
    assert told.exit_code == 1


def test_nothing_is_cut_where_everything_is_shown(tmp_path: Path) -> None:
    everything = [part for sort in EVERYTHING for part in ("--show", sort.value)]
    told = run_in(tmp_path, EVERY_SORT, *everything)
    assert told.stdout == reports("every sort")["text"]
    assert "warning" in told.stderr


def test_json_holds_everything(tmp_path: Path) -> None:
    told = json.loads(printed(tmp_path, EVERY_SORT, "json", "--show", "certain"))
    assert len(told["contradictions"]) == 3


def test_quiet_prints_nothing_when_nothing_fails(tmp_path: Path) -> None:
    quiet = run_in(tmp_path, UNUSED, "--quiet")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "")
    file = tmp_path / "a.csv"
    run_at(tmp_path, "--quiet", "--format", "csv", "-o", file)
    assert file.exists(), "files are written all the same"
    assert run_at(tmp_path, "--quiet", "--format", "badge").stdout != ""
    passed = run_in(tmp_path / "read", READ, "-q", "--fail-on", "certain")
    assert (passed.exit_code, passed.stdout, passed.stderr) == (0, "", "")


def test_quiet_tells_everything_when_something_fails(tmp_path: Path) -> None:
    loud = run_in(tmp_path, CLASHES)
    for more in ([], ["--exit-zero"]):
        quiet = run_at(tmp_path, "-q", *more)
        assert (quiet.stdout, quiet.stderr) == (loud.stdout, loud.stderr)
    assert "excelent" in run_in(tmp_path / "m", MISTAKEN, "-q").stderr
