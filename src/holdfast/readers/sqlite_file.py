"""A SQLite file behind a `Source`: SQLite asks for pages and gets them; nothing is written.

SQLite is handed a file system of one file. It can neither see a real one nor make a journal or a
temporary file. References: docs/decisions/0009-sqlite-exports.md, https://sqlite.org/vfs.html.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from typing import TYPE_CHECKING

import apsw

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.readers.reader import Source

MAGIC = b"SQLite format 3\0"
"""What every SQLite file begins with (https://sqlite.org/fileformat.html, 1.3)."""

SMALLEST_BYTES = 512
"""Of a whole file: one page of the smallest size."""

BLOCK_BYTES = 128 << 10
"""Asked for at once: a question to the source costs more than the bytes."""

MOST_BLOCKS = 64
"""How many blocks are remembered: 8 MiB."""

PAGE_CACHE_KIB = 8192
"""SQLite's own memory of pages."""

LONGEST_VALUE_BYTES = 80 << 20
"""A longer text or blob makes its row unreadable, rather than the memory full."""

_numbers = itertools.count()
_SETTINGS = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
)


class Connection:
    """An open SQLite file; nothing can be changed through it."""

    def __init__(self, source: Source) -> None:
        """Open a file.

        Args:
            source: the file; what is no SQLite file fails at the first question.
        """
        # The system must outlive its connection, and its name must be no other's.
        self._system = _OneFile(f"holdfast-{next(_numbers)}", source)
        self._connection = apsw.Connection(
            "original", flags=apsw.SQLITE_OPEN_READONLY, vfs=self._system.vfs_name
        )
        for setting, value in _SETTINGS:
            self._connection.config(setting, value)
        self._connection.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST_VALUE_BYTES)
        self._connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)

    def settle(self) -> None:
        """Set what needs a look at the file."""
        for pragma in (
            "temp_store=MEMORY", f"cache_size=-{PAGE_CACHE_KIB}", "mmap_size=0", "query_only=1",
            "cell_size_check=1",
        ):  # fmt: skip
            self._connection.execute(f"PRAGMA {pragma}")

    def ask(self, statement: str, bindings: tuple[object, ...] = ()) -> apsw.Cursor:
        """Run a statement.

        Args:
            statement: SQL that only reads.
            bindings: values for its question marks.
        """
        return self._connection.execute(statement, bindings)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close(force=True)
        self._system.unregister()


class _OneFile(apsw.VFS):
    """A file system that holds one file, which is there for ever and never changes."""

    def __init__(self, name: str, source: Source) -> None:
        self.vfs_name = name
        self._source = source
        super().__init__(name)

    def xOpen(self, name: object, flags: list[int]) -> _Pages:  # type: ignore[override]  # noqa: ARG002, N802  # SQLite's names
        """Give the file; a journal or a temporary file there is not.

        Raises:
            CantOpenError: anything else was asked for.
        """
        if not flags[0] & apsw.SQLITE_OPEN_MAIN_DB:
            raise apsw.CantOpenError
        flags[1] = apsw.SQLITE_OPEN_READONLY
        return _Pages(self._source)

    def xFullPathname(self, name: str) -> str:  # noqa: N802  # SQLite's name
        """Give the name back: there are no folders."""
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: ARG002, N802  # SQLite's name
        """Say of every other file that it is not there."""
        return False

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802  # SQLite's name
        """Delete nothing."""

    def xRandomness(self, numbytes: int) -> bytes:  # noqa: N802  # SQLite's name
        """Give no randomness: nothing that is read depends on it."""
        return bytes(numbytes)

    def xGetLastError(self) -> tuple[int, str]:  # noqa: N802  # SQLite's name
        """Know nothing more of what failed."""
        return 0, ""

    def xSleep(self, microseconds: int) -> int:  # noqa: N802  # SQLite's name
        """Wait for nobody."""
        return microseconds

    def xCurrentTime(self) -> float:  # noqa: N802  # SQLite's name
        """Give no time: what is read does not depend on today."""
        return 0.0


class _Pages:
    """The file itself: reads go to the source in large blocks, a few of which are remembered."""

    def __init__(self, source: Source) -> None:
        self._read: Callable[[int, int], bytes] = source.read
        self._size = source.size
        head = source.read(0, 100)
        page_bytes = int.from_bytes(head[16:18], "big")
        # 1 stands for 65,536, which does not fit (https://sqlite.org/fileformat.html, 1.3.2).
        declared = int.from_bytes(head[28:32], "big") * (page_bytes if page_bytes > 1 else 1 << 16)
        self._declared = max(self._size, declared)
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def _block(self, number: int) -> bytes:
        """Give a block, from memory when it was asked for a short while ago."""
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = self._read(number * BLOCK_BYTES, BLOCK_BYTES)
            if len(self._blocks) > MOST_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802  # SQLite's name
        """Give bytes.

        Raises:
            IOError: they are beyond the end of a file that was cut.
        """
        if offset + amount > self._size:
            raise apsw.IOError
        number, inside = divmod(offset, BLOCK_BYTES)
        found = self._block(number)[inside : inside + amount]
        while len(found) < amount:
            number += 1
            found += self._block(number)[: amount - len(found)]
        return found

    def xFileSize(self) -> int:  # noqa: N802  # SQLite's name
        """Give the length that the file claims: of one that was cut, SQLite would read nothing."""
        return self._declared

    def xDeviceCharacteristics(self) -> int:  # noqa: N802  # SQLite's name
        """Say that the file cannot change, so that no locks and no journals are looked for."""
        return apsw.SQLITE_IOCAP_IMMUTABLE

    def xSectorSize(self) -> int:  # noqa: N802  # SQLite's name
        """Give the smallest unit of a disk that is not there."""
        return 4096

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: ARG002, N802  # SQLite's name
        """Know no special wish."""
        return False

    def xCheckReservedLock(self) -> bool:  # noqa: N802  # SQLite's name
        """Say that nobody is about to write."""
        return False

    def xLock(self, level: int) -> None:  # noqa: N802  # SQLite's name
        """Lock nothing."""

    def xUnlock(self, level: int) -> None:  # noqa: N802  # SQLite's name
        """Unlock nothing."""

    def xClose(self) -> None:  # noqa: N802  # SQLite's name
        """Forget what was remembered."""
        self._blocks.clear()
