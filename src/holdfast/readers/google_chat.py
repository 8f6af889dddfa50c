"""Google Chat from Takeout (`messages.json`), and its forerunner (`Hangouts.json`).

References: docs/readers/google-chat.md.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.google_chat_dates import Dates
from holdfast.readers.google_chat_people import is_about_people, read_people
from holdfast.readers.google_hangouts import read_hangouts
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, object_of, objects_of, text_at
from holdfast.readers.reader import HEAD_BYTES, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "google-chat"
VERSION = 2

MOST_LOOKED_AT = 1_000
"""So many messages are looked through for who takes part."""

MOST_NAMED = 8
"""So many names name a conversation, as the file gives it none."""

_CHAT = re.compile(rb'^\s*\{\s*"messages"\s*:\s*\[\s*(?:\{|\])')
_CHAT_KEYS = re.compile(rb'"(?:created_date|topic_id|message_state|export_name|user_type)"\s*:')
_HANGOUTS = re.compile(
    rb'^\s*\{\s*(?:"continuation_end_timestamp"\s*:\s*"?\d{1,20}"?\s*,\s*)?'
    rb'"(?:conversations|conversation_state)"\s*:\s*\[\s*\{'
)
_HANGOUTS_KEYS = re.compile(rb'"(?:gaia_id|self_conversation_state|hangout_event)"\s*:')
_OWN = frozenset({"creator", "created_date", "message_id", "topic_id"})
_CALLS = {"CALL_MISSED": "missed", "CALL_STARTED": "call-started", "CALL_ENDED": "call-ended"}
_OTHERS = frozenset({
    "drive_metadata", "youtube_metadata", "gsuite_integration_metadata", "membership_changed",
})  # fmt: skip
_MARK = b"\xef\xbb\xbf"


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a chat of Google's.

    Args:
        head: the first bytes of the file.
        name: not looked at: `messages.json` is what many call theirs.
    """
    start = head.removeprefix(_MARK)
    if _CHAT.match(start) and _CHAT_KEYS.search(start):
        return Confidence.YES
    is_hangouts = _HANGOUTS.match(start) and _HANGOUTS_KEYS.search(start)
    return Confidence.YES if is_hangouts or is_about_people(start) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide an export into messages, calls, events and leftovers.

    Args:
        source: `messages.json`, `group_info.json`, `user_info.json` or `Hangouts.json`.
        answers: none are asked for.

    Yields:
        Messages in file order; all other values are left over.

    Raises:
        NotThisFormatError: the file is none of these.
    """
    start = source.read(0, HEAD_BYTES).removeprefix(_MARK)
    if _HANGOUTS.match(start):
        yield from read_hangouts(source)
    elif _CHAT.match(start):
        yield from _read_chat(source)
    elif is_about_people(start):
        yield from read_people(source)
    else:
        raise NotThisFormatError


def _is_message(path: Path) -> bool:
    """Tell whether a message lies at a path."""
    return len(path) == 2 and path[0] == "messages"  # noqa: PLR2004  # the list and the place in it


def _read_chat(source: Source) -> Iterator[Found]:
    """Divide `messages.json`."""
    people = dict.fromkeys(
        creator
        for node in islice(records(source, _is_message), MOST_LOOKED_AT)
        if (creator := _creator(object_of(node.value))) is not None
    )
    title, dates = ", ".join(list(people)[:MOST_NAMED]), Dates()
    for node in records(source, _is_message):
        if _is_message(node.path) and isinstance(node.value, dict) and _OWN & node.value.keys():
            yield _message(node, node.value, title, dates)
        elif node.value is BROKEN or _is_message(node.path):
            yield Leftover(node.span, "not-understood")
        elif node.value not in (None, "", [], {}):
            yield Leftover(node.span, "about-the-export")


def _creator(record: dict[str, object]) -> str | None:
    """Give who wrote a message: the name, else the address."""
    return text_at(object_of(record.get("creator")), "name", "email") or None


def _message(node: Node, record: dict[str, object], title: str, dates: Dates) -> Message:
    """Give one message."""
    happened, marks = dates.read(text_at(record, "created_date", "created_at"))
    details = list(_details(record, dates))
    state = text_at(record, "message_state")
    is_deleted = state == "DELETED" or "deletion_metadata" in record
    if is_deleted:
        marks = ("deleted", *marks)
    if record.get("updated_date") or record.get("previous_message_versions"):
        marks = ("edited", *marks)
    files = [
        text_at(each, "export_name", "original_name")
        for each in objects_of(record.get("attached_files"))
    ]
    text, kind = text_at(record, "text"), MessageKind.MESSAGE.value
    call = _call_in(record) if "annotations" in record else ""
    if call:
        kind, marks = MessageKind.CALL.value, (*filter(None, [_CALLS.get(call)]), *marks)
        text = text or call
    elif not (text or is_deleted or any(files) or record.get("annotations")):
        marks = ("no-text", *marks)
    return Message(
        kind, title, _creator(record), text, happened, node.span, tuple(filter(None, files)),
        marks, None, tuple(details),
    )  # fmt: skip


def _call_in(record: dict[str, object]) -> str:
    """Give the state of a call that a message tells of, empty for none."""
    for each in objects_of(record.get("annotations")):
        stated = object_of(each.get("gsuite_integration_metadata"))
        call = text_at(object_of(stated.get("call_data")), "call_status")
        if call:
            return call
    return ""


def _details(record: dict[str, object], dates: Dates) -> Iterator[tuple[str, str]]:
    """Give what else is stated of a message."""
    email = text_at(object_of(record.get("creator")), "email")
    if email and email != _creator(record):
        yield "address", email
    quoted = object_of(record.get("quoted_message_metadata"))
    if quoted:
        yield "reply-to", f"{_creator(quoted) or ''}: {text_at(quoted, 'text')}"
    updated = text_at(record, "updated_date")
    if updated:
        yield "edited-at", dates.read(updated)[0].iso or updated
    for each in objects_of(record.get("previous_message_versions")):
        yield (
            "earlier-text",
            " ".join((text_at(each, "created_date"), text_at(each, "text"))).strip(),
        )
    for each in objects_of(record.get("attached_files")):
        original = text_at(each, "original_name")
        if original and original != text_at(each, "export_name"):
            yield "file-name", original
    for each in objects_of(record.get("reactions")):
        emoji = text_at(object_of(each.get("emoji")), "unicode", "shortcode")
        reactors = each.get("reactor_emails")
        who = ", ".join(map(str, reactors)) if isinstance(reactors, list) else ""
        yield "reaction", f"{emoji} by {who}" if who else emoji
    yield from _annotations(record)


def _annotations(record: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Give what the app adds to a message: addresses, meetings, files of Drive, calls."""
    for each in objects_of(record.get("annotations")):
        link = object_of(object_of(each.get("url_metadata")).get("url"))
        address = text_at(link, "private_do_not_access_or_else_safe_url_wrapped_value")
        title = text_at(object_of(each.get("url_metadata")), "title")
        meeting = object_of(object_of(each.get("video_call_metadata")).get("meeting_space"))
        told = " ".join(filter(None, (address, title, text_at(meeting, "meeting_url"))))
        if told:
            yield "link", told
        for key in _OTHERS & each.keys():
            for name, fact in facts_of(each[key]):
                yield "also-stated", f"{name}: {fact}"
