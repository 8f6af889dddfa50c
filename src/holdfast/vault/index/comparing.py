"""Comparing the index with the record: whatever an old page put back would change is named.

A second index is made from the record, and the two are compared row by row and word by word.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from holdfast.vault.index.catching_up import make_anew
from holdfast.vault.index.faults import PLACE
from holdfast.vault.index.rows import Difference
from holdfast.vault.index.schema import connect, removed
from holdfast.vault.index.words import SHORTEST_PREFIX

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
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
    "thread": ("batch, conversation", "'conversation of entry ' || {0}.batch"),
    "same": ("one, other", "'copies of a message'"),
    "naming": ("batch, why, handle, name", "'names in entry ' || {0}.batch"),
    "talk": ("conversation, batch, sender", "'count of entry ' || {0}.batch"),
}
"""Tables with the columns that name a row, and how a row is named to a person."""

WORDS = ("words", "entry_words")
# Two sums with different factors: an old page cannot be chosen to keep both.
EACH_WORD = """SELECT term, count(*), sum(doc % 1000003), sum((doc % 999983) * (offset + 1))
FROM temp.{0} GROUP BY term"""
ONE_WORD = """SELECT count(*), coalesce(sum(rowid % 1000003), 0)
FROM {0}.{1} WHERE {1} MATCH ?"""
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
                yield Difference("file", PLACE)
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
    """Compare which words stand in which row, and that asking for a word finds them there."""
    every = [_vocabulary(connection, schema, table) for schema in ("main", "second")]
    # Both come in the order of their words; the first that differs is enough to rebuild.
    if any(here != there for here, there in zip_longest(*every)):
        yield Difference("words", PLACE)
        return
    words = connection.execute(f"SELECT DISTINCT term FROM temp.main_{table}")  # noqa: S608 - ours
    for question in _questions(str(word) for (word,) in words):
        here, there = (
            connection.execute(ONE_WORD.format(schema, table), (question,)).fetchone()
            for schema in ("main", "second")
        )
        if here != there:
            yield Difference("words", PLACE)
            return


def _vocabulary(connection: sqlite3.Connection, schema: str, table: str) -> sqlite3.Cursor:
    name = f"{schema}_{table}"
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('{schema}', '{table}', 'instance')"
    )
    return connection.execute(EACH_WORD.format(name))


def _questions(words: Iterable[str]) -> Iterator[str]:
    """Ask for each word, and for each beginning that has an index of its own."""
    beginnings: set[str] = set()
    for word in words:
        yield f'"{word}"'
        if len(word) >= SHORTEST_PREFIX:
            beginnings.add(word[:SHORTEST_PREFIX])
    yield from (f'"{beginning}" *' for beginning in sorted(beginnings))
