"""Which column of a table (CSV) says where and when, and the place in a row, however written.

| heading (without spaces, signs, capitals) | holds                                            |
| ----------------------------------------- | ------------------------------------------------ |
| `latitude`, `lat`                         | degrees north: `52.52`, `52,52`, `52.52N`        |
| `longitude`, `lon`, `lng`, `long`         | degrees east                                     |
| `latitudee7`, `latitudens` …              | ten-millionths of a degree; with N or S behind   |
| `timestamp`, `datetime`, `date`, `time` … | ISO 8601, a count since 1970, or figures;        |
|                                           | a date and a time may stand apart                |
| `endtime`, `endedat` …                    | when a visit or a way ended                      |

References: docs/readers/location.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.csv_records import find_delimiter, first_cells
from holdfast.readers.location_places import place_of, place_of_e7

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.readers.location_places import Place

_NORTH = frozenset({
    "latitude", "lat", "breitengrad", "breite", "latitudens", "latitudedeg",
    "latitudedegrees", "latdeg", "gpslatitude", "poslat", "startlatitude", "startlat",
    "begintriplat", "latitudee7", "late7",
})  # fmt: skip
_EAST = frozenset({
    "longitude", "lon", "lng", "long", "langengrad", "längengrad", "länge", "longitudeew",
    "longitudedeg", "longitudedegrees", "londeg", "gpslongitude", "poslon", "poslong",
    "startlongitude", "begintriplng", "startlon", "startlng", "longitudee7", "lone7", "lnge7",
})  # fmt: skip
_WHEN = (
    "timestamp", "datetime", "dateandtime", "timestamputc", "utctimestamp", "datetimeutc",
    "utcdatetime", "timestampgmt", "datetimegmt", "utcdate", "dateutc", "dategmt", "utctime",
    "timeutc", "timegmt", "gpstime", "localtime", "recordedat", "recordedtime", "createdat",
    "arrival", "arrivaltime", "arrivedat", "begintriptime",
    "startdatetime", "starttime", "starttimestamp", "startedat", "startdate", "locationtime",
    "devicetime", "fixtime", "servertime", "timestampms", "zeitstempel", "datumuhrzeit", "date",
    "datum", "time", "uhrzeit", "zeit",
)  # fmt: skip
_APART = {
    "date": ("time",), "utcdate": ("utctime", "timeutc"), "dateutc": ("timeutc", "utctime"),
    "dategmt": ("timegmt",), "datum": ("uhrzeit", "zeit"),
}  # fmt: skip
"""Heading of a date -> of the time of day that belongs to it."""

_UNTIL = {
    "starttime": "endtime", "starttimestamp": "endtimestamp", "startedat": "endedat",
    "startdate": "enddate", "startdatetime": "enddatetime", "arrival": "departure",
    "arrivaltime": "departuretime", "arrivedat": "departedat", "begintriptime": "dropofftime",
}  # fmt: skip
# What a table of calls has beside the position of a mast.
_CALLS = re.compile(r"call|msisdn|imsi|imei|phone|party|correspondent|antenna|dialled|sms")
_LASTS = re.compile(r"durat")
_SAYS_UTC = re.compile(r"utc|gmt")
_SIGNS = re.compile(r"[\W_]+")
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3},\d{1,20}")
_SIDE = re.compile(r"(\d{1,3}(?:[.,]\d{1,20})?)\s*+(?:°\s*+)?([NSEW])", re.IGNORECASE | re.ASCII)
# 51°30'26.0"N
_MINUTES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2})\s*['′’]\s*(\d{1,2}(?:\.\d{1,9})?)\s*(?:[\"″”]|'')\s*([NSEW])",  # noqa: RUF001  # as written
    re.IGNORECASE,
)
_WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)


class Columns(NamedTuple):
    """Where what stands in a table of positions."""

    headings: tuple[str, ...]
    """As written."""

    north: int
    """Latitude."""

    east: int
    """Longitude."""

    when: int
    """Date, or date and time."""

    clock: int | None
    """Time of day, where it stands apart."""

    until: int | None
    """When it ended, where that is told."""

    is_e7: bool
    """Whether latitude and longitude count ten-millionths of a degree."""

    is_year_first: bool
    """Whether the heading is that of loggers that write a date as `150613`: year, month, day."""

    is_utc: bool = False
    """Whether the heading says that the times are UTC."""


def plain(heading: str) -> str:
    """Give a heading without what two programs may write in two ways.

    Args:
        heading: as written.
    """
    return _SIGNS.sub("", heading.casefold())


def find_columns(head: bytes) -> Columns | None:
    """Tell where what stands, None when it is no table of positions.

    Args:
        head: the file's first bytes.
    """
    head = head.lstrip(b"\r\n")
    delimiter = find_delimiter(head)
    cells = first_cells(head, delimiter)
    if is_for_excel(cells):
        cells = first_cells(head.partition(b"\n")[2], delimiter)
    names = [plain(cell) for cell in cells]
    if any(_CALLS.search(name) for name in names) or _is_how_long_calls_were(names):
        return None
    north = next((at for at, name in enumerate(names) if name in _NORTH), None)
    east = next((at for at, name in enumerate(names) if name in _EAST), None)
    times = sorted(
        (at for at, name in enumerate(names) if name in _WHEN),
        key=lambda at: _WHEN.index(names[at]),
    )
    if north is None or east is None or not times:
        return None
    when = names[times[0]]
    apart = [names.index(name) for name in _APART.get(when, ()) if name in names]
    end = _UNTIL.get(when)
    return Columns(
        tuple(cells), north, east, times[0], next(iter(apart), None),
        names.index(end) if end in names else None,
        names[north].endswith("e7") and names[east].endswith("e7"),
        names[north] == "latitudens", is_utc=bool(_SAYS_UTC.search(when)),
    )  # fmt: skip


def _is_how_long_calls_were(names: Sequence[str]) -> bool:
    """Tell whether a length is that of calls: a stay has a beginning and an end, and no number."""
    if not any(map(_LASTS.search, names)):
        return False
    is_stay = any(start in names and end in names for start, end in _UNTIL.items())
    return not is_stay or any("number" in name for name in names)


def is_for_excel(cells: Sequence[str]) -> bool:
    """Tell whether a first line only says what stands between cells (`sep=;`).

    Args:
        cells: of the line.
    """
    return list(cells) in (["sep="], ["sep=", ""])


def place_in(cells: Sequence[str], columns: Columns) -> Place | None:
    """Give the place that a row states.

    Args:
        cells: of the row.
        columns: where what stands.

    Returns:
        None when it states none.
    """
    north, east = cells[columns.north].strip(), cells[columns.east].strip()
    if columns.is_e7 and _WHOLE.fullmatch(north) and _WHOLE.fullmatch(east):
        return place_of_e7(int(north), int(east))
    return place_of(_degrees(north), _degrees(east))


def _degrees(cell: str) -> str:
    """Give degrees with a point and a sign, whichever way a program writes them."""
    if parts := _MINUTES.fullmatch(cell):
        degrees = int(parts[1]) + int(parts[2]) / 60 + float(parts[3]) / 3600
        return f"{-degrees if parts[4].upper() in 'SW' else degrees:.7f}"
    if side := _SIDE.fullmatch(cell):
        cell = f"{'-' * (side[2].upper() in 'SW')}{side[1]}"
    return cell.replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell
