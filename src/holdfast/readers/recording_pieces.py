"""The length of a movie that was written piece by piece, while it was recorded.

ISO/IEC 14496-12 §8.8: `mehd` may state the whole; else each `moof` says when its first sample
starts (`tfdt`) and how long its samples are (`trun`, `tfhd`, `trex`). The last piece of each
track tells its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.recording_boxes import Box, children, find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.readers.recording_facts import Window

LAST_PIECES = 16
"""Tracks take turns, so the last pieces of a file hold the last of each of them."""

MOST_SAMPLES = 100_000
HAS_BASE, HAS_DESCRIPTION, HAS_LENGTH = 0x1, 0x2, 0x8
"""Flags of `tfhd`: fields that stand there, in this order."""

HAS_OFFSET, HAS_FIRST, RUN_LENGTHS, OTHERS = 0x1, 0x4, 0x100, (0x200, 0x400, 0x800)
"""Flags of `trun`."""


def seconds_in_pieces(
    window: Window, movie: Box, pieces: Sequence[Box], per_second: int
) -> tuple[int, int]:
    """Give the length of the longest track, and its units per second.

    Args:
        window: the file.
        movie: its `moov`.
        pieces: every `moof`, in order.
        per_second: the movie's own units.
    """
    stated = find(window, movie, b"mvex", b"mehd")
    if stated is not None:
        wide = 8 if window.read(stated.start, 1) == b"\x01" else 4
        if length := window.number(stated.start + 4, wide):
            return length, per_second
    units, usual = _units(window, movie), _usual_lengths(window, movie)
    best = (0, 1)
    for piece in pieces[-LAST_PIECES:]:
        for run in children(window, piece):
            if run.kind == b"traf":
                track, end = _end_of(window, run, usual)
                rate = units.get(track, 0)
                if rate and end * best[1] > best[0] * rate:
                    best = (end, rate)
    return best


def _units(window: Window, movie: Box) -> dict[int, int]:
    """Give the units per second of each track."""
    units: dict[int, int] = {}
    for track in children(window, movie):
        if track.kind != b"trak":
            continue
        header, media = find(window, track, b"tkhd"), find(window, track, b"mdia", b"mdhd")
        if header is None or media is None:
            continue
        number_at = 20 if window.read(header.start, 1) == b"\x01" else 12
        units_at = 20 if window.read(media.start, 1) == b"\x01" else 12
        number = window.number(header.start + number_at, 4)
        units[number] = window.number(media.start + units_at, 4)
    return units


def _usual_lengths(window: Window, movie: Box) -> dict[int, int]:
    """Give the length of a sample of each track, where no other is stated."""
    extended = find(window, movie, b"mvex")
    return {
        window.number(each.start + 4, 4): window.number(each.start + 12, 4)
        for each in (children(window, extended) if extended else ())
        if each.kind == b"trex"
    }


def _end_of(window: Window, run: Box, usual: dict[int, int]) -> tuple[int, int]:
    """Give the track of a piece, and where it ends in the track's units."""
    inside = {each.kind: each for each in children(window, run) if each.kind != b"trun"}
    header, start = inside.get(b"tfhd"), inside.get(b"tfdt")
    if header is None:
        return 0, 0
    flags, track = window.number(header.start, 4) & 0xFFFFFF, window.number(header.start + 4, 4)
    at = header.start + 8 + 8 * bool(flags & HAS_BASE) + 4 * bool(flags & HAS_DESCRIPTION)
    each = window.number(at, 4) if flags & HAS_LENGTH else usual.get(track, 0)
    end = 0
    if start is not None:
        end = window.number(start.start + 4, 8 if window.read(start.start, 1) == b"\x01" else 4)
    runs = (box for box in children(window, run) if box.kind == b"trun")
    return track, end + sum(_length_of(window, box, each) for box in runs)


def _length_of(window: Window, run: Box, each: int) -> int:
    """Give the length of the samples of one run."""
    flags, count = window.number(run.start, 4) & 0xFFFFFF, window.number(run.start + 4, 4)
    if not flags & RUN_LENGTHS:
        return min(count, MOST_SAMPLES) * each
    at = run.start + 8 + 4 * bool(flags & HAS_OFFSET) + 4 * bool(flags & HAS_FIRST)
    step = 4 + 4 * sum(bool(flags & other) for other in OTHERS)
    last = min(run.end, at + step * min(count, MOST_SAMPLES))
    return sum(window.number(place, 4) for place in range(at, last, step))
