"""What the vault asks of the engines underneath: a log of rows and a store of sealed originals.

Both see ciphertext, random ids and sequence numbers, nothing else. An engine is right when it
passes the contract tests (`tests/vault/contract_log.py`, `tests/vault/contract_blobs.py`); the
embedded engines are SQLite and a folder, the hosted ones can be PostgreSQL and S3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager


class Shelf(StrEnum):
    """The parts of a log store; a row is named by its shelf and a key, and holds bytes."""

    META = "meta"
    """Readable while locked: version, casebook id, recipient, verify key; and sealed identities."""

    SLOT = "slot"
    """Key slots by kind (`passphrase`, `kit`)."""

    HEAD = "head"
    """One sealed row: size, frontier of the tree, next exhibit number, time of the last entry."""

    LINE = "line"
    """By sequence: sealed kind, id, leaf and what it is about; outlives shredding."""

    ENTRY = "entry"
    """By sequence: the disclosures, sealed under the entry's own key."""

    NAME = "name"
    """By entry id: its sealed sequence."""

    KEY = "key"
    """By entry id or blob id: the wrapped key, or the sealed note that it was shredded."""

    CHECKPOINT = "checkpoint"
    """By size: the sealed signed note."""

    HELD = "held"
    """By keyed content hash: which blob and entry hold the same bytes, sealed."""

    DRAWER = "drawer"
    """By keyed name: private notes, sealed; really deletable."""

    ACTIVITY = "activity"
    """By counter: the sealed journal."""


class LogWriter(Protocol):
    """One transaction: sees its own changes; all of them happen or none."""

    def get(self, shelf: Shelf, key: str) -> bytes | None:
        """Give a row as the transaction sees it, or None."""
        ...

    def last(self, shelf: Shelf) -> str | None:
        """Give the greatest key of a shelf, or None when the shelf is empty."""
        ...

    def put(self, shelf: Shelf, key: str, value: bytes) -> None:
        """Write a row, over an older one if there is one."""
        ...

    def remove(self, shelf: Shelf, key: str) -> None:
        """Take a row away; its bytes are overwritten where the engine can."""
        ...


class LogStore(Protocol):
    """An ordered map from (shelf, key) to bytes with one writer at a time."""

    def copies(self, shelf: Shelf, key: str) -> Iterator[bytes]:
        """Give every copy of a row that can be read, best first; nothing if there is none.

        More than one only where the engine keeps copies; the caller takes the first that opens.
        """
        ...

    def is_absent(self, shelf: Shelf, key: str) -> bool:
        """Tell whether a row is surely not there: all copies were read in full trust, none has it.

        False when anything stands in the way of knowing; what hangs on it is then left alone.
        """
        ...

    def rows(self, shelf: Shelf, start: str = "", stop: str | None = None) -> Iterator[Row]:
        """Give rows with start <= key < stop by key; stretches that cannot be read are left out."""
        ...

    def writing(self, wait_seconds: float) -> AbstractContextManager[LogWriter]:
        """Begin a transaction, alone; it is durable when the block has ended without an error.

        Raises:
            CasebookInUseError: somebody else was writing all that time.
            DiskFullError: there is no room.
            CannotWriteError: the folder is read-only or the device failed.
        """
        ...

    def close(self) -> None:
        """Let go; nothing more can be read or written."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a shelf."""

    key: str
    """Its name."""

    value: bytes = field(repr=False)
    """What it holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An original that is sealed and durable, and not yet named by any entry."""

    blob: str
    """Where the sealed bytes lie, 32 hex digits."""

    sha256: str
    """SHA-256 of the original, hex."""

    size_bytes: int
    """Size of the original."""

    key: bytes = field(repr=False)
    """The blob's own key, 32 bytes; `Record.append` puts it into the key table."""

    held_by: str | None = None
    """Id of an entry that already holds the same bytes, if there is one."""


class BlobWriter(Protocol):
    """A blob on its way in; left behind unfinished unless it is committed."""

    def write(self, sealed: bytes | memoryview) -> None:
        """Add sealed bytes; they are the caller's again when it returns.

        Raises:
            DiskFullError: there is no room.
            CannotWriteError: the folder is read-only or the device failed.
        """
        ...

    def commit(self) -> None:
        """Make it durable under its id: fsync, rename, fsync the folder.

        Raises:
            DiskFullError: there is no room.
            CannotWriteError: the folder is read-only or the device failed.
        """
        ...


class BlobReader(Protocol):
    """A sealed blob, open for reading anywhere."""

    def read_at(self, start: int, length: int) -> bytes:
        """Give sealed bytes from an offset; fewer at the end."""
        ...

    @property
    def size_bytes(self) -> int:
        """Size of the sealed blob."""
        ...


class BlobStore(Protocol):
    """Sealed blobs by random id."""

    def writing(self, blob: str) -> AbstractContextManager[BlobWriter]:
        """Begin a blob; what was not committed when the block ends is removed."""
        ...

    def reading(self, blob: str) -> AbstractContextManager[BlobReader]:
        """Open a blob.

        Raises:
            CasebookDamagedError: it is not there or cannot be read.
        """
        ...

    def remove(self, blob: str) -> None:
        """Take a blob away; no error when it is not there."""
        ...

    def names(self) -> Iterator[str]:
        """Give the ids of all committed blobs."""
        ...
