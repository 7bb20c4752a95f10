"""Who is refused: every request but those of our own page on this computer."""

import socket
from pathlib import Path

import pytest

from checker.limits import BYTES_OF_A_REQUEST
from checker.review.guarding import hosts
from checker.review.serving import ADDRESS, listening
from tests.review.desks import HOST, Desk, desk, told


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "evil.example:3228", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:3229",
        "[::1]:3228", "localhost", "localhost.:3228", "127.0.0.1:3228.evil.example",
        "127.0.0.1:3228, evil.example", "127.1:3228", "0.0.0.0:3228", "2130706433:3228",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/state", "/decide", "/nowhere"])
def test_another_name_of_the_server_is_refused(host: str, path: str, at: Desk) -> None:
    assert at.get(path, host=host).status == 421


def test_its_own_names_are_answered(at: Desk) -> None:
    for host in ("127.0.0.1:3228", "localhost:3228"):
        assert at.get("/", host=host).status == 200
    assert hosts(80) >= {"127.0.0.1", "localhost", "localhost:80"}


@pytest.mark.parametrize(
    "path",
    [
        "", "//", "/index.html", "/../claims/vocabulary.yaml", "/claims/vocabulary.yaml",
        "/..%2fclaims", "/seeds/a.txt", "/seeds/", "/%2e%2e/", "/state/", "/state/..", "/\0",
        "/decisions.yaml", "C:\\", "http://127.0.0.1:3228/",
    ],
)  # fmt: skip
def test_nothing_is_served_by_its_path(path: str, at: Desk) -> None:
    assert at.get(path).status == 404
    assert at.post(path, at.asked()).status == 404


@pytest.mark.parametrize(
    "method", ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "get", ""]
)
def test_other_methods_are_refused(method: str, at: Desk) -> None:
    from checker.review.guarding import Request  # noqa: PLC0415 - only where it is called

    for path in ("/", "/state", "/decide", "/withdraw"):
        response = at.app.respond(Request(method, path, "", at.headers({}), b""))
        assert response.status == 405
        assert dict(response.headers)["Allow"] in {"GET", "POST"}


def test_what_writes_is_not_read_and_what_reads_does_not_write(at: Desk) -> None:
    assert at.get("/decide").status == at.get("/withdraw").status == 405
    assert at.post("/", {}).status == at.post("/state", {}).status == 405


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": ""}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "https://127.0.0.1:3228"}, 403),
        ({"origin": "http://127.0.0.1:3229"}, 403),
        ({"origin": "http://localhost:3228"}, 403),
        ({"origin": f"http://{HOST}.evil.example"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "none"}, 403),
        ({"x_factcheck_token": ""}, 403),
        ({"x_factcheck_token": "x" * 43}, 403),
        ({"x_factcheck_token": "tökén\xff"}, 403),
        ({"content_type": ""}, 415),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": "multipart/form-data; boundary=x"}, 415),
        ({"content_type": "text/plain; application/json"}, 415),
    ],
)
@pytest.mark.parametrize("path", ["/decide", "/withdraw"])
def test_another_page_cannot_write(
    headers: dict[str, str], status: int, path: str, at: Desk
) -> None:
    assert at.post(path, at.asked(), **headers).status == status
    assert not at.file.exists()


def test_a_token_is_of_one_run_alone(at: Desk, tmp_path: Path) -> None:
    other = desk(tmp_path)
    assert other.app.token != at.app.token
    assert len(at.app.token) >= 43
    response = at.post("/decide", at.asked(), x_factcheck_token=other.app.token)
    assert response.status == 403
    assert "What you typed is kept" in told(response)["message"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_may_lead_here_but_load_nothing(site: str, at: Desk) -> None:
    assert at.get("/", sec_fetch_site=site, sec_fetch_mode="navigate").status == 200
    for mode in ("no-cors", "cors", ""):
        assert at.get("/", sec_fetch_site=site, sec_fetch_mode=mode).status == 403
        assert at.get("/state", sec_fetch_site=site, sec_fetch_mode=mode).status == 403
    assert at.get("/state", sec_fetch_site=site, sec_fetch_mode="navigate").status == 403
    assert at.get("/", sec_fetch_site="none").status == 200
    assert at.get("/", sec_fetch_site="").status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"because": 1}', b'{"because": null}',
        b'{"because": ["x"]}', b'{"path": "../../x"}', b'{"because": "\\ud800"}', b"[" * 60_000,
        b"{}" * 2, b"NaN",
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(body: bytes, at: Desk) -> None:
    response = at.post("/decide", body)
    assert response.status == 400
    assert told(response) == {"message": "This cannot be read."}


def test_long_bodies_are_refused(at: Desk) -> None:
    assert at.post("/decide", at.asked(because="x" * BYTES_OF_A_REQUEST)).status == 413
    assert not at.file.exists()


def test_every_answer_tells_the_browser_to_be_strict(at: Desk) -> None:
    answers = [
        at.get("/"), at.get("/state"), at.get("/favicon.ico"), at.get("/nowhere"),
        at.get("/", host="evil.example"), at.post("/decide", b"{"), at.decide(ruling="x"),
    ]  # fmt: skip
    for answer in answers:
        headers = dict(answer.headers)
        policy = dict(
            rule.partition(" ")[::2] for rule in headers["Content-Security-Policy"].split("; ")
        )
        assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & headers.keys()
        assert b"Traceback" not in answer.body
    page = dict(answers[0].headers)["Content-Security-Policy"]
    assert "connect-src 'self'" in page
    assert "unsafe" not in page


def test_it_listens_on_this_computer_alone() -> None:
    with listening(0) as on:
        assert ADDRESS == "127.0.0.1"
        assert on.family == socket.AF_INET
        host, port = on.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            listening(port)
