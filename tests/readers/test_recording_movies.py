"""Movies of boxes, made by hand: what stands in odd places is found, what cannot be is left out."""

from __future__ import annotations

import struct

import pytest

from tests.readers.test_recording_parts import box, movie, read_one


def track(kind: bytes, entry: bytes, *more: bytes, length: int = 0, made: int = 0) -> bytes:
    """Give a track of one kind of sample."""
    header = box(b"mdhd", struct.pack(">IIIIII", 0, made, made, 1000, length, 0))
    handler = box(b"hdlr", bytes(8) + kind + bytes(13))
    entries = box(b"stsd", struct.pack(">II", 0, 1) + entry)
    media = header + handler + box(b"minf", box(b"stbl", entries))
    return box(b"trak", b"".join(more) + box(b"mdia", media))


def test_a_track_tells_the_length_that_the_movie_does_not() -> None:
    found = read_one(movie(0, track(b"soun", box(b"samr", bytes(28)), length=3000), seconds=0))

    assert (found.format, found.duration_seconds, found.codecs) == ("m4a", 3.0, ("amr_nb",))


@pytest.mark.parametrize(
    ("entry", "codecs"),
    [
        pytest.param(
            box(
                b"mp4a", bytes(28) + b"\0\0\0\x20esds\0\0\0\0\x03\x80\x80\x10\0\1\0\x04\x80\x10\x6b"
            ),
            ("mp3",),
            id="MP3 inside MP4",
        ),
        pytest.param(box(b"mp4a", bytes(28)), ("aac",), id="AAC"),
        pytest.param(box(b"Zz9 ", bytes(28)), ("zz9",), id="a code nobody knows"),
        pytest.param(box(b"\0\1\2\3", bytes(28)), (), id="no code at all"),
        pytest.param(b"", (), id="no entry"),
    ],
)
def test_codecs(entry: bytes, codecs: tuple[str, ...]) -> None:
    assert read_one(movie(0, track(b"soun", entry))).codecs == codecs


def test_subtitles_are_no_codec_and_a_short_header_has_no_size() -> None:
    words = track(b"sbtl", box(b"tx3g", bytes(28)))
    picture = track(b"vide", box(b"avc1", bytes(70)), box(b"tkhd", bytes(20)))

    found = read_one(movie(0, words, picture))

    assert (found.codecs, found.width) == (("h264",), 0)


def test_a_video_held_sideways_is_higher_than_wide() -> None:
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
    head = struct.pack(">IIIIII", 0, 0, 0, 1, 0, 0) + bytes(16) + matrix
    header = box(b"tkhd", head + struct.pack(">II", 640 << 16, 360 << 16))

    found = read_one(movie(0, track(b"vide", box(b"hvc1", bytes(70)), header)))

    assert (found.width, found.height) == (360, 640)


def test_pieces_state_their_whole_or_add_up() -> None:
    header = box(b"tkhd", struct.pack(">IIIIII", 0, 0, 0, 1, 0, 0) + bytes(60))
    sound = track(b"soun", box(b"Opus", bytes(28)), header)
    usual = box(b"trex", struct.pack(">IIIIII", 0, 1, 1, 500, 0, 0))
    run = box(b"tfhd", struct.pack(">II", 0, 1)) + box(b"tfdt", struct.pack(">II", 0, 1000))
    piece = box(b"moof", box(b"traf", run + box(b"trun", struct.pack(">II", 0, 3))))
    lost = box(b"moof", box(b"traf", box(b"trun", struct.pack(">II", 0, 3))))
    stated = box(b"mehd", struct.pack(">II", 0, 7))

    added = read_one(movie(0, sound, box(b"mvex", usual), seconds=0) + piece + lost)
    told = read_one(movie(0, sound, box(b"mvex", stated + usual), seconds=0) + piece)

    assert added.duration_seconds == 2.5
    assert told.duration_seconds == 7.0


def test_a_place_with_a_name_in_two_byte_letters_is_found_and_an_impossible_one_marked() -> None:
    east, north = (int(degrees * 65_536) & 0xFFFFFFFF for degrees in (-0.12, 51.5))
    name = b"\xfe\xff\0h\0o\0m\0e\0\0"
    place = struct.pack(">IH", 0, 0) + name + struct.pack(">BIII", 0, east, north, 0)
    nowhere = box(b"\xa9xyz", struct.pack(">HH", 18, 0) + b"+99.0000+999.0000/")

    found = read_one(movie(0, box(b"udta", box(b"loci", place))))
    none = read_one(movie(0, box(b"udta", nowhere + box(b"loci", bytes(7)))))

    assert (found.latitude, found.longitude) == pytest.approx((51.5, -0.12), abs=1e-4)
    assert none.latitude is None
    assert none.marks[0] == "clock-not-set"
    assert "position-impossible" in none.marks


def test_a_tag_without_a_length_is_read_and_an_impossible_day_marked() -> None:
    tags = box(b"\xa9mod", b"\0\0Example 7") + box(b"\xa9mak", b"")
    day = box(b"\xa9day", struct.pack(">HH", 20, 0) + b"2026-02-30T10:00:00Z")

    found = read_one(movie(0, box(b"udta", tags + day)))

    assert found.device == "Example 7"
    assert "clock-impossible" in found.marks


def test_a_track_tells_the_time_that_the_movie_does_not() -> None:
    entry = box(b"samr", bytes(28))

    found = read_one(movie(0, track(b"soun", entry, made=3_855_054_605)))

    assert found.taken.iso == "2026-02-27T16:30:05+00:00"
    assert found.marks == ("clock-may-be-local",)
