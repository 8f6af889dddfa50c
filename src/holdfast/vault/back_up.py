"""Back-ups: everything that cannot be derived, as it lies there sealed, in one file; and back.

No key is needed for either. Originals are copied first and the log after them, so that whatever
the copied log names is in the copy, even while somebody is writing.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from holdfast.model.errors import (
    CannotWriteError,
    CasebookExistsError,
    FileNotThereError,
    NoCasebookError,
    UsageError,
)
from holdfast.vault.back_up_file import BackUpWriter, is_ours, unpack
from holdfast.vault.disk import disk_errors, sync_folder, sync_tree
from holdfast.vault.in_tray import FOLDER as IN_TRAY
from holdfast.vault.locking import locked
from holdfast.vault.mirrored_log import BOTH, LOCK
from holdfast.vault.part_file import PartFile
from holdfast.vault.public import is_casebook
from holdfast.vault.sums import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer

BLOBS = "blobs"
WAIT_SECONDS = 30.0
UNFINISHED = ".restoring"
DEST, SRC = "DEST", "SRC"


@dataclass(frozen=True, kw_only=True, slots=True)
class BackUp:
    """What went into a back-up, or came out of one."""

    files: int
    """How many files of the casebook."""

    sha256: str
    """Of the back-up file, hex."""

    damaged: tuple[str, ...] = ()
    """Files that could not be read when it was made, by their names in the casebook's folder."""


class Sink(Protocol):
    """Takes bytes."""

    def write(self, piece: bytes | memoryview, /) -> object:
        """Add bytes."""
        ...


def back_up(home: Path, dest: Path, *, wait_seconds: float = WAIT_SECONDS) -> BackUp:
    """Copy a casebook into one file; it may be open, and another process may be writing.

    Args:
        home: the casebook's folder.
        dest: the file to make; it must not be there, nor lie in the casebook's folder.
        wait_seconds: how long to wait for a writer, at the end.

    Returns:
        What went in, once it lies there for good.

    Raises:
        NoCasebookError: there is none.
        UsageError: there is something at `dest` already, or it lies inside.
        FileNotThereError: the folder of `dest` is not there.
    """
    if not is_casebook(home):
        raise NoCasebookError
    if dest.exists() or dest.resolve().is_relative_to(home.resolve()):
        raise UsageError(DEST)
    if not dest.parent.is_dir():
        raise FileNotThereError(DEST)
    with PartFile(dest) as part:
        made = stream_back_up(home, part, beside=dest.parent, wait_seconds=wait_seconds)
        part.commit()
    return made


def stream_back_up(
    home: Path, out: Sink, *, beside: Path, wait_seconds: float = WAIT_SECONDS
) -> BackUp:
    """Copy a casebook into something that takes bytes.

    Args:
        home: the casebook's folder.
        out: gets the back-up, piece by piece; what it got is none until this returns.
        beside: a folder for a copy of the log while it is read; all in it is sealed.
        wait_seconds: how long to wait for a writer, at the end.

    Returns:
        What went in.

    Raises:
        NoCasebookError: there is none.
    """
    if not is_casebook(home):
        raise NoCasebookError
    with _ended(_Outlet(out)) as outlet:
        writer = BackUpWriter(outlet)
        done = _add_new(writer, home, set())
        with _log_copy(home, beside, wait_seconds) as (copies, damaged):
            writer.damaged.extend(damaged)
            for name, path in copies.items():
                writer.add(name, path)
        _add_new(writer, home, done)
        writer.finish()
    return BackUp(
        files=writer.files, sha256=outlet.digest.hexdigest(), damaged=tuple(writer.damaged)
    )


def restore(src: Path, home: Path) -> BackUp:
    """Put a back-up into an empty folder: all of it, or nothing.

    Args:
        src: the back-up.
        home: a folder that is empty or not there.

    Returns:
        What came out; see `restore_stream`.

    Raises:
        FileNotThereError: there is no such back-up.
    """
    with disk_errors():
        _refuse_if_filled(home)
        try:
            source = src.open("rb")
        except OSError as failure:
            raise FileNotThereError(SRC) from failure
    with source:
        return restore_stream(source, home)


