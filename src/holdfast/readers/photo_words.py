"""Times that a picture states in words beside its Exif data: XMP, and PNG's own text.

iPhones write when a screenshot was taken as `photoshop:DateCreated`. What only a converter wrote
(`date:create` of ImageMagick is the time of a file on a disk) is not looked at.
References: XMP Specification Part 1 and 2 (Adobe, 2012 and 2016); PNG, third edition, 11.3.3.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.readers.captured_times import read_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.moment import Moment

_LONGEST_XMP = 1 << 20
_NAMES = (
    "exif:DateTimeOriginal", "photoshop:DateCreated", "exif:DateTimeDigitized", "xmp:CreateDate",
)  # fmt: skip
"""The best first."""

# photoshop:DateCreated="2024-03-01T10:11:12"     <exif:DateTimeOriginal>2024-03-01T10:11:12+01:00<
_STATED = re.compile(
    r"\b(exif:DateTime(?:Original|Digitized)|photoshop:DateCreated|xmp:CreateDate)"
    r"(?:\s{0,9}=\s{0,9}[\"']|\s{0,99}>\s{0,99})([0-9T:.Z+-]{4,40})\s{0,99}[\"'<]"
)
_PNG_TIMES = ("Creation Time", "create-date")


def find_time_in_words(info: Mapping[str | tuple[int, int], object]) -> Moment | None:
    """Give the best time that a picture's words state, None when they state none that can be read.

    Args:
        info: what Pillow found beside the picture.
    """
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else str(xmp or "")
    stated: dict[str, str] = {}
    for name, written in _STATED.findall(text[:_LONGEST_XMP]):
        stated.setdefault(name, written)
    written_times = [stated.get(name, "") for name in _NAMES]
    written_times += [str(info.get(name) or "")[:100] for name in _PNG_TIMES]
    found = (read_time(each) for each in written_times if each.strip())
    return next((each for each in found if each.stated), None)
