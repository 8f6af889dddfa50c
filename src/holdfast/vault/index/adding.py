"""Adding the messages of a batch, taking them away, hiding and showing them.

Words are indexed once all rows of a batch are there, in the order of their keys: FTS5 writes out
what it has gathered whenever row ids go backwards, which would cost ten times the work.

`twin_of` of a message that another export shows already points there (`merging`); which words stand
in it is then not indexed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from holdfast.vault.index.copies import add_pairs, forget_pairs
from holdfast.vault.index.grouping import group_copies
from holdfast.vault.index.merging import merge
from holdfast.vault.index.message_rows import INSERT, BatchRows, Names
from holdfast.vault.index.row_keys import DAY_SECONDS, FIRST_KNOWN_KEY, NUMBER_BITS, NUMBER_MASK
from holdfast.vault.index.same_threads import add_threads
from holdfast.vault.index.schema import count_of, put_state

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from holdfast.vault.batch import Line

UNDECIDED = -1
"""In `twin_of`: lost the message it was merged with, and has not yet found another."""

# The walk goes by key, within the batch's stretch of time, so that nothing has to be sorted.
ALL_IN_ORDER = """FROM message NOT INDEXED
WHERE batch = :batch AND key BETWEEN :low AND :high"""
IN_ORDER = f"{ALL_IN_ORDER} AND twin_of IS :state"
APART = """UPDATE message SET twin_of = ? WHERE twin_of IN
(SELECT twin_of FROM message WHERE batch = ? AND twin_of IS NOT NULL)"""
"""Where an export is hidden that joined two others, these are compared anew."""

ADD_WORDS = f"""INSERT INTO words (rowid, text)
SELECT key, coalesce(findable, text) {IN_ORDER} ORDER BY key"""
REMOVE_WORDS = f"""INSERT INTO words (words, rowid, text)
SELECT 'delete', key, coalesce(findable, text) {IN_ORDER} ORDER BY key"""
# Counted here and not by GROUP BY, which would hold every row in memory to sort them.
DAYS = f"SELECT (key >> {NUMBER_BITS}) / {DAY_SECONDS}, kind {IN_ORDER}"
TALK = f"SELECT conversation, coalesce(sender, 0), twin_of IS NULL, key {ALL_IN_ORDER} ORDER BY key"


class BatchOf(NamedTuple):
    """A batch and the import it belongs to."""

    sequence: int
    """Of the import or reading entry that names the batch."""

    import_sequence: int
    """Of the import."""

    id: str
    """Of the import."""

    sha256: str
    """Of the original."""

    written: str
    """When the import was written."""

    leaves: int
    """How many messages the entry commits to."""

    family: str
    """The app whose messages they are."""


def add_batch(
    connection: sqlite3.Connection, batch: BatchOf, lines: Iterable[Line], *, hidden: bool
) -> None:
    """Add the messages of a batch.

    Args:
        connection: to the index, in a transaction.
        batch: which.
        lines: its messages.
        hidden: whether its import is withdrawn.
    """
    running = count_of(connection, "running")
    put_state(connection, "running", running + batch.leaves)
    rows = BatchRows(Names(connection), batch.sequence, running)
    connection.executemany(INSERT, rows.of(lines))
    connection.executemany(
        "INSERT INTO naming VALUES (?, ?, ?, ?)",
        [(batch.sequence, *each) for each in sorted(rows.namings)],
    )
    low, high = connection.execute(
        "SELECT coalesce(min(key), 0), coalesce(max(key), -1) FROM message WHERE batch = ?",
        (batch.sequence,),
    ).fetchone()
    connection.execute(
        "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*batch, low, high, int(hidden))
    )
    _count(connection, batch.sequence)
    add_threads(connection, batch.sequence)
    if not hidden:
        add_pairs(connection, batch.sequence)
        if _merge(connection, batch.sequence, None):
            _count(connection, batch.sequence)
    connection.execute(ADD_WORDS, _rows_of(connection, batch.sequence, None))


def remove_batch(connection: sqlite3.Connection, sequence: int) -> None:
    """Take the messages of a batch away, because another reading replaces them.

    Args:
        connection: to the index, in a transaction.
        sequence: of the entry that names the batch.
    """
    hide_batch(connection, sequence)
    connection.execute(REMOVE_WORDS, _rows_of(connection, sequence, None))
    for table in ("message", "day", "talk", "thread", "naming"):
        connection.execute(f"DELETE FROM {table} WHERE batch = ?", (sequence,))  # noqa: S608 - ours
    connection.execute("DELETE FROM batch WHERE sequence = ?", (sequence,))


def hide_batch(connection: sqlite3.Connection, sequence: int) -> None:
    """Hide the messages of a batch; what they had hidden as twins is shown again.

    Args:
        connection: to the index, in a transaction.
        sequence: of the entry that names the batch.
    """
    connection.execute("UPDATE batch SET hidden = 1 WHERE sequence = ?", (sequence,))
    connection.execute(APART, (UNDECIDED, sequence))
    connection.execute(
        "UPDATE message SET twin_of = ? WHERE twin_of IN (SELECT key FROM message WHERE batch = ?)",
        (UNDECIDED, sequence),
    )
    forget_pairs(connection, sequence)
    _show(connection, sequence)
    left = connection.execute("SELECT DISTINCT batch FROM message WHERE twin_of = ?", (UNDECIDED,))
    for (other,) in sorted(left.fetchall()):
        _decide(connection, other)


def unhide_batch(connection: sqlite3.Connection, sequence: int) -> None:
    """Show the messages of a batch again, except those another export shows meanwhile.

    Args:
        connection: to the index, in a transaction.
        sequence: of the entry that names the batch.
    """
    connection.execute("UPDATE batch SET hidden = 0 WHERE sequence = ?", (sequence,))
    connection.execute(REMOVE_WORDS, _rows_of(connection, sequence, None))
    connection.execute(
        "UPDATE message SET twin_of = ? WHERE batch = ? AND twin_of IS NULL", (UNDECIDED, sequence)
    )
    add_pairs(connection, sequence)
    _decide(connection, sequence)


def _decide(connection: sqlite3.Connection, sequence: int) -> None:
    """Merge undecided messages of a batch, or show them."""
    _merge(connection, sequence, UNDECIDED)
    _show(connection, sequence)


def _show(connection: sqlite3.Connection, sequence: int) -> None:
    """Show what is still undecided of a batch."""
    connection.execute(ADD_WORDS, _rows_of(connection, sequence, UNDECIDED))
    connection.execute(
        "UPDATE message SET twin_of = NULL WHERE batch = ? AND twin_of = ?", (sequence, UNDECIDED)
    )
    _count(connection, sequence)


def _merge(connection: sqlite3.Connection, sequence: int, state: int | None) -> bool:
    """Find what messages are copies of, in exports of the same and of other kinds."""
    found = merge(connection, _rows_of(connection, sequence, state))
    changed = group_copies(connection, sequence, state)
    for batch in sorted(changed - {sequence}):
        _count(connection, batch)
    return bool(found or changed)


def _count(connection: sqlite3.Connection, sequence: int) -> None:
    """Count what a batch shows, by day and by conversation."""
    rows = _rows_of(connection, sequence, None)
    days = Counter(connection.execute(DAYS, rows))
    talk: dict[tuple[int, int], list[int]] = {}
    for conversation, sender, is_shown, key in connection.execute(TALK, rows):
        found = talk.get((conversation, sender))
        if found is None:
            talk[conversation, sender] = [is_shown, key, key]
        else:
            found[0] += is_shown
            found[2] = key
    connection.execute("DELETE FROM day WHERE batch = ?", (sequence,))
    connection.executemany(
        "INSERT INTO day VALUES (?, ?, ?, ?)",
        ((day, sequence, kind, count) for (day, kind), count in sorted(days.items())),
    )
    connection.execute("DELETE FROM talk WHERE batch = ?", (sequence,))
    connection.executemany(
        "INSERT INTO talk VALUES (?, ?, ?, ?, ?, ?)",
        (
            (conversation, sequence, sender, *sums)
            for (conversation, sender), sums in sorted(talk.items())
        ),
    )


def _rows_of(
    connection: sqlite3.Connection, sequence: int, state: int | None
) -> dict[str, int | str | None]:
    """Give the parameters by which a batch's rows are found."""
    low, high, family = connection.execute(
        "SELECT low, high, family FROM batch WHERE sequence = ?", (sequence,)
    ).fetchone()
    return {
        "batch": sequence,
        "low": low,
        "high": high,
        "state": state,
        "family": family,
        "known": FIRST_KNOWN_KEY,
        "second": ~NUMBER_MASK,
        "within": NUMBER_MASK,
    }
