"""Pictures made for screen and print, kept in the index because they can be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def put(connection: sqlite3.Connection, entry_id: str, use: str, jpeg: bytes) -> None:
    """Keep a picture, in place of an older one.

    Args:
        connection: to the index.
        entry_id: of the exhibit.
        use: `screen` or `print`.
        jpeg: the picture.
    """
    connection.execute("INSERT OR REPLACE INTO picture VALUES (?, ?, ?)", (entry_id, use, jpeg))


def find(connection: sqlite3.Connection, entry_id: str, use: str) -> bytes | None:
    """Give a picture, or None.

    Args:
        connection: to the index.
        entry_id: of the exhibit.
        use: `screen` or `print`.
    """
    row = connection.execute(
        "SELECT jpeg FROM picture WHERE entry = ? AND use = ?", (entry_id, use)
    ).fetchone()
    return None if row is None else row[0]


def drop_orphans(connection: sqlite3.Connection) -> None:
    """Remove pictures of entries that are no longer in the index.

    Args:
        connection: to the index, in a transaction.
    """
    connection.execute("DELETE FROM picture WHERE entry NOT IN (SELECT id FROM entry)")
