"""The files of a pack, the same whether it lies in a zip or in a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

from holdfast.model.errors import PackUnreadableError
from holdfast.packs.names import ROOT
from holdfast.packs.zip_layout import END, END_BYTES, LOCAL, LOCAL_BYTES
from holdfast.packs.zip_reading import CHUNK_BYTES, Bend, ZipBentError, ZipReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.packs.zip_layout import Member

MAX_FILES_IN_FOLDER = 200_000
FLAGS_AT, METHOD_AT = 6, 8
"""Where a zip's local header says how a file is packed (APPNOTE 4.3.7)."""

AES = 99


class PackFiles(Protocol):
    """Where the bytes of a pack come from."""

    def names(self) -> list[str]:
        """Give the paths of all files, in the order they stand; a path may come twice."""
        ...

    def size(self, path: str) -> int:
        """Give the length of a file.

        Args:
            path: one of `names`.
        """
        ...

    def chunks(self, path: str) -> Iterator[bytes]:
        """Give a file's bytes a piece at a time.

        Args:
            path: one of `names`.
        """
        ...


class ZipFiles:
    """A pack in a zip."""

    def __init__(self, source: BinaryIO) -> None:
        """Open the zip.

        Args:
            source: can seek.

        Raises:
            ZipBentError: its layout is not a pack's.
        """
        self._reader = ZipReader(source)
        self._by_name: dict[str, Member] = {}
        for member in self._reader.members:
            if not member.path.startswith(ROOT):
                raise ZipBentError(Bend.LIST)
            self._by_name[member.path.removeprefix(ROOT)] = member

    def names(self) -> list[str]:
        """Give the paths in the order they stand."""
        return [member.path.removeprefix(ROOT) for member in self._reader.members]

    def size(self, path: str) -> int:
        """Give the length of a file.

        Args:
            path: one of `names`.
        """
        return self._by_name[path].size

    def chunks(self, path: str) -> Iterator[bytes]:
        """Give a file's bytes; the check sum of the zip is compared on the way.

        Args:
            path: one of `names`.
        """
        return self._reader.chunks(self._by_name[path])


class FolderFiles:
    """A pack that was unpacked; links are not followed, and count as files out of place."""

    def __init__(self, folder: Path) -> None:
        """List the folder.

        Args:
            folder: holds `bagit.txt`.

        Raises:
            PackUnreadableError: it holds more files than a pack can.
        """
        self._folder = folder
        self._names: list[str] = []
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_dir():
                self._names.append(path.relative_to(folder).as_posix())
            if len(self._names) > MAX_FILES_IN_FOLDER:
                raise PackUnreadableError

    def names(self) -> list[str]:
        """Give the paths in no particular order."""
        return self._names

    def size(self, path: str) -> int:
        """Give the length of a file.

        Args:
            path: one of `names`.
        """
        return (self._folder / path).lstat().st_size

    def chunks(self, path: str) -> Iterator[bytes]:
        """Give a file's bytes; none for a link or anything else that is no plain file.

        Args:
            path: one of `names`.
        """
        full = self._folder / path
        if full.is_symlink() or not full.is_file():
            return
        with full.open("rb") as source:
            while chunk := source.read(CHUNK_BYTES):
                yield chunk


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPack:
    """What lies at a path that somebody wants checked."""

    zip_file: Path | None = None
    """The zip, when it is one or holds one."""

    folder: Path | None = None
    """The unpacked pack."""

    beside: tuple[Path, ...] = ()
    """Files beside the zip in the portal form."""

    is_portal_form: bool = False
    """True for a folder with papers and one zip."""


def find_pack(path: Path) -> FoundPack:
    """Tell which of the three forms of a pack lies at a path.

    Args:
        path: a file or folder.

    Raises:
        PackUnreadableError: it is none of them.
    """
    if path.is_file():
        if not _looks_like_zip(path) or is_locked(path):
            raise PackUnreadableError
        return FoundPack(zip_file=path)
    if not path.is_dir():
        raise PackUnreadableError
    inner = path / ROOT.rstrip("/")
    if (path / "bagit.txt").exists():
        return FoundPack(folder=path)
    if [each.name for each in path.iterdir()] == [inner.name] and inner.is_dir():
        return FoundPack(folder=inner)
    return _find_portal_form(path)


def _find_portal_form(path: Path) -> FoundPack:
    zips = [each for each in path.glob("*.zip") if each.is_file()]
    if len(zips) != 1:
        raise PackUnreadableError
    others = tuple(sorted(each for each in path.iterdir() if each != zips[0]))
    return FoundPack(zip_file=zips[0], beside=others, is_portal_form=True)


def is_locked(path: Path) -> bool:
    """Tell whether a zip is locked with a password (AES-256 as 7-Zip writes it, method 99).

    Args:
        path: the file.
    """
    with path.open("rb") as source:
        head = source.read(LOCAL_BYTES)
    is_encrypted = len(head) == LOCAL_BYTES and head[FLAGS_AT] & 1 == 1
    return is_encrypted and int.from_bytes(head[METHOD_AT : METHOD_AT + 2], "little") == AES


def _looks_like_zip(path: Path) -> bool:
    """Tell whether one end of a file looks like a zip's; a changed byte spoils at most one."""
    with path.open("rb") as source:
        head = source.read(len(LOCAL))
        source.seek(max(0, source.seek(0, 2) - END_BYTES))
        return head == LOCAL or source.read().startswith(END)


def file_hash(chunks: Iterator[bytes]) -> str:
    """Hash a file.

    Args:
        chunks: its bytes.
    """
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
