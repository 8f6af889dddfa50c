"""One message of Telegram's `result.json`.

`type` is `message`, `service` (a notice or a call) or `unsupported`. `text` is a text, or a list of
texts and of objects with a `text`. `date_unixtime` is UTC; older exports have only `date`, the wall
clock of the computer that exported. `from` is null for a deleted account.
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
    from collections.abc import Iterator, Mapping

    from holdfast.model.moment import Moment
    from holdfast.model.span import Span

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
# What stands for the words of a message that has none.
_SAID = (
    "poll", "place_name", "address", "location_information", "contact_information", "todo_list",
    "invoice_information", "dice", "game_title", "game_description", "giveaway_information",
    "giveaway_results",
)  # fmt: skip
_LONGEST = 16
_ONCE = (1 << 31) - 1
"""The timer of what can be seen only once."""

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
    text = _text(record.get("text"))
    is_plain = kind == _MESSAGE and not record.keys() - _PLAIN
    files: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    if not is_plain:
        files, more = _files(record)
        marks = (*marks, *more)
        text = text or _other_words(record, kind)
        details = tuple(_details(record, kind))
    if record.get("date_unixtime") and text_of(record.get("date")) != happened.stated:
        details = (*details, ("local-time", text_of(record.get("date"))))
    if kind == _MESSAGE and not text and not files and not marks:
        marks = ("no-text",)
    return Message(
        kind, conversation, text_at(record, "from", "actor", "from_id", "actor_id") or None, text,
        happened, span, files, (*marks, *marks_of(happened)),
        _seconds(record) if kind == _CALL else None,
        tuple((key, value) for key, value in details if value),
    )  # fmt: skip


def moment_of(record: Mapping[str, object], key: str) -> Moment:
    """Give a time that is stated as a count, else as the exporting computer's wall clock.

    Args:
        record: a message.
        key: `date` or `edited`.
    """
    count = record.get(f"{key}_unixtime")
    if isinstance(count, str) and count.isdecimal() and count.isascii() and len(count) < _LONGEST:
        return from_epoch(int(count), Unit.SECONDS)
    if count is not None:
        return from_epoch(text_of(count), Unit.SECONDS)
    written = text_of(record.get(key))
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
    for key in ("photo", "file"):
        name = text_of(record.get(key))
        # (File not included. Change data exporting settings to download.)
        if name.startswith("("):
            marks.append("media-omitted")
            name = text_of(record.get("file_name"))
        if name:
            names.append(name)
    card = text_of(record.get("contact_vcard"))
    names += [card] if card and not card.startswith("(") else []
    media = _MEDIA.get(text_of(record.get("media_type")))
    if media:
        marks.append(media)
    place = record.get("location_information")
    if place is not None:
        live = "live_location_period_seconds" in record
        marks.append("live-location" if live else "location")
    for key, mark in (("contact_information", "contact"), ("poll", "poll")):
        if record.get(key) is not None:
            marks.append(mark)
    if record.get("self_destruct_period_seconds") == _ONCE:
        marks.append("view-once")
    if _is_edited(record):
        marks.append("edited")
    return tuple(names), tuple(marks)


def _is_edited(record: Mapping[str, object]) -> bool:
    """Tell whether a message was changed; old exports write the year 1970 when it was not."""
    written = text_at(record, "edited", "edited_unixtime").lstrip("0")
    return bool(written) and not written.startswith("1970-")


def _other_words(record: Mapping[str, object], kind: str) -> str:
    """Give what is said when there is no text: a notice with its values, a poll, a place."""
    if kind != _MESSAGE:
        said = {key: value for key, value in record.items() if key not in _PLAIN}
        return "\n".join(f"{key}: {value}" for key, value in facts_of(said))
    said = {key: record[key] for key in _SAID if record.get(key) is not None}
    if said:
        return "\n".join(f"{name}: {value}" for name, value in facts_of(said))
    return text_of(record.get("sticker_emoji"))


def _details(record: Mapping[str, object], kind: str) -> Iterator[tuple[str, str]]:
    """Give what else a record states."""
    yield "reply-to", text_of(record.get("reply_to_message_id"))
    yield "forwarded-from", _first_sender(record)
    seconds = whole_number(record.get("self_destruct_period_seconds"))
    if seconds is not None and seconds != _ONCE:
        yield "disappears-after", f"{seconds} s"
    if _is_edited(record):
        edited = moment_of(record, "edited")
        yield "edited-at", edited.iso or edited.as_written
    for each in objects_of(record.get("reactions")):
        sign = text_at(each, "emoji", "type")
        names = [text_at(one, "from", "from_id") for one in objects_of(each.get("recent"))]
        count = text_of(each.get("count"))
        by = ", ".join(filter(None, names))
        yield "reaction", f"{sign} by {by}" if by else f"{sign} {count}".strip()
    for piece in objects_of(record.get("text")):
        yield "link", text_of(piece.get("href"))
    if kind != _MESSAGE:
        # A notice says these as its words.
        return
    is_said = not _text(record.get("text"))
    rest = {
        key: value for key, value in record.items()
        if key not in _KNOWN and not (is_said and key in _SAID)
    }  # fmt: skip
    for key, value in facts_of(rest):
        yield "also-stated", f"{key}: {value}"


def _first_sender(record: Mapping[str, object]) -> str:
    """Give whom a message was passed on from: by name, else by number; an account may be gone."""
    if "forwarded_from" not in record:
        return ""
    return text_at(record, "forwarded_from", "forwarded_from_id") or _NOT_NAMED
