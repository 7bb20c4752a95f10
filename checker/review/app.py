"""What the server answers: the page, how things stand, and what was written down."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from secrets import token_urlsafe
from urllib.parse import parse_qs

from checker.claims.problems import Problem
from checker.frozen import dataclass
from checker.reports.report import Report
from checker.reports.web import page
from checker.reports.web.served import Served
from checker.review.deciding import FIELDS, RefusedError, Written, decide, withdraw
from checker.review.guarding import PATHS, Refusal, Request, refusal
from checker.review.watching import Now, Watch
from checker.usecases.decide import decided

HTML, JSON, TEXT = ("text/html; charset=utf-8", "application/json", "text/plain; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; `policy` is what the browser lets a page do."""

    status: int
    kind: str
    body: bytes
    policy: str = "default-src 'none'"
    more: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> list[tuple[str, str]]:
        """What is sent before the body."""
        return [
            ("Content-Type", self.kind),
            ("Content-Length", str(len(self.body))),
            ("Content-Security-Policy", f"{self.policy}; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
            *self.more,
        ]


class App:
    """Answers requests about the project of a watch. Several threads may ask at a time.

    `known` are the addresses by which it may be called, `today` tells the day.
    """

    def __init__(self, watch: Watch, known: frozenset[str], today: Callable[[], date]) -> None:
        self.token = token_urlsafe(32)
        self._watch = watch
        self._known = known
        self._today = today
        self._project = sha256(str(watch.root.resolve()).encode("utf-8", "replace")).hexdigest()[
            :12
        ]
        self._page: tuple[object, bytes] | None = None
        self._numbers: dict[str, int] = {}  # what was numbered once keeps its number

    def respond(self, request: Request) -> Response:
        """The answer to a request."""
        if refused := refusal(request, self._known, self.token):
            return _refused(refused, request.path)
        match request.path:
            case "/":
                return Response(200, HTML, self._newest_page(), page.served_policy())
            case "/state":
                return self._state(request)
            case "/favicon.ico":
                return Response(204, TEXT, b"")
            case _:
                return self._write(request)

    # --- reading ---

    def _newest_page(self) -> bytes:
        now, today = self._watch.now, self._today()
        key = (now.newest.version, today) if now.newest else now.version
        made = self._page
        if made is None or made[0] != key:
            made = self._page = (key, self._made(now, today))
        return made[1]

    def _made(self, now: Now, today: date) -> bytes:
        if now.newest is None:
            served = Served(self.token, now.version, "", self._project)
            return page.mistakes_page(now.problems, served).encode()
        newest = now.newest
        findings = decided(newest.findings, newest.project, today)
        for one in newest.findings.contradictions:
            self._numbers.setdefault(one.id, len(self._numbers) + 1)
        served = Served(self.token, newest.version, newest.version, self._project)
        report = Report(findings, newest.project, numbers=self._numbers)
        return "".join(page.pieces(report, served)).encode()

    def _state(self, request: Request) -> Response:
        """How things stand; in short where the page that asks is the newest."""
        now = self._watch.now
        newest = now.newest
        version = newest.version if newest else ""
        told: dict[str, object] = {
            "version": now.version,
            "report": version,
            "checking": now.is_checking,
            "failure": _FAILED if now.is_failed else "",
            "problems": [_problem(one) for one in now.problems],
            "contradictions": [],
        }
        if newest and parse_qs(request.query).get("seen") != [version]:
            told["contradictions"] = [
                {"id": one.id, "headline": one.headline} for one in newest.findings.contradictions
            ]
        return _told(200, told)

    # --- writing ---

    def _write(self, request: Request) -> Response:
        typed = _typed(request.body)
        if isinstance(typed, Refusal):
            return _told(typed.status, {"message": typed.message})
        try:
            written = self._written(request.path, typed)
        except RefusedError as error:
            return _told(error.status, {"message": str(error), "field": error.field})
        return _told(200, {"message": written.message, "draft": written.draft})

    def _written(self, path: str, typed: Mapping[str, str]) -> Written:
        if path == "/withdraw":
            return withdraw(self._watch, typed)
        return decide(self._watch, typed, self._today())


_FAILED = "The files could not be checked, which is a defect of factcheck; its terminal tells more."


def _problem(one: Problem) -> Mapping[str, object]:
    return {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "message": one.message,
        "remedy": one.remedy,
    }


def _typed(body: bytes) -> Mapping[str, str] | Refusal:
    """The fields of a form, all of them texts that a file can hold."""
    try:
        given: object = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return _UNREADABLE
    if not isinstance(given, dict):
        return _UNREADABLE
    typed: dict[str, str] = {}
    for name, value in given.items():
        if name not in FIELDS or not isinstance(value, str) or not _is_whole(value):
            return _UNREADABLE
        typed[name] = value
    return typed


_UNREADABLE = Refusal(400, "This cannot be read.")


def _is_whole(text: str) -> bool:
    """Whether a text has no half of a sign, which JSON can spell and no file can hold."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _told(status: int, told: Mapping[str, object]) -> Response:
    return Response(status, JSON, json.dumps(told, ensure_ascii=False).encode())


def _refused(refused: Refusal, path: str) -> Response:
    answer = _told(refused.status, {"message": refused.message})
    if refused.status == HTTPStatus.METHOD_NOT_ALLOWED:
        return replace(answer, more=(("Allow", PATHS[path]),))
    return answer


def status_line(status: int) -> str:
    """A status as HTTP writes it: `404 Not Found`."""
    return f"{status} {HTTPStatus(status).phrase}"
