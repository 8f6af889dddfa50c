"""Writes the lists of a BagIt 1.0 bag (RFC 8493), in the one form a pack may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DESCRIPTION = "Prepared by the person named in it. Not a sworn statement."
ABOUT_TEXT = (
    b"The originals that belong to this pack lie in this folder, byte for byte as they came.\n"
    b"A file whose name ends in -copy is a copy without hidden details such as the place.\n"
    b"Which exhibit is which stands in index.csv and in the exhibits papers.\n"
)

PAYLOAD = "data/"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"


def manifest_text(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest.

    Args:
        hashes: hex hash by path.

    Returns:
        A line for each path in ASCII order: hash, two spaces, path.
    """
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def bag_info_text(made_on: str, payload_bytes: int, payload_files: int) -> bytes:
    """Write `bag-info.txt`.

    Args:
        made_on: day the pack was made, ISO 8601.
        payload_bytes: of all files below `data/`.
        payload_files: their number.
    """
    return (
        f"Bagging-Date: {made_on}\n"
        f"External-Description: {DESCRIPTION}\n"
        f"Payload-Oxum: {payload_bytes}.{payload_files}\n"
    ).encode()
