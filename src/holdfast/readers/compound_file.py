"""Compound files (OLE2): the container that Outlook's messages lie in, a small file system.

Sectors are chained through a table; small streams lie in a chain of their own. A chain that leads
in a circle or out of the file ends there, so that a damaged file is read as far as it goes.
References: [MS-CFB] v12.
"""

from __future__ import annotations

import struct
from array import array
from sys import byteorder
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holdfast.readers.mail_headers import Bytes

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of every compound file."""

MOST_ENTRIES = 100_000
"""Files and folders in it that are looked at."""

DEEPEST = 60
"""Folders within folders."""

_HEADER_BYTES = 512
_LAST_REAL = 0xFFFFFFFA
_ENTRY_BYTES = 128
_NO_ENTRY = 0xFFFFFFFF
_FOLDER, _STREAM, _ROOT = 1, 2, 5
_OLD_VERSION = 3
_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_IN_HEADER = 109


class Entry(NamedTuple):
    """A file or folder in it."""

    kind: int
    """1 folder, 2 stream, 5 root."""

    start: int
    """First sector."""

    size: int
    """Length in bytes."""


class _Node(NamedTuple):
    """An entry as it stands in the directory."""

    name: str
    left: int
    right: int
    child: int
    entry: Entry


class CompoundFile:
    """The streams of a compound file by path."""

    def __init__(self, source: Bytes) -> None:
        """Read tables and directory.

        Args:
            source: the file; `is_compound` must have said yes.
        """
        self._source = source
        header = source.read(0, _HEADER_BYTES)
        (version,) = struct.unpack_from("<H", header, 26)
        (shift,) = struct.unpack_from("<H", header, 30)
        self._shift = shift
        fat_sectors, directory = struct.unpack_from("<L L", header, 44)
        self._cutoff, mini_start, mini_sectors = struct.unpack_from("<L L L", header, 56)
        self._is_old = version <= _OLD_VERSION
        self._most = (source.size >> shift) + 1
        self._fat = self._read_fat(header, fat_sectors)
        mini = self._chained(mini_start, min(mini_sectors, self._most) << shift)
        self._mini = _table(mini)
        self.entries: dict[str, Entry] = {}
        """Path (`folder/stream`) to entry; folders are there too."""
        self._mini_stream: bytes | None = None
        self._root = Entry(_ROOT, _NO_ENTRY, 0)
        self._walk(directory)

    def read(self, path: str, most: int) -> bytes:
        """Give a stream's bytes, empty when there is none.

        Args:
            path: of the stream.
            most: bytes that are wanted at most.
        """
        entry = self.entries.get(path)
        if entry is None or entry.kind != _STREAM:
            return b""
        size = min(entry.size, most, self._source.size)
        if entry.size >= self._cutoff:
            return self._chained(entry.start, size)
        return self._from_mini(entry.start, size)

    def _sector(self, number: int, count: int = 1) -> bytes:
        """Give sectors that follow each other."""
        return self._source.read((number + 1) << self._shift, count << self._shift)

    def _read_fat(self, header: bytes, fat_sectors: int) -> array[int]:
        """Give the table of chains."""
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}L", header, 76))
        (following,) = struct.unpack_from("<L", header, 68)
        seen = set[int]()
        while following < _LAST_REAL and following not in seen and len(numbers) < fat_sectors:
            seen.add(following)
            table = _table(self._sector(following))
            if not table:
                break
            numbers += table[:-1]
            following = table[-1]
        wanted = [each for each in numbers if each < self._most][: min(fat_sectors, self._most)]
        return _table(b"".join(map(self._sector, wanted)))

    def _chain(self, start: int, table: array[int], most: int) -> list[int]:
        """Give the sectors of a chain, as far as it leads."""
        found: list[int] = []
        number = start
        while number < len(table) and len(found) < most:
            found.append(number)
            number = table[number]
        return found

    def _chained(self, start: int, size: int) -> bytes:
        """Give the bytes of a chain of sectors."""
        sectors = self._chain(start, self._fat, min((size >> self._shift) + 1, self._most))
        pieces: list[bytes] = []
        at = 0
        while at < len(sectors):
            count = 1
            while at + count < len(sectors) and sectors[at + count] == sectors[at] + count:
                count += 1
            pieces.append(self._sector(sectors[at], count))
            at += count
        return b"".join(pieces)[:size]

    def _from_mini(self, start: int, size: int) -> bytes:
        """Give the bytes of a small stream."""
        if self._mini_stream is None:
            whole = min(self._root.size, self._source.size)
            self._mini_stream = self._chained(self._root.start, whole)
        sectors = self._chain(start, self._mini, (size >> _MINI_SHIFT) + 1)
        pieces = [
            self._mini_stream[each << _MINI_SHIFT : (each + 1) << _MINI_SHIFT] for each in sectors
        ]
        return b"".join(pieces)[:size]

    def _walk(self, directory: int) -> None:
        """Note every entry below the root with its path."""
        raw = self._chained(directory, min(self._source.size, MOST_ENTRIES * _ENTRY_BYTES))
        nodes = [self._node(raw, at) for at in range(0, len(raw) - 127, _ENTRY_BYTES)]
        if not nodes:
            return
        self._root = nodes[0].entry
        seen = {0}
        waiting = [(nodes[0].child, "", 0)]
        while waiting:
            number, above, depth = waiting.pop()
            if number >= len(nodes) or number in seen or depth > DEEPEST:
                continue
            seen.add(number)
            node = nodes[number]
            path = f"{above}{node.name}"
            self.entries.setdefault(path, node.entry)
            waiting += [(node.right, above, depth), (node.left, above, depth)]
            if node.entry.kind == _FOLDER:
                waiting.append((node.child, f"{path}/", depth + 1))

    def _node(self, raw: bytes, at: int) -> _Node:
        """Give an entry of the directory."""
        length, kind = struct.unpack_from("<H B", raw, at + 64)
        name = raw[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        left, right, child = struct.unpack_from("<L L L", raw, at + 68)
        start, low, high = struct.unpack_from("<L L L", raw, at + 116)
        # Old writers leave rubbish in the upper half of the length.
        size = low if self._is_old else low | high << 32
        return _Node(name, left, right, child, Entry(kind, start, size))


def is_compound(head: bytes) -> bool:
    """Tell whether a file is one.

    Args:
        head: its first bytes, at least 512.
    """
    if not head.startswith(SIGNATURE) or len(head) < _HEADER_BYTES:
        return False
    return struct.unpack_from("<H", head, 30)[0] in _SHIFTS


def _table(raw: bytes) -> array[int]:
    """Give bytes as numbers of four bytes, the lowest first."""
    numbers = array("I")
    numbers.frombytes(raw[: len(raw) // 4 * 4])
    if byteorder == "big":
        numbers.byteswap()
    return numbers
