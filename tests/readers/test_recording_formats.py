"""Recordings of each container, made by hand: what they state is found, what they do not is not."""

from __future__ import annotations

import struct

import pytest

from holdfast.model.message import Recording
from holdfast.readers import recording
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, read_all

NANOSECONDS = 793_989_005 * 10**9
"""2026-02-28T16:30:05 counted from 2001, UTC."""


def read_one(content: bytes, name: str = "in.bin") -> Recording:
    """Give the recording in some bytes."""
    (found,) = read_all(BytesSource(content, name), "recording")
    assert isinstance(found, Recording)
    return found


def page(number: int, body: bytes, *, first: bool = False, position: int = 0) -> bytes:
    """Give an Ogg page."""
    head = struct.pack("<4sBBqIII", b"OggS", 0, 2 if first else 0, position, number, 0, 0)
    return head + bytes((1, len(body))) + body


@pytest.mark.parametrize(
    ("first", "position", "codec", "seconds"),
    [
        pytest.param(b"OpusHead\x01\x01\x38\x01", 96_000, "opus", 2.0, id="opus"),
        pytest.param(
            b"\x01vorbis" + struct.pack("<IBI", 0, 1, 44_100), 88_200, "vorbis", 2.0, id="vorbis"
        ),
        pytest.param(
            b"Speex   " + bytes(28) + struct.pack("<I", 8_000), 16_000, "speex", 2.0, id="speex"
        ),
        pytest.param(
            b"\x7fFLAC" + bytes(22) + (16_000 << 4).to_bytes(3, "big"),
            32_000,
            "flac",
            2.0,
            id="flac",
        ),
        pytest.param(b"\x80theora", 99, "theora", None, id="theora, whose pages we cannot count"),
        pytest.param(b"another", 99, "", None, id="a stream that nobody knows"),
    ],
)
def test_ogg(first: bytes, position: int, codec: str, seconds: float | None) -> None:
    found = read_one(page(7, first, first=True) + page(7, b"sound", position=position))

    assert (found.format, found.duration_seconds) == ("ogg", seconds)
    assert found.codecs == ((codec,) if codec else ())
    assert found.marks == ()


def test_an_ogg_page_on_which_nothing_ends_is_passed_over_and_a_cut_is_marked() -> None:
    whole = page(7, b"OpusHead", first=True) + page(7, b"a", position=48_000)

    assert read_one(whole + page(7, b"b", position=-1)).duration_seconds == 1.0
    assert read_one(whole + page(8, b"b", position=96_000)).duration_seconds == 1.0
    assert read_one((whole + page(7, b"bcdef", position=96_000))[:-3]).marks == ("cut-short",)
    assert read_one(b"OggS\0").marks == ("cut-short",)


def test_flac() -> None:
    packed = 44_100 << 44 | 1 << 41 | 15 << 36 | 88_200
    found = read_one(b"fLaC\0\0\0\x22" + bytes(10) + packed.to_bytes(8, "big") + bytes(16))

    assert (found.duration_seconds, found.codecs) == (2.0, ("flac",))


def chunk(name: bytes, content: bytes) -> bytes:
    """Give a RIFF chunk."""
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def wav(*chunks: bytes, riff: bytes = b"RIFF") -> bytes:
    """Give a WAV file of 8,000 bytes a second."""
    described = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8))
    return riff + bytes(4) + b"WAVE" + described + b"".join(chunks)


def test_wav_lengths_stated_unknown_long_and_cut() -> None:
    unknown = b"data\xff\xff\xff\xff" + bytes(4000)
    long = chunk(b"ds64", struct.pack("<QQQ", 0, 4000, 0)) + unknown

    assert read_one(wav(chunk(b"data", bytes(16_000)))).duration_seconds == 2.0
    assert read_one(wav(unknown)).duration_seconds == 0.5
    assert read_one(wav(long, riff=b"RF64")).duration_seconds == 0.5
    cut = read_one(wav(chunk(b"data", bytes(16_000)))[:-8_000])
    assert (cut.duration_seconds, cut.marks) == (1.0, ("cut-short",))


def test_a_recorder_with_an_impossible_day_is_marked() -> None:
    origin = bytes(320) + b"2026-02-3017:30:05" + bytes(264)

    assert read_one(wav(chunk(b"bext", origin))).marks == ("clock-impossible",)


