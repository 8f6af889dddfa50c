"""An Android phone's own store of messages, `mmssms.db`, and that of its app, `bugle_db`.

Text messages count time in milliseconds, multimedia messages in seconds. What rows mean is shared
with other Android sources (`android_records`). References: docs/readers/android-sms.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.model.span import Span
from holdfast.readers.android_bugle import bugle_rows, is_bugle
from holdfast.readers.android_folders import FOLDERS, names_of_tables, other_rows
from holdfast.readers.android_parts import (
    LAYOUT,
    WORDS,
    is_attachment,
    is_frame,
    media_type_of,
    name_of,
)
from holdfast.readers.android_records import multimedia_message, text_message
from holdfast.readers.android_rows import Children, as_row, as_text
from holdfast.readers.moments import Unit
from holdfast.readers.reader import Confidence
from holdfast.readers.sqlite_rows import (
    Row,
    is_sqlite,
    may_list_tables_elsewhere,
    opened,
    tables_in_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.sqlite_rows import Database

NAME = "android-sms"
VERSION = 2

FILES = ("mmssms.db", "bugle_db")
_KNOWN = (
    {"sms", "pdu"}, {"im", "ft"},
    {"conversations", "messages", "parts", "participants", "conversation_participants"},
)  # fmt: skip
_TEXTS = (
    "thread_id", "address", "date", "date_sent", "type", "subject", "body", "service_center",
)  # fmt: skip
_MULTIMEDIA = ("thread_id", "date", "date_sent", "msg_box", "m_type", "sub", "sub_cs")
_PARTS = ("ct", "name", "chset", "fn", "cid", "cl", "_data", "text")
_ADDRESSES = ("type", "address")
_OF_SMS = ("address", "date", "type", "body")
_OF_PDU = ("msg_box", "m_type", "date")


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is the phone's store of messages.

    Args:
        head: the first bytes of the file.
        name: file name as received; it counts only where the tables' names are out of sight.
    """
    if not is_sqlite(head):
        return Confidence.NO
    tables = tables_in_head(head)
    if any(known <= tables for known in _KNOWN):
        return Confidence.YES
    if may_list_tables_elsewhere(head) or any(file in name.lower() for file in FILES):
        return Confidence.PERHAPS
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every message of the store.

    Args:
        source: the database.
        answers: none are asked for: every time is UTC.

    Yields:
        Text messages, then multimedia messages, each in the order of row numbers; then what the
        other tables were good for.

    Raises:
        NotThisFormatError: there is no table of messages as Android makes it.
    """
    with opened(source) as database:
        bugle = is_bugle(database)
        if not (bugle or _names_of_tables(database, "")):
            raise NotThisFormatError
        if database.may_have_newer_rows_beside:
            yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
        if bugle:
            yield from bugle_rows(database)
            yield from database.leftovers(said=("messages",))
            return
        store = _Store(database)
        yield from store.walk()
        yield from database.leftovers(said=store.said)


def _names_of_tables(database: Database, prefix: str) -> list[str]:
    """Give the names of the tables of a folder whose rows are messages."""
    own = ((f"{prefix}sms", _OF_SMS), (f"{prefix}pdu", _OF_PDU))
    names = [name for name, columns in own if database.has(name, *columns)]
    return [*names, *names_of_tables(database, prefix)]


_TELLING = 7
"""Android compares so many last figures of two numbers (its own least)."""


class _Store:
    """Reads rows of messages, folder by folder; knows who takes part in which thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        addresses = database.look_up("canonical_addresses", "_id", "address")
        self._threads = {
            as_text(thread): "~".join(
                as_text(addresses[int(number)][0])
                for number in as_text(recipients).split()
                if number.isdigit() and int(number) in addresses
            )
            for thread, (recipients,) in database.look_up("threads", "_id", "recipient_ids").items()
        }
        self.said = tuple(
            name for prefix, _ in FOLDERS for name in _names_of_tables(database, prefix)
        )
        """Tables whose rows are told of one by one."""

    def walk(self) -> Iterator[Found]:
        """Give every message, and what is damaged."""
        for prefix, marks in FOLDERS:
            for found in self._folder(prefix):
                if marks and isinstance(found, Message):
                    yield found._replace(marks=(*found.marks, *marks))
                else:
                    yield found

    def _folder(self, prefix: str) -> Iterator[Message | Leftover]:
        """Give every message of a folder."""
        if f"{prefix}sms" in self.said:
            for row in self._database.rows(f"{prefix}sms", _TEXTS):
                yield self._text(row) if isinstance(row, Row) else row
        if f"{prefix}pdu" in self.said:
            parts = Children(self._database, f"{prefix}part", "mid", _PARTS)
            addresses = Children(self._database, f"{prefix}addr", "msg_id", _ADDRESSES)
            yield from parts.damage
            yield from addresses.damage
            for row in self._database.rows(f"{prefix}pdu", _MULTIMEDIA):
                yield self._multimedia(row, parts, addresses) if isinstance(row, Row) else row
        yield from other_rows(self._database, prefix, self._threads)

    def _text(self, row: Row) -> Message:
        """Give one text message; its thread is the conversation, however its number is written."""
        cells = as_row(_TEXTS, row.values)
        thread = self._threads.get(cells.get("thread_id", ""), "")
        message = text_message(cells, row.span)
        address = cells.get("address", "")
        is_otherwise = thread != address and _is_the_same_number(thread, address)
        if "~" in thread or not address or is_otherwise:
            message = message._replace(
                conversation=thread.replace("~", ", ") or message.conversation
            )
        return _with_replaced(message, row)

    def _multimedia(self, row: Row, parts: Children, addresses: Children) -> Message:
        """Give one multimedia message with the names of what it carries."""
        cells = as_row(_MULTIMEDIA, row.values)
        cells["address"] = self._threads.get(cells.get("thread_id", ""), "")
        named = [
            (each.get("type", ""), each.get("address", "")) for each in addresses.of(row.number)
        ]
        words, files = [], []
        for part in parts.of(row.number):
            if "text" in part and media_type_of(part) != LAYOUT:
                words.append(part["text"])
            elif is_frame(part) and "_data" not in part:
                continue
            elif is_attachment(part) or ("_data" in part and media_type_of(part) == WORDS):
                files.append(part)
        names = tuple(_name(part, number) for number, part in enumerate(files, 1))
        lacks = ("media-omitted",) if files else ()
        message = multimedia_message(
            cells, named, ("\n".join(words), names, lacks), span=row.span, unit=Unit.SECONDS
        )
        paths = tuple(("path", part["_data"]) for part in files if "_data" in part)
        return _with_replaced(message._replace(details=(*message.details, *paths)), row)


def _is_the_same_number(one: str, other: str) -> bool:
    """Tell whether one number is written twice, with its country (`+44 7…`) or without."""
    first, second = ("".join(filter(str.isdigit, each))[-_TELLING:] for each in (one, other))
    return len(first) == _TELLING and first == second


def _name(part: dict[str, str], number: int) -> str:
    """Give an attachment's name: its own, else that of its file on the phone."""
    own = any(part.get(column) for column in ("name", "fn", "cl"))
    on_phone = part.get("_data", "").rpartition("/")[2]
    return name_of(part, number) if own or not on_phone else on_phone


def _with_replaced(message: Message, row: Row) -> Message:
    """Say it when bytes of the row were no characters."""
    if row.replaced and "bytes-replaced" not in message.marks:
        return message._replace(marks=(*message.marks, "bytes-replaced"))
    return message
