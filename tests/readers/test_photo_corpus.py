"""Published photos: none makes the reader fail, and what is known of them by exiftool is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from holdfast.model.message import Photo
from tests.corpus import corpus
from tests.readers.samples import BytesSource, read_all

if TYPE_CHECKING:
    from pathlib import Path


class Known(NamedTuple):
    """What the MANIFEST, counted with exiftool, says about a picture."""

    taken: str | None
    place: tuple[float, float] | None = None
    marks: tuple[str, ...] = ()


KNOWN = {
    "exif-samples/gps/DSCN0010.jpg": Known("2008-10-22T16:28:39", (43.467448, 11.885127)),
    "exif-samples/iphone_13_pro_max.HEIC": Known("2022-02-16T12:55:41.762+01:00"),
    "exif-samples/IMG_5195.HEIC": Known("2021-04-11T15:47:53.054-05:00", (39.051344, -94.288772)),
    "pillow_heif/pug.heic": Known("2023-02-21T14:33:08.302+03:00", (44.850478, 34.976647)),
    "Pillow/exif_gps.jpg": Known(None, None, ("clock-impossible", "position-impossible")),
    "Pillow/truncated_jpeg.jpg": Known(None, None, ("cut-short",)),
    "pillow_heif/corrupted.heic": Known(None, None, ("damaged",)),
}
UPRIGHT = [f"exif-samples/orientation/portrait_{number}.jpg" for number in range(1, 9)]


def read_photo(path: Path) -> Photo:
    """Give what is found in one picture."""
    (photo,) = read_all(BytesSource(path.read_bytes(), path.name), "photo")
    assert isinstance(photo, Photo)
    return photo


@pytest.mark.parametrize("name", KNOWN)
def test_what_exiftool_says_is_found(name: str) -> None:
    photo = read_photo(corpus("samples", "images", *name.split("/")))

    known = KNOWN[name]
    assert photo.taken.iso == known.taken
    assert photo.marks == known.marks
    if known.place is None:
        assert (photo.latitude, photo.longitude) == (None, None)
    else:
        assert (photo.latitude, photo.longitude) == pytest.approx(known.place, abs=1e-5)


def test_ultra_hdr_photo_has_its_place_and_zone() -> None:
    photo = read_photo(corpus("samples", "images", "Pillow", "ultrahdr.jpg"))

    assert (photo.latitude, photo.longitude) == pytest.approx((30.62765, 119.738767), abs=1e-5)
    assert photo.taken.offset_minutes == 8 * 60


@pytest.mark.parametrize("name", UPRIGHT)
def test_a_portrait_stands_upright_whatever_way_the_phone_was_held(name: str) -> None:
    photo = read_photo(corpus("samples", "images", *name.split("/")))

    assert (photo.width, photo.height) == (450, 600)


def test_no_published_picture_makes_the_reader_fail() -> None:
    folders = [corpus("samples", "images"), corpus("samples", "screenshots")]
    pictures = [path for folder in folders for path in folder.rglob("*.*") if path.is_file()]

    photos = [read_photo(path) for path in pictures]

    assert len(photos) > 50
    undecoded = [
        path.name for path, photo in zip(pictures, photos, strict=True) if not photo.for_screen
    ]
    assert undecoded == ["corrupted.heic"]


def test_a_screenshot_has_no_time_of_its_own() -> None:
    name = "device-2016-05-16-142820.png"
    photo = read_photo(corpus("samples", "screenshots", "Save-app-android", name))

    assert photo.taken.iso == "2016-05-16T14:28:20"
    assert photo.marks == ("from-file-name",)
