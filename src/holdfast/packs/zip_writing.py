"""Writes the zip of a pack straight to its place, a piece at a time."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from holdfast.packs.zip_layout import Member, central_header, end_records, local_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Written(NamedTuple):
    """What came of writing one file."""

    path: str
    """Relative to the pack."""

    sha256: str
    """Hex."""

    size: int
    """Bytes."""


class SizeChangedError(ValueError):
    """A file gave more or fewer bytes than were announced, or others the second time."""


class Sink(Protocol):
    """Anything that bytes can be written to, one after the other."""

    def write(self, data: bytes, /) -> object:
        """Take bytes.

        Args:
            data: what comes next.
        """
        ...


@dataclass(slots=True)
class ZipWriter:
    """A zip that is being written; files must come in the order of the specification.

    The check sum stands before the bytes, so every file is read twice; in return nothing is ever
    written again, and the zip can go straight into another file, a lock or a socket.
    """

    out: Sink
    """Where to."""

    root: str
    """Folder that everything lies in, with its slash."""

    members: list[Member] = field(default_factory=list)
    """What was written so far."""

    place: int = 0
    """How many bytes were written so far."""

    def add(self, path: str, size: int, chunks: Callable[[], Iterable[bytes]]) -> Written:
        """Write one file.

        Args:
            path: relative to the pack.
            size: of all chunks together.
            chunks: begins its bytes anew at each call.

        Raises:
            SizeChangedError: the chunks do not add up to the size, or change.
        """
        crc = 0
        for chunk in chunks():
            crc = zlib.crc32(chunk, crc)
        member = Member(self.root + path, crc, size, self.place)
        self._write(local_header(member))
        digest, crc, seen = hashlib.sha256(), 0, 0
        for chunk in chunks():
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            seen += len(chunk)
            self._write(chunk)
        if (seen, crc) != (size, member.crc):
            raise SizeChangedError
        self.members.append(member)
        return Written(path, digest.hexdigest(), size)

    def finish(self) -> None:
        """Write the list of files and the end."""
        start = self.place
        for member in self.members:
            self._write(central_header(member))
        self._write(end_records(len(self.members), start, self.place - start))

    def _write(self, data: bytes) -> None:
        self.out.write(data)
        self.place += len(data)
