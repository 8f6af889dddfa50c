"""Two SQLite files with the same rows, so that damage to one costs nothing.

Writers hold a lock between processes, write the first file and then bring the second level.
Reading takes the first copy that can be read; the caller, who can tell a good row from a bad one,
is given both. A file that is found damaged is made anew at the next write, and the damaged one is
set aside until somebody has been told.
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
from holdfast.vault.disk import disk_errors
from holdfast.vault.locking import locked
from holdfast.vault.mending import Judge, make_anew, trust_all
from holdfast.vault.sqlite_log import SqliteLog, SqliteWriter
from holdfast.vault.sums import SUMS, leave_sums, take_sums_away

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.keys import Keys
    from holdfast.vault.stores import Row, Shelf

FIRST = "record.db"
SECOND = "record-2.db"
BOTH = (FIRST, SECOND)
LOCK = "record.lock"
LEVEL_WAIT_SECONDS = 30.0


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
        self.judge: Judge = trust_all
        self._alone = threading.RLock()
        self._files: dict[str, SqliteLog] = {}
        self._distrusted: set[str] = set()
        if not make and not any((home / name).is_file() for name in BOTH):
            raise NoCasebookError
        for name in BOTH:
            self._open(name, make=make)
        self._was_closed_in_order = make or (home / SUMS).is_file()

    def distrust(self, name: str) -> None:
        """Read a file last, and make it anew at the next write.

        Args:
            name: `record.db` or `record-2.db`.
        """
        if name in BOTH:
            self._distrusted.add(name)

    def only(self, name: str) -> SqliteLog | None:
        """Give one of the two files alone, for checking; None when it cannot be opened.

        Args:
            name: `record.db` or `record-2.db`.
        """
        return self._file(name)

    def copies(self, shelf: Shelf, key: str) -> Iterator[bytes]:
        """Give a row from each file that has it."""
        for file in self._best_first():
            yield from file.copies(shelf, key)

    def is_absent(self, shelf: Shelf, key: str) -> bool:
        """Tell whether the row is surely not there: both files are whole, and neither has it."""
        files = [self._file(name) for name in BOTH]
        return not self._distrusted and all(
            file is not None and file.is_absent(shelf, key) for file in files
        )

    def rows(self, shelf: Shelf, start: str = "", stop: str | None = None) -> Iterator[Row]:
        """Give rows by key, changing over to the other file where one cannot be read."""
        after, given, stuck = start, False, False
        while not stuck:
            stuck = True
            for file in self._best_first():
                try:
                    for row in file.scan(shelf, after, stop):
                        if not (given and row.key == after):
                            yield row
                            after, given, stuck = row.key, True, False
                except (CasebookDamagedError, CannotWriteError):
                    continue
                return

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[SqliteWriter]:
        """Begin a transaction, alone among threads and processes.

        Args:
            wait_seconds: how long to wait for another writer.

        Yields:
            The transaction on the first file.

        Raises:
            CasebookDamagedError: a file turned out damaged; it is made anew at the next write.
        """
        with self._alone_for(wait_seconds):
            self._look_closer()
            with disk_errors(SUMS):
                take_sums_away(self.home)
            self._mend()
            try:
                with self._first().writing(wait_seconds) as writer:
                    yield writer
            except CasebookDamagedError as damaged:
                self.distrust(damaged.place)
                raise
            self._bring_level()

    def level(self, wait_seconds: float = LEVEL_WAIT_SECONDS) -> None:
        """Bring the copy that is behind level with the other, if both are sound.

        Args:
            wait_seconds: how long to wait for a writer.
        """
        first, second = self._file(FIRST), self._file(SECOND)
        with contextlib.suppress(CasebookDamagedError, PersonCanFixError):
            if first and second and first.latest() != second.latest():
                with self._alone_for(wait_seconds):
                    with disk_errors(SUMS):
                        take_sums_away(self.home)
                    self._bring_level()

    def settle(self) -> bool:
        """Move both write-ahead files into their files; tell whether that was possible."""
        settled = [file.settle() for file in self._files.values()]
        return all(settled)

    def close_in_order(self, keys: Keys) -> None:
        """Leave the sums of both files, if nobody else is writing, and close.

        Args:
            keys: of the casebook.
        """
        with (
            contextlib.suppress(CasebookDamagedError, PersonCanFixError, OSError),
            self._alone_for(0),
        ):
            written = not (self.home / SUMS).is_file()
            if self.settle() and written and not self._distrusted:
                leave_sums(self.home, BOTH, keys)
        self.close()

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

    def _best_first(self) -> list[SqliteLog]:
        names = sorted(BOTH, key=lambda name: (name in self._distrusted, BOTH.index(name)))
        return [file for file in map(self._file, names) if file is not None]

    def _first(self) -> SqliteLog:
        file = self._file(FIRST)
        if file is None:
            raise CasebookDamagedError(FIRST)
        return file

    def _bring_level(self) -> None:
        first, second = self._file(FIRST), self._file(SECOND)
        if first is None or second is None or self._distrusted:
            return
        # The entry is safe in the first file; the second can be brought level later.
        with contextlib.suppress(CasebookDamagedError, PersonCanFixError):
            ahead, behind = (first, second)
            if second.latest() > first.latest():
                ahead, behind = (second, first)
            behind.take(ahead.changes_since(behind.latest()), LEVEL_WAIT_SECONDS)

    def _look_closer(self) -> None:
        """Look for damaged pages once, when the last process did not close in order."""
        if not self._was_closed_in_order:
            self._was_closed_in_order = True
            self._distrusted.update(
                name for name in BOTH if (file := self._file(name)) and not file.is_sound()
            )

    def _mend(self) -> None:
        for name in BOTH:
            if self._file(name) is None or name in self._distrusted:
                self._make_anew(name)
        self._distrusted.clear()

    def _make_anew(self, name: str) -> None:
        damaged = self._files.pop(name, None)
        trusted = [
            file
            for other in BOTH
            if other not in self._distrusted and other != name and (file := self._file(other))
        ]
        sources = trusted or [file for file in (*self._best_first(), damaged) if file]
        if sources:
            make_anew(self.home / name, sources, self.judge)
        if damaged is not None:
            damaged.close()
        self._distrusted.discard(name)
        self._open(name)
