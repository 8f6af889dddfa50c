"""The embedded store of sealed blobs: a folder, `blobs/ab/<id>`.

A blob is written under a name that ends in `.part`, fsynced, renamed, and its folder fsynced. The
writer holds a lock on its `.part`, so that leftovers of a writer that died can be told from the
work of one that is alive.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.disk import disk_errors, make_folder, replace_lasting, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = ".part"
BLOB_NAME = re.compile(r"[0-9a-f]{32}")
PREFIX_DIGITS = 2
BINARY = getattr(os, "O_BINARY", 0)

if sys.platform == "win32":  # an open file cannot be removed there, which says the same

    def _lock(_file: int) -> bool:
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FolderBlobs:
    """Sealed blobs as files."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is made when the first blob comes.

        Args:
            folder: `blobs` in the casebook's folder.
        """
        self._folder = folder

    @contextmanager
    def writing(self, blob: str) -> Iterator[PartFile]:
        """Begin a blob; what was not committed when the block ends is removed.

        Args:
            blob: 32 hex digits, not in use.
        """
        part = PartFile(self._folder, blob)
        try:
            yield part
        finally:
            part.end()

    @contextmanager
    def reading(self, blob: str) -> Iterator[WholeFile]:
        """Open a blob.

        Args:
            blob: 32 hex digits.

        Raises:
            CasebookDamagedError: it is not there or cannot be read.
        """
        try:
            file = os.open(self._path(blob), os.O_RDONLY | BINARY)
        except OSError as failure:
            raise CasebookDamagedError(blob) from failure
        try:
            yield WholeFile(file, blob)
        finally:
            os.close(file)

    def remove(self, blob: str) -> None:
        """Take a blob away; no error when it is not there.

        Args:
            blob: 32 hex digits.
        """
        final = self._path(blob)
        with disk_errors():
            try:
                final.unlink()
            except FileNotFoundError:
                return
            sync_folder(final.parent)

    def names(self) -> Iterator[str]:
        """Give the ids of all committed blobs, in order."""
        for path in sorted(self._folder.glob("??/*")):
            if BLOB_NAME.fullmatch(path.name) and path.name.startswith(path.parent.name):
                yield path.name

    def sweep(self) -> int:
        """Remove what writers that died left unfinished.

        Returns:
            How many such files were removed.
        """
        parts = sorted(self._folder.glob(f"??/*{PART}"))
        return sum(_remove_if_abandoned(path) for path in parts)

    def _path(self, blob: str) -> Path:
        return self._folder / blob[:PREFIX_DIGITS] / blob


class PartFile:
    """A blob on its way in."""

    def __init__(self, folder: Path, blob: str) -> None:
        """Begin a file under its temporary name.

        Args:
            folder: of all blobs.
            blob: its id.
        """
        self._final = folder / blob[:PREFIX_DIGITS] / blob
        self._part = self._final.with_name(blob + PART)
        with disk_errors():
            make_folder(folder)
            make_folder(self._final.parent)
            self._file = _open_locked(self._part)
        self._committed = False

    def write(self, sealed: bytes | memoryview) -> None:
        """Add sealed bytes.

        Args:
            sealed: any number of them.
        """
        with disk_errors():
            rest = memoryview(sealed)
            while rest:
                rest = rest[os.write(self._file, rest) :]

    def commit(self) -> None:
        """Make it durable under its id: fsync, rename, fsync the folder."""
        with disk_errors():
            os.fsync(self._file)
            # Renamed while open, so that the lock is held until the name has changed.
            replace_lasting(self._part, self._final)
        self._committed = True

    def end(self) -> None:
        """Close it, and remove it unless it was committed."""
        if not self._committed:
            self._part.unlink(missing_ok=True)
        os.close(self._file)


class WholeFile:
    """A sealed blob, open for reading anywhere."""

    def __init__(self, file: int, blob: str) -> None:
        """Read from an open file.

        Args:
            file: its handle.
            blob: its id.
        """
        self._file = file
        self._blob = blob

    @property
    def size_bytes(self) -> int:
        """Size of the sealed blob."""
        return os.fstat(self._file).st_size

    def read_at(self, start: int, length: int) -> bytes:
        """Give sealed bytes from an offset; fewer at the end.

        Args:
            start: offset of the first.
            length: how many.

        Raises:
            CasebookDamagedError: the disk cannot read them.
        """
        try:
            os.lseek(self._file, start, os.SEEK_SET)
            return os.read(self._file, length)
        except OSError as failure:
            raise CasebookDamagedError(self._blob) from failure


def _open_locked(part: Path) -> int:
    while True:
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
        # Somebody who sweeps may have taken it between the two calls.
        if _lock(file) and part.exists():
            return file
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
