"""MP4, M4A, 3GP and QuickTime: length, codecs, size, and how much of the file is there.

Boxes (ISO/IEC 14496-12:2022): `mvhd` when and how long, `tkhd` size as shown, `mdhd` length of a
track, `hdlr` sound or picture, `stsd` codec; `moof` pieces of a file that was written while it
was recorded. What the tags say is read in `recording_tags`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.recording_boxes import Box, boxes, children, find
from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_pieces import seconds_in_pieces
from holdfast.readers.recording_tags import read_tags
from holdfast.readers.recording_times import since_1904

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Window

SOUND, PICTURE = b"soun", b"vide"
CODECS = {
    b"avc1": "h264", b"avc3": "h264", b"hvc1": "hevc", b"hev1": "hevc", b"dvh1": "hevc",
    b"dvhe": "hevc", b"mp4v": "mpeg4", b"s263": "h263", b"h263": "h263", b"av01": "av1",
    b"vp08": "vp8", b"vp09": "vp9", b"jpeg": "mjpeg", b"mjpa": "mjpeg", b"mjpb": "mjpeg",
    b"samr": "amr_nb", b"sawb": "amr_wb", b"mp4a": "aac", b"alac": "alac", b"Opus": "opus",
    b".mp3": "mp3", b"fLaC": "flac", b"ac-3": "ac3", b"ec-3": "eac3", b"sowt": "pcm",
    b"twos": "pcm", b"lpcm": "pcm", b"raw ": "pcm", b"in24": "pcm", b"fl32": "pcm",
    b"ulaw": "pcm_mulaw", b"alaw": "pcm_alaw", b"ima4": "adpcm", b"apcn": "prores",
    b"apch": "prores", b"apco": "prores", b"apcs": "prores", b"ap4h": "prores",
}  # fmt: skip
"""Sample entry -> short name, as ffprobe gives it."""

MP3_IN_MP4 = (b"\x69", b"\x6b")
"""Object types in `esds` (ISO/IEC 14496-1) that mean MP3 and not AAC."""

ESDS_BYTES = 512
QUARTER_TURNS = ((0, 1 << 16), (0, -1 << 16))
"""First two numbers of a track's matrix when the picture stands on its side."""

UNKNOWN = {4: (1 << 32) - 1, 8: (1 << 64) - 1}
"""All bits set: a length that the writer did not know."""


def read_movie(window: Window, format_: str) -> Facts:
    """Give what an ISO media file or QuickTime movie states.

    Args:
        window: the file.
        format_: by its brand; an `mp4` of sound alone becomes `m4a`.
    """
    facts = Facts(format_)
    outer = list(boxes(window, 0, window.size))
    if any(box.is_cut for box in outer):
        facts.mark("cut-short")
    movie = next((box for box in outer if box.kind == b"moov"), None)
    if movie is None:
        facts.mark("index-missing")
        return facts
    pieces = [box for box in outer if box.kind == b"moof"]
    per_second = _read_header(window, movie, facts)
    kinds = [_read_track(window, each, facts) for each in _all(window, movie, b"trak")]
    if facts.seconds is None and pieces:
        count, units = seconds_in_pieces(window, movie, pieces, per_second)
        facts.set_seconds(count, units)
    for kind in (b"udta", b"meta"):
        for box in _all(window, movie, kind):
            read_tags(window, box, facts)
    if facts.format == "mp4" and SOUND in kinds and PICTURE not in kinds:
        facts.format = "m4a"
    return facts


def _all(window: Window, box: Box, kind: bytes) -> list[Box]:
    return [each for each in children(window, box) if each.kind == kind]


def _read_header(window: Window, movie: Box, facts: Facts) -> int:
    """Note when and how long; give the movie's units per second."""
    header = find(window, movie, b"mvhd")
    if header is None:
        return 0
    wide = 8 if window.read(header.start, 1) == b"\x01" else 4
    facts.by_clock, mark = since_1904(window.number(header.start + 4, wide))
    if mark:
        facts.mark(mark)
    at = header.start + 4 + 2 * wide
    per_second, length = window.number(at, 4), window.number(at + 4, wide)
    if length != UNKNOWN[wide]:
        facts.set_seconds(length, per_second)
    return per_second


def _read_track(window: Window, track: Box, facts: Facts) -> bytes:
    """Note a track's codec, size and length; give its kind."""
    handler = find(window, track, b"mdia", b"hdlr")
    kind = window.read(handler.start + 8, 4) if handler else b""
    if kind not in {SOUND, PICTURE}:
        return kind
    entries = find(window, track, b"mdia", b"minf", b"stbl", b"stsd")
    entry = next(children(window, entries, skip=8), None) if entries else None
    if entry is not None:
        facts.add_codec(_codec(window, entry))
    if kind == PICTURE:
        _read_size(window, track, facts)
    header = find(window, track, b"mdia", b"mdhd")
    if header is not None:
        _read_track_time(window, header, facts)
    if header is not None and facts.seconds is None:
        wide = 8 if window.read(header.start, 1) == b"\x01" else 4
        at = header.start + 4 + 2 * wide
        if (length := window.number(at + 4, wide)) != UNKNOWN[wide]:
            facts.set_seconds(length, window.number(at, 4))
    return kind


def _read_track_time(window: Window, header: Box, facts: Facts) -> None:
    """Note when a track was made, where the movie does not say when it was."""
    if facts.by_clock.as_written:
        return
    wide = 8 if window.read(header.start, 1) == b"\x01" else 4
    found, _ = since_1904(window.number(header.start + 4, wide))
    if found.stated is not None:
        facts.by_clock = found
        facts.marks.pop("clock-not-set", None)


def _codec(window: Window, entry: Box) -> str:
    """Give the short name of a sample entry's codec."""
    if entry.kind == b"mp4a":
        inside = window.read(entry.start, min(entry.length, ESDS_BYTES))
        _, _, after = inside.partition(b"esds")
        # Tag 4 is the decoder's configuration; its length takes one to four bytes, the last of
        # which is below 0x80, and then comes the object type.
        _, _, configuration = after[4:].partition(b"\x04")
        if configuration.lstrip(b"\x80")[1:2] in MP3_IN_MP4:
            return "mp3"
    known = CODECS.get(entry.kind)
    if known is not None:
        return known
    name = entry.kind.decode("ascii", "replace").strip().casefold()
    return name if name.isalnum() and name.isascii() else ""


def _read_size(window: Window, track: Box, facts: Facts) -> None:
    """Note the size of the picture as it is shown."""
    header = find(window, track, b"tkhd")
    if header is None or header.length < 84:  # noqa: PLR2004  # bytes of the shorter version
        return
    width, height = (window.number(header.end - at, 4) >> 16 for at in (8, 4))
    matrix = window.read(header.end - 44, 8)
    turn = tuple(int.from_bytes(matrix[at : at + 4], "big", signed=True) for at in (0, 4))
    facts.set_size(*((height, width) if turn in QUARTER_TURNS else (width, height)))
