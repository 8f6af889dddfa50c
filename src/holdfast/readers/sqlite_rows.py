"""Rows of a SQLite export, table by table, as far as they can be read.

Only plain tables are read, in the order of their row numbers, one at a time: nothing is sorted or
joined by SQLite, so that memory stays flat and a hostile file can ask for no more work than it has
bytes. References: docs/decisions/0009-sqlite-exports.md.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.sqlite_file import MAGIC, SMALLEST_BYTES, Connection
from holdfast.readers.sqlite_scan import Row, Scan, Value, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from holdfast.readers.reader import Source

__all__ = [
    "Database", "Row", "Value", "is_sqlite", "may_list_tables_elsewhere", "opened",
    "tables_in_head",
]  # fmt: skip

MOST_TABLES = 2_000
"""More tables than any app has; what is beyond is not looked at."""

WAL_VERSION = 2
"""Bytes 18 and 19 of a file whose newest rows may lie beside it, in a file ending in `-wal`."""

_CREATES = re.compile(
    rb"CREATE TABLE (?:IF NOT EXISTS )?[\"'`\[]?([A-Za-z0-9_]{1,64})", re.IGNORECASE
)
_ENCODINGS = {"UTF-8": "utf-8", "UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}
_HIDDEN_OR_MADE_UP = (1, 2, 3)


def is_sqlite(head: bytes) -> bool:
    """Tell whether a file is a SQLite file.

    Args:
        head: its first bytes.
    """
    return head.startswith(MAGIC)


def tables_in_head(head: bytes) -> frozenset[str]:
    """Give the names of tables whose making stands in the first bytes, in small letters.

    A large file may keep them elsewhere: that a name is missing says nothing.

    Args:
        head: the first bytes of the file.
    """
    if not is_sqlite(head):
        return frozenset()
    return frozenset(name.decode("ascii").lower() for name in _CREATES.findall(head))


def may_list_tables_elsewhere(head: bytes) -> bool:
    """Tell whether a file's list of tables is so long that it does not stand on its first page.

    Args:
        head: the first bytes of the file.
    """
    # The first page is a leaf of the list (13) or only leads to its leaves (5).
    return is_sqlite(head) and head[100:101] == b"\x05"


@contextmanager
def opened(source: Source) -> Iterator[Database]:
    """Open a SQLite file for the length of a `with`.

    Args:
        source: the file.

    Yields:
        The file's tables.

    Raises:
        NotThisFormatError: it is no SQLite file, or not even its list of tables can be read.
    """
    if source.size < SMALLEST_BYTES or not is_sqlite(source.read(0, len(MAGIC))):
        raise NotThisFormatError
    connection = Connection(source)
    try:
        # Only the list of tables is read here: rows catch what is wrong with them.
        try:
            database = Database(connection, source)
        except (apsw.Error, UnicodeDecodeError):
            raise NotThisFormatError from None
        yield database
    finally:
        connection.close()


class Database:
    """The tables of an open SQLite file; names are matched without regard to capitals."""

    def __init__(self, connection: Connection, source: Source) -> None:
        """Look at what tables there are.

        Args:
            connection: the open file.
            source: the same file, for its head.
        """
        self._connection = connection
        connection.settle()
        self._columns: dict[str, tuple[str, ...]] = {}
        self._used: set[str] = set()
        self._indexed: dict[str, bool] = {}
        head = source.read(0, 100)
        self.may_have_newer_rows_beside = head[18:20] == bytes((WAL_VERSION, WAL_VERSION))
        """Whether the app wrote its newest rows into another file first, which may be missing."""
        listing = connection.ask(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            " LIMIT ?",
            (MOST_TABLES,),
        )
        self._names = {str(name).lower(): str(name) for (name,) in listing}
        (encoding,) = next(connection.ask("PRAGMA encoding"))
        self._encoding = _ENCODINGS.get(str(encoding), "utf-8")

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables as written, SQLite's own left out."""
        return tuple(name for key, name in self._names.items() if not key.startswith("sqlite_"))

    def columns(self, table: str) -> tuple[str, ...]:
        """Give a table's columns in small letters; none for a table that is not there.

        Args:
            table: its name.
        """
        key = table.lower()
        if key not in self._names:
            return ()
        if key not in self._columns:
            self._columns[key] = self._look_up_columns(self._names[key])
        return self._columns[key]

    def _look_up_columns(self, table: str) -> tuple[str, ...]:
        """Give the columns that are stored; one that is computed could cost anything."""
        try:
            facts = list(self._connection.ask(f"PRAGMA table_xinfo({quoted(table)})"))
        except (apsw.Error, UnicodeDecodeError):
            return ()
        return tuple(str(fact[1]).lower() for fact in facts if fact[6] not in _HIDDEN_OR_MADE_UP)

    def has(self, table: str, *columns: str) -> bool:
        """Tell whether a table is there, with these columns.

        Args:
            table: its name.
            columns: names that it must have.
        """
        there = self.columns(table)
        return bool(there) and all(column.lower() in there for column in columns)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row | Leftover]:
        """Give a table's rows in the order of their numbers.

        Args:
            table: its name; one that is not there has no rows.
            columns: what is wanted of each; a column that is not there is None in every row.

        Yields:
            Rows, and where the table is damaged one leftover `damaged-rows`: then what can be
            reached from its other end follows, backwards.
        """
        there = self.columns(table)
        if not there:
            return
        self._used.add(table.lower())
        number = next((name for name in ("_rowid_", "rowid", "oid") if name not in there), "")
        wanted = [quoted(name) if name.lower() in there else "NULL" for name in columns]
        scan = Scan(self._connection, self._names[table.lower()], wanted, self._encoding)
        yield from scan.numbered(number or "rowid") if scan.has_numbers(number) else scan.counted()

    def look_up(self, table: str, key: str, *columns: str) -> dict[Value, tuple[Value, ...]]:
        """Give a whole table as a look-up; for small tables such as contacts.

        Args:
            table: its name.
            key: the column that is looked up; `rowid` for the row number.
            columns: what is found.
        """
        found: dict[Value, tuple[Value, ...]] = {}
        by_number = key.lower() == "rowid"
        for row in self.rows(table, columns if by_number else (key, *columns)):
            if isinstance(row, Row):
                at, values = (
                    (row.number, row.values) if by_number else (row.values[0], row.values[1:])
                )
                found.setdefault(at, values)
        return found

    def find(
        self, table: str, column: str, value: str | int, wanted: Sequence[str]
    ) -> tuple[Value, ...] | None:
        """Give the one row with a value, where the table has an index for it; else None.

        Without an index every question would go through the whole table.

        Args:
            table: its name.
            column: where the value stands.
            value: what is looked for.
            wanted: columns of the row; one that is missing is None.
        """
        there = self.columns(table)
        if column.lower() not in there:
            return None
        name = self._names[table.lower()]
        cells = ", ".join(quoted(each) if each.lower() in there else "NULL" for each in wanted)
        place = f"FROM {quoted(name)} WHERE {quoted(column)} = ?"
        try:
            if place not in self._indexed:
                plan = self._connection.ask(f"EXPLAIN QUERY PLAN SELECT 1 {place}", (value,))
                self._indexed[place] = all("SEARCH" in str(step[3]) for step in plan)
            if not self._indexed[place]:
                return None
            self._used.add(table.lower())
            return next(self._connection.ask(f"SELECT {cells} {place} LIMIT 1", (value,)), None)
        except (apsw.Error, UnicodeDecodeError):
            return None

    def count(self, table: str) -> int:
        """Give the number of rows, 0 when it cannot be known.

        Args:
            table: its name.
        """
        if table.lower() not in self._names:
            return 0
        try:
            name = quoted(self._names[table.lower()])
            (number,) = next(self._connection.ask(f"SELECT count(*) FROM {name}"))  # noqa: S608  # quoted
        except apsw.Error:
            return 0
        return int(str(number))

    def leftovers(self, said: Iterable[str] = ()) -> Iterator[Leftover]:
        """Account for the tables as a whole, when a reader is done.

        Args:
            said: tables whose rows each have a span of their own already.

        Yields:
            `table-used` for a table that was looked at, `table-not-read` for one that holds rows
            and was not.
        """
        accounted = {name.lower() for name in said}
        for key, name in self._names.items():
            if key in accounted or key.startswith("sqlite_"):
                continue
            if key in self._used:
                yield Leftover(span=Span(0, 0, name), why="table-used")
            elif self._holds_rows(name):
                yield Leftover(span=Span(0, 0, name), why="table-not-read")

    def _holds_rows(self, table: str) -> bool:
        """Tell whether there is a row, or something that cannot be told for damage."""
        try:
            asked = self._connection.ask(f"SELECT 1 FROM {quoted(table)} LIMIT 1")  # noqa: S608  # quoted
            return next(asked, None) is not None
        except apsw.Error:
            return True
