"""A place for what must be read from any place and never lie in the clear: sealed, unnamed, gone.

What is small stays in memory. What is larger goes into a file without a name, sealed under a key
that exists only here.
"""

from __future__ import annotations

import secrets
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from cryptography.cobblestone import Cobblestone256Encryptor

from holdfast.vault.disk import disk_errors
from holdfast.vault.sealed_file import Opening, SealedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.stores import BlobReader

KEY_BYTES = 32
IN_MEMORY_BYTES = 8 << 20
PLACE = "in-tray"


class SealedSpool:
    """Bytes that are written once and then read from anywhere, until they are let go of."""

    def __init__(self, folder: Path) -> None:
        """Begin with none.

        Args:
            folder: where the file goes if one is needed.
        """
        self._key = secrets.token_bytes(KEY_BYTES)
        self._encryptor = Cobblestone256Encryptor(self._key, b"")
        with disk_errors():
            self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - see close
                max_size=IN_MEMORY_BYTES, mode="w+b", dir=str(folder)
            )

    def write(self, piece: bytes) -> None:
        """Add bytes.

        Args:
            piece: any number of them.
        """
        with disk_errors():
            self._file.write(self._encryptor.update(piece))

    def finished(self) -> SealedFile:
        """Give what was written, for reading; nothing can be added any more."""
        with disk_errors():
            self._file.write(self._encryptor.finalize())
        return SealedFile(self, "", opening=Opening(self._key, b""), place=lambda: PLACE)

    def close(self) -> None:
        """Let go of it; it can be read no longer."""
        self._file.close()

    @contextmanager
    def reading(self, _blob: str) -> Iterator[BlobReader]:
        """Read the sealed bytes, as a store of blobs does."""
        yield _SpoolReader(self._file)


class _SpoolReader:
    """The sealed bytes of a spool."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @property
    def size_bytes(self) -> int:
        """Size of all of them."""
        return self._file.seek(0, 2)

    def read_at(self, start: int, length: int) -> bytes:
        """Give some of them."""
        self._file.seek(start)
        return self._file.read(length)
