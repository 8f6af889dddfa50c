"""Makes copies of pictures without hidden details; what is seen stays bit for bit the same.

Nothing is decoded: a picture file is a row of labelled parts, and those that are not needed to
show it are left out. A file that does not have the form it claims gives no copy at all.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JPEG = b"\xff\xd8"
PNG = b"\x89PNG\r\n\x1a\n"
RIFF, WEBP = b"RIFF", b"WEBP"

START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
MARKER = 0xFF
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
APPLICATION_PARTS = range(0xE0, 0xF0)
COMMENT = 0xFE
ADOBE = 0xEE
"""Says how colours are coded; without it some pictures show in wrong colours."""

EXIF = 0xE1
EXIF_HEAD = b"Exif\x00\x00"
ORIENTATION = 0x0112
TURN_ONLY = "ff e1 00 22 45 78 69 66 00 00 4d 4d 00 2a 00 00 00 08 00 01 01 12 00 03 00 00 00 01 00"
"""Begins an Exif part that holds nothing but which way up the picture is (Exif 2.32, 4.6)."""

JFIF, JFIF_HEAD = 0xE0, b"JFIF\x00"
JFIF_BYTES = 18
"""Of the part without the small picture that may follow in it."""

TURNS = range(2, 9)
PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"})
WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
WEBP_FLAGS_KEPT = 0b00010010
"""Alpha and animation; not ICC, EXIF and XMP (RFC 9649 section 2.7)."""

SMALLEST_WEBP = 12


class NotStrippableError(ValueError):
    """The file does not have the form it claims."""


def strip(data: bytes) -> bytes | None:
    """Give a copy without hidden details.

    Args:
        data: a whole file.

    Returns:
        The copy, equal to `data` when there was nothing to take out; None when the format is not
        one that can be stripped, or the file is damaged.
    """
    ways: dict[bytes, Callable[[bytes], bytes]] = {
        JPEG: _strip_jpeg,
        PNG: _strip_png,
        RIFF: _strip_webp,
    }
    for start, way in ways.items():
        if data.startswith(start):
            try:
                return way(data)
            except (NotStrippableError, struct.error, IndexError):
                return None
    return None


def _turned(turn: int) -> bytes:
    return bytes.fromhex(TURN_ONLY) + bytes([turn, 0, 0, 0, 0, 0, 0])


def _strip_jpeg(data: bytes) -> bytes:
    kept, turn = [], 1
    for marker, part in _jpeg_parts(data):
        if marker == EXIF and part[4:].startswith(EXIF_HEAD):
            turn = _orientation(part[4 + len(EXIF_HEAD) :]) or turn
        if marker == JFIF and part[4:].startswith(JFIF_HEAD):
            kept.append(part[:2] + b"\x00\x10" + part[4 : JFIF_BYTES - 2] + b"\x00\x00")
        elif marker == ADOBE or (marker != COMMENT and marker not in APPLICATION_PARTS):
            kept.append(part)
    if turn in TURNS:
        kept.insert(0, _turned(turn))
    return JPEG + b"".join(kept)


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = len(JPEG)
    while True:
        if data[place] != MARKER:
            raise NotStrippableError
        marker = data[place + 1]
        if marker == MARKER:
            place += 1
            continue
        if marker == END_OF_IMAGE:
            yield marker, data[place : place + 2]
            return
        end = place + 2
        if marker not in WITHOUT_LENGTH:
            (length,) = struct.unpack(">H", data[end : end + 2])
            end += length
        if marker == START_OF_SCAN:
            end = _end_of_scan(data, end)
        if end > len(data) or end < place + 2:
            raise NotStrippableError
        yield marker, data[place:end]
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    # The coded picture ends at the next marker that is neither a restart nor a stuffed zero.
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise NotStrippableError
        following = data[place + 1]
        if following and not 0xD0 <= following <= 0xD7 and following != MARKER:  # noqa: PLR2004
            return place
        place += 1 if following == MARKER else 2


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for number in range(count):
            at = start + 2 + number * 12
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        return 0
    return 0


def _strip_png(data: bytes) -> bytes:
    kept, place = [PNG], len(PNG)
    while True:
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + length
        if end > len(data):
            raise NotStrippableError
        part = data[place:end]
        if zlib.crc32(part[4:-4]) != int.from_bytes(part[-4:]):
            raise NotStrippableError
        if kind in PNG_KEPT:
            kept.append(part)
        if kind == b"IEND":
            return b"".join(kept)
        place = end


def _strip_webp(data: bytes) -> bytes:
    if data[8:SMALLEST_WEBP] != WEBP:
        raise NotStrippableError
    (size,) = struct.unpack("<I", data[4:8])
    kept, place, last = [], SMALLEST_WEBP, size + 8
    if last > len(data):
        raise NotStrippableError
    while place < last:
        kind, length = struct.unpack("<4sI", data[place : place + 8])
        end = place + 8 + length + (length & 1)
        if end > last:
            raise NotStrippableError
        part = data[place:end]
        if kind == b"VP8X":
            part = part[:8] + bytes([part[8] & WEBP_FLAGS_KEPT]) + part[9:]
        if kind in WEBP_KEPT:
            kept.append(part)
        place = end
    body = WEBP + b"".join(kept)
    return RIFF + struct.pack("<I", len(body)) + body
