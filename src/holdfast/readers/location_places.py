"""Positions as apps write them, in decimal degrees, and the event that one makes.

    "latitudeE7": 533690550      "50.0506312°, 14.3439906°"      "geo:27.720022,-97.347951"

References: docs/readers/location.md.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision
from holdfast.readers.moments import Unit, from_epoch, from_iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.model.span import Span

POSITION = "position"
"""Mark of everything that says where somebody or something was."""

Details = list[tuple[str, str]]
"""Codes and texts as written."""

_PAIR = re.compile(
    r"(?:geo:)?\s*([+-]?\d{1,3}(?:\.\d{1,20})?)\s*(?:°|deg|\ufffd|Â°)?\s*,"
    r"\s*([+-]?\d{1,3}(?:\.\d{1,20})?)\s*(?:°|deg|\ufffd|Â°)?(?:[,;].{0,100})?"
)
_DEGREE = re.compile(r"[+-]?\d{1,3}(?:[.]\d{1,20})?(?:[eE]-?\d{1,2})?")
_E7 = re.compile(r"-?\d{1,12}")
# KML may state the month alone, or the year.
_NO_DAY = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_DIGITS = re.compile(r"\d{9,14}(?:\.\d{1,9})?")
_MOST_DIGITS_OF_SECONDS = 11
_FINE = {True: "milliseconds", False: "seconds"}
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180
_E7_IN_ONE = 10_000_000
_TURN = 1 << 32


class Place(NamedTuple):
    """A position."""

    degrees: str
    """`53.3690550, 83.6950010`: north, then east; as written when it makes no sense."""

    is_possible: bool
    """Whether such a place exists on earth."""


def place_of(latitude: object, longitude: object) -> Place | None:
    """Give the place of two numbers in degrees.

    Args:
        latitude: degrees north, as parsed.
        longitude: degrees east, as parsed.

    Returns:
        None when neither is there.
    """
    north, east = _said(latitude), _said(longitude)
    if not north and not east:
        return None
    written = f"{north}, {east}"
    if not _DEGREE.fullmatch(north) or not _DEGREE.fullmatch(east):
        return Place(written, is_possible=False)
    on_earth = abs(float(north)) <= _MOST_LATITUDE and abs(float(east)) <= _MOST_LONGITUDE
    return Place(written, is_possible=on_earth)


def place_of_e7(latitude: object, longitude: object) -> Place | None:
    """Give the place of two whole numbers that count ten-millionths of a degree.

    Args:
        latitude: degrees north, times ten million.
        longitude: degrees east, times ten million.

    Returns:
        None when neither is there. Exports of 2019 state 4294000000 for -967296.
    """
    if latitude is None and longitude is None:
        return None
    if type(latitude) is int and type(longitude) is int:
        north, east = _turned_over(latitude), _turned_over(longitude)
        on_earth = abs(north) <= _MOST_LATITUDE * _E7_IN_ONE
        on_earth = on_earth and abs(east) <= _MOST_LONGITUDE * _E7_IN_ONE
        if on_earth:
            return Place(f"{_degrees(north)}, {_degrees(east)}", is_possible=True)
    return place_of(_from_e7(latitude), _from_e7(longitude))


def _turned_over(count: int) -> int:
    """Give a count below zero that Google's export wrote as one of 32 bits without a sign."""
    return count - _TURN if _MOST_LONGITUDE * _E7_IN_ONE < count < _TURN else count


def _degrees(count: int) -> str:
    """Move the point of a number that can be a degree seven places."""
    whole, rest = divmod(abs(count), _E7_IN_ONE)
    return f"{'-' * (count < 0)}{whole}.{rest:07}"


def place_of_text(written: object) -> Place | None:
    """Give the place of a text such as `50.05°, 14.34°` or `geo:27.7,-97.3`.

    Args:
        written: as parsed.

    Returns:
        None when nothing is written.
    """
    if not isinstance(written, str) or not written:
        return None
    found = _PAIR.fullmatch(written)
    return place_of(found[1], found[2]) if found else Place(written[:200], is_possible=False)


def _said(value: object) -> str:
    """Give a number as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    return str(value).strip()[:40]


def _from_e7(value: object) -> str:
    """Move the point of a whole number seven places."""
    written = _said(value)
    if not _E7.fullmatch(written):
        return written
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("", written)
    digits = digits.zfill(8)
    return f"{sign}{digits[:-7]}.{digits[-7:]}"


def time_of(written: object) -> Moment:
    """Give the moment of a time: ISO 8601, or a count of seconds or milliseconds since 1970.

    Args:
        written: as parsed; a count is told by its digits, as nothing lasts 30,000 years.
    """
    if isinstance(written, str) and not _DIGITS.fullmatch(written):
        if _NO_DAY.fullmatch(written):
            precision = Precision.MONTH if "-" in written else Precision.YEAR
            return Moment(written, written, precision.value)
        return from_iso(written) if written else UNKNOWN_MOMENT
    said = _said(written)
    if not said:
        return UNKNOWN_MOMENT
    whole = said.partition(".")[0]
    is_seconds = len(whole) <= _MOST_DIGITS_OF_SECONDS
    return from_epoch(said, Unit.SECONDS if is_seconds else Unit.MILLISECONDS)


def stretch(start: Moment, end: Moment) -> Moment:
    """Give the moment of a stretch of time, its end on the same clock as its beginning.

    Args:
        start: when it began.
        end: when it ended, as far as stated.
    """
    if start.stated is None or end.stated is None:
        return start
    if start.offset_minutes is None or end.offset_minutes is None:
        alike = start.offset_minutes is None and end.offset_minutes is None
        return start._replace(until=end.stated if alike else None)
    try:
        shift = timedelta(minutes=start.offset_minutes - end.offset_minutes)
        there = datetime.fromisoformat(end.stated) + shift
    except OverflowError:
        return start
    return start._replace(until=there.isoformat(timespec=_FINE[bool(there.microsecond)]))


def event(
    span: Span,
    happened: Moment,
    *,
    place: Place | None,
    words: Iterable[str] = (),
    details: Details,
) -> Message:
    """Give the event of a position.

    Args:
        span: where it stands in the original.
        happened: when.
        place: where; None when it is not stated.
        words: what the export says in words: a place's name, a way of moving.
        details: the rest.
    """
    text = ", ".join([*filter(None, words), *([place.degrees] if place else [])])
    marks: tuple[str, ...] = (POSITION,)
    if place is not None:
        details.insert(0, ("position", place.degrees))
        if not place.is_possible:
            marks += ("position-impossible",)
    if happened.stated is None and happened.as_written:
        marks += ("clock-impossible",)
    return Message(
        MessageKind.EVENT.value, "", None, text, happened, span, (), marks, None, tuple(details)
    )
