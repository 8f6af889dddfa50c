"""Where makers of Android phones keep messages beside `sms` and `pdu`, in the same database.

Samsung keeps what came or went over the internet (RCS) in `im`, files sent so in `ft`, notices of
networks in `wpm`; LG has `message` with `file_info`. Samsung has each table up to three times: what
was blocked begins with `spam_`, what lies in the bin with `bin_`. References: columns as Samsung's
own programs name them; docs/readers/android-sms.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.android_records import read_moment, text_message
from holdfast.readers.android_rows import as_row, as_text
from holdfast.readers.reader import OWNER
from holdfast.readers.sqlite_rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.model.message import Leftover, Message
    from holdfast.readers.sqlite_rows import Database

FOLDERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ()), ("spam_", ("junk",)), ("bin_", ("recently-deleted",)),
)  # fmt: skip
"""What the tables of a folder begin with, and the marks of what lies in it."""

_CHAT = (
    "thread_id", "address", "date", "date_sent", "type", "body", "remote_uri", "user_alias",
    "delivered_timestamp", "recipients", "re_original_body", "re_count_info",
)  # fmt: skip
_FILES = (*_CHAT, "file_name", "file_path", "_data", "file_size", "content_type")
_NOTICES = ("thread_id", "date", "date_sent", "body", "href")
_OF_LG = ("thread_id", "address", "date", "date_sent", "type", "body", "message_id")
_RECEIVED = "1"
_TEL = "tel:"
_MEANINGS = (("user_alias", "name"), ("re_original_body", "reply-to"), ("href", "link"))
_SIZE = "file_size"

Numbers = dict[str, str]
"""Of a thread: the numbers that take part, `~` between them."""


def other_rows(database: Database, prefix: str, threads: Numbers) -> Iterator[Message | Leftover]:
    """Give every message of a folder that is in neither `sms` nor `pdu`.

    Args:
        database: the open file.
        prefix: what the folder's tables begin with.
        threads: who takes part in which thread.
    """
    for table, columns, make in _tables(database, prefix):
        for row in database.rows(table, columns):
            yield make(row, threads) if isinstance(row, Row) else row


def names_of_tables(database: Database, prefix: str) -> list[str]:
    """Give the names of the tables whose rows `other_rows` tells one by one.

    Args:
        database: the open file.
        prefix: what the folder's tables begin with.
    """
    return [table for table, _, _ in _tables(database, prefix)]


def _tables(
    database: Database, prefix: str
) -> Iterator[tuple[str, tuple[str, ...], Callable[[Row, Numbers], Message]]]:
    """Give the tables that are there, what is wanted of each, and what makes messages of it."""
    if database.has(f"{prefix}im", "address", "body", "date"):
        yield f"{prefix}im", _CHAT, _chat
    if database.has(f"{prefix}ft", "file_name", "date"):
        yield f"{prefix}ft", _FILES, _file
    if database.has(f"{prefix}wpm", "body", "href", "date"):
        yield f"{prefix}wpm", _NOTICES, _notice
    if not prefix and database.has("message", "address", "body", "date", "is_file"):
        files = database.look_up("file_info", "message_id", "file_name", "file_path", _SIZE)
        named = {
            as_text(key): as_row(("file_name", "file_path", _SIZE), values)
            for key, values in files.items()
        }
        yield "message", _OF_LG, lambda row, threads: _of_lg(row, threads, named)


def _chat(row: Row, threads: Numbers) -> Message:
    """Give what was written over the internet."""
    return _written(as_row(_CHAT, row.values), row, threads)


def _file(row: Row, threads: Numbers) -> Message:
    """Give a file that was sent over the internet."""
    cells = as_row(_FILES, row.values)
    return _with_file(_written(cells, row, threads), cells)


def _of_lg(row: Row, threads: Numbers, files: dict[str, dict[str, str]]) -> Message:
    """Give a row of LG's, with the file that belongs to it."""
    cells = as_row(_OF_LG, row.values)
    message = _written(cells, row, threads)
    file = files.get(cells.get("message_id", ""), {})
    return _with_file(message, file) if file else message


def _notice(row: Row, threads: Numbers) -> Message:
    """Give what a network sent to the phone itself; the row does not say from which number."""
    return _written(as_row(_NOTICES, row.values) | {"type": _RECEIVED}, row, threads)


def _written(cells: dict[str, str], row: Row, threads: Numbers) -> Message:
    """Give a message; of a group its numbers are the conversation."""
    thread = threads.get(cells.get("thread_id", ""), "")
    if "address" not in cells and cells.get("remote_uri", "").startswith(_TEL):
        cells["address"] = cells["remote_uri"].removeprefix(_TEL)
    message = text_message(cells, row.span)
    details = [*message.details]
    details += [(code, cells[column]) for column, code in _MEANINGS if column in cells]
    if "re_count_info" in cells:
        details.append(("other-field", f"re_count_info: {cells['re_count_info']}"))
    if message.sender == OWNER and "recipients" in cells:
        details.append(("other-field", f"recipients: {cells['recipients']}"))
    delivered = cells.get("delivered_timestamp", "0")
    if delivered != "0":
        stated = read_moment(delivered).stated
        details.append(("delivered-at", f"{stated}Z ({delivered})" if stated else delivered))
    marks = message.marks
    if row.replaced and "bytes-replaced" not in marks:
        marks = (*marks, "bytes-replaced")
    if "~" in thread or not cells.get("address"):
        message = message._replace(conversation=thread.replace("~", ", ") or message.conversation)
    return message._replace(marks=marks, details=tuple(details))


def _with_file(message: Message, cells: dict[str, str]) -> Message:
    """Give a message with the name of the file that it carried, which stayed on the phone."""
    path = cells.get("file_path", "") or cells.get("_data", "")
    name = cells.get("file_name", "") or path.rpartition("/")[2]
    marks = tuple(mark for mark in message.marks if mark != "no-words" or not name)
    details = [*message.details]
    details += [("size-bytes", cells[_SIZE])] if cells.get(_SIZE, "0") != "0" else []
    details += [("media-type", cells["content_type"])] if "content_type" in cells else []
    details += [("path", path)] if path else []
    return message._replace(
        attachments=(name,) if name else (),
        marks=(*marks, "media-omitted"),
        details=tuple(details),
    )
