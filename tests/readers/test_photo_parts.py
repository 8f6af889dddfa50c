"""The small rules behind the photo reader: names, times, places, formats, limits."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Photo
from holdfast.readers import photo, photo_facts, photo_pictures
from holdfast.readers.photo_facts import Facts, read_facts
from holdfast.readers.photo_names import find_moment_in_name
from holdfast.readers.photo_pictures import make_pictures, open_picture
from tests.readers.samples import BytesSource, all_cases, read_all

EXIF, GPS = 0x8769, 0x8825


def jpeg(exif: Image.Exif | None = None, size: tuple[int, int] = (64, 48)) -> bytes:
    """Give a small picture, with Exif data when there are some."""
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG", exif=Image.Exif() if exif is None else exif)
    return out.getvalue()


def exif_of(
    main: dict[int, object], inner: dict[int, object], position: dict[int, object]
) -> Image.Exif:
    """Give Exif data with these tags."""
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(EXIF).update(inner)
    exif.get_ifd(GPS).update(position)
    return exif


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("Screenshot_20240301-101112.png", "2024-03-01T10:11:12"),
        ("Screenshot_20240301_101112_WhatsApp.jpg", "2024-03-01T10:11:12"),
        ("Screenshot_2024-03-01-10-11-12-123_com.whatsapp.jpg", "2024-03-01T10:11:12"),
        ("Screenshot 2024-03-01 at 10.11.12.png", "2024-03-01T10:11:12"),
        ("Screen Shot 2024-03-01 at 9.11.12 PM.png", "2024-03-01T21:11:12"),
        ("Screenshot 2024-03-01 at 12.11.12\u202fAM.png", "2024-03-01T00:11:12"),
        ("WhatsApp Image 2024-03-01 at 10.11.12.jpeg", "2024-03-01T10:11:12"),
        ("IMG-20240301-WA0003.jpg", "2024-03-01"),
        ("IMG_20240301_101112.jpg", "2024-03-01T10:11:12"),
        ("PXL_20240301_101112123.jpg", "2024-03-01T10:11:12"),
        ("signal-2024-03-01-10-11-12-123.jpg", "2024-03-01T10:11:12"),
        ("photo_2024-03-01_10-11-12.jpg", "2024-03-01T10:11:12"),
        ("20240301_101112.jpg", "2024-03-01T10:11:12"),
        ("2024-03-01.jpg", "2024-03-01"),
        ("IMG_20241301_101112.jpg", None),
        ("IMG_20240301_256112.jpg", None),
        ("IMG_20990301_101112.jpg", None),
        ("IMG_1234.jpg", None),
        ("120240301101112.jpg", None),
        ("", None),
    ],
)
def test_a_name_states_a_time_or_none(name: str, stated: str | None) -> None:
    moment = find_moment_in_name(name)

    assert (moment.stated if moment else None) == stated


@pytest.mark.parametrize(
    ("inner", "iso", "marks"),
    [
        ({0x9003: "2024:03:01 10:11:12"}, "2024-03-01T10:11:12", ()),
        ({0x9003: "2024-03-01T10:11:12"}, "2024-03-01T10:11:12", ()),
        ({0x9003: "2024:03:01 10:11:12", 0x9011: "-03:30"}, "2024-03-01T10:11:12-03:30", ()),
        ({0x9003: "2024:03:01 10:11:12", 0x9011: "Z"}, "2024-03-01T10:11:12+00:00", ()),
        ({0x9003: "2024:03:01 10:11:12", 0x9011: "  :  "}, "2024-03-01T10:11:12", ()),
        ({0x9003: "2024:03:01 10:11:12", 0x9011: "GMT"}, "2024-03-01T10:11:12", ("zone-odd",)),
        ({0x9003: "2024:03:01 10:11:12", 0x9291: "5"}, "2024-03-01T10:11:12.500", ()),
        ({0x9003: "2024:03:01 10:11:12", 0x9291: "x"}, "2024-03-01T10:11:12", ()),
        ({0x9003: "0000:00:00 00:00:00"}, None, ()),
        ({0x9003: "2024:02:31 10:11:12"}, None, ("clock-impossible",)),
        ({0x9003: "1970:01:01 00:00:00"}, None, ("clock-impossible",)),
        ({0x9003: "soon"}, None, ("clock-impossible",)),
        ({0x9003: "soon", 0x9004: "2024:03:01 10:11:12"}, "2024-03-01T10:11:12", ()),
    ],
)
def test_a_time_is_as_stated_and_no_better(
    inner: dict[int, object], iso: str | None, marks: tuple[str, ...]
) -> None:
    facts = read_facts(jpeg(exif_of({}, inner, {})))

    assert facts.taken.iso == iso
    assert facts.marks == marks


@pytest.mark.parametrize(
    ("position", "place"),
    [
        (("S", (51.0, 30.0, 0.0), "E", (0.0, 7.0, 12.0)), (-51.5, 0.12)),
        (("N", (51.0, 30.0, 0.0), "w", (0.0, 7.0, 12.0)), (51.5, -0.12)),
        (("N", (91.0, 0.0, 0.0), "E", (0.0, 7.0, 12.0)), None),
        (("N", (51.0, 0.0, 0.0), "E", (181.0, 0.0, 0.0)), None),
        (("", (51.0, 0.0, 0.0), "", (1.0, 0.0, 0.0)), None),
        (("N", (51.0, 0.0, 0.0), "E", (1.0,)), None),
        (("N", (0.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)), None),
    ],
)
def test_a_place_is_plausible_or_left_out(
    position: tuple[object, ...], place: tuple[float, float] | None
) -> None:
    facts = read_facts(jpeg(exif_of({}, {}, dict(enumerate(position, start=1)))))

    assert (facts.latitude, facts.longitude) == (place or (None, None))
    assert facts.marks == (() if place else ("position-impossible",))


def test_half_a_place_is_none() -> None:
    facts = read_facts(jpeg(exif_of({}, {}, {1: "N", 2: (51.0, 0.0, 0.0)})))

    assert facts.marks == ("position-impossible",)


@pytest.mark.parametrize(
    ("day", "time", "iso"),
    [
        ("2024:03:01", (10.0, 11.0, 12.0), "2024-03-01T10:11:12+00:00"),
        ("2024:03:01", (99.0, 11.0, 12.0), None),
        ("", (10.0, 11.0, 12.0), None),
    ],
)
def test_the_time_of_a_position_is_utc(day: str, time: tuple[float, ...], iso: str | None) -> None:
    facts = read_facts(jpeg(exif_of({}, {}, {29: day, 7: time})))

    assert facts.taken.iso == iso


@pytest.mark.parametrize(
    ("maker", "model", "device"),
    [
        ("Apple", "iPhone 15", "Apple iPhone 15"), ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
        ("", "X", "X"), ("Y\0pad", "", "Y"), ("", "", ""),
    ],
)  # fmt: skip
def test_maker_and_model_are_told_once(maker: str, model: str, device: str) -> None:
    assert read_facts(jpeg(exif_of({0x010F: maker, 0x0110: model}, {}, {}))).device == device


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF89a", "gif"),
        (b"RIFF\0\0\0\0WEBP", "webp"), (b"RIFF\0\0\0\0WAVE", ""),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1", "avif"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", ""), (b"\0\0\0\x10ftypqt  \0\0\0\0", ""),
        (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"BM" + bytes(12) + b"\x28\0\0\0", "bmp"),
        (b"BM", ""), (b"BMW 320, black, parked outside", ""), (b"", ""),
    ],
)  # fmt: skip
def test_a_picture_is_known_by_its_first_bytes(head: bytes, name: str) -> None:
    assert photo.find_format(head) == name


def test_a_scan_is_set_upright_once() -> None:
    (case,) = (each for each in all_cases("photo") if each.folder.name == "scan")

    (found,) = read_all(case.source, "photo")

    assert isinstance(found, Photo)
    with Image.open(BytesIO(found.for_screen)) as picture:
        assert picture.size == (found.width, found.height) == (40, 60)
        top, bottom = (picture.convert("L").crop((0, at, 40, at + 30)) for at in (0, 30))
    assert sum(top.tobytes()) < sum(bottom.tobytes())


def tiff(*kinds: int) -> bytes:
    """Give a TIFF with one part for each: 2 a page, 1 a small copy, 4 a mask."""
    out = BytesIO()
    first, *rest = [Image.new("L", (40, 30), 60 * number) for number in range(len(kinds))]
    for picture, kind in zip((first, *rest), kinds, strict=True):
        picture.encoderinfo = {"tiffinfo": {254: kind}}
    first.save(out, "TIFF", save_all=True, append_images=rest, tiffinfo={254: kinds[0]})
    return out.getvalue()


@pytest.mark.parametrize(
    ("kinds", "pages"),
    [
        pytest.param([0], 1, id="one picture"),
        pytest.param([2, 2, 2], 3, id="a scan of three pages"),
        pytest.param([0, 1], 1, id="a small copy beside it"),
        pytest.param([0, 1, 4, 2], 2, id="a small copy and a mask between pages"),
    ],
)
def test_pages_of_a_scan_are_counted(kinds: list[int], pages: int) -> None:
    made = make_pictures(tiff(*kinds), 1)

    assert made.pages == pages
    assert made.marks == (("more-pages",) if pages > 1 else ())


def test_a_scan_that_ends_before_its_pages_do_has_those_that_can_be_seen() -> None:
    whole = tiff(2, 2, 2)
    ends = [make_pictures(whole[:end], 1).pages for end in range(0, len(whole), 7)]

    assert set(ends) <= {1, 2, 3}
    assert sorted(ends) == ends


def test_pages_that_lead_back_to_the_first_are_not_counted_for_ever() -> None:
    content = bytearray(tiff(2, 2))
    first = int.from_bytes(content[4:8], "little")
    content[-4:] = first.to_bytes(4, "little")

    assert make_pictures(bytes(content), 1).pages <= photo_pictures.MOST_PAGES


def test_copies_are_small_upright_and_bare() -> None:
    content = jpeg(exif_of({0x010F: "Maker", 0x0112: 6}, {}, {}), size=(2_000, 1_000))
    (found,) = read_all(BytesSource(content, "in.jpg"), "photo")
    assert isinstance(found, Photo)

    for copy, most in ((found.for_screen, 320), (found.for_print, 1_000)):
        with Image.open(BytesIO(copy)) as picture:
            assert picture.format == "JPEG"
            assert picture.size == (most // 2, most)
            assert not picture.getexif()
            assert "icc_profile" not in picture.info


def test_a_picture_of_too_many_bytes_is_kept_and_not_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photo, "MOST_BYTES", 10)
    (found,) = read_all(BytesSource(jpeg()), "photo")

    assert isinstance(found, Photo)
    assert (found.format, found.marks, found.for_screen) == ("jpeg", ("damaged",), b"")


@pytest.mark.parametrize("limit", ["MOST_PIXELS", "MOST_JPEG_PIXELS"])
def test_a_picture_of_too_many_pixels_is_not_decoded(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(photo_pictures, limit, 10)
    pictures = make_pictures(jpeg(), 1)

    assert pictures.marks == ("damaged",)
    assert (pictures.width, pictures.height) == (64, 48)


def test_a_gif_does_not_grow_by_a_frame_larger_than_itself() -> None:
    screen, place = (
        struct.pack("<HHBBB", 1, 1, 0, 0, 0),
        struct.pack("<4HB", 0, 0, 60_000, 60_000, 0x80),
    )
    # It is to be put away when it was shown: then Pillow makes a ground of its size at once.
    frame = b"\x21\xf9\x04\x08\x00\x00\x00\x00\x2c" + place + bytes(6) + b"\x02\x02\x4c\x01\x00"
    content = b"GIF89a" + screen + frame + b";"

    with pytest.raises(Image.DecompressionBombError):
        open_picture(content)
    assert make_pictures(content, 1).marks == ("damaged",)


def test_a_jpeg_that_goes_over_itself_again_and_again_is_not_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = BytesIO()
    Image.new("RGB", (64, 64)).save(out, "JPEG", progressive=True)
    usual = make_pictures(out.getvalue(), 1)
    monkeypatch.setattr(photo_pictures, "MOST_SCANNED_PIXELS", 64 * 64 * 2)

    found = make_pictures(out.getvalue(), 1)

    assert usual.for_screen
    assert (found.for_screen, found.width, found.marks) == (b"", 64, ("damaged",))


def test_a_palette_that_can_be_seen_through_is_put_on_white() -> None:
    out = BytesIO()
    picture = Image.new("P", (8, 8), 0)
    picture.save(out, "PNG", transparency=0)
    pictures = make_pictures(out.getvalue(), 1)

    with Image.open(BytesIO(pictures.for_screen)) as seen:
        assert seen.getpixel((4, 4)) == (255, 255, 255)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"text"), "photo")


def test_nothing_prints_what_is_in_it() -> None:
    assert "64x48" in repr(make_pictures(jpeg(), 1))


def test_exif_of_what_is_no_picture_says_nothing() -> None:
    assert read_facts(b"text") == Facts()


class HalfReadable(dict[int, object]):
    """Tags of which one cannot be read, as damaged Exif data has them."""

    def __getitem__(self, tag: int) -> object:
        """Give a tag.

        Raises:
            KeyError: as Pillow does over a damaged one.
        """
        if tag == 1:
            raise KeyError(tag)
        return super().__getitem__(tag)


def test_a_damaged_tag_does_not_spoil_the_others() -> None:
    assert photo_facts._tags(HalfReadable({1: "x", 2: "y"})) == {2: "y"}  # noqa: SLF001  # no file is damaged just so
    assert photo_facts._text(b"bytes\xff") == "bytes\ufffd"  # noqa: SLF001  # nor just so


@pytest.mark.parametrize(
    "value", [("x", 1, 2), (None, 1, 2), 5, (1.0, 2.0), (float("nan"), 1.0, 2.0)]
)
def test_what_is_no_number_is_no_degree(value: object) -> None:
    assert photo_facts._numbers(value) == ()  # noqa: SLF001  # no file is damaged just so
