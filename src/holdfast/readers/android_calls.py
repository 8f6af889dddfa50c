"""An Android phone's own calls and contacts: `calllog.db`, `contacts2.db`, Viber's `viber_data`.

Samsung's phones have texts among the calls, in `logs.db` or in the same table. Every call is a
call, every entry of the address book an event. What rows mean is shared with other Android sources
(`android_records`). References: docs/readers/android-calls.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.android_records import call, text_message
from holdfast.readers.android_rows import Children, as_row, as_text
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
    from holdfast.readers.sqlite_rows import Database, Value

NAME = "android-calls"
VERSION = 1

FILES = ("logs.db", "calllog.db", "contacts2.db", "contacts.db", "viber_data")
_CALLS = (
    "number", "presentation", "date", "duration", "type", "name", "transcription",
    "geocoded_location", "via_number", "subject", "viber_call_type", "features", "address",
    "logtype", "m_subject", "m_content",
)  # fmt: skip
_CALL_DETAILS = (
    ("geocoded_location", "number-place"),
    ("via_number", "via"),
    ("subject", "subject"),
)
_VIBER_VIDEO = "4"
# CallLog.Calls.FEATURES_VIDEO
_VIDEO = 1
# Samsung's LOGTYPE: 100 a call, 500 one with pictures, 200 and 300 multimedia and text messages
_SAMSUNG_VIDEO, _SAMSUNG_CALLS, _SAMSUNG_TEXTS = "500", {"", "0", "100", "500"}, {"200", "300"}
_CONTACTS = ("display_name", "deleted", "account_type", "account_name")
_CELLS = ("mimetype_id", "data1", "data2", "data3", "data4")
_NAMED_BY_OWNER = "0"
"""In `data2`, CommonDataKinds.BaseTypes.TYPE_CUSTOM: what it is called stands in `data3`."""

_ITEM = "vnd.android.cursor.item/"
# ContactsContract.CommonDataKinds: what `data1` holds, by type.
_KINDS = {
    "name": "name", "phone_v2": "phone", "email_v2": "e-mail",
    "postal-address_v2": "postal-address",
    "organization": "organisation", "note": "note", "nickname": "nickname", "website": "link",
    "im": "account", "sip_address": "account", "relation": "relation",
    "contact_event": "date-of-contact",
}  # fmt: skip


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is the phone's list of calls or its address book.

    Args:
        head: the first bytes of the file.
        name: file name as received; it counts only where the tables' names are out of sight.
    """
    if not is_sqlite(head):
        return Confidence.NO
    tables = tables_in_head(head)
    if "logs" in tables and b"logtype" in head:
        return Confidence.YES
    if {"calls", "phonebookcontact"} <= tables:
        return Confidence.YES
    if "android_metadata" in tables and ("calls" in tables or {"raw_contacts", "data"} <= tables):
        return Confidence.YES
    if "calls" in tables or may_list_tables_elsewhere(head) or name.lower().endswith(FILES):
        return Confidence.PERHAPS
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every call and every contact.

    Args:
        source: the database.
        answers: none are asked for: every time is UTC.

    Yields:
        Calls, then contacts, each in the order of row numbers; then what the other tables were
        good for.

    Raises:
        NotThisFormatError: there is neither a table of calls nor one of contacts as Android makes
            it.
    """
    with opened(source) as database:
        calls = [
            table
            for table, more in (("calls", ()), ("logs", ("logtype",)))
            if database.has(table, "number", "date", "duration", "type", *more)
        ]
        has_contacts = database.has("raw_contacts", "_id") and database.has("data", "data1")
        if not (calls or has_contacts):
            raise NotThisFormatError
        if database.may_have_newer_rows_beside:
            yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
        said = list(calls)
        for table in calls:
            yield from _calls(database, table)
        if has_contacts:
            said.append("raw_contacts")
            yield from _contacts(database)
        if database.has("phonebookcontact", "_id", "display_name"):
            said.append("phonebookcontact")
            yield from _viber_contacts(database)
        yield from database.leftovers(said=said)


def _calls(database: Database, table: str) -> Iterator[Found]:
    """Give the rows of a table of calls."""
    for row in database.rows(table, _CALLS):
        yield _record(row) if isinstance(row, Row) else row


def _record(row: Row) -> Message:
    """Give one call, or a message that stands among them."""
    cells = as_row(_CALLS, row.values)
    if "name" in cells:
        cells["contact_name"] = cells.pop("name")
    kind = cells.get("logtype", "")
    if kind not in _SAMSUNG_CALLS:
        return _among_calls(cells, kind, row)
    more = tuple((code, cells.pop(name)) for name, code in _CALL_DETAILS if name in cells)
    features = cells.get("features", "")
    is_video = kind == _SAMSUNG_VIDEO or cells.pop("viber_call_type", "") == _VIBER_VIDEO
    is_video = is_video or (features.isdecimal() and bool(int(features) & _VIDEO))
    message = call(cells, row.span)
    video = ("video-call",) if is_video else ()
    return message._replace(marks=(*message.marks, *video), details=(*message.details, *more))


def _among_calls(cells: dict[str, str], kind: str, row: Row) -> Message:
    """Give what Samsung's phones list among the calls: texts, and what other apps put there."""
    number = cells.get("number") or cells.get("address", "")
    more = {"body": cells.get("m_content", ""), "subject": cells.get("m_subject", "")}
    message = text_message({**cells, **more, "address": number}, row.span)
    if kind in _SAMSUNG_TEXTS:
        return message
    details = (*message.details, ("item-type", kind))
    return message._replace(kind=MessageKind.EVENT.value, details=details)


