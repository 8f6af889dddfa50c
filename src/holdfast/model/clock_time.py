"""The time of day as people write it: `17:30`, `5.30pm`, `noon`, `evening`, `17:30 GMT`."""

from __future__ import annotations

import re
from typing import NamedTuple

from holdfast.model.errors import AmbiguousTimeError, UnreadableTimeError

CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
    r" ?(?P<half>[ap]\.?m\b\.?)?(?: ?(?P<zone>z|utc|gmt|bst|[+-]\d\d:?\d\d))?"
)
AT_END = re.compile(rf"(?P<day>.+?)(?: at)? {CLOCK}")
AT_START = re.compile(rf"{CLOCK}(?: on)? (?P<day>.+)")
NAMED_AT_END = re.compile(
    r"(?P<day>.+?)(?: at| in the)? (?P<name>noon|midday|midnight|morning|afternoon|evening|night)"
)
THIS = re.compile(r"this (?P<name>morning|afternoon|evening)")
PARTS = {
    "morning": ("06:00", "12:00"),
    "afternoon": ("12:00", "18:00"),
    "evening": ("18:00", "23:59"),
}
"""What the parts of a day are taken to span; the moment is marked as "about"."""

ZONES = {"z": 0, "utc": 0, "gmt": 0, "bst": 60}
HOURS, HALF_DAY, MINUTES = 24, 12, 60


class ClockTime(NamedTuple):
    """A time of day, as far as it was said."""

    text: str
    """`17:30` or `17:30:09`."""

    has_seconds: bool = False
    """Whether seconds were said."""

    until: str = ""
    """End of a part of the day; empty for a single time."""

    about: bool = False
    """True for an hour without minutes, and for a part of the day."""

    offset_minutes: int | None = None
    """Minutes east of UTC, when said."""


def split_clock_time(words: str) -> tuple[str, ClockTime | None]:
    """Part the time of day from the day.

    Args:
        words: lower case, one space between words.

    Returns:
        The words for the day, and the time of day if one was said. An hour that can be read in
        two ways ends in `AmbiguousTimeError`, one that no clock shows in `UnreadableTimeError`.
    """
    if this := THIS.fullmatch(words):
        return "today", _named(this["name"])
    if named := NAMED_AT_END.fullmatch(words):
        return named["day"], _named(named["name"])
    for pattern in (AT_END, AT_START):
        found = pattern.fullmatch(words)
        if found and (found["minute"] or found["half"]):
            return found["day"], _clock(found)
    return words, None


def _named(name: str) -> ClockTime:
    if name in {"midnight", "night"}:
        raise AmbiguousTimeError  # of the day that begins, or of the one that ends
    if name in PARTS:
        start, end = PARTS[name]
        return ClockTime(text=start, until=end, about=True)
    return ClockTime(text="12:00")


def _clock(found: re.Match[str]) -> ClockTime:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    second = int(found["second"] or 0)
    if hour >= HOURS or minute >= MINUTES or second >= MINUTES:
        raise UnreadableTimeError
    if found["half"]:
        hour = _full_hour(hour, found["half"][0])
    elif len(found["hour"]) == 1:
        raise AmbiguousTimeError  # 5:30: morning or evening
    return ClockTime(
        text=f"{hour:02}:{minute:02}" + (f":{second:02}" if found["second"] else ""),
        has_seconds=bool(found["second"]),
        about=not found["minute"],
        offset_minutes=_offset(found["zone"]),
    )


def _full_hour(hour: int, half: str) -> int:
    if hour > HALF_DAY:
        return hour  # "17:30pm" is written by people and by apps
    if hour == 0 and half == "p":
        raise UnreadableTimeError
    return hour % HALF_DAY + (HALF_DAY if half == "p" else 0)


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone in ZONES:
        return ZONES[zone]
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours >= HOURS or minutes >= MINUTES:
        raise UnreadableTimeError
    return (hours * MINUTES + minutes) * (-1 if zone[0] == "-" else 1)
