"""The only place in the web app that asks what time it is, so that tests can say instead."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the app needs to know about time."""

    def now(self) -> datetime:
        """Give the time of day with its zone."""
        ...

    def running(self) -> float:
        """Give seconds since some start, not counting time in which the machine slept."""
        ...

    def passing(self) -> float:
        """Give seconds since some start, counting time in which the machine slept."""
        ...


class DeviceClock:
    """The device's own clocks."""

    def now(self) -> datetime:
        """Give the time of day in the device's zone."""
        return datetime.now(UTC).astimezone()  # noqa: TID251 - the shell asks

    def running(self) -> float:
        """Give the monotonic clock, which stands still while the machine sleeps."""
        return time.monotonic()

    def passing(self) -> float:
        """Give the boot clock, which goes on while the machine sleeps, where there is one."""
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boot is None else time.clock_gettime(boot)
