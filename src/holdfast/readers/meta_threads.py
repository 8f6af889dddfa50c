"""Conversations in Meta's exports: Messenger, Instagram, and the zip of encrypted chats.

| vintage              | sender        | time           | words     | media                       |
| -------------------- | ------------- | -------------- | --------- | --------------------------- |
| Facebook, Instagram  | `sender_name` | `timestamp_ms` | `content` | `photos`, `videos`, …: `uri` |
| before 2018          | `sender_name` | `timestamp`    | `content` | as above; seconds           |
| encrypted chats      | `senderName`  | `timestamp`    | `text`    | `media`: `uri`              |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.json_ends import object_at_end
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, object_of, objects_of, text_of, whole_number
from holdfast.readers.meta_notices import (
    NOTHING_LEFT,
    mark_of_notice,
    mark_of_place,
    name_of_nobody,
)
from holdfast.readers.meta_text import meta_moment, repair, repaired
from holdfast.readers.moments import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

_FILES = ("photos", "videos", "gifs", "audio_files", "files", "media", "sticker")
_FILES_AS_SET = frozenset(_FILES)
_PLACEHOLDER, _MEDIA = "placeholder", "media"
"""In the zip of encrypted chats: words of the app (*User unsent a message*), and a file."""

_GROUP_TYPES = frozenset({"Subscribe", "Unsubscribe"})
_CALLS = frozenset({"Call", "call"})
_PLAIN_TYPES = frozenset(
    {"Generic", "Share", *_CALLS, "text", "media", "link", _PLACEHOLDER, *_GROUP_TYPES}
)
# What is said elsewhere in the message, or says nothing when it is false.
_KNOWN = frozenset({
    "sender_name", "senderName", "timestamp_ms", "timestamp", "content", "text", "type",
    "reactions", "call_duration", "missed", "is_unsent", "isUnsent", "share", "ip",
    "bumped_message_metadata", *_FILES,
})  # fmt: skip
# You missed a call from Boris.    Missed video chat
_MISSED = re.compile(r"\b[Mm]issed\b")
# Ann started a video chat    You started an audio call    Video chat ended: words of the app
_STARTED = re.compile(r"(.{1,80}) started an? (?:(?:audio|video|group) )?(?:call|chat)\.?")
_ENDED = re.compile(r"(?:Audio|Video) (?:call|chat) ended\.?")
# Reacted :) to your message     Liked a message
_REACTED = re.compile(r"Reacted .{1,40} to your message ?|Liked a message")
_ENDS = ("chat", "call", "chat.", "call.", "ended", "ended.", "message", "message ")
_MESSAGE, _EVENT, _CALL = MessageKind.MESSAGE.value, MessageKind.EVENT.value, MessageKind.CALL.value


def is_message(path: Path) -> bool:
    """Tell whether a message lies at a path.

    Args:
        path: where in the file.
    """
    return len(path) == 2 and path[0] == "messages" and isinstance(path[1], int)  # noqa: PLR2004


def read_thread(source: Source) -> Iterator[Found]:
    """Divide a conversation into messages and what is said about it.

    Args:
        source: one `message_N.json`, or one file of the zip of encrypted chats.

    Yields:
        Messages in file order (the newest mostly first), leftovers where they stand.
    """
    end = object_at_end(source)
    conversation, folder = name_of_thread(end), folder_of_thread(end)
    about: dict[str, object] = {}
    for node in records(source, is_message):
        if node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        elif is_message(node.path) and isinstance(node.value, dict):
            message = message_of(node.value, node.span, conversation)
            yield message._replace(details=message.details + folder) if folder else message
        elif node.path and not is_message(node.path):
            about[str(node.path[0])] = node.value
            conversation = conversation or name_of_thread(about)
            if node.value not in ([], {}, None):
                yield Leftover(node.span, "about-the-export")
        else:
            is_empty = isinstance(node.value, dict) and node.value.get("messages") == []
            yield Leftover(node.span, "about-the-export" if is_empty else "not-understood")


def name_of_thread(about: Mapping[str, object]) -> str:
    """Give a conversation's name: its title, else who takes part, else its folder.

    All whose accounts are gone have one name or none: the number of the chat tells them apart.

    Args:
        about: the members of the file's outermost object.
    """
    path = repaired(about.get("thread_path"))
    title = repaired(about.get("title")) or repaired(about.get("threadName"))
    if title:
        return name_of_nobody(title, path)
    people = about.get("participants")
    names = [
        name_of_nobody(repaired(each.get("name") if isinstance(each, dict) else each), path)
        for each in (people if isinstance(people, list) else [])
    ]
    return ", ".join(filter(None, names)) or path


def folder_of_thread(about: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Give the folder of a conversation as a detail, when it is not among the ordinary ones.

    Args:
        about: the members of the file's outermost object.
    """
    # message_requests/sam_123: somebody who was not a contact
    folder, slash, _ = repaired(about.get("thread_path")).rpartition("/")
    return (("folder", folder),) if slash and folder != "inbox" else ()


