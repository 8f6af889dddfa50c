"""When an open casebook locks by itself: rules over numbers, no clock of their own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MINUTE = 60.0
HOUR = 60 * MINUTE

IDLE_CHOICES = (0, 1, 5, 15, 30)
"""Minutes without a sign of her; 0 is "now": as soon as the page is out of sight."""

DEFAULT_IDLE_MINUTES = 5

# With "now" the page itself asks for the lock when it is hidden; without scripts this is left.
IDLE_WHEN_NOW = 1 * MINUTE

ABSOLUTE_LIMIT = 8 * HOUR
"""However busy: no casebook stays open longer than a working day."""

SLEPT = 3.0
"""Seconds by which the two clocks may drift apart before we call it sleep."""


class Why(StrEnum):
    """What made the casebook lock."""

    ASKED = "asked"
    UNSEEN = "unseen"
    LEFT = "left"
    IDLE = "idle"
    LONG = "long"
    SLEPT = "slept"
    STOPPED = "stopped"


@dataclass(kw_only=True, slots=True)
class Watch:
    """What is known about an open session's time."""

    opened: float
    """When it was opened, on the clock that counts sleep."""

    seen: float
    """The last sign of her, on the clock that counts sleep."""

    drift: float
    """By how much the clock that counts sleep was ahead when it was opened or last looked at."""

    idle_minutes: int = DEFAULT_IDLE_MINUTES
    """One of `IDLE_CHOICES`."""

    @property
    def idle_seconds(self) -> float:
        """How long she may be quiet."""
        return self.idle_minutes * MINUTE if self.idle_minutes else IDLE_WHEN_NOW

    def find_reason(self, *, running: float, passing: float) -> Why | None:
        """Say why it must lock now, if it must.

        Args:
            running: the clock that stands still in sleep.
            passing: the clock that goes on in sleep.

        Returns:
            The reason, or None. Never None when she was quiet for longer than she chose, when the
            absolute limit is over, or when the machine slept.
        """
        if passing - running - self.drift > SLEPT:
            return Why.SLEPT
        if passing - self.opened >= ABSOLUTE_LIMIT:
            return Why.LONG
        if passing - self.seen >= self.idle_seconds:
            return Why.IDLE
        return None
