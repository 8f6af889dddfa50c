"""The clock of the story: shows when she wrote each thing, and goes only forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class StoryClock:
    """A device's clock that is told what to show."""

    def __init__(self, shows: datetime) -> None:
        """Set the clock.

        Args:
            shows: with its zone.
        """
        self.shows = shows

    def __call__(self) -> datetime:
        """Give what it shows."""
        return self.shows

    def seconds_running(self) -> float:
        """Give the same time from the clock that nobody can set."""
        return self.shows.timestamp()
