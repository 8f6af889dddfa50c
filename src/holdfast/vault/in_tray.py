"""The in-tray: what arrives while the casebook is locked, sealed to its public key.

Putting something in needs no secret. It waits here, limited in number and size, and is part of
nothing until she adopts it. A file's name is its id and how it came; its content is an age file
with a zip inside (`capture_zip`).
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Self

from holdfast.model.errors import CaptureUnreadableError, InTrayFullError, NoSuchEntryError
from holdfast.vault.age_header import NotForUsError, OtherKeyError
from holdfast.vault.age_opening import open_with, seal_to
from holdfast.vault.capture_zip import read_capture
from holdfast.vault.disk import disk_errors, make_folder, sync_folder
from holdfast.vault.locking import locked
from holdfast.vault.part_file import PART, PartFile, sweep
from holdfast.vault.public import look_at
from holdfast.vault.sealed_spool import SealedSpool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.capture_zip import CapturedFile

FOLDER = "in-tray"
LOCK = "in-tray.lock"
MOST_ITEMS = 200
MOST_BYTES = 500 << 20
WAIT_SECONDS = 30.0
ID_BYTES = 16
PIECE_BYTES = 1 << 20
OTHER_CASEBOOK, DAMAGED = "other-casebook", "damaged"
"""Why something cannot be opened: the place of a `CaptureUnreadableError`, and a code for how it
came when it is kept as a file."""

NAME = re.compile(r"([0-9a-f]{32})(?:-([a-z][a-z-]{0,19}))?\.age")
HOW = re.compile(r"[a-z][a-z-]{0,19}")


class Waiting(NamedTuple):
    """Something in the in-tray that has not been opened."""

    id: str
    """Its name here, 32 hex digits."""

    how: str
    """How it came: `lock-page`, `phone-page`, `command`, …; empty when that is unknown."""

    arrived: str
    """When, by the disk's clock, ISO 8601 in UTC."""

    size_bytes: int
    """Size as it lies there, sealed."""


@dataclass(frozen=True, slots=True)
class Capture:
    """What came in; a context manager, because large ones lie sealed on the disk until closed."""

    waiting: Waiting
    """How and when it arrived: this the program knows; the note only claims."""

    note: Mapping[str, JsonValue] = field(repr=False)
    """What the sender wrote: `what`, `made`, `by`, `how`; nothing in it is checked."""

    files: tuple[CapturedFile, ...] = field(repr=False)
    """Files that came along."""

    _spool: SealedSpool = field(repr=False)

    def close(self) -> None:
        """Let go of it; its files can be read no longer."""
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class InTray:
    """The in-tray of an open casebook."""

    def __init__(self, home: Path, identity: str) -> None:
        """Look into the in-tray.

        Args:
            home: the casebook's folder.
            identity: `AGE-SECRET-KEY-1…`.
        """
        self._folder = home / FOLDER
        self._identity = identity

    @staticmethod
    def capture(home: Path, chunks: Iterable[bytes], *, how: str) -> str:
        """Put something in, without opening the casebook.

        Args:
            home: the casebook's folder.
            chunks: a zip as `capture_zip` reads it; it is sealed as it streams.
            how: a code for how it came.

        Returns:
            Its id, when it lies durably in the in-tray.
        """
        recipient = look_at(home).recipient
        return _put(home, how, lambda taker: seal_to(recipient, chunks, taker))

    def bring(self, chunks: Iterable[bytes], *, how: str) -> str:
        """Put in a file that was sealed elsewhere, on her phone or by a friend.

        Args:
            chunks: an age file, sealed to this casebook.
            how: a code for how it came.

        Returns:
            Its id.

        Raises:
            CaptureUnreadableError: it is not for this casebook, or damaged; nothing is kept.
        """
        name = _put(self._folder.parent, how, lambda taker: _copy(chunks, taker))
        try:
            self.open(name).close()
        except CaptureUnreadableError:
            self.discard(name)
            raise
        return name

    def list(self) -> tuple[Waiting, ...]:
        """Give what waits, in the order in which it arrived."""
        return tuple(sorted(_waiting(self._folder), key=attrgetter("arrived", "id")))

    def open(self, name: str) -> Capture:
        """Open something, to look at it or to adopt it.

        Args:
            name: its id.

        Raises:
            CaptureUnreadableError: it was not sealed to this casebook, or is damaged; its place
                says which.
        """
        path = self._path(name)
        spool = SealedSpool(self._folder)
        try:
            open_with(self._identity, _pieces(path), _Limited(spool.write, MOST_BYTES))
            note, files = read_capture(spool.finished())
        except (NotForUsError, InTrayFullError) as refused:
            spool.close()
            is_other = isinstance(refused, OtherKeyError)
            raise CaptureUnreadableError(OTHER_CASEBOOK if is_other else DAMAGED) from refused
        except BaseException:
            spool.close()
            raise
        return Capture(_describe(path), note, files, spool)

    def discard(self, name: str) -> None:
        """Remove something.

        Args:
            name: its id.
        """
        with disk_errors():
            self._path(name).unlink(missing_ok=True)
            sync_folder(self._folder)

    def _path(self, name: str) -> Path:
        for path in self._folder.glob(f"{name}*.age") if name.isalnum() else ():
            found = NAME.fullmatch(path.name)
            if found and found[1] == name:
                return path
        raise NoSuchEntryError(name)


class _Limited:
    """Hands bytes on until there are too many."""

    def __init__(self, take: Callable[[bytes], object], most_bytes: int) -> None:
        self._take = take
        self._left = most_bytes

    def write(self, piece: bytes) -> None:
        self._left -= len(piece)
        if self._left < 0:
            raise InTrayFullError
        self._take(piece)


def _put(home: Path, how: str, fill: Callable[[_Limited], None]) -> str:
    if not HOW.fullmatch(how):
        message = "how it came is a short code"
        raise ValueError(message)
    folder, name = home / FOLDER, secrets.token_hex(ID_BYTES)
    with disk_errors():
        make_folder(folder)
    sweep(folder, f"*{PART}")
    with PartFile(folder / f"{name}-{how}.age") as part:
        fill(_Limited(part.write, _room(folder)))
        # Others may have put something in meanwhile.
        with locked(home / LOCK, WAIT_SECONDS):
            if part.size_bytes > _room(folder):
                raise InTrayFullError
            part.commit()
    return name


def _room(folder: Path) -> int:
    waiting = _waiting(folder)
    if len(waiting) >= MOST_ITEMS:
        raise InTrayFullError
    return MOST_BYTES - sum(one.size_bytes for one in waiting)


def _waiting(folder: Path) -> list[Waiting]:
    return [_describe(path) for path in folder.glob("*.age") if NAME.fullmatch(path.name)]


def _describe(path: Path) -> Waiting:
    stat, found = path.stat(), NAME.fullmatch(path.name)
    name, how = found.groups() if found else ("", "")
    arrived = datetime.fromtimestamp(stat.st_mtime, UTC)
    return Waiting(name, how or "", arrived.isoformat(timespec="seconds"), stat.st_size)


def _copy(chunks: Iterable[bytes], taker: _Limited) -> None:
    for chunk in chunks:
        taker.write(chunk)


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as failure:
        raise CaptureUnreadableError from failure
