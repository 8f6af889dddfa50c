"""WAV and AVI: chunks with a name and a length; and what recorders write into them.

RIFF (Microsoft and IBM, 1991), RF64 (EBU Tech 3306), `bext` of the Broadcast Wave Format (EBU
Tech 3285: the date and time of recording, without a zone), `IDIT` in AVI.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import as_tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.recording_facts import Window

MOST_CHUNKS = 10_000
UNKNOWN = 0xFFFFFFFF
WAV_CODECS = {
    0x01: "pcm", 0x02: "adpcm", 0x03: "pcm", 0x06: "pcm_alaw", 0x07: "pcm_mulaw",
    0x11: "adpcm", 0x31: "gsm", 0x50: "mp2", 0x55: "mp3", 0xFF: "aac", 0xFFFE: "pcm",
}  # fmt: skip
_PLAIN = frozenset({0x01, 0x03, 0x06, 0x07, 0xFFFE})
"""As many bytes in every second."""

AVI_CODECS = {
    "h264": "h264", "x264": "h264", "avc1": "h264", "mjpg": "mjpeg", "xvid": "mpeg4",
    "divx": "mpeg4", "dx50": "mpeg4", "fmp4": "mpeg4", "hevc": "hevc",
}  # fmt: skip
PER_MICROSECOND = 1_000_000
DATE_AT, DATE_LENGTH, TIME_LENGTH = 320, 10, 8
"""In `bext`: behind description (256), originator (32) and its reference (32)."""


def _chunks(window: Window, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Give name, start and stated length of each chunk."""
    for _ in range(MOST_CHUNKS):
        if start + 8 > end:
            return
        length = int.from_bytes(window.read(start + 4, 4), "little")
        yield window.read(start, 4), start + 8, length
        start += 8 + length + length % 2


@dataclass(slots=True)
class _Sound:
    """What a WAV file states of its sound before the sound itself."""

    bytes_a_second: int = 0
    long_length: int = 0
    samples: int = 0
    samples_a_second: int = 0


def read_wav(window: Window) -> Facts:
    """Give what a WAV file states.

    Args:
        window: the file.
    """
    facts, sound = Facts("wav"), _Sound()
    for name, start, length in _chunks(window, 12, window.size):
        if name == b"ds64":
            sound.long_length = _little(window, start + 8, 8)
        elif name == b"fmt ":
            coding = _little(window, start, 2)
            facts.add_codec(WAV_CODECS.get(coding, ""))
            sound.bytes_a_second = _little(window, start + 8, 4)
            sound.samples_a_second = 0 if coding in _PLAIN else _little(window, start + 4, 4)
        elif name == b"fact":
            sound.samples = _little(window, start, 4)
        elif name == b"bext":
            _read_origin(window.read(start, min(length, DATE_AT + 18)), facts)
        elif name == b"LIST" and window.read(start, 4) == b"INFO":
            _read_info(window, start + 4, min(start + length, window.size), facts)
        elif name == b"data":
            _measure(length, window.size - start, sound, facts)
            if length in {0, UNKNOWN}:
                break
    return facts


def _measure(length: int, there: int, sound: _Sound, facts: Facts) -> None:
    """Note how long the sound is.

    Args:
        length: as the chunk states it.
        there: bytes up to the end of the file.
        sound: what was stated before.
        facts: where to note it.
    """
    stated = sound.long_length if length == UNKNOWN and sound.long_length else length
    # A recorder that was switched off leaves 0 or the largest number there is.
    is_stated = stated not in {0, UNKNOWN}
    if not is_stated:
        stated = there
    elif stated > there:
        facts.mark("cut-short")
    facts.set_seconds(min(stated, there), sound.bytes_a_second)
    if sound.samples and sound.samples_a_second and is_stated:
        # Of sound that is packed, the bytes in a second are only a mean.
        facts.set_seconds(sound.samples * min(stated, there) / stated, sound.samples_a_second)


def _read_info(window: Window, start: int, end: int, facts: Facts) -> None:
    """Note when it was made, where a recorder says so with a time of day."""
    for name, at, length in _chunks(window, start, end):
        if name == b"ICRD" and facts.by_tag.stated is None:
            written = window.read(at, min(length, 64)).decode("latin-1")
            facts.by_tag, mark = as_tagged(written)
            if mark:
                facts.mark(mark)


def _little(window: Window, start: int, length: int) -> int:
    return int.from_bytes(window.read(start, length), "little")


def _read_origin(content: bytes, facts: Facts) -> None:
    """Note when it was recorded, and with what."""
    day = content[DATE_AT : DATE_AT + DATE_LENGTH].decode("latin-1")
    time = content[DATE_AT + DATE_LENGTH :][:TIME_LENGTH].decode("latin-1")
    written = f"{day.replace('_', '-')} {time.replace('-', ':').replace('_', ':')}"
    facts.by_tag, mark = as_tagged(written)
    if mark:
        facts.mark(mark)
    facts.model = content[256:288].split(b"\0", 1)[0].decode("latin-1")


def read_avi(window: Window) -> Facts:
    """Give what an AVI file states.

    Args:
        window: the file.
    """
    facts = Facts("avi")
    for name, start, length in _chunks(window, 12, window.size):
        kind = window.read(start, 4)
        if name == b"LIST" and kind == b"hdrl":
            _read_avi_headers(window, start + 4, min(start + length, window.size), facts)
        if start + length > window.size:
            facts.mark("cut-short")
    return facts


def _read_avi_headers(window: Window, start: int, end: int, facts: Facts) -> None:
    for name, at, length in _chunks(window, start, end):
        if name == b"avih":
            each, frames = _little(window, at, 4), _little(window, at + 16, 4)
            facts.set_seconds(each * frames, PER_MICROSECOND)
            facts.set_size(_little(window, at + 32, 4), _little(window, at + 36, 4))
        elif name == b"IDIT":
            facts.by_tag, _ = as_tagged(window.read(at, min(length, 64)).decode("latin-1"))
        elif name == b"LIST" and window.read(at, 4) == b"strl":
            _read_stream(window, at + 4, min(at + length, end), facts)


def _read_stream(window: Window, start: int, end: int, facts: Facts) -> None:
    kind = b""
    for name, at, _ in _chunks(window, start, end):
        if name == b"strh":
            kind = window.read(at, 4)
        elif name == b"strf" and kind == b"auds":
            facts.add_codec(WAV_CODECS.get(_little(window, at, 2), ""))
        elif name == b"strf" and kind == b"vids":
            code = window.read(at + 16, 4).decode("latin-1").strip("\0 ").casefold()
            facts.add_codec(AVI_CODECS.get(code, code if code.isalnum() and code.isascii() else ""))
