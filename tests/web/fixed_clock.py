"""A clock that goes on only when told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FixedClock:
    """Keeps `Clock` of holdfast.web.clocks."""

    def __init__(self) -> None:
        """Start at a fixed moment."""
        self._awake = 1000.0
        self._asleep = 0.0

    def now(self) -> datetime:
        """Give the time of day."""
        return datetime(2026, 11, 22, 2, 0, tzinfo=UTC) + timedelta(seconds=self.passing())

    def running(self) -> float:
        """Give the seconds awake."""
        return self._awake

    def passing(self) -> float:
        """Give the seconds awake and asleep."""
        return self._awake + self._asleep

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._awake += seconds

    def sleep(self, seconds: float) -> None:
        """Close the lid for a while."""
        self._asleep += seconds
