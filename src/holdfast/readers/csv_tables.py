"""Tables whose columns are known by their names, in whatever order and however many there are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.csv_records import DELIMITERS, first_cells, rows
from holdfast.readers.reader import HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

OTHERWISE = "cp1252"
"""What is no UTF-8 was saved again by Excel on Windows, in western Europe or America."""

MOST_BEFORE = 12
"""So many records may stand before the one that names the columns."""


class Layout(NamedTuple):
    """One table of an export."""

    name: str
    """What the reader calls it."""

    needs: tuple[str, ...]
    """Columns it must have, in small letters."""

    lacks: tuple[str, ...] = ()
    """Columns that would make it another."""

    is_escaped: bool = False
    """Whether a quote inside quotes has a backslash before it."""


class Record(NamedTuple):
    """One record of a table; its `repr` shows no content."""

    row: Row
    """Its cells and place."""

    values: dict[str, str]
    """Column in small letters -> cell."""

    rest: tuple[str, ...]
    """Cells beyond the columns."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Record(at {self.row.span.start}+{self.row.span.length})"

    def first(self, *names: str) -> str:
        """Give the first cell among some columns that is not empty."""
        return next(filter(None, (self.values.get(name, "") for name in names)), "")


def find_layout(cells: Sequence[str], layouts: Sequence[Layout]) -> Layout | None:
    """Tell which table a record begins by naming its columns; None when it does not.

    Args:
        cells: of the record.
        layouts: what there is; the first that fits counts.
    """
    names = {cell.strip().casefold() for cell in cells}
    for layout in layouts:
        if names.issuperset(layout.needs) and names.isdisjoint(layout.lacks):
            return layout
    return None


def find_layout_in(head: bytes, layouts: Sequence[Layout], delimiter: str = ",") -> Layout | None:
    """Tell which table a file holds by its beginning.

    Args:
        head: its first bytes.
        layouts: what there is.
        delimiter: what stands between cells.
    """
    rest = head
    for _ in range(MOST_BEFORE):
        rest = rest.lstrip(b"\r\n")
        found = find_layout(first_cells(rest, delimiter), layouts)
        if found is not None or not rest:
            return found
        _, _, rest = rest.partition(b"\n")
    return None


def find_table_in(head: bytes, layouts: Sequence[Layout]) -> tuple[Layout, str] | None:
    """Tell which table a file holds by its beginning, and what stands between cells.

    Args:
        head: its first bytes.
        layouts: what there is.
    """
    for delimiter in DELIMITERS:
        layout = find_layout_in(head, layouts, delimiter)
        if layout is not None:
            return layout, delimiter
    return None


def read_table(
    source: Source, layouts: Sequence[Layout]
) -> tuple[Layout, Iterator[Record | Leftover]] | None:
    """Give which table a file holds, and its records; None when it is none.

    Args:
        source: the file, with commas between cells, or what Excel puts there in other countries.
        layouts: what there is.

    Returns:
        The records in file order. What stands before them, and a record with fewer cells than two,
        is left over.
    """
    found = find_table_in(source.read(0, HEAD_BYTES), layouts)
    if found is None:
        return None
    every = rows(source, found[1], otherwise=OTHERWISE, is_escaped=found[0].is_escaped)
    before: list[Row] = []
    for row in every:
        layout = find_layout(row.cells, layouts)
        if layout is not None:
            names = _told_apart([cell.strip().casefold() for cell in row.cells])
            preamble = Leftover(Span(0, row.span.end), "about-the-export")
            return layout, chain([preamble], _records(every, names))
        before.append(row)
        if len(before) >= MOST_BEFORE:
            break
    return None


def _told_apart(names: list[str]) -> list[str]:
    """Number the columns that have the name of a later one, so that none hides another's cells."""
    later: dict[str, int] = {}
    found = []
    for name in reversed(names):
        later[name] = later.get(name, 0) + 1
        found.append(name if later[name] == 1 else f"{name} ({later[name]})")
    return found[::-1]


def _records(every: Iterator[Row], names: list[str]) -> Iterator[Record | Leftover]:
    """Give the records below the names of the columns."""
    for row in every:
        if len(row.cells) < min(2, len(names)):
            yield Leftover(row.span, "not-understood")
        else:
            values = dict(zip(names, row.cells, strict=False))
            yield Record(row, values, tuple(row.cells[len(names) :]))
