"""The record: entries in the order in which they were written, never changed, provable.

Every append reads the sealed head again inside its transaction, so that two processes continue
one tree and never two. What is done to the whole log costs the same at the first entry and at
the five-thousandth, but for a logarithm.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.disclosure import digest_of, read_disclosure
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import CasebookDamagedError, NoSuchEntryError
from holdfast.model.merkle import Frontier
from holdfast.vault.clock_jumps import ClockWatch
from holdfast.vault.key_table import ShreddedKey
from holdfast.vault.lines import HEAD_KEY, Head, Line, open_head, open_line, sequence_key
from holdfast.vault.sealing import first_that_opens
from holdfast.vault.shredding import find_due, shred
from holdfast.vault.stores import Shelf
from holdfast.vault.threads import Current, gather
from holdfast.vault.writing import NUMBERED, Draft, EntryWriter, Logged, sign_head, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from holdfast.vault.keys import Keys
    from holdfast.vault.stores import Kept, LogStore, LogWriter

__all__ = ["Current", "Disclosed", "Draft", "Logged", "Record", "Shredded"]

WAIT_SECONDS = 30.0
ID_DIGITS = 32
SHORTEST_PREFIX = 8
HEX = frozenset("0123456789abcdef")
AFTER_HEX = "g"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shredded:
    """An entry whose words are gone: shredded, or damaged in every copy."""

    sequence: int
    """Its place in the log."""

    id: str
    """Its name; empty when even that is damaged."""

    kind: str
    """What it recorded; empty when even that is damaged."""

    shredded_at: str | None
    """When it was shredded; None when it is damaged instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Disclosed:
    """An entry with what is needed to show any of its fields to a stranger."""

    kind: str
    """What it records."""

    sequence: int
    """Its place in the log."""

    digests: tuple[str, ...]
    """Of every field, sorted."""

    disclosures: Mapping[str, str] = field(repr=False)
    """By the field's name."""


