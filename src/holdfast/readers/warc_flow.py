"""The bytes of a web archive in order, packed or not, with their places in the file.

Archives are packed record by record: every record is a gzip member of its own, so that it can be
found by its place. Some are packed as a whole, against the standard; those are read too.
References: ISO 28500 (WARC 1.1), annex D; RFC 1952.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdfast.readers.reader import Source

PIECE_BYTES = 64 << 10
"""How much is read, and unpacked, at a time."""

_GZIP = b"\x1f\x8b"


class Flow:
    """Bytes that are taken from the front, once."""

    def __init__(self, source: Source) -> None:
        """Stand at the beginning.

        Args:
            source: the archive.
        """
        self._source = source
        self._is_packed = source.read(0, 2) == _GZIP
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._packed = b""
        self._read = 0
        self._ahead = bytearray()
        self._unpacked = 0
        # Where in the bytes that come out a gzip member begins, and where in the file.
        self._members: list[tuple[int, int]] = [(0, 0)]
        self.damaged_at: int | None = None
        """Where in the file the packing breaks off; None when it does not."""

    @property
    def position(self) -> int:
        """How many bytes were taken."""
        return self._unpacked - len(self._ahead)

    @property
    def place(self) -> int:
        """Where in the file the next byte stands; of a packed one, where its member begins."""
        if not self._is_packed:
            return self.position
        while len(self._members) > 1 and self._members[1][0] <= self.position:
            self._members.pop(0)
        return self._members[0][1]

    def ahead(self, length: int) -> bytearray:
        """Give the bytes that come next without taking them.

        Args:
            length: at least so many, unless the file ends before.
        """
        while len(self._ahead) < length and self._more():
            pass
        return self._ahead

    def take(self, length: int) -> bytes:
        """Take bytes; fewer only at the end.

        Args:
            length: how many.
        """
        taken = bytes(self.ahead(length)[:length])
        del self._ahead[:length]
        return taken

    def skip(self, length: int) -> int:
        """Pass over bytes.

        Args:
            length: how many.

        Returns:
            How many there were.
        """
        left = length
        while left and self.ahead(1):
            step = min(left, len(self._ahead))
            del self._ahead[:step]
            left -= step
        return length - left

    def _more(self) -> bool:
        """Add a piece to what is ahead; False at the end."""
        piece = self._unpack() if self._is_packed else self._next()
        self._ahead += piece
        self._unpacked += len(piece)
        return bool(piece)

    def _next(self) -> bytes:
        """Read a piece of the file."""
        piece = self._source.read(self._read, PIECE_BYTES)
        self._read += len(piece)
        return piece

    def _unpack(self) -> bytes:
        """Unpack a piece; empty at the end of the file or of what can be unpacked."""
        while self.damaged_at is None:
            if not self._packed and not self._stream.eof:
                self._packed = self._next()
                if not self._packed:
                    return self._stream.flush()
            if self._stream.eof and not self._next_member():
                return b""
            try:
                piece = self._stream.decompress(self._packed, PIECE_BYTES)
            except zlib.error:
                self.damaged_at = self._members[-1][1]
                return b""
            self._packed = self._stream.unconsumed_tail or self._stream.unused_data
            if piece:
                return piece
        return b""

    def _next_member(self) -> bool:
        """Go to the next gzip member; False where there is none."""
        while len(self._packed) < len(_GZIP) and (piece := self._next()):
            self._packed += piece
        if not self._packed:
            return False
        if not self._packed.startswith(_GZIP):
            self.damaged_at = self._read - len(self._packed)
            return False
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        begin = (self._unpacked, self._read - len(self._packed))
        # A member with nothing in it is passed over.
        if self._members[-1][0] == self._unpacked and len(self._members) > 1:
            self._members.pop()
        self._members.append(begin)
        return True
