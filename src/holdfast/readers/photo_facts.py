"""What the Exif data of a picture states: when, where, with what; and what of it cannot be.

Tags by number (Exif 3.0): 0x0132 DateTime, 0x9003 DateTimeOriginal, 0x9004 DateTimeDigitized, each
with a zone (0x9010 to 0x9012) and fractions of a second (0x9290 to 0x9292); 0x010F maker, 0x0110
model, 0x0112 orientation; 0x8825 the position.
"""

from __future__ import annotations

import math
import re
import warnings
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.readers.photo_pictures import BROKEN, MOST_PIXELS, open_picture
from holdfast.readers.photo_words import find_time_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_YEAR = 1990
LAST_YEAR = 2060
"""No digital photo is older; a later year is a clock never set, or a joke (2099 occurs)."""

MOST_OFFSET_MINUTES = 14 * 60

_EXIF, _GPS = 0x8769, 0x8825
_MAKER, _MODEL, _ORIENTATION = 0x010F, 0x0110, 0x0112
_TIMES = ((0x9003, 0x9011, 0x9291), (0x9004, 0x9012, 0x9292), (0x0132, 0x9010, 0x9290))
"""(time, zone, fractions of a second), the best first."""

_CHANGED = 0x0132
_NORTH_SOUTH, _NORTH, _EAST_WEST, _EAST, _GPS_TIME, _GPS_DATE = 1, 2, 3, 4, 7, 29

# 2008:10:22 16:28:39     2024-03-01T10:11:12+01:00     2008:10:22 04:28:39 PM     2008:10:22
_WRITTEN = re.compile(
    r"(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)"
    r"(?:[ T]+(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?"
    r" ?(?:([AaPp])\.?[Mm]\.?|(Z|[+-]\d\d:?\d\d))?)?"
)
# +01:00
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)$")
_NOON = 12
_LAST_SECOND = 59
_LONGEST_DEVICE = 200


class Facts(NamedTuple):
    """What a picture states about itself."""

    taken: Moment = UNKNOWN_MOMENT
    """When, as stated."""

    marks: tuple[str, ...] = ()
    """Doubts about time and place."""

    latitude: float | None = None
    """Degrees north, only when plausible."""

    longitude: float | None = None
    """Degrees east, only when plausible."""

    device: str = ""
    """Maker and model."""

    orientation: int = 1
    """1 to 8; 1 is upright."""


Tags = dict[int, object]


class _Stated(NamedTuple):
    """A time as Exif text states it."""

    text: str
    """ISO 8601, cut at its precision."""

    precision: str
    """Of it."""

    zone: str
    """What is written behind the time, which most programs leave out."""


def read_facts(content: bytes) -> Facts:
    """Read a picture's Exif data; what is damaged is left out.

    Args:
        content: the whole file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main, inner, position, in_words = _read_tags(content)
    taken, doubts = _find_taken(main | inner)
    if in_words is not None and (taken.stated is None or doubts == ("time-of-change",)):
        taken, doubts = in_words, ()
    if taken == UNKNOWN_MOMENT and not doubts:
        taken = _gps_moment(position)
    place, doubts_of_place = _find_place(position)
    orientation = main.get(_ORIENTATION, 1)
    return Facts(
        taken=taken,
        marks=(*doubts, *doubts_of_place),
        latitude=place[0],
        longitude=place[1],
        device=_device(main),
        orientation=orientation if isinstance(orientation, int) else 1,
    )


def _read_tags(content: bytes) -> tuple[Tags, Tags, Tags, Moment | None]:
    """Give the tags of the picture, of the Exif part, the position part, and a time in XMP."""
    try:
        with open_picture(content) as picture:
            # Pillow decodes a PNG to find what stands behind its pixels.
            if picture.format == "PNG" and picture.width * picture.height > MOST_PIXELS:
                return {}, {}, {}, _plausible(find_time_in_words(picture.info))
            exif = picture.getexif()
            tags = _tags(exif), _tags(exif.get_ifd(_EXIF)), _tags(exif.get_ifd(_GPS))
            return *tags, _plausible(find_time_in_words(picture.info))
    except BROKEN:
        return {}, {}, {}, None


def _plausible(moment: Moment | None) -> Moment | None:
    """Leave out a time that no picture can be of."""
    if moment is None or moment.stated is None:
        return None
    return moment if FIRST_YEAR <= int(moment.stated[:4]) <= LAST_YEAR else None


def _tags(found: Mapping[int, object]) -> Tags:
    """Give the tags that can be read; one that is damaged does not spoil the others."""
    tags: Tags = {}
    for tag in list(found):
        try:
            tags[tag] = found[tag]
        except BROKEN:
            continue
    return tags


def _text(value: object) -> str:
    """Give a tag's text without padding."""
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    return value.split("\0", 1)[0].strip() if isinstance(value, str) else ""


def _device(tags: Tags) -> str:
    """Give maker and model, the maker once."""
    maker, model = _text(tags.get(_MAKER)), _text(tags.get(_MODEL))
    if maker and model.casefold().startswith(maker.split()[0].casefold()):
        maker = ""
    return f"{maker} {model}".strip()[:_LONGEST_DEVICE]


