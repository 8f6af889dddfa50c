"""`user.json` of Discord's data package: friends, blocked people, sessions of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_at, text_of
from holdfast.readers.moments import from_iso, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

_LISTS = {"relationships": "contact", "user_sessions": "log-in", "sessions": "log-in"}
_RELATIONS = {
    "2": "contact-blocked", "BLOCKED": "contact-blocked", "3": "contact-request",
    "4": "contact-request", "PENDING_INCOMING": "contact-request",
    "PENDING_OUTGOING": "contact-request",
}  # fmt: skip


def _is_listed(path: Path) -> bool:
    """Tell whether a person or a session lies at a path."""
    return len(path) == 2 and path[0] in _LISTS and isinstance(path[1], int)  # noqa: PLR2004


def read_people(source: Source) -> Iterator[Found]:
    """Divide a `user.json`.

    Args:
        source: the file.

    Yields:
        An event per friend, blocked person and session; the rest as leftovers.
    """
    for node in records(source, _is_listed):
        if node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        elif _is_listed(node.path) and isinstance(node.value, dict):
            yield _event(node, node.value)
        elif node.value not in ([], {}, None, ""):
            yield Leftover(node.span, "about-the-export")


def _event(node: Node, record: dict[str, object]) -> Message:
    """Give one person or session."""
    name = str(node.path[0])
    mark = _LISTS[name]
    if mark == "contact":
        mark = _RELATIONS.get(text_of(record.get("type")), mark)
    time = text_at(record, "since", "creation_time", "last_used", "approx_last_used_time")
    happened = from_iso(time) if time else UNKNOWN_MOMENT
    text = "\n".join(f"{key}: {value}" for key, value in facts_of(record))
    return Message(
        MessageKind.EVENT.value, name, None, text, happened, node.span, (),
        (mark, *marks_of(happened)),
    )  # fmt: skip
