"""What all tests share."""

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run and every machine; a slow machine is no failure.
settings.register_profile(
    "factcheck",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("factcheck")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the reports below tests/golden anew"
    )
    parser.addoption(
        "--every-slip", action="store_true", help="try every slip in the examples, not a sample"
    )
