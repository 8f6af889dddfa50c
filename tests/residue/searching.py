"""Looking for planted words in every file of a folder, however they may lie there."""

from __future__ import annotations

import base64
import gzip
import zlib
from typing import TYPE_CHECKING

from tests.residue.opening import opened_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DEFLATED = (b"\x78\x01", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b")
LONGEST_PEEK = 1 << 22
LEAST_IN_BASE64 = 8


def shapes(word: str) -> list[bytes]:
    """Give the byte strings that a word may lie there as.

    Args:
        word: ASCII; of one under ten letters, base64 is not told at each of its three places.
    """
    plain = word.encode()
    # Three places in a group of three bytes: what is the same wherever base64 begins.
    in_base64 = [
        base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)
    ]
    # Four letters stand anywhere: those of "lantern" in the base64 of GenuineIntel.
    in_base64 = [each for each in in_base64 if len(each) >= LEAST_IN_BASE64]
    return [
        plain,
        plain.upper(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        *in_base64,
    ]


def found_in(data: bytes, words: Iterable[str]) -> set[str]:
    """Give the words that lie in some bytes, in any shape.

    Args:
        data: of a file.
        words: planted ones.
    """
    return {word for word in words if any(shape in data for shape in shapes(word))}


def find_words(folders: Iterable[Path], words: Iterable[str]) -> set[tuple[str, str]]:
    """Give every planted word with the file it lies in.

    Args:
        folders: searched with everything below them.
        words: planted ones.
    """
    planted = tuple(words)
    return {
        (path.name, word)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
        for view in (path.read_bytes(), path.name.encode(), *opened_values(path))
        for data in (view, *inflated(view))
        for word in found_in(data, planted)
    }


def inflated(data: bytes) -> Iterator[bytes]:
    """Give what comes out of deflated stretches, which hide words from a search."""
    for mark in DEFLATED:
        at = data.find(mark)
        while at >= 0:
            piece = data[at : at + LONGEST_PEEK]
            try:
                opened = zlib.decompressobj(wbits=47).decompress(piece, LONGEST_PEEK)
            except (zlib.error, gzip.BadGzipFile):
                opened = b""
            if len(opened) > len(mark):
                yield opened
            at = data.find(mark, at + 1)
