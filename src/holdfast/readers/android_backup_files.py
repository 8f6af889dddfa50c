"""The files inside an Android back-up, one after the other, however long the back-up is.

    backup  = "ANDROID BACKUP" LF version LF compressed LF encryption LF (files)
    files   = tar (POSIX with pax headers, or GNU), deflated (zlib) when compressed is 1

Everything is read once, forwards; nothing is held but one file at a time. References:
`BackupManagerService` and `AppMetadataBackupWriter` of the Android Open Source Project, pax in
POSIX.1-2017; docs/readers/android-backup.md.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

HEADER = re.compile(rb"ANDROID BACKUP\r?\n(\d{1,3})\r?\n([01])\r?\n([A-Za-z0-9-]{1,32})\r?\n")
LONGEST_HEADER = 256
PIECE_BYTES = 256 << 10
MOST_INFLATED = 64 << 30
"""A back-up that grows beyond this was made to do harm."""

MOST_FILES = 1_000_000
LONGEST_EXTENSION = 1 << 20
_BLOCK = 512
_FILE, _FOLDER, _PAX, _PAX_FOR_ALL, _LONG_NAME = b"0", b"5", b"x", b"g", b"L"
_BASE_256 = 0x80
_PAX_RECORD = re.compile(rb"(\d{1,7}) ([^=\n]{1,200})=")


class StreamError(ValueError):
    """The stream cannot be read further."""

    why: ClassVar[str]
    """A code of `leftovers.toml`."""


class EndsEarlyError(StreamError):
    """The stream ends before its end."""

    why = "ends-early"


class DamagedError(StreamError):
    """Something in the stream is not as it must be."""

    why = "damaged-record"


class TooMuchError(StreamError):
    """The stream grows beyond reason."""

    why = "skipped-bomb"


class Header(NamedTuple):
    """What the first lines say."""

    length: int
    """Bytes of the header."""

    is_compressed: bool
    """Whether the stream is deflated."""

    is_encrypted: bool
    """Whether it needs a password."""


class Member(NamedTuple):
    """One thing in the archive."""

    name: str
    """Its path as written."""

    size: int
    """Bytes that follow."""

    kind: str
    """`file`, `folder` or `other`."""

    start: int | None
    """Offset of its bytes in the back-up; None in a deflated one."""


def read_header(head: bytes) -> Header | None:
    """Give what the first lines say, None when they are not those of a back-up.

    Args:
        head: the first `LONGEST_HEADER` bytes or more.
    """
    found = HEADER.match(head[:LONGEST_HEADER])
    if found is None:
        return None
    return Header(found.end(), found[2] == b"1", found[3] != b"none")


class Stream:
    """The archive's bytes in order."""

    def __init__(self, source: Source, header: Header) -> None:
        """Begin behind the header.

        Args:
            source: the back-up.
            header: its own.
        """
        self._source = source
        self._at = header.length
        self._inflater = zlib.decompressobj() if header.is_compressed else None
        self._begun = header.length
        self._ready = b""
        self._is_damaged = False
        self.given = 0
        """Bytes of the archive that were given."""

    @property
    def place(self) -> int | None:
        """Offset in the back-up of the next byte; None in a deflated one."""
        return self._at - len(self._ready) if self._inflater is None else None

    @property
    def end(self) -> int:
        """Offset in the back-up behind the last byte that was of use, once all is read."""
        unused = self._inflater.unused_data if self._inflater is not None else b""
        return self._at - len(unused)

    def finish(self) -> bool:
        """Read what follows the archive's end, and tell whether it is more than filling."""
        has_more = False
        while piece := self.read(PIECE_BYTES):
            has_more = has_more or piece.count(0) < len(piece)
        return has_more

    @property
    def reached(self) -> int:
        """Offset in the back-up from which the bytes come that are being read."""
        return self._begun if self._inflater is not None else self._at - len(self._ready)

    def read(self, length: int) -> bytes:
        """Give so many bytes, fewer only at the end.

        Args:
            length: not more than fits into memory.

        Raises:
            TooMuchError: it grows beyond reason.
        """
        pieces, missing = [], length
        while missing:
            if not self._ready:
                self._ready = self._more()
                if not self._ready:
                    break
            piece, self._ready = self._ready[:missing], self._ready[missing:]
            pieces.append(piece)
            missing -= len(piece)
        self.given += length - missing
        if self.given > MOST_INFLATED:
            raise TooMuchError
        return b"".join(pieces)

    def skip(self, length: int) -> None:
        """Pass over so many bytes.

        Args:
            length: any.

        Raises:
            EndsEarlyError: there are fewer.
        """
        while length:
            passed = len(self.read(min(length, PIECE_BYTES)))
            if not passed:
                raise EndsEarlyError
            length -= passed

    def _more(self) -> bytes:
        """Give what can be had next, nothing at the end.

        Raises:
            DamagedError: it cannot be inflated.
            EndsEarlyError: the back-up is cut.
        """
        inflater = self._inflater
        if inflater is None:
            piece = self._source.read(self._at, PIECE_BYTES)
            self._at += len(piece)
            return piece
        while not inflater.eof:
            if self._is_damaged:
                raise DamagedError
            piece = inflater.unconsumed_tail
            if not piece:
                self._begun = self._at
                piece = self._source.read(self._at, PIECE_BYTES)
                self._at += len(piece)
                if not piece:
                    raise EndsEarlyError
            before = inflater.copy()
            try:
                found = inflater.decompress(piece, PIECE_BYTES)
            except zlib.error:
                found, self._is_damaged = _until_damage(before, piece), True
            if found:
                return found
        return b""