def stream(kind: bytes, described: bytes) -> bytes:
    """Give the headers of one AVI stream."""
    return chunk(b"LIST", b"strl" + chunk(b"strh", kind + bytes(52)) + chunk(b"strf", described))


def test_avi_of_a_doorbell() -> None:
    header = struct.pack("<10I", 40_000, 0, 0, 0, 50, 0, 2, 0, 640, 480)
    headers = (
        chunk(b"avih", header + bytes(16))
        + stream(b"vids", bytes(16) + b"H264" + bytes(20))
        + stream(b"auds", struct.pack("<H", 0x55) + bytes(16))
        + chunk(b"IDIT", b"2026-03-04 17:30:05\n\0")
    )
    listed = chunk(b"LIST", b"hdrl" + headers)
    content = b"RIFF" + bytes(4) + b"AVI " + listed + chunk(b"LIST", b"movi" + bytes(40))

    whole, cut = read_one(content), read_one(content[:-9])

    assert (whole.format, whole.duration_seconds, whole.codecs) == ("avi", 2.0, ("h264", "mp3"))
    assert (whole.width, whole.height) == (640, 480)
    assert (whole.taken.iso, whole.taken.zone_source) == ("2026-03-04T17:30:05", "unknown")
    assert cut.marks == ("cut-short",)


def element(number: str, content: bytes, *, unknown: bool = False) -> bytes:
    """Give an EBML element."""
    length = b"\x01" + (b"\xff" * 7 if unknown else len(content).to_bytes(7, "big"))
    return bytes.fromhex(number) + length + content


def mkv(*inside: bytes, doctype: bytes = b"matroska", unknown: bool = False) -> bytes:
    """Give a Matroska file."""
    head = element("1A45DFA3", element("4282", doctype))
    return head + element("18538067", b"".join(inside), unknown=unknown)


def test_matroska_states_length_date_and_codecs() -> None:
    info = element(
        "1549A966",
        element("2AD7B1", (1_000_000).to_bytes(3, "big"))
        + element("4489", struct.pack(">f", 2500.0))
        + element("4461", NANOSECONDS.to_bytes(8, "big")),
    )
    video = element("E0", element("B0", b"\x02\x80") + element("BA", b"\x01\xe0"))
    tracks = element(
        "1654AE6B",
        element("EC", b"")
        + element("AE", element("86", b"V_MPEG4/ISO/AVC") + video)
        + element("AE", element("86", b"A_AAC/MPEG4/LC"))
        + element("AE", element("86", b"S_TEXT/UTF8"))
        + element("AE", element("86", b"V_OWN/KIND")),
    )
    found = read_one(mkv(info, tracks, element("1F43B675", b"")))

    assert (found.format, found.duration_seconds) == ("mkv", 2.5)
    assert found.codecs == ("h264", "aac", "vownkind")
    assert (found.width, found.height) == (640, 480)
    assert found.taken.iso == "2026-02-28T16:30:05+00:00"
    assert found.marks == ("clock-may-be-local",)


def test_a_date_far_off_is_marked() -> None:
    info = element("1549A966", element("4461", (2**62).to_bytes(8, "big")))

    assert "clock-impossible" in read_one(mkv(info)).marks


def test_without_a_length_the_last_block_tells_it() -> None:
    blocks = (
        element("E7", b"\x03\xe8")
        + element("A3", b"\x81" + struct.pack(">hB", 400, 0))
        + element(
            "A0", element("A1", b"\x81" + struct.pack(">hB", 500, 0)) + element("9B", b"\x0a")
        )
    )
    cluster = element("1F43B675", blocks, unknown=True)
    found = read_one(mkv(cluster, doctype=b"webm", unknown=True))

    assert (found.format, found.duration_seconds) == ("webm", 1.5)
    assert found.marks == ("duration-estimated",)


def test_a_matroska_file_that_ends_early_is_marked() -> None:
    assert read_one(mkv(element("EC", bytes(40)))[:-20]).marks[0] == "cut-short"


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(bytes(32) + b"Xing" + struct.pack(">II", 1, 77), id="Xing"),
        pytest.param(bytes(32) + b"VBRI" + bytes(10) + struct.pack(">I", 77), id="VBRI"),
    ],
)
def test_an_mp3_that_states_its_frames_is_believed(first: bytes) -> None:
    frame = b"\xff\xfb\x90\x00"
    content = frame + first.ljust(413, b"\0") + (frame + bytes(413)) * 4

    assert read_one(content).duration_seconds == pytest.approx(77 * 1152 / 44_100, abs=1e-6)


