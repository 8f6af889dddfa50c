"""Writes the zip of a pack straight to its place, a piece at a time."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from holdfast.packs.zip_layout import Member, central_header, end_records, local_header

if TYPE_CHECKING:
    from collections.abc import Iterable


class Written(NamedTuple):
    """What came of writing one file."""

    path: str
    """Relative to the pack."""

    sha256: str
    """Hex."""

    size: int
    """Bytes."""


class SizeChangedError(ValueError):
    """A file gave more or fewer bytes than were announced; a fault of ours."""


@dataclass(slots=True)
class ZipWriter:
    """A zip that is being written; files must come in the order of the specification."""

    out: BinaryIO
    """Where to: can seek, so that a header can be written after its file was hashed."""

    root: str
    """Folder that everything lies in, with its slash."""

    members: list[Member] = field(default_factory=list)
    """What was written so far."""

    def add(self, path: str, size: int, chunks: Iterable[bytes]) -> Written:
        """Write one file.

        Args:
            path: relative to the pack.
            size: of all chunks together.
            chunks: its bytes.

        Raises:
            SizeChangedError: the chunks do not add up to the size.
        """
        start = self.out.tell()
        blank = Member(self.root + path, 0, size, start)
        self.out.write(local_header(blank))
        digest, crc, seen = hashlib.sha256(), 0, 0
        for chunk in chunks:
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            seen += len(chunk)
            self.out.write(chunk)
        if seen != size:
            raise SizeChangedError
        member = blank._replace(crc=crc)
        self.out.seek(start)
        self.out.write(local_header(member))
        self.out.seek(0, 2)
        self.members.append(member)
        return Written(path, digest.hexdigest(), size)

    def finish(self) -> None:
        """Write the list of files and the end."""
        start = self.out.tell()
        length = 0
        for member in self.members:
            length += self.out.write(central_header(member))
        self.out.write(end_records(len(self.members), start, length))