def _contacts(database: Database) -> Iterator[Found]:
    """Give the entries of the address book, each with what it states."""
    kinds = {
        number: as_text(kind).removeprefix(_ITEM)
        for number, (kind,) in database.look_up("mimetypes", "_id", "mimetype").items()
    }
    cells = Children(database, "data", "raw_contact_id", _CELLS)
    yield from cells.damage
    for row in database.rows("raw_contacts", _CONTACTS):
        yield _contact(row, cells, kinds) if isinstance(row, Row) else row


def _contact(row: Row, cells: Children, kinds: Mapping[Value, str]) -> Message:
    """Give one entry: its name as the text, everything else as details."""
    facts = as_row(_CONTACTS, row.values)
    details: list[tuple[str, str]] = []
    for cell in cells.of(row.number):
        number = cell.get("mimetype_id", "")
        code = _KINDS.get(kinds.get(int(number) if number.isdigit() else None, ""), "other-field")
        if "data1" in cell:
            details.append((code, cell["data1"]))
        if code != "name" and cell.get("data2") == _NAMED_BY_OWNER and "data3" in cell:
            details.append(("other-field", f"{cell['data3']}: {cell.get('data1', '')}"))
        if code == "organisation" and "data4" in cell:
            details.append((code, cell["data4"]))
    if "account_name" in facts:
        details.append(("account", facts["account_name"]))
    is_deleted = facts.get("deleted") == "1"
    return _entry(row, facts.get("display_name", ""), details, is_deleted=is_deleted)


def _viber_contacts(database: Database) -> Iterator[Found]:
    """Give what Viber copied of the address book."""
    cells = Children(database, "phonebookdata", "contact_id", ("data1", "data2", "data3"))
    yield from cells.damage
    for row in database.rows("phonebookcontact", ("display_name", "deleted")):
        if not isinstance(row, Row):
            yield row
            continue
        facts = as_row(("display_name", "deleted"), row.values)
        numbers = [text for cell in cells.of(row.number) for text in cell.values()]
        details = [("phone", number) for number in dict.fromkeys(numbers)]
        is_deleted = facts.get("deleted") == "1"
        yield _entry(row, facts.get("display_name", ""), details, is_deleted=is_deleted)


def _entry(row: Row, name: str, details: list[tuple[str, str]], *, is_deleted: bool) -> Message:
    """Give an event for an entry of an address book; without a name, what it has instead."""
    text = name or next((said for code, said in details if code in {"name", "phone", "e-mail"}), "")
    return Message(
        kind=MessageKind.EVENT.value,
        conversation="",
        sender=None,
        text=text,
        happened=UNKNOWN_MOMENT,
        span=row.span,
        marks=("contact", "deleted-by-owner") if is_deleted else ("contact",),
        details=tuple(detail for detail in details if detail != ("name", text)),
    )
