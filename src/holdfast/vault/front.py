"""What can be read of a casebook while it is locked: a few plain values, each with a checksum.

The checksum is against damage only. Whoever can write the file can make it fit; an open casebook
compares these values with the keys it holds.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError, NewerCasebookError
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from holdfast.vault.stores import LogStore, LogWriter

FORMAT = 1
"""Version of everything in docs/record-format.md."""

CHECKSUM_BYTES = 8


def with_checksum(value: bytes) -> bytes:
    """Put the first bytes of its SHA-256 in front of a value.

    Args:
        value: anything.
    """
    return sha256(value).digest()[:CHECKSUM_BYTES] + value


def undamaged(copies: Iterable[bytes]) -> Iterator[bytes]:
    """Give the values whose checksum holds, each different one once.

    Args:
        copies: of one row.
    """
    seen = set()
    for row in copies:
        value = row[CHECKSUM_BYTES:]
        if row == with_checksum(value) and value not in seen:
            seen.add(value)
            yield value


def write_front(writer: LogWriter, name: str, value: str) -> None:
    """Keep a plain value.

    Args:
        writer: the transaction.
        name: of the value.
        value: of it.
    """
    writer.put(Shelf.META, name, with_checksum(value.encode()))


def find_front(log: LogStore, name: str) -> str | None:
    """Give a plain value, or None when no copy is undamaged.

    Args:
        log: of the casebook.
        name: of the value.
    """
    return next((value.decode() for value in undamaged(log.copies(Shelf.META, name))), None)


def read_front(log: LogStore, name: str) -> str:
    """Give a plain value.

    Args:
        log: of the casebook.
        name: of the value.

    Raises:
        CasebookDamagedError: no copy is undamaged.
    """
    value = find_front(log, name)
    if value is None:
        raise CasebookDamagedError(name)
    return value


def refuse_newer(log: LogStore) -> None:
    """Stop when the casebook was made by a newer Holdfast.

    Args:
        log: of the casebook.

    Raises:
        NewerCasebookError: it was.
    """
    stated = read_front(log, "format")
    if stated != str(FORMAT):
        raise NewerCasebookError
