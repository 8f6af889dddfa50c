"""When a picture was taken: in Exif as few programs write it, in words beside it, in its name."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from holdfast.model.message import Photo
from holdfast.readers.photo_names import find_moment_in_name
from tests.readers.samples import BytesSource, read_all

EXIF, TAKEN, ZONE_OF_TAKEN, CHANGED, ZONE_OF_CHANGE = 0x8769, 0x9003, 0x9011, 0x0132, 0x9010
WRITTEN = "2024:03:01 10:11:12"
XMP = '<rdf:Description photoshop:DateCreated="2024-03-01T10:11:12" exif:UserComment="Screenshot"/>'


def photo(exif: Image.Exif, name: str = "a.jpg") -> Photo:
    """Give what a picture with this Exif data says."""
    made = BytesIO()
    Image.new("RGB", (32, 24)).save(made, "JPEG", exif=exif)
    return read(made.getvalue(), name)


def read(content: bytes, name: str) -> Photo:
    """Give what a picture says."""
    (found,) = read_all(BytesSource(content, name), "photo")
    assert isinstance(found, Photo)
    return found


def taken_as(written: str) -> Photo:
    """Give a picture that states one time."""
    exif = Image.Exif()
    exif.get_ifd(EXIF)[TAKEN] = written
    return photo(exif)


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        ("2024-03-01T10:11:12+01:00", "2024-03-01T10:11:12+01:00", "second"),
        ("2024-03-01T10:11:12Z", "2024-03-01T10:11:12+00:00", "second"),
        ("2024:03:01 10:11:12 PM", "2024-03-01T22:11:12", "second"),
        ("2024:03:01 12:11:12 a.m.", "2024-03-01T00:11:12", "second"),
        ("2024:3:1 9:11:60", "2024-03-01T09:11:59", "second"),
        ("2024:03:01 10:11", "2024-03-01T10:11", "minute"),
        ("2024:03:01", "2024-03-01", "day"),
    ],
)
def test_exif_times_of_few_programs_are_read(written: str, iso: str, precision: str) -> None:
    found = taken_as(written)

    assert (found.taken.iso, found.taken.precision) == (iso, precision)
    assert (found.taken.as_written, found.marks) == (written, ())


@pytest.mark.parametrize(("changed", "offset"), [(WRITTEN, 120), ("2024:05:01 10:11:12", None)])
def test_a_zone_goes_for_another_time_only_when_that_is_the_same(
    changed: str, offset: int | None
) -> None:
    exif = Image.Exif()
    exif[CHANGED] = changed
    exif.get_ifd(EXIF).update({TAKEN: WRITTEN, ZONE_OF_CHANGE: "+02:00"})

    assert photo(exif).taken.offset_minutes == offset


def png(**words: str) -> bytes:
    """Give a PNG with words in it."""
    inside, made = PngImagePlugin.PngInfo(), BytesIO()
    for name, text in words.items():
        inside.add_itxt(name.replace("_", " "), text)
    Image.new("RGB", (32, 24)).save(made, "PNG", pnginfo=inside)
    return made.getvalue()


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ({"XML:com.adobe.xmp": XMP}, "2024-03-01T10:11:12"),
        ({"XML:com.adobe.xmp": "<xmp:CreateDate>2024-03-01T10:11:12+01:00</xmp:CreateDate>"},
         "2024-03-01T10:11:12+01:00"),
        ({"Creation_Time": "Fri, 01 Mar 2024 10:11:12 +0100"}, "2024-03-01T10:11:12+01:00"),
        ({"date:create": "2024-03-01T10:11:12+01:00"}, None),
        ({"XML:com.adobe.xmp": "<xmp:CreateDate>1904-01-01T00:00:00</xmp:CreateDate>"}, None),
    ],
)  # fmt: skip
def test_a_screenshot_states_its_time_in_words(words: dict[str, str], iso: str | None) -> None:
    found = read(png(**words), "IMG_0001.PNG")

    assert found.taken.iso == iso
    assert found.marks == ()


def test_words_are_better_than_the_time_of_a_change() -> None:
    exif, made = Image.Exif(), BytesIO()
    exif[CHANGED] = "2025:01:01 00:00:00"
    Image.new("RGB", (32, 24)).save(made, "JPEG", exif=exif, xmp=XMP.encode())

    found = read(made.getvalue(), "a.jpg")

    assert (found.taken.iso, found.marks) == ("2024-03-01T10:11:12", ())


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("REC20240301101112.mp3", "2024-03-01T10:11:12"),
        ("07700900123_20240301101112.amr", "2024-03-01T10:11:12"),
        ("Call recording Sam_240301_101112.m4a", "2024-03-01T10:11:12"),
        ("Captura de pantalla 2024-03-01 a la(s) 1.11.12 p. m..png", "2024-03-01T13:11:12"),
        ("FB_IMG_1709287872123.jpg", "2024-03-01T10:11:12.123+00:00"),
        ("mmexport1709287872123.jpg", "2024-03-01T10:11:12.123+00:00"),
        ("RPReplay_Final1709287872.MP4", "2024-03-01T10:11:12+00:00"),
        ("statement-20240301-20240331.png", "2024-03-01"),
        ("2024_0301_101112_001F.MP4", "2024-03-01T10:11:12"),
        ("240301_101112_001_FH.MP4", "2024-03-01T10:11:12"),
        ("FILE240301-101112F.MP4", "2024-03-01T10:11:12"),
        ("240301_101112.mp4", None),
        ("12024_0301_101112.mp4", None),
        ("20249901101112.jpg", None),
        ("Sam_240301_101112.m4a", None),
    ],
)
def test_more_names_state_a_time_and_two_days_do_not_make_one(name: str, iso: str | None) -> None:
    found = find_moment_in_name(name)

    assert (found.iso if found else None) == iso
