"""Times as mails write them: `Date` and the end of each `Received`, with the offset they state.

| written                                   | zone                                         |
| ----------------------------------------- | -------------------------------------------- |
| Mon, 4 Mar 2024 11:20:34 +0100 (CET)      | in the text                                  |
| 04 Mar 24 11:20 EST                       | in the text; RFC 5322 says what EST is       |
| Mo, 4 Mrz 2024 11:20:34 GMT+1             | in the text, though no standard writes so    |
| Mon Mar  4 11:20:34 2024                  | not stated                                   |
| Mon, 4 Mar 2024 11:20:34 BST              | not stated: no standard says which BST       |

References: RFC 5322 sections 3.3 and 4.3; docs/readers/mail.md.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.readers.moments import from_iso, offset_minutes
from holdfast.readers.written_dates import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_YEAR = 1980
"""No mail that anybody imports is older; 1970 is a clock that was never set."""

LAST_YEAR = 2060
"""Later ones are clocks set wrong, or dates made up."""

LONGEST = 200
"""Characters of a date that are looked at."""

LATEST_BEFORE = timedelta(days=7)
"""A mail may wait so long on its way; a longer wait is worth a look."""

EARLIEST_AFTER = timedelta(days=1)
"""A mail that arrives this long before it was written has a wrong date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS: Mapping[str, str] = MappingProxyType(
    {name: f"{number:02}" for number, name in enumerate(_MONTHS, 1)}
)
_ZONES: Mapping[str, str] = MappingProxyType({
    "ut": "+0000", "utc": "+0000", "gmt": "+0000", "z": "+0000", "est": "-0500", "edt": "-0400",
    "cst": "-0600", "cdt": "-0500", "mst": "-0700", "mdt": "-0600", "pst": "-0800", "pdt": "-0700",
})  # fmt: skip
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_ZONE = r"(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?\b|[A-Za-z]{1,5}\b)"
_HALF = r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?(?![A-Za-z]))?"
# Mon, 4 Mar 2024 11:20:34 +0100      4-Mar-24 11:20 EST      Monday, 4 March 2024 at 11:20 PM
_USUAL = re.compile(
    r"\s*(?:[^\W\d_]{2,12}\.?\s*,?\s*)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]{1,3}"
    r"(?P<month>[^\W\d_]{3,9})\.?,?[\s.-]{1,3}(?P<year>\d{2,4}),?\s{1,5}(?:at\s)?" + _TIME + _HALF
    + r"(?:\s{0,5}\"?" + _ZONE + r")?"
)  # fmt: skip
# Mon Mar  4 11:20:34 2024       Mon Mar 04 11:20:34 +0000 2024      Mon, Mar 04, 2024 11:20:34 AM
_AS_IN_C = re.compile(
    r"\s*(?:[A-Za-z]{3,9},?\s{1,5})?(?P<month>[A-Za-z]{3,9})\.?\s{1,5}(?P<day>\d{1,2}),?\s{1,5}"
    r"(?:(?P<before>\d{4})\s{1,5})?" + _TIME + _HALF
    + r"(?:\s{1,5}" + _ZONE + r")?(?:\s{1,5}(?P<year>\d{4}))?"
)  # fmt: skip
_SEMICOLON_REST = re.compile(r";\s{0,50}([^;]{1,120})$")
_CENTURY, _TURN, _LONG_YEAR, _NOON = 100, 50, 1000, 12
_SECOND, _MINUTE = Precision.SECOND.value, Precision.MINUTE.value
_IN_FILE, _NO_ZONE = ZoneSource.IN_FILE.value, ZoneSource.UNKNOWN.value


