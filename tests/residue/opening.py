"""Opening what browsers keep: SQLite values, and LevelDB tables whose blocks are squeezed.

A word may lie across two pages of a database or squeezed by Snappy, where no search over the
bytes of a file would find it. References: table_format.md of LevelDB, format_description.txt of
Snappy.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SQLITE = b"SQLite format 3\x00"
LEVELDB = bytes.fromhex("57fb808b247547db")
FOOTER_BYTES, TRAILER_BYTES = 48, 5
SQUEEZED = 1


def opened_values(path: Path) -> Iterator[bytes]:
    """Give what a file holds as values, where it is of a kind that hides them.

    Args:
        path: of any file.
    """
    data = path.read_bytes()
    if data.startswith(SQLITE):
        yield from _sqlite_values(path)
    if data.endswith(LEVELDB):
        yield from leveldb_blocks(data)


def _sqlite_values(path: Path) -> Iterator[bytes]:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as database:
            database.text_factory = bytes
            tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            for (name,) in tables.fetchall():
                for row in database.execute(f'SELECT * FROM "{name.decode()}"'):  # noqa: S608 - its own names
                    yield from (value for value in row if isinstance(value, bytes))
    except sqlite3.DatabaseError:
        # Locked with a key, or of a module that is not here; its bytes are searched all the same.
        return


def leveldb_blocks(data: bytes) -> Iterator[bytes]:
    """Give the blocks of a LevelDB table, unsqueezed.

    Args:
        data: of a whole table file.
    """
    footer = data[-FOOTER_BYTES:]
    _, at = _number(footer, 0)
    _, at = _number(footer, at)
    start, at = _number(footer, at)
    size, _ = _number(footer, at)
    index = _block(data, start, size)
    yield index
    for value in _values(index):
        start, at = _number(value, 0)
        size, _ = _number(value, at)
        yield _block(data, start, size)


def _block(data: bytes, start: int, size: int) -> bytes:
    content, kind = data[start : start + size], data[start + size]
    return unsqueezed(content) if kind == SQUEEZED else content


def _values(block: bytes) -> Iterator[bytes]:
    restarts = int.from_bytes(block[-4:], "little")
    end, at = len(block) - 4 * (restarts + 1), 0
    while at < end:
        _, at = _number(block, at)
        own, at = _number(block, at)
        length, at = _number(block, at)
        at += own
        yield block[at : at + length]
        at += length


def unsqueezed(squeezed: bytes) -> bytes:
    """Undo Snappy.

    Args:
        squeezed: one whole stream.
    """
    size, at = _number(squeezed, 0)
    out = bytearray()
    while at < len(squeezed) and len(out) < size:
        tag = squeezed[at]
        at += 1
        if tag & 3 == 0:
            length, at = _literal_length(squeezed, tag >> 2, at)
            out += squeezed[at : at + length]
            at += length
            continue
        width = (0, 1, 2, 4)[tag & 3]
        back = int.from_bytes(squeezed[at : at + width], "little")
        length = (tag >> 2) + 1
        if width == 1:
            length, back = (tag >> 2 & 7) + 4, back | (tag >> 5) << 8
        at += width
        for _ in range(length):
            out.append(out[-back])
    return bytes(out)


def _literal_length(squeezed: bytes, stated: int, at: int) -> tuple[int, int]:
    width = max(0, stated - 59)
    if not width:
        return stated + 1, at
    return int.from_bytes(squeezed[at : at + width], "little") + 1, at + width


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, lowest first."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        shift += 7
        if byte < 0x80:
            return value, at
