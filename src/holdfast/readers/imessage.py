"""Messages on Mac, iPhone and iPad: the app's own store, and what imessage-exporter makes of it.

References: docs/readers/imessage.md.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.imessage_bodies import read_body, without_placeholders
from holdfast.readers.imessage_lines import looks_written, read_text
from holdfast.readers.imessage_old import is_old, read_old
from holdfast.readers.imessage_pages import looks_like_page, read_page
from holdfast.readers.imessage_people import People, text_of
from holdfast.readers.imessage_rows import COLUMNS, Files, Rows
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.sqlite_joins import Join
from holdfast.readers.sqlite_rows import (
    Row,
    is_sqlite,
    may_list_tables_elsewhere,
    opened,
    tables_in_head,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.sqlite_rows import Database

NAME = "imessage"
VERSION = 3

BACKUP_NAME = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
"""SHA-1 of `HomeDomain-Library/SMS/sms.db`: what the store is called inside a back-up."""

_NAMES = re.compile(rf"(?:chat|sms)\.db|{BACKUP_NAME}", re.IGNORECASE)
_TELLING = (
    b"attributedBody", b"chat_message_join", b"associated_message", b"is_from_me", b"handle_id",
    b"cache_roomnames", b"svc_center", b"group_id", b"madrid_guid",
)  # fmt: skip
_OWN_COLUMNS = {"guid", "handle_id", "attributedbody", "account"}
_ENOUGH = 2
_ON_PHONE = "/Library/SMS/"
"""In the place of every file of Messages on a phone; on a Mac it is another."""


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a store of Messages, or was made of one.

    Args:
        head: the first bytes of the file.
        name: file name as received; it counts only where the tables' names are out of sight.
    """
    if not is_sqlite(head):
        is_written = looks_written(head) or looks_like_page(head)
        return Confidence.YES if is_written else Confidence.NO
    if "message" in tables_in_head(head) and sum(word in head for word in _TELLING) >= _ENOUGH:
        return Confidence.YES
    if may_list_tables_elsewhere(head) or _NAMES.search(name):
        return Confidence.PERHAPS
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide a store, or what was made of one, into messages, events and leftovers.

    Args:
        source: the store, or a file by imessage-exporter.
        answers: none are asked for.

    Yields:
        One message or event for every row of `message`, in the order of row numbers; then what the
        other tables were good for. Of a file by imessage-exporter, its messages in file order.

    Raises:
        NotThisFormatError: it is neither.
    """
    head = source.read(0, HEAD_BYTES)
    if looks_written(head):
        yield from read_text(source)
        return
    if not is_sqlite(head) and looks_like_page(head):
        yield from read_page(source)
        return
    with opened(source) as database:
        if is_old(database):
            yield from _old_store(database)
            return
        is_one = database.has("message", "text", "is_from_me", "date")
        if not is_one or not _OWN_COLUMNS.intersection(database.columns("message")):
            raise NotThisFormatError
        yield from _store(database)


def _old_store(database: Database) -> Iterator[Found]:
    """Give everything in an open store of a system before iOS 6."""
    if database.may_have_newer_rows_beside:
        yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
    yield from read_old(database)
    yield from database.leftovers(said=("message",))


def _store(database: Database) -> Iterator[Found]:
    """Give everything in an open store."""
    if database.may_have_newer_rows_beside:
        yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
    people = People(database)
    files, damage = _files(database)
    yield from people.damage
    yield from damage
    rows = Rows(people, files, _quote(database))
    for row in database.rows("message", COLUMNS):
        yield rows.read(row) if isinstance(row, Row) else row
    yield from database.leftovers(said=("message",))


def _files(database: Database) -> tuple[Callable[[int], Files], list[Leftover]]:
    """Give a look-up of what a message carries."""
    stored = database.look_up("attachment", "rowid", "transfer_name", "filename")
    join = Join(database, "message_attachment_join", "message_id", "attachment_id")

    def of(message: int) -> Files:
        known = [stored[number] for number in join.of(message) if number in stored]
        if not known:
            return Files()
        paths = [text_of(path) for _, path in known]
        names = [
            text_of(name) or path.rpartition("/")[2]
            for (name, _), path in zip(known, paths, strict=True)
        ]
        paths = [path for path in paths if path]
        return Files(tuple(filter(None, names)), tuple(paths), tuple(map(name_in_back_up, paths)))

    return of, join.damage


def name_in_back_up(path: str) -> str:
    """Give the name that a back-up gives to a file of Messages, empty for any other file.

    Args:
        path: on the phone, as stored.
    """
    found = path.find(_ON_PHONE)
    if found < 0:
        return ""
    place = f"MediaDomain-{path[found + 1 :]}".encode()
    return hashlib.sha1(place, usedforsecurity=False).hexdigest()


def _quote(database: Database) -> Callable[[str], str]:
    """Give a look-up of the words of a message by its guid."""

    def quote(guid: str) -> str:
        found = database.find("message", "guid", guid, ("text", "attributedBody"))
        if found is None:
            return ""
        return without_placeholders(text_of(found[0]) or read_body(found[1]) or "")

    return quote