def message_of(record: dict[str, object], span: Span, conversation: str) -> Message:
    """Give one message, call or notice.

    Args:
        record: the JSON object.
        span: where it stands.
        conversation: the thread's name.
    """
    time = record.get("timestamp_ms")
    happened = meta_moment(record.get("timestamp") if time is None else time)
    content = record.get("content") or record.get("text")
    text = repair(content) if isinstance(content, str) else text_of(content)
    files, lacks = _files(record)
    kind, marks = _kind(record, text, files)
    share = object_of(record.get("share"))
    if not text and share:
        text = repaired(share.get("share_text")) or repaired(share.get("link"))
    if lacks:
        marks = (*marks, "media-omitted")
    if kind == _MESSAGE and not text and not files and not lacks:
        marks = (*marks, "no-text")
    sender = record.get("sender_name") or record.get("senderName")
    return Message(
        kind, conversation, repair(sender) if isinstance(sender, str) else None, text,
        happened, span, files, (*marks, *marks_of(happened)),
        whole_number(record.get("call_duration")) if kind == _CALL else None,
        tuple(_details(record, share)) if record.keys() - _PLAIN_KEYS else (),
    )  # fmt: skip


_PLAIN_KEYS = frozenset({
    "sender_name", "timestamp_ms", "content", "type", "senderName", "timestamp", "text", "isUnsent",
    "call_duration", "missed", "is_unsent",
})  # fmt: skip


def _kind(
    record: Mapping[str, object], text: str, files: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Tell what a record is, with marks."""
    what = text_of(record.get("type"))
    if record.get("is_unsent") is True or record.get("isUnsent") is True:
        has_words = text and what != _PLACEHOLDER and text not in NOTHING_LEFT
        return (_MESSAGE, ("unsent",)) if has_words or files else (_EVENT, ("deleted",))
    if what in _CALLS or "call_duration" in record:
        is_missed = record.get("missed") is True or _MISSED.search(text) is not None
        return _CALL, (("missed",) if is_missed else ())
    # Newer exports name no type, but still who came or was taken out.
    if what in _GROUP_TYPES or ("users" in record and not files):
        return _EVENT, ("group-changed",)
    if what == _PLACEHOLDER or record.get("is_taken_down") is True:
        return _MESSAGE, ("app-wording" if what == _PLACEHOLDER else "taken-down",)
    if text.endswith(_ENDS):
        kind, marks = _by_words(record, text)
        return (kind, marks) if marks else _in_their_name(record, text)
    return _in_their_name(record, text)


def _in_their_name(record: Mapping[str, object], text: str) -> tuple[str, tuple[str, ...]]:
    """Tell what the app says in the sender's name from what the sender says."""
    name = record.get("sender_name")
    # Nearly all words begin otherwise than the name, unless that is not yet put right.
    if isinstance(name, str) and (
        text[:2] == name[:2] or text[:8] == "You are " or not name[:2].isascii()
    ):
        sender = repair(name)
        if mark := mark_of_notice(text, sender):
            return _EVENT, (mark,)
        if mark := mark_of_place(text, sender):
            return _MESSAGE, (mark,)
    return _MESSAGE, (("sticker",) if record.get("sticker") else ())


def _by_words(record: Mapping[str, object], text: str) -> tuple[str, tuple[str, ...]]:
    """Tell calls and reactions of Instagram, which says them in words only."""
    begun = _STARTED.fullmatch(text)
    if begun is not None and begun[1] in {repaired(record.get("sender_name")), "You"}:
        return _CALL, ("call-started",)
    if _ENDED.fullmatch(text):
        return _CALL, ("call-ended",)
    return _MESSAGE, (("reaction",) if _REACTED.fullmatch(text) else ())


def _files(record: Mapping[str, object]) -> tuple[tuple[str, ...], bool]:
    """Give the files of a message as the export names them, and whether one has no name."""
    names = _named_files(record)
    kept = tuple(filter(_is_a_place, names))
    return kept, len(kept) < len(names) or (record.get("type") == _MEDIA and not names)


def _named_files(record: Mapping[str, object]) -> list[str]:
    """Give what is stated of where each file is, empty when nothing is."""
    names: list[str] = []
    for key in () if _FILES_AS_SET.isdisjoint(record) else _FILES:
        if held := record.get(key):
            held = [held] if isinstance(held, dict) else held
            names.extend(repaired(each.get("uri")) for each in objects_of(held))
    return names


def _is_a_place(name: str) -> bool:
    """Tell a place from words that stand for one (*Failed to download media*)."""
    return "/" in name or "." in name


def _details(
    record: Mapping[str, object], share: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Give what else a record states."""
    for each in objects_of(record.get("reactions")):
        actor, sign = repaired(each.get("actor")), repaired(each.get("reaction"))
        when = meta_moment(each.get("timestamp")).iso
        told = f"{sign} by {actor}" if actor else sign
        yield "reaction", f"{told}, {when}" if when else told
    for key, value in facts_of(share):
        yield "shared", f"{key}: {repair(value)}"
    address = repaired(record.get("ip"))
    if address:
        yield "ip-address", address
    for name in _named_files(record):
        if name and not _is_a_place(name):
            yield "also-stated", name
    rest = {key: value for key, value in record.items() if key not in _KNOWN}
    if text_of(record.get("type")) not in {"", *_PLAIN_TYPES}:
        rest["type"] = record.get("type")
    for key, value in facts_of(rest):
        yield "also-stated", f"{key}: {repair(value)}"
