"""The HTML report in a real browser: what a reader does, what axe-core finds, what never runs."""

import json
import re
from base64 import b64decode
from pathlib import Path

import pytest

from tests.browser import Browser, Scheme
from tests.projects import Case
from tests.reports.runs import ATTACKS, EVERY_SORT, MANY, ROOT, hostile_case, run_at, run_in


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the five articles."""
    page = tmp_path_factory.mktemp("five") / "report.html"
    run_at(ROOT, "--format", "html", "--output", page)
    return page


@pytest.fixture(scope="module")
def every_sort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on something of every sort."""
    folder = tmp_path_factory.mktemp("sorts")
    run_in(folder, EVERY_SORT, "--format", "html", "--output", folder / "report.html")
    return folder / "report.html"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on so many contradictions that there are filters."""
    folder = tmp_path_factory.mktemp("many")
    run_in(folder, MANY, "--format", "html", "--output", folder / "report.html")
    return folder / "report.html"


def shown(chrome: Browser, kind: str) -> list[str]:
    """The items of a list that are seen, by number or id, from first to last."""
    told: list[str] = chrome.run(
        f"[...document.querySelectorAll('[data-item={kind}]:not([hidden])')]"
        ".map(one => one.dataset.number || one.id)"
    )
    return told


def choose(chrome: Browser, selector: str, value: str) -> None:
    one = f"document.querySelector({json.dumps(selector)})"
    chrome.run(f"{one}.value = {json.dumps(value)}; {one}.dispatchEvent(new Event('change'))")


def is_seen(chrome: Browser, selector: str) -> bool:
    """Whether an element lies in the window."""
    told: bool = chrome.run(
        f"(() => {{ const r = document.querySelector({json.dumps(selector)})"
        ".getClientRects()[0]; return Boolean(r) && r.bottom > 0 && r.top < innerHeight; })()"
    )
    return told


# --- what a reader does ----------------------------------------------------------------------


def test_the_page_opens_without_a_complaint_and_asks_for_nothing(
    chrome: Browser, five: Path
) -> None:
    chrome.look(1440)
    chrome.open(five)
    assert chrome.problems == []
    assert chrome.run("document.title") == "4 contradictions"
    assert chrome.run("document.querySelectorAll('[data-tools=card]').length") == 0


def test_contradictions_are_searched_filtered_and_sorted(chrome: Browser, many: Path) -> None:
    chrome.look(1440)
    chrome.open(many)
    assert shown(chrome, "card") == [str(number) for number in range(1, 18)]
    chrome.run("document.querySelector('[data-tools=card] [data-search]').focus()")
    chrome.type("FUND council said")
    chrome.until("document.querySelector('.shown').textContent === '1 of 17 shown'")
    assert shown(chrome, "card") == ["17"]
    assert chrome.run("document.querySelectorAll('.ranked li:not([hidden])').length") == 1
    chrome.run("document.querySelector('[data-tools=card] [data-search]').value = ''")
    chrome.type(" ")
    chrome.until("document.querySelector('.shown').textContent === '17 of 17 shown'")
    choose(chrome, "[data-tools=card] [data-by=grade]", "reading")
    assert shown(chrome, "card") == ["16"]
    choose(chrome, "[data-tools=card] [data-by=grade]", "")
    choose(chrome, "[data-tools=card] [data-sort]", "size")
    sizes = chrome.run("[...document.querySelectorAll('.card')].map(one => +one.dataset.size)")
    assert sizes == sorted(sizes)
    choose(chrome, "[data-tools=card] [data-by=articles]", "a2")
    assert 0 < len(shown(chrome, "card")) < 17


def test_from_a_quote_to_its_article_to_the_claim_and_back(chrome: Browser, five: Path) -> None:
    chrome.look(1440)
    chrome.open(five)
    chrome.run("document.querySelectorAll('details.article').forEach(one => one.open = false)")
    link = ".card a.go"
    target = chrome.run(f"document.querySelector('{link}').hash")
    chrome.click(link)
    chrome.until(f"location.hash === '{target}' && document.querySelector('.hl:target')")
    assert is_seen(chrome, target)
    assert chrome.run(f"document.activeElement.id === '{target[1:]}'")
    chrome.click(f"a.hl[id='{target[1:]}']")
    note = target.replace("#t", "#n")
    chrome.until(f"location.hash === '{note}' && document.querySelector('.note:target')")
    assert is_seen(chrome, note)
    chrome.click(f"[id='{note[1:]}'] .in a")
    chrome.until("document.querySelector('.card:target')")
    assert chrome.run("document.activeElement.matches('.card:target')")
    chrome.run("history.back()")
    chrome.until(f"location.hash === '{note}'")


def some_targets(chrome: Browser) -> list[str]:
    """Where links of the page lead: of each kind of place the first, the middle and the last."""
    told = chrome.run("[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.hash)")
    kinds: dict[str, list[str]] = {}
    for target in dict.fromkeys(told):
        kinds.setdefault(re.sub(r"[\d-]+", "", target), []).append(target)
    some = [target for of in kinds.values() for target in (of[0], of[len(of) // 2], of[-1])]
    return list(dict.fromkeys(some))


@pytest.mark.parametrize("width", [390, 1440])
def test_every_kind_of_link_lands_where_it_leads(width: int, chrome: Browser, five: Path) -> None:
    """From the top and from the foot of the page: what lies between is not laid out yet."""
    chrome.look(width)
    chrome.open(five)
    missed = []
    for number, target in enumerate(some_targets(chrome)):
        chrome.open("about:blank")
        chrome.open(five)
        if number % 2:
            chrome.run("scrollTo(0, document.documentElement.scrollHeight)")
        chrome.run(f"document.querySelector('a[href=\"{target}\"]').click()")
        chrome.run("new Promise(done => setTimeout(done, 50))")
        if not is_seen(chrome, f"[id='{target[1:]}']"):
            missed.append(target)
    assert missed == []


def test_a_link_finds_what_a_filter_hides(chrome: Browser, many: Path) -> None:
    chrome.look(1440)
    chrome.open(many)
    choose(chrome, "[data-tools=card] [data-by=grade]", "reading")
    chrome.run("document.querySelectorAll('details.article').forEach(one => one.open = true)")
    chrome.click(".note.suspect .in a")
    chrome.until("document.querySelector('.card:target:not([hidden])')")
    assert chrome.run("document.activeElement.matches('.card:target')")


def test_keys_move_from_one_contradiction_to_the_next(chrome: Browser, many: Path) -> None:
    chrome.look(1440)
    chrome.open(many)
    for key, number in (("j", "1"), ("j", "2"), ("j", "3"), ("k", "2")):
        chrome.press(key)
        assert chrome.run("document.activeElement.dataset.number") == number
    chrome.press("/")
    assert chrome.run("document.activeElement.type") == "search"
    chrome.press("j")
    assert chrome.run("document.activeElement.value") == "j"
    chrome.run("document.querySelector('[data-keys]').click(); document.activeElement.blur()")
    chrome.press("j")
    assert chrome.run("document.activeElement.dataset.number") is None


def test_the_first_key_leads_past_the_head(chrome: Browser, five: Path) -> None:
    chrome.look(1440)
    chrome.open(five)
    chrome.press("Tab")
    assert chrome.run("document.activeElement.className") == "skip"
    assert is_seen(chrome, ".skip")
    chrome.press("Enter")
    chrome.until("location.hash === '#main'")


def test_a_question_is_copied(chrome: Browser, five: Path) -> None:
    chrome.look(1440)
    chrome.open(five)
    chrome.run("window.copied = []; navigator.clipboard.writeText = async t => copied.push(t)")
    chrome.click(".copy")
    chrome.until("document.querySelector('.copy').textContent === 'Copied'")
    (copied,) = chrome.run("copied")
    assert copied.startswith("Ask Community Care: ")


def test_all_is_read_without_the_script(chrome: Browser, five: Path) -> None:
    chrome.look(1440)
    chrome.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chrome.open(five)
        told = chrome.text()
        tools = chrome.run("[...document.querySelectorAll('.tools, .copy')].map(o => o.hidden)")
    finally:
        chrome.send("Emulation.setScriptExecutionDisabled", value=False)
    assert "13% → " in told
    assert "Council improves its ‘failing’ child safeguarding services" in told
    assert all(tools)


def pages_on_paper(chrome: Browser) -> int:
    paper = chrome.send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"]
    return len(re.findall(rb"/Type */Page\b", b64decode(paper)))


def test_the_five_articles_take_two_sheets_of_paper(chrome: Browser, five: Path) -> None:
    chrome.look(1440)
    chrome.open(five)
    assert pages_on_paper(chrome) == 2
    chrome.run("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert pages_on_paper(chrome) > 4


def test_a_telephone_shows_all_headlines_at_once(chrome: Browser, five: Path) -> None:
    chrome.look(390)
    chrome.open(five)
    last = "document.querySelector('.ranked li:last-child').getBoundingClientRect().bottom"
    assert chrome.run(last) <= 844


# --- for everybody ---------------------------------------------------------------------------

LOOKS: list[tuple[str, int, Scheme]] = [
    ("five", 390, "light"),
    ("five", 1440, "dark"),
    ("every_sort", 768, "dark"),
    ("every_sort", 1440, "light"),
]


@pytest.mark.parametrize(("name", "width", "scheme"), LOOKS)
def test_axe_finds_nothing(
    name: str,
    width: int,
    scheme: Scheme,
    chrome: Browser,
    request: pytest.FixtureRequest,
) -> None:
    chrome.look(width, scheme=scheme)
    chrome.open(request.getfixturevalue(name))
    assert chrome.barriers() == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_window(width: int, chrome: Browser, five: Path) -> None:
    chrome.look(width)
    chrome.open(five)
    assert chrome.run("document.documentElement.scrollWidth") == width
    clipped = chrome.run(
        "[...document.querySelectorAll('svg text')].filter(one => { const r = "
        "one.getBoundingClientRect(); return r.width && (r.left < -1 || r.right > innerWidth + 1); "
        "}).map(one => one.textContent)"
    )
    assert clipped == []


# --- hostile files ---------------------------------------------------------------------------


HOSTILE: dict[str, Case] = {
    "every attack": hostile_case(" ".join(ATTACKS.values())),
    "attributes": hostile_case("\" onclick=alert(1) autofocus onfocus='alert(2)' x=\"' style=x:y "),
    "drawings": hostile_case("</title></desc><svg onload=alert(1)><a href='javascript:alert(2)'>x"),
    "hidden signs": hostile_case(ATTACKS["bad"]),
    "a long line": hostile_case("9" * 100_000),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE)
def test_nothing_runs_and_nothing_leaves_its_place(
    case: Case, chrome: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    run_in(tmp_path, case, "--format", "html", "--output", page)
    chrome.look(390)
    chrome.open(page)
    assert chrome.problems == []
    assert chrome.run("document.scripts.length") == 1
    assert chrome.run("document.images.length + document.querySelectorAll('iframe').length") == 0
    assert chrome.run("document.documentElement.scrollWidth") == 390
    assert chrome.run("document.querySelectorAll('[onclick], [onload], [style]').length") == 0


def test_the_policy_stops_what_would_get_through(chrome: Browser, five: Path) -> None:
    chrome.look(1440)
    chrome.open(five)
    chrome.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">');"
        "const s = document.createElement('script'); s.textContent = 'window.ran=2';"
        "document.body.append(s)"
    )
    chrome.run("new Promise(done => setTimeout(done, 50))")
    assert chrome.run("window.ran") is None
    assert chrome.problems
