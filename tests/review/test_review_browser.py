"""`factcheck review` in a real browser: an editor decides while others change the files."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from checker.frozen import dataclass
from tests.browser import Browser, Scheme
from tests.projects import Case, build
from tests.reports.runs import ATTACKS, EVERY_SORT, MANY, ROOT, hostile_case

CLASHES: Case = {
    "articles": {
        "a": "excellent = 28\npoor = 3",
        "b": {"publisher": "The Post", "says": "excellent = 27"},
        "c": {"publisher": "The Mail", "says": "poor = 5"},
    }
}
_START = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from checker.cli.main import start
start()
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server and the project that it shows."""

    root: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def file(self) -> Path:
        return self.root / "claims/decisions.yaml"

    @property
    def port(self) -> str:
        return self.address.rstrip("/").rpartition(":")[2]

    def end(self) -> tuple[int, str]:
        """The exit code after Ctrl-C, and what was printed at the end."""
        self.process.send_signal(signal.SIGINT)
        told, _ = self.process.communicate(timeout=60)
        return self.process.returncode, told


@contextmanager
def serving(root: Path, port: str = "0") -> Iterator[Running]:
    called = [sys.executable, "-c", _START, "review", "--project", str(root), "--port", port]
    with subprocess.Popen(called, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            address = re.search(r"http\S+", process.stdout.readline())
            assert address is not None
            yield Running(root, address[0], process)
        finally:
            process.kill()


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Running]:
    build(tmp_path, CLASHES)
    with serving(tmp_path) as running:
        yield running


def go(chrome: Browser, at: Running, *, width: int = 1440, scheme: Scheme = "light") -> None:
    """Opens the page and waits until it has heard from its server."""
    chrome.look(width, scheme=scheme)
    chrome.open("about:blank")  # the page of a test before may still ask for its server
    chrome.open(at.address)
    chrome.until("document.documentElement.dataset.looked")


def complaints(chrome: Browser) -> list[str]:
    """What the browser complained of, but for requests to the page's own server."""
    ours = re.compile(r"asks for (http://127\.0\.0\.1:\d+/|data:image/svg)")  # its own calendar's
    return [one for one in chrome.problems if not ours.match(one)]


def write(chrome: Browser, text: str, card: int = 1) -> None:
    """Opens the form of a card and types a reason."""
    chrome.run(
        f"document.querySelectorAll('.card .deciding details')[{card - 1}].open = true;"
        f"document.querySelectorAll('.card [name=because]')[{card - 1}].focus()"
    )
    chrome.type(text)


def choose(chrome: Browser, ruling: str) -> None:
    chrome.click(f"details[open] [name=ruling][value={ruling}]")


def typed(chrome: Browser) -> list[str]:
    """The reasons that stand in forms."""
    told: list[str] = chrome.run(
        "[...document.querySelectorAll('[name=because]')].map(o => o.value).filter(Boolean)"
    )
    return told


def reloading(chrome: Browser) -> None:
    """Waits for a page made anew, which has heard from its server."""
    chrome.wait_for_load()
    chrome.until("document.documentElement.dataset.looked")


def bar(chrome: Browser) -> str:
    told: str = chrome.run(
        "document.querySelector('#live').hidden ? '' : document.querySelector('#live').innerText"
    )
    return told


def until_told(chrome: Browser, text: str) -> None:
    chrome.until(f"document.querySelector('#live').innerText.includes({json.dumps(text)})")


# --- what an editor does ---------------------------------------------------------------------


