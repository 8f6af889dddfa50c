"""What is said of long work while it runs: the piece at hand, and the time that has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words
from holdfast.web.clocks import DeviceClock

if TYPE_CHECKING:
    from holdfast.actions.so_far import AtHand

MINUTE, HOUR = 60, 3600


def running() -> float:
    """Give seconds since some start, not counting time in which the machine slept."""
    return DeviceClock().running()


def say_at_hand(at_hand: AtHand | None) -> str:
    """Say what is being done just now; empty when it is short.

    Args:
        at_hand: the piece of work.
    """
    if at_hand is None:
        return ""
    done, whole = at_hand.figures
    said = words("web_take_in_progress").table("at_hand").text(at_hand.step)
    return said.format(done=f"{done:,}", all=f"{whole:,}")


def say_time(since: float, *, until: float | None = None) -> str:
    """Say how much time has passed: it moves on also while no other figure does.

    Args:
        since: when it began, by `running`.
        until: now when None.
    """
    whole = int((running() if until is None else until) - since)
    said = words("web_take_in_progress")
    if whole < MINUTE:
        return said.text("time_seconds").format(seconds=whole)
    if whole < HOUR:
        return said.text("time_minutes").format(minutes=whole // MINUTE, seconds=whole % MINUTE)
    return said.text("time_hours").format(hours=whole // HOUR, minutes=whole % HOUR // MINUTE)
