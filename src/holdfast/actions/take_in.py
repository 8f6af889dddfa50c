"""Take files, folders and zips in: one import with an account of every file.

Each file is sealed before it is looked at and logged by itself, so that an import which is
cancelled or killed goes on where it stopped when it is started again: what is held already is not
taken twice. Everything inside a zip stands in the record as a file of its own that names the zip.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from holdfast.actions.account import FileAccount
from holdfast.actions.containers import (
    Budget,
    Container,
    Member,
    MemberUnreadableError,
    Skipped,
    members_of,
    members_of_folder,
)
from holdfast.actions.intake import ZIP, Intake, Original
from holdfast.actions.received import Received, Whose, from_path, written_name
from holdfast.model.entry import CONTRIBUTED_FIELDS
from holdfast.model.errors import FileNotThereError, SomebodyElsesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook

FOLDER = "folder"
_CONTAINERS = frozenset(each.value for each in Container)
FILE_NOT_THERE = FileNotThereError.code


class SoFar(NamedTuple):
    """How far an import is."""

    files: int
    """Files that are done."""

    done_bytes: int
    """Bytes of top-level files that were sealed."""

    whole_bytes: int
    """Bytes of all top-level files, as far as they are known."""


class CancelledError(Exception):
    """The person stopped the import; what was taken in before stays."""


def take_in(
    book: OpenCasebook,
    sources: Sequence[Path | Received],
    *,
    whose: str | None = None,
    progress: Callable[[SoFar], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[FileAccount]:
    """Take files, folders and zips in.

    Args:
        book: the open casebook.
        sources: paths of files and folders, or files that stream in.
        whose: a `Whose`; None when nobody said.
        progress: told how far it is, after every piece of a file.
        cancelled: asked between pieces; when it says yes, the file at hand is left out.

    Yields:
        One account for every file, once the file is in the record for good. Containers are rows
        of their own, before what is in them.

    Raises:
        SomebodyElsesError: it comes from somebody else's phone or account; nothing is taken in.
    """
    if whose == Whose.THEIRS:
        raise SomebodyElsesError
    with Intake(book) as intake:
        yield from take_in_with(
            intake, sources, whose=whose, progress=progress, cancelled=cancelled
        )


def take_in_with(
    intake: Intake,
    sources: Sequence[Path | Received],
    *,
    whose: str | None = None,
    progress: Callable[[SoFar], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[FileAccount]:
    """Take files in with an intake that is open already.

    Args:
        intake: holds the casebook, its clock and the reading child.
        sources: as for `take_in`.
        whose: as for `take_in`.
        progress: as for `take_in`.
        cancelled: as for `take_in`.

    Yields:
        As `take_in`.
    """
    watch = _Watch(progress, cancelled, sum(map(_size_of, sources)))
    taking = _Taking(intake, watch, whose)
    intake.adding.cancelled = cancelled
    try:
        for source in sources:
            yield from taking.source(source)
    except CancelledError:
        return
    finally:
        intake.book.index.catch_up()


class _Watch:
    """Tells how far it is, and stops when asked to."""

    def __init__(
        self, progress: Callable[[SoFar], None], cancelled: Callable[[], bool], whole: int
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._whole = whole
        self._done = 0
        self._files = 0

    def pieces(self, pieces: Iterable[bytes], *, counted: bool) -> Iterator[bytes]:
        for piece in pieces:
            self.look()
            yield piece
            self._done += len(piece) if counted else 0
            self._tell()

    def file_done(self) -> None:
        self._files += 1
        self._tell()

    def look(self) -> None:
        if self._cancelled():
            raise CancelledError

    def _tell(self) -> None:
        self._progress(SoFar(self._files, self._done, max(self._whole, self._done)))


class _Taking:
    """One import."""

    def __init__(self, intake: Intake, watch: _Watch, whose: str | None) -> None:
        self._intake = intake
        self._watch = watch
        self._whose = whose

    def source(self, source: Path | Received) -> Iterator[FileAccount]:
        if isinstance(source, Received):
            yield from self._file(source, counted=True)
        elif source.is_dir():
            yield from self._folder(source)
        else:
            try:
                received = from_path(source, whose=self._whose)
            except FileNotThereError as error:
                yield _left_out(written_name(source), error.code)
                return
            yield from self._file(received, counted=True)

    def _folder(self, folder: Path) -> Iterator[FileAccount]:
        name = written_name(folder.resolve())
        yield FileAccount(name=name, path=name, sha256="", size_bytes=0, format=FOLDER)
        for member in members_of_folder(folder):
            self._watch.look()
            if isinstance(member, Skipped):
                yield _left_out(f"{name}/{member.inside}", member.why)
                continue
            received = self._received(member, f"{name}/{member.inside}")
            yield from self._file(received, counted=True)

    def _received(self, member: Member, path: str, container: Entry | None = None) -> Received:
        received = Received(
            name=_as_text(member.name),
            path=_as_text(path),
            chunks=member.chunks,
            size_bytes=member.size_bytes,
            how=FOLDER,
            whose=self._whose,
        )
        if container is None:
            return received
        # Who sent a zip in sent what is in it.
        return replace(
            received,
            how=ZIP,
            part_of=(container.id, _as_text(member.inside)),
            by=container.text("by") or None,
            arrived=container.text("arrived") or None,
            contributed={name: container.fields.get(name) for name in CONTRIBUTED_FIELDS},
        )

    def _file(
        self, received: Received, *, counted: bool, depth: int = 1, budget: Budget | None = None
    ) -> Iterator[FileAccount]:
        self._watch.look()
        try:
            account = self._intake.take(_watched(received, self._watch, counted=counted))
        except MemberUnreadableError as error:
            yield _left_out(received.path, error.why)
            return
        except FileNotThereError as error:
            yield _left_out(received.path, error.code)
            return
        self._watch.file_done()
        yield account
        if account.format in _CONTAINERS:
            yield from self._members(account, depth, budget or Budget())

    def _members(self, container: FileAccount, depth: int, budget: Budget) -> Iterator[FileAccount]:
        book = self._intake.book
        entry = book.record.entry(container.entry)
        zipped = Original(entry.text("name"), book.originals.open(entry.text("blob")))
        for member in members_of(zipped, depth=depth, budget=budget):
            self._watch.look()
            path = f"{container.path}/{member.inside}".rstrip("/")
            if isinstance(member, Skipped):
                yield _left_out(_as_text(path), member.why)
                continue
            received = self._received(member, path, entry)
            yield from self._file(received, counted=False, depth=depth + 1, budget=budget)


def _watched(received: Received, watch: _Watch, *, counted: bool) -> Received:
    return replace(received, chunks=lambda: watch.pieces(received.chunks(), counted=counted))


def _left_out(path: str, why: str) -> FileAccount:
    return FileAccount(
        name=path.rsplit("/", 1)[-1], path=path, sha256="", size_bytes=0, format="", error=why
    )


def _as_text(name: str) -> str:
    """Give a name that UTF-8 can hold; a zip may state halves of characters."""
    return name.encode("utf-8", "backslashreplace").decode()


def _size_of(source: Path | Received) -> int:
    if isinstance(source, Received):
        return source.size_bytes or 0
    try:
        if not source.is_dir():
            return source.stat().st_size
        return sum(
            each.size_bytes for each in members_of_folder(source) if isinstance(each, Member)
        )
    except OSError:
        return 0
