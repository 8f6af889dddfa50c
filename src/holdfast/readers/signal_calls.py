"""Calls in Signal's export."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.message import Message, MessageKind
from holdfast.readers.json_values import whole_number
from holdfast.readers.moments import Unit, from_epoch, marks_of
from holdfast.readers.signal_names import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.signal_names import Names

_STATES: Mapping[str, str] = MappingProxyType({
    "MISSED": "missed", "MISSED_NOTIFICATION_PROFILE": "missed", "DECLINED": "rejected",
})  # fmt: skip
_MILLISECONDS = 1_000


def _started(call: dict[str, object], happened: Moment) -> Moment:
    """Give when a call began, the item's own time when that is not stated."""
    written = as_text(call.get("startedCallTimestamp"))
    return from_epoch(written, Unit.MILLISECONDS) if written.strip("0") else happened


def read_call(
    call: dict[str, object], names: Names, where: tuple[str, str | None, Moment, Span]
) -> Message:
    """Give a call between two people.

    Args:
        call: the `individualCall`.
        names: people and chats.
        where: conversation, author, time and line of the item.
    """
    chat, author, happened, span = where
    direction, state = as_text(call.get("direction")), as_text(call.get("state"))
    is_sent = direction == "OUTGOING"
    mark = _STATES.get(state)
    if state == "NOT_ACCEPTED":
        mark = "missed" if is_sent else "rejected"
    started = _started(call, happened)
    text = ", ".join(filter(None, (as_text(call.get("type")), direction, state)))
    marks = ("sent",) if is_sent else ("received",) if direction else ()
    if as_text(call.get("type")) == "VIDEO_CALL":
        marks = (*marks, "video-call")
    return Message(
        MessageKind.CALL.value, chat, names.owner if is_sent else author, text, started, span, (),
        (*marks, *((mark,) if mark else ()), *marks_of(started)),
    )  # fmt: skip


def read_group_call(
    call: dict[str, object], names: Names, where: tuple[str, str | None, Moment, Span]
) -> Message:
    """Give a call of a group; its length when both its ends are stated.

    Args:
        call: the `groupCall`.
        names: people and chats.
        where: conversation, author, time and line of the item.
    """
    chat, author, happened, span = where
    started = _started(call, happened)
    begin, end = (whole_number(call.get(f"{word}CallTimestamp")) for word in ("started", "ended"))
    seconds = (end - begin) // _MILLISECONDS if begin and end and end > begin else None
    by = names.person(call.get("startedCallRecipientId")) or author
    state = as_text(call.get("state"))
    mark = _STATES.get(state)
    return Message(
        MessageKind.CALL.value, chat, by, state, started, span, (),
        (*((mark,) if mark else ()), *marks_of(started)), seconds,
    )  # fmt: skip
