"""A zip whose end is not there: its files are found from the front, each behind its own header.

A zip has its list of files at the end. Where a copy broke off before that, the files that came
whole are still told by the headers in front of them.
References: PKWARE, APPNOTE.TXT 6.3.10, 4.3.7 (local header) and 4.3.9 (data descriptor).
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from holdfast.actions.members import CHUNK_BYTES, MemberUnreadableError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.actions.members import Budget
    from holdfast.readers.reader import Source

_HEADER = struct.Struct("<4s5H3I2H")
_MARK, _DESCRIPTOR_MARK = b"PK\x03\x04", b"PK\x07\x08"
_STORED, _DEFLATED = 0, 8
_SIZES_FOLLOW = 0x8
_FULL = 0xFFFFFFFF
_ZIP64, _LONGEST_DESCRIPTOR = 1, 24
_PACKED_BYTES = 64 << 10


class LocalFile(NamedTuple):
    """A file of a zip by the header in front of it."""

    name: bytes
    """As it stands there."""

    flags: int
    """General purpose bits."""

    method: int
    """How it is packed."""

    start: int
    """Offset of its first packed byte."""

    packed: int | None
    """Its packed length; None where only its own end tells it."""

    crc: int | None
    """Check sum of its bytes; None where it stands behind them."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"LocalFile(at {self.start})"


@dataclass(slots=True)
class _Limits:
    """How far a file may be unpacked."""

    ratio: int
    """Bytes that one packed byte may become."""

    free_bytes: int
    """Bytes that a small file may become all the same."""

    budget: Budget | None = field(default=None)
    """What is used up; none while only the end is looked for."""


def local_files(source: Source, *, ratio: int, free_bytes: int) -> Iterator[LocalFile]:
    """Give the files of a zip one after the other, as far as each tells where the next begins.

    Args:
        source: begins with a file's header.
        ratio: bytes that one packed byte may become; one that grows more is the last.
        free_bytes: bytes that a small file may become all the same.

    Yields:
        The files; the last may be cut off.
    """
    at: int | None = 0
    while at is not None and (found := _local_file(source, at)) is not None:
        yield found
        at = _next(source, found, _Limits(ratio, free_bytes))


def chunks_of(
    source: Source, file: LocalFile, budget: Budget, *, ratio: int, free_bytes: int
) -> Iterator[bytes]:
    """Give the bytes of a file.

    Args:
        source: the zip.
        file: in it.
        budget: used up by them.
        ratio: bytes that one packed byte may become.
        free_bytes: bytes that a small file may become all the same.

    Raises:
        MemberUnreadableError: they end too early, are damaged or grow too large.
    """
    unpacked = _Unpacking(source, file, _Limits(ratio, free_bytes, budget))
    crc = 0
    for chunk in unpacked.chunks():
        crc = zlib.crc32(chunk, crc)
        yield chunk
    stated = file.crc if file.crc is not None else _crc_behind(source, unpacked.end)
    if crc != stated:
        raise MemberUnreadableError(Unreadable.DAMAGED)


def _local_file(source: Source, at: int) -> LocalFile | None:
    """Give the file whose header stands at a place; None where there is none."""
    raw = source.read(at, _HEADER.size) if at < source.size else b""
    if len(raw) < _HEADER.size or not raw.startswith(_MARK):
        return None
    _, _, flags, method, _, _, crc, packed, whole, name_length, extra_length = _HEADER.unpack(raw)
    name = source.read(at + _HEADER.size, name_length)
    extra = source.read(at + _HEADER.size + name_length, extra_length)
    start = at + _HEADER.size + name_length + extra_length
    if flags & _SIZES_FOLLOW and not packed:
        return LocalFile(name, flags, method, start, None, None)
    if packed == _FULL:
        packed = _long_size(extra, skip=8 if whole == _FULL else 0)
    return LocalFile(name, flags, method, start, packed, None if flags & _SIZES_FOLLOW else crc)


def _long_size(extra: bytes, *, skip: int) -> int | None:
    """Give a packed length that needs more than four bytes."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _ZIP64 and length >= skip + 8:
            return int.from_bytes(extra[at + 4 + skip : at + 12 + skip], "little")
        at += 4 + length
    return None


def _next(source: Source, file: LocalFile, limits: _Limits) -> int | None:
    """Give where the next header stands; None where nobody can tell."""
    if file.packed is not None:
        end = file.start + file.packed
    elif file.method == _DEFLATED:
        unpacking = _Unpacking(source, file, limits)
        try:
            for _ in unpacking.chunks():
                pass
        except MemberUnreadableError:
            return None
        end = unpacking.end
    else:
        return None
    # A descriptor has 12 to 24 bytes, and often no mark of its own.
    behind = source.read(end, _LONGEST_DESCRIPTOR + len(_MARK)) if end < source.size else b""
    found = behind.find(_MARK)
    return end + found if found >= 0 else None


def _crc_behind(source: Source, end: int) -> int:
    """Give the check sum that stands behind a file."""
    return int.from_bytes(source.read(end, 8).removeprefix(_DESCRIPTOR_MARK)[:4], "little")


class _Unpacking:
    """Unpacks one file, and knows where it ended."""

    def __init__(self, source: Source, file: LocalFile, limits: _Limits) -> None:
        self.end = file.start
        self._source = source
        self._file = file
        self._limits = limits
        self._given = 0

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes.

        Raises:
            MemberUnreadableError: they end too early, are damaged or grow too large.
        """
        stream = zlib.decompressobj(-zlib.MAX_WBITS) if self._file.method == _DEFLATED else None
        for piece in self._packed():
            if stream is None:
                yield self._counted(piece)
                continue
            try:
                yield from self._inflated(stream, piece)
            except zlib.error:
                raise MemberUnreadableError(Unreadable.DAMAGED) from None
            if stream.eof:
                self.end -= len(stream.unused_data)
                return
        if stream is not None or self._is_cut():
            raise MemberUnreadableError(Unreadable.DAMAGED)

    def _inflated(self, stream: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
        while piece and not stream.eof:
            yield self._counted(stream.decompress(piece, CHUNK_BYTES))
            piece = stream.unconsumed_tail

    def _packed(self) -> Iterator[bytes]:
        left = self._file.packed
        while left is None or left > 0:
            most = _PACKED_BYTES if left is None else min(left, _PACKED_BYTES)
            piece = self._source.read(self.end, most) if self.end < self._source.size else b""
            if not piece:
                return
            self.end += len(piece)
            left = None if left is None else left - len(piece)
            yield piece

    def _is_cut(self) -> bool:
        packed = self._file.packed
        return packed is None or self.end < self._file.start + packed

    def _counted(self, chunk: bytes) -> bytes:
        self._given += len(chunk)
        budget, packed = self._limits.budget, self.end - self._file.start
        if budget is not None:
            budget.size_bytes -= len(chunk)
        is_spent = budget is not None and budget.size_bytes < 0
        if is_spent or self._given > max(self._limits.free_bytes, packed * self._limits.ratio):
            raise MemberUnreadableError(Unreadable.BOMB)
        return chunk
