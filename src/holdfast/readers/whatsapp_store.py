"""WhatsApp's own stores: `ChatStorage.sqlite` of iPhone and Mac, `msgstore.db` of Android.

Unlike an exported chat they state every time in UTC, hold all chats, and have no cap.
References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers import whatsapp_android as android
from holdfast.readers import whatsapp_iphone as iphone
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

NAME = "whatsapp-store"
VERSION = 2

BACKUP_NAME = "7c7fba66680ef796b916b067077cc246adacf01d"
"""SHA-1 of `AppDomainGroup-group.net.whatsapp.WhatsApp.shared-ChatStorage.sqlite`."""

_NAMES = re.compile(rf"chatstorage\.sqlite|msgstore|{BACKUP_NAME}", re.IGNORECASE)


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a store of WhatsApp.

    Args:
        head: the first bytes of the file.
        name: file name as received; it counts only where the tables' names are out of sight.
    """
    if not is_sqlite(head):
        return Confidence.NO
    tables = tables_in_head(head)
    is_iphone = "zwamessage" in tables and b"ZISFROMME" in head
    if is_iphone or android.is_in(tables, head):
        return Confidence.YES
    if may_list_tables_elsewhere(head) or _NAMES.search(name):
        return Confidence.PERHAPS
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every message, call and notice of all chats.

    Args:
        source: the store.
        answers: none are asked for: every time is UTC.

    Yields:
        One for every row of the table of messages, in the order of row numbers (on Android, then
        calls); then what the other tables were good for.

    Raises:
        NotThisFormatError: it has no such table.
    """
    with opened(source) as database:
        is_iphone = database.has(iphone.TABLE, *iphone.MUST_HAVE)
        if not is_iphone and not android.tables_of(database):
            raise NotThisFormatError
        if database.may_have_newer_rows_beside:
            yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
        if not is_iphone:
            yield from android.found_in(database)
            yield from database.leftovers(said=android.tables_of(database))
            return
        rows = iphone.Rows(database)
        for row in database.rows(iphone.TABLE, iphone.COLUMNS):
            yield rows.read(row) if isinstance(row, Row) else row
        yield from database.leftovers(said=(iphone.TABLE,))
