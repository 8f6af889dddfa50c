"""Positions in a table (CSV): one row, one position, with its time as stated.

A table is one of positions when its headings name a latitude, a longitude and a time, and nothing
in it is about calls.

| heading (without spaces, signs, capitals) | holds                                       |
| ----------------------------------------- | ------------------------------------------- |
| `latitude`, `lat`                         | degrees north                               |
| `longitude`, `lon`, `lng`, `long`         | degrees east                                |
| `timestamp`, `datetime`, `date`, `time` … | ISO 8601, a count since 1970, or figures;   |
|                                           | a date and a time may stand apart           |
References: docs/readers/location.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message
from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.readers.csv_records import find_delimiter, first_cells, rows
from holdfast.readers.location_places import event, place_of, time_of
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.whatsapp_dates import Dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from holdfast.model.message import Found
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

_NORTH = frozenset({"latitude", "lat", "breitengrad"})
_EAST = frozenset({"longitude", "lon", "lng", "long", "langengrad", "längengrad"})
_WHEN = (
    "timestamp", "datetime", "dateandtime", "timestamputc", "utctimestamp", "utctime", "gpstime",
    "utcdate", "localtime", "recordedat", "recordedtime", "createdat", "starttime", "locationtime",
    "devicetime", "fixtime", "servertime", "timestampms", "date", "time",
)  # fmt: skip
# What a table of calls has beside the position of a mast.
_CALLS = re.compile(r"call|durat|msisdn|imsi|imei|phone|party|correspondent|antenna|dialled|sms")
_CODES = {
    "accuracy": "accuracy-metres", "accuracym": "accuracy-metres", "horizontalaccuracy":
    "accuracy-metres", "hdop": "accuracy-metres", "altitude": "altitude-metres", "altitudem":
    "altitude-metres", "elevation": "altitude-metres", "ele": "altitude-metres", "speed": "speed",
    "device": "device", "deviceid": "device", "source": "position-source", "provider":
    "position-source",
}  # fmt: skip
_WORDS = frozenset({"name", "address", "place", "description", "title", "activity", "event"})
_SIGNS = re.compile(r"[\W_]+")
# 13/02/2026 10:00    13.2.26, 10:00:05 PM    2026/02/13 10:00
_FIGURES = re.compile(r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})(?:[,;]?\s+|T|$)(.{0,24})", re.DOTALL)
_YEAR_FIRST = re.compile(r"\d{4}-\d\d?-\d\d?|\d{8}T")


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


def find_columns(head: bytes) -> Columns | None:
    """Tell where what stands, None when it is no table of positions.

    Args:
        head: the file's first bytes.
    """
    cells = first_cells(head.lstrip(b"\r\n"), find_delimiter(head))
    plain = [_SIGNS.sub("", cell.casefold()) for cell in cells]
    if any(_CALLS.search(name) for name in plain):
        return None
    north = next((at for at, name in enumerate(plain) if name in _NORTH), None)
    east = next((at for at, name in enumerate(plain) if name in _EAST), None)
    times = sorted((at for at, name in enumerate(plain) if name in _WHEN),
                   key=lambda at: _WHEN.index(plain[at]))  # fmt: skip
    if north is None or east is None or not times:
        return None
    apart = [at for at in times if plain[at] == "time"]
    is_apart = plain[times[0]] == "date" and apart
    return Columns(tuple(cells), north, east, times[0], apart[0] if is_apart else None)


def read_table(source: Source, columns: Columns, answers: Mapping[str, str]) -> Iterator[Found]:
    """Give every row as the event of a position.

    Args:
        source: the table.
        columns: where what stands.
        answers: `date-order` (and `date-order-2`, …): which number is the day.

    Yields:
        First the questions that are open, then events in file order; rows without a position are
        left over.
    """
    dates = _note_dates(source, columns)
    yield from dates.ask(answers)
    is_heading = True
    for row in _rows(source):
        if is_heading:
            is_heading = False
            yield Leftover(row.span, "about-the-export")
        elif len(row.cells) <= max(columns.north, columns.east, columns.when):
            yield Leftover(row.span, "row-not-read")
        else:
            yield _event(row, columns, dates) or Leftover(row.span, "row-not-read")


def _rows(source: Source) -> Iterator[Row]:
    return rows(source, find_delimiter(source.read(0, 4096)), otherwise="cp1252")


def _note_dates(source: Source, columns: Columns) -> Dates:
    """Look at every date in figures: one row cannot tell 4 March from 3 April."""
    dates, last = Dates(), ""
    for row in _rows(source):
        found = _in_figures(row.cells[columns.when]) if len(row.cells) > columns.when else None
        if found is not None and found[1] != last:
            last = found[1]
            dates.note(last, bracketed=False)
    return dates


def _in_figures(cell: str) -> re.Match[str] | None:
    """Give a date in figures whose order is not plain; None for ISO 8601, counts and all else."""
    cell = cell.strip()
    return None if _YEAR_FIRST.match(cell) else _FIGURES.fullmatch(cell)


def _event(row: Row, columns: Columns, dates: Dates) -> Message | None:
    """Give one row; None when it states no position."""
    place = place_of(row.cells[columns.north], row.cells[columns.east])
    if place is None:
        return None
    happened, doubts = _moment(row.cells, columns, dates)
    plain = [_SIGNS.sub("", cell.casefold()) for cell in columns.headings]
    used = {columns.north, columns.east, columns.when, columns.clock}
    words, details = [], []
    for at, cell in enumerate(row.cells):
        if at in used or not cell.strip():
            continue
        name = plain[at] if at < len(plain) else ""
        if name in _WORDS:
            words.append(cell)
        elif name in _CODES:
            details.append((_CODES[name], cell))
        else:
            heading = columns.headings[at] if at < len(plain) else f"{at + 1}"
            details.append(("column", f"{heading}: {cell}"))
    found = event(row.span, happened, place=place, words=words, details=details)
    kept = tuple(mark for mark in found.marks if not (doubts and mark == "clock-impossible"))
    damage = ("bytes-replaced",) if row.is_damaged else ()
    return found._replace(marks=(*kept, *doubts, *damage))


def _moment(cells: Sequence[str], columns: Columns, dates: Dates) -> tuple[Moment, tuple[str, ...]]:
    """Give when a row says it was, with marks for doubts."""
    cell = cells[columns.when].strip()
    apart = columns.clock is not None and columns.clock < len(cells)
    clock_cell = cells[columns.clock].strip() if apart and columns.clock is not None else ""
    written = f"{cell} {clock_cell}".strip()
    figures = _in_figures(cell)
    if figures is None:
        return (time_of(written) if written else UNKNOWN_MOMENT), ()
    days = dates.days(figures[1], bracketed=False)
    if len(days) != 1:
        return Moment(written, None), ("date-open" if days else "date-impossible",)
    rest = clock_cell or figures[2].strip()
    if not rest:
        return Moment(written, days.pop().isoformat(), "day"), ()
    clock = parse_clock(f" {rest}")
    return Moment(written, days.pop().isoformat() + clock.stated, clock.precision), clock.marks
