"""AMR, the sound of voicemail and old phones: frames of 20 milliseconds, counted one by one.

RFC 4867 §5 and table 1 of 3GPP TS 26.101 and 26.201: each frame begins with a byte that tells its
length. The file states no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.recording_facts import Facts

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Window

NARROW, WIDE = b"#!AMR\n", b"#!AMR-WB\n"
FRAMES_PER_SECOND = 50
STRETCH = 1 << 20
NARROW_BYTES = (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1)
WIDE_BYTES = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1)
"""Length of a frame, its first byte counted, by the type in that byte."""

PADDING = 0x83
"""Bits of a frame's first byte that are zero."""


def read_amr(window: Window) -> Facts:
    """Give the length of an AMR file.

    Args:
        window: the file.
    """
    is_wide = window.read(0, len(WIDE)) == WIDE
    facts = Facts("amr-wb" if is_wide else "amr")
    facts.add_codec("amr_wb" if is_wide else "amr_nb")
    lengths = WIDE_BYTES if is_wide else NARROW_BYTES
    by_first = [0 if first & PADDING else lengths[first >> 3 & 15] for first in range(256)]
    frames, is_whole = _count(window, len(WIDE if is_wide else NARROW), by_first)
    facts.set_seconds(frames, FRAMES_PER_SECOND)
    if not is_whole:
        facts.mark("cut-short")
    return facts


def _count(window: Window, start: int, by_first: list[int]) -> tuple[int, bool]:
    """Give the number of whole frames, and whether they reach the end of the file."""
    frames = 0
    while start < window.size:
        stretch = window.read(start, min(STRETCH, window.size - start))
        at = 0
        while at < len(stretch):
            step = by_first[stretch[at]]
            if not step:
                return frames, False
            at += step
            frames += 1
        if not stretch:
            return frames, False
        start += at
    return (frames, True) if start == window.size else (frames - 1, False)
