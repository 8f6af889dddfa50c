"""Microsoft's ASF, that is WMA and WMV: what the objects of its header state.

Advanced Systems Format Specification 01.20.03: sections 3.1 to 3.3. A time is a count of 100
nanoseconds since 1601, UTC.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import since

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Window

ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
"""How a file begins."""

_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_STREAM = bytes.fromhex("9107dcb7b7a9cf118ee600c00c205365")
_SOUND = bytes.fromhex("409e69f84d5bcf11a8fd00805f5c442b")
_PICTURE = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b")
FROM_1601 = datetime(1601, 1, 1)  # noqa: DTZ001  # a wall clock, whose zone is given beside it
MOST_OBJECTS = 1000
TICKS_A_SECOND, MILLISECONDS_A_SECOND = 10_000_000, 1_000
NANOSECONDS_A_TICK = 100
SOUNDS = {
    0x0A: "wmavoice", 0x55: "mp3", 0x160: "wmav1", 0x161: "wmav2", 0x162: "wmapro",
    0x163: "wmalossless",
}  # fmt: skip
_HEAD, _AFTER_HEAD = 30, 24
_OF_FILE, _OF_STREAM = 64, 54


def read_asf(window: Window) -> Facts:
    """Give what an ASF file states; `wmv` where it has a picture, else `wma`.

    Args:
        window: the file.
    """
    facts = Facts("wma")
    end = min(_little(window, 16, 8), window.size)
    at = _HEAD
    for _ in range(MOST_OBJECTS):
        if at + _AFTER_HEAD > end:
            break
        kind, length = window.read(at, 16), _little(window, at + 16, 8)
        if kind == _FILE and length >= _AFTER_HEAD + _OF_FILE:
            _read_file(window, at + _AFTER_HEAD, facts)
        elif kind == _STREAM and length >= _AFTER_HEAD + _OF_STREAM:
            _read_stream(window, at + _AFTER_HEAD, facts)
        if length < _AFTER_HEAD:
            break
        at += length
    return facts


def _read_file(window: Window, at: int, facts: Facts) -> None:
    """Note the whole file's size, when it was made and how long it plays."""
    stated, made = _little(window, at + 16, 8), _little(window, at + 24, 8)
    if stated > window.size:
        facts.mark("cut-short")
    if made:
        facts.by_clock, mark = since(FROM_1601, made * NANOSECONDS_A_TICK)
        if mark:
            facts.mark(mark)
    else:
        facts.mark("clock-not-set")
    # What is loaded before it begins counts as playing.
    before = _little(window, at + 56, 8) * TICKS_A_SECOND // MILLISECONDS_A_SECOND
    facts.set_seconds(_little(window, at + 40, 8) - before, TICKS_A_SECOND)


def _read_stream(window: Window, at: int, facts: Facts) -> None:
    """Note how a stream is coded, and the size of its picture."""
    kind, own = window.read(at, 16), at + _OF_STREAM
    if kind == _SOUND:
        facts.add_codec(SOUNDS.get(_little(window, own, 2), ""))
    elif kind == _PICTURE:
        facts.format = "wmv"
        facts.set_size(_little(window, own, 4), _little(window, own + 4, 4))
        code = window.read(own + 27, 4).decode("latin-1").strip("\0 ").casefold()
        facts.add_codec(code if code.isalnum() and code.isascii() else "")


def _little(window: Window, at: int, length: int) -> int:
    return int.from_bytes(window.read(at, length), "little")
