"""Files are checked anew when they hold something else, and the last report stays meanwhile."""

import os
from pathlib import Path

import pytest

from checker.claims.statements import Project
from checker.explain.finding import Findings
from checker.review.watching import Watch, contents
from tests.projects import Case, build
from tests.review.desks import CLASHES, Desk, desk

AGREES: Case = {
    "articles": {"a": "excellent = 28", "b": {"publisher": "The Post", "says": "excellent = 28"}}
}


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def test_nothing_is_checked_while_nothing_changes(at: Desk) -> None:
    before = at.watch.now
    for file in (at.root / "claims").iterdir():
        os.utime(file)
    at.watch.look()
    assert at.watch.now is before
    assert len(at.examined) == 1


def test_a_changed_claim_is_checked(at: Desk) -> None:
    before = at.state()
    build(at.root, AGREES)
    assert at.state("?seen=x")["contradictions"] == before["contradictions"]
    at.watch.look()
    after = at.state()
    assert after["contradictions"] == []
    assert after["report"] == after["version"] != before["report"]
    build(at.root, CLASHES)
    at.watch.look()
    assert at.state() == before


def test_who_has_the_newest_report_is_told_in_short(at: Desk) -> None:
    assert len(at.state()["contradictions"]) == 1
    assert at.state(f"?seen={at.state()['report']}")["contradictions"] == []


def test_decisions_alone_are_checked_without_the_solver(at: Desk) -> None:
    at.decide()
    at.watch.look()
    assert len(at.examined) == 1
    assert "decided</span>" in at.get("/").body.decode()


def test_mistakes_are_told_with_their_places_and_the_last_report_stays(at: Desk) -> None:
    before = at.state()
    page = at.get("/").body
    file = at.root / "claims/a.yaml"
    text = file.read_text()
    file.write_text(text.replace("excellent = 28", "excelent = 28"))
    at.watch.look()
    (problem,) = at.state()["problems"]
    assert problem["file"] == "claims/a.yaml"
    assert problem["line"] > 1
    assert at.state()["report"] == before["report"] != at.state()["version"]
    assert at.get("/").body == page
    file.write_text(text)
    at.watch.look()
    assert at.state() == before
    assert len(at.examined) == 1


def test_a_project_may_begin_with_mistakes(tmp_path: Path) -> None:
    at = desk(tmp_path, {**CLASHES, "articles": {"a": "excelent = 28"}})
    assert at.state()["report"] == ""
    page = at.get("/").body.decode()
    assert "Nothing was checked" in page
    assert "claims/a.yaml:" in page
    assert at.post("/decide", {"version": "", "contradiction": "x"}).status == 409
    build(tmp_path, CLASHES)
    at.watch.look()
    assert "1 open of 1" in at.get("/").body.decode()


def test_an_article_that_comes_up_is_seen(at: Desk) -> None:
    article = at.root / "seeds/a.txt"
    text = article.read_bytes()
    article.unlink()
    at.watch.look()
    assert at.state()["problems"]
    article.write_bytes(text)
    at.watch.look()
    assert at.state()["problems"] == []


def test_articles_elsewhere_are_watched(tmp_path: Path) -> None:
    build(tmp_path, CLASHES)
    (tmp_path / "else.txt").write_text((tmp_path / "seeds/a.txt").read_text())
    claims = tmp_path / "claims/a.yaml"
    claims.write_text(claims.read_text().replace("seeds/a.txt", "else.txt"))
    examined = []

    def examine(project: Project) -> Findings:
        examined.append(project)
        from tests.projects import found_in  # noqa: PLC0415 - only where it is called

        return found_in(project)

    watch = Watch(tmp_path, examine)
    watch.look()
    before = watch.now
    assert before.newest is not None
    watch.look()
    assert watch.now is before
    assert len(examined) == 1
    with (tmp_path / "else.txt").open("a") as file:
        file.write("More.")
    watch.look()
    assert watch.now.version != before.version


def test_same_size_and_time_do_not_hide_a_change(at: Desk) -> None:
    before = contents(at.root)
    file = at.root / "claims/a.yaml"
    time = file.stat()
    file.write_text(file.read_text().replace("28", "29"))
    os.utime(file, ns=(time.st_atime_ns, time.st_mtime_ns))
    assert contents(at.root).version != before.version
    at.watch.look()
    assert at.watch.now.version != before.version


def test_a_check_that_breaks_is_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    at = desk(tmp_path)
    page = at.get("/").body

    def breaks(_: Project) -> Findings:
        raise ZeroDivisionError

    examine = at.watch._examine
    at.watch._examine = breaks
    build(tmp_path, AGREES)
    at.watch.look()
    assert "defect" in at.state()["failure"]
    assert "ZeroDivisionError" in caplog.text
    assert at.get("/").body == page
    at.watch._examine = examine
    (tmp_path / "claims/a.yaml").open("a").close()
    (tmp_path / "seeds/more.txt").write_text("x")
    at.watch.look()
    assert at.state()["failure"] == ""
    assert at.state()["contradictions"] == []


def test_hidden_files_and_odd_names_are_left_alone(at: Desk) -> None:
    before = contents(at.root)
    (at.root / "claims/.a.yaml.swp").write_text("x")
    (at.root / "claims/.git").mkdir()
    (at.root / "claims/.git/x.yaml").write_text("x")
    assert contents(at.root) == before
    (at.root / "claims" / os.fsdecode(b"\xff.txt")).write_text("x")
    assert contents(at.root) != before


def test_pipes_and_links_without_end_are_never_waited_for(at: Desk) -> None:
    (at.root / "seeds/endless.txt").symlink_to("/dev/zero")
    os.mkfifo(at.root / "seeds/pipe.txt")
    at.watch.look()
    assert len(at.examined) == 1 + 1
    os.mkfifo(at.root / "claims/pipe.yaml")
    at.watch.look()
    assert [problem.message for problem in at.watch.now.problems] == ["this file is a named pipe"]
