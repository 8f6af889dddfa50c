"""Take files, folders and zips in: one import with an account of every file.

Each file is sealed before it is looked at and logged by itself, so that an import which is
cancelled or killed goes on where it stopped when it is started again: what is held already is not
taken twice. Everything inside a zip stands in the record as a file of its own that names the zip.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
from holdfast.actions.reading.following import LastRead
from holdfast.actions.received import Received, Whose, from_path, written_name
from holdfast.actions.so_far import AtHand, CancelledError, Step, Watch
from holdfast.model.entry import CONTRIBUTED_FIELDS
from holdfast.model.errors import FileNotThereError, SomebodyElsesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from holdfast.actions.so_far import SoFar
    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook

FOLDER = "folder"
_CONTAINERS = frozenset(each.value for each in Container)
FILE_NOT_THERE = FileNotThereError.code


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
        progress: told how far it is, whenever a file is sealed or read a little further.
        cancelled: asked as often; when it says yes, the file at hand is left out.

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
    watch = Watch(progress, cancelled, sum(map(_size_of, sources)))
    taking = _Taking(intake, watch, whose)
    intake.tell, intake.adding.tell, intake.adding.cancelled = (
        watch.note,
        watch.note_last,
        cancelled,
    )
    try:
        for source in sources:
            yield from taking.source(source)
    except CancelledError:
        return
    finally:
        watch.note_last(AtHand(Step.FINDABLE))
        intake.book.index.catch_up()
        watch.note_last(None)


class _Taking:
    """One import."""

    def __init__(self, intake: Intake, watch: Watch, whose: str | None) -> None:
        self._intake = intake
        self._watch = watch
        self._whose = whose

    def source(self, source: Path | Received) -> Iterator[FileAccount]:
        if isinstance(source, Received):
            yield from self._top_level(source)
        elif source.is_dir():
            yield from self._folder(source)
        else:
            try:
                received = from_path(source, whose=self._whose)
            except FileNotThereError as error:
                yield _left_out(written_name(source), error.code)
                return
            yield from self._top_level(received)

    def _folder(self, folder: Path) -> Iterator[FileAccount]:
        name = written_name(folder.resolve())
        yield FileAccount(name=name, path=name, sha256="", size_bytes=0, format=FOLDER)
        for member in members_of_folder(folder):
            self._watch.look()
            if isinstance(member, Skipped):
                yield _left_out(f"{name}/{member.inside}", member.why)
                continue
            received = self._received(member, f"{name}/{member.inside}")
            yield from self._top_level(received)

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

    def _top_level(self, received: Received) -> Iterator[FileAccount]:
        self._watch.begin(received.size_bytes or 0)
        yield from self._file(received)
        self._watch.end()

    def _file(
        self, received: Received, *, depth: int = 1, budget: Budget | None = None
    ) -> Iterator[FileAccount]:
        self._watch.next_file()
        try:
            account = self._intake.take(_watched(received, self._watch))
        except MemberUnreadableError as error:
            yield _left_out(received.path, error.why)
            return
        except FileNotThereError as error:
            yield _left_out(received.path, error.code)
            return
        yield account
        if account.format in _CONTAINERS:
            yield from self._members(account, depth, budget or Budget())

    def _members(self, container: FileAccount, depth: int, budget: Budget) -> Iterator[FileAccount]:
        book = self._intake.book
        entry = book.record.entry(container.entry)
        sealed = book.originals.open(entry.text("blob"))
        archive = LastRead(Original(entry.text("name"), sealed))
        for member in members_of(archive, depth=depth, budget=budget):
            self._watch.look()
            path = f"{container.path}/{member.inside}".rstrip("/")
            if isinstance(member, Skipped):
                yield _left_out(_as_text(path), member.why)
                continue
            # The list of what is in it, at its end, was read before; from here on it is the files.
            archive.end = 0
            received = self._received(member, path, entry)
            self._watch.begin_inside(archive if depth == 1 else None)
            yield from self._file(received, depth=depth + 1, budget=budget)
            self._watch.begin_inside(archive if depth == 1 else None)
            self._watch.end_inside()


def _watched(received: Received, watch: Watch) -> Received:
    size_bytes = received.size_bytes or 0
    return replace(received, chunks=lambda: watch.pieces(received.chunks(), size_bytes))


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
