"""The zip that goes sealed into the in-tray: a note and files, stored one after another.

Written as a stream: zipfile writes to something that cannot seek, and hands its bytes on.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from holdfast.model.entry import JsonValue

NOTE = "note.json"
FILES = "files/"


class _Outlet(io.RawIOBase):
    """Takes what zipfile writes and gives it on."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: object, /) -> int:
        """Take bytes."""
        block = bytes(data)  # type: ignore[call-overload]
        self._written += block
        return len(block)

    def take(self) -> bytes:
        """Give what was written and forget it."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


def zip_chunks(
    note: Mapping[str, JsonValue], files: Iterable[tuple[str, Iterable[bytes]]] = ()
) -> Iterator[bytes]:
    """Give a zip for the in-tray, piece by piece.

    Args:
        note: what, made, by, how.
        files: names and their bytes; a name is cut down to its last part.

    Yields:
        The zip's bytes in order.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for name, chunks in files:
            last = name.replace("\\", "/").rpartition("/")[2] or "file"
            with archive.open(zipfile.ZipInfo(FILES + last), "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield outlet.take()
        archive.writestr(zipfile.ZipInfo(NOTE), json.dumps(note, ensure_ascii=False))
    yield outlet.take()
