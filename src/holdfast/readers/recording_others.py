"""FLAC, Apple's CAF (voice messages of iPhones), AIFF and Sun's AU: what their first blocks state.

RFC 9639 §8.2 (FLAC); Core Audio Format Specification 1.0: `desc`, `pakt`, `data`; Audio Interchange
File Format 1.3 and AIFF-C: `COMM`; `audio/basic` with its head (au), as answering systems write it.
Of others only the kind is told; how long they are is asked of ffprobe.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import in_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.readers.recording_facts import Window

MOST_CHUNKS = 1000
COMMENTS_WITHIN = 64 << 10
CAF_CODECS = {
    b"opus": "opus", b"aac ": "aac", b"aace": "aac", b"aacl": "aac", b"alac": "alac",
    b"lpcm": "pcm", b"ima4": "adpcm", b"ulaw": "pcm_mulaw", b"alaw": "pcm_alaw", b"samr": "amr_nb",
}  # fmt: skip
TO_THE_END = -1
AIFF_CODECS = {
    b"none": "pcm", b"sowt": "pcm", b"twos": "pcm", b"fl32": "pcm", b"ulaw": "pcm_mulaw",
    b"alaw": "pcm_alaw", b"ima4": "adpcm", b"gsm ": "gsm",
}  # fmt: skip
COMM_OF_AIFF = 18
"""Bytes of what AIFF says; AIFF-C says how it is coded behind that."""

EXTENDED_BIAS, MOST_POWER = 16_383, 32
AU_CODECS = {1: ("pcm_mulaw", 1), 2: ("pcm", 1), 3: ("pcm", 2), 5: ("pcm", 4), 27: ("pcm_alaw", 1)}
AU_UNKNOWN = 0xFFFFFFFF


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


def read_aiff(window: Window) -> Facts:
    """Give what an AIFF or AIFF-C file states.

    Args:
        window: the file.
    """
    facts, at = Facts("aiff"), 12
    for _ in range(MOST_CHUNKS):
        if at + 8 > window.size:
            break
        name, length = window.read(at, 4), window.number(at + 4, 4)
        if name == b"COMM":
            frames, rate = window.number(at + 10, 4), _extended(window.read(at + 16, 10))
            facts.set_seconds(frames, rate)
            code = window.read(at + 26, 4) if length > COMM_OF_AIFF else b"NONE"
            facts.add_codec(AIFF_CODECS.get(code.lower(), ""))
        elif at + 8 + length > window.size:
            facts.mark("cut-short")
        at += 8 + length + length % 2
    return facts


def _extended(content: bytes) -> float:
    """Give a number of 80 bits, as old Macs write a rate; 0 when it makes no sense."""
    power = int.from_bytes(content[:2], "big") - EXTENDED_BIAS
    if not 0 <= power < MOST_POWER:
        return 0.0
    return int.from_bytes(content[2:10], "big") * 2.0 ** (power - 63)


def read_au(window: Window) -> Facts:
    """Give what an AU file states.

    Args:
        window: the file.
    """
    facts = Facts("au")
    begin, size, coding, rate, channels = (window.number(at, 4) for at in range(4, 24, 4))
    codec, bytes_each = AU_CODECS.get(coding, ("", 0))
    facts.add_codec(codec)
    there = window.size - begin
    if size not in {0, AU_UNKNOWN} and size > there:
        facts.mark("cut-short")
    stated = there if size in {0, AU_UNKNOWN} else min(size, there)
    facts.set_seconds(stated, rate * channels * bytes_each)
    return facts


def only_named(name: str) -> Callable[[Window], Facts]:
    """Give what tells the kind of a file and nothing else of it.

    Args:
        name: of the format.
    """
    return lambda _: Facts(name)
