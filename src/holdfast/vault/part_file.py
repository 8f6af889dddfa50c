"""A file on its way in: written under a temporary name, made to last, then given its own name.

A large one is made to last as it grows, so that the disk works while the rest is still sealed. The
writer holds a lock on its `.part`, so that leftovers of a writer that died can be told from the
work of one that is alive.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from holdfast.vault.disk import disk_errors, replace_lasting

if TYPE_CHECKING:
    from pathlib import Path

PART = ".part"
SETTLE_BYTES = 64 << 20
"""After so many more bytes, those that are written are made to last."""

BINARY = getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class PartFile:
    """A file that is there whole, or not at all; a context manager."""

    def __init__(self, final: Path) -> None:
        """Begin it under its temporary name.

        Args:
            final: the name it gets, in a folder that is there.
        """
        self._final = final
        self._part = final.with_name(final.name + PART)
        with disk_errors():
            self._file = open_locked(self._part)
        self._committed = False
        self._settling = _Settling(self._file)
        self.size_bytes = 0
        """How much was written."""

    def write(self, piece: bytes | memoryview) -> None:
        """Add bytes.

        Args:
            piece: any number of them.
        """
        with disk_errors():
            rest = memoryview(piece)
            self.size_bytes += len(rest)
            while rest:
                rest = rest[os.write(self._file, rest) :]
            self._settling.follow(self.size_bytes)

    def commit(self) -> None:
        """Make it durable under its name: fsync, rename, fsync the folder."""
        with disk_errors():
            self._settling.finish()
            os.fsync(self._file)
            # Renamed while open, so that the lock is held until the name has changed.
            replace_lasting(self._part, self._final)
        self._committed = True

    def end(self) -> None:
        """Close it, and remove it unless it was committed."""
        self._settling.wait()
        if not self._committed:
            self._part.unlink(missing_ok=True)
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class _Settling:
    """Has the disk keep up with a file that grows, on a thread that only large files need."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._settled = 0
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: Future[None] | None = None

    def follow(self, size_bytes: int) -> None:
        """Begin to settle when enough was added and nothing is under way."""
        if size_bytes - self._settled < SETTLE_BYTES:
            return
        if self._under_way and not self._under_way.done():
            return
        self.finish()
        self._settled = size_bytes
        self._thread = self._thread or ThreadPoolExecutor(max_workers=1)
        self._under_way = self._thread.submit(os.fsync, self._file)

    def finish(self) -> None:
        """Wait, and raise what the disk said: it says it once, and not to the next `fsync`."""
        if self._under_way:
            self._under_way.result()
            self._under_way = None

    def wait(self) -> None:
        """Wait until nobody uses the file any more."""
        if self._thread:
            self._thread.shutdown()


def sweep(folder: Path, pattern: str) -> int:
    """Remove what writers that died left unfinished.

    Args:
        folder: where to look.
        pattern: of the names, ending in `.part`.

    Returns:
        How many such files were removed.
    """
    return sum(_remove_if_abandoned(path) for path in sorted(folder.glob(pattern)))


def open_locked(part: Path) -> int:
    """Make a file that is known to be at work on, until it is closed or its process ends.

    Args:
        part: a name that is not in use.

    Returns:
        Its handle, for writing.
    """
    while True:
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
        # Somebody who sweeps may have taken it between the two calls.
        if _lock(file) and part.exists():
            return file
        os.close(file)


def is_abandoned(path: Path) -> bool:
    """Tell whether nobody is at work on a file any more.

    Args:
        path: of a file that `open_locked` made.
    """
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return _lock(file)
    finally:
        os.close(file)


def _remove_if_abandoned(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        abandoned = _lock(file)
        if abandoned:
            path.unlink(missing_ok=True)
    except PermissionError:
        return False
    finally:
        os.close(file)
    return abandoned