def test_a_count_that_is_not_there_is_not_read() -> None:
    frame = b"\xff\xfb\x90\x00"
    first = (bytes(32) + b"Info" + bytes(8)).ljust(413, b"\0")

    found = read_one(frame + first + (frame + bytes(413)) * 4)

    assert found.duration_seconds == pytest.approx(5 * 1152 / 44_100, abs=1e-6)


def test_layers_one_and_two_are_told_apart() -> None:
    one, two = b"\xff\xff\x10\x00", b"\xff\xfd\x10\x00"

    assert read_one((one + bytes(28)) * 4).format == "mp1"
    assert read_one((two + bytes(100)) * 4).format == "mp2"


def test_sound_in_caf_without_packets_is_counted_by_its_bytes() -> None:
    described = struct.pack(">d4sIIIII", 8000.0, b"lpcm", 0, 2, 1, 1, 16)
    head = b"caff\0\x01\0\0desc" + struct.pack(">Q", 32) + described

    whole = read_one(head + b"data" + struct.pack(">q", 4 + 32_000) + bytes(32_004))
    open_end = read_one(head + b"data" + struct.pack(">q", -1) + bytes(16_004))
    cut = read_one(head + b"data" + struct.pack(">q", 4 + 64_000) + bytes(32_004))

    assert (whole.duration_seconds, whole.codecs) == (2.0, ("pcm",))
    assert open_end.duration_seconds == 1.0
    assert (cut.duration_seconds, cut.marks) == (2.0, ("cut-short",))


def test_amr_with_a_byte_that_begins_no_frame_is_marked() -> None:
    found = read_one(b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50 + b"\xff")

    assert (found.duration_seconds, found.marks) == (1.0, ("cut-short",))


@pytest.mark.parametrize(
    ("comment", "iso"),
    [
        (b"CREATION_TIME=2026-02-28T16:30:05Z", "2026-02-28T16:30:05+00:00"),
        (b"date=2026-02-28 16:30", "2026-02-28T16:30"),
        (b"DATE=2026-02-28", None),
    ],
)
def test_comments_of_ogg_and_flac_state_a_time(comment: bytes, iso: str | None) -> None:
    tags = b"OpusTags" + bytes(4) + struct.pack("<II", 1, len(comment)) + comment
    ogg = page(1, b"OpusHead\x01\x01\x38\x01", first=True) + page(1, tags, position=96_000)
    flac = b"fLaC\0\0\0\x22" + bytes(34) + b"\x84" + bytes(3) + tags

    assert read_one(ogg).taken.iso == iso
    assert read_one(flac).taken.iso == iso


def test_a_recorder_may_note_the_time_beside_the_sound() -> None:
    note = b"ICRD" + struct.pack("<I", 20) + b"2026-02-28 16:30:05\0"
    listed = b"LIST" + struct.pack("<I", 4 + len(note)) + b"INFO" + note
    wav = b"RIFF" + struct.pack("<I", 4 + len(listed)) + b"WAVE" + listed

    assert read_one(wav).taken.iso == "2026-02-28T16:30:05"


@pytest.mark.parametrize("text", [b"Not wide enough for two.", b"You skip it every time."])
def test_a_sentence_is_no_movie(text: bytes) -> None:
    assert recording.recognises(text, "note.txt") is Confidence.NO


def test_a_day_that_does_not_exist_is_marked_wherever_it_stands() -> None:
    comment = b"date=2026-02-30 16:30"
    tags = b"OpusTags" + bytes(4) + struct.pack("<II", 1, len(comment)) + comment
    ogg = page(1, b"OpusHead\x01\x01\x38\x01", first=True) + page(1, tags, position=96_000)
    flac = b"fLaC\0\0\0\x22" + bytes(34) + b"\x84" + bytes(3) + tags
    notes = b"INAM" + struct.pack("<I", 2) + b"a\0" + b"ICRD" + struct.pack("<I", 20)
    listed = b"LIST" + struct.pack("<I", 40) + b"INFO" + notes + b"2026-02-30 16:30:05\0"
    wav = b"RIFF" + bytes(4) + b"WAVE" + listed

    for content in (ogg, flac, wav):
        assert "clock-impossible" in read_one(content).marks
