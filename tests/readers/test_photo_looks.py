"""What a picture looks like: a copy keeps it, another picture has another."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from holdfast.insight.look_alikes import MOST_DIFFERENT, difference, groups
from holdfast.model.message import Photo
from holdfast.readers.photo import find_format
from holdfast.readers.photo_looks import look_of
from tests.corpus import corpus
from tests.readers.samples import BytesSource, read_all


def picture(words: str, *, shift: int = 0) -> Image.Image:
    """Give a picture of a chat with a bubble somewhere."""
    made = Image.new("RGB", (360, 640), "#e5ddd5")
    drawn = ImageDraw.Draw(made)
    drawn.rectangle((0, 0, 360, 60), fill="#075e54")
    for number, word in enumerate(words.split()):
        top = 80 + 70 * number + shift
        drawn.rounded_rectangle((20 + 40 * (number % 3), top, 300, top + 50), 12, fill="white")
        drawn.text((40, top + 15), word, fill="black")
    return made


def saved(made: Image.Image, format_: str, **options: int) -> bytes:
    """Give a picture as a file."""
    out = BytesIO()
    made.save(out, format_, **options)
    return out.getvalue()


def look(content: bytes) -> str:
    """Give the look that the reader finds."""
    (photo,) = read_all(BytesSource(content, "in.png"), "photo")
    assert isinstance(photo, Photo)
    return photo.look


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_a_smaller_copy_in_another_format_looks_the_same(format_: str) -> None:
    made = picture("one two three")
    copy = saved(made.resize((240, 426)), format_, quality=40)

    assert difference(look(saved(made, "PNG")), look(copy)) <= MOST_DIFFERENT


def test_another_screenshot_of_the_same_app_looks_otherwise() -> None:
    one, other = picture("one two three"), picture("one two three four five six", shift=35)

    assert difference(look_of(one), look_of(other)) > MOST_DIFFERENT


def test_a_picture_of_one_shade_has_no_look() -> None:
    assert look_of(Image.new("RGB", (200, 200), "navy")) == ""


def test_the_same_portrait_in_eight_positions_is_one_group() -> None:
    folder = corpus("samples", "images", "exif-samples")
    paths = [each for each in sorted(folder.rglob("*.*")) if each.is_file()]
    pictures = [
        (path.stem, look(path.read_bytes()))
        for path in paths
        if find_format(path.read_bytes()[:64])
    ]

    portraits = tuple(f"portrait_{number}" for number in range(1, 9))
    assert portraits in groups(pictures)