class Record:
    """The log of an open casebook."""

    def __init__(
        self,
        log: LogStore,
        keys: Keys,
        *,
        wait_seconds: float = WAIT_SECONDS,
        watch: ClockWatch | None = None,
    ) -> None:
        """Read and write a log.

        Args:
            log: the engine.
            keys: of the casebook.
            wait_seconds: how long an append waits for another process.
            watch: tells whether the clock was set; by the device's own when left out.
        """
        self.log = log
        self.keys = keys
        self.tables = tables_of(log, keys)
        self._wait_seconds = wait_seconds
        self._body = keys.subkey("body")
        self._watch = watch or ClockWatch()
        self._lines: list[Line] = []
        self._reading_lines = threading.Lock()

    @property
    def size(self) -> int:
        """Number of entries."""
        return self.head().frontier.size

    def append(
        self,
        drafts: Sequence[Draft],
        *,
        kept: Sequence[Kept] = (),
        clock: Callable[[], datetime],
    ) -> tuple[Logged, ...]:
        """Write entries: all of them, durably, or none.

        Args:
            drafts: in the order in which they are to stand.
            kept: sealed originals that these drafts name.
            clock: tells the device's time, with its zone.

        Returns:
            The entries with everything the log filled in.
        """
        try:
            return self._append(drafts, kept, clock)
        except CasebookDamagedError:
            # A file found damaged while writing is made anew at the next try.
            return self._append(drafts, kept, clock)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry | Shredded]:
        """Give entries in order.

        Args:
            start: first sequence.
            stop: sequence to stop before; the end of the log when left out.
        """
        size = self.size
        for sequence in range(start, size if stop is None else min(stop, size)):
            yield self.at(sequence)

    def at(self, sequence: int) -> Entry | Shredded:
        """Give what stands at a place of the log.

        Args:
            sequence: from 0, below `size`.
        """
        line = self.line(sequence)
        if line is None:
            return Shredded(sequence=sequence, id="", kind="", shredded_at=None)
        opened = self._open(sequence, line)
        if isinstance(opened, str) or opened is None:
            return Shredded(sequence=sequence, id=line.id, kind=line.kind, shredded_at=opened)
        version, disclosures = opened
        shown = (read_disclosure(each) for each in disclosures)
        fields = {each.name: each.value for each in shown}
        return Entry(kind=Kind(line.kind), sequence=sequence, fields=fields, version=version)

    def entry(self, ref: str | int) -> Entry:
        """Give one entry.

        Args:
            ref: its id, the first eight or more digits of it, or its sequence.

        Raises:
            NoSuchEntryError: there is none, or more than one, or it is shredded or damaged.
        """
        found = self.at(self.sequence_of(ref))
        if isinstance(found, Shredded):
            raise NoSuchEntryError(str(ref))
        return found

    def sequence_of(self, ref: str | int) -> int:
        """Give the place of an entry.

        Args:
            ref: its id, the first eight or more digits of it, or its sequence.

        Raises:
            NoSuchEntryError: there is none, or more than one.
        """
        text = str(ref).lower()
        if text.isascii() and text.isdigit() and len(text) < SHORTEST_PREFIX:
            if int(text) < self.size:
                return int(text)
        elif SHORTEST_PREFIX <= len(text) <= ID_DIGITS and HEX.issuperset(text):
            found = [row.key for row in self.log.rows(Shelf.NAME, text, text + AFTER_HEX)]
            if len(found) == 1:
                return self._place_of(found[0])
        raise NoSuchEntryError(str(ref))

    def current(self, ref: str | int) -> Current:
        """Give an entry as it stands now, with its amendments, and whether it is withdrawn.

        Args:
            ref: as for `entry`.
        """
        entry = self.entry(ref)
        return gather(entry, self.about)

    def disclosed(self, sequence: int) -> Disclosed:
        """Give an entry's digests and disclosures.

        Args:
            sequence: its place.

        Raises:
            NoSuchEntryError: it is shredded or damaged.
        """
        line = self.line(sequence)
        opened = None if line is None else self._open(sequence, line)
        if line is None or isinstance(opened, str) or opened is None:
            raise NoSuchEntryError(str(sequence))
        return Disclosed(
            kind=line.kind,
            sequence=sequence,
            digests=tuple(sorted(map(digest_of, opened[1]))),
            disclosures={read_disclosure(each).name: each for each in opened[1]},
        )

    def line(self, sequence: int) -> Line | None:
        """Give what the log knows of an entry without opening it, or None when that is damaged.

        Args:
            sequence: its place.
        """
        key = sequence_key(sequence)
        return open_line(self.keys, self._body, key, self.log.copies(Shelf.LINE, key))

    def lines(self) -> list[Line | None]:
        """Give the line of every entry; None for a damaged one."""
        size = self.size
        with self._reading_lines:
            self._read_lines_up_to(size)
            known = self._lines[:size]
        return [*known, *(self.line(at) for at in range(len(known), size))]

    def leaves(self) -> list[bytes]:
        """Give every leaf of the tree.

        Raises:
            CasebookDamagedError: a leaf is damaged in every copy; the place says which.
        """
        leaves = []
        for sequence, line in enumerate(self.lines()):
            if line is None:
                raise CasebookDamagedError(str(sequence))
            leaves.append(line.leaf)
        return leaves

    def checkpoint(self) -> str:
        """Give the signed checkpoint of the log as it stands."""
        return sign_head(self.keys, self.head())

    def checkpoints(self) -> Iterator[str]:
        """Give every checkpoint signed so far, oldest first; damaged ones are left out."""
        for row in self.log.rows(Shelf.CHECKPOINT):
            note = first_that_opens(
                self._body,
                (row.value, *self.log.copies(Shelf.CHECKPOINT, row.key)),
                self.keys.bound(Shelf.CHECKPOINT, row.key),
            )
            if note is not None:
                yield note.decode()

    def held_by(self, sha256: str) -> str | None:
        """Give the id of the entry that holds certain bytes, or None.

        Args:
            sha256: of the bytes, hex.
        """
        found = self.tables.held.find(sha256)
        return None if found is None else found.entry

    def blobs(self) -> Iterator[tuple[str, str | None, str]]:
        """Give every blob that an entry names: its id, SHA-256 of an original, the entry's id."""
        for entry in self.entries():
            if isinstance(entry, Entry):
                if entry.text("blob"):
                    yield entry.text("blob"), entry.text("sha256"), entry.id
                if entry.text("batch"):
                    yield entry.text("batch"), None, entry.id

    def shred_due(self, now: datetime) -> tuple[str, ...]:
        """Destroy the keys of what was withdrawn and whose delay has passed.

        Args:
            now: the device's time, with its zone.

        Returns:
            Ids of entries and blobs that no longer open.
        """
        due = find_due(self, now)
        if not due:
            return ()
        with self.log.writing(self._wait_seconds) as writer:
            shred(writer, self.tables, due, now)
        return tuple(thing for each in due for thing in (each.id, *each.blobs))

    def about(self, name: str) -> list[Entry | Shredded]:
        """Give the entries that are about another one, in order.

        Args:
            name: its id.
        """
        return [self.at(at) for at, line in enumerate(self.lines()) if line and line.of == name]

    def head(self, writer: LogWriter | None = None) -> Head:
        """Give where the log stands.

        Args:
            writer: a transaction to read in.

        Returns:
            The stored head; when it is damaged or an old one, it is worked out from the lines.
        """
        copies: list[bytes] = []
        if writer is not None:
            with suppress(CasebookDamagedError):
                copies.extend(filter(None, [writer.get(Shelf.HEAD, HEAD_KEY)]))
        head = open_head(self.keys, (*copies, *self.log.copies(Shelf.HEAD, HEAD_KEY)))
        if head is None or self.line(head.frontier.size) is not None:
            return self._worked_out_head()
        return head

    def _append(
        self, drafts: Sequence[Draft], kept: Sequence[Kept], clock: Callable[[], datetime]
    ) -> tuple[Logged, ...]:
        with self.log.writing(self._wait_seconds) as writer:
            head = self.head(writer)
            written = clock()
            jump = self._watch.see(written, head.written)
            entries = EntryWriter(writer, self.keys, self.tables, head)
            logged = tuple(entries.write(draft, written, jump) for draft in drafts)
            for each in kept:
                entries.keep(each, [one.entry for one in logged])
            if logged:
                entries.finish()
        return logged

    def _read_lines_up_to(self, size: int) -> None:
        # Lines never change, so that those that could be read once are kept.
        for row in self.log.rows(Shelf.LINE, sequence_key(len(self._lines)), sequence_key(size)):
            at = len(self._lines)
            line = open_line(self.keys, self._body, row.key, (row.value,)) or self.line(at)
            if line is None or row.key != sequence_key(at):
                return
            self._lines.append(line)

    def _place_of(self, name: str) -> int:
        found = first_that_opens(
            self._body, self.log.copies(Shelf.NAME, name), self.keys.bound(Shelf.NAME, name)
        )
        if found is not None:
            return int(found)
        for sequence, line in enumerate(self.lines()):
            if line and line.id == name:
                return sequence
        raise NoSuchEntryError(name)

    def _open(self, sequence: int, line: Line) -> tuple[int, list[str]] | str | None:
        """Give version and disclosures; or when it was shredded; or None when it is damaged."""
        key = self.tables.keys.find(line.id)
        if key is None or isinstance(key, ShreddedKey):
            return None if key is None else key.shredded_at
        place = sequence_key(sequence)
        content = first_that_opens(
            key, self.log.copies(Shelf.ENTRY, place), self.keys.bound(Shelf.ENTRY, place)
        )
        if content is None:
            return None
        stored = json.loads(content)
        return stored["version"], stored["disclosures"]

    def _worked_out_head(self) -> Head:
        head = Head(Frontier(), 1, "")
        for row in self.log.rows(Shelf.LINE):
            line = self.line(head.frontier.size)
            if line is None:
                raise CasebookDamagedError(row.key)
            found = self.at(head.frontier.size)
            head.frontier.push(line.leaf)
            head.number += line.kind in NUMBERED
            if isinstance(found, Entry):
                number = found.fields.get("number")
                head.number = max(head.number, number + 1 if isinstance(number, int) else 1)
                head.written = found.written
        return head