def _until_damage(inflater: zlib._Decompress, piece: bytes) -> bytes:
    """Give what comes of the bytes before the one that cannot be inflated."""
    found: list[bytes] = []
    for at in range(len(piece)):
        try:
            found.append(inflater.decompress(piece[at : at + 1]))
        except zlib.error:
            break
    return b"".join(found)


def members(stream: Stream) -> Iterator[Member]:
    """Give what is in the archive; whoever takes a member must read or skip its bytes.

    Args:
        stream: at its beginning.

    Raises:
        EndsEarlyError: the archive is cut.
        TooMuchError: it has more files than any phone.
    """
    told: dict[str, bytes] = {}
    for _ in range(MOST_FILES):
        block = stream.read(_BLOCK)
        if block == bytes(_BLOCK):
            return
        if len(block) < _BLOCK:
            raise EndsEarlyError
        size, kind = _size_of(block), block[156:157]
        if kind in {_PAX, _PAX_FOR_ALL, _LONG_NAME}:
            content = _extension(stream, size)
            if kind == _LONG_NAME:
                told["path"] = content.rstrip(b"\0")
            elif kind == _PAX:
                told.update(_pax_of(content))
            continue
        if told.get("size", b"").isdigit():
            size = int(told["size"])
        name = told["path"] if "path" in told else _name_of(block)
        what = {_FILE: "file", b"\0": "file", b"7": "file", _FOLDER: "folder"}.get(kind, "other")
        told = {}
        before = stream.given
        yield Member(name.decode(errors="replace"), size, what, stream.place)
        if stream.given != before + size:
            raise EndsEarlyError
        stream.read(-size % _BLOCK)
    raise TooMuchError


def _size_of(block: bytes) -> int:
    """Give the size that a header states, having checked its sum.

    Raises:
        DamagedError: it is none.
    """
    field = block[124:136]
    computed = sum(block[:148]) + sum(block[156:]) + 8 * ord(" ")
    try:
        if int(block[148:156].strip(b" \0"), 8) != computed:
            raise DamagedError
        if field[0] & _BASE_256:
            return int.from_bytes(field[4:], "big")
        return int(field.strip(b" \0") or b"0", 8)
    except ValueError:
        raise DamagedError from None


def _name_of(block: bytes) -> bytes:
    """Give the path in a header; only POSIX archives have its first half elsewhere."""
    name = block[:100].rstrip(b"\0")
    prefix = block[345:500].rstrip(b"\0") if block[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _extension(stream: Stream, size: int) -> bytes:
    """Give what an extended header says.

    Raises:
        DamagedError: it is longer than any name.
        EndsEarlyError: the archive is cut.
    """
    if size > LONGEST_EXTENSION:
        raise DamagedError
    content = stream.read(size)
    stream.read(-size % _BLOCK)
    if len(content) < size:
        raise EndsEarlyError
    return content


def _pax_of(content: bytes) -> dict[str, bytes]:
    """Give the records of an extended header: `30 path=apps/…`, each with its length in front."""
    found: dict[str, bytes] = {}
    at = 0
    while record := _PAX_RECORD.match(content, at):
        end = at + int(record[1])
        if end <= record.end():
            break
        found[record[2].decode(errors="replace")] = content[record.end() : end - 1]
        at = end
    return found
