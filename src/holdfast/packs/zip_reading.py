"""Reads the zip of a pack and trusts nothing: every header is built anew and compared."""

from __future__ import annotations

import struct
import zlib
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from holdfast.packs.zip_layout import (
    CENTRAL,
    CENTRAL_BYTES,
    END,
    END_64,
    END_64_BYTES,
    END_BYTES,
    LIMIT_16,
    LIMIT_32,
    LOCATOR_BYTES,
    Member,
    central_header,
    end_records,
    local_header,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILES = 200_000
MAX_LIST_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024


class Bend(StrEnum):
    """Which part of a zip is laid out in another way."""

    END = "its end"
    LIST = "its list of files"
    HEADER = "the line before a file"
    GAP = "bytes between its files"
    CRC = "a check sum"
    TOO_MUCH = "more files than a pack can have"


class ZipBentError(ValueError):
    """The zip is not laid out as a pack's zip is."""

    def __init__(self, why: Bend) -> None:
        """Note what is wrong.

        Args:
            why: which part.
        """
        super().__init__(why)
        self.why = why


class ZipReader:
    """A pack's zip, opened after its whole layout was found to be the one allowed."""

    def __init__(self, source: BinaryIO) -> None:
        """Read the list of files and compare every header; `ZipBentError` when one differs.

        Args:
            source: the zip; can seek.
        """
        self._source = source
        self._length = source.seek(0, 2)
        count, start, length = self._read_end()
        self.members = self._read_list(count, start, length)
        self._compare_headers(start)

    def _at(self, offset: int, length: int) -> bytes:
        self._source.seek(offset)
        return self._source.read(length)

    def _read_end(self) -> tuple[int, int, int]:
        end = self._at(max(0, self._length - END_BYTES), END_BYTES)
        if len(end) != END_BYTES or not end.startswith(END):
            raise ZipBentError(Bend.END)
        _, _, _, _, count, length, start, _ = struct.unpack("<4sHHHHIIH", end)
        if count == LIMIT_16 or LIMIT_32 in {length, start}:
            before = self._length - END_BYTES - LOCATOR_BYTES - END_64_BYTES
            large = self._at(max(0, before), END_64_BYTES)
            if before < 0 or not large.startswith(END_64):
                raise ZipBentError(Bend.END)
            count, length, start = struct.unpack("<QQQ", large[-24:])
        if count > MAX_FILES or length > MAX_LIST_BYTES:
            raise ZipBentError(Bend.TOO_MUCH)
        tail = end_records(count, start, length)
        if self._at(start + length, len(tail) + 1) != tail:
            raise ZipBentError(Bend.END)
        return count, start, length

    def _read_list(self, count: int, start: int, length: int) -> tuple[Member, ...]:
        listed = self._at(start, length)
        place = 0
        members = []
        for _ in range(count):
            member, place = _parse_central(listed, place)
            members.append(member)
        if place != length or b"".join(map(central_header, members)) != listed:
            raise ZipBentError(Bend.LIST)
        return tuple(members)

    def _compare_headers(self, start: int) -> None:
        expected = 0
        for member in self.members:
            header = local_header(member)
            if member.offset != expected or self._at(member.offset, len(header)) != header:
                raise ZipBentError(Bend.HEADER)
            expected = member.data_offset + member.size
        if expected != start:
            raise ZipBentError(Bend.GAP)

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Give a file's bytes a piece at a time.

        Args:
            member: the file.

        Raises:
            ZipBentError: the bytes do not have the CRC that the headers name.
        """
        place, left, crc = member.data_offset, member.size, 0
        while left:
            piece = self._at(place, min(left, CHUNK_BYTES))
            crc = zlib.crc32(piece, crc)
            place, left = place + len(piece), left - len(piece)
            yield piece
        if crc != member.crc:
            raise ZipBentError(Bend.CRC)


def _parse_central(listed: bytes, place: int) -> tuple[Member, int]:
    head = listed[place : place + CENTRAL_BYTES]
    if len(head) != CENTRAL_BYTES or not head.startswith(CENTRAL):
        raise ZipBentError(Bend.LIST)
    crc, _, size, name_length, extra_length = struct.unpack("<IIIHH", head[16:32])
    (offset,) = struct.unpack("<I", head[42:46])
    place += CENTRAL_BYTES
    name = listed[place : place + name_length]
    place += name_length
    extra = listed[place : place + extra_length]
    numbers = list(struct.unpack(f"<{len(extra[4:]) // 8}Q", extra[4:][: len(extra[4:]) // 8 * 8]))
    # Values at the limit stand in the extra field; whatever else is there fails the comparison.
    if size == LIMIT_32 and numbers:
        size = numbers[0]
        numbers = numbers[2:]
    if offset == LIMIT_32 and numbers:
        offset = numbers[0]
    if not name.isascii():
        raise ZipBentError(Bend.LIST)
    return Member(name.decode("ascii"), crc, size, offset), place + extra_length
