"""WebM and Matroska: elements with a number, a length and a content, some inside others.

RFC 8794 (EBML) and RFC 9559 (Matroska): `Info` states scale, length and `DateUTC` (nanoseconds
since 2001, UTC); `Tracks` the codecs. What a browser recorded states no length: then the last
cluster tells it.
"""

from __future__ import annotations

import struct
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.recording_facts import Window

EBML, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
SCALE, LENGTH, DATE = 0x2AD7B1, 0x4489, 0x4461
ENTRY, CODEC, VIDEO, WIDTH, HEIGHT = 0xAE, 0x86, 0xE0, 0xB0, 0xBA
TIME, SIMPLE_BLOCK, GROUP, BLOCK, DOCTYPE = 0xE7, 0xA3, 0xA0, 0xA1, 0x4282
FROM_2001 = datetime(2001, 1, 1)  # noqa: DTZ001  # a wall clock, UTC by the format
USUAL_SCALE = 1_000_000
PER_SECOND = 1_000_000_000
MOST_ELEMENTS = 100_000
TAIL_BYTES = 4 << 20
CODECS = {
    "V_VP8": "vp8", "V_VP9": "vp9", "V_AV1": "av1", "V_MPEG4/ISO/AVC": "h264",
    "V_MPEGH/ISO/HEVC": "hevc", "V_MPEG4/ISO/ASP": "mpeg4", "A_OPUS": "opus",
    "A_VORBIS": "vorbis", "A_FLAC": "flac", "A_MPEG/L3": "mp3", "A_AC3": "ac3",
    "A_PCM/INT/LIT": "pcm",
}  # fmt: skip


class Element(NamedTuple):
    """One element."""

    number: int
    """Which, its marker bit included."""

    start: int
    """Offset of its content."""

    end: int
    """Offset behind its content, never behind what it lies in."""

    is_cut: bool
    """Whether it says that it is longer than what it lies in."""


def elements(window: Window, start: int, end: int) -> Iterator[Element]:
    """Give the elements in a stretch; stops where there is none.

    Args:
        window: the file.
        start: offset of the first.
        end: offset behind the last.
    """
    for _ in range(MOST_ELEMENTS):
        if start >= end:
            return
        head = window.read(start, 12)
        wide = _width(head)
        long = _width(head[wide:])
        if not wide or not long or wide > 4 or len(head) < wide + long:  # noqa: PLR2004  # RFC 8794 §5
            return
        number = int.from_bytes(head[:wide], "big")
        length = int.from_bytes(head[wide : wide + long], "big") & ((1 << 7 * long) - 1)
        at = start + wide + long
        # All bits set: the writer did not know, so it goes on to the end.
        after = end if length == (1 << 7 * long) - 1 else at + length
        yield Element(number, at, min(after, end), after > end)
        start = after


def _width(head: bytes) -> int:
    """Give the length of a number by the zero bits it begins with; 0 if it has none."""
    return 9 - head[0].bit_length() if head and head[0] else 0


def read_ebml(window: Window) -> Facts:
    """Give what a WebM or Matroska file states.

    Args:
        window: the file.
    """
    facts, scale = Facts("mkv"), USUAL_SCALE
    for outer in elements(window, 0, window.size):
        if outer.number == EBML:
            facts.format = _doctype(window, outer)
        if outer.number != SEGMENT:
            continue
        if outer.is_cut:
            facts.mark("cut-short")
        scale = _read_segment(window, outer, facts)
    if facts.seconds is None:
        facts.set_seconds(_last_time(window) * scale, PER_SECOND)
        facts.mark("duration-estimated")
    return facts


def _read_segment(window: Window, segment: Element, facts: Facts) -> int:
    """Note what stands before the first cluster; give how many nanoseconds a unit has."""
    scale = USUAL_SCALE
    for each in elements(window, segment.start, segment.end):
        if each.number == INFO:
            scale = _read_info(window, each, facts)
        elif each.number == TRACKS:
            _read_tracks(window, each, facts)
        elif each.number == CLUSTER and (facts.codecs or each.end == segment.end):
            break
    return scale


def _doctype(window: Window, header: Element) -> str:
    for each in elements(window, header.start, header.end):
        if each.number == DOCTYPE and window.read(each.start, each.end - each.start) == b"webm":
            return "webm"
    return "mkv"


def _read_info(window: Window, info: Element, facts: Facts) -> int:
    """Note length and date; give how many nanoseconds a unit has."""
    scale, length = USUAL_SCALE, 0.0
    for each in elements(window, info.start, info.end):
        raw = window.read(each.start, min(each.end - each.start, 8))
        if each.number == SCALE:
            scale = int.from_bytes(raw, "big") or USUAL_SCALE
        elif each.number == LENGTH and len(raw) in {4, 8}:
            (length,) = struct.unpack(">f" if len(raw) == 4 else ">d", raw)  # noqa: PLR2004
        elif each.number == DATE and len(raw) == 8:  # noqa: PLR2004  # RFC 8794 §7.6
            facts.by_clock, mark = since(FROM_2001, int.from_bytes(raw, "big", signed=True))
            if mark:
                facts.mark(mark)
    facts.set_seconds(length * scale, PER_SECOND)
    return scale


def _read_tracks(window: Window, tracks: Element, facts: Facts) -> None:
    for entry in elements(window, tracks.start, tracks.end):
        if entry.number != ENTRY:
            continue
        for each in elements(window, entry.start, entry.end):
            if each.number == CODEC:
                name = window.read(each.start, min(each.end - each.start, 64)).decode("latin-1")
                facts.add_codec(_codec(name.strip("\0 ")))
            elif each.number == VIDEO:
                sizes = {
                    size.number: window.number(size.start, min(size.end - size.start, 8))
                    for size in elements(window, each.start, each.end)
                }
                facts.set_size(sizes.get(WIDTH, 0), sizes.get(HEIGHT, 0))


def _codec(name: str) -> str:
    if name in CODECS:
        return CODECS[name]
    if name.startswith("A_AAC"):
        return "aac"
    return "" if name.startswith("S_") else "".join(filter(str.isalnum, name.casefold()))[:16]


def _last_time(window: Window) -> int:
    """Give the time of the last block, in units."""
    start = max(0, window.size - TAIL_BYTES)
    tail = window.read(start, window.size - start)
    at = tail.rfind(CLUSTER.to_bytes(4, "big"))
    if at < 0:
        return 0
    cluster = next(elements(window, start + at, window.size), None)
    if cluster is None:
        return 0
    base, last = 0, 0
    for each in elements(window, cluster.start, cluster.end):
        if each.number == TIME:
            base = window.number(each.start, min(each.end - each.start, 8))
        elif each.number == SIMPLE_BLOCK:
            last = max(last, _offset(window, each.start))
        elif each.number == GROUP:
            for block in elements(window, each.start, each.end):
                if block.number == BLOCK:
                    last = max(last, _offset(window, block.start))
    return base + last


def _offset(window: Window, start: int) -> int:
    """Give a block's time within its cluster: behind the number of its track."""
    head = window.read(start, 12)
    wide = _width(head)
    return int.from_bytes(head[wide : wide + 2], "big", signed=True) if wide else 0
