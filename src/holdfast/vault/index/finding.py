"""Finding: full-text search and the timeline, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from holdfast.model.entry import Kind
from holdfast.vault.index.entry_rows import BY_OTHERS, SHOWN, YES
from holdfast.vault.index.message_rows import KIND_NUMBERS
from holdfast.vault.index.reading_back import MESSAGE_COLUMNS, message_hit
from holdfast.vault.index.row_keys import END, first_key_after, first_key_from
from holdfast.vault.index.rows import Filter, Hit, Place
from holdfast.vault.index.schema import longer_words
from holdfast.vault.index.words import excerpt, to_match

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

ENTRY_COLUMNS = (
    "entry.key, entry.id, entry.sequence, entry.kind, entry.happened, entry.written, entry.text,"
    " entry.sha256, entry.number, entry.withdrawn"
)
IN_TALK = "message.conversation = (SELECT id FROM name WHERE text = ?)"
TALK = "FROM talk JOIN name ON name.id = talk.conversation WHERE name.text = ?"
SINCE_TALK = f"message.key >= (SELECT min(low) {TALK})"
UNTIL_TALK = f"message.key <= (SELECT max(high) {TALK})"
SINCE_IMPORT = "message.key >= (SELECT min(low) FROM batch WHERE id = ?)"
UNTIL_IMPORT = "message.key <= (SELECT max(high) FROM batch WHERE id = ?)"
"""Stretches of time outside which there can be none, so that nothing else is walked through."""

BY_SENDER = "message.sender = (SELECT id FROM name WHERE text = ?)"
EVERYTHING = frozenset({*SHOWN, *KIND_NUMBERS})


class Question:
    """A SELECT that grows by conditions."""

    def __init__(self, columns: str, tables: str, key: str) -> None:
        """Begin it.

        Args:
            columns: to give.
            tables: to give them from.
            key: column that orders; newest first.
        """
        self._head = f"SELECT {columns} FROM {tables} WHERE "  # noqa: S608 - constants of ours
        self._key = key
        self._conditions: list[str] = []
        self._values: list[str | int] = []

    def where(self, condition: str, *values: str | int) -> None:
        """Add a condition.

        Args:
            condition: SQL of ours, with a question mark for each value.
            values: from outside.
        """
        self._conditions.append(condition)
        self._values.extend(values)

    def among(self, column: str, values: Iterable[str | int]) -> None:
        """Add the condition that a column has one of some values.

        Args:
            column: of ours.
            values: from outside.
        """
        chosen = sorted(values)
        self.where(f"{column} IN ({', '.join('?' * len(chosen))})", *chosen)

    def mentioning(self, names: Iterable[str]) -> None:
        """Keep to entries that mention one of some names.

        Args:
            names: as written.
        """
        chosen = sorted(names)
        marks = ", ".join("?" * len(chosen))
        self.where(
            f"entry.sequence IN (SELECT sequence FROM tag WHERE what = 'person'"  # noqa: S608 - marks
            f" AND value IN ({marks}))",
            *chosen,
        )

    def sent_by(self, names: Iterable[str]) -> None:
        """Keep to messages that one of some senders sent.

        Args:
            names: as written.
        """
        chosen = sorted(names)
        marks = ", ".join("?" * len(chosen))
        self.where(f"message.sender IN (SELECT id FROM name WHERE text IN ({marks}))", *chosen)  # noqa: S608 - marks

    def between(self, wanted: Filter, before: int | None) -> None:
        """Keep to a stretch of time and to what is older than the last page.

        Args:
            wanted: with `since` and `until`.
            before: key of the last line of the page before.
        """
        if wanted.since:
            self.where(f"{self._key} >= ?", first_key_from(wanted.since))
        end = first_key_after(wanted.until) if wanted.until else END
        end = min(end, END if before is None else before)
        if end < END:
            self.where(f"{self._key} < ?", end)

    def newest(self, connection: sqlite3.Connection, limit: int) -> list[tuple[Any, ...]]:
        """Ask it.

        Args:
            connection: to the index.
            limit: most rows to give.
        """
        conditions = " AND ".join(self._conditions) or "1"
        order = f" ORDER BY {self._key} DESC LIMIT ?"
        return connection.execute(
            self._head + conditions + order, (*self._values, limit)
        ).fetchall()


def search(
    connection: sqlite3.Connection, typed: str, wanted: Filter, *, before: int | None, limit: int
) -> list[Hit]:
    """Find words in entries and messages.

    Args:
        connection: to the index.
        typed: words that must all occur.
        wanted: where to look; everywhere when no kinds are named.
        before: key of the last hit of the page before.
        limit: most hits to give.

    Returns:
        Newest first by stated time; what has no time comes last.
    """
    in_entries = to_match(typed)
    if in_entries is None:
        return []
    in_messages = to_match(typed, partial(longer_words, connection))
    if wanted.kinds is None:
        wanted = replace(wanted, kinds=EVERYTHING)
    entries = _entries(connection, wanted, before=before, limit=limit, match=in_entries)
    messages = _messages(connection, wanted, before=before, limit=limit, match=in_messages)
    seen = {hit.key for hit in entries}
    pictures = _pictures(connection, wanted, before=before, limit=limit, match=in_entries)
    entries = sorted(
        [*entries, *(hit for hit in pictures if hit.key not in seen)],
        key=attrgetter("key"),
        reverse=True,
    )
    found = _newest(entries, messages, limit)
    return [hit._replace(text=excerpt(hit.text, typed)) for hit in found]


def timeline(
    connection: sqlite3.Connection, wanted: Filter, *, before: int | None, limit: int
) -> list[Hit]:
    """Give the record in the order of time, newest first.

    Args:
        connection: to the index.
        wanted: what of it.
        before: key of the last line of the page before.
        limit: most lines to give.
    """
    entries = _entries(connection, wanted, before=before, limit=limit)
    messages = _messages(connection, wanted, before=before, limit=limit)
    return _newest(entries, messages, limit)


def _newest(entries: list[Hit], messages: list[Hit], limit: int) -> list[Hit]:
    both = merge(entries, messages, key=attrgetter("key"), reverse=True)
    return list(islice(both, limit))


def _entries(
    connection: sqlite3.Connection,
    wanted: Filter,
    *,
    before: int | None,
    limit: int,
    match: str | None = None,
) -> list[Hit]:
    kinds = SHOWN if wanted.kinds is None else SHOWN & wanted.kinds
    if not kinds or wanted.conversation or wanted.sender or wanted.entry:
        return []
    if match is None:
        question = Question(ENTRY_COLUMNS, "entry", "entry.key")
    else:
        tables = "entry_words JOIN entry ON entry.key = entry_words.rowid"
        question = Question(ENTRY_COLUMNS, tables, "entry_words.rowid")
        question.where("entry_words MATCH ?", match)
    question.between(wanted, before)
    if kinds != SHOWN:
        question.among("entry.kind", kinds)
    if not wanted.withdrawn:
        question.where("NOT entry.withdrawn")
    tags = {
        "person": wanted.person,
        "behaviour": wanted.behaviour,
        BY_OTHERS: YES if wanted.by_others else None,
    }
    for what, value in tags.items():
        if value:
            tagged = "SELECT sequence FROM tag WHERE what = ? AND value = ?"
            question.where(f"entry.sequence IN ({tagged})", what, value)
    if wanted.names is not None:
        question.mentioning(wanted.names)
    return [_entry_hit(row) for row in question.newest(connection, limit)]


def _pictures(
    connection: sqlite3.Connection,
    wanted: Filter,
    *,
    before: int | None,
    limit: int,
    match: str,
) -> list[Hit]:
    """Find words that a program read in pictures."""
    apart = (
        wanted.conversation,
        wanted.sender,
        wanted.entry,
        wanted.person,
        wanted.names is not None,
        wanted.behaviour,
        wanted.by_others,
    )
    if any(apart) or Kind.EXHIBIT not in (wanted.kinds or SHOWN):
        return []
    question = Question(
        f"{ENTRY_COLUMNS}, machine.text",
        "machine_words JOIN machine ON machine.id = machine_words.rowid"
        " JOIN entry ON entry.id = machine.entry",
        "entry.key",
    )
    question.where("machine_words MATCH ?", match)
    question.between(wanted, before)
    if not wanted.withdrawn:
        question.where("NOT entry.withdrawn")
    return [
        _entry_hit(row[:-1])._replace(text=row[-1], machine_read=True)
        for row in question.newest(connection, limit)
    ]


def _messages(
    connection: sqlite3.Connection,
    wanted: Filter,
    *,
    before: int | None,
    limit: int,
    match: str | None = None,
) -> list[Hit]:
    one_talk = wanted.conversation or wanted.sender or wanted.entry or wanted.names is not None
    kinds = frozenset(KIND_NUMBERS) & (wanted.kinds or frozenset(KIND_NUMBERS if one_talk else ()))
    if not kinds or wanted.person or wanted.behaviour or wanted.by_others:
        return []
    joined = " JOIN batch ON batch.sequence = message.batch"
    if match is None:
        question = Question(MESSAGE_COLUMNS, "message" + joined, "message.key")
        question.where("message.twin_of IS NULL")
    else:
        tables = "words JOIN message ON message.key = words.rowid" + joined
        question = Question(MESSAGE_COLUMNS, tables, "words.rowid")
        question.where("words MATCH ?", match)
    question.between(wanted, before)
    if len(kinds) < len(KIND_NUMBERS):
        question.among("message.kind", (KIND_NUMBERS[kind] for kind in kinds))
    if not wanted.withdrawn:
        question.where("NOT batch.hidden")
    for named, name in ((IN_TALK, wanted.conversation), (BY_SENDER, wanted.sender)):
        if name is not None:
            question.where(named, name)
    if wanted.names is not None:
        question.sent_by(wanted.names)
    if wanted.conversation:
        question.where(SINCE_TALK, wanted.conversation)
        question.where(UNTIL_TALK, wanted.conversation)
    if wanted.entry:
        question.where("batch.id = ?", wanted.entry)
        question.where(SINCE_IMPORT, wanted.entry)
        question.where(UNTIL_IMPORT, wanted.entry)
    return [message_hit(row) for row in question.newest(connection, limit)]


def _entry_hit(row: tuple[Any, ...]) -> Hit:
    key, name, sequence, kind, happened, written, text, sha256, number, withdrawn = row
    return Hit(
        key=key,
        entry=name,
        sequence=sequence,
        kind=kind,
        happened=happened,
        written=written,
        text=text,
        source=Place(sha256) if sha256 else None,
        number=number,
        withdrawn=bool(withdrawn),
    )
