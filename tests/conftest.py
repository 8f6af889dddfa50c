"""What every test may ask for by name, and what every property test does without."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.browser.chromium"]

# By the clock, a test fails when the machine is busy: nothing here is judged by its time.
settings.register_profile("holdfast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("holdfast")
