"""FLAC and Apple's CAF (voice messages of iPhones): what their first blocks state.

RFC 9639 §8.2 (FLAC); Core Audio Format Specification 1.0: `desc`, `pakt`, `data`.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import in_comments

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Window

MOST_CHUNKS = 1000
COMMENTS_WITHIN = 64 << 10
CAF_CODECS = {
    b"opus": "opus", b"aac ": "aac", b"aace": "aac", b"aacl": "aac", b"alac": "alac",
    b"lpcm": "pcm", b"ima4": "adpcm", b"ulaw": "pcm_mulaw", b"alaw": "pcm_alaw", b"samr": "amr_nb",
}  # fmt: skip
TO_THE_END = -1


def read_flac(window: Window) -> Facts:
    """Give what a FLAC file states.

    Args:
        window: the file.
    """
    facts = Facts("flac")
    facts.add_codec("flac")
    # Behind the mark and a block header: sizes (10 bytes), then rate (20 bits), channels (3),
    # bits (5) and the number of samples (36).
    packed = window.number(18, 8)
    facts.set_seconds(packed & ((1 << 36) - 1), packed >> 44)
    facts.by_tag, mark = in_comments(window.read(0, COMMENTS_WITHIN))
    if mark:
        facts.mark(mark)
    return facts


def read_caf(window: Window) -> Facts:
    """Give what a CAF file states.

    Args:
        window: the file.
    """
    facts = Facts("caf")
    rate, bytes_each, frames_each, at = 0.0, 0, 0, 8
    for _ in range(MOST_CHUNKS):
        if at + 12 > window.size:
            break
        name, start = window.read(at, 4), at + 12
        length = int.from_bytes(window.read(at + 4, 8), "big", signed=True)
        there = window.size - start
        if name == b"desc" and there >= 32:  # noqa: PLR2004  # its length
            content = window.read(start, 32)
            rate, code, _, bytes_each, frames_each = struct.unpack(">d4sIII", content[:24])
            facts.add_codec(CAF_CODECS.get(code, ""))
        elif name == b"pakt":
            facts.set_seconds(window.number(start + 8, 8), rate)
        elif name == b"data" and bytes_each and facts.seconds is None:
            stated = there if length == TO_THE_END else min(length, there)
            facts.set_seconds((stated - 4) // bytes_each * frames_each, rate)
        if length < 0 or length > there:
            if length > there:
                facts.mark("cut-short")
            break
        at = start + length
    return facts
