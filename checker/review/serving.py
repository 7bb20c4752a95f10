"""The server: the only file that imports waitress. It listens on this computer alone."""

import logging
import socket
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from checker.limits import BYTES_OF_A_REQUEST, CONNECTIONS, SECONDS_IDLE
from checker.review.app import TEXT, App, Response, status_line
from checker.review.guarding import Request

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


class Server(TcpWSGIServer):
    """Answers requests on a socket that listens, from whoever comes.

    Nobody can keep others out by connections on which half a request is sent, or nothing is read:
    when there is no room the one that is idle for longest gives way.
    """

    def __init__(self, app: App, on: socket.socket) -> None:
        settings = Adjustments(
            ident=None,
            threads=4,
            max_request_body_size=16
            * BYTES_OF_A_REQUEST,  # above it not even a refusal in our words
            max_request_header_size=16 * 1024,
            clear_untrusted_proxy_headers=True,
            asyncore_use_poll=True,
            channel_timeout=SECONDS_IDLE,
            cleanup_interval=0,  # whenever something happens
            connection_limit=2 * CONNECTIONS,
            outbuf_high_watermark=256 * 1024 * 1024,  # below it no thread waits for a reader
            log_socket_errors=False,
        )
        workers = ThreadedTaskDispatcher()
        workers.set_thread_count(settings.threads)
        family, kind, protocol, address = on.family, on.type, on.proto, on.getsockname()
        super().__init__(
            wsgi(app),
            _sock=on,
            dispatcher=workers,
            adj=settings,
            sockinfo=(family, kind, protocol, address),
            bind_socket=False,
        )

    @property
    def channels(self) -> list[HTTPChannel]:
        """The connections that are open; their type is told wrongly to type checkers."""
        return list(cast("dict[int, HTTPChannel]", self.active_channels).values())

    def maintenance(self, now: float) -> None:
        """Closes connections that were idle for long, and for room the idlest."""
        channels = sorted(self.channels, key=lambda one: one.last_activity)
        idle = [one for one in channels if one.total_outbufs_len or not one.requests]
        room = max(0, len(channels) - CONNECTIONS)
        for place, one in enumerate(idle):
            if place < room or one.last_activity < now - SECONDS_IDLE:
                one.will_close = True


def serve(app: App, on: socket.socket) -> None:
    """Answers requests until the process ends."""
    server = Server(app, on)
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
        environ["wsgi.input"].read(BYTES_OF_A_REQUEST + 1),
    )
