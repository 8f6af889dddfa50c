"""The device's clock: the one place, beside the shells, that asks what time it is."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """Give the device's time, with the offset of its zone."""
    return datetime.now().astimezone()  # noqa: TID251  # this is the place


def in_own_zone(iso: str) -> str:
    """Give a time as the device's own clock would have stated it then.

    Args:
        iso: ISO 8601 with an offset; anything else is given back as it is.
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return at.astimezone().isoformat(timespec="seconds") if at.tzinfo else iso
