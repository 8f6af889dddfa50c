"""How a file of call records is laid out: delimiter, heading, and what each column may hold.

Only the beginning of the file is looked at. What the heading says plainly is taken; what only the
cells suggest is a candidate, about which the person is asked. References:
docs/readers/call-records.md.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.call_records_cells import is_duration, is_number
from holdfast.readers.call_records_clocks import parse_time
from holdfast.readers.call_records_dates import is_count, parse_date, parse_yearless
from holdfast.readers.call_records_words import (
    WITHHELD,
    Role,
    plain_words,
    role_of,
    without_guard,
)
from holdfast.readers.csv_records import DELIMITERS, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYOUT_BYTES = 65_536
"""So much of the file is looked at."""

MOST_ROWS = 200
MOST_COLUMNS = 100
MOST_VALUES = 12
"""A column with more values than this says nothing of direction or kind."""

_FEWEST_NAMES = 2
_TIMES = frozenset({Role.WHEN, Role.TIME})
_MOSTLY = 0.8
_FEWEST_DIGITS = 3
_MOST_DIGITS = 4
_LONGEST_WORD = 30
OTHERWISE = "cp1252"
"""What is no UTF-8 comes from Windows in western Europe or America."""


class _Head:
    """The beginning of a file as a source, whole lines only."""

    name = ""

    def __init__(self, head: bytes) -> None:
        end = head.rfind(b"\n")
        cuts = len(head) >= LAYOUT_BYTES and end > 0
        # In UTF-16 a line end has two bytes, of which the zero may come after.
        wide = head[:2] == BOM_UTF16_LE
        self._content = head[: end + 1 + wide] if cuts else head
        self.size = len(self._content)

    def read(self, start: int, length: int) -> bytes:
        return self._content[start : start + length]


class Column(NamedTuple):
    """One column."""

    heading: str
    """As written; empty when there is no heading."""

    role: Role | None
    """What its heading says that it holds, when its cells agree."""

    could_be: frozenset[Role]
    """What its cells could be."""

    examples: tuple[str, ...]
    """Its first values."""


class Layout(NamedTuple):
    """How a file is laid out."""

    delimiter: str
    """Between cells."""

    columns: tuple[Column, ...]
    """From left to right."""

    has_heading: bool
    """Whether a row names the columns."""

    heading_start: int
    """Offset of the heading, or of the first record where there is none."""

    def with_role(self, role: Role) -> tuple[int, ...]:
        """Give the columns whose heading states a role.

        Args:
            role: what they hold.
        """
        return tuple(at for at, column in enumerate(self.columns) if column.role is role)

    def candidates(self, role: Role) -> tuple[int, ...]:
        """Give the columns without a stated role that could have one.

        Args:
            role: what they could hold.
        """
        return tuple(
            at
            for at, column in enumerate(self.columns)
            if column.role is None and role in column.could_be
        )


def find_layout(head: bytes) -> Layout | None:
    """Find out how a file is laid out, None when it is no table with dates.

    Args:
        head: its first `LAYOUT_BYTES`, or all of a shorter one.
    """
    if head[:2] not in {BOM_UTF16_LE, BOM_UTF16_BE}:
        head = head.partition(b"\0")[0]
    best: tuple[int, int, str, list[tuple[int, list[str]]]] | None = None
    for delimiter in DELIMITERS:
        table = _table(head, delimiter)
        width, number = _usual_width(table)
        if width > 1 and (best is None or (number, width) > best[:2]):
            best = (number, width, delimiter, [row for row in table if len(row[1]) == width])
    if best is None or best[1] > MOST_COLUMNS:
        return None
    table = best[3]
    # Another table of the same width, further down, says nothing of this one.
    end = next(
        (at for at, row in enumerate(table) if at and begins_table(row[1], table[0][1])), len(table)
    )
    return layout_of(best[2], table[:end])


def begins_table(cells: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether a row is the heading of another table.

    Args:
        cells: of the row.
        known: of the heading of the table at hand.
    """
    for cell in cells:
        # A record has a number or a date in it, a heading has none.
        if cell[:1].isdigit():
            return False
    roles = [role_of(cell) for cell in cells]
    has_names = len(roles) - roles.count(None) >= _FEWEST_NAMES
    return has_names and not _TIMES.isdisjoint(roles) and cells != known and is_heading(cells)


def _table(head: bytes, delimiter: str) -> list[tuple[int, list[str]]]:
    """Give the first rows, each with its offset."""
    found = []
    for row in rows(_Head(head), delimiter, otherwise=OTHERWISE):
        found.append((row.span.start, [without_guard(cell.strip()) for cell in row.cells]))
        if len(found) == MOST_ROWS:
            break
    return found


def _usual_width(table: list[tuple[int, list[str]]]) -> tuple[int, int]:
    """Give how many cells most rows have, and how many rows those are."""
    widths = Counter(len(cells) for _, cells in table if any(cells))
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def layout_of(delimiter: str, table: list[tuple[int, list[str]]]) -> Layout:
    """Give how rows of the same width are laid out: a heading, then records.

    Args:
        delimiter: between cells.
        table: the rows, each with its offset; at least one.
    """
    start, first = table[0]
    has_heading = is_heading(first)
    records = [cells for _, cells in table[1 if has_heading else 0 :]]
    columns = []
    for at, top in enumerate(first):
        cells = [cells[at] for cells in records if cells[at]]
        could_be = _could_be(cells)
        heading = top if has_heading else ""
        columns.append(
            Column(heading, _agreed(role_of(heading), cells, could_be), could_be, _examples(cells))
        )
    return Layout(delimiter, _without_places(columns), has_heading, start)


