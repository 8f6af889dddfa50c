"""A log that cannot be written can still be read: all of it, as it stands, taken into memory.

SQLite needs a little room beside a file with a write-ahead log before it reads from it. On a full
disk or in a read-only folder there is none. Then the file is read whole, once, in a way that needs
no room. What comes out is as sealed as the file.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ALONE = "PRAGMA locking_mode=EXCLUSIVE"
"""With it, SQLite keeps in memory what it would keep beside the file (sqlite.org/wal.html §8)."""

LOOK = "SELECT count(*) FROM sqlite_schema"
BESIDE = "-wal"


def read_into_memory(path: Path) -> sqlite3.Connection:
    """Give a copy of a file's rows that lives in memory, or raise as SQLite does.

    Args:
        path: of the file.
    """
    how, alone = _way(path)
    return _copied(f"{path.absolute().as_uri()}?{how}", alone=alone)


def _way(path: Path) -> tuple[str, bool]:
    """Give how to read it, and whether alone; without locks only where nobody can write."""
    if os.access(path.parent, os.W_OK):
        return "mode=rw", True
    beside = path.with_name(path.name + BESIDE)
    if beside.exists() and beside.stat().st_size:
        # What was confirmed last stands only there.
        return "mode=ro&vfs=unix-none", True
    return "mode=ro&immutable=1", False


def _copied(uri: str, *, alone: bool) -> sqlite3.Connection:
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as file:
        if alone:
            file.execute(ALONE)
        file.execute(LOOK)
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        file.backup(memory)
    return memory
