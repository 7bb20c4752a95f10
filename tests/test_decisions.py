"""Decisions: whether they hold, what they change in reports, and how their file is edited."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from checker.claims import saving
from checker.claims.decision_edits import UneditableError, with_decision, without_decisions
from checker.claims.decisions import read_decisions
from checker.claims.loading import load
from checker.claims.saving import ChangedMeanwhileError, change
from checker.claims.sources import Source
from checker.claims.statements import Decision, Position, Ruling
from checker.cli import decide as decide_command
from checker.cli.main import main
from checker.explain.finding import Findings, Standing
from checker.reports.web.served import RULINGS
from checker.usecases.decide import decided
from tests.projects import Case, build, found_in

CLASHES: Case = {
    "articles": {"a": "excellent = 28", "b": {"publisher": "The Post", "says": "excellent = 27"}}
}
ROOT = Path(__file__).parent.parent
WHERE = Position("claims/decisions.yaml", 1, 1)
TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path, CLASHES)
    return tmp_path


def the_id(folder: Path) -> str:
    (one,) = found_in(load(folder)).contradictions
    return one.id


def call(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--project", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def decide(folder: Path, *more: str) -> Result:
    return call(
        folder, "decide", the_id(folder)[:6], "definitions", "--because", "others count", *more
    )


def printed(folder: Path, form: str) -> str:
    return call(folder, "run", "--today", "2026-11-22", "--format", form).stdout


def checked(folder: Path, today: date = TODAY) -> Findings:
    project = load(folder)
    return decided(found_in(project), project, today)


# --- whether they hold -----------------------------------------------------------------------


def test_a_decided_contradiction_stays_and_fails_no_more(folder: Path) -> None:
    assert decide(folder, "--by", "M. Lee").exit_code == 0
    run = call(folder, "run")
    assert run.exit_code == 0
    assert "Decided: a difference of definitions, because others count, by M. Lee." in run.stdout
    assert "1 contradiction (1 decided)" in run.stdout


@pytest.mark.parametrize(
    ("today", "code", "standing"),
    [("2027-01-31", 0, Standing.HOLDS), ("2027-02-01", 1, Standing.EXPIRED)],
)
def test_it_holds_to_the_end_of_its_last_day(
    today: str, code: int, standing: Standing, folder: Path
) -> None:
    decide(folder, "--until", "2027-01-31")
    assert call(folder, "run", "--today", today).exit_code == code
    (judged,) = checked(folder, date.fromisoformat(today)).decisions
    assert judged.standing is standing


def test_moved_lines_and_renamed_files_keep_it(folder: Path) -> None:
    decide(folder)
    for name in ("claims/a.yaml", "claims/b.yaml"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(f"# moved\n\n{text}".replace("seeds/a.txt", "seeds/z.txt"))
    (folder / "claims/b.yaml").rename(folder / "claims/c.yaml")
    (folder / "seeds/a.txt").rename(folder / "seeds/z.txt")
    (found,) = checked(folder).contradictions
    assert found.decision is not None


def test_a_changed_figure_loses_it(folder: Path) -> None:
    decide(folder)
    for name in ("claims/b.yaml", "seeds/b.txt"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(text.replace("27", "26"))
    findings = checked(folder)
    assert [one.decision for one in findings.contradictions] == [None]
    assert [one.standing for one in findings.decisions] == [Standing.STALE]
    run = call(folder, "run")
    assert run.exit_code == 1
    assert "there is no such contradiction any more" in run.stdout


def test_what_was_not_checked_is_not_called_stale(folder: Path) -> None:
    decide(folder)
    project = load(folder, [Path("claims/a.yaml")])
    assert decided(found_in(project), project, TODAY).decisions == ()


# --- rulings ---------------------------------------------------------------------------------


def test_our_own_mistakes_are_no_result_of_a_check(folder: Path) -> None:
    call(
        folder,
        *("decide", the_id(folder), "misread", "--because", "it says 82"),
        *("--article", "seeds/b.txt"),
    )
    assert "Decided: a misreading of ours of seeds/b.txt, because it says 82." in printed(
        folder, "text"
    )
    assert json.loads(printed(folder, "claimreview"))["@graph"] == []
    (found,) = json.loads(printed(folder, "json"))["contradictions"]
    assert found["decision"]["ruling"] == "misread"
    assert "a misreading of ours of seeds/b.txt" in printed(folder, "html")


def test_an_assumption_is_decided_to_be_wrong(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "poor = 3"}, "assumptions": "poor = 2"})
    assert call(tmp_path, "run").exit_code == 1
    called = ["decide", the_id(tmp_path), "assumption", "--because", "it was of 2010"]
    assert call(tmp_path, *called).exit_code == 0
    assert "Decided: a wrong assumption, because it was of 2010." in printed(tmp_path, "text")
    (first, *_) = json.loads(printed(tmp_path, "sarif"))["runs"][0]["results"]
    assert first["suppressions"][0]["justification"].startswith("a wrong assumption")
    assert call(tmp_path, "run").exit_code == 0


def test_the_help_and_the_page_know_every_ruling() -> None:
    told = CliRunner().invoke(main, ["decide", "--help"]).stdout
    page = (ROOT / "docs/deciding.md").read_text("utf-8")
    assert [ruling for ruling, _ in RULINGS] == list(Ruling)
    for ruling in Ruling:
        assert f"  {ruling.value} " in told
        assert f"| `{ruling.value}` |" in page


# --- what reports make of them --------------------------------------------------------------


def test_reports_tell_of_a_decision_in_their_own_ways(folder: Path) -> None:
    decide(folder, "--by", "M. Lee")
    told = "a difference of definitions, because others count, by M. Lee"
    first, *_ = json.loads(printed(folder, "sarif"))["runs"][0]["results"]
    (suppression,) = first["suppressions"]
    assert suppression == {"kind": "external", "status": "accepted", "justification": told}
    assert "<skipped" in printed(folder, "junit")
    assert "<failure" not in printed(folder, "junit")
    assert "::notice " in printed(folder, "github")
    assert "::error " not in printed(folder, "github")
    assert "(certain, decided)</summary>" in printed(folder, "markdown")
    assert told in printed(folder, "csv")
    assert json.loads(printed(folder, "badge"))["message"] == "1 contradiction (1 decided)"


def test_reports_warn_of_a_decision_that_no_longer_holds(folder: Path) -> None:
    decide(folder, "--until", "2026-11-21")
    results = json.loads(printed(folder, "sarif"))["runs"][0]["results"]
    assert (results[0]["ruleId"], results[-1]["ruleId"]) == ("certain", "warning")
    assert results[0]["suppressions"] == []
    assert "this decision is expired" in results[-1]["message"]["text"]
    for form in ("junit", "github", "markdown", "text"):
        assert "its last day is past" in printed(folder, form), form


def test_lapsed_decisions_can_fail_a_run(folder: Path) -> None:
    decide(folder)
    file = folder / "claims/decisions.yaml"
    more = "- contradiction: 0123456789ab\n  ruling: definitions\n  because: gone\n"
    file.write_text(file.read_text("utf-8") + more)
    assert call(folder, "run").exit_code == 0
    assert call(folder, "run", "--fail-on", "decision").exit_code == 1


# --- ClaimReview -----------------------------------------------------------------------------

VOCABULARY = json.loads((Path(__file__).parent / "schemas/claim-review.json").read_text("utf-8"))
SIMPLE: dict[str, Callable[[str], bool]] = {
    "Text": lambda value: isinstance(value, str),
    "Date": lambda value: date.fromisoformat(value) is not None,
    "URL": lambda value: value.startswith(("http://", "https://")),
}


def is_sound(node: str | dict[str, Any], ranges: Iterable[str]) -> bool:
    """Whether a value is of one of some types of schema.org, with known properties alone."""
    if isinstance(node, str):
        return any(SIMPLE[one](node) for one in ranges if one in SIMPLE)
    kind = node["@type"]
    known = VOCABULARY["properties"][kind]
    fits = not {kind, *VOCABULARY["above"][kind]}.isdisjoint(ranges)
    return fits and all(
        is_sound(value, known[name]) for name, value in node.items() if name != "@type"
    )


def test_what_was_decided_is_published_in_terms_of_schema_org(folder: Path) -> None:
    call(
        folder,
        *("decide", the_id(folder), "misprint", "--article", "seeds/b.txt"),
        *("--because", "they said so", "--url", "https://example.org/checks#1"),
    )
    file = folder / "claims/decisions.yaml"
    file.write_text(
        f"desk: {{name: Check Desk, url: 'https://example.org'}}\n{file.read_text('utf-8')}"
    )
    found = json.loads(printed(folder, "claimreview"))
    assert found["@context"] == "https://schema.org"
    (review,) = found["@graph"]
    assert is_sound(review, ["ClaimReview"])
    assert {"claimReviewed", "reviewRating", "url"} <= set(review)
    assert review["claimReviewed"] == "excellent = 27"
    assert review["itemReviewed"]["author"]["name"] == "The Post"
    assert review["author"] == {
        "@type": "Organization",
        "name": "Check Desk",
        "url": "https://example.org",
    }


def test_what_is_accepted_or_open_is_no_result_of_a_check(folder: Path) -> None:
    assert json.loads(printed(folder, "claimreview"))["@graph"] == []
    call(
        folder, *("decide", the_id(folder), "accepted", "--because", "so"), "--until", "2027-01-01"
    )
    assert json.loads(printed(folder, "claimreview"))["@graph"] == []


# --- the commands ----------------------------------------------------------------------------


def test_decisions_are_listed_and_stale_ones_taken_out(folder: Path) -> None:
    decide(folder)
    file = folder / "claims/decisions.yaml"
    stale = "- {contradiction: 0123456789ab, ruling: definitions, because: gone}"
    file.write_text(f"# ours\n{file.read_text('utf-8')}")
    before = file.read_text("utf-8")
    file.write_text(before + stale.replace("{", "").replace("}", "").replace(", ", "\n  ") + "\n")
    listed = call(folder, "decisions").stdout
    assert "stale" in listed
    assert listed.endswith("2 decisions\n")
    assert call(folder, "decisions", "--prune").stdout == "1 stale decision taken out\n"
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["zzz", "definitions", "--because", "so"], "there is no contradiction zzz; there are\n"),
        (["", "definitions", "--because", "so"], "there is no contradiction"),
        (["ID", "misprint", "--because", "so"], "name the --article with the misprint: seeds/a"),
        (["ID", "accepted", "--because", "so"], "needs --until"),
        (["ID", "definitions", "--because", " "], "say in --because why"),
        (["ID", "assumption", "--because", "so"], "no assumption takes part in it"),
        *(
            (["ID", "definitions", "--because", "so", "--until", day], f"{day} is no day; write")
            for day in ("soon", "2026-13-01", "2026-02-30", "2026-W10-1", "20261201", "2026-335")
        ),
        (
            ["ID", "definitions", "--because", "so", "--until", "20261201"],
            "write it as 2026-12-01",
        ),
        (
            ["ID", "misprint", "--because", "so", "--article", "seeds/aa.txt"],
            "no claim file is about the article seeds/aa.txt; did you mean `seeds/a.txt`?",
        ),
    ],
)
def test_what_cannot_be_decided_is_a_usage_error(
    arguments: list[str], message: str, folder: Path
) -> None:
    given = [the_id(folder) if argument == "ID" else argument for argument in arguments]
    result = call(folder, "decide", *given)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (folder / "claims/decisions.yaml").exists()


def test_nobody_decides_twice(folder: Path) -> None:
    decide(folder)
    result = decide(folder)
    assert result.exit_code == 2
    assert "is decided already; change it in claims/decisions.yaml:2" in result.stderr


def test_everybody_who_says_the_same_may_have_the_misprint(tmp_path: Path) -> None:
    says = {"a": "excellent = 28", "b": "excellent = 82", "c": "excellent = 28"}
    build(tmp_path, {"articles": says})
    result = call(tmp_path, "decide", the_id(tmp_path), "misprint", "--because", "so")
    assert "seeds/a.txt, seeds/b.txt, seeds/c.txt" in result.stderr


def test_decisions_in_brackets_are_left_alone(folder: Path) -> None:
    file = folder / "claims/decisions.yaml"
    text = "decisions: [{contradiction: 0123456789ab, ruling: definitions, because: so}]\n"
    file.write_text(text)
    result = decide(folder)
    assert result.exit_code == 2
    assert "write each decision behind a dash" in result.stderr
    assert file.read_text("utf-8") == text


# --- the file --------------------------------------------------------------------------------


def decision(number: int, because: str = "so", says: tuple[str, ...] = ()) -> Decision:
    return Decision(f"{number:012x}", Ruling.DEFINITIONS, because, WHERE, says=says)


def ids(text: str) -> list[str]:
    found, problems = read_decisions(Source("x", text), None)
    assert not problems
    return [one.contradiction for one in found.decisions]


STARTS = [
    "",
    "# ours",
    "decisions:",
    "decisions: # none\n# yet\n",
    "decisions: []\n",
    "decisions: [] # none\n",
    "---\ndecisions:\n",
    """\
