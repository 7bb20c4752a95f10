"""GitHub annotations: what GitHub reads of a log is ours alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.projects import Case
from tests.reports.runs import ATTACKS, EVERY_SORT, MISTAKEN, printed, reports, run_in

_NEW = re.compile(r"::([a-z-]+)(?: ([^:]*))?::(.*)")
_OLD = re.compile(r"##\[([^\]\s]+)([^\]]*)\](.*)")


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def commands(log: str) -> Iterator[Command]:
    """The commands of a log as a runner reads it: behind spaces, and old ones within a line."""
    stopped = ""
    for line in log.splitlines():
        if stopped:
            stopped = "" if line.strip() == f"::{stopped}::" else stopped
            continue
        new = _NEW.fullmatch(line.lstrip())
        assert new or not _OLD.search(line), line
        if new is None:
            continue
        pairs = (pair.partition("=") for pair in (new[2] or "").split(",") if pair)
        properties = {name: unescaped(value) for name, _, value in pairs}
        if new[1] == "stop-commands":
            stopped = new[3]
        else:
            yield Command(new[1], properties, unescaped(new[3]))
    assert not stopped, "commands are never started again"


def unescaped(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


EMPTY: Case = {name: {} for name in ("define", "names", "attributes", "populations", "places")}


def many(count: int) -> Case:
    """Certain contradictions about so many quantities."""
    quantities = {f"q{n}": {"unit": "x"} for n in range(count)}
    says = "\n".join(f"q{n} = {10 * n + 1}\nq{n} = {10 * n + 3}" for n in range(count))
    return {"vocabulary": {"quantities": quantities, **EMPTY}, "articles": {"a": says}}


def test_every_finding_stands_at_its_line() -> None:
    found = list(commands(reports("every sort")["github"]))
    told = [(c.name, c.properties["file"], c.properties["line"]) for c in found]
    assert told == [
        ("error", "claims/b.yaml", "7"),
        ("warning", "claims/a.yaml", "15"),
        ("warning", "claims/a.yaml", "27"),
        ("warning", "claims/a.yaml", "19"),
        ("warning", "claims/vocabulary.yaml", "1"),
        ("notice", "claims/b.yaml", "19"),
    ]
    assert found[0].properties["title"].startswith("Contradiction, certain (")
    assert "→ Ask The Courier" in found[0].message
    assert found[3].properties["title"] == "Undecided"


def test_the_whole_text_follows() -> None:
    log = reports("five articles")["github"]
    text = reports("five articles")["text"]
    assert text in log


def test_no_more_than_github_shows_and_the_rest_is_said(tmp_path: Path) -> None:
    log = printed(tmp_path, many(13), "github")
    found = list(commands(log))
    assert [c.name for c in found] == ["error"] * 10 + ["notice"]
    assert "3 errors more" in found[-1].message
    assert "Contradiction 13 of 13" in log


def test_mistakes_are_errors_at_their_places(tmp_path: Path) -> None:
    result = run_in(tmp_path, MISTAKEN, "--format", "github")
    assert result.exit_code == 2
    assert result.stderr == "", "the log has the text already"
    first, second, notice = commands(result.stdout)
    assert (first.name, first.properties["col"]) == ("error", "5")
    assert first.message == "`excelent` is not in the vocabulary\n→ did you mean `excellent`?"
    assert second.name == "error"
    assert notice.message.startswith("Nothing was checked")
    assert "        ^^^^^^^^" in result.stdout


def test_what_is_not_shown_is_said(tmp_path: Path) -> None:
    found = list(commands(printed(tmp_path, EVERY_SORT, "github", "--show", "undecided")))
    assert [c.name for c in found] == ["warning", "notice"]
    assert found[1].message.startswith("Not shown: 1 certain contradiction, ")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_people_write_is_a_command(attack: str) -> None:
    # What is repeated is wrapped at 80 columns, so that it begins a line somewhere.
    log = reports(attack)["github"]
    names = {"Contradiction", "Undecided", "Warning", "Revised", "factcheck"}
    for command in commands(log):
        assert command.name in {"error", "warning", "notice"}
        assert command.properties["title"].partition(",")[0] in names
        assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        if command.name != "notice":
            assert re.fullmatch(r"claims/\w+\.yaml", command.properties["file"])


def test_a_long_line_is_cut() -> None:
    found = commands(reports("long")["github"])
    assert max(len(command.message) for command in found) < 10_000
