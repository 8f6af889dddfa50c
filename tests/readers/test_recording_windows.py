"""Recordings of Windows, old Macs and answering systems; kinds that ffprobe alone measures."""

from __future__ import annotations

import struct

import pytest

from holdfast.model.message import Recording
from holdfast.readers import recording
from holdfast.readers.reader import Confidence
from holdfast.readers.recording_asf import ASF
from tests.readers.samples import BytesSource, read_all

FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
STREAM = bytes.fromhex("9107dcb7b7a9cf118ee600c00c205365")
SOUND = bytes.fromhex("409e69f84d5bcf11a8fd00805f5c442b")
PICTURE = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b")
MADE = 133_537_608_000_000_000


def told(content: bytes) -> Recording:
    """Give what a recording that is recognised says."""
    assert recording.recognises(content, "x") is Confidence.YES
    (found,) = read_all(BytesSource(content, "x"), "recording")
    assert isinstance(found, Recording)
    return found


def object_of(kind: bytes, content: bytes) -> bytes:
    """Give an object of ASF."""
    return kind + struct.pack("<Q", 24 + len(content)) + content


def asf(*objects: bytes, more: bytes = b"") -> bytes:
    """Give a file of header objects."""
    inside = struct.pack("<IH", len(objects), 0x0201) + b"".join(objects)
    return ASF + struct.pack("<Q", 24 + len(inside)) + inside + more


def properties(size: int, made: int = MADE, ticks: int = 50_000_000, before: int = 3000) -> bytes:
    """Give the object that states a whole file."""
    return object_of(FILE, bytes(16) + struct.pack("<6Q", size, made, 0, ticks, 0, before))


def stream(kind: bytes, own: bytes) -> bytes:
    """Give the object that states how a stream is coded."""
    return object_of(STREAM, kind + bytes(38) + own)


def test_a_video_of_windows_says_when_how_long_and_how_coded() -> None:
    picture = stream(PICTURE, struct.pack("<II", 640, 480) + bytes(19) + b"WMV2")
    sound = stream(SOUND, struct.pack("<H", 0x161))

    found = told(asf(properties(10), picture, sound))

    assert (found.format, found.duration_seconds) == ("wmv", 2.0)
    assert (found.codecs, found.width, found.height) == (("wmv2", "wmav2"), 640, 480)
    assert found.taken.iso == "2024-03-01T10:00:00+00:00"
    assert found.marks == ("clock-may-be-local",)


@pytest.mark.parametrize(
    ("made", "size", "marks"),
    [
        (0, 10, ("clock-not-set",)),
        (1, 10, ("clock-impossible",)),
        (0, 10_000, ("cut-short", "clock-not-set")),
    ],
)
def test_doubts_about_a_recording_of_windows_are_marked(
    made: int, size: int, marks: tuple[str, ...]
) -> None:
    found = told(asf(properties(size, made)))

    assert (found.format, found.marks) == ("wma", marks)


def test_an_object_without_a_length_ends_the_reading() -> None:
    odd = stream(bytes(16), b"") + stream(PICTURE, bytes(27) + b"\1\2\3\4")

    assert told(asf(odd, bytes(24))).codecs == ()
    assert told(asf(object_of(FILE, b""), object_of(STREAM, b""))).duration_seconds is None


def chunk(name: bytes, content: bytes) -> bytes:
    """Give a chunk of AIFF."""
    return name + struct.pack(">I", len(content)) + content


RATE_8000 = bytes.fromhex("400bfa00000000000000")


def test_aiff_states_its_length() -> None:
    common = struct.pack(">HIH", 1, 16_000, 16) + RATE_8000
    plain = b"FORM\0\0\0\0AIFF" + chunk(b"COMM", common) + chunk(b"SSND", bytes(8))
    packed = b"FORM\0\0\0\0AIFC" + chunk(b"COMM", common + b"ulaw") + b"SSND\0\0\xff\xff"
    broken = b"FORM\0\0\0\0AIFF" + chunk(b"COMM", common[:8] + bytes(10))

    assert (told(plain).duration_seconds, told(plain).codecs) == (2.0, ("pcm",))
    assert (told(packed).codecs, told(packed).marks) == (("pcm_mulaw",), ("cut-short",))
    assert told(broken).duration_seconds is None


@pytest.mark.parametrize(
    ("size", "seconds", "marks"),
    [(8000, 1.0, ()), (0xFFFFFFFF, 1.0, ()), (0, 1.0, ()), (80_000, 1.0, ("cut-short",))],
)
def test_au_of_an_answering_system(size: int, seconds: float, marks: tuple[str, ...]) -> None:
    content = b".snd" + struct.pack(">5I", 24, size, 1, 8000, 1) + bytes(8000)

    found = told(content)

    assert (found.format, found.codecs) == ("au", ("pcm_mulaw",))
    assert (found.duration_seconds, found.marks) == (seconds, marks)


def test_packed_sound_in_wav_is_counted_by_its_samples() -> None:
    head = struct.pack("<HHIIHH", 0x11, 1, 8000, 4000, 256, 4)
    content = (
        b"WAVE" + b"fmt \x10\0\0\0" + head + b"fact\4\0\0\0" + struct.pack("<I", 16_000)
        + b"data" + struct.pack("<I", 9000) + bytes(4500)
    )  # fmt: skip

    found = told(b"RIFF\0\0\0\0" + content)

    assert (found.duration_seconds, found.marks) == (1.0, ("cut-short",))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"FLV\1\5\0\0\0\x09", "flv"),
        (b"\0\0\1\xba\x44", "mpg"),
        (b"\0\0\1\xb3\x14", "mpg"),
        (b"riff\x2e\x91\xcf\x11\xa5\xd6", "w64"),
        (b"".join(b"G" + bytes(187) for _ in range(6)), "ts"),
        (b"".join(bytes(4) + b"G" + bytes(187) for _ in range(6)), "ts"),
    ],
)
def test_of_others_only_the_kind_is_told(content: bytes, kind: str) -> None:
    found = told(content)

    assert (found.format, found.duration_seconds, found.codecs) == (kind, None, ())


def test_a_few_packets_are_no_stream() -> None:
    content = b"".join(b"G" + bytes(187) for _ in range(4))

    assert recording.recognises(content, "x") is Confidence.NO
