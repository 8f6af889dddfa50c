"""Dates in the names that phones and apps give to pictures; a suggestion, never more.

Anybody can rename a file, so such a date is used only when the picture itself has none, and then
it is marked `from-file-name`.
"""

from __future__ import annotations

import re
from datetime import datetime

from holdfast.model.moment import Moment, Precision
from holdfast.readers.moments import Unit, from_epoch

_NOON = 12
_FIRST_YEAR = 2000
_LAST_YEAR = 2060

# Screenshot_20240301-101112.png           IMG_20240301_101112.jpg      PXL_20240301_101112123.jpg
# Screenshot 2024-03-01 at 10.11.12.png    WhatsApp Image 2024-03-01 at 10.11.12 PM.jpeg
# device-2016-05-16-142820.png             signal-2024-03-01-10-11-12-123.jpg
# IMG-20240301-WA0003.jpg                  (the day only)
_DATE = r"(?<!\d)(?P<year>20\d\d)(?P<stop>[-_.]?)(?P<month>\d\d)(?P=stop)(?P<day>\d\d)"
_BETWEEN = r"(?:[-_ T]| ?,? ?(?:at|um|à|kl\.?|klo|a las?|a la\(s\)|alle|às|om|o) )"
_TIME = (
    r"(?P<hour>\d\d|\d(?=[-_.:]))(?P<colon>[-_.:]?)(?P<minute>\d\d)(?P=colon)(?P<second>\d\d)"
    r"(?P<rest>[-_.]?\d{3})?(?!\d)(?:[ \u00a0\u202f](?P<half>[AaPp])\.?[ \u00a0\u202f]?[Mm])?"
)
_IN_NAME = re.compile(f"{_DATE}(?:{_BETWEEN}{_TIME}|(?!\\d))")
# REC20240301101112.mp3, as recorders of calls write it; a time that cannot be makes it a number
_TOGETHER = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<half>)(?!\d)"
)
# Call recording Alex_240301_101112.m4a     Voice 240301_101112.m4a     of Samsung's phones
_SAMSUNG = re.compile(
    r"(?:call recording|voice|통화 녹음|음성).*?(?<!\d)(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)_"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<half>)(?!\d)",
    re.IGNORECASE,
)
# 2024_0301_101112_001F.MP4   240301_101112_001_FH.MP4   FILE240301-101112F.MP4   of cars' cameras
_CAR = re.compile(
    r"^(?P<year>20\d\d)_(?P<month>\d\d)(?P<day>\d\d)_"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<half>)(?=_?\d{0,6}[FRI]?\.)",
    re.IGNORECASE,
)
_CAR_SHORT = re.compile(
    r"^(?:FILE(?=\d{6}-\d{6}[FRI]\.)|(?=\d{6}_\d{6}_\d{3}_[FR][HL]\.))"
    r"(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)[-_]"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<half>)",
    re.IGNORECASE,
)
# FB_IMG_1709287872123.jpg: when Facebook's app saved it; mmexport… WeChat, line_… LINE
_COUNT = re.compile(r"(?:FB_IMG_|mmexport|line_)(\d{13})(?!\d)")
# RPReplay_Final1709287872.MP4: when an iPhone ended a recording of its screen
_SECONDS = re.compile(r"RPReplay_Final(\d{10})(?!\d)")
_CENTURY = 2000


def find_moment_in_name(name: str) -> Moment | None:
    """Give the time that a file's name states, None when it states none.

    Args:
        name: file name as received.

    Returns:
        A moment whose zone is unknown, precise to the second or the day; of a count, in UTC.
    """
    for form in (_IN_NAME, _TOGETHER, _SAMSUNG, _CAR, _CAR_SHORT):
        for found in form.finditer(name):
            moment = _moment(found)
            if moment is not None:
                return moment
    count = _COUNT.search(name)
    if count is not None:
        return from_epoch(count[1], Unit.MILLISECONDS)
    seconds = _SECONDS.search(name)
    return from_epoch(seconds[1], Unit.SECONDS) if seconds else None


def _moment(found: re.Match[str]) -> Moment | None:
    """Give the moment of one match, None when there is no such day or time."""
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    year += 0 if year >= _CENTURY else _CENTURY
    hour, half = int(found["hour"] or 0), (found["half"] or "").lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    try:
        # The name states no zone.
        stated = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if found["hour"] is None:
        return Moment(found[0], stated.date().isoformat(), Precision.DAY.value)
    return Moment(found[0], stated.isoformat(), Precision.SECOND.value)
