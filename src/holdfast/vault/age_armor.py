"""An age file written as text: taken apart strictly, a line at a time.

References:
    https://c2sp.org/age, "ASCII armor": RFC 7468, strict, with lines of 64 columns.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from holdfast.vault.age_header import NotForUsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"
COLUMNS = 64
SPACES = b" \t\r\n"
LONGEST_LINE = 1024
"""Longer than any line that is allowed; a file without line breaks is not gathered whole."""


def is_armored(head: bytes) -> bool:
    """Tell whether a file begins as text.

    Args:
        head: its first bytes.
    """
    return head.lstrip(SPACES).startswith(BEGIN)


def without_armor(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the bytes that the text stands for.

    Args:
        chunks: the file in pieces; white space before and after the armor is allowed.

    Raises:
        NotForUsError: a line breaks the format.
    """
    lines = _lines(chunks)
    if next((line for line in lines if line.strip(SPACES)), b"").rstrip(b"\r") != BEGIN:
        raise NotForUsError
    full = True
    for raw in lines:
        line = raw.removesuffix(b"\r")
        if line == END:
            break
        if not full or not 0 < len(line) <= COLUMNS:
            raise NotForUsError
        full = len(line) == COLUMNS and not line.endswith(b"=")
        yield _decoded(line)
    else:
        raise NotForUsError
    if any(line.strip(SPACES) for line in lines):
        raise NotForUsError


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise NotForUsError
    yield rest


def _decoded(line: bytes) -> bytes:
    try:
        decoded = base64.b64decode(line, validate=True)
    except binascii.Error as broken:
        raise NotForUsError from broken
    if base64.b64encode(decoded) != line:
        raise NotForUsError
    return decoded
