"""The zip of a pack, to the byte: headers of one allowed form, that can hide nothing.

Stored, without times, comments, flags or gaps; docs/pack-format.md section 3.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

LIMIT_16 = 0xFFFF
LIMIT_32 = 0xFFFFFFFF

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"
END_64 = b"PK\x06\x06"
LOCATOR_64 = b"PK\x06\x07"

PLAIN_VERSION = 20
VERSION_64 = 45
MADE_BY = 0x031E
DAY_ONE = 0x21
"""1 January 1980, the first day a zip can name."""

REGULAR_FILE = 0o100644 << 16

END_BYTES = 22
END_64_BYTES = 56
LOCATOR_BYTES = 20
CENTRAL_BYTES = 46
LOCAL_BYTES = 30
REST_OF_END_64 = 44
"""Bytes of the zip64 end record that follow its own length field."""


class Member(NamedTuple):
    """One file as the headers describe it."""

    path: str
    """With the folder it lies in, ASCII."""

    crc: int
    """CRC-32 of the bytes."""

    size: int
    """Number of bytes."""

    offset: int
    """Where its local header begins."""

    @property
    def data_offset(self) -> int:
        """Where its bytes begin."""
        return self.offset + LOCAL_BYTES + len(self.path) + len(local_extra(self.size))


def local_extra(size: int) -> bytes:
    """Give the extra field of a local header: empty but for a very large file.

    Args:
        size: of the file.
    """
    return struct.pack("<HHQQ", 1, 16, size, size) if size >= LIMIT_32 else b""


def _central_extra(member: Member) -> bytes:
    numbers = [member.size, member.size] if member.size >= LIMIT_32 else []
    if member.offset >= LIMIT_32:
        numbers.append(member.offset)
    body = struct.pack(f"<{len(numbers)}Q", *numbers)
    return struct.pack("<HH", 1, len(body)) + body if numbers else b""


def _shared(member: Member, extra: bytes) -> bytes:
    size = min(member.size, LIMIT_32)
    version = VERSION_64 if extra else PLAIN_VERSION
    return struct.pack(
        "<HHHHHIIIHH",
        version, 0, 0, 0, DAY_ONE, member.crc, size, size, len(member.path), len(extra),
    )  # fmt: skip


def local_header(member: Member) -> bytes:
    """Give the header before a file's bytes.

    Args:
        member: the file.
    """
    extra = local_extra(member.size)
    return LOCAL + _shared(member, extra) + member.path.encode("ascii") + extra


def central_header(member: Member) -> bytes:
    """Give the header of a file in the list at the end.

    Args:
        member: the file.
    """
    extra = _central_extra(member)
    rest = struct.pack("<HHHII", 0, 0, 0, REGULAR_FILE, min(member.offset, LIMIT_32))
    made_by = struct.pack("<H", MADE_BY)
    path = member.path.encode("ascii")
    return CENTRAL + made_by + _shared(member, extra) + rest + path + extra


def end_records(count: int, start: int, length: int) -> bytes:
    """Give what stands after the list of files.

    Args:
        count: how many files.
        start: where the list begins.
        length: of the list in bytes.
    """
    tail = b""
    if count >= LIMIT_16 or max(start, length) >= LIMIT_32:
        numbers = (REST_OF_END_64, MADE_BY, VERSION_64, 0, 0, count, count, length, start)
        tail += END_64 + struct.pack("<QHHIIQQQQ", *numbers)
        tail += LOCATOR_64 + struct.pack("<IQI", 0, start + length, 1)
    count, start, length = min(count, LIMIT_16), min(start, LIMIT_32), min(length, LIMIT_32)
    return tail + END + struct.pack("<HHHHIIH", 0, 0, count, count, length, start, 0)