decisions:
    - contradiction: '111111111111'  # the first
      ruling: definitions
      because: |
        long

        text

    # what follows
""",
    """\
decisions:
- contradiction: '111111111111'
  ruling: definitions
  because: so
  says:
  - a
  - b # last""",
    """\
decisions:
-
  contradiction: '111111111111'
  because: >-
    folded
    text
  ruling: definitions
  says: [a,
    b]
# the end
""",
]


def in_order(lines: list[str], text: str) -> bool:
    """Whether the text still has all these lines, one after the other."""
    left = iter(text.splitlines())
    return all(line in left for line in lines)


@pytest.mark.parametrize("text", STARTS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_is_added_comes_last_and_goes_without_a_trace(text: str, ending: str) -> None:
    text = text.replace("\n", ending)
    longer = with_decision(text, decision(7))
    assert ids(longer) == [*ids(text), f"{7:012x}"]
    if ending in text:
        assert longer.count(ending) == longer.count("\n")
    kept = [line for line in text.splitlines() if not line.startswith("decisions:")]
    assert in_order(kept, longer)
    shorter = without_decisions(longer, {f"{7:012x}"})
    assert ids(shorter) == ids(text)
    assert in_order(kept, shorter)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.split()
)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.data())
def test_whatever_is_said_comes_back(said: list[tuple[str, str]], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(STARTS[:7]))
    for number, (because, statement) in enumerate(said):
        reason = " ".join(because.split())
        try:
            text = with_decision(text, decision(number, reason, says=(statement,)))
        except UneditableError:
            assert not statement.isprintable() or not reason.isprintable()
            return
    gone = data.draw(st.sets(st.integers(0, len(said) - 1)))
    text = without_decisions(text, {f"{number:012x}" for number in gone})
    assert ids(text) == [f"{n:012x}" for n in range(len(said)) if n not in gone]


