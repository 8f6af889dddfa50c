"""The form of a back-up: one uncompressed tar of ciphertext, with a list of hashes at its end.

Its first member is `holdfast-back-up`, which holds the version; then the sealed originals, what
waits in the in-tray, and the log; its last is `manifest.json`: size and SHA-256 of every member
by name, and what could not be read when it was made.
"""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from hashlib import sha256
from typing import IO, TYPE_CHECKING, NamedTuple

from holdfast.model.errors import BackUpUnreadableError, NewerCasebookError
from holdfast.vault.disk import disk_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADING = "holdfast-back-up"
VERSION = b"1\n"
MANIFEST = "manifest.json"
MOST_MANIFEST_BYTES = 64 << 20
PIECE_BYTES = 1 << 20
ALLOWED = re.compile(
    r"record(?:-2)?\.db|record\.sums"
    r"|blobs/([0-9a-f]{2})/\1[0-9a-f]{30}"
    r"|in-tray/[0-9a-z-]{32,53}\.age"
)
"""Names that a back-up may hold; anything else is no back-up of ours."""

BROKEN = (tarfile.TarError, EOFError, ValueError, OSError, KeyError, TypeError)


def is_ours(name: str) -> bool:
    """Tell whether a back-up may hold a file of this name.

    Args:
        name: in the casebook's folder, with `/` between.
    """
    return ALLOWED.fullmatch(name) is not None


class Part(NamedTuple):
    """A member as the manifest lists it."""

    size_bytes: int
    """Its size."""

    sha256: str
    """Of its content, hex."""


class BackUpWriter:
    """Writes members one after another."""

    def __init__(self, outlet: IO[bytes]) -> None:
        """Begin a back-up.

        Args:
            outlet: gets the tar as a stream.
        """
        self._tar = tarfile.open(fileobj=outlet, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._parts: dict[str, Part] = {}
        self.damaged: list[str] = []
        """Names of what could not be read, or not whole."""
        self._add(HEADING, io.BytesIO(VERSION), len(VERSION))

    @property
    def files(self) -> int:
        """How many files of the casebook went in."""
        return len(self._parts)

    def add(self, name: str, path: Path) -> bool:
        """Add a file; one that cannot be read is noted, and what is lacking becomes zeros.

        Args:
            name: of the member.
            path: of the file.

        Returns:
            Whether it was there.
        """
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return False
        except OSError:
            self.damaged.append(name)
            return True
        with file:
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            read = _Read(file, size)
            self._add(name, read, size)
        if read.lacking:
            self.damaged.append(name)
        self._parts[name] = Part(size, read.digest.hexdigest())
        return True

    def finish(self) -> None:
        """Write the manifest and end."""
        listed = {"files": self._parts, "damaged": self.damaged}
        manifest = json.dumps(listed, indent=1, sort_keys=True).encode()
        self._add(MANIFEST, io.BytesIO(manifest), len(manifest))
        self._tar.close()

    def _add(self, name: str, content: _Read | io.BytesIO, size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, content)


class _Read(io.RawIOBase):
    """A file being copied: hashed on the way, filled up with zeros where it cannot be read."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size
        self.digest = sha256()
        self.lacking = False

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes, as many as were promised in all."""
        wanted = min(size if size >= 0 else self._left, self._left)
        try:
            piece = b"" if self.lacking else self._file.read(wanted)
        except OSError:
            piece = b""
        if len(piece) < wanted:
            self.lacking = True
            piece = piece.ljust(wanted, b"\0")
        self._left -= wanted
        self.digest.update(piece)
        return piece


class Unpacked(NamedTuple):
    """What came out of a back-up."""

    files: int
    """How many files of the casebook."""

    sha256: str
    """Of the back-up as a whole, hex."""

    damaged: tuple[str, ...]
    """What could not be read when it was made."""


def unpack(source: IO[bytes], home: Path) -> Unpacked:
    """Write every file of a back-up into a folder, and compare all with the manifest.

    Args:
        source: the back-up.
        home: an empty folder.

    Returns:
        What came out.

    Raises:
        BackUpUnreadableError: it is no back-up, was cut or was changed.
    """
    hashed = _Hashed(source)
    found: dict[str, Part] = {}
    manifest = b""
    try:
        with tarfile.open(fileobj=hashed, mode="r|") as tar:
            members = iter(tar)
            _check_heading(tar, next(members, None))
            for member in members:
                if member.name == MANIFEST:
                    manifest = _content(tar, member, MOST_MANIFEST_BYTES)
                    break
                found[member.name] = _write(tar, member, home)
            hashed.drain()
        listed = json.loads(manifest)
        expected = {name: Part(*each) for name, each in listed["files"].items()}
        damaged = tuple(str(name) for name in listed["damaged"])
    except BROKEN as broken:
        raise BackUpUnreadableError from broken
    if found != expected:
        raise BackUpUnreadableError
    return Unpacked(len(found), hashed.digest.hexdigest(), damaged)


def _check_heading(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> None:
    if member is None or member.name != HEADING:
        raise BackUpUnreadableError
    version = _content(tar, member, len(VERSION) * 10)
    if version != VERSION:
        raise NewerCasebookError if version[:-1].isdigit() else BackUpUnreadableError


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    packed = tar.extractfile(member)
    if packed is None or member.size > most:
        raise BackUpUnreadableError
    return packed.read()


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, home: Path) -> Part:
    packed = tar.extractfile(member) if is_ours(member.name) else None
    final = home / member.name
    if packed is None or not member.isreg() or final.exists():
        raise BackUpUnreadableError
    digest, size = sha256(), 0
    with disk_errors():
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with final.open("xb") as file:
            for piece in _pieces(packed):
                digest.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        final.chmod(0o600)
    return Part(size, digest.hexdigest())


def _pieces(packed: IO[bytes]) -> Iterator[bytes]:
    while piece := packed.read(PIECE_BYTES):
        yield piece


class _Hashed(io.RawIOBase):
    """A stream that is hashed as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = sha256()

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes."""
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece

    def drain(self) -> None:
        """Read what is left, which is padding."""
        while self.read(PIECE_BYTES):
            pass
