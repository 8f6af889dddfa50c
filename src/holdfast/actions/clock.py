"""The device's clock: the one place, beside the shells, that asks what time it is."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """Give the device's time, with the offset of its zone."""
    return datetime.now().astimezone()  # noqa: TID251  # this is the place
