"""`factcheck review` on the command line."""

import socket
from pathlib import Path

from click.testing import CliRunner

from checker.cli.main import main
from tests.projects import build
from tests.review.desks import CLASHES


def test_a_port_that_is_taken_is_a_usage_error(tmp_path: Path) -> None:
    build(tmp_path, CLASHES)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        called = ["review", "--project", str(tmp_path), "--port", port]
        result = CliRunner().invoke(main, called)
    assert result.exit_code == 2
    assert f"port {port} cannot be had" in result.stderr
    assert "--port 0 for any" in result.stderr


def test_there_is_no_way_to_listen_for_others() -> None:
    result = CliRunner().invoke(main, ["review", "--help"])
    assert "--host" not in result.stdout
    assert "--bind" not in result.stdout
