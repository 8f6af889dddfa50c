"""Instagram's downloads until 2020: all conversations in one file, times written out.

`[{"participants": ["a", "b"], "conversation": [{"sender", "created_at", "text", …}]}]`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_of
from holdfast.readers.meta_text import repair, repaired
from holdfast.readers.moments import from_iso, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

_KNOWN = frozenset({"sender", "created_at", "text"})
_FILES = ("media", "media_url", "media_share_url", "voice_media", "animated_media_images")


def _is_message(path: Path) -> bool:
    """Tell whether a message lies at a path."""
    return len(path) == 3 and path[1] == "conversation"  # noqa: PLR2004


def read_conversations(source: Source) -> Iterator[Found]:
    """Divide a `messages.json` with all conversations into messages.

    Args:
        source: the file.

    Yields:
        Messages in file order, leftovers where they stand.
    """
    conversation = ""
    for node in records(source, _is_message):
        if node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        elif _is_message(node.path) and isinstance(node.value, dict):
            yield _message(node.value, node.span, conversation)
        elif node.value not in ([], {}, None):
            if node.path[1:] == ("participants",) and isinstance(node.value, list):
                conversation = ", ".join(filter(None, map(repaired, node.value)))
            yield Leftover(node.span, "about-the-export")


def _message(record: dict[str, object], span: Span, conversation: str) -> Message:
    """Give one message."""
    written = text_of(record.get("created_at"))
    happened = from_iso(written)
    text = repaired(record.get("text"))
    files = tuple(filter(None, (repaired(record.get(key)) for key in _FILES)))
    rest = {key: value for key, value in record.items() if key not in _KNOWN}
    details = tuple(("also-stated", f"{key}: {repair(value)}") for key, value in facts_of(rest))
    marks = () if text or files or details else ("no-text",)
    return Message(
        MessageKind.MESSAGE.value, conversation, repaired(record.get("sender")) or None, text,
        happened, span, files, (*marks, *marks_of(happened)), None, details,
    )  # fmt: skip