def test_nothing_is_written_over_what_changed_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"

    def edit(held: bytes | None) -> str:
        file.write_text("somebody else's")
        return f"{held!r}, changed"

    for _ in range(2):
        with pytest.raises(ChangedMeanwhileError):
            change(file, edit)
        assert file.read_text() == "somebody else's"
        file.write_text("another")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


_WRITER = """
import sys
from pathlib import Path
from checker.claims.saving import change

file, name = Path(sys.argv[1]), sys.argv[2]
sys.stdin.readline()
for turn in range(40):
    assert change(file, lambda held: (held or b"").decode() + f"{name} {turn}\\n")
    print(name, turn, flush=True)
"""


def test_no_acknowledged_write_of_several_processes_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(file), name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "abcd"
    ]
    for one in writers:  # all of them are there before any begins
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    acknowledged = [line for one in writers for line in one.communicate()[0].splitlines()]
    assert len(acknowledged) == 160
    assert sorted(file.read_text().splitlines()) == sorted(acknowledged)
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.yaml"]


def test_no_acknowledged_write_of_several_threads_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"

    def write(name: str) -> None:
        for _ in range(20):
            change(file, lambda held: (held or b"").decode() + f"{name}\n")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, "abcd"))
    assert len(file.read_text().splitlines()) == 80


