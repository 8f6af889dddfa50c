"""Times and places as recordings state them.

Seconds since 1904 (ISO/IEC 14496-12 §8.2.2, said to be UTC; some cameras write local time, some
write nothing), ISO 8601 in tags (QuickTime File Format, `com.apple.quicktime.creationdate`), and
positions as ISO 6709:2008 annex H writes them (`+51.5000-000.1200+010.500/`).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource

FIRST_YEAR, LAST_YEAR = 1990, 2060
MOST_OFFSET_MINUTES = 14 * 60
FROM_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  # a wall clock, whose zone is given beside it
UNIX_IN_1904 = 2_082_844_800
"""1970-01-01 counted from 1904: a clock that was never set, in a phone that counts from 1970."""

NOT_SET = frozenset({0, UNIX_IN_1904})

# 2024-03-01T10:11:12+0100   2024-03-01T10:11:12.345Z   2024-03-01 10:11   2024:03:01 10:11:12
_WRITTEN = re.compile(
    r"(\d{4})[-:](\d\d)[-:](\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?"
    r" ?(Z|UTC|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
# CREATION_TIME=2024-03-01T09:11:12Z     date=2024-03-01 10:11     in comments of Ogg and FLAC
_COMMENT = re.compile(rb"(?:creation_time|date)=(\d[\dT:.Z +-]{15,40})", re.IGNORECASE)
# +12.3456-098.7654+010.500/     +1234.5-09845.6/     +122030-0984530/
_PLACE = re.compile(r"([+-])(\d{2,6})(\.\d{1,9})?([+-])(\d{3,7})(\.\d{1,9})?", re.ASCII)


def since_1904(seconds: int) -> tuple[Moment, str]:
    """Give the time of a movie header, and the mark of a doubt or nothing.

    Args:
        seconds: since the first second of 1904, UTC by the format's definition.
    """
    written = str(seconds)
    if seconds in NOT_SET:
        return UNKNOWN_MOMENT, "clock-not-set"
    return _by_format(written, FROM_1904, seconds * 1_000_000)


def since(start: datetime, nanoseconds: int) -> tuple[Moment, str]:
    """Give a time that is UTC by the format's definition, and the mark of a doubt or nothing.

    Args:
        start: wall clock that is counted from.
        nanoseconds: since then.
    """
    return _by_format(str(nanoseconds), start, nanoseconds // 1000)


def _by_format(written: str, start: datetime, microseconds: int) -> tuple[Moment, str]:
    try:
        stated = start + timedelta(microseconds=microseconds)
    except OverflowError:
        return UNKNOWN_MOMENT._replace(as_written=written), "clock-impossible"
    if not FIRST_YEAR <= stated.year <= LAST_YEAR:
        return UNKNOWN_MOMENT._replace(as_written=written), "clock-impossible"
    moment = Moment(
        as_written=written,
        stated=stated.isoformat(timespec="seconds"),
        precision=Precision.SECOND.value,
        zone_source=ZoneSource.BY_FORMAT.value,
        offset_minutes=0,
    )
    return moment, ""


def as_tagged(text: str) -> tuple[Moment, str]:
    """Give the time that a tag states, and the mark of a doubt or nothing.

    Args:
        text: as written; a day or a year alone says when a song came out, so it is no time.
    """
    written = text.strip("\0 \r\n")[:64]
    found = _WRITTEN.match(written)
    if found is None:
        return UNKNOWN_MOMENT, ""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        stated = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # zone apart
    except ValueError:
        stated = FROM_1904
    if not FIRST_YEAR <= stated.year <= LAST_YEAR:
        return UNKNOWN_MOMENT._replace(as_written=written), "clock-impossible"
    offset, odd = _offset(found[8])
    minutes_only = found[6] is None
    moment = Moment(
        as_written=written,
        stated=stated.isoformat(timespec="minutes" if minutes_only else "seconds"),
        precision=(Precision.MINUTE if minutes_only else Precision.SECOND).value,
        zone_source=(ZoneSource.UNKNOWN if offset is None else ZoneSource.IN_FILE).value,
        offset_minutes=offset,
    )
    return moment, "zone-odd" if odd else ""


def in_comments(content: bytes) -> tuple[Moment, str]:
    """Give the time that comments of Ogg or FLAC state, and the mark of a doubt or nothing.

    Args:
        content: bytes that hold them.
    """
    found = _COMMENT.search(content)
    return as_tagged(found[1].decode("ascii")) if found else (UNKNOWN_MOMENT, "")


def _offset(zone: str | None) -> tuple[int | None, bool]:
    """Give a zone in minutes east, and whether the text states none that exists."""
    if not zone:
        return None, False
    if zone in {"Z", "UTC"}:
        return 0, False
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    if minutes > MOST_OFFSET_MINUTES:
        return None, True
    return (-minutes if zone[0] == "-" else minutes), False


def find_place(text: str) -> tuple[float, float] | None:
    """Give degrees north and east of a position; None when it cannot be, or lies at 0° 0°.

    Args:
        text: ISO 6709.
    """
    # Some phones write the decimal sign of their language.
    found = _PLACE.match(text.strip().replace(",", "."))
    if found is None:
        return None
    north = _degrees(found[1], found[2], found[3] or "", 2)
    east = _degrees(found[4], found[5], found[6] or "", 3)
    return on_earth(north, east)


def on_earth(north: float | None, east: float | None) -> tuple[float, float] | None:
    """Give a position, or None when it lies nowhere.

    Args:
        north: degrees.
        east: degrees.
    """
    if north is None or east is None or (north == 0 and east == 0):
        return None
    if abs(north) > 90 or abs(east) > 180:  # noqa: PLR2004  # degrees on a globe
        return None
    return round(north, 7), round(east, 7)


def _degrees(sign: str, digits: str, rest: str, whole: int) -> float | None:
    """Give degrees out of DD.D, DDMM.M or DDMMSS.S (a longitude has one digit more)."""
    parts = (len(digits) - whole) // 2
    if len(digits) != whole + 2 * parts:
        return None
    numbers = [digits[:whole], *(digits[whole + 2 * n : whole + 2 * n + 2] for n in range(parts))]
    numbers[-1] += rest
    degrees = sum(float(number) / float(60**place) for place, number in enumerate(numbers))
    return -degrees if sign == "-" else degrees
