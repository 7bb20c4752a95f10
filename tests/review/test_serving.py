"""The server itself, asked over a socket by whoever keeps to no rules."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread

import pytest

from checker.review.app import App
from checker.review.guarding import hosts
from checker.review.serving import Server, listening
from tests.review.desks import TODAY, Desk, desk


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def port(at: Desk) -> Iterator[int]:
    on = listening(0)
    number: int = on.getsockname()[1]
    server = Server(App(at.watch, hosts(number), lambda: TODAY), on)
    Thread(target=server.run, daemon=True).start()
    yield number
    server.close()


def asked(port: int, text: str) -> str:
    """The whole answer to a request as it stands, which ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(text.replace("PORT", str(port)).replace("\n", "\r\n").encode("latin-1"))
        told = b""
        while more := line.recv(65536):
            told += more
    return told.decode("utf-8")


END = "\nConnection: close\n\n"

REFUSED = {
    "no host": "GET / HTTP/1.0",
    "an empty host": "GET / HTTP/1.1\nHost:",
    "two hosts": "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nHost: evil.example",
    "a host behind a proxy": "GET / HTTP/1.1\nHost: evil\nX-Forwarded-Host: 127.0.0.1:PORT",
    "an address for a proxy": "GET http://evil.example/ HTTP/1.1\nHost: evil.example",
    "a path upwards": "GET /../../etc/passwd HTTP/1.1\nHost: 127.0.0.1:PORT",
    "a path in signs": "GET /%2e%2e/claims/a.yaml HTTP/1.1\nHost: 127.0.0.1:PORT",
    "a file": "GET /claims/a.yaml HTTP/1.1\nHost: 127.0.0.1:PORT",
    "a word for a method": "NONSENSE / HTTP/1.1\nHost: 127.0.0.1:PORT",
    "a connection": "CONNECT evil.example:80 HTTP/1.1\nHost: 127.0.0.1:PORT",
    "a length that is none": "POST /decide HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: x",
    "a length below nothing": "POST /decide HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: -1",
    "no request": "hello",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_odd_requests_are_refused_and_told_nothing(text: str, port: int, at: Desk) -> None:
    told = asked(port, text + END)
    assert told.split()[1][0] == "4", told
    for secret in ("Traceback", str(at.root), "waitress", "excellent"):
        assert secret not in told


def test_the_page_is_answered_and_the_server_keeps_its_name(port: int) -> None:
    told = asked(port, f"GET / HTTP/1.1\nHost: 127.0.0.1:PORT{END}")
    assert told.startswith("HTTP/1.1 200 OK\r\n")
    assert "\r\nServer:" not in told
    assert "Set-Cookie" not in told


def test_a_defect_of_ours_is_told_in_the_terminal_alone(
    port: int, at: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError(str(at.root))

    monkeypatch.setattr(App, "_state", breaks)
    told = asked(port, f"GET /state HTTP/1.1\nHost: 127.0.0.1:PORT{END}")
    assert told.startswith("HTTP/1.1 500 ")
    assert "This is a defect of factcheck; its terminal tells more." in told
    assert str(at.root) not in told
    assert "ZeroDivisionError" in caplog.text


# --- who keeps connections open ----------------------------------------------------------------

WHOLE = f"GET / HTTP/1.1\nHost: 127.0.0.1:PORT{END}"
OPEN = {
    "nothing": "",
    "half a line": "GET / HT",
    "half a request": "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\n",
    "half a body": "POST /decide HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: 60\n\n{",
    "to go on": "POST /decide HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: 9\n"
    "Expect: 100-continue\n\n",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_connections_on_which_nothing_follows_keep_nobody_out(text: str, port: int) -> None:
    said = text.replace("PORT", str(port)).replace("\n", "\r\n").encode()
    with ExitStack() as held:
        for _ in range(300):
            one = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            one.sendall(said)
        assert asked(port, WHOLE).startswith("HTTP/1.1 200 OK\r\n")


def test_who_never_reads_keeps_nobody_out(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(App, "_newest_page", lambda _: b"x" * 20_000_000)
    said = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    with ExitStack() as held:
        for _ in range(6):  # more than there are threads
            one = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            one.sendall(3 * said)
        monkeypatch.undo()
        assert asked(port, WHOLE).startswith("HTTP/1.1 200 OK\r\n")


def test_connections_that_are_idle_for_long_are_closed(at: Desk) -> None:
    with listening(0) as on:
        number = on.getsockname()[1]
        server = Server(App(at.watch, hosts(number), lambda: TODAY), on)
        with socket.create_connection(("127.0.0.1", number), timeout=60) as silent:
            server.handle_accept()
            (channel,) = server.channels
            server.maintenance(channel.last_activity + 9)
            assert not channel.will_close
            server.maintenance(channel.last_activity + 11)
            assert channel.will_close
            channel.handle_write()
            assert silent.recv(1) == b""
        server.task_dispatcher.shutdown()
        server.close()
