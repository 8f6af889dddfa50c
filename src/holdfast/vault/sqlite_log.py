"""The embedded engine of the log: one SQLite file of rows, each change numbered.

A row that was removed stays as an empty one, so that a second copy can be brought level by the
numbers alone. Nothing here knows what the rows hold.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import (
    CannotWriteError,
    CasebookDamagedError,
    CasebookInUseError,
    DiskFullError,
)
from holdfast.vault.disk import disk_errors
from holdfast.vault.snapshot import read_into_memory
from holdfast.vault.stores import Row, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TABLE = (
    "CREATE TABLE row(shelf TEXT NOT NULL, key TEXT NOT NULL, change INTEGER NOT NULL, value BLOB,"
    " PRIMARY KEY(shelf, key)) STRICT, WITHOUT ROWID"
)
BY_CHANGE = "CREATE INDEX row_by_change ON row(change)"
SETTINGS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
)
PRIMARY_CODE = 0xFF
"""The low byte of SQLite's extended result codes (sqlite.org/rescode.html)."""

AT_ONCE = 256
"""Rows fetched under the lock in one go."""

LAST_KEY = "\U0010ffff"


class ChangedRow(NamedTuple):
    """A row as it is carried from one copy to the other."""

    shelf: str
    """Its shelf."""

    key: str
    """Its key."""

    change: int
    """Number of the change that wrote it."""

    value: bytes | None
    """What it holds; None where it was removed."""


NO_ROOM = frozenset({sqlite3.SQLITE_FULL})
HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
UNWILLING = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
)


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn SQLite's errors into ours.

    Args:
        place: name of the file.

    Raises:
        DiskFullError: there is no room.
        CasebookInUseError: somebody else holds it.
        CannotWriteError: it is read-only or the device failed.
        CasebookDamagedError: anything else, which only a damaged file gives.
        ProgrammingError: our own fault, such as asking a closed log; as SQLite raised it.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as refused:
        code = getattr(refused, "sqlite_errorcode", 0) & PRIMARY_CODE
        if code in NO_ROOM:
            raise DiskFullError(place) from refused
        if code in HELD:
            raise CasebookInUseError(place) from refused
        if code in UNWILLING:
            raise CannotWriteError(place) from refused
        raise CasebookDamagedError(place) from refused


