"""Files that stand in the words of a mail, uuencoded, as programs wrote them before MIME.

    begin 644 photo.jpg
    M_]C_X``02D9)1@`!`0$`8`!@``#_VP!#``(!`0(!`0("`@("`@("`P4#`P,#
    `
    end

References: POSIX.1-2017, uuencode; docs/readers/mail.md.
"""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODING = "x-uuencode"
"""What undoes it, as `decode_transfer` calls it."""

SIGN = b"begin "
"""Without it in the words there is no file."""

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
_LONGEST_LINE = 61


class Stretch(NamedTuple):
    """Where a file stands in the words."""

    name: bytes
    """As written."""

    start: int
    """Offset of the line that begins it."""

    inner: int
    """Offset of its first line of data."""

    last: int
    """Offset of the line that ends it."""

    end: int
    """Offset just past that line."""


def files_in(raw: bytes) -> Iterator[Stretch]:
    """Give the files that stand in words, those only that have an end.

    Args:
        raw: the words, as bytes.
    """
    at, end = 0, _END.search(raw)
    while (begin := _BEGIN.search(raw, at)) is not None:
        at = begin.end()
        if end is not None and end.start() < at:
            end = _END.search(raw, at)
        if end is None:
            return
        if _is_data(raw[at : at + _LONGEST_LINE + 1].split(b"\n", 1)[0].rstrip(b"\r")):
            yield Stretch(begin[1].strip(), begin.start(), at, end.start(), end.end())
            at = end.end()


def _is_data(line: bytes) -> bool:
    """Tell whether a line is what a uuencoded file begins with."""
    try:
        return bool(line) and bool(binascii.a2b_uu(line))
    except binascii.Error:
        return False


def without_files(raw: bytes) -> bytes:
    """Give words without the data of the files in them; where they stood stays to be seen.

    Args:
        raw: the words, as bytes.
    """
    kept, at = [], 0
    for stretch in files_in(raw):
        kept.append(raw[at : stretch.inner])
        at = stretch.last
    return b"".join([*kept, raw[at:]])
