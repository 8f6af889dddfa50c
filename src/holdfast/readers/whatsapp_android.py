"""Rows of WhatsApp's store on Android, `msgstore.db`, of before and after 2021.

| table      | who                                           | kind            | time         |
| ---------- | --------------------------------------------- | --------------- | ------------ |
| `message`  | `chat` and `jid`, by number                   | `message_type`  | milliseconds |
| `messages` | `key_remote_jid`, `remote_resource`, as words | `media_wa_type` | milliseconds |
| `call_log` | `jid`, by number                              |                 | milliseconds |

A call has a row of `call_log` and one among the messages: the second is told as an event.
References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.android_rows import as_row
from holdfast.readers.moments import Unit, from_epoch, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.sqlite_joins import Join
from holdfast.readers.sqlite_rows import Row
from holdfast.readers.whatsapp_accounts import is_group, shown, with_numbers
from holdfast.readers.whatsapp_android_kinds import kind_of
from holdfast.readers.whatsapp_android_lists import Lists, nicknames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.moment import Moment
    from holdfast.readers.sqlite_rows import Database
    from holdfast.readers.whatsapp_android_kinds import Kind

NEW, OLD, CALLS = "message", "messages", "call_log"
_NEW = (
    "chat_row_id", "from_me", "sender_jid_row_id", "timestamp", "message_type", "text_data",
    "origin", "origination_flags",
)  # fmt: skip
_OLD = (
    "key_remote_jid", "key_from_me", "remote_resource", "timestamp", "media_wa_type", "data",
    "status", "media_size", "media_caption", "media_name", "latitude", "longitude",
)  # fmt: skip
_CALL_LOG = (
    "jid_row_id", "from_me", "timestamp", "video_call", "duration", "call_result",
    "group_jid_row_id",
)  # fmt: skip
_MUST_HAVE = (
    (NEW, ("chat_row_id", "from_me", "timestamp", "message_type")),
    (OLD, ("key_remote_jid", "key_from_me", "timestamp", "data")),
    (CALLS, ("jid_row_id", "timestamp", "video_call", "call_result")),
)
_MEDIA = ("file_path", "media_name", "media_caption")
_PLACE = ("latitude", "longitude", "place_name", "place_address")
_NO_CHAT, _OLD_NOTICE, _ANSWERED = "-1", "6", "5"
_VOICE = ("/PTT-", "WhatsApp Voice Notes/")
_SOUND, _RECORDED, _NOT_NAMED = "2", "1", "null"
_EVENT, _CALL = MessageKind.EVENT.value, MessageKind.CALL.value
Cells = dict[str, str]
Details = list[tuple[str, str]]


class _Said(NamedTuple):
    """What a row says, whichever table it is of."""

    chat: str
    sender: str
    is_mine: bool
    text: str
    details: Details
    path: str = ""


def is_in(tables: frozenset[str], head: bytes) -> bool:
    """Tell whether the store is one of WhatsApp on Android, by its beginning.

    Args:
        tables: their names, in small letters.
        head: the first bytes of the file.
    """
    is_new = {NEW, "chat", "jid"} <= tables and b"chat_row_id" in head
    return is_new or (OLD in tables and b"key_remote_jid" in head)


def tables_of(database: Database) -> tuple[str, ...]:
    """Give the tables whose rows are told of one by one; none when it is another app's store.

    Args:
        database: the open file.
    """
    found = tuple(name for name, columns in _MUST_HAVE if database.has(name, *columns))
    return found if found and found != (CALLS,) else ()


def found_in(database: Database) -> Iterator[Message | Leftover]:
    """Give every message and call.

    Args:
        database: the open file.
    """
    there = tables_of(database)
    store = _Store(database, has_calls=CALLS in there)
    yield from store.damage
    for table, columns, make in (
        (NEW, _NEW, store.new), (OLD, _OLD, store.old), (CALLS, _CALL_LOG, store.call),
    ):  # fmt: skip
        for row in database.rows(table, columns) if table in there else ():
            yield make(row, as_row(columns, row.values)) if isinstance(row, Row) else row


class _Store:
    """Knows chats and accounts, and what stands beside messages in other tables."""

    def __init__(self, database: Database, *, has_calls: bool) -> None:
        self._database = database
        self._has_calls = has_calls
        self._accounts = {
            number: str(account or "")
            for number, (account,) in database.look_up("jid", "_id", "raw_string").items()
        }
        # An id that stands for no number -> the number, where the store knows it.
        for hidden, (known,) in database.look_up("jid_map", "lid_row_id", "jid_row_id").items():
            self._accounts[hidden] = self._accounts.get(known) or self._accounts.get(hidden, "")
        self._chats = database.look_up("chat", "_id", "jid_row_id", "subject")
        self._groups = database.look_up("chat_list", "key_remote_jid", "subject")
        self._members = Join(
            database, "message_system_chat_participant", "message_row_id", "user_jid_row_id"
        )
        self._added = Join(database, "message_add_on", "parent_message_row_id", "_id")
        self._lists = Lists(database)
        self._nicknames = nicknames(database, self._accounts)
        self.damage = [*self._members.damage, *self._added.damage, *self._lists.damage]
        """What of the look-ups could not be read."""

    def _account(self, number: str) -> str:
        """Give an account by its number as text."""
        return self._accounts.get(int(number), "") if number.isdecimal() else ""

    def _beside(self, table: str, number: int, *columns: str, key: str = "message_row_id") -> Cells:
        """Give the row of another table that belongs to a message; nothing when there is none."""
        found = self._database.find(table, key, number, columns)
        return as_row(columns, found) if found else {}

    def new(self, row: Row, cells: Cells) -> Message | Leftover:
        """Give a row of `message`; one without a chat, as the first is, stands for no message."""
        if cells.get("chat_row_id") == _NO_CHAT:
            return Leftover(span=row.span, why="about-the-export")
        action = ""
        if cells.get("message_type") == "7":
            action = self._beside("message_system", row.number, "action_type").get(
                "action_type", ""
            )
        kind = kind_of(cells.get("message_type", ""), action, has_calls=self._has_calls)
        if cells.get("message_type") == _SOUND and cells.get("origin") == _RECORDED:
            kind = kind._replace(marks=("voice-message",))
        chat, subject = self._chat(cells.get("chat_row_id", ""))
        sender = self._account(cells.get("sender_jid_row_id", ""))
        details: Details = []
        path, caption = self._media(row.number, kind, details)
        words = [cells.get("text_data", ""), caption, *self._lists.words(row.number, kind.marks)]
        self._place(row.number, kind, details)
        self._notice(row.number, kind, action, details)
        details += self._relations(row.number)
        if _is_passed_on(cells.get("origination_flags", "")):
            details.append(("forwarded-from", _NOT_NAMED))
        is_mine = cells.get("from_me") == "1"
        if not is_mine and (name := self._nicknames.get(sender or chat)):
            details.append(("nickname", name))
        said = _Said(
            chat,
            sender,
            is_mine,
            "\n".join(dict.fromkeys(filter(None, words))),
            details,
            path,
        )
        return _message(row, kind, _time(cells.get("timestamp", "")), said, subject)

    def _chat(self, number: str) -> tuple[str, str]:
        """Give a chat's account and its name, empty where the chat is gone."""
        found = self._chats.get(int(number)) if number.isdecimal() else None
        account, subject = found or (None, None)
        return self._accounts.get(account, ""), str(subject or "")

    def _media(self, number: int, kind: Kind, details: Details) -> tuple[str, str]:
        """Give where a file lay on the phone, and the words below it."""
        if kind.is_known and not kind.has_file:
            return "", ""
        media = self._beside("message_media", number, *_MEDIA)
        if name := media.get("media_name"):
            details.append(("file-name", name))
        return media.get("file_path", ""), media.get("media_caption", "")

    def _place(self, number: int, kind: Kind, details: Details) -> None:
        """Add the place that was shared."""
        if not {"location", "live-location"}.intersection(kind.marks):
            return
        place = self._beside("message_location", number, *_PLACE)
        details += _position(place)
        details += [
            ("place", place[name]) for name in ("place_name", "place_address") if name in place
        ]

    def _notice(self, number: int, kind: Kind, action: str, details: Details) -> None:
        """Add whom a notice is about."""
        if action:
            details.append(("item-type", f"7/{action}"))
            members = (self._accounts.get(each, "") for each in self._members.of(number))
            details += [("with", shown(each)) for each in members if each]
        if "number-changed" in kind.marks:
            names = ("old_jid_row_id", "new_jid_row_id")
            change = self._beside("message_system_number_change", number, *names)
            details += [("with", shown(self._account(change[name]))) for name in change]
        if "deleted" in kind.marks:
            names = ("admin_jid_row_id", "revoke_timestamp")
            taken = self._beside("message_revoked", number, *names)
            if by := self._account(taken.get("admin_jid_row_id", "")):
                details.append(("done-by", shown(by)))
            if when := _time(taken.get("revoke_timestamp", "")).iso:
                details.append(("deleted-at", when))

    def _relations(self, number: int) -> Iterator[tuple[str, str]]:
        """Give what a message answers, when it was changed, and the reactions to it."""
        if quoted := self._beside("message_quoted", number, "text_data").get("text_data"):
            yield "reply-to", quoted
        edit = self._beside("message_edit_info", number, "edited_timestamp")
        if when := _time(edit.get("edited_timestamp", "")).iso:
            yield "edited-at", when
        names = ("from_me", "sender_jid_row_id", "timestamp")
        for added in self._added.of(number):
            sign = self._beside(
                "message_add_on_reaction", added, "reaction", key="message_add_on_row_id"
            ).get("reaction")
            if not sign:
                continue
            cells = self._beside("message_add_on", added, *names, key="_id")
            account = shown(self._account(cells.get("sender_jid_row_id", "")))
            by = OWNER if cells.get("from_me") == "1" else account
            when = _time(cells.get("timestamp", "")).iso
            yield "reaction", sign + (f" by {by}" if by else "") + (f", {when}" if when else "")

    def old(self, row: Row, cells: Cells) -> Message | Leftover:
        """Give a row of `messages`; the first stands for no message."""
        chat = cells.get("key_remote_jid", "")
        if chat == _NO_CHAT:
            return Leftover(span=row.span, why="about-the-export")
        is_notice = cells.get("status") == _OLD_NOTICE
        action = cells.get("media_size", "") if is_notice else ""
        number = "7" if is_notice else cells.get("media_wa_type", "0")
        kind = kind_of(number, action, has_calls=self._has_calls)
        details: Details = [("item-type", f"7/{action}")] if action else []
        if kind.has_file and (name := cells.get("media_name")):
            details.append(("file-name", name))
        if {"location", "live-location"}.intersection(kind.marks):
            details += _position(cells)
        words = filter(None, (cells.get("data", ""), cells.get("media_caption", "")))
        said = _Said(
            chat,
            cells.get("remote_resource", ""),
            cells.get("key_from_me") == "1",
            "\n".join(dict.fromkeys(words)),
            details,
        )
        (subject,) = self._groups.get(chat, (None,))
        return _message(row, kind, _time(cells.get("timestamp", "")), said, str(subject or ""))

    def call(self, row: Row, cells: Cells) -> Message:
        """Give a row of `call_log`."""
        other = shown(self._account(cells.get("jid_row_id", "")))
        group = self._account(cells.get("group_jid_row_id", ""))
        is_mine = cells.get("from_me") == "1"
        seconds = cells.get("duration", "")
        happened = _time(cells.get("timestamp", ""))
        marks = ["sent" if is_mine else "received"]
        if cells.get("call_result") != _ANSWERED and seconds in {"", "0"}:
            marks.append("missed")
        marks += ["video-call"] if cells.get("video_call") == "1" else []
        details = [("to", other)] if is_mine and other else []
        if result := cells.get("call_result"):
            details.append(("item-type", f"call_result {result}"))
        return Message(
            kind=_CALL,
            conversation=shown(group) or other,
            sender=OWNER if is_mine else other or None,
            text="",
            happened=happened,
            span=row.span,
            marks=(*marks, *marks_of(happened), *(("bytes-replaced",) if row.replaced else ())),
            duration_seconds=int(seconds) if seconds.isdecimal() and len(seconds) < 10 else None,  # noqa: PLR2004  # a longer number is no length
            details=tuple(details),
        )


