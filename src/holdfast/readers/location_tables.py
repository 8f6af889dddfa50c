"""Positions in a table (CSV): one row, one position, with its time as stated.

A table is one of positions when its headings name a latitude, a longitude and a time, and nothing
in it is about calls (`location_columns`). References: docs/readers/location.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message
from holdfast.model.moment import UNKNOWN_MOMENT, Moment, ZoneSource
from holdfast.readers.csv_records import find_delimiter, rows
from holdfast.readers.location_columns import is_for_excel, place_in, plain
from holdfast.readers.location_places import event, stretch, time_of
from holdfast.readers.moments import from_iso
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.whatsapp_dates import Dates
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from holdfast.model.message import Found
    from holdfast.readers.csv_records import Row
    from holdfast.readers.location_columns import Columns
    from holdfast.readers.reader import Source

_CODES = {
    "accuracy": "accuracy-metres", "accuracym": "accuracy-metres", "horizontalaccuracy":
    "accuracy-metres", "altitude": "altitude-metres", "altitudem":
    "altitude-metres", "elevation": "altitude-metres", "ele": "altitude-metres", "speed": "speed",
    "device": "device", "deviceid": "device", "source": "position-source", "provider":
    "position-source",
}  # fmt: skip
_WORDS = frozenset({"name", "address", "place", "description", "title", "activity", "event"})
# 13/02/2026 10:00    13.2.26, 10:00:05 PM    2026/02/13 10:00
_FIGURES = re.compile(r"(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})(?:[,;]?\s+|T|$)(.{0,24})", re.DOTALL)
# 2024-03-01 10:05:00 +0000 UTC     2024-03-01 10:05:00 Europe/London
_ZONE_IN_WORDS = re.compile(r"(.{10,40}\d) (?:UTC|GMT|[A-Z][A-Za-z_]{2,20}/[A-Za-z_/+-]{2,40})")
_YEAR_FIRST = re.compile(r"\d{4}([-/.])\d\d?\1\d\d?|\d{8}T")
_YEAR_AND_SLASHES = re.compile(r"^(\d{4})([/.])(\d\d?)\2(\d\d?)(?!\d)")
# 150613 and 153000, as the loggers with `LATITUDE N/S` write date and time: the year first
_RUN_TOGETHER = re.compile(r"(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d)", re.ASCII)


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
            is_heading = is_for_excel(row.cells)
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
    place = place_in(row.cells, columns)
    if place is None:
        return None
    happened, doubts = _moment(row.cells, columns, dates)
    names = [plain(cell) for cell in columns.headings]
    used = {columns.north, columns.east, columns.when, columns.clock}
    if columns.until is not None and columns.until < len(row.cells):
        whole = stretch(happened, _with_dashes(row.cells[columns.until].strip()))
        used |= {columns.until} if whole.until else set()
        happened = whole
    words, details = [], []
    for at, cell in enumerate(row.cells):
        if at in used or not cell.strip():
            continue
        name = names[at] if at < len(names) else ""
        if name in _WORDS:
            words.append(cell)
        elif name in _CODES:
            details.append((_CODES[name], cell))
        else:
            heading = columns.headings[at] if at < len(names) else f"{at + 1}"
            details.append(("column", f"{heading}: {cell}"))
    found = event(row.span, happened, place=place, words=words, details=details)
    kept = tuple(mark for mark in found.marks if not (doubts and mark == "clock-impossible"))
    damage = ("bytes-replaced",) if row.is_damaged else ()
    return found._replace(marks=(*kept, *doubts, *damage))


def _moment(cells: Sequence[str], columns: Columns, dates: Dates) -> tuple[Moment, tuple[str, ...]]:
    """Give when a row says it was, with marks for doubts."""
    found, marks = _stated(cells, columns, dates)
    has_clock = found.stated is not None and "T" in found.stated
    if columns.is_utc and has_clock and found.offset_minutes is None:
        found = found._replace(zone_source=ZoneSource.IN_FILE.value, offset_minutes=0)
    return found, marks


def _with_dashes(written: str) -> Moment:
    """Give the moment of ISO 8601 or a count; 2008/12/02 is as plain as 2008-12-02."""
    if not written:
        return UNKNOWN_MOMENT
    if found := _YEAR_AND_SLASHES.match(written):
        dashed = f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}{written[found.end() :]}"
        return time_of(dashed)._replace(as_written=written)
    return time_of(written)


def _plain(written: str) -> Moment:
    """Give the moment of a time whose order is plain."""
    found = _with_dashes(written)
    if found.stated or not written:
        return found
    if zoned := _ZONE_IN_WORDS.fullmatch(written):
        # The offset before it says as much; without one the name is left to her to say.
        found = time_of(zoned[1])._replace(as_written=written)
    # Mar 1, 2024, 10:00:00 AM
    return found if found.stated else find_written(written) or found


def _stated(cells: Sequence[str], columns: Columns, dates: Dates) -> tuple[Moment, tuple[str, ...]]:
    """Give when a row says it was, its zone by what the row says."""
    cell = cells[columns.when].strip()
    apart = columns.clock is not None and columns.clock < len(cells)
    clock_cell = cells[columns.clock].strip() if apart and columns.clock is not None else ""
    written = f"{cell} {clock_cell}".strip()
    figures = _in_figures(cell)
    if columns.is_year_first and (together := _RUN_TOGETHER.fullmatch(written)):
        year, month, day, hour, minute, second = together.groups()
        moment = from_iso(f"20{year}-{month}-{day}T{hour}:{minute}:{second}")
        return moment._replace(as_written=written), ()
    if figures is None:
        return _plain(written), ()
    days = dates.days(figures[1], bracketed=False)
    if len(days) != 1:
        return Moment(written, None), ("date-open" if days else "date-impossible",)
    rest = clock_cell or figures[2].strip()
    if not rest:
        return Moment(written, days.pop().isoformat(), "day"), ()
    clock = parse_clock(f" {rest}")
    return Moment(written, days.pop().isoformat() + clock.stated, clock.precision), clock.marks
