"""Which requests are answered: those of our own page on this computer, and no others.

Any page that an editor has open may send requests to 127.0.0.1, so that nothing is believed of a
request for where it comes from:

* `Host` must be this server's own address. A name elsewhere that was made to point here (DNS
  rebinding) has another.
* Browsers tell which page asks, in `Sec-Fetch-Site` and `Origin`, and let no page lie about it.
* To write one needs the token, which only our page holds and no other page can read.
"""

from collections.abc import Mapping
from hmac import compare_digest

from checker.frozen import dataclass
from checker.limits import BYTES_OF_A_REQUEST

GET, POST = "GET", "POST"
PATHS = {"/": GET, "/state": GET, "/favicon.ico": GET, "/decide": POST, "/withdraw": POST}
"""All that is served, and by which method. Nothing is looked up in a folder."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request; `headers` are by their names in small letters."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, with the status of HTTP."""

    status: int
    message: str


def hosts(port: int) -> frozenset[str]:
    """The names by which this server may be called."""
    names = ("127.0.0.1", "localhost")
    return frozenset(
        {f"{name}:{port}" for name in names} | (set(names) if port == _USUAL else set())
    )


_USUAL = 80
"""The port that browsers leave out."""


def refusal(request: Request, known: frozenset[str], token: str) -> Refusal | None:
    """Why a request is refused, or nothing."""
    host = request.headers.get("host", "")
    if host not in known:
        return Refusal(421, "This address is not served here.")
    if request.path not in PATHS:
        return Refusal(404, "There is nothing here.")
    if request.method != PATHS[request.path]:
        return Refusal(405, "This is not done here.")
    if PATHS[request.path] == POST:
        return _unwritable(request, host, token)
    return _unreadable(request)


def _unreadable(request: Request) -> Refusal | None:
    """Other pages may lead here, but not load anything of it."""
    site = request.headers.get("sec-fetch-site", "none")
    leads = request.path == "/" and request.headers.get("sec-fetch-mode") == "navigate"
    if site in {"none", "same-origin"} or leads:
        return None
    return Refusal(403, "Another page asked for this.")


def _unwritable(request: Request, host: str, token: str) -> Refusal | None:
    headers = request.headers
    if headers.get("origin") != f"http://{host}":
        return Refusal(403, "Another page asked for this.")
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return Refusal(403, "Another page asked for this.")
    given = headers.get("x-factcheck-token", "").encode("utf-8", "replace")
    if not compare_digest(given, token.encode()):
        message = "This page is of a review that has ended. What you typed is kept: reload."
        return Refusal(403, message)
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return Refusal(415, "This is not JSON.")
    if len(request.body) > BYTES_OF_A_REQUEST:
        return Refusal(413, "This is too long.")
    return None
