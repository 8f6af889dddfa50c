"""One row of Messages' table `message`: a message, a reaction, or something that befell a group.

| column                    | values                                                               |
| ------------------------- | -------------------------------------------------------------------- |
| `item_type`               | 0 message, 1 member, 2 name, 3 left or picture, 4 place, 5 kept, 6   |
|                           | shared activity                                                      |
| `group_action_type`       | with 1: 0 added, 1 removed; with 3: 0 left, 1 and 2 picture, 4 and 6 |
|                           | background                                                           |
| `share_direction`         | with item 4: 0 from the owner, where another person is named         |
| `associated_message_type` | 2000-2007 reaction, 3000-3007 taken back, 1000 sticker, 4000 vote    |
| `schedule_type`           | not 0 for a message that was written to be sent later                |

References: docs/readers/imessage.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Message, MessageKind
from holdfast.readers.apple_times import apple_moment, said
from holdfast.readers.imessage_apps import read_app
from holdfast.readers.imessage_bodies import (
    PLACEHOLDERS,
    read_body,
    read_history,
    read_spoken,
    without_placeholders,
)
from holdfast.readers.imessage_people import owner, text_of
from holdfast.readers.moments import marks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from holdfast.readers.imessage_people import People
    from holdfast.readers.sqlite_rows import Row, Value

COLUMNS = (
    "guid", "text", "attributedBody", "subject", "service", "account", "destination_caller_id",
    "handle_id", "other_handle", "is_from_me", "date", "date_read", "date_delivered",
    "date_edited", "date_retracted", "item_type", "group_action_type", "group_title",
    "share_status", "associated_message_guid", "associated_message_type",
    "associated_message_emoji", "thread_originator_guid", "message_summary_info",
    "expressive_send_style_id", "balloon_bundle_id", "error", "is_spam", "is_audio_message",
    "is_expirable", "cache_has_attachments", "date_recovered", "is_sos", "share_direction",
    "schedule_type", "is_sent", "payload_data",
)  # fmt: skip
"""What is asked of each row; older systems lack some."""

REACTIONS = {0: "❤", 1: "👍", 2: "👎", 3: "😂", 4: "‼", 5: "❓", 7: "sticker"}
"""Last digit of `associated_message_type` -> what the app draws; 6 states its own sign."""

_OWN_SIGN = 6
_STICKER, _ADDED, _REMOVED, _VOTE = 1000, 2000, 3000, 4000
_KINDS = {_STICKER: "sticker", _VOTE: "poll"}
_POLLS = "com.apple.messages.Polls"
_MEMBER, _NAME, _LEFT, _PLACE, _KEPT, _ACTIVITY = 1, 2, 3, 4, 5, 6
_QUOTE = 200
_LOOKS = {
    1: ("group-picture", "changed"), 2: ("group-picture", "removed"),
    4: ("chat-background", "changed"), 6: ("chat-background", "removed"),
}  # fmt: skip
"""With item 3, `group_action_type` -> what became of the group's look."""

_MESSAGE, _EVENT = MessageKind.MESSAGE.value, MessageKind.EVENT.value

_FLAGS = (
    ("is_spam", "junk"), ("is_audio_message", "voice-message"), ("is_sos", "emergency"),
)  # fmt: skip
_STORED_DETAILS = (
    ("subject", "subject"), ("service", "service"), ("expressive_send_style_id", "effect"),
    ("balloon_bundle_id", "app"),
)  # fmt: skip
_TIMES = (
    ("date_read", "read-at"), ("date_delivered", "delivered-at"), ("date_retracted", "unsent-at"),
)  # fmt: skip

_RELATIONS = (
    "associated_message_type", "associated_message_guid", "thread_originator_guid",
)  # fmt: skip

Cells = dict[str, "Value"]
Details = list[tuple[str, str]]


