"""What is inside a capture: a plain zip with `note.json` and `files/<name>`, read with suspicion.

Anybody who has the casebook's public key can make one, so nothing in it is believed: members must
be stored as they are, under plain names, few enough and small enough, and each no larger than it
says.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import CaptureUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.sealed_file import SealedFile

NOTE = "note.json"
FILES = "files/"
MOST_FILES = 500
MOST_BYTES = 500 << 20
MOST_NOTE_BYTES = 1 << 20
LONGEST_NAME = 255
PIECE_BYTES = 1 << 20

END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
MOST_DIRECTORY_BYTES = (MOST_FILES + 1) * 1_024
FLAG_ENCRYPTED = 0x1
NOT_IN_NAMES = frozenset("/\\\0")
BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    ValueError,
    NotImplementedError,
    struct.error,
    RecursionError,
    OSError,
)
"""What zipfile and json raise over bytes that are not what they say."""


class CapturedFile(NamedTuple):
    """A file that came in a capture."""

    name: str
    """As the sender calls it; a plain name without folders."""

    size_bytes: int
    """Its size."""

    chunks: Callable[[], Iterator[bytes]]
    """Gives its bytes in pieces, as often as wanted; CaptureUnreadableError when they are not
    those that the sender packed."""

    def __repr__(self) -> str:
        """Tell the size only."""
        return f"CapturedFile({self.size_bytes} bytes)"


def read_capture(inside: SealedFile) -> tuple[Mapping[str, JsonValue], tuple[CapturedFile, ...]]:
    """Read the note and list the files.

    Args:
        inside: the zip.

    Returns:
        The note, and the files in the order in which they were packed.

    Raises:
        CaptureUnreadableError: it is no such zip, or breaks a limit.
    """
    try:
        archive = _opened(inside)
        members = {member.filename: member for member in archive.infolist()}
        if len(members) != len(archive.infolist()) or NOTE not in members:
            raise CaptureUnreadableError
        _check(members)
        note = _note(archive, members.pop(NOTE))
        files = tuple(_file(archive, member) for member in members.values())
    except BROKEN as broken:
        raise CaptureUnreadableError from broken
    return note, files


def _opened(inside: SealedFile) -> zipfile.ZipFile:
    # Before zipfile reads the list of members it is known to be short.
    size = inside.size
    tail = inside.read(max(size - END.size, 0), END.size)
    mark, *_, count, directory_bytes, start, comment = END.unpack(tail)
    if mark != END_MARK or comment or count > MOST_FILES + 1:
        raise CaptureUnreadableError
    if directory_bytes > MOST_DIRECTORY_BYTES or start + directory_bytes + END.size != size:
        raise CaptureUnreadableError
    return zipfile.ZipFile(_Seekable(inside))


def _check(members: Mapping[str, zipfile.ZipInfo]) -> None:
    for name, member in members.items():
        stored = (
            member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & FLAG_ENCRYPTED
        )
        if not stored or member.compress_size != member.file_size:
            raise CaptureUnreadableError
        if name != NOTE and not _is_plain(name):
            raise CaptureUnreadableError
    if sum(member.file_size for member in members.values()) > MOST_BYTES:
        raise CaptureUnreadableError


def _is_plain(path: str) -> bool:
    name = path.removeprefix(FILES)
    return (
        path.startswith(FILES)
        and name not in {"", ".", ".."}
        and len(name) <= LONGEST_NAME
        and not NOT_IN_NAMES.intersection(name)
        and name.isprintable()
    )


def _note(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Mapping[str, JsonValue]:
    if member.file_size > MOST_NOTE_BYTES:
        raise CaptureUnreadableError
    note = json.loads(_whole(json.loads(archive.read(member).decode())))
    if not isinstance(note, dict):
        raise CaptureUnreadableError
    return note


def _whole(said: JsonValue) -> str:
    """Give it as JSON that can be written out: half characters, which JSON allows, become "?"."""
    return json.dumps(said, ensure_ascii=False).encode(errors="replace").decode()


def _file(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> CapturedFile:
    def chunks() -> Iterator[bytes]:
        try:
            with archive.open(member) as packed:
                while piece := packed.read(PIECE_BYTES):
                    yield piece
        except BROKEN as broken:
            raise CaptureUnreadableError from broken

    return CapturedFile(member.filename.removeprefix(FILES), member.file_size, chunks)


class _Seekable(io.RawIOBase):
    """A sealed file as zipfile wants it."""

    def __init__(self, sealed: SealedFile) -> None:
        self._sealed = sealed
        self._at = 0

    def seekable(self) -> bool:
        """Say that any place can be gone to."""
        return True

    def tell(self) -> int:
        """Give the place."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._sealed.size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """Give bytes from there on."""
        wanted = self._sealed.size if size < 0 else size
        piece = self._sealed.read(self._at, wanted)
        self._at += len(piece)
        return piece
