"""When somebody signed in, as the companies' tables write it.

| written                                        | becomes                            |
| ---------------------------------------------- | ---------------------------------- |
| 2026-03-04 09:30:00 UTC, 2026-03-04 09:30:00 Z | the instant                        |
| Mar 4, 2026, 9:30:00 AM UTC                    | the instant                        |
| 2026-03-04 09:30:00                            | a clock whose zone is not stated   |
| 04/03/2026 09:30:00                            | open, until the file or she tells  |
| N/A, Not Available                             | no time                            |

A whole cell of Google's older list of devices is several lines, one of which tells the time.
"""

from __future__ import annotations

import re

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.readers.moments import from_iso
from holdfast.readers.written_dates import find_written

IN_LINES = "Last Activity Time"
"""What stands before the time in a cell of several lines."""

# Country ISO: GB\nLast Activity Time: 2026-03-04 09:30:00 UTC
_IN_LINES = re.compile(
    IN_LINES + r":\s{0,4}"
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:UTC|Z|[+-]\d\d:?\d\d))?)"
)
_UTC = re.compile(r"\b(?:UTC|GMT)\b", re.IGNORECASE)
_MOST_LOOKED_AT = 4_096


def moment_of(cell: str) -> Moment | None:
    """Give the time that a cell states, None when it states none.

    Args:
        cell: as written.

    Returns:
        A moment without `stated` for one that has figures and is no time that could be.
    """
    found = _IN_LINES.search(cell[:_MOST_LOOKED_AT])
    written = found[1] if found else cell.strip()
    if not any(map(str.isdecimal, written)):
        return None
    moment = from_iso(written)
    if moment.stated is None:
        moment = find_written(written) or moment
    return moment


def marks_of(moment: Moment) -> tuple[str, ...]:
    """Give the mark of a time that is none, or of no time at all.

    Args:
        moment: from `moment_of`, or unknown.
    """
    if moment is UNKNOWN_MOMENT:
        return ("no-time",)
    return () if moment.stated else ("clock-impossible",)


def says_utc(heading: str) -> bool:
    """Tell whether the heading of a column states that its times are UTC.

    Args:
        heading: as written, such as `Date (UTC)`.
    """
    return bool(_UTC.search(heading))


def in_utc(moment: Moment) -> Moment:
    """Give a time of a column whose heading says UTC.

    Args:
        moment: any; one with a zone of its own stays as it is, and so does a day.
    """
    is_open = moment.zone_source == ZoneSource.UNKNOWN and moment.stated
    if not is_open or moment.precision == Precision.DAY:
        return moment
    return moment._replace(zone_source=ZoneSource.IN_FILE.value, offset_minutes=0)
