"""One file into the record: seal first, then recognise, read, and log what was found.

The bytes are sealed and durable before anything looks at them, so that whatever a hostile or broken
file does to the reading child, the file is kept. What was read goes into a sealed batch, and one
commit of the log names both. Until that commit nothing counts.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.actions.account import OPAQUE, FileAccount, account_of, latest_reading
from holdfast.actions.clock import now
from holdfast.actions.containers import container_of
from holdfast.actions.outside.adding import Adding
from holdfast.actions.parts import Parts, is_part_missing, log_parts
from holdfast.actions.prepared import Prepared, ReadResult, prepare
from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.actions.reading.following import Followed
from holdfast.actions.tally import Tally
from holdfast.actions.telling_folders import name_for_readers, name_on_arrival
from holdfast.actions.zoned import in_stated_zone
from holdfast.model.entry import Entry
from holdfast.model.errors import HoldfastError, NotThisFormatError, ReaderStoppedError
from holdfast.readers.opaque import HEAD_NEEDED, why_not_read
from holdfast.vault.batch import BatchWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from typing import Self

    from holdfast.actions.received import Received
    from holdfast.actions.so_far import AtHand
    from holdfast.model.message import Found, Message
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.sealed_file import SealedFile
    from holdfast.vault.stores import Kept

ZIP = "zip"
"""Format of a zip that is looked into: its members are files of their own."""


class Original:
    """A sealed original as a reader sees it: a name, a size, and stretches of bytes."""

    def __init__(self, name: str, sealed: SealedFile) -> None:
        """Open the seal.

        Args:
            name: as received.
            sealed: opens any stretch.
        """
        self.name = name
        self.size = sealed.size
        self._sealed = sealed

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch of the original.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        return self._sealed.read(start, length)


class Intake:
    """Takes files in, one after the other, with one reading child for all of them."""

    def __init__(self, book: OpenCasebook, *, clock: Callable[[], datetime] = now) -> None:
        """Stand ready.

        Args:
            book: the open casebook.
            clock: the device's.
        """
        self.book = book
        self.clock = clock
        self.tell: Callable[[AtHand], None] = lambda _: None
        self._child = ReadingChild()
        self.adding = Adding(book)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._child.close()
        if kind is None:
            self.adding.read_words()

    def take(self, received: Received) -> FileAccount:
        """Take one file in: sealed, read, logged.

        Args:
            received: the file.

        Returns:
            Its account, once it is in the record for good.
        """
        with self.prepared(received) as found:
            if not isinstance(found, Entry):
                logged = self.book.record.append([found.draft], kept=found.kept, clock=self.clock)
        if isinstance(found, Entry):
            self._take_missing(found, received.path)
            return self.account(found, path=received.path)
        inside = self.finish(found, logged[0].entry, path=received.path)
        account = account_of(logged[0].entry, path=received.path, inside=inside)
        return replace(account, notes=self.adding.notes(found.photo))

    @contextmanager
    def prepared(self, received: Received) -> Iterator[Prepared | Entry]:
        """Seal and read a file; what is surely not logged inside the block is taken back.

        Args:
            received: the file.

        Yields:
            What is to be appended, or the entry that holds the same bytes already.

        Raises:
            HoldfastError: what ended the block, as it was.
        """
        self._child.begin()
        kept = received.kept or self.book.originals.keep(received.chunks())
        waiting = [kept]
        try:
            # What was sealed before this import may have come in by another file since.
            held_by = kept.held_by or self.book.record.held_by(kept.sha256)
            if held_by is not None:
                self.book.originals.forget(waiting.pop())
                yield self.book.record.entry(held_by)
                return
            sealed = self.book.originals.open_kept(kept)
            name = name_on_arrival(self.book, received)
            result = self._looked_at(Original(name, sealed), kept.sha256)
            if result.batch is not None:
                waiting.append(result.batch)
            waiting += [each.kept for each in result.parts]
            yield prepare(received, kept, result, now_written=self.clock())
            waiting.clear()
        except HoldfastError as refused:
            if refused.may_be_saved:
                waiting.clear()
            raise
        finally:
            for each in waiting:
                self.book.originals.forget(each)

    def _looked_at(self, original: Original, sha256: str) -> ReadResult:
        container = container_of(original)
        if container is not None:
            return ReadResult(reader=container.value, tally=Tally(), batch=None)
        result = self.read(original, sha256, answers={})
        result.tally.photo = self.adding.look(result.tally.photo, original)
        return result

    def read(self, original: Original, sha256: str, *, answers: Mapping[str, str]) -> ReadResult:
        """Recognise and read an original in the child, sealing the messages as they come.

        Args:
            original: the sealed file.
            sha256: of it.
            answers: choices by question id.

        Returns:
            What was read; all of the file left over when the child died of it.
        """
        parts = Parts(self.book.originals, self.book.record.held_by)
        tally, writer = Tally(parts.keep), BatchWriter(sha256)
        batch: Kept | None = None
        try:
            followed = Followed(original, self.tell)
            reading = read_original(self._child, followed, answers=answers)
            batches = in_stated_zone(followed.passing(reading.batches), answers)
            batch = self._seal_messages(tally, writer, batches)
            result = ReadResult(
                reader=reading.reader, tally=tally, batch=batch, parts=parts.taken()
            )
        except ReaderStoppedError as stopped:
            return _not_read(original.size, f"reader-{stopped.place}")
        except NotThisFormatError:
            why = why_not_read(original.read(0, HEAD_NEEDED), original.name)
            return _not_read(original.size, why)
        finally:
            parts.forget()
        if batch is None:
            return result
        return replace(result, leaves=writer.leaves, root=writer.root)

    def _seal_messages(
        self, tally: Tally, writer: BatchWriter, batches: Iterator[list[Found]]
    ) -> Kept | None:
        messages = tally.messages(batches)
        first = next(messages, None)
        if first is None:
            return None
        return self.book.originals.keep(writer.chunks(_with_first(first, messages)))

    def account(self, entry: Entry, *, path: str = "") -> FileAccount:
        """Give the account of a file that the record holds already.

        Args:
            entry: the exhibit or import.
            path: name with folders, as it came in this time.
        """
        about = [each for each in self.book.record.about(entry.id) if isinstance(each, Entry)]
        return account_of(entry, latest_reading(about), path=path, already_held=True)

    def finish(
        self, prepared: Prepared, entry: Entry, *, path: str = "", depth: int = 1
    ) -> tuple[FileAccount, ...]:
        """Keep the copies of a picture, and log the files inside, once the file itself is logged.

        Args:
            prepared: the file.
            entry: of it, as logged.
            path: of it, as it came in.
            depth: how many files lie around what is inside.

        Returns:
            The accounts of the files inside.
        """
        self._put_pictures(prepared)
        return log_parts(self, prepared.parts, entry, path=path, depth=depth)

    def _take_missing(self, entry: Entry, path: str) -> None:
        """Go on with an import that was ended before all files inside it were logged."""
        if not is_part_missing(self.book, entry):
            return
        result = self.read(self.original_of(entry), entry.text("sha256"), answers={})
        if result.batch is not None:
            self.book.originals.forget(result.batch)
        log_parts(self, result.parts, entry, path=path)

    def original_of(self, entry: Entry) -> Original:
        """Give the sealed original of an entry as a reader sees it.

        Args:
            entry: an exhibit or import.
        """
        return original_of(self.book, entry)

    def _put_pictures(self, prepared: Prepared) -> None:
        photo = prepared.photo
        if photo is None:
            return
        for name, picture in (("screen", photo.for_screen), ("print", photo.for_print)):
            if picture:
                self.book.index.put_picture(prepared.id, name, picture)
        self.adding.logged(photo, prepared.id)


def original_of(book: OpenCasebook, entry: Entry) -> Original:
    """Give the sealed original of an entry as a reader sees it, under the name that tells most.

    Args:
        book: the open casebook.
        entry: an exhibit or import.
    """
    return Original(name_for_readers(book, entry), book.originals.open(entry.text("blob")))


def _with_first(first: Message, rest: Iterator[Message]) -> Iterator[Message]:
    yield first
    yield from rest


def _not_read(size_bytes: int, why: str) -> ReadResult:
    tally = Tally()
    tally.leave_over(why, size_bytes)
    return ReadResult(reader=OPAQUE, tally=tally, batch=None)
