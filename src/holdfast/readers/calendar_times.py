"""Times of appointments: UTC, in a zone the file names, or on whatever wall clock there is.

| written                                   | zone                                          |
| ----------------------------------------- | --------------------------------------------- |
| DTSTART:20240304T112034Z                  | UTC, in the file                              |
| DTSTART;TZID=Europe/London:20240304T11…   | by the file's rules, else by the name         |
| DTSTART:20240304T112034                   | unknown: it holds wherever one happens to be  |
| DTSTART;VALUE=DATE:20240304               | a whole day                                   |
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.readers.calendar_zones import offset_by_name, offset_in, parse_local

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdfast.readers.calendar_zones import Stretch
    from holdfast.readers.content_lines import Property


_UTC_OF_EXCHANGE = "tzone://Microsoft/Utc"


class _Point(NamedTuple):
    """One end of an appointment."""

    local: datetime
    is_day: bool
    zone: str


def moment_of(
    begins: Property | None, ends: Property | None, zones: Mapping[str, tuple[Stretch, ...]]
) -> tuple[Moment, tuple[str, ...]]:
    """Give when an appointment is, and marks of what is in doubt.

    Args:
        begins: its first time; None when it states none.
        ends: its last one, if it states one.
        zones: the file's own rules.

    Returns:
        Its end is stated only where it is written in the same zone; the last of whole days is the
        one before the day that the file names, as RFC 5545 has it.
    """
    if begins is None:
        return UNKNOWN_MOMENT, ()
    written = begins.text
    start = _point(begins)
    if start is None:
        return Moment(written, None), ("clock-impossible",)
    until = _until(start, _point(ends) if ends is not None else None)
    if start.is_day:
        day = start.local.date().isoformat()
        return Moment(written, day, Precision.DAY.value, until=until), ()
    stated = start.local.isoformat(timespec="seconds")
    moment = Moment(written, stated, Precision.SECOND.value, until=until)
    offset = _offset(start, zones)
    if offset is None:
        return moment, ("zone-unknown",) if start.zone else ()
    return moment._replace(zone_source=ZoneSource.IN_FILE.value, offset_minutes=offset), ()


def _point(line: Property) -> _Point | None:
    """Give one end of an appointment, None when what is written is no time."""
    written = line.text.strip()
    local = parse_local(written)
    if local is None or local.year <= 1:
        return None
    zone = "UTC" if written.endswith("Z") else line.parameters.get("TZID", "").strip()
    return _Point(local, "T" not in written, zone)


def _until(start: _Point, end: _Point | None) -> str | None:
    """Give the end as a moment writes it, None when it says no more than the beginning."""
    if end is None or end.zone != start.zone or end.is_day != start.is_day:
        return None
    if start.is_day:
        last = end.local - timedelta(days=1)
        return last.date().isoformat() if last > start.local else None
    return end.local.isoformat(timespec="seconds") if end.local > start.local else None


def _offset(point: _Point, zones: Mapping[str, tuple[Stretch, ...]]) -> int | None:
    """Give minutes east of UTC, None when nothing tells."""
    if point.zone in {"UTC", _UTC_OF_EXCHANGE}:
        return 0
    if not point.zone:
        return None
    by_rule = offset_in(zones.get(point.zone, ()), point.local)
    return by_rule if by_rule is not None else offset_by_name(point.zone, point.local)
