"""Times of day in call records, with the zone that some write behind them."""

from __future__ import annotations

import re
from functools import lru_cache

from holdfast.readers.moments import from_iso

LONGEST_CELL = 80
_NOON, _HOURS, _MINUTES = 12, 24, 60
_REMEMBERED = 8_192
_NO_ZONES = {"AM", "PM"}
# 14:05    9:05:09    10:15 PM, as nearly all files write it; says no more than `_CLOCK` does.
_USUAL_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])(:[0-5][0-9])?(?: ?([AaPp])[Mm])?")
# 1405    140509    T140509Z
_SOLID_CLOCK = re.compile(r"T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(Z)?")
# What table programs write before a time of day that stands alone: their day nought.
_DAY_ZERO = re.compile(r"^(?:30/12/1899|12/30/1899|30\.12\.1899|1899-12-30)[T ]+")
# 10.15.22.000000 PM    10:15P    10h15    10:15 Uhr    at 10:15:22    T10:15:22.5+01:00
# 10:15 (GMT+1)    10:15:22 BST: which zone a word means no standard says, but of the first two
_CLOCK = re.compile(
    r"[ T,]*(?:(?:at|um|à|a las|klo|kl\.?) )?(\d{1,2}) ?[:.h] ?(\d\d)"
    r"(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?: ?([AaPp])\.?(?: ?[Mm]\.?)?(?![A-Za-z]))?"
    r"(?: ?(?:Uhr|hrs|h))?"
    r"(?: ?[(\[]?(?:(UTC|GMT|Z)|(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?|([A-Z]{2,5}))[)\]]?)?"
)


def _on_the_clock(hour: int, half: str) -> str:
    """Give an hour of 24 for one of 12 or 24; one above 12 makes the half of the day moot."""
    after = _NOON if half == "p" else 0
    return f"T{hour % _NOON + after if half and hour <= _NOON else hour:02}"


_HOUR_OF = {
    (written, half): _on_the_clock(int(written), half.lower())
    for hour in range(_HOURS)
    for written in {str(hour), f"{hour:02}"}
    for half in ("", *"AaPp")
}
"""Hour as written and first letter of the half of the day -> the hour of 24."""


def parse_time(cell: str) -> tuple[str, str, str] | None:
    """Give a time of day (`T14:05`), its precision, and its zone; None when it is none.

    Args:
        cell: as written, or what follows a date.

    Returns:
        The zone is `Z`, `UTC`, `GMT` or `+01:00`; empty when there is none, or a word such as `BST`
        whose meaning is for the person to say.
    """
    text = cell.strip()
    usual = _USUAL_CLOCK.fullmatch(text)
    if usual is not None:
        hour, minute, second, half = usual.groups()
        stated = _HOUR_OF.get((hour, half or ""))
        if stated is None:
            return None
        return (f"{stated}:{minute}{second}", "second", "") if second else (
            f"{stated}:{minute}", "minute", ""
        )  # fmt: skip
    return _parse_other_time(text)


@lru_cache(_REMEMBERED)
def _parse_other_time(text: str) -> tuple[str, str, str] | None:
    """Give a time of day that is written in a less usual way."""
    solid = _SOLID_CLOCK.fullmatch(text)
    if solid is not None:
        hour, minute, second, zone = solid.groups()
        return _stated(f"T{hour}", minute, second, zone or "")
    text = _DAY_ZERO.sub("", text)
    found = _CLOCK.fullmatch(" ".join(text.split())) if len(text) <= LONGEST_CELL else None
    if found is None:
        return None
    hour, minute, second, half, utc, sign, hours, minutes, word = found.groups()
    stated = _HOUR_OF.get((f"{int(hour)}", half or ""))
    if stated is None or max(int(minute), int(second or 0)) >= _MINUTES or word in _NO_ZONES:
        return None
    zone = f"{sign}{int(hours):02}:{minutes or '00'}" if sign else utc or ""
    return _stated(stated, f"{int(minute):02}", second and f"{int(second):02}", zone)


def _stated(hour: str, minute: str, second: str | None, zone: str) -> tuple[str, str, str]:
    """Give a time of day with its precision."""
    if second is None:
        return f"{hour}:{minute}", "minute", zone
    return f"{hour}:{minute}:{second}", "second", zone


@lru_cache(256)
def zone_minutes(zone: str) -> int | None:
    """Give minutes east of UTC for a zone as written after a time.

    Args:
        zone: `Z`, `UTC`, `+01:00`.
    """
    return from_iso(f"2000-01-01T00:00:00{zone}").offset_minutes
