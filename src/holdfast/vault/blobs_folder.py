"""The embedded store of sealed blobs: a folder, `blobs/ab/<id>`.

A blob is written under a name that ends in `.part`, fsynced, renamed, and its folder fsynced.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.coming import Coming
from holdfast.vault.coming import sweep as sweep_coming
from holdfast.vault.disk import disk_errors, make_folder, sync_folder
from holdfast.vault.part_file import BINARY, PART, PartFile, sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BLOB_NAME = re.compile(r"[0-9a-f]{32}")
PREFIX_DIGITS = 2


class FolderBlobs:
    """Sealed blobs as files."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is made when the first blob comes.

        Args:
            folder: `blobs` in the casebook's folder.
        """
        self._folder = folder
        self._coming = Coming(folder)

    @contextmanager
    def writing(self, blob: str) -> Iterator[PartFile]:
        """Begin a blob; what was not committed when the block ends is removed.

        Args:
            blob: 32 hex digits, not in use.
        """
        final = self._path(blob)
        with disk_errors():
            make_folder(self._folder)
            make_folder(final.parent)
        self._coming.note(blob)
        with PartFile(final) as part:
            yield part

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

    def sweep(self, is_named: Callable[[str], bool]) -> int:
        """Remove what writers that died left unfinished, or finished and unnamed.

        Args:
            is_named: whether an entry names a blob, or may; in doubt it does, and the blob stays.

        Returns:
            How many such files were removed.
        """
        unfinished = sweep(self._folder, f"??/*{PART}")
        return unfinished + sweep_coming(self._folder, is_named, self.remove)

    def close(self, is_named: Callable[[str], bool]) -> None:
        """Remove what came in and was never named, and let go.

        Args:
            is_named: whether an entry names a blob, or may; in doubt it does, and the blob stays.
        """
        self._coming.close()
        self.sweep(is_named)

    def _path(self, blob: str) -> Path:
        return self._folder / blob[:PREFIX_DIGITS] / blob


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
