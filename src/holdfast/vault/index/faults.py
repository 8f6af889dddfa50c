"""What SQLCipher's errors mean for the index."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from holdfast.model.errors import CannotWriteError, CasebookInUseError, DiskFullError

if TYPE_CHECKING:
    from collections.abc import Iterator

DatabaseError: type[Exception] = dbapi2.DatabaseError
PRIMARY_CODE = 0xFF
PLACE = "index.db"
BY_CODE = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_BUSY: CasebookInUseError,
    sqlite3.SQLITE_LOCKED: CasebookInUseError,
    sqlite3.SQLITE_READONLY: CannotWriteError,
    sqlite3.SQLITE_IOERR: CannotWriteError,
    sqlite3.SQLITE_CANTOPEN: CannotWriteError,
    sqlite3.SQLITE_PERM: CannotWriteError,
}


DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT})
"""A broken constraint too: where an old page was put back, an entry may be applied twice."""


class IndexDamagedError(Exception):
    """The file is not an index any more; it is made anew, and nobody is shown this."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn what SQLCipher says into ours; anything else is a fault of ours and passes.

    Raises:
        IndexDamagedError: the file is damaged, or opened by another key.
    """
    try:
        yield
    except DatabaseError as failure:
        code = getattr(failure, "sqlite_errorcode", 0) & PRIMARY_CODE
        if code in BY_CODE:
            raise BY_CODE[code](PLACE) from failure
        if code in DAMAGE:
            raise IndexDamagedError from failure
        raise
