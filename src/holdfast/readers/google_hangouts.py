"""`Hangouts.json`: all conversations of the old Hangouts, with times in microseconds UTC."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import object_of, objects_of, text_at, whole_number
from holdfast.readers.moments import Unit, from_epoch, marks_of
from holdfast.readers.reader import OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

# Where conversations and events stand, in newer and in older files.
_CONVERSATION = {
    ("conversations", "conversation"),
    ("conversation_state", "conversation_state", "conversation"),
}
_EVENTS = {("conversations", "events"), ("conversation_state", "conversation_state", "event")}
_EVENT_MARKS: Mapping[str, str] = MappingProxyType({
    "membership_change": "group-changed", "conversation_rename": "group-changed",
    "otr_modification": "disappearing-messages", "group_link_sharing_modification": "group-changed",
})  # fmt: skip


def _keys(path: Path) -> tuple[str, ...]:
    """Give the keys of a path without the places in lists."""
    return tuple(each for each in path if isinstance(each, str))


def _is_record(path: Path) -> bool:
    """Tell whether a conversation's description or an event lies at a path."""
    keys = _keys(path)
    return keys in _CONVERSATION or (keys in _EVENTS and isinstance(path[-1], int))


class _Conversation:
    """Who takes part, as the export names them."""

    def __init__(self) -> None:
        self.title = ""
        self.own = ""
        self._names: dict[str, str] = {}

    def learn(self, value: dict[str, object]) -> None:
        """Take in a conversation's description."""
        # Newer files wrap it once more.
        inner = object_of(value.get("conversation")) or value
        people = objects_of(inner.get("participant_data"))
        self._names = {
            _number(object_of(each.get("id"))): text_at(each, "fallback_name") for each in people
        }
        own_state = object_of(
            object_of(inner.get("self_conversation_state")).get("self_read_state")
        )
        self.own = _number(object_of(own_state.get("participant_id")))
        others = [self.name(number) for number in self._names if number != self.own]
        self.title = text_at(inner, "name") or ", ".join(filter(None, others))

    def name(self, number: str) -> str | None:
        """Give a participant's name, else the number, else None."""
        found = self._names.get(number) or number or None
        return found or (OWNER if number and number == self.own else None)


def _number(identity: dict[str, object]) -> str:
    """Give the number of a participant."""
    return text_at(identity, "gaia_id", "chat_id")


def read_hangouts(source: Source) -> Iterator[Found]:
    """Divide the file into messages, calls, events and leftovers.

    Args:
        source: the file.
    """
    conversation, place = _Conversation(), (-1,)
    for node in records(source, _is_record):
        if node.path[1:2] != place:
            conversation, place = _Conversation(), node.path[1:2]  # type: ignore[assignment]  # a place in a list
        if node.value is BROKEN:
            yield Leftover(node.span, "not-understood")
        elif _keys(node.path) in _EVENTS and isinstance(node.value, dict):
            yield _event(node, node.value, conversation)
        elif node.value not in (None, "", [], {}):
            if _keys(node.path) in _CONVERSATION and isinstance(node.value, dict):
                conversation.learn(node.value)
            yield Leftover(node.span, "about-the-export")


def _event(node: Node, event: dict[str, object], conversation: _Conversation) -> Message:
    """Give one event as a message, call or event."""
    sender_number = _number(object_of(event.get("sender_id")))
    written = text_at(event, "timestamp")
    count = whole_number(written)
    happened = from_epoch(written if count is None else count, Unit.MICROSECONDS)
    direction = ()
    if conversation.own and sender_number:
        direction = ("sent",) if sender_number == conversation.own else ("received",)  # type: ignore[assignment]  # one or none
    kind, text, marks, seconds = _body(event, conversation)
    content = object_of(object_of(event.get("chat_message")).get("message_content"))
    files = tuple(filter(None, map(_file, objects_of(content.get("attachment")))))
    return Message(
        kind, conversation.title, conversation.name(sender_number), text, happened, node.span,
        files, (*direction, *marks, *marks_of(happened)), seconds,
    )  # fmt: skip


def _body(
    event: dict[str, object], conversation: _Conversation
) -> tuple[str, str, tuple[str, ...], int | None]:
    """Give kind, words, marks and length of an event."""
    content = object_of(object_of(event.get("chat_message")).get("message_content"))
    if content:
        return MessageKind.MESSAGE.value, _words(content), (), None
    call = object_of(event.get("hangout_event"))
    if call:
        seconds = whole_number(call.get("hangout_duration_secs"))
        kind = text_at(call, "event_type") or text_at(event, "event_type")
        missed = ("missed",) if "MISSED" in kind else ()
        return MessageKind.CALL.value, kind, missed, seconds
    for key, mark in _EVENT_MARKS.items():
        change = object_of(event.get(key))
        if change:
            return MessageKind.EVENT.value, _change(key, change, conversation), (mark,), None
    text = text_at(event, "event_type")
    is_message = text in {"REGULAR_CHAT_MESSAGE", "SMS"}
    kind = MessageKind.MESSAGE.value if is_message else MessageKind.EVENT.value
    return kind, "" if is_message else text, () if is_message else ("app-notice",), None


def _words(content: dict[str, object]) -> str:
    """Put the pieces of a message together; a link keeps where it leads."""
    words = []
    for segment in objects_of(content.get("segment")):
        text = text_at(segment, "text")
        target = text_at(object_of(segment.get("link_data")), "link_target")
        is_break = text_at(segment, "type") == "LINE_BREAK"
        words.append("\n" if is_break else text or target)
    return "".join(words)


def _file(attachment: dict[str, object]) -> str:
    """Give the address or name of a picture or place."""
    item = object_of(attachment.get("embed_item"))
    for inner in item.values():
        found = text_at(object_of(inner), "url", "original_content_url", "name")
        if found:
            return found
    return text_at(attachment, "id")


def _change(key: str, change: dict[str, object], conversation: _Conversation) -> str:
    """Tell a change of the group in the export's own words."""
    people = [
        conversation.name(_number(each)) or "" for each in objects_of(change.get("participant_id"))
    ]
    facts = [
        text_at(change, "type"),
        *people,
        text_at(change, "old_name"),
        text_at(change, "new_name"),
    ]
    facts += [text_at(change, "old_otr_status"), text_at(change, "new_otr_status")]
    return f"{key}: {', '.join(filter(None, facts))}"
