"""One walk through one table of a SQLite file, as far as it can be read.

Rows come in the order of their numbers; where the table is damaged, what can be reached from its
other end follows, backwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import apsw

from holdfast.model.message import Leftover
from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.sqlite_file import Connection

Value = str | bytes | int | float | None
"""What a cell may hold."""

# What the named tuple's own constructor does, without its keyword handling: twice as fast.
_new = tuple.__new__


class Row(NamedTuple):
    """One row of a table."""

    number: int
    """Its row number, as `rowid` in SQLite; in a table without, counted from 1."""

    values: tuple[Value, ...]
    """In the order asked for; None also for a column that the table lacks."""

    table: str
    """Name of its table."""

    replaced: bool = False
    """Whether text had bytes that are no characters, which were replaced."""

    @property
    def span(self) -> Span:
        """Its place: `message:12`."""
        return Span(0, 0, f"{self.table}:{self.number}")

    def __repr__(self) -> str:
        """Tell the number only."""
        return f"Row({self.number})"


class Scan:
    """One walk through one table."""

    def __init__(
        self, connection: Connection, table: str, wanted: list[str], encoding: str
    ) -> None:
        """Take what is to be read.

        Args:
            connection: the open file.
            table: its name as written.
            wanted: columns as SQL takes them, or `NULL`.
            encoding: of its text.
        """
        self._ask = connection.ask
        self._table = table
        self._wanted = wanted
        self._encoding = encoding

    def has_numbers(self, number: str) -> bool:
        """Tell whether the table's rows have numbers at all."""
        if not number:
            return False
        try:
            self._ask(f"SELECT {number} FROM {quoted(self._table)} LIMIT 0")  # noqa: S608  # ours
        except apsw.Error:
            return False
        return True

    def numbered(self, number: str) -> Iterator[Row | Leftover]:
        """Walk up by row number; around damage, come back down from the other end."""
        last: int | None = None
        for row in self._walk(number, upwards=True):
            if row is None:
                yield Leftover(span=Span(0, 0, self._table), why="damaged-rows")
                yield from self._from_the_end(number, last)
                return
            last = row.number
            yield row

    def _from_the_end(self, number: str, last: int | None) -> Iterator[Row]:
        """Walk down until what was read already."""
        for row in self._walk(number, upwards=False):
            if row is None or (last is not None and row.number <= last):
                return
            yield row

    def _walk(self, number: str, *, upwards: bool) -> Iterator[Row | None]:
        """Give rows in one direction, None once when the table is damaged."""
        last: int | None = None
        table = self._table
        while True:
            try:
                for values in self._rows(number, last, upwards=upwards, raw=False):
                    at = values[0]
                    # As `_goes_on`, without the call: this is asked for every row there is.
                    if type(at) is not int or (
                        last is not None and (at == last or (at > last) is not upwards)
                    ):
                        yield None
                        return
                    last = at
                    yield _new(Row, (at, values[1:], table, False))
            except UnicodeDecodeError:
                row = self._rescued(number, last, upwards=upwards)
                if row is None or not _goes_on(row.number, last, upwards=upwards):
                    yield None
                    return
                last = row.number
                yield row
            except (apsw.Error, MemoryError):
                yield None
                return
            else:
                return

    def _rows(
        self, number: str, last: int | None, *, upwards: bool, raw: bool
    ) -> Iterator[tuple[Value, ...]]:
        """Ask for the rows after one; `raw` gives text as bytes, with its type beside it."""
        wanted = self._wanted
        if raw:
            wanted = [f"CAST({name} AS BLOB), typeof({name}), {_number(name)}" for name in wanted]
        beyond = "" if last is None else f"WHERE {number} {'>' if upwards else '<'} {last}"
        return self._ask(
            f"SELECT {', '.join([number, *wanted])} FROM {quoted(self._table)} {beyond}"  # noqa: S608  # quoted
            f" ORDER BY {number} {'ASC' if upwards else 'DESC'}" + (" LIMIT 1" if raw else "")
        )

    def _rescued(self, number: str, last: int | None, *, upwards: bool) -> Row | None:
        """Give the one row whose text is not all characters."""
        try:
            values = next(self._rows(number, last, upwards=upwards, raw=True), None)
        except (apsw.Error, MemoryError):
            return None
        if values is None or not isinstance(values[0], int):
            return None
        at = values[0]
        cells = [self._cell(*values[i : i + 3]) for i in range(1, len(values), 3)]
        return Row(at, tuple(cells), self._table, replaced=True)

    def _cell(self, content: Value, kind: Value, plain: Value) -> Value:
        """Give a cell that was asked for as bytes."""
        if kind == "text" and isinstance(content, bytes):
            return content.decode(self._encoding, errors="replace")
        return content if kind == "blob" else plain

    def counted(self) -> Iterator[Row | Leftover]:
        """Walk through a table whose rows have no numbers."""
        statement = f"SELECT {', '.join(self._wanted)} FROM {quoted(self._table)}"  # noqa: S608  # quoted
        try:
            for at, values in enumerate(self._ask(statement), 1):
                yield Row(at, tuple(values), self._table)
        except (apsw.Error, MemoryError, UnicodeDecodeError):
            yield Leftover(span=Span(0, 0, self._table), why="damaged-rows")


def _goes_on(number: int, last: int | None, *, upwards: bool) -> bool:
    """Tell whether row numbers go on in one direction: a damaged tree may lead in circles."""
    return last is None or (number > last if upwards else number < last)


def _number(name: str) -> str:
    """Give the expression for a cell that is a number, None for text."""
    return f"CASE WHEN typeof({name}) IN ('integer', 'real') THEN {name} END"


def quoted(name: str) -> str:
    """Give a name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'