def test_the_page_opens_and_asks_nobody_but_its_server(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    assert complaints(chrome) == []
    assert chrome.run("document.title") == "2 open of 2"
    assert bar(chrome) == ""
    assert chrome.run("document.cookie") == ""


def test_from_a_claim_to_its_article_and_back(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    chrome.click(".card a.go")
    chrome.until("document.querySelector('.hl:target')")
    chrome.run("history.back()")
    chrome.until("!location.hash")


def test_a_decision_by_keys_alone(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    chrome.press("j")
    number = chrome.run("document.activeElement.dataset.number")
    assert number == "1"
    chrome.press("d")
    chrome.press(" ")
    assert chrome.run("document.activeElement.value") == "misprint"
    chrome.press("Tab")
    assert chrome.run("document.activeElement.name") == "article"
    assert chrome.run("document.activeElement.value") == "", "two are suspected as much"
    chrome.press("T")
    article = chrome.run("document.activeElement.value")
    assert article in {"seeds/b.txt", "seeds/c.txt"}
    chrome.press("Tab")
    chrome.type("The Post printed a correction")
    chrome.press("Tab")
    chrome.type("M. Lee")
    while chrome.run("document.activeElement.type") != "submit":
        chrome.press("Tab")
    chrome.press("Enter")
    reloading(chrome)
    text = at.file.read_text("utf-8")
    assert "because: The Post printed a correction\n  by: M. Lee\n" in text
    assert f"article: {article}" in text
    assert f"is decided: a misprint in {article}." in bar(chrome)
    assert chrome.run("document.title") == "1 open of 2"
    assert chrome.run("document.activeElement.dataset.decided") == "open"
    chrome.click("#live-shows")
    chrome.until("document.activeElement.dataset.decided === 'decided'")
    chrome.click("#live-close")
    assert bar(chrome) == ""
    assert typed(chrome) == []
    assert chrome.run("document.querySelector('[name=by]').value") == "M. Lee"


def test_filters_stay_when_something_was_decided(chrome: Browser, tmp_path: Path) -> None:
    build(tmp_path, MANY)
    with serving(tmp_path) as at:
        go(chrome, at)
        filters_stay(chrome)


def filters_stay(chrome: Browser) -> None:
    chrome.run(
        "const s = document.querySelector('[data-tools=card] [data-search]');"
        "s.value = 'fund council'; s.dispatchEvent(new Event('change'))"
    )
    fund = "[...document.querySelectorAll('.card')].findIndex(one => !one.hidden) + 1"
    chrome.run(
        "const o = document.querySelector('[data-sort]'); o.value = 'name';"
        "o.dispatchEvent(new Event('change'))"
    )
    write(chrome, "others count", chrome.run(fund))
    choose(chrome, "definitions")
    chrome.run("document.querySelector('details[open] form').requestSubmit()")
    reloading(chrome)
    assert complaints(chrome) == []
    assert chrome.run("document.querySelector('.shown').textContent") == "1 of 17 shown"
    assert chrome.run("document.querySelector('[data-sort]').value") == "name"


def test_what_was_written_down_is_kept_no_longer(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    chrome.press("d")
    chrome.press(" ")
    choose(chrome, "definitions")
    write(chrome, "others count")  # and the focus stays where it was typed
    chrome.run("document.querySelector('details[open] form').requestSubmit()")
    reloading(chrome)
    assert chrome.run("Object.keys(localStorage)") == []
    assert chrome.run("document.querySelector('#kept').hidden")


def test_what_is_lacking_is_told_where_it_is(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    write(chrome, "asked")
    chrome.run("document.querySelector('details[open] form').requestSubmit()")
    chrome.until("document.querySelector('.refused').textContent === 'Choose what it is.'")
    choose(chrome, "accepted")
    chrome.run("document.querySelector('details[open] form').requestSubmit()")
    chrome.until("document.querySelector('.refused').textContent.startsWith('What is accepted')")
    assert chrome.run("document.activeElement.name") == "until"
    assert chrome.run("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert typed(chrome) == ["asked"]
    assert not at.file.exists()


def test_a_changed_file_is_not_written_over_and_nothing_typed_is_lost(
    chrome: Browser, at: Running
) -> None:
    go(chrome, at)
    write(chrome, "others count")
    choose(chrome, "definitions")
    at.file.write_text("# somebody else\n")
    until_told(chrome, "The files changed: the contradictions are the same.")
    chrome.click("#live-reload")
    reloading(chrome)
    assert typed(chrome) == ["others count"]
    assert chrome.run("document.querySelector('[name=ruling]:checked').value") == "definitions"
    chrome.run(
        "document.querySelector('[name=because]').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true}))"
    )
    reloading(chrome)
    text = at.file.read_text("utf-8")
    assert text.startswith("# somebody else\ndecisions:\n- contradiction: ")
    assert "because: others count" in text


def test_what_is_typed_survives_reloads_and_the_end_of_the_server(
    chrome: Browser, at: Running
) -> None:
    go(chrome, at)
    write(chrome, "half a rea")
    chrome.open(at.address)
    assert typed(chrome) == ["half a rea"]
    choose(chrome, "definitions")
    code, told = at.end()
    assert code == 130
    assert told.endswith("Ended.\n")
    chrome.run("document.querySelector('details[open] form').requestSubmit()")
    chrome.until("document.querySelector('.refused').textContent.startsWith('No answer')")
    assert typed(chrome) == ["half a rea"]
    with serving(at.root, at.port) as again:
        chrome.run("document.querySelector('details[open] form').requestSubmit()")
        chrome.until(
            "document.querySelector('.refused').textContent.includes('a review that has ended')"
        )
        go(chrome, again)
        assert typed(chrome) == ["half a rea"]
        chrome.run("document.querySelector('details[open] form').requestSubmit()")
        reloading(chrome)
    assert "because: half a rea" in at.file.read_text("utf-8")


def test_a_withdrawn_decision_stands_in_its_form_again(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    write(chrome, "others count")
    choose(chrome, "definitions")
    chrome.run("document.querySelector('details[open] form').requestSubmit()")
    reloading(chrome)
    chrome.run("document.querySelector('.folded').open = true")
    chrome.click("[data-withdraw]")
    reloading(chrome)
    assert at.file.read_text("utf-8") == "decisions: []\n"
    assert typed(chrome) == ["others count"]
    assert "is withdrawn" in bar(chrome)
    assert chrome.run("document.title") == "2 open of 2"


# --- while the files change ------------------------------------------------------------------


def test_changes_are_told_and_nobody_is_made_to_reload(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    write(chrome, "I am still typ")
    chrome.run("window.same = true")
    claims = at.root / "claims/c.yaml"
    before = claims.read_text()
    claims.write_text(before.replace("poor = 5", "poor = 6"))
    (at.root / "seeds/c.txt").write_text((at.root / "seeds/c.txt").read_text() + "\npoor = 6")
    until_told(chrome, "The files changed: 1 new contradiction, 1 contradiction gone.")
    chrome.type("ing")
    assert typed(chrome) == ["I am still typing"]
    assert chrome.run("window.same && document.activeElement.name") == "because"
    chrome.press("Escape")
    chrome.press("r")
    reloading(chrome)
    assert "poor" in chrome.text()
    told = chrome.run("[...document.querySelectorAll('#kept, .card')].map(o => o.innerText).join()")
    assert "I am still typing" in told + "".join(typed(chrome))


def test_what_was_typed_for_a_contradiction_that_is_gone_is_shown(
    chrome: Browser, at: Running
) -> None:
    go(chrome, at)
    for card in (1, 2):
        write(chrome, f"reason {card}", card)
    build(at.root, {"articles": {**CLASHES["articles"], "c": "poor = 3"}})
    until_told(chrome, "1 contradiction gone")
    chrome.click("#live-reload")
    reloading(chrome)
    (left,) = typed(chrome)
    told = chrome.run("document.querySelector('#kept').innerText")
    (gone,) = {"reason 1", "reason 2"} - {left}
    assert gone in told
    chrome.click("#kept button")
    assert chrome.run("document.querySelector('#kept').hidden")
    chrome.open(at.address)
    assert chrome.run("document.querySelector('#kept').hidden")


def test_what_was_typed_is_shown_when_somebody_else_has_decided(
    chrome: Browser, at: Running
) -> None:
    go(chrome, at)
    write(chrome, "my own reason")
    (one, *_) = chrome.run("[...document.querySelectorAll('.deciding')].map(o => o.dataset.id)")
    at.file.write_text(
        f"decisions:\n- contradiction: {one}\n  ruling: definitions\n  because: theirs\n"
    )
    until_told(chrome, "The files changed")
    chrome.click("#live-reload")
    reloading(chrome)
    assert "my own reason" in chrome.run("document.querySelector('#kept').innerText")
    until_told(chrome, "was not written down")


def test_mistakes_are_told_with_their_places_until_they_are_mended(
    chrome: Browser, at: Running
) -> None:
    go(chrome, at)
    claims = at.root / "claims/a.yaml"
    before = claims.read_text()
    claims.write_text(before.replace("excellent = 28", "excelent = 28"))
    until_told(chrome, "The files have 1 mistake; this is the last report without any.")
    assert re.search(r"claims/a\.yaml:\d+:\d+ ", bar(chrome))
    assert chrome.run("document.querySelectorAll('.card').length") == 2
    claims.write_text(before)
    chrome.until("document.querySelector('#live').hidden")


def test_a_page_of_mistakes_is_followed_by_the_report(chrome: Browser, tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excelent = 28"}})
    with serving(tmp_path) as at:
        go(chrome, at)
        assert chrome.run("document.title") == "Nothing was checked"
        build(tmp_path, CLASHES)
        until_told(chrome, "The mistakes are mended.")
        chrome.click("#live-reload")
        reloading(chrome)
        assert chrome.run("document.title") == "2 open of 2"


# --- others ----------------------------------------------------------------------------------


def test_another_page_can_neither_read_nor_write(chrome: Browser, at: Running) -> None:
    go(chrome, at)
    token = chrome.run("document.body.dataset.token")
    (one, *_) = chrome.run("[...document.querySelectorAll('.deciding')].map(o => o.dataset.id)")
    asked = {"version": chrome.run("document.body.dataset.report"), "contradiction": one}
    body = json.dumps({**asked, "ruling": "definitions", "because": "so"})
    headers = {"X-Factcheck-Token": token}
    with serving(at.root) as other:
        for page in ("about:blank", f"{other.address}nowhere"):
            chrome.send("Page.setBypassCSP", enabled=True)
            chrome.open(page)
            chrome.send("Page.setBypassCSP", enabled=False)
            for mode in ("no-cors", "cors"):
                options = {"method": "POST", "mode": mode, "body": body, "headers": headers}
                assert asked_from(chrome, f"{at.address}decide", options) in {"opaque", "refused"}
            assert asked_from(chrome, at.address, {}) == "refused"
            assert asked_from(chrome, f"{at.address}state", {"mode": "no-cors"}) == "refused"
    assert not at.file.exists()


def asked_from(chrome: Browser, address: str, options: Mapping[str, object]) -> str:
    """What a page gets of another's server."""
    called = f"fetch({json.dumps(address)}, {json.dumps(options)})"
    told: str = chrome.run(f"{called}.then(r => r.type, () => 'refused')")
    return told


# --- for everybody ---------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (768, "light"), (1440, "dark")])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    width: int, scheme: Scheme, chrome: Browser, tmp_path: Path
) -> None:
    build(tmp_path, EVERY_SORT)
    with serving(tmp_path) as at:
        go(chrome, at, width=width, scheme=scheme)
        write(chrome, "others count")
        choose(chrome, "definitions")
        chrome.run("document.querySelector('details[open] form').requestSubmit()")
        reloading(chrome)
        write(chrome, "x")
        choose(chrome, "accepted")
        chrome.run("document.querySelector('details[open] form').requestSubmit()")
        chrome.until("document.querySelector('details[open] .refused').textContent")
        at.file.write_text(at.file.read_text("utf-8") + "# more\n")
        until_told(chrome, "The files changed")
        assert chrome.barriers() == []
        assert chrome.run("document.documentElement.scrollWidth") == width


def test_nothing_that_people_write_runs(chrome: Browser, tmp_path: Path) -> None:
    attack = " ".join(ATTACKS.values())
    build(tmp_path, hostile_case(attack))
    with serving(tmp_path) as at:
        go(chrome, at, width=390)
        assert complaints(chrome) == []
        write(chrome, "<img src=x onerror=alert(1)>")
        choose(chrome, "definitions")
        chrome.run("document.querySelector('details[open] form').requestSubmit()")
        reloading(chrome)
        (tmp_path / "claims/x.yaml").write_text('<script>alert(1)</script>: "\'><img src=x>"')
        until_told(chrome, "mistake")
        assert complaints(chrome) == []
        assert chrome.run("document.images.length") == 0
        assert chrome.run("document.scripts.length") == 2
        assert chrome.run("document.querySelectorAll('[onclick], [onload], [style]').length") == 0
