"""Words that a program read in pictures: found by search, and always told from what people wrote.

Kept apart from everything that is derived from the record, because the record does not hold them:
they are read again from the originals when they are lost. A rebuild keeps those of entries that
are still there, as it keeps pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.vault.index.words import findable

if TYPE_CHECKING:
    import sqlite3

ROW = "SELECT id, text FROM machine WHERE entry = ?"
ORPHANS = "SELECT entry FROM machine WHERE entry NOT IN (SELECT id FROM entry)"
REMOVE_WORDS = "INSERT INTO machine_words (machine_words, rowid, text) VALUES ('delete', ?, ?)"


class MachineText(NamedTuple):
    """What a program read in a picture; it may be wrong."""

    by: str
    """Which program, its version and languages."""

    text: str
    """The words; empty when there were none."""

    def __repr__(self) -> str:
        """Tell the program only."""
        return f"MachineText({self.by})"


def put(connection: sqlite3.Connection, entry_id: str, read: MachineText) -> None:
    """Keep what was read in a picture, in place of an older reading.

    Args:
        connection: to the index, in a transaction.
        entry_id: of the exhibit.
        read: by which program, and the words.
    """
    remove(connection, entry_id)
    row = connection.execute(
        "INSERT INTO machine (entry, by, text) VALUES (?, ?, ?)", (entry_id, *read)
    ).lastrowid
    connection.execute(
        "INSERT INTO machine_words (rowid, text) VALUES (?, ?)", (row, findable(read.text))
    )


def find(connection: sqlite3.Connection, entry_id: str) -> MachineText | None:
    """Give what was read in a picture, None when nobody tried.

    Args:
        connection: to the index.
        entry_id: of the exhibit.
    """
    row = connection.execute("SELECT by, text FROM machine WHERE entry = ?", (entry_id,)).fetchone()
    return None if row is None else MachineText(*row)


def remove(connection: sqlite3.Connection, entry_id: str) -> None:
    """Forget what was read in a picture.

    Args:
        connection: to the index, in a transaction.
        entry_id: of the exhibit.
    """
    row = connection.execute(ROW, (entry_id,)).fetchone()
    if row is not None:
        connection.execute(REMOVE_WORDS, (row[0], findable(row[1])))
        connection.execute("DELETE FROM machine WHERE id = ?", (row[0],))


def drop_orphans(connection: sqlite3.Connection) -> None:
    """Forget what was read in pictures of entries that are no longer in the index.

    Args:
        connection: to the index, in a transaction.
    """
    for (entry_id,) in connection.execute(ORPHANS).fetchall():
        remove(connection, entry_id)


def looks(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give the id and the look of every picture that is not withdrawn, in the order of the log.

    Args:
        connection: to the index.
    """
    found = connection.execute(
        "SELECT entry.id, tag.value FROM tag JOIN entry ON entry.sequence = tag.sequence"
        " WHERE tag.what = 'look' AND NOT entry.withdrawn ORDER BY entry.sequence"
    )
    return [(str(name), str(look)) for name, look in found.fetchall()]
