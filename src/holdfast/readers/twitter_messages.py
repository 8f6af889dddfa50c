"""One entry of a conversation in X's archive: a message, or a change of the group."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.message import Message, MessageKind
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

    from holdfast.model.span import Span

_GROUP_MARK = "group-changed"
_MARKS: Mapping[str, str] = MappingProxyType({
    "joinConversation": _GROUP_MARK, "participantsJoin": _GROUP_MARK,
    "participantsLeave": _GROUP_MARK, "conversationNameUpdate": _GROUP_MARK,
})  # fmt: skip


def read_entry(entry: dict[str, object], span: Span, title: str) -> Message:
    """Give an entry as a message or event.

    Args:
        entry: one of a conversation's `messages`.
        span: where it stands.
        title: the conversation's number.
    """
    create = object_of(entry.get("messageCreate"))
    if not create:
        return _read_change(entry, span, title)
    happened = from_iso(text_at(create, "createdAt"))
    sender, recipient = text_at(create, "senderId"), text_at(create, "recipientId")
    number = text_at(create, "id")
    # In the archive a picture lies as <number of the message>-<last part of its address>.
    urls = [text_of(url) for url in _list(create.get("mediaUrls"))]
    files = [f"{number}-{url.rpartition('/')[2].partition('?')[0]}" for url in urls if url]
    edits = objects_of(create.get("editHistory"))
    return Message(
        MessageKind.MESSAGE.value, title or "-".join(filter(None, sorted((sender, recipient)))),
        sender or None, text_at(create, "text"), happened, span, tuple(files),
        (*(("edited",) if edits else ()), *marks_of(happened)), None, tuple(_details(create)),
    )  # fmt: skip


def _list(value: object) -> list[object]:
    """Give a list, an empty one for anything else."""
    return value if isinstance(value, list) else []


def _details(create: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Give what else is stated of a message."""
    recipient = text_at(create, "recipientId")
    if recipient:
        yield "to", recipient
    for each in objects_of(create.get("reactions")):
        told = f"{text_at(each, 'reactionKey')} by {text_at(each, 'senderId')}"
        when = text_at(each, "createdAt")
        yield "reaction", f"{told}, {when}" if when else told
    for each in objects_of(create.get("urls")):
        yield "link", text_at(each, "expanded", "url")
    for each in objects_of(create.get("editHistory")):
        seconds = whole_number(each.get("createdAtSec"))
        made = from_epoch(seconds, Unit.SECONDS).iso if seconds is not None else None
        yield "earlier-text", f"{made or ''} {text_at(each, 'editedText', 'text')}".strip()


def _read_change(entry: dict[str, object], span: Span, title: str) -> Message:
    """Give an entry that is no message as an event in the export's own words."""
    kind = next(iter(entry), "")
    change = object_of(entry.get(kind))
    happened = from_iso(text_at(change, "createdAt"))
    who = text_at(change, "initiatingUserId", "senderId")
    left_out = {"createdAt", "initiatingUserId"}
    told = [text for key, text in facts_of(change) if key not in left_out]
    return Message(
        MessageKind.EVENT.value, title, who or None, f"{kind}: {', '.join(told)}".strip(": "),
        happened, span, (), (_MARKS.get(kind, "app-notice"), *marks_of(happened)),
    )  # fmt: skip
