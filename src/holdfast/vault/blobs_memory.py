"""A store of sealed blobs in memory, for tests; it keeps the same promises as the real ones."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator


class MemoryBlobs:
    """Sealed blobs in a dictionary."""

    def __init__(self) -> None:
        """Begin with none."""
        self._blobs: dict[str, bytes] = {}

    @contextmanager
    def writing(self, blob: str) -> Iterator[MemoryPart]:
        """Begin a blob; what was not committed when the block ends is gone.

        Args:
            blob: 32 hex digits, not in use.
        """
        yield MemoryPart(self._blobs, blob)

    @contextmanager
    def reading(self, blob: str) -> Iterator[MemoryWhole]:
        """Open a blob.

        Args:
            blob: 32 hex digits.

        Raises:
            CasebookDamagedError: it is not there.
        """
        if blob not in self._blobs:
            raise CasebookDamagedError(blob)
        yield MemoryWhole(self._blobs[blob])

    def remove(self, blob: str) -> None:
        """Take a blob away; no error when it is not there.

        Args:
            blob: 32 hex digits.
        """
        self._blobs.pop(blob, None)

    def names(self) -> Iterator[str]:
        """Give the ids of all committed blobs, in order."""
        yield from sorted(self._blobs)


class MemoryPart:
    """A blob on its way in."""

    def __init__(self, blobs: dict[str, bytes], blob: str) -> None:
        """Begin it.

        Args:
            blobs: where it goes when it is committed.
            blob: its id.
        """
        self._blobs = blobs
        self._blob = blob
        self._written = bytearray()

    def write(self, sealed: bytes | memoryview) -> None:
        """Add sealed bytes.

        Args:
            sealed: any number of them.
        """
        self._written += sealed

    def commit(self) -> None:
        """Put it under its id."""
        self._blobs[self._blob] = bytes(self._written)


class MemoryWhole:
    """A sealed blob, open for reading anywhere."""

    def __init__(self, sealed: bytes) -> None:
        """Read from bytes.

        Args:
            sealed: all of it.
        """
        self._sealed = sealed

    @property
    def size_bytes(self) -> int:
        """Size of the sealed blob."""
        return len(self._sealed)

    def read_at(self, start: int, length: int) -> bytes:
        """Give sealed bytes from an offset; fewer at the end.

        Args:
            start: offset of the first.
            length: how many.
        """
        return self._sealed[start : start + length]
