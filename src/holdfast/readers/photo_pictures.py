"""Copies of a picture for the screen and for print: decoded, upright, re-encoded, bare."""

from __future__ import annotations

import logging
import re
import struct
import warnings
from io import BytesIO
from typing import NamedTuple

import pillow_heif
from PIL import Image, ImageFile

from holdfast.readers.photo_looks import look_of

SCREEN_PIXELS = 320
PRINT_PIXELS = 1000
MOST_PIXELS = 50_000_000
"""More is not decoded: a small file can claim to be a picture of any size."""

MOST_JPEG_PIXELS = 300_000_000
"""A JPEG can be decoded at an eighth of its size, so it may be larger."""

MOST_SCANNED_PIXELS = 3_000_000_000
"""A JPEG is painted in scans, some ten of them; one of 50 KB went over itself 928 times."""

MOST_PAGES = 10_000
"""More are not counted: a small file can have any number of empty ones."""

_SUBFILE_TYPE, _NO_PAGE = 254, 0b101
"""What a part of a TIFF is: a small copy (bit 0), a mask (bit 2); TIFF 6.0, page 36."""

MOVING = frozenset({"GIF", "PNG", "WEBP", "AVIF"})
"""Formats in which several pictures make one that moves; in the others they stand side by side."""

BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    ZeroDivisionError, OverflowError, MemoryError, RuntimeError, struct.error,
    Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow and libheif raise over damaged pictures, seen in their own test images."""

_GIF = b"GIF8"
_QUALITY = 80
# Start of a scan: its length, and for how many of the colours (ITU T.81, B.2.3).
_SCAN = re.compile(rb"\xff\xda\x00[\x08\x0a\x0c\x0e][\x01-\x04]")
_SIXTEEN_TO_EIGHT_BITS = 1 / 256
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Exif orientation -> what sets the picture upright (Exif 3.0, tag 0x0112)."""

_LYING = frozenset({5, 6, 7, 8})

# Pillow would log what stands in a picture's tags.
logging.getLogger("PIL").setLevel(logging.CRITICAL)

pillow_heif.options.DECODE_THREADS = 1
pillow_heif.register_heif_opener(thumbnails=False)
Image.init()
FORMATS = tuple({"JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "TIFF", "BMP"} & Image.OPEN.keys())
"""What may be opened: no format whose decoder is a program of its own."""


class Pictures(NamedTuple):
    """What could be made of a picture."""

    width: int = 0
    """Pixels, upright; 0 when not even that could be read."""

    height: int = 0
    """Pixels, upright."""

    marks: tuple[str, ...] = ()
    """`damaged`, `cut-short`, `moving`, `more-pages`."""

    for_screen: bytes = b""
    """JPEG of at most `SCREEN_PIXELS`."""

    for_print: bytes = b""
    """JPEG of at most `PRINT_PIXELS`."""

    look: str = ""
    """What it looks like, 16 hex digits."""

    pages: int = 1
    """How many pages a TIFF has, such as a scan or a fax; the first is shown."""

    def __repr__(self) -> str:
        """Tell the size only."""
        return f"Pictures({self.width}x{self.height})"


def open_picture(content: bytes) -> Image.Image:
    """Open a picture without decoding it; raises one of `BROKEN`.

    Args:
        content: the whole file.
    """
    # Our own limits are checked before anything is decoded. But a GIF grows while it is looked
    # through, by frames larger than itself: Pillow stops it at twice what is set here.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2 if content.startswith(_GIF) else None
    return Image.open(BytesIO(content), formats=FORMATS)


def make_pictures(content: bytes, orientation: int) -> Pictures:
    """Make the copies for screen and print, as far as the picture can be decoded.

    Args:
        content: the whole file.
        orientation: Exif orientation, 1 to 8.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            size, moves, pages = _look(content)
        except BROKEN:
            return Pictures(marks=("damaged",))
        marks = ("moving",) if moves else ("more-pages",) if pages > 1 else ()
        width, height = size[::-1] if orientation in _LYING else size
        whole = _try_to_decode(content, orientation, cut_short=False)
        if whole is None:
            whole = _try_to_decode(content, orientation, cut_short=True)
            marks = (*marks, "damaged" if whole is None else "cut-short")
        if whole is None:
            return Pictures(width, height, marks, pages=pages)
        return Pictures(width, height, marks, *whole, pages=pages)


def _look(content: bytes) -> tuple[tuple[int, int], bool, int]:
    """Give a picture's size, whether it moves, and how many pages it has."""
    with open_picture(content) as picture:
        size = picture.size
        if picture.format == "TIFF":
            return size, False, _count_pages(picture)
        return size, picture.format in MOVING and getattr(picture, "n_frames", 1) > 1, 1


def _count_pages(picture: Image.Image) -> int:
    """Count the pages of a TIFF, without small copies and masks that stand beside a page."""
    pages = 0
    try:
        for at in range(MOST_PAGES):
            picture.seek(at)
            kind = getattr(picture, "tag_v2", {}).get(_SUBFILE_TYPE, 0)
            pages += not (isinstance(kind, int) and kind & _NO_PAGE)
    except BROKEN:
        # It has no more, or says something of the next that cannot be.
        return max(1, pages)
    return pages


def _try_to_decode(
    content: bytes, orientation: int, *, cut_short: bool
) -> tuple[bytes, bytes, str] | None:
    """Give the copies for screen and print, and the look; None when it cannot be decoded."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = cut_short
    try:
        with open_picture(content) as picture:
            scans = len(_SCAN.findall(content)) if picture.format in {"JPEG", "MPO"} else 0
            if scans * picture.width * picture.height > MOST_SCANNED_PIXELS:
                return None
            upright = _decode(picture, orientation)
        return _encode(upright, SCREEN_PIXELS), _encode(upright, PRINT_PIXELS), look_of(upright)
    except BROKEN:
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _decode(picture: Image.Image, orientation: int) -> Image.Image:
    """Give the picture upright, on white, no larger than needed for print.

    Raises:
        DecompressionBombError: it has more pixels than are decoded.
    """
    pixels = picture.width * picture.height
    if pixels > (MOST_JPEG_PIXELS if picture.format in {"JPEG", "MPO"} else MOST_PIXELS):
        raise Image.DecompressionBombError
    picture.draft("RGB", (PRINT_PIXELS, PRINT_PIXELS))
    if picture.width * picture.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    picture.load()
    small = _on_white(picture)
    small.thumbnail((PRINT_PIXELS, PRINT_PIXELS))
    return small.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else small


def _on_white(picture: Image.Image) -> Image.Image:
    """Give the picture in red, green and blue, what is see-through on white."""
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.convert("I").point(lambda value: value * _SIXTEEN_TO_EIGHT_BITS).convert("L")
    if picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        layer.thumbnail((PRINT_PIXELS, PRINT_PIXELS))
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB") if picture.mode != "RGB" else picture.copy()


def _encode(picture: Image.Image, most: int) -> bytes:
    """Give a picture as a JPEG of at most `most` pixels a side, without metadata."""
    small = picture.copy()
    small.thumbnail((most, most))
    bare = Image.new("RGB", small.size)
    bare.paste(small)
    out = BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
