"""Files of one large thing: a film, a back-up with one database, a page with one picture."""

from __future__ import annotations

import plistlib
import tarfile
from typing import TYPE_CHECKING

import grown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from holdfast.readers.reader import Source

NOTHING = bytes(1 << 16)
BACKUP_HEAD = b"ANDROID BACKUP\n5\n0\nnone\n"
BACKUP_END = bytes(1024)


def _with_nothing(name: str, before: bytes, size: int, after: bytes = b"") -> grown.GrownSource:
    """Give a file that is empty from some byte on."""
    return grown.GrownSource(name, before, NOTHING, after, size)


def _film(content: bytes, size: int) -> bytes:
    """Give the beginning of a film whose pictures come last (ISO/IEC 14496-12, 4.2)."""
    return content + (1).to_bytes(4, "big") + b"mdat" + (size - len(content)).to_bytes(8, "big")


def _backup(_: bytes, size: int) -> bytes:
    """Give the beginning of an Android back-up whose only file is a large one."""
    member = tarfile.TarInfo("apps/org.example.app/db/large.db")
    member.size = (size - 4096) // 512 * 512
    return BACKUP_HEAD + member.tobuf(tarfile.USTAR_FORMAT)


def _as_it_is(content: bytes, _: int) -> bytes:
    return content


BEGINNINGS: tuple[tuple[str, Callable[[bytes, int], bytes]], ...] = (
    ("android-backup/plain", _backup),
    ("outlook-msg/plain", _as_it_is),
    ("pdf/plain", _as_it_is),
    ("photo/plain", _as_it_is),
    ("recording/plain", _film),
)
"""Sample, and what of it stands before the nothing."""


def _webarchive(content: bytes, path: Path, size: int) -> None:
    """Write the sample with a picture of that size beside its page."""
    page = plistlib.loads(content)
    page.setdefault("WebSubresources", []).append(
        {
            "WebResourceURL": "https://example.org/large.png",
            "WebResourceMIMEType": "image/png",
            "WebResourceData": bytes(size),
        }
    )
    with path.open("wb") as file:
        plistlib.dump(page, file, fmt=plistlib.FMT_BINARY)


WEBARCHIVE = "webarchive/plain"


def large(wanted: set[str], size: int) -> Iterator[tuple[str, Source]]:
    """Give one file after the other that is worked out as it is read.

    Args:
        wanted: readers; all when empty.
        size: of each, about, in bytes.
    """
    for sample, begin in BEGINNINGS:
        shape = grown.Shape(sample.partition("/")[0], sample)
        if not wanted or shape.reader in wanted:
            name, content = grown.sample_of(shape)
            after = BACKUP_END if begin is _backup else b""
            yield sample, _with_nothing(name, begin(content, size), size, after)


def write_large(wanted: set[str], where: Path, size: int) -> Iterator[tuple[str, Path]]:
    """Write one file after the other.

    Args:
        wanted: readers; all when empty.
        where: a folder.
        size: of each, about, in bytes.
    """
    shape = grown.Shape(WEBARCHIVE.partition("/")[0], WEBARCHIVE)
    if not wanted or shape.reader in wanted:
        name, content = grown.sample_of(shape)
        _webarchive(content, where / name, size)
        yield WEBARCHIVE, where / name
