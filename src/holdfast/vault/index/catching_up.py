"""Bringing the index level with the log: each entry is applied once, in order.

The index after entry n depends on nothing but the first n entries, so that a rebuilt index can be
compared with one that grew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.batch import Batch
from holdfast.vault.index.adding import (
    BatchOf,
    add_batch,
    hide_batch,
    remove_batch,
    unhide_batch,
)
from holdfast.vault.index.entry_rows import FIRST, SHOWN, make_row, tags_of
from holdfast.vault.index.machine_words import drop_orphans as drop_orphaned_words
from holdfast.vault.index.pictures import drop_orphans
from holdfast.vault.index.same_threads import family_of
from holdfast.vault.index.schema import count_of, make_tables, put_state, transaction
from holdfast.vault.originals import OriginalShreddedError
from holdfast.vault.threads import gather

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.batch import Line as BatchLine
    from holdfast.vault.index.entry_rows import EntryRow
    from holdfast.vault.lines import Line
    from holdfast.vault.originals import Originals

REMOVE_WORDS = """INSERT INTO entry_words (entry_words, rowid, text)
SELECT 'delete', key, findable FROM entry WHERE sequence = ?"""
ROW = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNREADABLE = "unreadable"
"""State: how many entries or batches could not be read."""


class Log(Protocol):
    """What the index asks of the record."""

    @property
    def size(self) -> int:
        """Number of entries."""
        ...

    def at(self, sequence: int) -> object:
        """Give the entry at a place, or what is left of it."""
        ...

    def line(self, sequence: int) -> Line | None:
        """Give what the log knows of an entry without opening it."""
        ...


class Catcher:
    """Applies entries to the index, inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, log: Log, originals: Originals) -> None:
        """Join the index with what it is derived from.

        Args:
            connection: to the index, in a transaction.
            log: the record.
            originals: where batches lie.
        """
        self._connection = connection
        self._log = log
        self._originals = originals

    def apply(self, start: int, stop: int) -> None:
        """Apply a stretch of the log.

        Args:
            start: first sequence that is not applied yet.
            stop: sequence to stop before.
        """
        for sequence in range(start, stop):
            entry = self._log.at(sequence)
            if isinstance(entry, Entry):
                self._apply(entry)
            else:
                self._note_unreadable()
        put_state(self._connection, "next", stop)
        put_state(self._connection, "leaf", leaf_at(self._log, stop - 1))

    def _apply(self, entry: Entry) -> None:
        if entry.kind in SHOWN:
            self._add_entry(entry)
            if entry.kind is Kind.IMPORT:
                self._add_batch(entry, entry)
            return
        of = entry.text("of")
        pointer = (entry.id, of, entry.sequence)
        self._connection.execute("INSERT INTO about VALUES (?, ?, ?)", pointer)
        root = self._root(of)
        if root is None:
            return
        if entry.kind is Kind.READING:
            self._read_again(root, entry)
        else:
            self._refresh(root)

    def _add_entry(self, entry: Entry) -> None:
        self._write(entry, make_row(entry, entry.fields, withdrawn=False), entry.fields)

    def _refresh(self, entry: Entry) -> None:
        """Write the row of an entry anew, as it stands now."""
        current = gather(entry, self._about)
        fields = {**current.fields, **self._first_read(entry)}
        row = make_row(entry, fields, withdrawn=current.withdrawn is not None)
        was = self._is_withdrawn(entry)
        self._connection.execute(REMOVE_WORDS, (entry.sequence,))
        for table in ("entry", "tag"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE sequence = ?",  # noqa: S608 - ours
                (entry.sequence,),
            )
        self._write(entry, row, current.fields)
        if was != bool(row.withdrawn):
            change = hide_batch if row.withdrawn else unhide_batch
            for batch in self._batches(entry):
                change(self._connection, batch)

    def _write(self, entry: Entry, row: EntryRow, fields: Mapping[str, JsonValue]) -> None:
        self._connection.execute(ROW, row)
        self._connection.execute(
            "INSERT INTO entry_words (rowid, text) VALUES (?, ?)", (row.key, row.findable)
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO tag VALUES (?, ?, ?)",
            [(what, value, entry.sequence) for what, value in sorted(tags_of(fields))],
        )

    def _read_again(self, of: Entry, reading: Entry) -> None:
        """Let a later reading replace the messages of its import."""
        for batch in self._batches(of):
            remove_batch(self._connection, batch)
        self._add_batch(of, reading)
        self._refresh(of)

    def _first_read(self, entry: Entry) -> dict[str, JsonValue]:
        """Give when the messages of an import begin, as the reading that counts has it."""
        if entry.kind is not Kind.IMPORT:
            return {}
        readings = [
            each
            for each in self._about(entry.id)
            if isinstance(each, Entry) and each.kind is Kind.READING
        ]
        return {FIRST: readings[-1].fields.get(FIRST)} if readings else {}

    def _add_batch(self, of: Entry, reading: Entry) -> None:
        blob, leaves = reading.text("batch"), reading.fields.get("leaves")
        if not blob or not isinstance(leaves, int):
            return
        batch = BatchOf(
            sequence=reading.sequence,
            import_sequence=of.sequence,
            id=of.id,
            sha256=of.text("sha256"),
            written=of.written,
            leaves=leaves,
            family=family_of(of.text("format")),
        )
        hidden = self._is_withdrawn(of)
        self._connection.execute("SAVEPOINT batch")
        try:
            add_batch(self._connection, batch, self._lines(blob, of), hidden=hidden)
        except (CasebookDamagedError, OriginalShreddedError):
            # The rest of the record is still worth finding; `verify` names what is damaged.
            self._connection.execute("ROLLBACK TO batch")
            put_state(self._connection, "running", count_of(self._connection, "running") + leaves)
            self._note_unreadable()
        self._connection.execute("RELEASE batch")

    def _is_withdrawn(self, entry: Entry) -> bool:
        row = self._one("SELECT withdrawn FROM entry WHERE sequence = ?", entry.sequence)
        return row is not None and bool(row[0])

    def _lines(self, blob: str, of: Entry) -> Iterator[BatchLine]:
        sealed = self._originals.open(blob)
        return Batch(sealed.chunks, place=f"import {of.fields.get('number')}").values()

    def _batches(self, entry: Entry) -> list[int]:
        found = self._connection.execute(
            "SELECT sequence FROM batch WHERE import = ? ORDER BY sequence", (entry.sequence,)
        )
        return [sequence for (sequence,) in found.fetchall()]

    def _root(self, name: str) -> Entry | None:
        """Find the entry that has a line of its own and that a chain of others is about."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            row = self._one("SELECT sequence FROM entry WHERE id = ?", name)
            if row is not None:
                found = self._log.at(row[0])
                return found if isinstance(found, Entry) else None
            row = self._one("SELECT of FROM about WHERE id = ?", name)
            name = row[0] if row else ""
        return None

    def _one(self, select: str, value: str | int) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(select, (value,)).fetchone()
        return row

    def _about(self, name: str) -> list[object]:
        found = self._connection.execute(
            "SELECT sequence FROM about WHERE of = ? ORDER BY sequence", (name,)
        )
        return [self._log.at(sequence) for (sequence,) in found.fetchall()]

    def _note_unreadable(self) -> None:
        put_state(self._connection, UNREADABLE, count_of(self._connection, UNREADABLE) + 1)


def leaf_at(log: Log, sequence: int) -> str:
    """Give the leaf of an entry, by which it is known again that the log continues.

    Args:
        log: the record.
        sequence: of the entry; before the first there is none.
    """
    line = log.line(sequence) if sequence >= 0 else None
    return line.leaf.hex() if line else ""


def make_anew(connection: sqlite3.Connection, log: Log, originals: Originals) -> None:
    """Make the whole index from the record; pictures of entries still there are kept.

    Args:
        connection: to the index.
        log: the record.
        originals: where batches lie.
    """
    with transaction(connection):
        make_tables(connection)
        size = log.size
        if size:
            Catcher(connection, log, originals).apply(0, size)
        drop_orphans(connection)
        drop_orphaned_words(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
