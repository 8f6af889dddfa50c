"""Skype: the export of the last years (and of free Teams), and the store of the old program.

References: docs/readers/skype.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Message
from holdfast.readers.reader import Confidence
from holdfast.readers.skype_export import read_export
from holdfast.readers.skype_rows import read_store
from holdfast.readers.sqlite_rows import (
    is_sqlite,
    may_list_tables_elsewhere,
    opened,
    tables_in_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "skype"
VERSION = 4

HEAD_NEEDED = 4096
"""What an export says about itself stands within so many bytes."""

_TABLES = {"messages", "conversations"}
_OWN_COLUMNS = (b"from_dispname", b"body_xml", b"dialog_partner")
_OWN_TABLES = {"chatmembers", "smses", "callmembers", "participants", "dbmeta"}
# Google's Messages has conversations and participants too.
_OF_OTHERS = {"parts", "conversation_participants"}


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is Skype's.

    Args:
        head: the first bytes of the file.
        name: file name as received; it counts only where the tables' names are out of sight.
    """
    if is_sqlite(head):
        return _recognise_store(head, name)
    begin = head[:HEAD_NEEDED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begin.startswith(b"{") or b'"conversations"' not in begin:
        return Confidence.NO
    is_whose = b'"userId"' in begin and b'"exportDate"' in begin
    return Confidence.YES if is_whose or b'"MessageList"' in head else Confidence.NO


def _recognise_store(head: bytes, name: str) -> Confidence:
    """Tell whether a SQLite file is Skype's."""
    tables = tables_in_head(head)
    if tables >= _TABLES and tables & _OWN_TABLES and not tables & _OF_OTHERS:
        return Confidence.YES
    if all(column in head for column in _OWN_COLUMNS):
        return Confidence.YES
    if may_list_tables_elsewhere(head) or name.lower() == "main.db":
        return Confidence.PERHAPS
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide an export or a store into messages, calls, events and leftovers.

    Args:
        source: `messages.json` or `main.db`.
        answers: none are asked for: every time is UTC.

    Yields:
        One of them for every record, then what is left over.

    Raises:
        NotThisFormatError: there is nothing of Skype in it.
    """
    head = source.read(0, HEAD_NEEDED)
    if not is_sqlite(head):
        yield from _export(source, head)
        return
    with opened(source) as database:
        if not database.has("Messages", "author", "body_xml", "timestamp"):
            raise NotThisFormatError
        yield from read_store(database)


def _export(source: Source, head: bytes) -> Iterator[Found]:
    """Give an export, once something has shown that it is one.

    Raises:
        NotThisFormatError: there is neither a message nor what an export says about itself.
    """
    is_one = b'"exportDate"' in head and b'"conversations"' in head
    waiting: list[Found] = []
    for found in read_export(source):
        if is_one:
            yield found
            continue
        waiting.append(found)
        if isinstance(found, Message):
            is_one = True
            yield from waiting
    if not is_one:
        raise NotThisFormatError