def parse_date(written: str) -> tuple[Moment, tuple[str, ...]]:
    """Give the moment that a mail's date states, and marks of what is in doubt.

    Args:
        written: the value of a `Date` header.

    Returns:
        A date that cannot be, or that nobody can have meant, states nothing and is marked
        `clock-impossible`; one in no known form is marked `date-impossible`; a zone that cannot be
        is left out and marked `zone-odd`.
    """
    if not written.strip():
        return UNKNOWN_MOMENT, ()
    look = written[:LONGEST]
    found = _USUAL.match(look) or _AS_IN_C.match(look)
    if found is None:
        return _from_iso(look)
    parts = found.groupdict()
    month = _NUMBERS.get(parts["month"][:3].lower()) or _month_elsewhere(parts["month"])
    year = _year(parts["year"] or parts.get("before") or "")
    if month is None or year is None:
        return Moment(written, None), ("date-impossible",)
    stated = f"{year:04}-{month}-{int(parts['day']):02}T{_hour(parts):02}:{parts['minute']}"
    precision = _MINUTE
    if parts["second"] is not None:
        # A leap second is written as the last one that a clock has.
        second = "59" if parts["second"] == "60" else parts["second"]
        stated, precision = f"{stated}:{second}", _SECOND
    if not _is_possible(stated):
        return Moment(written, None), ("clock-impossible",)
    return _with_zone(Moment(written, stated, precision, _NO_ZONE), parts["zone"] or "")


def _month_elsewhere(name: str) -> str | None:
    """Give the month that a program names in the language of its user, against the standard."""
    number = month_of(name)
    return f"{number:02}" if number else None


def _from_iso(written: str) -> tuple[Moment, tuple[str, ...]]:
    """Give the moment of a date in the form of ISO 8601, which some programs write."""
    moment = from_iso(written)
    if moment.stated is None:
        return Moment(written, None), ("date-impossible",)
    if not FIRST_YEAR <= int(moment.stated[:4]) <= LAST_YEAR:
        return Moment(written, None), ("clock-impossible",)
    return moment, ()


def _year(written: str) -> int | None:
    """Give a year; two and three figures count as RFC 5322 section 4.3 says."""
    if not written:
        return None
    year = int(written)
    if year < _CENTURY:
        return year + (2000 if year < _TURN else 1900)
    return year + 1900 if year < _LONG_YEAR else year


def _hour(parts: Mapping[str, str | None]) -> int:
    """Give the hour on a 24-hour clock."""
    hour = int(parts["hour"] or 0)
    half = (parts["half"] or "").lower()
    if half and hour <= _NOON:
        return hour % _NOON + (_NOON if half == "p" else 0)
    return hour


def _is_possible(stated: str) -> bool:
    """Tell whether a day and time exist, and in years that a mail can be from."""
    try:
        return FIRST_YEAR <= datetime.fromisoformat(stated).year <= LAST_YEAR
    except ValueError:
        return False


def _with_zone(moment: Moment, zone: str) -> tuple[Moment, tuple[str, ...]]:
    """Add the zone, if one is stated that means something."""
    if zone[:3].upper() in {"UTC", "GMT"} and len(zone) > len("UTC"):
        zone = zone[3:]
    zone = _ZONES.get(zone.lower(), zone)
    if zone[:1] not in {"+", "-"}:
        return moment, ()
    digits = zone[1:].replace(":", "")
    if len(digits) <= len("01"):
        digits = f"{digits}00"
    # Of three digits the first is the hour; `+010` is a zone cut short.
    is_cut = len(digits) == len("530") and digits[0] == "0"
    offset = None if is_cut else offset_minutes(zone[0] + digits.zfill(4))
    if offset is None:
        return moment, ("zone-odd",)
    return moment._replace(zone_source=_IN_FILE, offset_minutes=offset), ()


def received_at(hop: str) -> Moment:
    """Give the moment at the end of a `Received` header, unknown when there is none without doubt.

    Args:
        hop: its value on one line.
    """
    rest = _SEMICOLON_REST.search(hop[-200:])
    if rest is None:
        return UNKNOWN_MOMENT
    moment, doubts = parse_date(rest[1])
    return UNKNOWN_MOMENT if doubts else moment


def differs(sent: Moment, received: Moment) -> bool:
    """Tell whether a mail's own date and that of the server which took it in do not fit together.

    Args:
        sent: of its `Date`.
        received: of the newest `Received`.
    """
    if not (sent.stated and received.stated):
        return False
    # A day is more than any zone's distance from UTC, so that an unknown zone changes little.
    begun, arrived = (
        each._replace(offset_minutes=each.offset_minutes or 0) for each in (sent, received)
    )
    if begun.happened_at is None or arrived.happened_at is None:
        return False
    return not -EARLIEST_AFTER < arrived.happened_at - begun.happened_at < LATEST_BEFORE
