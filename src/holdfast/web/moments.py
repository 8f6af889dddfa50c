"""Times as a person says them: "Sunday 22 November 2026, 18:43"."""

from __future__ import annotations

from datetime import datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def say_when(iso: str) -> str:
    """Give a time in words, as the clock on the wall stated it.

    Args:
        iso: ISO 8601 with a time of day.

    Returns:
        Day, date and time; the text itself when it is no such time.
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"
