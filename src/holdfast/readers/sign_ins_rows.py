"""The rows of a table of sign-ins, devices or account use: an event for each time of a row."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.csv_records import DELIMITERS, rows
from holdfast.readers.csv_tables import MOST_BEFORE
from holdfast.readers.sign_ins_kinds import CODES, find_kind
from holdfast.readers.sign_ins_times import IN_LINES, marks_of, moment_of, says_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source
    from holdfast.readers.sign_ins_kinds import Kind


class Table(NamedTuple):
    """The columns of a table."""

    kind: Kind
    """Which it is."""

    delimiter: str
    """What stands between its cells."""

    columns: list[str]
    """Their headings, as written."""

    times: list[int]
    """Which of them hold a time that is an event."""

    said: list[int]
    """Which of them make the words of an event, in that order."""

    start: int
    """Offset of the record that names them."""

    @property
    def is_utc(self) -> bool:
        """Whether the headings of all its times say that they are UTC."""
        return all(says_utc(self.columns[at]) for at in self.times)


def find_table(source: Source) -> Table | None:
    """Give the columns that a record at the beginning of a file names, None when none does.

    Args:
        source: the file.
    """
    for delimiter in DELIMITERS:
        for row in islice(rows(source, delimiter), MOST_BEFORE):
            kind = find_kind(row.cells, source.name)
            if kind is not None:
                return _table(kind, delimiter, row)
    return None


def _table(kind: Kind, delimiter: str, row: Row) -> Table:
    """Give the columns that a record names."""
    columns = [cell.strip() for cell in row.cells]
    names = [column.casefold() for column in columns]
    times = [at for each in kind.times if (at := _find_time(each, names)) is not None]
    said = [names.index(each) for each in kind.said if each in names]
    return Table(kind, delimiter, columns, times, said, row.span.start)


def read_rows(table: Table, source: Source) -> Iterator[Found]:
    """Divide a table, each record by itself.

    Args:
        table: its columns.
        source: the file.

    Yields:
        Events in file order; what stands before them, the names of the columns wherever they
        stand, and rows with fewer than two cells that say something are left over.
    """
    if table.kind.gap:
        yield Leftover(Span(0, 0, ""), table.kind.gap)
    for row, columns, title in _under_columns(table, source):
        if columns is None or [cell.strip() for cell in row.cells] == columns.columns:
            yield Leftover(row.span, "about-the-export")
        elif sum(map(bool, row.cells)) < min(2, len(columns.columns)):
            yield Leftover(row.span, "row-not-read")
        else:
            yield from _events(row, columns, title)


def _under_columns(first: Table, source: Source) -> Iterator[tuple[Row, Table | None, str]]:
    """Give each record with the columns it stands under, and what the line above them says.

    Records that stand before columns, or name them, stand under none.
    """
    table, title = None, ""
    for row in rows(source, first.delimiter):
        if first.kind.has_sections and len(row.cells) == 1:
            table, title = None, row.cells[0]
            yield row, None, ""
        elif table is not None:
            yield row, table, title
        else:
            if row.span.start >= first.start:
                table = _table(first.kind, first.delimiter, row)
            yield row, None, ""


def _find_time(patterns: tuple[str, ...], names: list[str]) -> int | None:
    """Give the first column that has one of some names; `*` stands for any end."""
    for pattern in patterns:
        begin = pattern.removesuffix("*")
        for at, name in enumerate(names):
            if name == begin or (begin != pattern and name.startswith(begin)):
                return at
    return None


def _events(row: Row, table: Table, title: str) -> Iterator[Message]:
    """Give an event for each time that a row states; one without a time when it states none."""
    stated = [
        (at, moment)
        for at in table.times
        if at < len(row.cells) and (moment := moment_of(row.cells[at]))
    ]
    for at, moment in stated or [(-1, UNKNOWN_MOMENT)]:
        event = _event(row, table, at, moment)
        yield event._replace(text=f"{title}\n{event.text}") if title else event


def _event(row: Row, table: Table, time_at: int, happened: Moment) -> Message:
    """Give one event of a row."""
    said = [at for at in table.said if at < len(row.cells) and row.cells[at]]
    is_told = time_at >= 0 and row.cells[time_at].strip() == happened.as_written
    others = list(_others(row, table, {*said, *([time_at] if is_told else [])}))
    if said:
        text = ", ".join(row.cells[at] for at in said)
        details = tuple(_detail(heading, cell) for heading, cell in others)
    else:
        text = "\n".join(": ".join(filter(None, each)) for each in others)
        details = ()
    if time_at >= 0 and len(table.kind.times) > 1:
        # Which of its times this is.
        text = f"{table.columns[time_at] if is_told else IN_LINES}: {text}"
    damaged = ("bytes-replaced",) if row.is_damaged else ()
    return Message(
        MessageKind.EVENT.value, "", None, text, happened, row.span, (),
        (table.kind.mark, *damaged, *marks_of(happened)), None, details,
    )  # fmt: skip


def _others(row: Row, table: Table, told: set[int]) -> Iterator[tuple[str, str]]:
    """Give the cells that are not told yet, each with its heading, if it has one."""
    for at, cell in enumerate(row.cells):
        if cell and at not in told:
            yield table.columns[at] if at < len(table.columns) else "", cell


def _detail(heading: str, cell: str) -> tuple[str, str]:
    """Give what a cell says beside the event: under a code where its column has one."""
    code = CODES.get(heading.casefold())
    if code:
        return code, cell
    return ("column", f"{heading}: {cell}") if heading else ("other", cell)