def _message(row: Row, kind: Kind, happened: Moment, said: _Said, subject: str) -> Message:
    """Give what a row of either table of messages says."""
    sender = said.sender or ("" if is_group(said.chat) else said.chat)
    is_notice = kind.kind == _EVENT and "deleted" not in kind.marks
    marks = [] if is_notice else ["sent" if said.is_mine else "received"]
    marks += [*kind.marks, *marks_of(happened)]
    marks += ["no-time"] if not happened.as_written else []
    marks += ["edited"] if any(code == "edited-at" for code, _ in said.details) else []
    marks += ["voice-message"] if _is_voice(said.path, kind) else []
    marks += ["media-omitted"] if kind.has_file and not said.path else []
    marks += ["bytes-replaced"] if row.replaced else []
    if not (said.text or kind.marks or kind.has_file):
        marks.append("no-words")
    details = [*said.details, *([("path", said.path)] if said.path else [])]
    if is_notice and sender and not any(code == "with" for code, _ in details):
        details.append(("with", shown(sender)))
    if not kind.is_known:
        details.append(("item-type", kind.number))
    return Message(
        kind=kind.kind,
        conversation=subject or shown(said.chat),
        sender=None if is_notice else OWNER if said.is_mine else shown(sender) or None,
        text=with_numbers(said.text) if is_notice else said.text,
        happened=happened,
        span=row.span,
        attachments=(said.path.rpartition("/")[2],) if said.path else (),
        marks=tuple(marks),
        details=tuple(details),
    )


def _is_voice(path: str, kind: Kind) -> bool:
    """Tell by where a sound lay that it was spoken, unless its row told so."""
    return "voice-message" not in kind.marks and any(each in path for each in _VOICE)


def _is_passed_on(flags: str) -> bool:
    """Tell whether a message was passed on: the last bit of `origination_flags`."""
    return flags.isdecimal() and int(flags) % 2 == 1


def _time(written: str) -> Moment:
    """Give the moment of a count of milliseconds; 0 and less stand for "not set"."""
    if not written or written == "0" or written.startswith("-"):
        return UNKNOWN_MOMENT
    return from_epoch(written, Unit.MILLISECONDS)


def _position(cells: Cells) -> Details:
    """Give a position; nowhere, as the store writes it for none, is none."""
    latitude, longitude = cells.get("latitude", ""), cells.get("longitude", "")
    is_set = latitude and longitude and {latitude, longitude} != {"0"}
    return [("position", f"{latitude}, {longitude}")] if is_set else []