def _find_taken(tags: Tags) -> tuple[Moment, tuple[str, ...]]:
    """Give the best time there is, with its doubts."""
    impossible = ""
    for time, zone, fraction in _TIMES:
        written = _text(tags.get(time))
        if not written.strip(" :0-"):
            continue
        stated = _parse_time(written)
        if stated is None:
            impossible = impossible or written
            continue
        doubts = ("time-of-change",) if time == _CHANGED else ()
        moment, odd_zone = _moment(written, stated, _zone(tags, time, zone), tags.get(fraction))
        return moment, (*doubts, *odd_zone)
    if impossible:
        return UNKNOWN_MOMENT._replace(as_written=impossible), ("clock-impossible",)
    return UNKNOWN_MOMENT, ()


def _zone(tags: Tags, time: int, zone: int) -> str:
    """Give the zone that is stated for a time, or for another that is the same to the letter."""
    own = _text(tags.get(zone))
    if own.strip(" :"):
        return own
    same = [
        _text(tags.get(other_zone))
        for other, other_zone, _ in _TIMES
        if _text(tags.get(other)) == _text(tags.get(time))
    ]
    return next((each for each in same if each.strip(" :")), "")


def _parse_time(written: str) -> _Stated | None:
    """Give the time that Exif text states, None when there is no such time."""
    found = _WRITTEN.match(written)
    if found is None:
        return None
    numbers = [int(part or 0) for part in found.groups()[:6]]
    if (half := (found[8] or "").lower()) and numbers[3] <= _NOON:
        numbers[3] = numbers[3] % _NOON + (_NOON if half == "p" else 0)
    # A leap second is written as the last one that a clock has.
    numbers[5] = min(numbers[5], _LAST_SECOND) if numbers[5] == _LAST_SECOND + 1 else numbers[5]
    try:
        stated = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001  # six numbers, no zone
    except ValueError:
        return None
    if not FIRST_YEAR <= stated.year <= LAST_YEAR:
        return None
    if found[4] is None:
        return _Stated(stated.date().isoformat(), Precision.DAY.value, "")
    if found[6] is None:
        return _Stated(stated.isoformat(timespec="minutes"), Precision.MINUTE.value, found[9] or "")
    return _Stated(stated.isoformat(timespec="seconds"), Precision.SECOND.value, found[9] or "")


def _moment(
    written: str, stated: _Stated, zone: str, fraction: object
) -> tuple[Moment, tuple[str, ...]]:
    """Put a moment together from time, zone and fractions of a second."""
    offset, odd = _parse_offset(stated.zone or zone)
    offset = None if stated.precision == Precision.DAY.value else offset
    is_fine = _text(fraction).isdecimal() and stated.precision == Precision.SECOND.value
    thousandths = _text(fraction)[:3] if is_fine else ""
    return Moment(
        as_written=written if stated.zone else f"{written} {zone.strip(' :')}".strip(),
        stated=f"{stated.text}.{thousandths:0<3}" if thousandths else stated.text,
        precision=Precision.MILLISECOND.value if thousandths else stated.precision,
        zone_source=(ZoneSource.UNKNOWN if offset is None else ZoneSource.IN_FILE).value,
        offset_minutes=offset,
    ), (("zone-odd",) if odd else ())


def _parse_offset(zone: str) -> tuple[int | None, bool]:
    """Give a zone in minutes east, and whether the text states none that exists."""
    if zone in {"Z", "+00:00"}:
        return 0, False
    found = _OFFSET.match(zone)
    if found is None:
        return None, bool(zone.strip(" :"))
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes > MOST_OFFSET_MINUTES:
        return None, True
    return (-minutes if found[1] == "-" else minutes), False


def _numbers(value: object) -> tuple[float, ...]:
    """Give three numbers of a position or a time of day; empty when they are not there."""
    if not isinstance(value, tuple | list):
        return ()
    try:
        numbers = tuple(float(part) for part in value)
    except BROKEN:
        return ()
    return numbers if len(numbers) == len("dms") and all(map(math.isfinite, numbers)) else ()


def _gps_moment(tags: Tags) -> Moment:
    """Give the time of the position: Exif defines it as UTC."""
    day, time = _text(tags.get(_GPS_DATE)), _numbers(tags.get(_GPS_TIME))
    if not time:
        return UNKNOWN_MOMENT
    hour, minute, second = (int(part) for part in time)
    written = f"{day} {hour:02}:{minute:02}:{second:02}"
    stated = _parse_time(written)
    if stated is None:
        return UNKNOWN_MOMENT
    return Moment(
        as_written=written,
        stated=stated.text,
        precision=Precision.SECOND.value,
        zone_source=ZoneSource.BY_FORMAT.value,
        offset_minutes=0,
    )


def _find_place(tags: Tags) -> tuple[tuple[float | None, float | None], tuple[str, ...]]:
    """Give latitude and longitude; a position that cannot be is marked and left out."""
    nowhere = (None, None)
    if _NORTH not in tags and _EAST not in tags:
        return nowhere, ()
    north = _degrees(tags.get(_NORTH), _text(tags.get(_NORTH_SOUTH)), "NS", 90)
    east = _degrees(tags.get(_EAST), _text(tags.get(_EAST_WEST)), "EW", 180)
    # 0, 0 lies in the Gulf of Guinea and means that the phone did not know.
    if north is None or east is None or (north == 0 and east == 0):
        return nowhere, ("position-impossible",)
    return (north, east), ()


def _degrees(value: object, side: str, sides: str, most: int) -> float | None:
    """Give degrees with their sign, None when they cannot be or the side is not stated."""
    numbers = _numbers(value)
    if not numbers or side.upper() not in tuple(sides):
        return None
    degrees = numbers[0] + numbers[1] / 60 + numbers[2] / 3600
    if not 0 <= degrees <= most:
        return None
    return round(-degrees if side.upper() == sides[1] else degrees, 7)
