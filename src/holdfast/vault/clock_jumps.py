"""Noticing that the device's clock was set, from a second clock that nobody can set."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from holdfast.vault.device_clock import seconds_running

if TYPE_CHECKING:
    from collections.abc import Callable

STEADY = "steady"
NOTICED_SECONDS = 60
"""Smaller corrections are what clocks get from the network all the time."""


class ClockWatch:
    """Compares the wall clock with the time that has really passed."""

    def __init__(self, running: Callable[[], float] = seconds_running) -> None:
        """Begin to watch.

        Args:
            running: seconds from a clock that nobody can set.
        """
        self._running = running
        self._seen: tuple[datetime, float] | None = None

    def see(self, wall: datetime, before: str) -> str:
        """Tell how the wall clock went since the entry before.

        Args:
            wall: what it shows now.
            before: when the entry before was written, ISO 8601; empty for the first.

        Returns:
            `steady`, `back <seconds> s` or `forward <seconds> s`. A jump forward while no process
            was watching cannot be told from time that passed.
        """
        running = self._running()
        jump = 0.0
        if before:
            jump = min(0.0, (wall - datetime.fromisoformat(before)).total_seconds())
        if self._seen is not None:
            seen_wall, seen_running = self._seen
            jump = (wall - seen_wall).total_seconds() - (running - seen_running)
        self._seen = (wall, running)
        if abs(jump) < NOTICED_SECONDS:
            return STEADY
        return f"{'back' if jump < 0 else 'forward'} {abs(round(jump))} s"
