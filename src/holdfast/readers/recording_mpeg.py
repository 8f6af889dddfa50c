"""MP3 and raw AAC: a row of frames, each with a header that tells rate and length.

ISO/IEC 11172-3 §2.4.1.3 and 13818-3 (MP3), 14496-3 §1.A.2 (AAC in ADTS); the number of frames in
a first frame that says `Xing`, `Info` or `VBRI`; ID3v2 before them, ID3v1 (128 bytes) behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.recording_facts import Facts
from holdfast.readers.recording_times import as_tagged

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Window

ID3_HEADER = 10
MOST_TAG_BYTES = 1 << 20
LONGEST_SEARCH = 64 << 10
MOST_WALKED = 1 << 27
"""So many bytes of frames are walked; beyond, the length is taken from what was walked."""

_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBITS = {
    (3, 3): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""(version, layer) as coded in the header -> kilobits a second by the index less one."""

_AAC_RATES = (
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
)  # fmt: skip
AAC_SAMPLES = 1024
AAC_BITS, AAC_SET = 0x16, 0x10
"""Of the second byte: in the place of MP3's version and layer stand 1 and 0."""

MONO = 3
HEAD = 6


class Frame(NamedTuple):
    """One frame."""

    codec: str
    """`mp1`, `mp2`, `mp3` or `aac`."""

    length: int
    """Bytes, its header included."""

    samples: int
    """Samples of one channel."""

    per_second: int
    """Samples in a second."""

    tag_at: int = 0
    """Where a first frame may say `Xing` or `Info`."""


def find_frame(head: bytes) -> Frame | None:
    """Give the frame that begins here, None when none does.

    Args:
        head: at least `HEAD` bytes.
    """
    if len(head) < HEAD or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004  # sync
        return None
    return _aac_frame(head) if head[1] & AAC_BITS == AAC_SET else _mp3_frame(head)


def _aac_frame(head: bytes) -> Frame | None:
    rate = head[2] >> 2 & 15
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    if rate >= len(_AAC_RATES) or length <= HEAD:
        return None
    return Frame("aac", length, AAC_SAMPLES, _AAC_RATES[rate])


def _mp3_frame(head: bytes) -> Frame | None:
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    index, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or not layer or not 0 < index < 15 or rate == 3:  # noqa: PLR2004  # reserved
        return None
    per_second = _MP3_RATES[version][rate]
    bits = _KBITS[3 if version == 3 else 2, layer][index - 1] * 1000  # noqa: PLR2004  # version 1
    if layer == 3:  # noqa: PLR2004  # layer I
        return Frame("mp1", (12 * bits // per_second + padding) * 4, 384, per_second)
    samples = 576 if layer == 1 and version != 3 else 1152  # noqa: PLR2004  # layer III, lower rates
    length = samples // 8 * bits // per_second + padding
    mono = head[3] >> 6 == MONO
    side = (17 if mono else 32) if version == 3 else (9 if mono else 17)  # noqa: PLR2004
    return Frame("mp3" if layer == 1 else "mp2", length, samples, per_second, 4 + side)


def is_row_of_frames(head: bytes, *, least: int = 3) -> bool:
    """Tell whether frames of one kind follow each other from the first byte on.

    Args:
        head: the first bytes of a file.
        least: how many; a file that ends before has all of its own.
    """
    at = 0
    kinds: set[tuple[str, int]] = set()
    for number in range(least):
        frame = find_frame(head[at : at + HEAD])
        if frame is None:
            return number > 0 and at >= len(head) and len(kinds) == 1
        kinds.add((frame.codec, frame.per_second))
        at += frame.length
    return len(kinds) == 1


def tag_bytes(head: bytes) -> int:
    """Give the length of an ID3v2 tag at the start; 0 where there is none.

    Args:
        head: at least `ID3_HEADER` bytes.
    """
    if head[:3] != b"ID3" or len(head) < ID3_HEADER or max(head[6:10]) > 0x7F or head[3] > 4:  # noqa: PLR2004
        return 0
    size = sum(
        (byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)
    )
    return ID3_HEADER * (2 if head[5] & 0x10 else 1) + size


def read_mpeg(window: Window) -> Facts | None:
    """Give the length and codec of an MP3 or AAC file; None when no frame is found.

    Args:
        window: the file.
    """
    tag = tag_bytes(window.read(0, ID3_HEADER))
    start = _first_frame(window, tag)
    frame = find_frame(window.read(start, HEAD)) if start >= 0 else None
    if frame is None:
        return None
    facts = Facts(frame.codec)
    facts.add_codec(frame.codec)
    if 0 < tag <= MOST_TAG_BYTES:
        _read_times(window.read(0, tag), facts)
    counted = _stated_frames(window.read(start, min(frame.length, 1024)), frame)
    if counted:
        facts.set_seconds(counted * frame.samples, frame.per_second)
        return facts
    _walk(window, start, frame, facts)
    return facts


def _first_frame(window: Window, start: int) -> int:
    """Give where the frames begin: behind the tag, or a little further."""
    stretch = window.read(start, LONGEST_SEARCH)
    at = stretch.find(b"\xff")
    while at >= 0:
        if is_row_of_frames(stretch[at:], least=2):
            return start + at
        at = stretch.find(b"\xff", at + 1)
    return -1


def _stated_frames(first: bytes, frame: Frame) -> int:
    """Give the number of frames that a first frame without sound states; 0 if it states none."""
    if first[frame.tag_at : frame.tag_at + 4] in {b"Xing", b"Info"}:
        flags = int.from_bytes(first[frame.tag_at + 4 : frame.tag_at + 8], "big")
        return (
            int.from_bytes(first[frame.tag_at + 8 : frame.tag_at + 12], "big") if flags & 1 else 0
        )
    if first[36:40] == b"VBRI":
        return int.from_bytes(first[50:54], "big")
    return 0


def _walk(window: Window, start: int, first: Frame, facts: Facts) -> None:
    """Note the length by walking the frames."""
    at, samples = start, 0
    end = min(window.size, start + MOST_WALKED)
    while at + HEAD <= end:
        frame = find_frame(window.read(at, HEAD))
        if frame is None or frame.per_second != first.per_second or at + frame.length > window.size:
            break
        samples += frame.samples
        at += frame.length
    if at < window.size and at >= end - HEAD and end < window.size:
        samples = samples * (window.size - start) // (at - start)
        facts.mark("duration-estimated")
    elif at < window.size and window.read(at, 3) not in {b"TAG", b"APE", b"ID3", b"LYR"}:
        facts.mark("cut-short")
    facts.set_seconds(samples, first.per_second)


def _read_times(tag: bytes, facts: Facts) -> None:
    """Note a time of recording, where an ID3v2.4 tag states one to the minute (`TDRC`, `TDEN`)."""
    for name in (b"TDRC", b"TDEN"):
        at = tag.find(name)
        if at >= 0:
            length = int.from_bytes(tag[at + 4 : at + 8], "big")
            text = tag[at + 11 : at + 10 + min(length, 64)].decode("latin-1")
            moment, mark = as_tagged(text)
            if moment.stated and facts.by_tag.stated is None:
                facts.by_tag = moment
            if mark:
                facts.mark(mark)
