"""The index of an open casebook: what is found by word, by time and by conversation.

It can be lost at any moment: a missing, damaged or older file is made anew from the record, and
`remade` says so.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from holdfast.model.errors import CannotWriteError, CasebookInUseError, DiskFullError
from holdfast.vault.index import finding, machine_words, overviews, pictures, reading_back
from holdfast.vault.index.catching_up import Catcher, leaf_at, make_anew
from holdfast.vault.index.comparing import compare
from holdfast.vault.index.faults import PLACE, IndexDamagedError, explained
from holdfast.vault.index.machine_words import MachineText
from holdfast.vault.index.rows import Filter
from holdfast.vault.index.schema import (
    connect,
    count_of,
    find_state,
    is_ours,
    remove,
    transaction,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from holdfast.vault.index.catching_up import Log
    from holdfast.vault.index.rows import Conversation, Hit, MessageRow, Month
    from holdfast.vault.originals import Originals

Answer = TypeVar("Answer")
PAGE = 50
DIFFERS = "the index says otherwise than the record"
BROKEN = "the index is damaged and will be made anew"
MISSING, OLDER, DAMAGED = "missing", "older", "damaged"
OTHER = "other"
"""The index continued another record than this: a copy was put back."""

READ_ONLY, ASKED = "read-only", "asked"


class Index:
    """Finds things; safe to use from several threads."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        log: Log,
        originals: Originals,
    ) -> None:
        """Open the index, and bring it level with the record.

        Args:
            path: of the file; made when it is not there.
            key: 32 bytes, the sub-key `index`.
            log: the record.
            originals: where batches lie.
        """
        self._path = path
        self._key = key
        self._log = log
        self._originals = originals
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        self._connections: list[sqlite3.Connection] = []
        self.remade: str | None = None
        """Why the index was made anew since it was opened; None when it was not."""
        self._open()
        self.catch_up()

    def catch_up(self) -> int:
        """Apply what the record has and the index has not, by sequence number.

        What is in the record is safe whatever becomes of the index; so where the index cannot be
        written it goes on in memory, and where another process writes it for long it stays
        behind until it is asked again.

        Returns:
            How many entries were new.
        """
        try:
            return self._change(self._catch_up)
        except CasebookInUseError:
            return 0
        except (CannotWriteError, DiskFullError):
            before = self.counts()["entries"]
            with self._writing, self._reading:
                self.close()
                self._use_memory()
            return self.counts()["entries"] - before

    def rebuild(self) -> dict[str, int]:
        """Make everything anew from the record, except pictures of entries that are still there.

        Returns:
            The counts, as `counts`.
        """
        self._change(lambda: self._rebuild(ASKED))
        return self.counts()

    def timeline(
        self, wanted: Filter | None = None, *, before: int | None = None, limit: int = PAGE
    ) -> list[Hit]:
        """Give the record in the order of time, newest first.

        Args:
            wanted: what of it; all entries and no messages when left out.
            before: `key` of the last line of the page before.
            limit: most lines to give.
        """
        chosen = wanted or Filter()
        return self._ask(lambda open_: finding.timeline(open_, chosen, before=before, limit=limit))

    def search(
        self,
        typed: str,
        wanted: Filter | None = None,
        *,
        before: int | None = None,
        limit: int = PAGE,
    ) -> list[Hit]:
        """Find words in entries and messages, newest first.

        Args:
            typed: words that must all occur; those of three letters or more also find longer
                words that begin with them; in double quotes they must stand together.
            wanted: where to look; everywhere when left out.
            before: `key` of the last hit of the page before.
            limit: most hits to give.
        """
        chosen = wanted or Filter()
        return self._ask(
            lambda open_: finding.search(open_, typed, chosen, before=before, limit=limit)
        )

    def months(self) -> list[Month]:
        """Give every month that has something, newest first."""
        return self._ask(overviews.months)

    def days(self, month: str) -> list[Month]:
        """Give every day of a month that has something.

        Args:
            month: `2026-03`.
        """
        return self._ask(lambda open_: overviews.days(open_, month))

    def conversations(self) -> list[Conversation]:
        """Give every conversation over all exports of it, the longest first."""
        return self._ask(overviews.conversations)

    def people(self) -> list[tuple[str, int]]:
        """Give every name that entries mention, and in how many."""
        return self._ask(overviews.people)

    def handles(self) -> list[tuple[str, int, int]]:
        """Give every sender as written, with how many messages in how many files."""
        return self._ask(overviews.handles)

    def files_of_handle(self, handle: str) -> list[tuple[str, int]]:
        """Give the import of every file in which somebody is a sender, with how many messages.

        Args:
            handle: as written.
        """
        return self._ask(lambda connection: overviews.files_of_handle(connection, handle))

    def namings(self) -> list[tuple[str, str, str]]:
        """Give why, handle and name of what files put beside one another."""
        return self._ask(overviews.namings)

    def files_named(self, name: str, *, any_ending: bool = False) -> list[tuple[str, str]]:
        """Give the files of a name.

        Args:
            name: as received, without folders.
            any_ending: whether it is a name without its ending, and files have one.

        Returns:
            For each the id of its entry and its place, `<id of what it lies in>/<path>`, empty
            when it came by itself.
        """
        return self._ask(
            lambda connection: overviews.files_named(connection, name, any_ending=any_ending)
        )

    def files_by_digits(self, digits: str) -> list[str]:
        """Give the ids of files by the first digits of their SHA-256 or of their entry's id.

        Args:
            digits: lower-case hex.
        """
        return self._ask(lambda connection: overviews.files_by_digits(connection, digits))

    def count_inside(self, container: str) -> int:
        """Count the files that came inside another one.

        Args:
            container: id of that one's entry.
        """
        return self._ask(lambda connection: overviews.count_inside(connection, container))

    def counts(self) -> dict[str, int]:
        """Count entries and messages of each kind, and over all kinds."""
        return self._ask(overviews.counts)

    def messages(self, import_id: str, *, first: int, last: int) -> list[MessageRow]:
        """Give a stretch of an import in file order, each with where else it stands.

        Args:
            import_id: of the import.
            first: number of the first message.
            last: number of the last message; it is given too.
        """
        return self._ask(lambda open_: reading_back.read_messages(open_, import_id, first, last))

    def place_of(self, blob: str) -> str:
        """Name the exhibit that a blob belongs to, for errors.

        Args:
            blob: its id.
        """
        return self._ask(lambda open_: overviews.place_of(open_, blob))

    def put_picture(self, entry_id: str, use: str, jpeg: bytes) -> None:
        """Keep a picture made for showing an entry.

        Args:
            entry_id: of the exhibit.
            use: `screen` or `print`.
            jpeg: the picture.
        """
        self._change(lambda: pictures.put(self._writer, entry_id, use, jpeg))

    def get_picture(self, entry_id: str, use: str) -> bytes | None:
        """Give a picture made for showing an entry, or None when it must be made again.

        Args:
            entry_id: of the exhibit.
            use: `screen` or `print`.
        """
        return self._ask(lambda open_: pictures.find(open_, entry_id, use))

    def put_machine_text(self, entry_id: str, by: str, text: str) -> None:
        """Keep the words that a program read in a picture.

        Args:
            entry_id: of the exhibit.
            by: the program, its version and languages.
            text: the words; empty when there were none.
        """
        read = MachineText(by, text)

        def put() -> None:
            with transaction(self._writer):
                machine_words.put(self._writer, entry_id, read)

        self._change(put)

    def get_machine_text(self, entry_id: str) -> MachineText | None:
        """Give the words that a program read in a picture, or None when none tried.

        Args:
            entry_id: of the exhibit.
        """
        return self._ask(lambda open_: machine_words.find(open_, entry_id))

    def looks(self) -> list[tuple[str, str]]:
        """Give the id and the look of every picture, in the order of the log."""
        return self._ask(machine_words.looks)

    def differences(self) -> Iterator[tuple[str, str]]:
        """Compare everything in the index with the record.

        Yields:
            What differs, and how; nothing when all is as it should be.
        """
        self.catch_up()
        if self._reader is self._writer:
            return  # made from the record when it was opened, and in nobody else's reach
        try:
            with self._writing, explained():
                for found in compare(self._path, self._key, self._log, self._originals):
                    yield found.where, DIFFERS
        except IndexDamagedError:
            yield PLACE, BROKEN

    def close(self) -> None:
        """Let go of the file, and leave no side files behind."""
        with self._writing, self._reading:
            while self._connections:
                self._connections.pop().close()

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        try:
            return self._answer(question)
        except IndexDamagedError:
            self._start_anew()
            return self._answer(question)

    def _answer(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        with self._reading, explained():
            return question(self._reader)

    def _change(self, change: Callable[[], Answer]) -> Answer:
        # The lock for writing is always taken before the one for reading, never after it.
        with self._writing:
            try:
                with explained():
                    return change()
            except IndexDamagedError:
                self._start_anew()
                with explained():
                    return change()

    def _open(self) -> None:
        missing = not self._path.exists()
        try:
            with explained():
                self._connect(self._path)
                if not is_ours(self._writer):
                    self._rebuild(MISSING if missing else OLDER)
        except IndexDamagedError:
            self._start_anew()
        except (CannotWriteError, DiskFullError):
            self._use_memory()

    def _connect(self, path: Path | None) -> None:
        self._writer = self._keep_open(connect(path, self._key))
        self._reader = self._writer
        if path is not None:
            self._reader = self._keep_open(connect(path, self._key))

    def _keep_open(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        self._connections.append(connection)
        return connection

    def _use_memory(self) -> None:
        """Hold the index in memory, where the folder can be read but not written."""
        with explained():
            self._connect(None)
            self._rebuild(READ_ONLY)

    def _start_anew(self) -> None:
        """Put a fresh file in place of one that cannot be read."""
        with self._writing, self._reading:
            self.close()
            remove(self._path)
            with explained():
                self._connect(self._path)
                self._rebuild(DAMAGED)

    def _catch_up(self) -> int:
        size = self._log.size
        if self._continues(size):
            start = count_of(self._writer, "next")
            if start == size:
                return 0
            with transaction(self._writer):
                # Another process may have done some of it meanwhile.
                start = count_of(self._writer, "next")
                Catcher(self._writer, self._log, self._originals).apply(start, max(start, size))
            return size - start
        self._rebuild(OTHER)
        return size

    def _continues(self, size: int) -> bool:
        """Tell whether what the index has is the beginning of what the record has."""
        start = count_of(self._writer, "next")
        return start <= size and (
            start == 0 or find_state(self._writer, "leaf") == leaf_at(self._log, start - 1)
        )

    def _rebuild(self, why: str) -> None:
        make_anew(self._writer, self._log, self._originals)
        self.remade = why