def test_who_decides_at_the_same_time_as_others_keeps_what_they_decided(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "claims/decisions.yaml"
    theirs = "decisions:\n- contradiction: 0123456789ab\n  ruling: definitions\n  because: so\n"

    def meanwhile(*_: object) -> None:
        file.write_text(theirs)

    monkeypatch.setattr(decide_command, "lack", meanwhile)
    assert decide(folder).exit_code == 0
    assert file.read_text().startswith(theirs)
    assert the_id(folder) in file.read_text()


_HOLDER = """
import os, signal, sys
from pathlib import Path
from checker.claims.saving import change

def edit(held):
    print("locked", flush=True)
    signal.pause()

change(Path(sys.argv[1]), edit)
"""


def test_a_lock_ends_with_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    monkeypatch.setattr(saving, "_PATIENCE", 0)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(OSError, match="another program keeps its folder locked"):
            change(file, lambda _: "mine")
        holder.kill()
        holder.wait()
        assert change(file, lambda _: "mine")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("lacking", ["locks", "folders"])
def test_without_locks_it_is_written_and_told(
    lacking: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    def closed(path: object, flags: int) -> int:
        if flags == os.O_RDONLY and Path(str(path)).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags)

    opened: Callable[..., int] = os.open
    if lacking == "locks":
        monkeypatch.setattr("fcntl.flock", refused)
    else:
        monkeypatch.setattr(os, "open", closed)
    result = decide(folder)
    assert result.exit_code == 0
    assert "note: files cannot be locked in this folder" in result.stderr
    assert the_id(folder) in (folder / "claims/decisions.yaml").read_text()


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_a_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text("one")
    file.chmod(0o640)
    link.symlink_to(file)
    change(link, lambda held: f"{held!r} and two")
    assert link.is_symlink()
    assert file.read_text() == "b'one' and two"
    assert file.stat().st_mode & 0o777 == 0o640
