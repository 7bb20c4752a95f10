"""A real browser for tests: headless Chromium over its DevTools pipe, with nothing in between.

Commands and events are JSON texts ended by a zero byte, on two pipes that the browser finds as its
descriptors 3 and 4 (https://chromedevtools.github.io/devtools-protocol/). No port is opened.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
)
_MOVED = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in zip((3, 4), ends):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Makes two descriptors 3 and 4, and then becomes the browser."""

_PATIENCE = 60
"""Seconds after which a browser that says nothing is taken for dead."""

Json = Mapping[str, Any]


def found() -> str | None:
    """The browser of this machine, if it has one."""
    named = os.environ.get("FACTCHECK_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


class BrowserError(Exception):
    """What the browser refused, or a script on the page threw."""


@dataclass
class Browser:
    """A running browser with one tab; `problems` are what its console told of."""

    process: subprocess.Popen[bytes]
    commands: int
    answers: int
    profile: str
    session: str = ""
    problems: list[str] = field(default_factory=list)
    _events: list[Json] = field(default_factory=list)
    _rest: bytes = b""
    _last: int = 0

    @classmethod
    def start(cls, path: str) -> Self:
        """A browser with an empty profile of its own."""
        profile = tempfile.mkdtemp(prefix="factcheck-browser-")
        to_read, commands = os.pipe()
        answers, to_write = os.pipe()
        ends = (str(to_read), str(to_write))
        process = subprocess.Popen(
            [sys.executable, "-c", _MOVED, *ends, path, *FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        browser = cls(process, commands, answers, profile)
        try:
            browser.attach()
        except BrowserError:
            browser.end()
            raise
        return browser

    def attach(self) -> None:
        """Opens the tab and listens to it."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        told = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = told["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """Ends the browser and takes its profile away."""
        os.close(self.commands)
        self.process.terminate()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.answers)
        shutil.rmtree(self.profile, ignore_errors=True)

    # --- the protocol ---

    def send(self, method: str, **params: object) -> Json:
        """The answer to a command."""
        self._last += 1
        command: dict[str, object] = {"id": self._last, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        text = json.dumps(command).encode() + b"\0"
        while text:
            text = text[os.write(self.commands, text) :]
        while True:
            told = self._next()
            if told.get("id") == self._last:
                if "error" in told:
                    raise BrowserError(f"{method}: {told['error']['message']}")
                result: Json = told["result"]
                return result
            self._note(told)

    def wait_for(self, event: str) -> Json:
        """The next event of a name, or one that came since the last command."""
        for place, told in enumerate(self._events):
            if told["method"] == event:
                del self._events[: place + 1]
                return told
        while True:
            told = self._next()
            self._note(told)
            if told.get("method") == event:
                self._events.clear()
                return told

    def _note(self, told: Json) -> None:
        """Keeps an event; what the console complains of is a problem."""
        params = told.get("params", {})
        match told.get("method"):
            case "Log.entryAdded" if params["entry"]["level"] in {"error", "warning"}:
                self.problems.append(params["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.problems.append(str(params["exceptionDetails"]))
            case "Network.requestWillBeSent" if params["type"] != "Document":
                self.problems.append(f"asks for {params['request']['url']}")
            case "Page.javascriptDialogOpening":
                self.problems.append(f"opens a dialog: {params['message']}")
        if "method" in told:
            self._events.append(told)

    def _next(self) -> Json:
        while b"\0" not in self._rest:
            ready, _, _ = select([self.answers], [], [], _PATIENCE)
            read = os.read(self.answers, 1 << 20) if ready else b""
            if not read:
                raise BrowserError("the browser has ended" if ready else "the browser is silent")
            self._rest += read
        text, _, self._rest = self._rest.partition(b"\0")
        told: Json = json.loads(text)
        return told

    # --- what tests do ---

    def open(self, url: str | Path) -> None:
        """Opens a page and waits until it is there."""
        self.problems.clear()
        self._events.clear()
        told = self.send("Page.navigate", url=url.as_uri() if isinstance(url, Path) else url)
        if "errorText" in told:
            raise BrowserError(told["errorText"])
        self.wait_for("Page.loadEventFired")

    def run(self, script: str) -> Any:  # noqa: ANN401 - what JavaScript gives
        """The value of an expression on the page; promises are awaited."""
        told = self.send(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in told:
            details = told["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return told["result"].get("value")

    def look(self, width: int, *, height: int = 900, scheme: str = "light") -> None:
        """The size of the window and the colours that the reader likes."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.send("Emulation.setEmulatedMedia", features=features)

    def press(self, key: str) -> None:
        """Presses and lets go of a key where the focus is; `Tab` and `Enter` by their names."""
        named = {"Tab": 9, "Enter": 13, "Escape": 27}
        text = "\r" if key == "Enter" else "" if key in named else key
        code = named.get(key, ord(key[0].upper()))
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Writes where the focus is."""
        self.send("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Clicks in the first box of an element, with the mouse."""
        place = self.run(
            f"""(async () => {{
                const one = document.querySelector({json.dumps(selector)});
                for (let time = 0; time < 3; time++) {{  // what was not laid out moves the rest
                    one.scrollIntoView({{ block: "center" }});
                    await new Promise(requestAnimationFrame);
                }}
                const box = one.getClientRects()[0];
                return [box.x + box.width / 2, box.y + box.height / 2];
            }})()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def until(self, script: str) -> None:
        """Waits until an expression on the page is true."""
        self.run(
            "new Promise((done, fail) => { const from = Date.now(); const look = () => "
            f"({script}) ? done() : Date.now() - from > {_PATIENCE}000 ? fail(new Error("
            f"{json.dumps(script)})) : setTimeout(look, 10); look(); }})"
        )

    def picture(self, *, whole: bool = False) -> bytes:
        """What is seen as PNG; the `whole` page or the window."""
        from base64 import b64decode  # noqa: PLC0415

        told = self.send("Page.captureScreenshot", captureBeyondViewport=whole, format="png")
        return b64decode(told["data"])


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser while it is needed."""
    path = found()
    if path is None:
        raise BrowserError("there is no Chromium; install one, or name it in FACTCHECK_CHROMIUM")
    with Browser.start(path) as started:
        yield started
