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

from holdfast.readers.call_records_parties import with_parties
from holdfast.readers.call_records_programs import with_program_roles
from holdfast.readers.call_records_roles import Column, agreed, could_be, is_value, say
from holdfast.readers.call_records_words import (
    KINDS,
    WAYS,
    Role,
    is_beside,
    meaning_of,
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
_MOST_EXAMPLES = 12
_FEWEST_NAMES = 2
_TIMES = frozenset({Role.WHEN, Role.TIME})
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

    fewest: int = 0
    """How many cells most rows have, where the heading has more; else 0."""

    @property
    def needed(self) -> int:
        """How many cells a row must have: those at the end may be missing if nothing names them.

        Table programs leave out what is empty at the end of many rows: then less is enough.
        """
        headings = [column.heading for column in self.columns]
        named = len(without_end(headings)) if self.has_heading else len(headings)
        return min(named, self.fewest or named)

    @property
    def has_dates(self) -> bool:
        """Whether some column holds dates, or could."""
        return bool(self.with_role(Role.WHEN) or self.candidates(Role.WHEN))

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
            if column.role is None
            and role in column.could_be
            and not is_beside(column.heading, role)
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
            best = (number, width, delimiter, table)
    if best is None:
        return None
    _, width, delimiter, table = best
    wider = _wider_heading(width, table)
    if wider:
        layout = _layout_of_width(wider, delimiter, table, fewest=width)
        return None if layout is None else layout._replace(fewest=width)
    layout = _layout_of_width(width, delimiter, table)
    if layout is None or not layout.has_dates:
        # Lines before a short table can be more than its rows; what it names tells its headings.
        named = {len(without_end(cells)) for _, cells in table if begins_table(cells, ())}
        others = (_layout_of_width(each, delimiter, table) for each in sorted(named, reverse=True))
        layout = next((each for each in others if each is not None and each.has_dates), layout)
    return layout


def _wider_heading(width: int, table: list[tuple[int, list[str]]]) -> int:
    """Give how many columns a heading names before rows that leave out the last; 0 for none."""
    first = next(at for at, (_, cells) in enumerate(table) if len(cells) == width)
    if begins_table(table[first][1], ()):
        return 0
    named = [len(without_end(cells)) for _, cells in table[:first] if begins_table(cells, ())]
    return named[-1] if named and named[-1] > width else 0


def _layout_of_width(
    width: int, delimiter: str, table: list[tuple[int, list[str]]], *, fewest: int = 0
) -> Layout | None:
    """Give how the rows of one width are laid out, None where there are too many columns."""
    if width > MOST_COLUMNS:
        return None
    fitted = ((start, fit(cells, width, fewest or width)) for start, cells in table)
    rows_of_it = [(start, cells) for start, cells in fitted if cells is not None]
    rows_of_it = rows_of_it[_before_headings(rows_of_it) :]
    start = rows_of_it[0][0]
    named = next(len(cells) for at, cells in table if at == start)
    if named > width and begins_table(rows_of_it[0][1], ()):
        # Of columns without a name most rows have no cell, and some may.
        fitted = ((at, fit(cells, named, width)) for at, cells in table if at >= start)
        rows_of_it = [(at, cells) for at, cells in fitted if cells is not None]
    # Another table of the same width, further down, says nothing of this one.
    known = rows_of_it[0][1]
    end = next(
        (at for at, row in enumerate(rows_of_it) if at and begins_table(row[1], known)),
        len(rows_of_it),
    )
    return layout_of(delimiter, rows_of_it[:end])


def _before_headings(table: list[tuple[int, list[str]]]) -> int:
    """Give how many rows before the headings are as wide as they, but mostly empty.

    So table programs write the lines before a table.
    """
    for at, (_, cells) in enumerate(table):
        if begins_table(cells, ()):
            return at
        if 2 * sum(map(bool, cells)) > len(cells):
            break
    return 0


def fit(cells: list[str], width: int, needed: int) -> list[str] | None:
    """Give a row with as many cells as its table has columns, None where it has others.

    Args:
        cells: of the row; empty ones at its end are no cells.
        width: how many columns there are.
        needed: how many of them have a name, or all where none has.
    """
    if len(cells) == width:
        return cells
    if len(cells) > width:
        return None if any(cells[width:]) else cells[:width]
    return [*cells, *[""] * (width - len(cells))] if len(cells) >= needed else None


def without_end(cells: Sequence[str]) -> list[str]:
    """Give cells without the empty ones at the end.

    Args:
        cells: of a row.
    """
    found = list(cells)
    while found and not found[-1]:
        found.pop()
    return found


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
    """Give how many cells most rows have, and how many rows those are.

    Lines before a short table can be more than its rows: where a row names columns, those of one
    cell do not count.
    """
    widths = Counter(len(cells) for _, cells in table if any(cells))
    usual = _most(widths)
    if usual[0] == 1 and any(len(cells) > 1 and begins_table(cells, ()) for _, cells in table):
        del widths[1]
        return _most(widths)
    return usual


def _most(widths: Counter[int]) -> tuple[int, int]:
    """Give the width that most rows have, the greater one of two, and how many rows have it."""
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def layout_of(delimiter: str, table: list[tuple[int, list[str]]]) -> Layout:
    """Give how rows of the same width are laid out: a heading, then records.

    Args:
        delimiter: between cells.
        table: the rows, each with its offset; at least one.
    """
    start, first = table[0]
    has_heading = is_heading(first)
    # Headings come again on every page.
    records = [
        cells
        for _, cells in table
        if not (has_heading and cells == first) and any(map(str.isalnum, "".join(cells)))
    ]
    columns, held = [], []
    for at, top in enumerate(first):
        cells = [cells[at] for cells in records if cells[at]]
        held.append(cells)
        possible = could_be(cells)
        heading = top if has_heading else ""
        columns.append(
            Column(heading, agreed(role_of(heading), cells, possible), possible, _examples(cells))
        )
    if has_heading:
        _tell_ways_from_kinds(columns)
        _find_words(columns, held)
        _leave_out_empty_days(columns)
    columns = with_parties(with_program_roles(columns))
    return Layout(delimiter, tuple(columns), has_heading, start)


def _find_words(columns: list[Column], held: list[list[str]]) -> None:
    """Give the one column without a role whose every cell says a kind, or a direction, its role."""
    for role, codes in ((Role.KIND, KINDS), (Role.DIRECTION, WAYS)):
        say_it = [at for at, cells in enumerate(held) if say(cells, codes)]
        is_stated = any(column.role is role for column in columns)
        if len(say_it) == 1 and not is_stated and columns[say_it[0]].role is None:
            columns[say_it[0]] = columns[say_it[0]]._replace(role=role)


def _tell_ways_from_kinds(columns: list[Column]) -> None:
    """Let the one of two columns of kinds that says which way (*IN*) be that of directions.

    The other must say nothing but kinds (*SMS*): "Call Type" beside "Service Type".
    """
    kinds = [at for at, column in enumerate(columns) if column.role is Role.KIND]
    if any(column.role is Role.DIRECTION for column in columns):
        return
    ways = [at for at in kinds if _says_any(columns[at], WAYS)]
    others = [at for at in kinds if at not in ways and _says_any(columns[at], KINDS)]
    if len(ways) == len(others) == 1:
        columns[ways[0]] = columns[ways[0]]._replace(role=Role.DIRECTION)


def _says_any(column: Column, codes: frozenset[str]) -> bool:
    """Tell whether some cell of a column says one of some things."""
    return any(not codes.isdisjoint(meaning_of(cell)) for cell in column.examples)


def _leave_out_empty_days(columns: list[Column]) -> None:
    """Let no empty column be that of the dates beside another: *data* is a day in Italian."""
    if sum(column.role is Role.WHEN for column in columns) > 1:
        for at, column in enumerate(columns):
            if column.role is Role.WHEN and not column.examples:
                columns[at] = column._replace(role=None)


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row names columns: words in most cells, and no value in any.

    Args:
        cells: of the row.
    """
    if any(is_value(cell) for cell in cells):
        return False
    return any(role_of(cell) for cell in cells) or all(cell[:1].isalpha() for cell in cells)


def _examples(cells: list[str]) -> tuple[str, ...]:
    """Give the first values that differ."""
    return tuple(dict.fromkeys(cells))[:_MOST_EXAMPLES]


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
