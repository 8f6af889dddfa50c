"""Ogg: Opus, Vorbis and Speex, as voice messages come; the last page tells the length.

RFC 3533 (pages), RFC 7845 (Opus: 48,000 a second), the Vorbis I specification §4.2.2, the Speex
manual §8.3, the mapping of FLAC into Ogg. The length is that of the whole stream, as ffprobe gives
it: what Opus players skip at the start, mostly 6.5 milliseconds, is not taken off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import in_comments

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Window

MAGIC = b"OggS"
COMMENTS_WITHIN = 64 << 10
"""From the start of the file; they are a stream's second packet."""
HEADER = 27
TAIL_BYTES = 512 << 10
"""A page is at most 65,307 bytes; several streams may take turns at the end."""

OPUS_PER_SECOND = 48_000
MOST_STREAMS = 8
NOTHING_ENDS_HERE = (1 << 64) - 1
FIRST_BYTES = 80


class Stream(NamedTuple):
    """One stream of an Ogg file, by its first packet."""

    codec: str
    """Short name."""

    per_second: int
    """Units of the position that pages state; 0 where it is not understood."""


def read_ogg(window: Window) -> Facts:
    """Give the length and codecs of an Ogg file.

    Args:
        window: the file.
    """
    facts, streams = Facts("ogg"), _streams(window)
    for stream in streams.values():
        facts.add_codec(stream.codec)
    facts.by_tag, mark = in_comments(window.read(0, COMMENTS_WITHIN))
    if mark:
        facts.mark(mark)
    start = max(0, window.size - TAIL_BYTES)
    tail = window.read(start, window.size - start)
    longest = 0.0
    for number, stream in streams.items():
        if stream.per_second:
            longest = max(longest, _last_position(tail, number) / stream.per_second)
    facts.set_seconds(longest, 1)
    if not _ends_whole(tail):
        facts.mark("cut-short")
    return facts


def _streams(window: Window) -> dict[int, Stream]:
    """Give the streams by number: each begins with a page of its own before anything else."""
    streams: dict[int, Stream] = {}
    at = 0
    while len(streams) < MOST_STREAMS:
        page = window.read(at, HEADER + 255)
        if page[:4] != MAGIC or len(page) < HEADER or not page[5] & 2:
            break
        table = page[HEADER : HEADER + page[26]]
        body = at + HEADER + len(table)
        number = int.from_bytes(page[14:18], "little")
        streams[number] = _stream(window.read(body, FIRST_BYTES))
        at = body + sum(table)
    return streams


def _stream(first: bytes) -> Stream:
    """Give what a stream's first packet says."""
    if first.startswith(b"OpusHead"):
        return Stream("opus", OPUS_PER_SECOND)
    if first.startswith(b"\x01vorbis"):
        return Stream("vorbis", int.from_bytes(first[12:16], "little"))
    if first.startswith(b"Speex   "):
        return Stream("speex", int.from_bytes(first[36:40], "little"))
    if first.startswith(b"\x7fFLAC"):
        # 9 bytes, then `fLaC`, a block header of 4 bytes, and 10 bytes before the rate.
        return Stream("flac", int.from_bytes(first[27:30], "big") >> 4)
    if first.startswith(b"\x80theora"):
        return Stream("theora", 0)
    return Stream("", 0)


def _last_position(tail: bytes, number: int) -> int:
    """Give the last position that a page of a stream states; 0 if none does."""
    at = tail.rfind(MAGIC)
    while at >= 0:
        page = tail[at : at + HEADER]
        position = int.from_bytes(page[6:14], "little")
        ours = len(page) == HEADER and int.from_bytes(page[14:18], "little") == number
        if ours and position != NOTHING_ENDS_HERE:
            return position
        at = tail.rfind(MAGIC, 0, at)
    return 0


def _ends_whole(tail: bytes) -> bool:
    """Tell whether the last page is there to its end."""
    at = tail.rfind(MAGIC)
    if at < 0 or len(tail) < at + HEADER:
        return False
    table = tail[at + HEADER : at + HEADER + tail[at + 26]]
    return len(table) == tail[at + 26] and at + HEADER + len(table) + sum(table) <= len(tail)
