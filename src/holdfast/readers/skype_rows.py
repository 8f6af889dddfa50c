"""Old Skype's own store, `main.db`: messages, calls, files, text messages and voicemail.

| `type` | of a message                                                             |
| ------ | ------------------------------------------------------------------------ |
| 2      | new name of a group                                                      |
| 4, 10  | group made, people added; 12 removed, 13 left                            |
| 30, 39 | call begun, call ended                                                   |
| 50, 51 | asked to be a contact, and accepted; 53 blocked                          |
| 60, 61 | words; 60 about the sender ("waves")                                     |
| 63, 64 | contact sent, text message; 67 voicemail, 68 files, 70 video, 201 picture |

References: docs/readers/skype.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.moments import Unit, from_epoch, impossible, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.skype_bodies import read_body
from holdfast.readers.sqlite_rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.sqlite_rows import Database, Value

LAST_YEAR = "2060"
"""A later year is a mistake in the file."""

_MESSAGES = (
    "convo_id", "chatname", "author", "from_dispname", "timestamp", "type", "body_xml",
    "edited_by", "edited_timestamp", "identities", "dialog_partner",
)  # fmt: skip
_CALLS = (
    "begin_timestamp", "duration", "host_identity", "is_incoming", "is_unseen_missed",
    "conv_dbid", "topic", "partner_handle",
)  # fmt: skip
_TRANSFERS = (
    "type", "partner_handle", "partner_dispname", "starttime", "finishtime", "filename",
    "filepath", "filesize", "convo_id",
)  # fmt: skip
_TEXTS = ("timestamp", "target_numbers", "body", "chatmsg_id", "type", "convo_name")
_VOICEMAILS = ("timestamp", "duration", "partner_handle", "partner_dispname", "convo_id", "path")
READ_BY_ROW = ("Messages", "Calls", "Transfers", "SMSes", "Voicemails")
"""Tables whose rows each become something."""

_EVENT_MARKS = {
    2: "group-changed", 4: "group-changed", 10: "group-changed", 12: "group-changed",
    13: "group-changed", 30: "call-started", 39: "call-ended", 53: "contact-blocked",
    100: "app-notice", 110: "app-notice",
}  # fmt: skip
_MARKS = {50: "contact-request", 51: "contact-accepted", 67: "voicemail"}
_CODES = {10: "group-added", 12: "group-removed", 50: "to", 51: "to"}
_SENT_FILE = 2
_OUT_TEXT = 2
_MESSAGE, _CALL, _EVENT = (
    MessageKind.MESSAGE.value, MessageKind.CALL.value, MessageKind.EVENT.value,
)  # fmt: skip


def read_store(database: Database) -> Iterator[Found]:
    """Give everything in a store.

    Args:
        database: the open file.

    Yields:
        One message, call or event for every row of the tables above; then what the other tables
        were good for.
    """
    if database.may_have_newer_rows_beside:
        yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
    store = _Store(database)
    for table, columns, read in (
        ("Messages", _MESSAGES, store.message),
        ("Calls", _CALLS, store.call),
        ("Transfers", _TRANSFERS, store.transfer),
        ("SMSes", _TEXTS, store.text),
        ("Voicemails", _VOICEMAILS, store.voicemail),
    ):
        for row in database.rows(table, columns):
            yield _marked(read(row, *row.values), row) if isinstance(row, Row) else row
    yield from database.leftovers(said=READ_BY_ROW)


def _marked(message: Message, row: Row) -> Message:
    """Say of a row that its text was damaged."""
    if not row.replaced:
        return message
    return message._replace(marks=(*message.marks, "bytes-replaced"))


class _Store:
    """Look-ups of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        accounts = database.look_up("Accounts", "rowid", "skypename")
        self._owner = next((_text(name) for (name,) in accounts.values() if name), "")
        self._conversations = database.look_up(
            "Conversations", "rowid", "displayname", "given_displayname", "meta_topic", "identity"
        )
        self._chats = database.look_up(
            "Chats", "conv_dbid", "topic", "friendlyname", "dialog_partner"
        )
        self._names = database.look_up("Contacts", "skypename", "displayname", "fullname")
        self._members: dict[Value, list[tuple[str, Value]]] = {}
        for row in database.rows("CallMembers", ("call_db_id", "identity", "call_duration")):
            if isinstance(row, Row):
                call, identity, seconds = row.values
                self._members.setdefault(call, []).append((_text(identity), seconds))

    def _conversation(self, number: Value, *others: Value) -> str:
        """Give the name of a conversation."""
        known: Sequence[Value] = (
            *self._conversations.get(number, ()), *self._chats.get(number, ()), *others,
        )  # fmt: skip
        return next((_text(each) for each in known if _text(each)), "")

    def _direction(self, handle: str) -> tuple[str, ...]:
        """Tell which way something went."""
        if not self._owner or not handle:
            return ()
        return ("sent" if handle == self._owner else "received",)

    def message(self, row: Row, *cells: Value) -> Message:
        """Give a row of `Messages`."""
        (
            convo, chat, author, shown, when, kind, content,
            editor, edited, people, partner,
        ) = cells  # fmt: skip
        body = read_body(_text(content))
        happened = _moment(when)
        handle = _text(author)
        marks = [*self._direction(handle), *body.marks, *marks_of(happened)]
        details = [*body.details]
        if _text(shown) and _text(shown) != handle:
            details.append(("contact-name", _text(shown)))
        number = kind if isinstance(kind, int) else 0
        marks += [table[number] for table in (_EVENT_MARKS, _MARKS) if number in table]
        if number in _CODES:
            details += [(_CODES[number], each) for each in _text(people).split()]
        if _moment(edited).stated:
            marks.append("edited" if body.text or body.files else "deleted")
            details.append(("edited-at", _moment(edited).iso or ""))
            if _text(editor) not in {"", handle}:
                details.append(("done-by", _text(editor)))
        return Message(
            kind=_EVENT if number in _EVENT_MARKS else _MESSAGE,
            conversation=self._conversation(convo, partner, chat),
            sender=handle or None,
            text=body.text,
            happened=happened,
            span=row.span,
            attachments=body.files,
            marks=tuple(marks),
            details=tuple(details),
        )

    def call(self, row: Row, *cells: Value) -> Message:
        """Give a row of `Calls`."""
        when, duration, host, incoming, missed, convo, topic, partner = cells
        members = self._members.get(row.number, [])
        lengths = [each for _, each in members if isinstance(each, int)]
        seconds = duration if isinstance(duration, int) else max(lengths, default=None)
        happened = _moment(when)
        caller = _text(host) or (_text(partner) if incoming else self._owner)
        others = [name for name, _ in members if name and name != caller]
        marks = [*self._direction(caller), *marks_of(happened)]
        if missed:
            marks.append("missed")
        return Message(
            kind=_CALL,
            conversation=self._conversation(convo, topic, ", ".join(others), partner),
            sender=caller or None,
            text="",
            happened=happened,
            span=row.span,
            marks=tuple(marks),
            duration_seconds=seconds,
            details=tuple(("to", name) for name in others),
        )

    def transfer(self, row: Row, *cells: Value) -> Message:
        """Give a row of `Transfers`: a file that was offered."""
        way, partner, shown, begun, ended, name, path, size, convo = cells
        is_sent = way == _SENT_FILE
        happened = _moment(begun)
        details = [
            ("to" if is_sent else "contact-name", _text(partner) if is_sent else _text(shown)),
            ("ended-at", _moment(ended).iso or ""), ("path", _text(path)),
            ("size-bytes", str(size or "")),
        ]  # fmt: skip
        return Message(
            kind=_EVENT,
            conversation=self._conversation(convo, shown, partner),
            sender=(self._owner or OWNER) if is_sent else _text(partner) or None,
            text=_text(name),
            happened=happened,
            span=row.span,
            attachments=(_text(name),) if _text(name) else (),
            marks=("sent" if is_sent else "received", "file-transfer", *marks_of(happened)),
            details=tuple((code, text) for code, text in details if text),
        )

    def text(self, row: Row, *cells: Value) -> Message:
        """Give a row of `SMSes`; most are the sending of a message that has a row of its own."""
        when, numbers, words, message, way, convo = cells
        happened = _moment(when)
        is_known = isinstance(message, int) and bool(
            self._database.find("Messages", "id", message, ("id",))
        )
        is_sent = way in {None, _OUT_TEXT}
        targets = _text(numbers).split()
        return Message(
            kind=_EVENT if is_known else _MESSAGE,
            conversation=_text(convo) or ", ".join(targets),
            sender=(self._owner or OWNER) if is_sent else next(iter(targets), None),
            text=_text(words),
            happened=happened,
            span=row.span,
            marks=("sent" if is_sent else "received", "sms", *marks_of(happened)),
            details=tuple(("to", number) for number in targets if is_sent),
        )

    def voicemail(self, row: Row, *cells: Value) -> Message:
        """Give a row of `Voicemails`."""
        when, seconds, partner, shown, convo, path = cells
        happened = _moment(when)
        return Message(
            kind=_CALL,
            conversation=self._conversation(convo, shown, partner),
            sender=_text(partner) or None,
            text="",
            happened=happened,
            span=row.span,
            attachments=(_text(path),) if _text(path) else (),
            marks=("voicemail", *marks_of(happened)),
            duration_seconds=seconds if isinstance(seconds, int) else None,
        )


def _moment(value: Value) -> Moment:
    """Give the moment of a count of seconds; impossible ones occur."""
    if not value:
        return UNKNOWN_MOMENT
    moment = from_epoch(value, Unit.SECONDS)
    return moment if (moment.stated or "") < LAST_YEAR else impossible(value)


def _text(value: Value) -> str:
    """Give a cell as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return value if isinstance(value, str) else ""
