"""An engine of the log that forgets: for tests, and for checking a casebook without a disk."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookInUseError
from holdfast.vault.stores import Row, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

Rows = dict[tuple[Shelf, str], bytes]


class MemoryLog:
    """Rows in a dictionary, with the promises of `LogStore`."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rows: Rows = {}
        self._alone = threading.Lock()

    def copies(self, shelf: Shelf, key: str) -> Iterator[bytes]:
        """Give the row if it is there."""
        if (shelf, key) in self._rows:
            yield self._rows[shelf, key]

    def is_absent(self, shelf: Shelf, key: str) -> bool:
        """Tell whether the row is not there."""
        return (shelf, key) not in self._rows

    def rows(self, shelf: Shelf, start: str = "", stop: str | None = None) -> Iterator[Row]:
        """Give rows by key."""
        for (where, key), value in sorted(self._rows.items()):
            if where == shelf and start <= key and (stop is None or key < stop):
                yield Row(key, value)

    @contextmanager
    def writing(self, wait_seconds: float) -> Iterator[MemoryWriter]:
        """Begin a transaction, alone.

        Args:
            wait_seconds: how long to wait for another writer.

        Yields:
            The transaction.

        Raises:
            CasebookInUseError: another thread was writing all that time.
        """
        if not self._alone.acquire(timeout=wait_seconds):
            raise CasebookInUseError
        try:
            rows = dict(self._rows)
            yield MemoryWriter(rows)
            self._rows = rows
        finally:
            self._alone.release()

    def close(self) -> None:
        """Forget everything."""
        self._rows = {}


class MemoryWriter:
    """A transaction on a copy of the rows."""

    def __init__(self, rows: Rows) -> None:
        """Write into a copy.

        Args:
            rows: the copy.
        """
        self._rows = rows

    def get(self, shelf: Shelf, key: str) -> bytes | None:
        """Give a row as the transaction sees it."""
        return self._rows.get((shelf, key))

    def last(self, shelf: Shelf) -> str | None:
        """Give the greatest key of a shelf."""
        return max((key for where, key in self._rows if where == shelf), default=None)

    def put(self, shelf: Shelf, key: str, value: bytes) -> None:
        """Write a row."""
        self._rows[shelf, key] = value

    def remove(self, shelf: Shelf, key: str) -> None:
        """Take a row away."""
        self._rows.pop((shelf, key), None)
