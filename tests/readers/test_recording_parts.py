"""The pieces of reading a recording: times and places, boxes, frames, pages."""

from __future__ import annotations

import struct

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Recording
from holdfast.readers.recording import find_format
from holdfast.readers.recording_facts import Window
from holdfast.readers.recording_mpeg import find_frame, is_row_of_frames, tag_bytes
from holdfast.readers.recording_times import as_tagged, find_place, since_1904
from tests.readers.samples import BytesSource, Case, all_cases, read_all

SAMPLES = [case for case in all_cases("recording") if case.source.size]
MOST_CUTS = 60
FTYP = struct.pack(">I4s4sI4s", 20, b"ftyp", b"mp42", 0, b"isom")


def box(kind: bytes, content: bytes) -> bytes:
    """Give a box."""
    return struct.pack(">I", len(content) + 8) + kind + content


def movie(created: int, *more: bytes, seconds: int = 2) -> bytes:
    """Give an MP4 of nothing but a header and what is added to it."""
    header = box(b"mvhd", struct.pack(">IIIII", 0, created, 0, 1, seconds) + bytes(80))
    return FTYP + box(b"moov", header + b"".join(more))


def keys(**values: str) -> bytes:
    """Give a `meta` box with named values."""
    names = b"".join(
        box(b"mdta", f"com.apple.quicktime.{name.replace('_', '.')}".encode()) for name in values
    )
    texts = b"".join(
        box(struct.pack(">I", place), box(b"data", struct.pack(">II", 1, 0) + text.encode()))
        for place, text in enumerate(values.values(), 1)
    )
    listed = box(b"keys", struct.pack(">II", 0, len(values)) + names) + box(b"ilst", texts)
    return box(b"meta", box(b"hdlr", bytes(24)) + listed)


def read_one(content: bytes, name: str = "in.mp4") -> Recording:
    """Give the recording in some bytes."""
    (found,) = read_all(BytesSource(content, name), "recording")
    assert isinstance(found, Recording)
    return found


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.folder.name)
def test_a_sample_cut_anywhere_is_still_a_recording_or_none(case: Case) -> None:
    content = case.source.content
    for cut in range(0, len(content), max(1, len(content) // MOST_CUTS)):
        try:
            found = read_all(BytesSource(content[:cut], case.source.name), "recording")
        except NotThisFormatError:
            continue
        assert len(found) == 1


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.folder.name)
def test_junk_behind_a_sample_does_not_make_it_fail(case: Case) -> None:
    content = case.source.content + b"\xff\xfb\x00OggS\x1fC\xb6u" * 40
    if case.folder.name != "looks-right":
        assert len(read_all(BytesSource(content, case.source.name), "recording")) == 1


@pytest.mark.parametrize(
    ("seconds", "stated", "mark"),
    [
        pytest.param(3_855_486_602, "2026-03-04T16:30:02", "", id="a phone's clock"),
        pytest.param(0, None, "clock-not-set", id="1904"),
        pytest.param(2_082_844_800, None, "clock-not-set", id="1970"),
        pytest.param(1_772_641_802, None, "clock-impossible", id="counted from 1970 by mistake"),
        pytest.param(2**64 - 1, None, "clock-impossible", id="all bits set"),
    ],
)
def test_seconds_since_1904(seconds: int, stated: str | None, mark: str) -> None:
    moment, doubt = since_1904(seconds)

    assert (moment.stated, doubt) == (stated, mark)


@pytest.mark.parametrize(
    ("text", "iso", "mark"),
    [
        pytest.param("2026-03-04T17:30:00+0100", "2026-03-04T17:30:00+01:00", "", id="iPhone"),
        pytest.param("2026-03-04T17:30:00.000Z", "2026-03-04T17:30:00+00:00", "", id="UTC"),
        pytest.param("2026:03:04 17:30:05", "2026-03-04T17:30:05", "", id="camera, no zone"),
        pytest.param("2026-03-04T17:30", "2026-03-04T17:30", "", id="to the minute"),
        pytest.param("2026-03-04", None, "", id="the day a song came out"),
        pytest.param("2026-02-30T10:00:00Z", None, "clock-impossible", id="no such day"),
        pytest.param("2026-03-04T17:30:00+99:00", "2026-03-04T17:30:00", "zone-odd", id="odd zone"),
    ],
)
def test_times_in_tags(text: str, iso: str | None, mark: str) -> None:
    moment, doubt = as_tagged(text)

    assert (moment.iso, doubt) == (iso, mark)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("+51.5000-000.1200+010.500/", (51.5, -0.12), id="degrees and height"),
        pytest.param("+5130-00007.2/", (51.5, -0.12), id="degrees and minutes"),
        pytest.param("-513000-0000712/", (-51.5, -0.12), id="degrees, minutes, seconds"),
        pytest.param("+00.0000+000.0000/", None, id="the phone did not know"),
        pytest.param("+91.0000+000.0000/", None, id="off the globe"),
        pytest.param("51.5, -0.12", None, id="another way of writing"),
    ],
)
def test_places_as_iso_6709_writes_them(text: str, place: tuple[float, float] | None) -> None:
    assert find_place(text) == (place and pytest.approx(place, abs=1e-6))


def test_a_stated_zone_wins_over_the_header_and_a_large_difference_is_said() -> None:
    tags = keys(creationdate="2026-03-04T17:30:00+0100", make="Example", model="Example 7")

    near = read_one(movie(3_855_486_602, tags))
    far = read_one(movie(3_855_486_602 + 86_400, tags))

    assert near.taken.iso == far.taken.iso == "2026-03-04T17:30:00+01:00"
    assert near.marks == ()
    assert far.marks == ("clocks-differ",)
    assert near.device == "Example 7"


