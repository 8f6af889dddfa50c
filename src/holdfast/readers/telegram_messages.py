"""One message of Telegram's `result.json`.

`type` is `message`, `service` (a notice or a call) or `unsupported`. `text` is a text, or a list of
texts and of objects with a `text`; where it is left out, `text_entities` holds the same pieces.
`date_unixtime` is UTC; older exports have only `date`, the clock of the computer that exported.
Programs write 0 for a count they do not know. `from` is null for a deleted account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_values import (
    facts_of,
    object_of,
    objects_of,
    text_at,
    text_of,
    whole_number,
)
from holdfast.readers.moments import Unit, from_epoch, from_iso, marks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.moment import Moment
    from holdfast.model.span import Span

_new = tuple.__new__
_MESSAGE, _EVENT, _CALL = MessageKind.MESSAGE.value, MessageKind.EVENT.value, MessageKind.CALL.value
_PLAIN = frozenset({
    "id", "type", "date", "date_unixtime", "from", "from_id", "text", "text_entities", "actor",
    "actor_id",
})  # fmt: skip
# What is said elsewhere in the message.
_KNOWN = _PLAIN | {
    "photo", "file", "thumbnail", "media_type", "edited", "edited_unixtime", "reply_to_message_id",
    "forwarded_from", "reactions", "poll", "location_information", "contact_information",
    "duration_seconds", "width", "height", "mime_type", "file_size", "photo_file_size",
    "thumbnail_file_size", "file_name", "self_destruct_period_seconds", "forwarded_from_id",
}  # fmt: skip
# What tells of a file or makes a mark.
_BEARING = frozenset({
    "photo", "file", "contact_vcard", "media_type", "location_information", "contact_information",
    "poll", "self_destruct_period_seconds", "edited", "edited_unixtime",
})  # fmt: skip
# What stands for the words of a message that has none.
_SAID = (
    "poll", "place_name", "address", "location_information", "contact_information", "todo_list",
    "invoice_information", "dice", "game_title", "game_description", "giveaway_information",
    "giveaway_results", "rich_message",
)  # fmt: skip
_SAID_AS_SET = frozenset(_SAID)
_SHARED = (("contact_information", "contact"), ("poll", "poll"))
_LONGEST = 16
_ONCE = (1 << 31) - 1
"""The timer of what can be seen only once."""

_NO_COUNT = ("0", 0)
"""Stands where a count of seconds is not known."""

_NOT_NAMED = "null"
"""As the export writes it: passed on from an account that is gone."""

_CALLS = frozenset({"phone_call", "group_call", "conference_call"})
_ENDS = {"missed": "missed", "busy": "rejected"}
_NOTICES = {
    "take_screenshot": "screenshot-taken", "set_messages_ttl": "disappearing-messages",
    "invite_members": "group-changed", "remove_members": "group-changed",
    "create_group": "group-changed", "create_channel": "group-changed",
    "edit_group_title": "group-changed", "edit_group_photo": "group-changed",
    "delete_group_photo": "group-changed", "join_group_by_link": "group-changed",
    "join_group_by_request": "group-changed", "migrate_to_supergroup": "group-changed",
    "migrate_from_group": "group-changed", "proximity_reached": "location",
}  # fmt: skip
_MEDIA = {
    "sticker": "sticker", "voice_message": "voice-message",
}  # fmt: skip


def message_of(record: dict[str, object], span: Span, conversation: str) -> Message:
    """Give one message, call or notice.

    Args:
        record: the JSON object.
        span: where it stands.
        conversation: the chat's name.
    """
    happened = moment_of(record, "date")
    kind, marks = _kind(record)
    get = record.get
    text = _text(get("text")) or _text(get("text_entities"))
    files: tuple[str, ...] = ()
    sender = get("from") or get("actor")
    # A name can be anybody's and is the one of today; the number is of one account for good.
    account = get("from_id") or get("actor_id")
    details: list[tuple[str, str]] = []
    if kind != _MESSAGE or not _PLAIN.issuperset(record):
        if not _BEARING.isdisjoint(record):
            files, more = _files(record)
            marks += more
        is_said = not text
        text = text or _other_words(record, kind)
        details = _details(record, kind, is_said=is_said)
    if sender and isinstance(account, str):
        details.append(("account-id", account))
    if number := text_of(get("id")):
        # Answers name it.
        details.append(("message-id", number))
    if get("date_unixtime") and (local := text_of(get("date"))) != happened[1] and local:
        details.append(("local-time", local))
    if kind == _MESSAGE and not text and not files and not marks:
        marks = ("no-text",)
    if happened[1] is None:
        marks += marks_of(happened)
    return _new(Message, (
        kind, conversation, text_of(sender or account) or None, text,
        happened, span, files, marks, _seconds(record) if kind == _CALL else None, tuple(details),
    ))  # fmt: skip


def moment_of(record: Mapping[str, object], key: str) -> Moment:
    """Give a time that is stated as a count, else as the exporting computer's wall clock.

    Args:
        record: a message.
        key: `date` or `edited`.
    """
    count = record.get(f"{key}_unixtime")
    written = text_of(record.get(key))
    if count in _NO_COUNT and written:
        return from_iso(written)
    if isinstance(count, str) and count.isdecimal() and count.isascii() and len(count) < _LONGEST:
        return from_epoch(count if count[0] != "0" else int(count), Unit.SECONDS)
    if count is not None:
        return from_epoch(text_of(count), Unit.SECONDS)
    return from_iso(written) if written else UNKNOWN_MOMENT


def _kind(record: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """Tell what a record is, with marks."""
    what = record.get("type", "message")
    if what == "message":
        return _MESSAGE, ()
    action = text_of(record.get("action"))
    if what == "service" and action in _CALLS:
        marks = ["video-call"] if record.get("is_video") is True else []
        # A call of a group is told of twice: when it begins, and with its length.
        is_begun = action == "group_call" and _seconds(record) is None
        end = _ENDS.get(text_of(record.get("discard_reason")))
        return _CALL, (*marks, *([end] if end else []), *(["call-started"] if is_begun else []))
    mark = "no-words" if what == "unsupported" else _NOTICES.get(action)
    return _EVENT, (mark,) if mark else ()


def _seconds(record: Mapping[str, object]) -> int | None:
    """Give the length of a call; calls of groups name it otherwise."""
    return whole_number(record.get("duration_seconds", record.get("duration")))


def _text(value: object) -> str:
    """Give the words, put together of their pieces."""
    if isinstance(value, str):
        return value
    pieces = value if isinstance(value, list) else []
    return "".join(
        piece if isinstance(piece, str) else text_of(object_of(piece).get("text"))
        for piece in pieces
    )


def _files(record: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the files of a message, and the marks that come of what it holds."""
    marks: list[str] = []
    names: list[str] = []
    get = record.get
    for key in ("photo", "file"):
        name = text_of(get(key))
        # (File not included. Change data exporting settings to download.)
        if name.startswith("("):
            marks.append("media-omitted")
            name = text_of(get("file_name"))
        if name:
            names.append(name)
    card = text_of(get("contact_vcard"))
    if card and not card.startswith("("):
        names.append(card)
    if "media_type" in record and (media := _MEDIA.get(text_of(record["media_type"]))):
        marks.append(media)
    if get("location_information") is not None:
        live = "live_location_period_seconds" in record
        marks.append("live-location" if live else "location")
    marks += [mark for key, mark in _SHARED if get(key) is not None]
    if get("self_destruct_period_seconds") == _ONCE:
        marks.append("view-once")
    if _is_edited(record):
        marks.append("edited")
    return tuple(names), tuple(marks)


