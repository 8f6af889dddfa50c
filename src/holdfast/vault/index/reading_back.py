"""Turning rows back into messages, with where they stand."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from holdfast.model.message import Message
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.span import Span
from holdfast.vault.index.message_rows import KINDS
from holdfast.vault.index.rows import Elsewhere, Hit, MessageRow, Place

if TYPE_CHECKING:
    import sqlite3

MESSAGE_COLUMNS = """
    message.key, batch.id, batch.import, batch.written, batch.sha256, batch.hidden, message.number,
    message.kind, (SELECT text FROM name WHERE id = message.conversation),
    (SELECT text FROM name WHERE id = message.sender), message.text, message.as_written,
    message.stated, (SELECT text FROM name WHERE id = message.clock), message.start,
    message.length, message.path, message.more, message.twin_of"""

Row = tuple[Any, ...]


def message_hit(row: Row) -> Hit:
    """Make a line of a timeline or search out of a row.

    Args:
        row: of `MESSAGE_COLUMNS`.
    """
    (key, name, sequence, written, sha256, hidden, number, kind, conversation, sender) = row[:10]
    text, as_written, stated, clock, start, length, path, _, _ = row[10:]
    moment = Moment(as_written, stated, *clock_of(clock))
    return Hit(
        key,
        name,
        sequence,
        KINDS[kind],
        moment.iso,
        written,
        text,
        Place(sha256, start, length, path),
        number,
        conversation,
        sender,
        bool(hidden),
    )


@lru_cache(maxsize=1024)
def clock_of(stored: str) -> tuple[str, str, int | None, str | None, bool]:
    """Give what is known of a time beside its digits: the last five fields of a Moment.

    Args:
        stored: from the table `name`.
    """
    precision, zone_source, offset, until, about = json.loads(stored)
    return (
        precision or Precision.UNKNOWN,
        zone_source or ZoneSource.UNKNOWN,
        offset,
        until,
        bool(about),
    )


def message_row(
    row: Row, elsewhere: tuple[Elsewhere, ...] = (), maybe: tuple[Elsewhere, ...] = ()
) -> MessageRow:
    """Make a message out of a row.

    Args:
        row: of `MESSAGE_COLUMNS`.
        elsewhere: where else it stands.
        maybe: where it may stand too.
    """
    (key, name, sequence, _, sha256, _, number, kind, conversation, sender, text) = row[:11]
    (as_written, stated, clock, start, length, path, more, _) = row[11:]
    files, marks, seconds, *details = json.loads(more) if more else ((), (), None)
    message = Message(
        kind=KINDS[kind],
        conversation=conversation,
        sender=sender,
        text=text,
        happened=Moment(as_written, stated, *clock_of(clock)),
        span=Span(start, length, path or ""),
        attachments=tuple(files),
        marks=tuple(marks),
        duration_seconds=seconds,
        details=tuple((code, said) for each in details for code, said in each),
    )
    return MessageRow(
        key=key,
        entry=name,
        sequence=sequence,
        number=number,
        message=message,
        source=Place(sha256, start, length, path),
        elsewhere=elsewhere,
        maybe=maybe,
    )


def read_messages(
    connection: sqlite3.Connection, import_id: str, first: int, last: int
) -> list[MessageRow]:
    """Give a stretch of an import in file order, whether or not it is merged with others.

    Args:
        connection: to the index.
        import_id: of the import.
        first: number of the first message.
        last: number of the last message; it is given too.
    """
    rows = connection.execute(
        f"SELECT {MESSAGE_COLUMNS} FROM batch"  # noqa: S608 - constants of ours
        " JOIN message ON message.batch = batch.sequence"
        " WHERE batch.id = ? AND message.number BETWEEN ? AND ? ORDER BY message.number",
        (import_id, first, last),
    ).fetchall()
    return [message_row(row, _elsewhere(connection, row), _maybe(connection, row)) for row in rows]


def _elsewhere(connection: sqlite3.Connection, row: Row) -> tuple[Elsewhere, ...]:
    key, twin_of = row[0], row[-1]
    shown = key if twin_of is None else twin_of
    others = connection.execute(
        "SELECT batch.id, message.number, batch.sha256, message.start, message.length,"
        " message.path FROM message JOIN batch ON batch.sequence = message.batch"
        " WHERE (message.twin_of = ? OR message.key = ?) AND message.key <> ?"
        " ORDER BY message.batch",
        (shown, shown, key),
    )
    return tuple(Elsewhere(name, number, Place(*place)) for name, number, *place in others)


def _maybe(connection: sqlite3.Connection, row: Row) -> tuple[Elsewhere, ...]:
    others = connection.execute(
        "SELECT batch.id, message.number, batch.sha256, message.start, message.length,"
        " message.path FROM same JOIN message ON message.key = same.other"
        " JOIN batch ON batch.sequence = message.batch"
        " WHERE same.one = ? AND NOT same.sure ORDER BY message.batch",
        (row[0],),
    )
    return tuple(Elsewhere(name, number, Place(*place)) for name, number, *place in others)
