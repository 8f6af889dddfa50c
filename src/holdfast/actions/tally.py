"""Counting what a reader finds while it streams past, so that nothing is held in memory.

`Tally.messages` passes the messages on to whoever seals them and keeps the sums: how many of each
kind, who wrote, when it began and ended, what was left over, what is to be asked, and the picture.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from holdfast.actions.coverage import Coverage, covered
from holdfast.model.message import (
    Leftover,
    Message,
    MessageKind,
    Part,
    Photo,
    Question,
    Recording,
    StatedHash,
)
from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from holdfast.model.entry import JsonValue
    from holdfast.model.message import Found
    from holdfast.model.moment import Moment

NAMES = {
    MessageKind.MESSAGE: "messages",
    MessageKind.CALL: "calls",
    MessageKind.EVENT: "events",
    MessageKind.POST: "posts",
}
MOST_PARTICIPANTS = 10_000
"""Names beyond these are not listed; no group has so many."""

MOST_STATED = 10_000
"""Hashes beyond these are not compared."""

MOST_TABLES, LONGEST_TABLE = 200, 80
"""Of a database: what is beyond is counted under the empty name, or cut."""

_kind, _sender, _happened, _place, _attachments = map(
    itemgetter, map(Message._fields.index, ("kind", "sender", "happened", "span", "attachments"))
)
_stated = itemgetter(1)


def no_part(_part: Part) -> None:
    """Keep nothing of a file inside; for those who only count."""


class Tally:
    """The sums over one file."""

    def __init__(self, keep_part: Callable[[Part], None] = no_part) -> None:
        """Begin at nothing.

        Args:
            keep_part: takes each file inside the original as it comes past.
        """
        self._keep_part = keep_part
        self.parts = 0
        self.stated: list[StatedHash] = []
        self.counts: Counter[str] = Counter()
        self.participants: dict[str, None] = {}
        self.questions: list[Question] = []
        self.photo: Photo | Recording | None = None
        self.attachments = 0
        self.leftovers: Counter[str] = Counter()
        self._leftover_bytes: Counter[str] = Counter()
        self._read, self._left = Coverage(), Coverage()
        self._rows: Counter[str] = Counter()
        self._tables_left: Counter[str] = Counter()
        self._first: Moment | None = None
        self._last: Moment | None = None

    @property
    def total(self) -> int:
        """How many messages, calls, events and posts went past."""
        return self.counts.total()

    def messages(self, batches: Iterable[list[Found]]) -> Iterator[Message]:
        """Pass the messages on, and count everything.

        Args:
            batches: what the reader finds.

        Yields:
            Messages in file order.
        """
        for batch in batches:
            messages = [each for each in batch if isinstance(each, Message)]
            if messages:
                self._count(messages)
                yield from messages
            if len(messages) < len(batch):
                for each in batch:
                    self._note(each)

    def leave_over(self, why: str, size_bytes: int) -> None:
        """Count a whole file that was not read.

        Args:
            why: code of the reason.
            size_bytes: its length.
        """
        self._leave(Leftover(Span(0, size_bytes), why))

    def _leave(self, leftover: Leftover) -> None:
        (start, length, path), why = leftover
        self.leftovers[why] += 1
        self._leftover_bytes[why] += length
        self._left.add([(start, start + length)])
        if path and not length:
            self._count_rows(self._tables_left, path)

    def fields(self) -> dict[str, JsonValue]:
        """Give the sums as the fields of an import or reading entry."""
        return {
            "counts": {
                **{name: self.counts[kind] for kind, name in NAMES.items()},
                "attachments": self.attachments,
                "parts": self.parts,
                **self._accounting(),
            },
            "participants": list(self.participants),
            "first": self._first.iso if self._first else None,
            "last": self._last.iso if self._last else None,
            "leftovers": [
                {"why": why, "count": count, "bytes": self._leftover_bytes[why]}
                for why, count in sorted(self.leftovers.items())
            ],
            "questions": [
                {"id": each.id, "text": each.text, "choices": list(each.choices)}
                for each in self.questions
            ],
            "stated": [[each.name, each.sha256] for each in self.stated],
        }

    def _count(self, messages: list[Message]) -> None:
        self.counts.update(map(_kind, messages))
        self._cover(messages)
        self.attachments += sum(map(len, map(_attachments, messages)))
        for sender, kind in dict.fromkeys(map(itemgetter(2, 0), messages)):
            if sender and kind != MessageKind.EVENT and len(self.participants) < MOST_PARTICIPANTS:
                self.participants[sender] = None
        timed = [moment for moment in map(_happened, messages) if moment[1] is not None]
        if timed:
            self._span(min(timed, key=_stated), max(timed, key=_stated))

    def _accounting(self) -> dict[str, JsonValue]:
        """Give how much of the file is accounted for: bytes, and rows of a database by table."""
        read = covered(self._read)
        found: dict[str, JsonValue] = {"bytes_read": read}
        if self._read.is_whole and self._left.is_whole:
            found["bytes_left"] = covered(self._read, self._left) - read
        if self._rows or self._tables_left:
            found["rows"] = dict(self._rows)
            found["tables_left"] = dict(self._tables_left)
        return found

    def _cover(self, messages: list[Message]) -> None:
        """Note the bytes that messages were read from, or the rows."""
        places = list(map(_place, messages))
        self._read.add((start, start + length) for start, length, _ in places)
        for _, length, path in places:
            if not length:
                self._count_rows(self._rows, path)

    def _count_rows(self, rows: Counter[str], path: str) -> None:
        table = _table_of(path)[:LONGEST_TABLE]
        rows[table if table in rows or len(rows) < MOST_TABLES else ""] += 1

    def _span(self, first: Moment, last: Moment) -> None:
        if self._first is None or first.order_key < self._first.order_key:
            self._first = first
        if self._last is None or last.order_key > self._last.order_key:
            self._last = last

    def _note(self, found: Found) -> None:
        match found:
            case Leftover():
                self._leave(found)
            case Question():
                self.questions.append(found)
            case Photo() | Recording():
                self.photo = found
            case Part():
                self.parts += 1
                self._read.add([(found.span.start, found.span.end)])
                self._keep_part(found)
            case StatedHash():
                self._read.add([(found.span.start, found.span.end)])
                if len(self.stated) < MOST_STATED:
                    self.stated.append(found)
            case Message():
                pass


def _table_of(path: str) -> str:
    """Give the table of a row's path, such as `message:12`, `record 3` or `handle`."""
    table = path.partition(":")[0]
    name, _, number = table.rpartition(" ")
    return name if number.isdecimal() else table
