"""Merging exports that overlap: the same message is shown once, and every place of it is kept.

Two messages of one app are the same when kind, conversation, sender, stated time and words are, and
they are the same one of several equal ones ("ok" twice in a minute is two messages). Both exports
are walked in the order of time, side by side, so that the cost grows with their length only and
what is held at once is what was said in one second (or on one day, where an export states no more).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from holdfast.vault.index.row_keys import NUMBER_BITS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

OVERLAPPING = """SELECT 1 FROM batch WHERE sequence <> :batch AND NOT hidden AND family = :family
AND low <= :high | :within AND high >= :low & :second"""
MINE = """SELECT key, stated, kind, conversation, sender, nth, trim(coalesce(findable, text))
FROM message NOT INDEXED
WHERE batch = :batch AND key BETWEEN max(:low, :known) AND :high AND twin_of IS :state
ORDER BY key"""
THEIRS = """SELECT key, coalesce(twin_of, key), stated, kind, conversation, sender, nth,
trim(coalesce(findable, text))
FROM message NOT INDEXED
WHERE batch <> :batch AND key BETWEEN max(:low & :second, :known) AND :high | :within
AND (twin_of IS NULL OR twin_of >= 0)
AND batch IN (SELECT sequence FROM batch WHERE NOT hidden AND family = :family)
ORDER BY key"""
"""In one second keys follow the order of the log, so that the first export wins."""

SET = "UPDATE message SET twin_of = ? WHERE key = ?"
AT_ONCE = 5_000

Row = tuple[Any, ...]


def merge(connection: sqlite3.Connection, rows: Mapping[str, int | str | None]) -> int:
    """Look for twins of a batch's messages in other exports of the same time, if there are any.

    Args:
        connection: to the index, in a transaction.
        rows: parameters that name the batch, its stretch of keys, and which of its messages.

    Returns:
        How many were found.
    """
    if connection.execute(OVERLAPPING, rows).fetchone() is None:
        return 0
    count = 0
    found: list[tuple[int, int]] = []
    mine, theirs = connection.execute(MINE, rows), connection.execute(THEIRS, rows)
    for pair in _twins(mine, theirs):
        found.append(pair)
        count += 1
        if len(found) >= AT_ONCE:
            connection.executemany(SET, found)
            found.clear()
    connection.executemany(SET, found)
    return count


def _twins(mine: Iterable[Row], theirs: Iterable[Row]) -> Iterator[tuple[int, int]]:
    """Give the key of a twin and the key of the message it is a twin of."""
    seconds = _by_second(theirs)
    second, said = next(seconds, (-1, []))
    for here, messages in _by_second(mine):
        while 0 <= second < here:
            second, said = next(seconds, (-1, []))
        if second != here:
            continue
        known: dict[Row, int] = {}
        for _, shown, *words in said:
            known.setdefault(tuple(words), shown)
        for key, *words in messages:
            # Each is matched once: a second equal one is a message of its own.
            twin = known.pop(tuple(words), None)
            if twin is not None:
                yield twin, key


def _by_second(rows: Iterable[Row]) -> Iterator[tuple[int, list[Row]]]:
    for second, group in groupby(rows, lambda row: row[0] >> NUMBER_BITS):
        yield second, list(group)
