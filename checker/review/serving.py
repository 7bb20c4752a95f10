"""The server: the only file that imports waitress. It listens on this computer alone."""

import logging
import socket
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from waitress.server import create_server

from checker.review.app import TEXT, App, Response, status_line
from checker.review.guarding import MOST_BYTES, Request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ADDRESS = "127.0.0.1"
"""Where it listens; there is no option for another, since who can reach it can decide."""

_log = logging.getLogger(__name__)


def listening(port: int) -> socket.socket:
    """A socket that listens on this computer; port 0 takes any that is free.

    Raises `OSError` where the port is taken.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs share a port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((ADDRESS, port))
        found.listen(64)
    except BaseException:
        found.close()
        raise
    return found


def serve(app: App, on: socket.socket) -> None:
    """Answers requests until Ctrl-C."""
    server = create_server(
        wsgi(app),
        sockets=[on],
        ident=None,
        threads=4,
        max_request_body_size=16 * MOST_BYTES,  # above it not even a refusal in our words
        max_request_header_size=16 * 1024,
        clear_untrusted_proxy_headers=True,
    )
    try:
        server.run()
    finally:
        server.close()


def wsgi(app: App) -> Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]:
    """The app as servers call it."""

    def call(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        try:
            response = app.respond(_request(environ))
        except Exception:  # noqa: BLE001 - no traceback goes to the browser
            _log.exception("a defect of factcheck")
            response = Response(
                500, TEXT, b"This is a defect of factcheck; its terminal tells more."
            )
        start(status_line(response.status), response.headers)
        return [response.body]

    return call


def _request(environ: "WSGIEnvironment") -> Request:
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    }
    return Request(
        environ["REQUEST_METHOD"],
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        headers,
        environ["wsgi.input"].read(MOST_BYTES + 1),
    )
