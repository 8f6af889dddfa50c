"""The store of Google's Messages and of Android's own app before it, `bugle_db`.

Unlike `mmssms.db` it holds what came over the internet (RCS) and names from the address book. A
message's words and files are rows of `parts`; its sender is a row of `participants`, the phone's
owner one whose `sub_id` is not -2. References: `DatabaseHelper.java` and `MessageData.java` of
Android's Messaging; docs/readers/android-sms.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Message, MessageKind
from holdfast.readers.android_records import text_message
from holdfast.readers.android_rows import Children, as_row, as_text
from holdfast.readers.reader import OWNER
from holdfast.readers.sqlite_rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Leftover
    from holdfast.readers.sqlite_rows import Database

_MESSAGES = (
    "conversation_id", "sender_id", "sent_timestamp", "received_timestamp", "message_status",
    "mms_subject",
)  # fmt: skip
_PARTS = ("text", "uri", "content_type", "file_name", "local_cache_path", "original_uri")
_PEOPLE = (
    "sub_id",
    "normalized_destination",
    "send_destination",
    "display_destination",
    "full_name",
)
_PARTICIPANTS = "participants"
_OTHER_THAN_SELF = "-2"
_WORDS = "text/plain"
# MessageData.BUGLE_STATUS_…, and what Google's app adds -> the `type` that says the same of a text
_RECEIVED, _SENT, _DRAFT, _WAITING, _FAILED = "1", "2", "3", "4", "5"
_TYPES = (
    dict.fromkeys(("1", "2", "11", "14"), _SENT)
    | {"3": _DRAFT}
    | dict.fromkeys(("4", "5", "6", "7", "10", "12", "15", "16", "20"), _WAITING)
    | dict.fromkeys(("8", "9", "13", "17", "18", "19", "21", "22", "24", "25", "26", "27"), _FAILED)
)
_DELETED = frozenset({"23", "117", "300"})
_NOT_FETCHED = frozenset({
    "101", "102", "103", "104", "105", "106", "107", "110", "111", "112", "115",
})  # fmt: skip
_INCOMING, _NOTICES = range(100, 200), range(200, 300)
_GROUP_NOTICES = frozenset({
    "200", "201", "202", "203", "204", "211", "217", "218", "220", "221", "225", "226", "227",
    "228", "229", "230", "231",
})  # fmt: skip


class _Person(NamedTuple):
    """Somebody who takes part."""

    number: str
    """As stored for sending; empty of the owner, mostly."""

    name: str
    """From the address book; empty when there is none."""

    is_owner: bool
    """Whether it is the phone itself."""


def is_bugle(database: Database) -> bool:
    """Tell whether a store is that of Google's Messages or of Android's own app.

    Args:
        database: the open file.
    """
    return (
        database.has("messages", "_id", "conversation_id", "sender_id", "message_status")
        and database.has("parts", "message_id", "content_type")
        and database.has(_PARTICIPANTS, "sub_id")
    )


def bugle_rows(database: Database) -> Iterator[Message | Leftover]:
    """Give every message of a store, and what is damaged.

    Args:
        database: the open file.
    """
    store = _Store(database)
    yield from store.parts.damage
    for row in database.rows("messages", _MESSAGES):
        yield store.message(row) if isinstance(row, Row) else row


class _Store:
    """Knows who takes part in what, and the parts of every message."""

    def __init__(self, database: Database) -> None:
        found = database.look_up(_PARTICIPANTS, "_id", *_PEOPLE)
        self._people = {as_text(key): _person(as_row(_PEOPLE, row)) for key, row in found.items()}
        names = database.look_up("conversations", "_id", "name")
        self._names = {as_text(key): as_text(name) for key, (name,) in names.items()}
        self._members: dict[str, list[_Person]] = {}
        for row in database.rows(
            "conversation_participants", ("conversation_id", "participant_id")
        ):
            if isinstance(row, Row):
                conversation, person = map(as_text, row.values)
                if person in self._people:
                    self._members.setdefault(conversation, []).append(self._people[person])
        self.parts = Children(database, "parts", "message_id", _PARTS)

    def message(self, row: Row) -> Message:
        """Give one message."""
        cells = as_row(_MESSAGES, row.values)
        talk, status = cells.get("conversation_id", ""), cells.get("message_status", "")
        sender = self._people.get(cells.get("sender_id", ""))
        members = [each for each in self._members.get(talk, []) if not each.is_owner]
        parts = list(self.parts.of(row.number))
        made = text_message(_as_text_row(cells, sender, parts), row.span)
        files = [part for part in parts if part.get("content_type", "") != _WORDS]
        files = [part for part in files if part.get("uri") or part.get("content_type")]
        details = [detail for detail in made.details if detail[0] != "to"]
        if made.sender == OWNER:
            details = [("to", each.number or each.name) for each in members] + details
        details += [("contact-name", sender.name)] if sender and sender.name else []
        details += [("media-type", kind) for part in files if (kind := part.get("content_type"))]
        details += [("path", path) for part in files if (path := _path(part))]
        is_notice = status.isdecimal() and int(status) in _NOTICES
        if is_notice:
            details.append(("status", status))
        return made._replace(
            kind=(MessageKind.EVENT if is_notice else MessageKind.MESSAGE).value,
            conversation=self._names.get(talk)
            or ", ".join(each.number for each in members)
            or talk,
            sender=None if is_notice else made.sender,
            attachments=tuple(map(_name, files)),
            marks=_marks(made.marks, status, has_files=bool(files), replaced=row.replaced),
            details=tuple(details),
        )


def _person(cells: dict[str, str]) -> _Person:
    """Give somebody; a name that is only the number again is none."""
    numbers = [cells.get(name, "") for name in _PEOPLE[1:-1]]
    number = next(filter(None, numbers), "")
    name = cells.get("full_name", "")
    is_owner = cells.get("sub_id", _OTHER_THAN_SELF) != _OTHER_THAN_SELF
    return _Person(number, "" if name in numbers else name, is_owner)


def _as_text_row(
    cells: dict[str, str], sender: _Person | None, parts: list[dict[str, str]]
) -> dict[str, str]:
    """Give a message in the words of Android's other store, where one meaning has one name."""
    received, sent = cells.get("received_timestamp", "0"), cells.get("sent_timestamp", "0")
    made = {
        "date": received if received != "0" else sent,
        "date_sent": sent,
        "body": "\n".join(part["text"] for part in parts if "text" in part),
        "subject": cells.get("mms_subject", ""),
    }
    if made["date"] == "0":
        del made["date"]
    if sender is not None and sender.is_owner:
        made["type"] = _TYPES.get(cells.get("message_status", ""), _SENT)
    elif sender is not None:
        made |= {"type": _RECEIVED, "address": sender.number or sender.name}
    elif (status := cells.get("message_status", "")).isdecimal() and int(status) in _INCOMING:
        made["type"] = _RECEIVED
    return made


def _marks(
    marks: tuple[str, ...], status: str, *, has_files: bool, replaced: bool
) -> tuple[str, ...]:
    """Give the marks of a message: what its state says, and what it lacks."""
    if status.isdecimal() and int(status) in _NOTICES:
        kept = [mark for mark in marks if mark in {"clock-impossible", "no-time", "bytes-replaced"}]
        return (*kept, "group-changed" if status in _GROUP_NOTICES else "app-notice")
    found = [mark for mark in marks if mark != "no-words" or not (has_files or status in _DELETED)]
    found += ["deleted"] if status in _DELETED else []
    found += ["not-downloaded"] if status in _NOT_FETCHED else []
    found += ["media-omitted"] if has_files else []
    found += ["bytes-replaced"] if replaced and "bytes-replaced" not in found else []
    return tuple(found)


def _path(part: dict[str, str]) -> str:
    """Give where a file lay on the phone, as far as it is said."""
    return part.get("local_cache_path") or part.get("uri") or part.get("original_uri", "")


def _name(part: dict[str, str]) -> str:
    """Give the name of a file: its own, else the end of its address, else its kind."""
    end = _path(part).partition("?")[0].rstrip("/").rpartition("/")[2]
    return part.get("file_name") or end or part.get("content_type", "")
