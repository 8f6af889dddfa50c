"""Copies without hidden details: nothing of them left, and every dot the same."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from holdfast.packs.stripping import strip

SECRET = b"SECRET"


def picture(kind: str, orientation: int = 6, **options: object) -> bytes:
    image = Image.linear_gradient("L").convert("RGB").resize((64, 48))
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SECRET MAKER", "SECRET AUTHOR"
    if orientation:
        exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (53.0, 28.0, 1.0)
    made = io.BytesIO()
    image.save(made, kind, exif=exif, **options)
    return made.getvalue()


def with_comment(jpeg: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xfe\x00\x08SECRET" + jpeg[2:]


def with_fill(jpeg: bytes) -> bytes:
    return jpeg[:2] + b"\xff" + jpeg[2:]


def with_restarts() -> bytes:
    return picture("JPEG", restart_marker_blocks=1)


CASES = {
    "jpeg": picture("JPEG"),
    "jpeg in passes": picture("JPEG", progressive=True),
    "jpeg with a comment": with_comment(picture("JPEG")),
    "jpeg with fill bytes": with_fill(picture("JPEG")),
    "jpeg with restarts": with_restarts(),
    "jpeg with something behind it": picture("JPEG") + b"SECRET film",
    "png": picture("PNG"),
    "png with something behind it": picture("PNG") + b"SECRET film",
    "webp": picture("WEBP"),
    "webp without loss": picture("WEBP", lossless=True),
}


@pytest.mark.parametrize("data", CASES.values(), ids=CASES.keys())
def test_a_copy_holds_no_hidden_detail_and_the_same_picture(data: bytes) -> None:
    copy = strip(data)

    assert copy is not None
    assert SECRET in data
    assert SECRET not in copy
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(copy)) as after:
        assert before.tobytes() == after.tobytes()
    assert strip(copy) == copy


def test_which_way_up_a_picture_is_stays() -> None:
    copy = strip(picture("JPEG", orientation=6))

    assert copy is not None
    with Image.open(io.BytesIO(copy)) as opened:
        assert dict(opened.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("orientation", [0, 1])
def test_an_upright_picture_needs_no_exif_at_all(orientation: int) -> None:
    copy = strip(picture("JPEG", orientation=orientation))

    assert copy is not None
    assert b"Exif" not in copy


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_without_hidden_details_is_its_own_copy(kind: str) -> None:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, kind)

    assert strip(made.getvalue()) == made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_is_cut_short_anywhere_gives_no_copy(kind: str) -> None:
    data = picture(kind)

    assert [length for length in range(len(data)) if strip(data[:length]) is not None] == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GIF89a", id="another format"),
        pytest.param(b"RIFF\x00\x00\x00\x00AVI ", id="a film"),
        pytest.param(b"\xff\xd8\x00\x00\x00", id="no marker"),
    ],
)
def test_what_cannot_be_stripped_gives_no_copy(data: bytes) -> None:
    assert strip(data) is None


def test_a_damaged_part_of_a_png_gives_no_copy() -> None:
    data = bytearray(picture("PNG"))
    data[20] ^= 1

    assert strip(bytes(data)) is None


@pytest.mark.parametrize(
    "tiff",
    [b"XX", b"II*\x00", b"MM\x00*\x00\x00\x00\x08\x00\x05", b"II*\x00\x08\x00\x00\x00\x00\x00"],
)
def test_exif_that_makes_no_sense_is_left_out(tiff: bytes) -> None:
    plain = io.BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    part = b"Exif\x00\x00" + tiff
    data = plain.getvalue()
    with_part = data[:2] + b"\xff\xe1" + (len(part) + 2).to_bytes(2) + part + data[2:]

    assert strip(with_part) == data
