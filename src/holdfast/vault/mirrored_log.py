"""Two SQLite files with the same rows, so that damage to one costs nothing.

Writers hold a lock between processes, write the first file and then bring the second level.
Reading takes the first copy that can be read; the caller, who can tell a good row from a bad one,
is given both. A file that cannot be used is made anew from the other at the next write, and the
damaged one is set aside.
"""

from __future__ import annotations

import contextlib
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import (
    CannotWriteError,
    CasebookDamagedError,
    CasebookInUseError,
    NoCasebookError,
    PersonCanFixError,
)
from holdfast.vault.locking import locked
from holdfast.vault.sqlite_log import SqliteLog, SqliteWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.stores import Row, Shelf

FIRST = "record.db"
SECOND = "record-2.db"
LOCK = "record.lock"
SIDE_FILES = ("-wal", "-shm")
LEVEL_WAIT_SECONDS = 30.0
SET_ASIDE = ".damaged"


class MirroredLog:
    """A log kept twice in one folder; safe to share between threads and processes."""

    def __init__(self, home: Path, *, make: bool = False) -> None:
        """Open both files.

        Args:
            home: the casebook's folder.
            make: make them; otherwise at least one has to be there.

        Raises:
            NoCasebookError: neither is there.
        """
        self.home = home
        self._alone = threading.RLock()
        self._files: dict[str, SqliteLog] = {}
        if not make and not any((home / name).is_file() for name in (FIRST, SECOND)):
            raise NoCasebookError
        for name in (FIRST, SECOND):
            self._open(name, make=make)

    @property
    def usable(self) -> tuple[str, ...]:
        """Names of the files that can be opened."""
        return tuple(name for name in (FIRST, SECOND) if self._file(name) is not None)

    def only(self, name: str) -> SqliteLog | None:
        """Give one of the two files alone, for checking; None when it cannot be opened.

        Args:
            name: `record.db` or `record-2.db`.
        """
        return self._file(name)

    def copies(self, shelf: Shelf, key: str) -> Iterator[bytes]:
        """Give a row from each file that has it."""
        for name in (FIRST, SECOND):
            file = self._file(name)
            if file is not None:
                yield from file.copies(shelf, key)

    def rows(self, shelf: Shelf, start: str = "", stop: str | None = None) -> Iterator[Row]:
        """Give rows by key, changing over to the other file where one cannot be read."""
        after = start
        stuck_at = None
        names = [FIRST, SECOND]
        given = False
        while stuck_at != (after, given):
            stuck_at = (after, given)
            for name in names:
                file = self._file(name)
                if file is None:
                    continue
                try:
                    for row in file.scan(shelf, after, stop):
                        if given and row.key == after:
                            continue
                        yield row
                        after, given = row.key, True
                except (CasebookDamagedError, CannotWriteError):
                    continue
                return

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[SqliteWriter]:
        """Begin a transaction, alone among threads and processes.

        Args:
            wait_seconds: how long to wait for another writer.
        """
        with self._alone_for(wait_seconds):
            self._mend_files()
            with self._first().writing(wait_seconds) as writer:
                yield writer
            self._bring_level()

    def level(self, wait_seconds: float = LEVEL_WAIT_SECONDS) -> None:
        """Bring the copy that is behind level with the other, if both can be opened.

        Args:
            wait_seconds: how long to wait for a writer.
        """
        first, second = self._file(FIRST), self._file(SECOND)
        with contextlib.suppress(CasebookDamagedError):
            if first and second and first.latest() != second.latest():
                with self._alone_for(wait_seconds):
                    self._bring_level()

    def settle(self) -> bool:
        """Move both write-ahead files into their files; tell whether that was possible."""
        settled = [file.settle() for file in self._files.values()]
        return all(settled)

    def close(self) -> None:
        """Let go of both files."""
        for file in self._files.values():
            file.close()
        self._files = {}

    @contextmanager
    def _alone_for(self, wait_seconds: float) -> Iterator[None]:
        if not self._alone.acquire(timeout=wait_seconds):
            raise CasebookInUseError(LOCK)
        try:
            with locked(self.home / LOCK, wait_seconds):
                yield
        finally:
            self._alone.release()

    def _open(self, name: str, *, make: bool = False) -> SqliteLog | None:
        with contextlib.suppress(CasebookDamagedError, CannotWriteError):
            self._files[name] = SqliteLog(self.home / name, make=make)
        return self._files.get(name)

    def _file(self, name: str) -> SqliteLog | None:
        """Give a file, opened again when another process has made it anew."""
        file = self._files.get(name)
        try:
            if file is not None and (self.home / name).stat().st_ino == file.inode:
                return file
        except OSError:
            return file
        if file is not None:
            self._files.pop(name).close()
        return self._open(name)

    def _first(self) -> SqliteLog:
        file = self._file(FIRST)
        if file is None:
            raise CasebookDamagedError(FIRST)
        return file

    def _bring_level(self) -> None:
        first, second = self._file(FIRST), self._file(SECOND)
        if first is None or second is None:
            return
        with contextlib.suppress(CasebookDamagedError, PersonCanFixError):
            ahead, behind = (first, second)
            if second.latest() > first.latest():
                ahead, behind = (second, first)
            behind.take(ahead.changes_since(behind.latest()), LEVEL_WAIT_SECONDS)

    def _mend_files(self) -> None:
        for name, other in ((FIRST, SECOND), (SECOND, FIRST)):
            source = self._file(other)
            if self._file(name) is None and source is not None:
                self._make_anew(name, source)

    def _make_anew(self, name: str, source: SqliteLog) -> None:
        path = self.home / name
        part = path.with_name(name + ".part")
        _remove_with_sides(part)
        fresh = SqliteLog(part, make=True)
        fresh.take(source.changes_since(0), LEVEL_WAIT_SECONDS)
        fresh.settle()
        fresh.close()
        for side in SIDE_FILES:
            path.with_name(name + side).unlink(missing_ok=True)
        if path.exists():
            path.replace(path.with_name(name + SET_ASIDE))
        part.replace(path)
        self._open(name)


def _remove_with_sides(path: Path) -> None:
    for side in ("", *SIDE_FILES):
        path.with_name(path.name + side).unlink(missing_ok=True)
