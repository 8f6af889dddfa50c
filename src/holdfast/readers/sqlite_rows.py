"""Rows of a SQLite export, table by table, as far as they can be read.

Only plain tables are read, in the order of their row numbers, one at a time: nothing is sorted or
joined by SQLite, so that memory stays flat and a hostile file can ask for no more work than it has
bytes. References: docs/decisions/0009-sqlite-exports.md.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import apsw

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.sqlite_file import MAGIC, SMALLEST_BYTES, Connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from holdfast.readers.reader import Source

Value = str | bytes | int | float | None
"""What a cell may hold."""

MOST_TABLES = 2_000
"""More tables than any app has; what is beyond is not looked at."""

WAL_VERSION = 2
"""Bytes 18 and 19 of a file whose newest rows may lie beside it, in a file ending in `-wal`."""

_CREATES = re.compile(
    rb"CREATE TABLE (?:IF NOT EXISTS )?[\"'`\[]?([A-Za-z0-9_]{1,64})", re.IGNORECASE
)
_ENCODINGS = {"UTF-8": "utf-8", "UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}
_HIDDEN_OR_MADE_UP = (1, 2, 3)


class Row(NamedTuple):
    """One row of a table."""

    number: int
    """Its row number, as `rowid` in SQLite; in a table without, counted from 1."""

    values: tuple[Value, ...]
    """In the order asked for; None also for a column that the table lacks."""

    span: Span
    """Its place: `message:12`."""

    replaced: bool = False
    """Whether text had bytes that are no characters, which were replaced."""

    def __repr__(self) -> str:
        """Tell the number only."""
        return f"Row({self.number})"


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
            facts = list(self._connection.ask(f"PRAGMA table_xinfo({_quoted(table)})"))
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
        wanted = [_quoted(name) if name.lower() in there else "NULL" for name in columns]
        scan = _Scan(self._connection, self._names[table.lower()], wanted, self._encoding)
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
        cells = ", ".join(_quoted(each) if each.lower() in there else "NULL" for each in wanted)
        place = f"FROM {_quoted(name)} WHERE {_quoted(column)} = ?"
        try:
            if place not in self._indexed:
                plan = self._connection.ask(f"EXPLAIN QUERY PLAN SELECT 1 {place}", (value,))
                self._indexed[place] = all("SEARCH" in str(step[3]) for step in plan)
            if not self._indexed[place]:
                return None
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
            name = _quoted(self._names[table.lower()])
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
            asked = self._connection.ask(f"SELECT 1 FROM {_quoted(table)} LIMIT 1")  # noqa: S608  # quoted
            return next(asked, None) is not None
        except apsw.Error:
            return True


class _Scan:
    """One walk through one table."""

    def __init__(
        self, connection: Connection, table: str, wanted: list[str], encoding: str
    ) -> None:
        self._ask = connection.ask
        self._table = table
        self._wanted = wanted
        self._encoding = encoding

    def has_numbers(self, number: str) -> bool:
        """Tell whether the table's rows have numbers at all."""
        if not number:
            return False
        try:
            self._ask(f"SELECT {number} FROM {_quoted(self._table)} LIMIT 0")  # noqa: S608  # ours
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
        while True:
            try:
                for values in self._rows(number, last, upwards=upwards, raw=False):
                    at = values[0]
                    if not isinstance(at, int) or not _goes_on(at, last, upwards=upwards):
                        yield None
                        return
                    last = at
                    yield Row(at, values[1:], Span(0, 0, f"{self._table}:{at}"))
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
            f"SELECT {', '.join([number, *wanted])} FROM {_quoted(self._table)} {beyond}"  # noqa: S608  # quoted
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
        return Row(at, tuple(cells), Span(0, 0, f"{self._table}:{at}"), replaced=True)

    def _cell(self, content: Value, kind: Value, plain: Value) -> Value:
        """Give a cell that was asked for as bytes."""
        if kind == "text" and isinstance(content, bytes):
            return content.decode(self._encoding, errors="replace")
        return content if kind == "blob" else plain

    def counted(self) -> Iterator[Row | Leftover]:
        """Walk through a table whose rows have no numbers."""
        statement = f"SELECT {', '.join(self._wanted)} FROM {_quoted(self._table)}"  # noqa: S608  # quoted
        try:
            for at, values in enumerate(self._ask(statement), 1):
                yield Row(at, tuple(values), Span(0, 0, f"{self._table}:{at}"))
        except (apsw.Error, MemoryError, UnicodeDecodeError):
            yield Leftover(span=Span(0, 0, self._table), why="damaged-rows")


def _goes_on(number: int, last: int | None, *, upwards: bool) -> bool:
    """Tell whether row numbers go on in one direction: a damaged tree may lead in circles."""
    return last is None or (number > last if upwards else number < last)


def _number(name: str) -> str:
    """Give the expression for a cell that is a number, None for text."""
    return f"CASE WHEN typeof({name}) IN ('integer', 'real') THEN {name} END"


def _quoted(name: str) -> str:
    """Give a name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'
