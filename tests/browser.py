"""A real browser for tests: headless Chromium, driven by Playwright and set as a reader's is."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
_PATIENCE = 60
"""Seconds after which a page that does nothing is taken for dead."""


Scheme = Literal["light", "dark"]


def found() -> str | None:
    """The browser of this machine, if it has one."""
    named = os.environ.get("FACTCHECK_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """A running browser with one tab; `problems` are what its console told of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        self._protocol = page.context.new_cdp_session(page)
        self._loads = 0
        self._seen = 0
        page.set_default_timeout(_PATIENCE * 1000)
        page.on("load", self._loaded)
        page.on("console", self._told)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", self._asked)
        page.on("dialog", self._opened)

    def _loaded(self, _page: Page) -> None:
        self._loads += 1

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(message.text)

    def _asked(self, request: Request) -> None:
        if request.resource_type != "document":
            self.problems.append(f"asks for {request.url}")

    def _opened(self, dialog: Dialog) -> None:
        self.problems.append(f"opens a dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, url: str | Path) -> None:
        """Opens a page and waits until it is there."""
        self.problems.clear()
        self.page.goto(url.as_uri() if isinstance(url, Path) else url)
        self._seen = self._loads

    def wait_for_load(self) -> None:
        """Waits for a page made anew since it was opened or last waited for."""
        while self._loads == self._seen:
            self.page.wait_for_event("load")
        self._seen = self._loads

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """The answer to a command of Chromium's own protocol."""
        return self._protocol.send(method, params)

    def run(self, script: str) -> Any:  # noqa: ANN401 - what JavaScript gives
        """The value of an expression on the page, whatever its policy; promises are awaited."""
        told = self.send(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in told:
            raise AssertionError(told["exceptionDetails"])
        return told["result"].get("value")

    def look(self, width: int, *, height: int = 900, scheme: Scheme = "light") -> None:
        """The size of the window and the colours that the reader likes."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)

    def press(self, key: str) -> None:
        """Presses and lets go of a key where the focus is."""
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Writes where the focus is."""
        self.page.keyboard.insert_text(text)

    def click(self, selector: str) -> None:
        """Clicks on the first element that is meant, with the mouse."""
        self.page.locator(selector).first.click()

    def until(self, script: str) -> None:
        """Waits until an expression on the page is true."""
        self.run(
            "new Promise((done, fail) => { const from = Date.now(); const look = () => "
            f"({script}) ? done() : Date.now() - from > {_PATIENCE}000 ? fail(new Error("
            f"{json.dumps(script)})) : setTimeout(look, 10); look(); }})"
        )

    def barriers(self) -> list[list[str]]:
        """What axe-core finds on the page with nothing folded: each rule with its first element.

        All is laid out: of what the page leaves for later axe sees boxes that lie over others.
        """
        self.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        self._lay_out()
        self.run(AXE.read_text("utf-8"))
        told: list[list[str]] = self.run(
            "axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
        )
        return told

    def text(self) -> str:
        """All that can be read without unfolding, of what the page leaves for later too."""
        self._lay_out()
        told: str = self.run("document.body.innerText")
        return told

    def _lay_out(self) -> None:
        self.run(
            "const all = new CSSStyleSheet();"
            "all.replaceSync('* { content-visibility: visible !important }');"
            "document.adoptedStyleSheets = [all]"
        )

    def picture(self, *, whole: bool = False) -> bytes:
        """What is seen as PNG; the `whole` page or the window."""
        return self.page.screenshot(full_page=whole)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser while it is needed."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found(), args=FLAGS)
        yield Browser(started.new_page())
        started.close()
