"""The device's own clocks, for the journal and for noticing that the wall clock was set.

Entries are never dated from here: actions hand in their clock.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


def device_clock() -> datetime:
    """Give the wall clock in the device's zone."""
    return datetime.fromtimestamp(time.time(), UTC).astimezone()


def seconds_running() -> float:
    """Give a clock that nobody can set; it goes on while the device sleeps where that is known."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
