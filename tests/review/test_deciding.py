"""The page writes what `factcheck decide` writes, or nothing at all."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.claims.decision_edits import with_decision
from checker.claims.statements import Decision
from checker.cli import decide as command
from checker.cli.main import main
from checker.review import deciding
from tests.projects import build
from tests.review.desks import CLASHES, TODAY, Desk, desk, told

BEFORE = """\
# ours
decisions:
- contradiction: 0123456789ab  # an old one
  ruling: definitions
  because: so
"""


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(tmp_path)


RULINGS = {
    "definitions": {"ruling": "definitions", "because": "others count"},
    "misprint": {
        "ruling": "misprint", "because": " The Post\n corrected: it ‘twice’ #x ", "by": "M. Lee",
        "article": "seeds/b.txt", "url": "https://example.org/check?a=1",
    },
    "accepted": {"ruling": "accepted", "because": "asked", "until": "2027-01-31"},
    "misread": {"ruling": "misread", "because": "it says 82", "article": "seeds/a.txt"},
}  # fmt: skip


@pytest.mark.parametrize("typed", RULINGS.values(), ids=RULINGS)
@pytest.mark.parametrize("before", [None, BEFORE, "decisions: []\n", "decisions:\r\n"])
def test_it_is_written_as_by_the_command(
    typed: dict[str, str], before: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("page", "terminal"):
        build(tmp_path / name, CLASHES)
        if before is not None:
            (tmp_path / name / "claims/decisions.yaml").write_bytes(before.encode())
    at = desk(tmp_path / "page")
    assert at.decide(**typed).status == 200
    monkeypatch.setattr(command, "here_today", lambda: TODAY)
    options = [f"--{name}={text}" for name, text in typed.items() if name != "ruling"]
    called = ["decide", at.id, typed["ruling"], *options, "--project", str(tmp_path / "terminal")]
    result = CliRunner().invoke(main, called)
    assert result.exit_code == 0, result.output
    assert at.file.read_bytes() == (tmp_path / "terminal/claims/decisions.yaml").read_bytes()


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"ruling": ""}, "ruling", "Choose what it is."),
        ({"ruling": "true"}, "ruling", "Choose what it is."),
        ({"because": " \n"}, "because", "Say in “Why” why it was decided so."),
        ({"ruling": "accepted"}, "until", "What is accepted needs a day in “Holds until”"),
        ({"until": "soon"}, "until", "“Holds until” is no day; write it as in 2027-01-31."),
        ({"until": "20270131"}, "until", "“Holds until” is no day; write it as 2027-01-31."),
        ({"ruling": "assumption"}, "ruling", "No assumption takes part in it"),
        ({"until": "2026-11-21"}, "until", "“Holds until” is past"),
        ({"ruling": "misprint"}, "article", "Name the article with the misprint"),
        ({"article": "../../etc/passwd"}, "article", "No claim file is about the article"),
        ({"url": "javascript:alert(1)"}, "url", "Write “Published at” whole"),
    ],
)
def test_what_is_lacking_is_told_at_its_field(
    typed: dict[str, str], field: str, message: str, at: Desk
) -> None:
    response = at.decide(**typed)
    assert response.status == 422
    assert told(response)["field"] == field
    assert told(response)["message"].startswith(message)
    assert not at.file.exists()


def test_an_unknown_contradiction_is_refused(at: Desk) -> None:
    for name in ("", "0123456789ab", "../x"):
        assert at.decide(contradiction=name).status == 404
        assert at.post("/withdraw", at.asked(contradiction=name)).status == 404


@pytest.mark.parametrize("file", ["claims/a.yaml", "seeds/a.txt", "claims/vocabulary.yaml"])
def test_nothing_is_decided_of_members_that_changed_until_they_are_checked(
    file: str, at: Desk
) -> None:
    asked = at.asked()
    path = at.root / file
    path.write_text(path.read_text() + "# somebody else\n")
    response = at.post("/decide", asked)
    assert response.status == 409
    assert "nothing was written" in told(response)["message"]
    assert not at.file.exists()
    at.watch.look()
    assert at.post("/decide", asked).status == 200, "they say the same"


@pytest.mark.parametrize("file", ["claims/decisions.yaml", "claims/c.yaml", "seeds/c.txt"])
def test_what_its_members_do_not_rest_on_may_change(file: str, tmp_path: Path) -> None:
    case = {"articles": {**CLASHES["articles"], "c": "poor = 5"}}
    at = desk(tmp_path, case)
    path = at.root / file
    path.write_text((path.read_text() if path.exists() else "") + "# somebody else\n")
    assert at.decide().status == 200
    assert "# somebody else" in path.read_text()


def test_a_contradiction_that_is_gone_is_not_decided(at: Desk) -> None:
    asked = at.asked()
    build(at.root, {"articles": {"a": "excellent = 28", "b": "excellent = 28"}})
    at.watch.look()
    response = at.post("/decide", asked)
    assert response.status == 409
    assert not at.file.exists()


def test_the_article_of_the_suspect_is_chosen_already(tmp_path: Path) -> None:
    chosen = '<option value="seeds/b.txt" selected>'
    at = desk(tmp_path, {"articles": {**CLASHES["articles"], "c": "excellent = 28"}})
    assert chosen in at.get("/").body.decode()
    assert " selected>" not in desk(tmp_path / "tie").get("/").body.decode()


def test_numbers_stay(tmp_path: Path) -> None:
    more = {"d": "poor = 5", "e": "poor = 6"}
    at = desk(tmp_path, {"articles": {**CLASHES["articles"], **more}})

    def numbers() -> dict[str, str]:
        page = at.get("/").body.decode()
        return dict(re.findall(r'id="c-(\w+)".*?data-number="(\d+)"', page))

    before = numbers()
    first = min(before, key=before.__getitem__)
    assert at.post("/decide", {**at.asked(), "contradiction": first}).status == 200
    at.watch.look()
    assert list(numbers().items()) == list(before.items())
    build(at.root, {"articles": {**CLASHES["articles"], **more, "f": "well = 1", "g": "well = 2"}})
    at.watch.look()
    assert before.items() < numbers().items()
    assert "2 open of 3" in at.get("/").body.decode()


def test_nothing_is_written_over_a_change_at_the_last_moment(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:

    def meanwhile(text: str, decision: Decision) -> str:
        at.file.write_text("# somebody else\n")
        return with_decision(text, decision)

    asked = at.asked()
    monkeypatch.setattr(deciding, "with_decision", meanwhile)
    response = at.post("/decide", asked)
    assert response.status == 409
    assert at.file.read_text() == "# somebody else\n"
    assert [file.name for file in at.file.parent.glob(".*")] == []


def test_nothing_is_decided_of_files_with_mistakes(at: Desk) -> None:
    asked = at.asked()
    (at.root / "claims/a.yaml").write_text("claims: [")
    at.watch.look()
    assert at.post("/decide", asked).status == 409
    assert not at.file.exists()


def test_nobody_decides_twice(at: Desk) -> None:
    asked = at.asked()
    assert at.post("/decide", asked).status == 200
    assert at.post("/decide", asked).status == 409
    at.watch.look()
    response = at.decide()
    assert response.status == 422
    assert "is decided already" in told(response)["message"]
    assert at.file.read_text().count("contradiction:") == 1


def test_of_many_at_a_time_one_decides(at: Desk) -> None:
    asked = at.asked()
    with ThreadPoolExecutor(8) as pool:
        told_all = [pool.submit(at.post, "/decide", asked) for _ in range(24)]
    assert sorted(one.result().status for one in told_all) == [200] + [409] * 23
    assert at.file.read_text().count("contradiction:") == 1


def test_what_is_withdrawn_comes_back_as_it_was_typed(at: Desk) -> None:
    at.file.write_text(BEFORE)
    at.watch.look()
    typed = RULINGS["misprint"]
    assert at.decide(**typed).status == 200
    at.watch.look()
    response = at.post("/withdraw", {"version": at.state()["report"], "contradiction": at.id})
    assert response.status == 200
    wanted = {**typed, "because": "The Post corrected: it ‘twice’ #x", "until": ""}
    assert told(response)["draft"] == wanted
    assert at.file.read_text() == BEFORE


def test_a_decision_is_taken_out_of_the_file_as_it_is(at: Desk) -> None:
    at.decide()
    at.watch.look()
    asked = {"version": at.state()["report"], "contradiction": at.id}
    at.file.write_text(at.file.read_text() + "# more\n")
    assert at.post("/withdraw", asked).status == 200
    assert at.file.read_text() == "decisions: []\n# more\n"
    assert at.post("/withdraw", asked).status == 404


def test_what_cannot_be_changed_in_place_stays(at: Desk) -> None:
    text = "decisions: [{contradiction: 0123456789ab, ruling: definitions, because: so}]\n"
    at.file.write_text(text)
    at.watch.look()
    response = at.decide()
    assert response.status == 409
    assert "behind a dash" in told(response)["message"]
    assert at.file.read_text() == text


def test_a_file_that_cannot_be_written_is_told(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(deciding, "change", full)
    response = at.decide()
    assert response.status == 500
    message = "decisions.yaml cannot be written: No space left on device. Nothing was written."
    assert told(response)["message"] == message


def test_an_expired_decision_can_be_withdrawn(at: Desk) -> None:
    at.decide(ruling="accepted", until=TODAY.isoformat())
    at.watch.look()
    assert "Its last day is past" not in at.get("/").body.decode()
    at.file.write_text(at.file.read_text().replace("2026-11-22", "2026-11-21"))
    at.watch.look()
    page = at.get("/").body.decode()
    assert "Its last day is past" in page
    assert page.count("data-withdraw") > page.count("[data-withdraw]")
