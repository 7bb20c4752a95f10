"""What all tests share."""

from hypothesis import HealthCheck, settings

# The same examples on every run and every machine; a slow machine is no failure.
settings.register_profile(
    "factcheck",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("factcheck")
