"""Bytes packed with gzip, bzip2 or xz, unpacked as they are read, without being written anywhere.

Reading goes forwards; reading an earlier place begins again at the front. Members of an archive are
taken in its own order, so that in practice all is unpacked once.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from holdfast.actions.members import MemberUnreadableError, Unreadable
from holdfast.actions.zips import MOST_RATIO, RATIO_FREE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.readers.reader import Source

PIECE_BYTES = 64 << 10
"""How much is read, and unpacked, at a time."""

MOST_XZ_MEMORY = 192 << 20
"""A file asks for memory to be unpacked in; the strongest usual setting of xz needs a third."""

SMALLEST_STREAM = 512
"""Packed streams follow each other in one file; on average none is smaller, unless few."""

FEW_STREAMS = 1_000

_BROKEN = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError)


class _Stream(Protocol):
    """What Python's unpackers have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack at most so many bytes."""
        ...


class _Gzip:
    """zlib's unpacker in the shape of the others."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


def _xz() -> _Stream:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_XZ_MEMORY)


_PACKINGS: Mapping[bytes, Callable[[], _Stream]] = MappingProxyType(
    {b"\x1f\x8b\x08": _Gzip, b"BZh": bz2.BZ2Decompressor, b"\xfd7zXZ\x00": _xz}
)
"""First bytes -> what unpacks it."""

_BZIP2_BEGINS = (b"1AY&SY", b"\x17rE8P\x90")


def find_packing(head: bytes) -> bytes:
    """Give the first bytes that tell how a file is packed, empty when it is not.

    Args:
        head: at least the first 10 bytes.
    """
    for begin in _PACKINGS:
        if head.startswith(begin):
            is_bzip2 = begin != b"BZh" or (
                head[3:4] in b"123456789" and head[4:10] in _BZIP2_BEGINS
            )
            return begin if is_bzip2 else b""
    return b""


class Unpacked:
    """The bytes inside of a packed file, read from any place."""

    def __init__(self, source: Source) -> None:
        """Stand at the beginning.

        Args:
            source: a file for which `find_packing` finds something.
        """
        self._source = source
        self._begin()

    def _begin(self) -> None:
        self._pieces = _pieces(self._source)
        self._piece, self._start, self._at = b"", 0, 0
        self._broken: Unreadable | None = None

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`; fewer only at the end.

        Args:
            start: offset of the first byte.
            length: most bytes. What is damaged or grows too far before that place is told by
                a MemberUnreadableError.
        """
        if start < self._start + self._at:
            self._begin()
        found: list[bytes] = []
        self._go_to(start)
        while length and (self._at < len(self._piece) or self._next()):
            part = self._piece[self._at : self._at + length]
            found.append(part)
            self._at += len(part)
            length -= len(part)
        return b"".join(found)

    def _go_to(self, start: int) -> None:
        """Unpack up to a place."""
        while self._start + len(self._piece) <= start and self._next():
            pass
        self._at = min(start - self._start, len(self._piece))

    def _next(self) -> bool:
        """Unpack the next piece; False at the end.

        Raises:
            MemberUnreadableError: it is damaged or grows too far, here or before.
        """
        if self._broken is not None:
            raise MemberUnreadableError(self._broken)
        try:
            piece = next(self._pieces, b"")
        except MemberUnreadableError as error:
            self._broken = error.why
            raise
        if not piece:
            self._at = len(self._piece)
            return False
        self._start += len(self._piece)
        self._piece, self._at = piece, 0
        return True


def _pieces(source: Source) -> Iterator[bytes]:
    """Unpack a file piece by piece, stream after stream.

    Raises:
        MemberUnreadableError: it is damaged, ends early, or grows too far.
    """
    packed = source.read(0, PIECE_BYTES)
    begin, read, given, streams = find_packing(packed), len(packed), 0, 0
    while begin and packed.startswith(begin):
        stream = _PACKINGS[begin]()
        streams += 1
        if streams > FEW_STREAMS + read // SMALLEST_STREAM:
            raise MemberUnreadableError(Unreadable.BOMB)
        while not stream.eof:
            if not packed and stream.needs_input:
                packed = source.read(read, PIECE_BYTES)
                read += len(packed)
                if not packed:
                    raise MemberUnreadableError(Unreadable.DAMAGED)
            try:
                piece = stream.decompress(packed, PIECE_BYTES)
            except _BROKEN:
                raise MemberUnreadableError(Unreadable.DAMAGED) from None
            packed, given = b"", given + len(piece)
            if given > max(RATIO_FREE_BYTES, read * MOST_RATIO):
                raise MemberUnreadableError(Unreadable.BOMB)
            if piece:
                yield piece
        packed = stream.unused_data
        if len(packed) < len(begin):
            more = source.read(read, PIECE_BYTES)
            packed, read = packed + more, read + len(more)
