"""The first rows of call records as they stand, for the person who says what the columns mean.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.call_records_layout import LAYOUT_BYTES, OTHERWISE, find_layout, shape_of
from holdfast.readers.call_records_words import Role
from holdfast.readers.csv_records import rows
from holdfast.readers.reader import HEAD_BYTES
from holdfast.readers.sheets import is_workbook, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.readers.call_records_layout import Layout
    from holdfast.readers.reader import Source

WORKBOOK = "workbook"

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 8, 20, 60
"""So much is shown."""


class Look(NamedTuple):
    """What the first rows look like; its `repr` shows no content."""

    shape: str
    """The same for every file of the same layout (`shape_of`)."""

    delimiter: str
    """Between cells."""

    encoding: str
    """`utf-8`, `utf-16`, `cp1252`, or `workbook`."""

    columns: int
    """How many there are, also of those that are not shown."""

    headings: tuple[str, ...]
    """As written; none where no row names the columns."""

    guesses: tuple[str, ...]
    """For each column that is shown a `Role`, empty where nothing makes it plain."""

    rows: tuple[tuple[str, ...], ...]
    """The first records as written, cut at `LONGEST_CELL`."""

    def __repr__(self) -> str:
        """Tell the shape only."""
        return f"Look({self.shape})"


def look_at(source: Source) -> Look | None:
    """Give what the first rows look like, None when it is no table with dates.

    Args:
        source: the file.
    """
    is_book = is_workbook(source.read(0, HEAD_BYTES))
    table = opened(source)
    if table is None:
        return None
    head = table.read(0, LAYOUT_BYTES)
    layout = find_layout(head)
    if layout is None:
        return None
    shown = layout.columns[:MOST_COLUMNS]
    return Look(
        shape=shape_of(head),
        delimiter=layout.delimiter,
        encoding=WORKBOOK if is_book else _encoding(head),
        columns=len(layout.columns),
        headings=_cut([column.heading for column in shown]) if layout.has_heading else (),
        guesses=tuple(_guess(layout, at) for at in range(len(shown))),
        rows=tuple(_first_rows(table, layout)),
    )


def _guess(layout: Layout, at: int) -> str:
    """Give what a column holds by its heading, or because no other could hold the date."""
    column = layout.columns[at]
    if column.role is not None:
        return column.role.value
    is_only_date = not layout.with_role(Role.WHEN) and layout.candidates(Role.WHEN) == (at,)
    return Role.WHEN.value if is_only_date else ""


def _first_rows(source: Source, layout: Layout) -> list[tuple[str, ...]]:
    """Give the first records, the heading left out."""
    found = []
    begin = layout.heading_start + layout.has_heading
    for row in rows(source, layout.delimiter, otherwise=OTHERWISE):
        if row.span.start >= begin and any(cell.strip() for cell in row.cells):
            found.append(_cut(row.cells[:MOST_COLUMNS]))
        if len(found) == MOST_ROWS:
            break
    return found


def _cut(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell if len(cell) <= LONGEST_CELL else f"{cell[:LONGEST_CELL]}…" for cell in cells)


def _encoding(head: bytes) -> str:
    """Give how bytes are text; a character may be cut at the end of the head."""
    if head[:2] in {BOM_UTF16_LE, BOM_UTF16_BE}:
        return "utf-16"
    try:
        head.decode()
    except UnicodeDecodeError as cut:
        is_cut_off = len(head) == LAYOUT_BYTES and cut.start >= len(head) - 4
        return "utf-8" if is_cut_off else OTHERWISE
    return "utf-8"