class Files(NamedTuple):
    """What a message carries."""

    names: tuple[str, ...] = ()
    """As the sender's device named them."""

    paths: tuple[str, ...] = ()
    """Where they lie on the phone or Mac, as stored."""

    in_back_up: tuple[str, ...] = ()
    """What a back-up calls them, empty for one of a Mac."""


class Rows:
    """Makes messages of rows."""

    def __init__(
        self, people: People, files: Callable[[int], Files], quote: Callable[[str], str]
    ) -> None:
        """Take what is looked up for every row.

        Args:
            people: who is who.
            files: what a message carries, by its row number.
            quote: words of the message with a `guid`, empty when it is not found.
        """
        self._people = people
        self._files = files
        self._quote = quote

    def read(self, row: Row) -> Message:
        """Give what one row says.

        Args:
            row: with the cells of `COLUMNS`.
        """
        cells: Cells = dict(zip(COLUMNS, row.values, strict=True))
        chat, recently_deleted = self._people.chat_of(row.number)
        handle = self._people.handle(cells["handle_id"])
        mine = bool(cells["is_from_me"]) or _is_own_place(cells)
        if mine:
            sender: str | None = owner(cells["destination_caller_id"], cells["account"])
        else:
            sender = self._people.sender(handle, chat)
        happened = apple_moment(cells["date"])
        marks = ["sent" if mine else "received", *marks_of(happened)]
        if not cells["date"]:
            marks.append("no-time")
        if recently_deleted:
            marks.append("recently-deleted")
        if row.replaced:
            marks.append("bytes-replaced")
        message = Message(
            kind=_MESSAGE,
            conversation=self._people.conversation(chat, handle),
            sender=sender,
            text="",
            happened=happened,
            span=row.span,
        )
        if cells["item_type"]:
            return self._event(message, cells, marks)
        return self._message(message, cells, marks, self._files(row.number))

    def _message(self, message: Message, cells: Cells, marks: list[str], files: Files) -> Message:
        """Fill in what was said, and what is known about it."""
        text, second = _words(cells)
        details = _details(cells)
        if second:
            marks.append("two-texts")
            details.append(("second-text", second))
        marks += [mark for column, mark in _FLAGS if cells[column]]
        if cells["is_audio_message"]:
            details += [("spoken-words", heard) for heard in read_spoken(cells["attributedBody"])]
        if cells["error"] and cells["is_from_me"]:
            marks.append("sending-failed")
        elif cells["schedule_type"] and cells["is_from_me"] and cells["is_sent"] == 0:
            marks.append("waiting-to-send")
        if text_of(cells["balloon_bundle_id"]).endswith(_POLLS):
            marks.append("poll")
        if cells["payload_data"]:
            details += [told for told in read_app(cells["payload_data"]) if told[1] not in text]
        self._changes(cells, marks, details)
        details += self._relations(cells, marks)
        details += [("path", path) for path in files.paths]
        details += [("back-up-name", name) for name in files.in_back_up if name]
        shown = without_placeholders(text)
        # Each file has its sign among the words, also one of which nothing else is known.
        holes = text.count(PLACEHOLDERS[0])
        if holes > len(files.names) or (cells["cache_has_attachments"] and not files.names):
            marks.append("media-omitted")
        return message._replace(
            text=shown, attachments=files.names, marks=tuple(marks), details=tuple(details)
        )

    @staticmethod
    def _changes(cells: Cells, marks: list[str], details: Details) -> None:
        """Tell what was changed or taken back after it was sent."""
        if not (cells["message_summary_info"] or cells["date_edited"] or cells["date_retracted"]):
            return
        history = read_history(cells["message_summary_info"])
        details += [("earlier-text", without_placeholders(text)) for text in history.earlier]
        changed_at = history.changed_at or (
            (said(cells["date_edited"]),) if said(cells["date_edited"]) else ()
        )
        if history.unsent_parts or cells["date_retracted"]:
            marks.append("deleted" if not _words(cells)[0] else "partly-deleted")
            details += [("unsent-at", when) for when in changed_at if not cells["date_retracted"]]
        elif changed_at or history.earlier:
            marks.append("edited")
            details += [("edited-at", when) for when in changed_at]

    def _relations(self, cells: Cells, marks: list[str]) -> Details:
        """Tell what the message answers, or reacts to."""
        details: Details = []
        if not any(map(cells.__getitem__, _RELATIONS)):
            return details
        kind = cells["associated_message_type"]
        kind = kind if isinstance(kind, int) else 0
        about = text_of(cells["associated_message_guid"])
        if _ADDED <= kind < _VOTE:
            sign = REACTIONS.get(kind % _STICKER, str(kind))
            if kind % _STICKER == _OWN_SIGN:
                sign = text_of(cells["associated_message_emoji"]) or sign
            marks.append("reaction" if kind < _REMOVED else "reaction-removed")
            details.append(("reaction", sign))
        elif kind in _KINDS and _KINDS[kind] not in marks:
            marks.append(_KINDS[kind])
        # p:0/GUID for the first part of a message, bp:GUID for one that is all picture
        for written in (about.rpartition("/")[2].rpartition(":")[2],
                        text_of(cells["thread_originator_guid"])):  # fmt: skip
            if written and written != text_of(cells["guid"]):
                details.append(("reply-to", self._quote(written)[:_QUOTE] or written))
        return details

    def _event(self, message: Message, cells: Cells, marks: list[str]) -> Message:
        """Fill in what befell a group."""
        item, action = cells["item_type"], cells["group_action_type"]
        other = self._people.handle(cells["other_handle"]) or str(cells["other_handle"] or "")
        if cells["other_handle"] == 0:
            other = owner(cells["destination_caller_id"], cells["account"])
        title = text_of(cells["group_title"])
        details = _details(cells)
        is_new_number = (
            item == _MEMBER and not action and cells["other_handle"] == cells["handle_id"] != 0
        )
        if is_new_number and other:
            details.append(("address", other))
        elif item == _MEMBER:
            details.append(("group-removed" if action else "group-added", other))
        elif item == _NAME:
            details.append(("group-renamed", title))
        elif item == _LEFT and not action:
            details.append(("group-left", message.sender or ""))
        elif item == _LEFT:
            other_look = ("item-type", f"{item}, {action!r}")
            details.append(
                _LOOKS.get(action, other_look) if isinstance(action, int) else other_look
            )
        elif item == _PLACE:
            details.append(("place-sharing", "stopped" if cells["share_status"] else "started"))
        else:
            details.append(("item-type", str(item)))
        what = {_PLACE: "live-location", _KEPT: "voice-message", _ACTIVITY: "shared-activity"}
        mark = what.get(item, "group-changed") if isinstance(item, int) else "app-notice"
        marks.append("number-changed" if is_new_number and other else mark)
        text = without_placeholders(_words(cells)[0]) or title
        return message._replace(kind=_EVENT, text=text, marks=tuple(marks), details=tuple(details))


def _is_own_place(cells: Mapping[str, Value]) -> bool:
    """Tell whether it is the owner's place that is shared, in a row that came from the server."""
    is_told = cells["item_type"] == _PLACE and cells["share_direction"] is not None
    return is_told and bool(cells["other_handle"]) and not cells["share_direction"]


def _words(cells: Mapping[str, Value]) -> tuple[str, str]:
    """Give the words, and other words where the row holds two texts that differ."""
    plain = text_of(cells["text"])
    formatted = read_body(cells["attributedBody"]) or ""
    if not plain:
        return formatted, ""
    differ = without_placeholders(formatted).strip() != without_placeholders(plain).strip()
    return plain, formatted if formatted and differ else ""


def _details(cells: Mapping[str, Value]) -> Details:
    """Give what is stored beside the words."""
    found = [(code, text_of(cells[column])) for column, code in _STORED_DETAILS if cells[column]]
    found += [(code, said(cells[column])) for column, code in _TIMES if cells[column]]
    return [(code, text) for code, text in found if text]