def test_a_3gp_states_its_place_in_a_box_of_its_own() -> None:
    east, north = (int(degrees * 65_536) & 0xFFFFFFFF for degrees in (-0.12, 51.5))
    place = struct.pack(">IH", 0, 0) + b"home\0" + struct.pack(">BIII", 0, east, north, 0)

    found = read_one(movie(0, box(b"udta", box(b"loci", place + b"earth\0\0"))))

    assert (found.latitude, found.longitude) == pytest.approx((51.5, -0.12), abs=1e-4)


def test_the_day_of_a_song_is_not_the_day_of_a_recording() -> None:
    day = box(b"data", struct.pack(">II", 1, 0) + b"2010-11-17T08:00:00Z")
    shop = box(b"meta", bytes(4) + box(b"hdlr", bytes(24)) + box(b"ilst", box(b"\xa9day", day)))

    assert read_one(movie(0, box(b"udta", shop))).taken.stated is None


def test_a_movie_without_its_index_says_so() -> None:
    found = read_one(FTYP + box(b"mdat", bytes(100)))

    assert found.duration_seconds is None
    assert found.marks == ("index-missing",)


@pytest.mark.parametrize(
    ("head", "format_"),
    [
        pytest.param(b"#!AMR-WB\n\x04", "amr", id="wide AMR"),
        pytest.param(struct.pack(">I4s4sI", 20, b"ftyp", b"3gp4", 0) + b"isom", "3gp", id="3GP"),
        pytest.param(struct.pack(">I4s4sI", 20, b"ftyp", b"heic", 0) + b"mif1", "", id="HEIC"),
        pytest.param(struct.pack(">I4s4sI", 20, b"ftyp", b"crx ", 0) + b"isom", "", id="raw photo"),
        pytest.param(struct.pack(">I4s", 8, b"wide") + b"\0\0\0\1mdat", "mov", id="old QuickTime"),
        pytest.param(b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "ebml", id="WebM"),
        pytest.param(b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84othr", "", id="EBML of another kind"),
        pytest.param(b"RIFF\0\0\0\0WEBPVP8 ", "", id="WebP"),
        pytest.param(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "", id="text in UTF-16"),
        pytest.param(b"wide streets and moov", "", id="words"),
    ],
)
def test_formats_are_told_by_their_first_bytes(head: bytes, format_: str) -> None:
    assert find_format(head) == format_


def test_mp3_and_aac_frames_tell_their_length() -> None:
    mp3, aac = b"\xff\xfb\x90\x00\0\0", b"\xff\xf1\x50\x80\x02\x1f"

    assert find_frame(mp3) is not None
    assert find_frame(mp3)._replace(tag_at=0) == ("mp3", 417, 1152, 44100, 0)  # type: ignore[union-attr]
    assert find_frame(aac) == ("aac", 16, 1024, 44100, 0)
    assert find_frame(b"\xff\xff\xff\xff\0\0") is None
    assert is_row_of_frames((mp3 + bytes(411)) * 3)
    assert not is_row_of_frames(mp3 + bytes(500))


def test_an_mp3_of_which_the_last_frame_is_cut_is_marked() -> None:
    frame = b"\xff\xfb\x90\x00" + bytes(413)

    whole, cut = read_one(frame * 10, "a.mp3"), read_one((frame * 10)[:-20], "a.mp3")

    assert whole.duration_seconds == pytest.approx(10 * 1152 / 44100, abs=1e-6)
    assert cut.duration_seconds == pytest.approx(9 * 1152 / 44100, abs=1e-6)
    assert (whole.marks, cut.marks) == ((), ("cut-short",))


def test_a_time_in_an_id3_tag_counts_when_it_has_a_time_of_day() -> None:
    text = b"\x03" + b"2026-03-04T17:30:00"
    frame = b"TDRC" + struct.pack(">IH", len(text), 0) + text
    tag = b"ID3\x04\0\0" + bytes((0, 0, 0, len(frame))) + frame

    found = read_one(tag + (b"\xff\xfb\x90\x00" + bytes(413)) * 5, "a.mp3")

    assert tag_bytes(tag) == len(tag)
    assert found.taken.stated == "2026-03-04T17:30:00"


def test_amr_wide_frames_are_counted() -> None:
    found = read_one(b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 50, "a.amr")

    assert (found.format, found.duration_seconds, found.codecs) == ("amr-wb", 1.0, ("amr_wb",))


def test_an_iphone_voice_message_tells_its_length() -> None:
    described = struct.pack(">d4sIIIII", 24_000.0, b"opus", 0, 0, 480, 1, 0)
    packets = struct.pack(">QQII", 100, 48_000, 0, 0)
    content = b"caff\0\x01\0\0" + b"".join(
        name + struct.pack(">Q", len(inside)) + inside
        for name, inside in ((b"desc", described), (b"pakt", packets), (b"data", bytes(40)))
    )

    found = read_one(content, "Audio Message.caf")

    assert (found.duration_seconds, found.codecs, found.marks) == (2.0, ("opus",), ())


def test_a_window_reads_across_its_edge() -> None:
    content = bytes(range(256)) * 1024
    window = Window(BytesSource(content))

    assert window.read(10, 4) == content[10:14]
    assert window.read(65_530, 100) == content[65_530:65_630]
    assert window.read(5, 200_000) == content[5:200_005]
    assert window.number(len(content), 4) == 0


def test_text_that_begins_with_the_mark_of_utf_16_is_no_recording() -> None:
    assert not find_format("A note: he came again\n".encode("utf-16"))
