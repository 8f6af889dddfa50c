"""Chats of an iPhone as tables, as the program iMazing saves them: Messages, WhatsApp and others.

    Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Replying to,Subject,Text,…
    Ann,2026-03-04 17:30:05,SMS,Incoming,+447700900123,Ann Example,Read,,,Hello,…

Columns come and go with the program's version and the chat's app, so they are known by name; one
that is not known is kept beside the message. References: docs/readers/imazing.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.csv_records import find_delimiter, first_cells, rows
from holdfast.readers.figured_days import with_days_told
from holdfast.readers.moments import from_iso
from holdfast.readers.reader import HEAD_BYTES, OWNER, Confidence
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

NAME = "imazing"
VERSION = 1

_NEEDS = frozenset({"chat session", "message date", "type", "sender id", "sender name", "text"})
_SAID = frozenset({"chat session", "message date", "type", "sender name", "text", "attachment"})
_TYPES = {
    "incoming": (MessageKind.MESSAGE, ("received",)),
    "outgoing": (MessageKind.MESSAGE, ("sent",)),
    "notification": (MessageKind.EVENT, ()),
}
_UNKNOWN_TYPE = (MessageKind.MESSAGE, ("direction-unknown",))
# A column in small letters -> the code of what it says.
_CODES = {
    "sender id": "address", "sent date": "sent-at", "delivered date": "delivered-at",
    "read date": "read-at", "edited date": "edited-at", "deleted date": "deleted-at",
    "service": "service", "replying to": "reply-to", "subject": "subject",
    "reactions": "reaction", "attachment type": "media-type", "message id": "message-id",
}  # fmt: skip
_MARKED = {"edited date": "edited", "deleted date": "recently-deleted"}


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a chat that iMazing saved as a table.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if _is_named(first_cells(head, find_delimiter(head))) else Confidence.NO


def _is_named(cells: list[str]) -> bool:
    """Tell whether the first record names the columns."""
    return _NEEDS.issubset(map(_plain, cells))


def _plain(heading: str) -> str:
    """Give the name of a column in small letters."""
    return heading.strip("\ufeff ").casefold()


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide a table into messages and notices.

    Args:
        source: one chat, or several below each other.
        answers: of a table whose dates are in figures (`3/4/26 5:30 PM`), `date-order`.

    Yields:
        First the questions that are open, then a message per record; the names of the columns and
        records that end early are left over.

    Raises:
        NotThisFormatError: the first record does not name the columns.
    """
    head = source.read(0, HEAD_BYTES)
    if not _is_named(first_cells(head, find_delimiter(head))):
        raise NotThisFormatError
    yield from with_days_told(_read, source, answers)


def _read(source: Source) -> Iterator[Found]:
    """Divide a table, each record by itself."""
    columns: list[str] = []
    names: list[str] = []
    for row in rows(source, find_delimiter(source.read(0, HEAD_BYTES))):
        if not columns:
            columns = [cell.strip("\ufeff ") for cell in row.cells]
            names = list(map(_plain, columns))
            yield Leftover(row.span, "about-the-export")
        elif not _NEEDS.issubset(names[: len(row.cells)]):
            yield Leftover(row.span, "not-understood")
        else:
            yield _message(row, columns, names)


def _message(row: Row, columns: list[str], names: list[str]) -> Message:
    """Give one record: a message, or one of its files, which stand in records of their own."""
    cells = dict(zip(names, row.cells, strict=False))
    kind, marks = _TYPES.get(cells["type"].strip().casefold(), _UNKNOWN_TYPE)
    happened, doubts = _moment(cells["message date"].strip())
    text, file = cells["text"], cells.get("attachment", "")
    marks += tuple(mark for column, mark in _MARKED.items() if cells.get(column))
    if "sticker" in cells.get("attachment type", "").casefold():
        marks += ("sticker",)
    if not text and not file:
        marks += ("no-text",)
    if row.is_damaged:
        marks += ("bytes-replaced",)
    return Message(
        kind.value, cells["chat session"], _sender(cells), text, happened, row.span,
        (file,) if file else (), (*marks, *doubts), None, _details(row, columns, names),
    )  # fmt: skip


def _sender(cells: Mapping[str, str]) -> str | None:
    """Give who wrote it: the name, else the number; the owner is named nowhere."""
    named = cells["sender name"] or cells["sender id"]
    if cells["type"].strip().casefold() == "outgoing":
        return named or OWNER
    return named or None


def _moment(written: str) -> tuple[Moment, tuple[str, ...]]:
    """Give the time of a record by the clock of the computer, and a mark where it is open."""
    moment = from_iso(written)
    if moment.stated is None:
        moment = find_written(written) or moment
    if moment.stated is not None:
        return moment, ()
    return moment, ("clock-impossible",) if written else ("no-time",)


def _details(row: Row, columns: list[str], names: list[str]) -> tuple[tuple[str, str], ...]:
    """Give what the other columns hold, in their order; what nobody named comes last."""
    found: list[tuple[str, str]] = []
    for column, name, cell in zip(columns, names, row.cells, strict=False):
        if cell and name in _CODES:
            found.append((_CODES[name], cell))
        elif cell and name not in _SAID:
            found.append(("column", f"{column}: {cell}"))
    found += [("other", cell) for cell in row.cells[len(names) :] if cell]
    return tuple(found)
