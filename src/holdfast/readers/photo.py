"""Photos and screenshots: what a picture says about itself, and two copies small enough to show.

The picture is decoded from bytes in memory and re-encoded, so that what is shown carries no
metadata and no code. What cannot be decoded is still kept: it gets a mark. References:
docs/readers/photo.md, Exif 3.0 (CIPA DC-008-2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import NOTHING_TAKEN, Photo
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.photo_names import find_moment_in_name
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.photo_facts import Facts
    from holdfast.readers.photo_pictures import Pictures
    from holdfast.readers.reader import Source

NAME = "photo"
VERSION = 4

MOST_BYTES = 128 << 20
"""A larger file is kept, but not decoded: it would not fit beside its own pixels."""

HEAD_NEEDED = 64
"""The signatures below lie within so many bytes."""

_BEGINNINGS = {
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "tiff": (b"II*\0", b"MM\0*"),
}
_BITMAP, _BITMAP_HEADERS = b"BM", frozenset({12, 40, 52, 56, 64, 108, 124})
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_AVIF_BRANDS = (b"avif", b"avis")


def find_format(head: bytes) -> str:
    """Give a picture's format by its first bytes; empty when it is none we know.

    Args:
        head: at least `HEAD_NEEDED` bytes, or the whole of a shorter file.
    """
    for name, beginnings in _BEGINNINGS.items():
        if head.startswith(beginnings):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(_BITMAP) and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return "bmp"
    return _find_brand(head) if head[4:8] == b"ftyp" else ""


def _find_brand(head: bytes) -> str:
    """Give the format of an ISO media file, empty when it is no picture."""
    # The major brand, then (after a version) the compatible ones; `mif1` stands for both formats.
    length = min(int.from_bytes(head[:4], "big"), HEAD_NEEDED)
    brands = {head[at : at + 4] for at in range(8, length, 4)}
    if brands.intersection(_AVIF_BRANDS):
        return "avif"
    return "heic" if brands.intersection(_HEIC_BRANDS) else ""


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a picture.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if find_format(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give what a picture says about itself, and its copies for showing.

    Args:
        source: the picture.
        answers: none are asked for.

    Yields:
        One photo, which stands for the whole file.

    Raises:
        NotThisFormatError: it is no picture.
    """
    picture_format = find_format(source.read(0, HEAD_NEEDED))
    if not picture_format:
        raise NotThisFormatError
    if source.size > MOST_BYTES:
        yield NOTHING_TAKEN._replace(format=picture_format, marks=("damaged",))
        return
    # Decoders are slow to load, and a chat in a hurry needs none.
    from holdfast.readers.photo_facts import read_facts  # noqa: PLC0415
    from holdfast.readers.photo_pictures import make_pictures  # noqa: PLC0415

    content = source.read(0, source.size)
    facts = read_facts(content)
    # Pillow sets a TIFF upright by itself.
    orientation = 1 if picture_format == "tiff" else facts.orientation
    yield _photo(picture_format, source.name, facts, make_pictures(content, orientation))


def _photo(picture_format: str, name: str, facts: Facts, pictures: Pictures) -> Photo:
    """Put together what was found in three places."""
    taken, marks = facts.taken, facts.marks
    if taken == UNKNOWN_MOMENT:
        in_name = find_moment_in_name(name)
        if in_name is not None:
            taken, marks = in_name, (*marks, "from-file-name")
    return Photo(
        format=picture_format,
        width=pictures.width,
        height=pictures.height,
        taken=taken,
        marks=(*marks, *pictures.marks),
        latitude=facts.latitude,
        longitude=facts.longitude,
        device=facts.device,
        for_screen=pictures.for_screen,
        for_print=pictures.for_print,
        look=pictures.look,
        pages=pictures.pages,
    )
