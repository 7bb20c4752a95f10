"""What all tests share."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import Browser, browser, found
from tests.effort import THOROUGH, choose

# The same examples on every run and every machine; a slow machine is no failure.
settings.register_profile(
    "factcheck",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("factcheck")

# Some hundred processes of the command run, which need not compile it each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A shell has Ctrl-C ignored in what runs in its background; the tests send it to their processes.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the reports below tests/golden anew"
    )
    parser.addoption(
        THOROUGH, action="store_true", help="try every slip and example, not a sample of them"
    )


def pytest_configure(config: pytest.Config) -> None:
    choose(thorough=config.getoption(THOROUGH))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker waits for it in the end."""
    items.sort(key=lambda item: "test_topics" not in item.nodeid)


MISSING = "no Chromium here: NOTHING of the HTML pages was tried in a browser; install chromium"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    if found() is None:
        if os.environ.get("CI") or os.environ.get("FACTCHECK_CI_BOUNDED"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with browser() as started:
        yield started
