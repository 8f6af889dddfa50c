"""Small files made by the tests themselves, each like one that a person would take in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from PIL import Image

from holdfast.actions.received import Received

if TYPE_CHECKING:
    from collections.abc import Mapping

CHAT = (
    b"25/03/2026, 17:30 - Alex: Where are you?\n"
    b"25/03/2026, 17:31 - Sam: Stop writing to me.\n"
    b"26/03/2026, 08:00 - Alex: IMG-20260326-WA0001.jpg (file attached)\n"
)
"""An Android chat whose dates can only be read one way."""

UNDECIDED = b"04/03/2026, 17:30 - Alex: Where are you?\n05/03/2026, 09:00 - Sam: Stop.\n"
"""A chat whose dates can be read two ways."""


def jpeg(colour: str = "navy") -> bytes:
    """Give a small picture."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(picture, "JPEG")
    return picture.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Give a zip with these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def received(name: str, content: bytes) -> Received:
    """Give a file that streams in."""
    return Received(name=name, path=name, chunks=lambda: iter([content]), size_bytes=len(content))
