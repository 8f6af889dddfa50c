"""Comparing the index with the record: whatever an old page put back would change is named.

A second index is made from the record, and the two are compared row by row and word by word.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from holdfast.vault.index.catching_up import make_anew
from holdfast.vault.index.rows import Difference
from holdfast.vault.index.schema import connect, removed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.index.catching_up import Log
    from holdfast.vault.originals import Originals

ROWS = {
    "state": ("name", "'state ' || {0}.name"),
    "entry": ("key", "'entry ' || {0}.sequence"),
    "about": ("id", "'entry ' || {0}.sequence"),
    "tag": ("what, value, sequence", "'entry ' || {0}.sequence"),
    "batch": ("sequence", "'import ' || {0}.import"),
    "name": ("id", "'name ' || {0}.id"),
    "message": ("key", "'message ' || {0}.number || ' of entry ' || {0}.batch"),
    "day": ("day, batch, kind", "'count of entry ' || {0}.batch"),
    "talk": ("conversation, batch, sender", "'count of entry ' || {0}.batch"),
}
"""Tables with the columns that name a row, and how a row is named to a person."""

WORDS = ("words", "entry_words")
# Two sums with different factors: an old page cannot be chosen to keep both.
EACH_WORD = """SELECT term, count(*), sum(doc % 1000003), sum((doc % 999983) * (offset + 1))
FROM temp.{0} GROUP BY term"""
SOUND = ("ok",)


def compare(path: Path, key: bytes, log: Log, originals: Originals) -> Iterator[Difference]:
    """Name what the index says otherwise than the record.

    Args:
        path: of the index, which is level with the record.
        key: of the index.
        log: the record.
        originals: where batches lie.
    """
    with _second(path, key, log, originals) as connection:
        for row in connection.execute("PRAGMA main.integrity_check"):
            if row != SOUND:
                yield Difference("file", "index.db")
        for table in ROWS:
            yield from _compare_rows(connection, table)
        for table in WORDS:
            yield from _compare_words(connection, table)


@contextmanager
def _second(path: Path, key: bytes, log: Log, originals: Originals) -> Iterator[sqlite3.Connection]:
    """Make a second index beside the first, open both, and remove the second afterwards."""
    beside = path.with_name(path.name + ".check")
    with removed(beside):
        second = connect(beside, key)
        make_anew(second, log, originals)
        second.close()
        connection = connect(path, key)
        try:
            connection.execute(f"ATTACH ? AS second KEY \"x'{key.hex()}'\"", (str(beside),))
            yield connection
        finally:
            connection.close()


def _compare_rows(connection: sqlite3.Connection, table: str) -> Iterator[Difference]:
    columns = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    ]
    same = " AND ".join(f"here.{name} IS there.{name}" for name in columns)
    named_by, label = ROWS[table]
    for here, there in (("main", "second"), ("second", "main")):
        different = connection.execute(
            f"SELECT {label.format('here')} FROM {here}.{table} AS here"  # noqa: S608 - ours
            f" LEFT JOIN {there}.{table} AS there USING ({named_by})"
            f" WHERE NOT coalesce({same}, 0)"
        )
        yield from (Difference(table, where) for (where,) in different)


def _compare_words(connection: sqlite3.Connection, table: str) -> Iterator[Difference]:
    both = []
    for schema in ("main", "second"):
        name = f"{schema}_{table}"
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('{schema}', '{table}', 'instance')"
        )
        both.append(connection.execute(EACH_WORD.format(name)))
    # Both come in the order of their words; the first that differs is enough to rebuild.
    for here, there in zip_longest(*both):
        if here != there:
            yield Difference("words", "index.db")
            return