def _is_edited(record: Mapping[str, object]) -> bool:
    """Tell whether a message was changed; old exports write the year 1970 when it was not."""
    if "edited" not in record and "edited_unixtime" not in record:
        return False
    written = text_at(record, "edited", "edited_unixtime").lstrip("0")
    return bool(written) and not written.startswith("1970-")


def _other_words(record: Mapping[str, object], kind: str) -> str:
    """Give what is said when there is no text: a notice with its values, a poll, a place."""
    if kind != _MESSAGE:
        said = {key: value for key, value in record.items() if key not in _PLAIN}
        return "\n".join([f"{key}: {value}" for key, value in facts_of(said)])
    if not _SAID_AS_SET.isdisjoint(record):
        said = {key: record[key] for key in _SAID if record.get(key) is not None}
        if said:
            return "\n".join([f"{name}: {value}" for name, value in facts_of(said)])
    return text_of(record.get("sticker_emoji"))


def _details(record: Mapping[str, object], kind: str, *, is_said: bool) -> list[tuple[str, str]]:
    """Give what else a record states; `is_said` of what stands for words that are not there."""
    found: list[tuple[str, str]] = []
    if "reply_to_message_id" in record:
        found.append(("reply-to", text_of(record["reply_to_message_id"])))
    if "forwarded_from" in record:
        found.append(("forwarded-from", _first_sender(record)))
    if "self_destruct_period_seconds" in record:
        seconds = whole_number(record["self_destruct_period_seconds"])
        if seconds is not None and seconds != _ONCE:
            found.append(("disappears-after", f"{seconds} s"))
    if _is_edited(record):
        edited = moment_of(record, "edited")
        found.append(("edited-at", edited.iso or edited.as_written))
    if "reactions" in record:
        found += [("reaction", _reaction(each)) for each in objects_of(record["reactions"])]
    if type(record.get("text")) is list:
        pieces = objects_of(record["text"])
        found += [("link", text_of(piece.get("href"))) for piece in pieces]
    # A notice says these as its words.
    if kind == _MESSAGE and not _KNOWN.issuperset(record):
        rest = {
            key: value for key, value in record.items()
            if key not in _KNOWN and not (is_said and key in _SAID_AS_SET)
        }  # fmt: skip
        found += [("also-stated", f"{key}: {value}") for key, value in facts_of(rest)]
    return [each for each in found if each[1]]


def _reaction(record: Mapping[str, object]) -> str:
    """Give a reaction with who it is from, or how many."""
    sign = text_at(record, "emoji", "type")
    names = [text_at(one, "from", "from_id") for one in objects_of(record.get("recent"))]
    by = ", ".join(filter(None, names))
    return f"{sign} by {by}" if by else f"{sign} {text_of(record.get('count'))}".strip()


def _first_sender(record: Mapping[str, object]) -> str:
    """Give whom a message was passed on from: by name, else by number; an account may be gone."""
    return text_at(record, "forwarded_from", "forwarded_from_id") or _NOT_NAMED