def restore_stream(source: IO[bytes], home: Path) -> BackUp:
    """Put a back-up that is open already into an empty folder: all of it, or nothing.

    Args:
        source: the back-up, read once from where it stands.
        home: a folder that is empty or not there.

    Returns:
        What came out; BackUpUnreadableError when it was cut or changed, CasebookExistsError when
        there is something in the folder.

    Raises:
        NoCasebookError: the back-up holds no log.
    """
    with disk_errors():
        _refuse_if_filled(home)
        unfinished = home.with_name(home.name + UNFINISHED)
        with _only_whole(unfinished):
            found = unpack(source, unfinished)
            if not is_casebook(unfinished):
                raise NoCasebookError
            sync_tree(unfinished)
            with suppress(FileNotFoundError):
                home.rmdir()
            unfinished.rename(home)
            sync_folder(home.parent)
    return BackUp(files=found.files, sha256=found.sha256, damaged=found.damaged)


def _refuse_if_filled(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise CasebookExistsError


def _add_new(writer: BackUpWriter, home: Path, done: set[str]) -> set[str]:
    """Add originals, and what waits, that were not there a moment ago; give all that were added."""
    for pattern in (f"{BLOBS}/??/*", f"{IN_TRAY}/*.age"):
        for path in sorted(home.glob(pattern)):
            name = path.relative_to(home).as_posix()
            if is_ours(name) and name not in done and writer.add(name, path):
                done.add(name)
    return done


@contextmanager
def _log_copy(
    home: Path, beside: Path, wait_seconds: float
) -> Iterator[tuple[dict[str, Path], list[str]]]:
    """Hold the log still; give files to copy by name, and the names of damaged ones."""
    with ExitStack() as held:
        # A folder that cannot be written to is one that nobody is writing to.
        with suppress(CannotWriteError):
            held.enter_context(locked(home / LOCK, wait_seconds))
        if (home / SUMS).is_file():
            # Closed in order: the sums are about these very bytes.
            yield {name: home / name for name in (*BOTH, SUMS)}, []
            return
        with disk_errors():
            folder = Path(held.enter_context(tempfile.TemporaryDirectory(dir=beside)))
        found, damaged = {}, []
        for name in BOTH:
            if (home / name).is_file():
                found[name], sound = _snapshot(home / name, folder / name)
                damaged += [] if sound else [name]
        yield found, damaged


def _snapshot(path: Path, copy: Path) -> tuple[Path, bool]:
    """Copy a database as it stands; a broken one is given as it is."""
    with disk_errors(), suppress(sqlite3.Error):
        uri = f"{path.absolute().as_uri()}?mode=ro"
        source, target = sqlite3.connect(uri, uri=True), sqlite3.connect(copy)
        with closing(source), closing(target):
            source.backup(target)
            return copy, target.execute("PRAGMA quick_check").fetchone() == ("ok",)
    return path, False


@contextmanager
def _only_whole(folder: Path) -> Iterator[None]:
    """Have an empty folder, which is gone again if the block fails."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _ended(outlet: _Outlet) -> Iterator[_Outlet]:
    try:
        yield outlet
    finally:
        outlet.end()


class _Outlet(io.BytesIO):
    """The file on its way, hashed as it is written; holds nothing itself."""

    def __init__(self, part: Sink) -> None:
        super().__init__()
        self._part: Sink | None = part
        self.digest = sha256()

    def write(self, piece: ReadableBuffer, /) -> int:
        """Add bytes; after the end they are dropped, which tarfile adds when it is thrown away."""
        content = memoryview(piece)
        if self._part is not None:
            self.digest.update(content)
            self._part.write(content)
        return len(content)

    def end(self) -> None:
        """Take no more."""
        self._part = None