class SqliteLog:
    """Rows in one SQLite file; safe to share between threads."""

    def __init__(self, path: Path, *, make: bool = False) -> None:
        """Open the file; where there is no room or no leave to write, only to read it.

        Args:
            path: of the file.
            make: make it; otherwise it has to be there.

        Raises:
            CasebookDamagedError: it is not there, or is no log.
        """
        self.path = path
        self._lock = threading.RLock()
        if not make and not path.is_file():
            raise CasebookDamagedError(path.name)
        with explained(path.name):
            self._db, self._can_write = _connect_as_it_can_be(path, make=make)
        self.inode = path.stat().st_ino

    def copies(self, shelf: Shelf, key: str) -> Iterator[bytes]:
        """Give the row if it is there and can be read."""
        try:
            value = self.read(shelf, key)
        except CasebookDamagedError:
            return
        if value is not None:
            yield value

    def is_absent(self, shelf: Shelf, key: str) -> bool:
        """Tell whether the row is surely not there."""
        try:
            return self.read(shelf, key) is None
        except (CasebookDamagedError, CannotWriteError):
            return False

    def rows(self, shelf: Shelf, start: str = "", stop: str | None = None) -> Iterator[Row]:
        """Give rows by key, as far as they can be read."""
        try:
            yield from self.scan(shelf, start, stop)
        except CasebookDamagedError:
            return

    def read(self, shelf: Shelf, key: str) -> bytes | None:
        """Give a row's value, or None when there is none.

        Args:
            shelf: where.
            key: its name.
        """
        found = self._ask("SELECT value FROM row WHERE shelf = ? AND key = ?", (str(shelf), key))
        return _bytes_or_none(found[0][0]) if found else None

    def last(self, shelf: Shelf) -> str | None:
        """Give the greatest key of a shelf.

        Args:
            shelf: where.
        """
        found = self._ask(
            "SELECT key FROM row WHERE shelf = ? AND value IS NOT NULL ORDER BY key DESC LIMIT 1",
            (str(shelf),),
        )
        return str(found[0][0]) if found else None

    def scan(self, shelf: Shelf, start: str = "", stop: str | None = None) -> Iterator[Row]:
        """Give rows by key; raises CasebookDamagedError where a stretch cannot be read.

        Args:
            shelf: where.
            start: first key.
            stop: key to stop before; None for no end.
        """
        after, including = start, True
        while True:
            found = self._ask(
                "SELECT key, value FROM row WHERE shelf = ? AND (key > ? OR (? AND key = ?))"
                " AND key >= ? AND key < ? AND value IS NOT NULL ORDER BY key LIMIT ?",
                (str(shelf), after, including, after, after, stop or LAST_KEY, AT_ONCE),
            )
            for key, value in found:
                yield Row(str(key), _bytes_or_none(value) or b"")
            if len(found) < AT_ONCE:
                return
            after, including = str(found[-1][0]), False

    def latest(self) -> int:
        """Give the number of the latest change; 0 for none."""
        return int(str(self._ask("SELECT coalesce(max(change), 0) FROM row")[0][0]))

    def walk(self, *, backwards: bool = False) -> Iterator[ChangedRow]:
        """Give every row, removed ones too; raises CasebookDamagedError where one cannot be read.

        Args:
            backwards: from the last to the first.
        """
        sql = (
            "SELECT shelf, key, change, value FROM row ORDER BY shelf DESC, key DESC"
            if backwards
            else "SELECT shelf, key, change, value FROM row ORDER BY shelf, key"
        )
        with explained(self.path.name):
            for shelf, key, change, value in self._db.execute(sql):
                yield ChangedRow(shelf, key, change, value)

    def is_sound(self) -> bool:
        """Tell whether every page can be read and fits the others; some damage is only in rows."""
        try:
            # A connection of its own sees the file and not what an older one remembers of it.
            with (
                explained(self.path.name),
                closing(_connect_as_it_can_be(self.path, make=False)[0]) as db,
            ):
                return db.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        except (CasebookDamagedError, CannotWriteError):
            return False

    def changes_since(self, change: int) -> list[ChangedRow]:
        """Give every row changed after a number.

        Args:
            change: the number.
        """
        found = self._ask(
            "SELECT shelf, key, change, value FROM row WHERE change > ? ORDER BY change", (change,)
        )
        return [
            ChangedRow(str(shelf), str(key), int(str(number)), _bytes_or_none(value))
            for shelf, key, number, value in found
        ]

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[SqliteWriter]:
        """Begin a transaction, alone.

        Args:
            wait_seconds: how long to wait for another writer.
        """
        with self._transaction(wait_seconds):
            yield SqliteWriter(self, self.latest() + 1)

    def take(self, rows: Iterable[ChangedRow], wait_seconds: float) -> None:
        """Take over rows from another copy with their numbers, in one transaction.

        Args:
            rows: as `changes_since` gives them.
            wait_seconds: how long to wait for another writer.
        """
        with self._transaction(wait_seconds):
            for row in rows:
                self.put(row)

    def put(self, row: ChangedRow) -> None:
        """Write a row as it is; inside a transaction.

        Args:
            row: with its number.
        """
        self._ask(
            "INSERT INTO row(shelf, key, change, value) VALUES(?, ?, ?, ?) ON CONFLICT(shelf, key)"
            " DO UPDATE SET change = excluded.change, value = excluded.value",
            tuple(row),
        )

    def settle(self) -> bool:
        """Move the write-ahead file into the file; tell whether all of it could be."""
        if not self._can_write:
            return False
        try:
            return bool(self._ask("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0)
        except (CasebookDamagedError, CannotWriteError, CasebookInUseError, DiskFullError):
            return False

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _transaction(self, wait_seconds: float) -> Iterator[None]:
        # The lock is held throughout: other threads share the connection and must not see into it.
        if not self._lock.acquire(timeout=wait_seconds):
            raise CasebookInUseError(self.path.name)
        try:
            self._try_to_write()
            self._ask(f"PRAGMA busy_timeout={int(wait_seconds * 1000)}")
            self._ask("BEGIN IMMEDIATE")
            yield
            self._commit()
        finally:
            if self._db.in_transaction:
                self._db.rollback()
            self._lock.release()

    def _commit(self) -> None:
        try:
            self._ask("COMMIT")
        except (CannotWriteError, DiskFullError) as refused:
            # All of it may stand in the side file, where the next to open finds it whole.
            refused.may_be_saved = True
            raise

    def _try_to_write(self) -> None:
        """Open a file that could only be read; there may be room by now."""
        if not self._can_write:
            with explained(self.path.name):
                fresh = _connect(self.path, make=False)
            self._db.close()
            self._db, self._can_write = fresh, True

    def _ask(self, sql: str, given: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with explained(self.path.name), self._lock:
            return self._db.execute(sql, given).fetchall()


class SqliteWriter:
    """A transaction on one file."""

    def __init__(self, log: SqliteLog, change: int) -> None:
        """Write under a number.

        Args:
            log: the file, inside a transaction.
            change: number of this change.
        """
        self._log = log
        self._change = change

    def get(self, shelf: Shelf, key: str) -> bytes | None:
        """Give a row as the transaction sees it."""
        return self._log.read(shelf, key)

    def last(self, shelf: Shelf) -> str | None:
        """Give the greatest key of a shelf."""
        return self._log.last(shelf)

    def put(self, shelf: Shelf, key: str, value: bytes) -> None:
        """Write a row."""
        self._log.put(ChangedRow(str(shelf), key, self._change, value))

    def remove(self, shelf: Shelf, key: str) -> None:
        """Take a row's bytes away."""
        self._log.put(ChangedRow(str(shelf), key, self._change, None))


def _connect_as_it_can_be(path: Path, *, make: bool) -> tuple[sqlite3.Connection, bool]:
    """Open a file, and tell whether it can be written; if not, what is given is a copy of it.

    Raises:
        OperationalError: it is there and cannot be opened, and not for want of room or leave.
    """
    try:
        return _connect(path, make=make), True
    except sqlite3.OperationalError as refused:
        no_room_or_leave = refused.sqlite_errorcode & PRIMARY_CODE in NO_ROOM | UNWILLING
        if make or not no_room_or_leave:
            raise
    return read_into_memory(path), False


def _connect(path: Path, *, make: bool) -> sqlite3.Connection:
    if make:
        with disk_errors(path.name):
            path.touch(mode=0o600)
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for setting in SETTINGS:
            db.execute(setting).fetchall()
        if make:
            db.execute(TABLE)
            db.execute(BY_CHANGE)
        _refuse_another_schema(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _refuse_another_schema(db: sqlite3.Connection) -> None:
    found = db.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
    if found != [(TABLE,), (BY_CHANGE,)]:
        message = "another schema"
        raise sqlite3.DatabaseError(message)


def _bytes_or_none(value: object) -> bytes | None:
    return value if isinstance(value, bytes) else None
