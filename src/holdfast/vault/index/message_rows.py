"""How the messages of a batch become rows: quickly, in one pass, with flat memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.model.message import MessageKind
from holdfast.vault.index.row_keys import message_key, seconds_of
from holdfast.vault.index.words import findable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from holdfast.vault.batch import Line

KINDS = tuple(str(kind) for kind in MessageKind)
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
INSERT = """INSERT INTO message (key, batch, number, kind, conversation, sender, text, findable,
    as_written, stated, clock, start, length, path, more, nth)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
MOST_KNOWN = 10_000
CARD, PHONE_BOOK = "contact", "contact-name"
HANDLE_DETAILS = frozenset({"tel", "email", "handle"})
BESIDE = frozenset({"to", "address"})
"""Details that say whose name `contact-name` is, where the sender is the phone's owner."""

MessageTuple = tuple[int | str | None, ...]


class Names:
    """Numbers for texts that repeat: conversations, senders, kinds of clock."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Number texts in a table.

        Args:
            connection: to the index, in a transaction.
        """
        self._connection = connection
        self._known: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Give the number of a text, a new one when it has none.

        Args:
            text: any.
        """
        known = self._known.get(text)
        if known is None:
            known = self._look_up(text)
            if len(self._known) < MOST_KNOWN:
                self._known[text] = known
        return known

    def _look_up(self, text: str) -> int:
        insert = "INSERT OR IGNORE INTO name (text) VALUES (?)"
        self._connection.execute(insert, (text,))
        found = self._connection.execute("SELECT id FROM name WHERE text = ?", (text,))
        number: int = found.fetchone()[0]
        return number


class BatchRows:
    """Makes the rows of one batch."""

    def __init__(self, names: Names, batch: int, running: int) -> None:
        """Begin a batch.

        Args:
            names: numbers for texts.
            batch: sequence of the entry it belongs to.
            running: running number of its first message.
        """
        self._names = names
        self._batch = batch
        self._running = running
        self._clocks: dict[tuple[object, ...], int] = {}
        self._same_time: dict[tuple[str | None, str], int] = {}
        self._time: object = None
        self.namings: set[tuple[str, str, str]] = set()
        """Why, a handle and the name that stands beside it in the file."""

    def of(self, lines: Iterable[Line]) -> Iterator[MessageTuple]:
        """Give a row for each message.

        Args:
            lines: values as a batch gives them.
        """
        number_of, batch, running = self._names.number, self._batch, self._running
        for line in lines:
            (_, number, kind, conversation, sender, text, happened, span) = line[:8]
            files, marks, secs, details = line[8:]
            stated = happened.get("stated")
            words = text if text.isascii() else findable(text)
            if files:
                words = "\n".join((words, *map(findable, files)))
            if details:
                words = "\n".join((words, *(findable(said) for _, said in details)))
                self._note_names(sender, text, marks, details)
            start, length, path = span
            yield (
                message_key(seconds_of(stated or happened.get("until")), running + number),
                batch,
                number,
                KIND_NUMBERS[kind],
                number_of(conversation),
                None if sender is None else number_of(sender),
                text,
                None if words == text else words,
                happened["as_written"],
                stated,
                self._clock(happened),
                start,
                length,
                path or None,
                _more(files, marks, secs, details),
                self._nth(stated, sender, text),
            )

    def _note_names(
        self, sender: str | None, text: str, marks: list[str], details: list[list[str]]
    ) -> None:
        """Note which names the file itself puts beside numbers and addresses."""
        if len(self.namings) >= MOST_KNOWN:
            return
        if "contact" in marks:
            self.namings |= {
                (CARD, said, text) for code, said in details if code in HANDLE_DETAILS and text
            }
            return
        beside = [said for code, said in details if code in BESIDE]
        handles = beside or ([sender] if sender else [])
        for code, name in details:
            if code == PHONE_BOOK and len(handles) == 1 and handles[0] != name:
                self.namings.add((PHONE_BOOK, handles[0], name))

    def _clock(self, happened: dict[str, str | int | bool | None]) -> int:
        """Number what is known of a time beside its digits; the same for most of a file."""
        rest = (
            happened.get("precision"),
            happened.get("zone_source"),
            happened.get("offset_minutes"),
            happened.get("until"),
            happened.get("about"),
        )
        known = self._clocks.get(rest)
        if known is None:
            known = self._names.number(json.dumps(rest))
            if len(self._clocks) < MOST_KNOWN:
                self._clocks[rest] = known
        return known

    def _nth(self, stated: object, sender: str | None, text: str) -> int:
        """Count how often the same was said at the same stated time: "ok" twice is two messages."""
        if stated != self._time:
            self._time = stated
            self._same_time.clear()
        said = (sender, text)
        nth = self._same_time.get(said, 0)
        self._same_time[said] = nth + 1
        return nth


def _more(files: object, marks: object, seconds: object, details: object) -> str | None:
    """Give what most messages do not have, as JSON; None for most."""
    if not (files or marks or seconds or details):
        return None
    return json.dumps([files, marks, seconds, details] if details else [files, marks, seconds])