def _without_places(columns: list[Column]) -> tuple[Column, ...]:
    """Take back what headings such as "Destination" say where another column has the numbers.

    There they name a town.
    """
    if all(column.role is not Role.NUMBER for column in columns):
        return tuple(columns)
    return tuple(
        column._replace(role=None)
        if column.role in {Role.CALLER, Role.CALLED} and not any(map(is_number, column.examples))
        else column
        for column in columns
    )


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row names columns: words in most cells, and no value in any.

    Args:
        cells: of the row.
    """
    if any(_is_value(cell) for cell in cells):
        return False
    return any(role_of(cell) for cell in cells) or all(cell[:1].isalpha() for cell in cells)


def _is_value(cell: str) -> bool:
    """Tell whether a cell holds what a record holds."""
    return bool(cell) and (
        _is_day(cell)
        or parse_time(cell) is not None
        or cell.replace(".", "").lstrip("+-").isdecimal()
    )


def _is_day(cell: str) -> bool:
    """Tell whether a cell holds a date, with its year or without; `3-4` and `3.4` may be others."""
    if parse_date(cell) is not None:
        return True
    return parse_yearless(cell) is not None and (
        "/" in cell or any(letter.isalpha() for letter in cell)
    )


def _is_headed_day(cell: str) -> bool:
    """Tell whether a cell under a heading of dates holds one, with its year or without."""
    return parse_date(cell) is not None or parse_yearless(cell) is not None


def lacks_years(column: Column) -> bool:
    """Tell whether most dates of a column have no year.

    Args:
        column: of dates.
    """
    without = sum(parse_yearless(cell) is not None for cell in column.examples)
    return without > sum(parse_date(cell) is not None for cell in column.examples)


def _could_be(cells: list[str]) -> frozenset[Role]:
    """Give what the cells of a column could be."""
    if not cells:
        return frozenset()
    found = set()
    most = len(cells) * _MOSTLY
    dates = sum(map(_is_day, cells))
    times = sum(parse_time(cell) is not None and ":" in cell for cell in cells)
    if dates >= most:
        found.add(Role.WHEN)
    if times >= most:
        found.add(Role.TIME)
    if not found and sum(_is_party(cell) for cell in cells) >= most:
        found.add(Role.NUMBER)
    if dates < most and sum(is_duration(cell) for cell in cells) >= most:
        found.add(Role.DURATION)
    if dates < most and len(set(cells)) <= MOST_VALUES and all(map(_is_word, cells)):
        found |= {Role.DIRECTION, Role.KIND}
    return frozenset(found)


def _is_word(cell: str) -> bool:
    """Tell whether a cell is short enough for a word or a code, and no number, price or time."""
    if ":" in cell or ("." in cell and cell.replace(".", "").isdecimal()):
        return False
    return len(cell) <= _LONGEST_WORD and sum(letter.isdigit() for letter in cell) <= _MOST_DIGITS


def _is_party(cell: str) -> bool:
    """Tell whether a cell could name somebody: a number, a word, a code."""
    if is_number(cell):
        return sum(letter.isdigit() for letter in cell) >= _FEWEST_DIGITS and "." not in cell
    return any(letter.isalpha() for letter in cell) or not WITHHELD.isdisjoint(plain_words(cell))


def _agreed(role: Role | None, cells: list[str], could_be: frozenset[Role]) -> Role | None:
    """Give what a heading says, unless most cells say that it cannot be."""
    if role is None or not cells:
        return role
    half = len(cells) / 2
    dates = sum(map(_is_day if role is Role.TIME else _is_headed_day, cells))
    times = sum(parse_time(cell) is not None for cell in cells)
    if role in {Role.WHEN, Role.TIME}:
        if max(dates, sum(map(is_count, cells))) >= half:
            return Role.WHEN
        return Role.TIME if times >= half else None
    if role is Role.DURATION:
        return role if sum(map(is_duration, cells)) >= half else None
    return None if Role.WHEN in could_be else role


def _examples(cells: list[str]) -> tuple[str, ...]:
    """Give the first values that differ."""
    return tuple(dict.fromkeys(cells))[:MOST_VALUES]


def shape_of(head: bytes) -> str:
    """Give a name for a file's layout, the same for every file of the same kind.

    With it, what somebody answered for one file can be offered for the next.

    Args:
        head: the first `LAYOUT_BYTES` of the file, or all of a shorter one.

    Returns:
        Hexadecimal digits; of the delimiter and the headings, or, where there are none, of the
        number of columns and what their cells could be. Empty when it is no such table.
    """
    layout = find_layout(head)
    if layout is None:
        return ""
    if layout.has_heading:
        columns = [" ".join(plain_words(column.heading)) for column in layout.columns]
    else:
        said = (Role.WHEN, Role.TIME)
        columns = [",".join(role for role in said if role in c.could_be) for c in layout.columns]
    described = "\n".join([layout.delimiter, str(layout.has_heading), *columns])
    return hashlib.sha256(described.encode()).hexdigest()[:32]
