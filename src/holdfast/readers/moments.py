"""Moments out of the ways exports write time: epochs, ISO 8601, wall clocks. Nothing is guessed.

| written                   | zone                 | becomes                             |
| ------------------------- | -------------------- | ----------------------------------- |
| 1713576562686             | UTC by definition    | `BY_FORMAT`, offset 0               |
| 2024-04-20T01:29:22+01:00 | in the text          | `IN_FILE`, offset 60                |
| 2024-04-20T01:29:22Z      | in the text          | `IN_FILE`, offset 0                 |
| 2024-04-20 01:29:22       | not stated           | `UNKNOWN`, or what the format says  |

What is impossible becomes an unknown moment with its characters kept, and the mark
`clock-impossible`, which the caller adds (`is_impossible`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache

from holdfast.model.moment import Moment, Precision, ZoneSource

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d+)?")
_USUAL_DIGITS = 19
_SECONDS_A_DAY = 86_400
_FIRST_DAY = date(1970, 1, 1).toordinal()
_UTC = ZoneSource.BY_FORMAT.value
_SECOND = Precision.SECOND.value
_MILLISECOND = Precision.MILLISECOND.value
_new = tuple.__new__
# 2024-04-20    2024-04-20 01:29    2024-04-20T01:29:22.123456+01:00    20240420T012922Z
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?"
    r" ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
# 2024-04-20T01:29:22.123456+01:00 or 2024-04-20 01:29:22 UTC, as nearly all programs write it
_USUAL_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?"
    r"(?: ?(Z|UTC|[+-]\d\d:\d\d))?",
    re.ASCII,
)
_IN_FILE = ZoneSource.IN_FILE.value
_NO_ZONE = ZoneSource.UNKNOWN
MOST_OFFSET_MINUTES = 15 * 60
"""No place on earth is further from UTC."""


class Unit(IntEnum):
    """How many of it make a second."""

    SECONDS = 1
    MILLISECONDS = 1_000
    MICROSECONDS = 1_000_000
    NANOSECONDS = 1_000_000_000


_TWO = tuple(f"{number:02}" for number in range(60))
_CLOCK = tuple(f"T{hour}:{minute}:" for hour in _TWO[:24] for minute in _TWO)


def impossible(as_written: object) -> Moment:
    """Give a moment that keeps what was written and states nothing.

    Args:
        as_written: the source's own characters.
    """
    return Moment(str(as_written), None)


def is_impossible(moment: Moment) -> bool:
    """Tell whether something was written that states no time.

    Args:
        moment: from any of the functions here.
    """
    return moment.stated is None and bool(moment.as_written)


def marks_of(moment: Moment) -> tuple[str, ...]:
    """Give the mark of a moment that is impossible, else none.

    Args:
        moment: from any of the functions here.
    """
    return ("clock-impossible",) if moment.stated is None and moment.as_written else ()


def from_epoch(as_written: object, unit: Unit, since: datetime = _EPOCH) -> Moment:
    """Give the moment of a count since an epoch, which is UTC by the format's own definition.

    Args:
        as_written: a number, or a text that holds one.
        unit: what is counted.
        since: another epoch, naive in UTC (Apple counts from 2001-01-01).

    Returns:
        To the second, or to the millisecond when the count is finer and not a whole second. A
        count of 0 in a field that is not set is for the caller to see.
    """
    written = str(as_written)
    if since is _EPOCH and len(written) <= _USUAL_DIGITS and written.isdecimal():
        return _plain_epoch(written, int(unit))
    if not _NUMBER.fullmatch(written):
        try:
            # 1.7e12, as some programs write a large number
            nanoseconds = round(float(written) * (10**9 // unit))
        except (ValueError, OverflowError):
            return impossible(written)
    else:
        whole, _, fraction = written.partition(".")
        nanoseconds = int(whole) * (10**9 // unit)
        if fraction:
            part = int(fraction[:9].ljust(9, "0")) // unit
            nanoseconds += -part if written.startswith("-") else part
    return _from_nanoseconds(written, nanoseconds, since)


def _plain_epoch(written: str, unit: int) -> Moment:
    """Give the moment of a whole count since 1970; asked for every message of a chat."""
    seconds, rest = divmod(int(written), unit)
    day, clock = divmod(seconds, _SECONDS_A_DAY)
    written_day = _written_day(day)
    if not written_day:
        return impossible(written)
    minutes, second = divmod(clock, 60)
    stated = f"{written_day}{_CLOCK[minutes]}{_TWO[second]}"
    milliseconds = rest * 1000 // unit
    if not milliseconds:
        fields = (written, stated, _SECOND, _UTC, 0, None, False)
    else:
        fields = (written, f"{stated}.{milliseconds:03}", _MILLISECOND, _UTC, 0, None, False)
    return _new(Moment, fields)


@lru_cache(maxsize=1_024)
def _written_day(day: int) -> str:
    """Give the date so many days after 1 January 1970, empty when there is no such date."""
    try:
        return date.fromordinal(_FIRST_DAY + day).isoformat()
    except (OverflowError, ValueError):
        return ""


def _from_nanoseconds(written: str, nanoseconds: int, since: datetime) -> Moment:
    """Give the moment so many nanoseconds from an epoch."""
    milliseconds, is_fine = nanoseconds // 10**6, nanoseconds // 10**6 % 1000
    try:
        instant = since + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return impossible(written)
    precision = Precision.MILLISECOND if is_fine else Precision.SECOND
    stated = instant.isoformat(timespec="milliseconds" if is_fine else "seconds")
    return Moment(written, stated, precision.value, ZoneSource.BY_FORMAT.value, 0)


def from_iso(text: str, *, utc_by_format: bool = False) -> Moment:
    """Give the moment of a date or time in ISO 8601, with the zone that the text itself states.

    Args:
        text: `2024-04-20 01:29:22.5 UTC` and all plainer forms.
        utc_by_format: whether a time without a zone is UTC because the format's maker says so.

    Returns:
        Cut at what is written; a fraction of a second to milliseconds. Without any zone, one whose
        zone is unknown.
    """
    return _usual_iso(text, utc_by_format) or _any_iso(text, utc_by_format=utc_by_format)


def _usual_iso(text: str, utc_by_format: bool) -> Moment | None:  # noqa: FBT001  # asked for every message
    """Give the moment of a valid time in the usual form, None for any other."""
    found = _USUAL_ISO.fullmatch(text)
    if found is None:
        return None
    day, clock, fraction, zone = found.groups()
    if not _is_day(day):
        return None
    stated = f"{day}T{clock}"
    offset = offset_minutes(zone) if zone else 0 if utc_by_format else None
    precision = _SECOND
    if fraction and (milliseconds := fraction[:3]).strip("0"):
        stated, precision = f"{stated}.{milliseconds.ljust(3, '0')}", _MILLISECOND
    source = _NO_ZONE if offset is None else _IN_FILE if zone else _UTC
    return _new(Moment, (text, stated, precision, source, offset, None, False))


@lru_cache(maxsize=1_024)
def _is_day(text: str) -> bool:
    """Tell whether a date is in the calendar; most messages of a chat share theirs with others."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _any_iso(text: str, *, utc_by_format: bool) -> Moment:
    """Give the moment of a date or time in any form of ISO 8601."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return impossible(text)
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    stated, precision = f"{year}-{month}-{day}", Precision.DAY
    if hour is not None:
        stated, precision = f"{stated}T{hour}:{minute}", Precision.MINUTE
    if second is not None:
        # A leap second is written as the last one that a clock has.
        stated, precision = f"{stated}:{'59' if second == '60' else second}", Precision.SECOND
    if fraction is not None and fraction[:3].strip("0"):
        stated, precision = f"{stated}.{fraction[:3].ljust(3, '0')}", Precision.MILLISECOND
    try:
        datetime.fromisoformat(stated)
    except ValueError:
        return impossible(text)
    return _with_zone(Moment(text, stated, precision.value), zone, utc_by_format=utc_by_format)


def _with_zone(moment: Moment, zone: str | None, *, utc_by_format: bool) -> Moment:
    """Add what is known of the zone."""
    if zone is None:
        if not utc_by_format or moment.precision == Precision.DAY.value:
            return moment
        return moment._replace(zone_source=ZoneSource.BY_FORMAT.value, offset_minutes=0)
    offset = offset_minutes(zone)
    if offset is None:
        return moment
    return moment._replace(zone_source=ZoneSource.IN_FILE.value, offset_minutes=offset)


@lru_cache(maxsize=256)
def offset_minutes(zone: str) -> int | None:
    """Give the minutes east of UTC that a text such as `Z`, `UTC`, `+01:00` or `-0530` states.

    Args:
        zone: the text; None is given for what is impossible.
    """
    if zone in {"Z", "z", "UTC", "GMT"}:
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if not digits.isdecimal() or int(digits[2:]) >= 60:  # noqa: PLR2004  # minutes
        return None
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > MOST_OFFSET_MINUTES:
        return None
    return -minutes if zone[0] == "-" else minutes
