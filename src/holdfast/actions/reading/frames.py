"""What parent and child say to each other: one list of plain values per frame.

A frame is four bytes of length (big-endian) and that many bytes of msgpack. The parent asks and
hands over bytes:

    ["recognise", name, size]               ["read", reader, name, size, [[question, choice], …]]
    ["bytes", data]

The child answers:

    ["ready", isolation]                    ["need", start, length]
    ["recognised", [[reader, 0 | 1 | 2], …]]
    ["messages", column, column, …]         columns in the order of `COLUMNS`
    ["photo", …]  ["leftover", start, length, path, why]  ["question", id, text, [choice, …]]
    ["done", version]                       ["not-this-format"]

Messages go column by column, so that both sides check and build them at the speed of C. A column
with the same value in every row has that value once; `start` never does, so it tells their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgpack

from holdfast.model.message import Leftover, Message, Photo, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH_BYTES = 4
LONGEST_ANSWER = 64 << 20
"""A frame from the child that is longer is not read."""

LONGEST_PIECE = 4 << 20
"""Most bytes of an original handed over at once."""

MESSAGES_PER_FRAME = 2_000
TEXT_PER_FRAME = 4 << 20
"""A frame of messages ends at whichever of the two comes first (characters, not bytes)."""

COLUMNS = (
    "kind", "conversation", "sender", "text", "attachments", "marks", "duration_seconds",
    "as_written", "stated", "precision", "zone_source", "offset_minutes", "until", "about",
    "start", "length", "path",
)  # fmt: skip

PhotoValues = tuple[str | int | float | bytes | None, ...]


def pack_frame(values: Sequence[object]) -> bytes:
    """Give a frame with its length before it.

    Args:
        values: plain values; the first is the frame's name.
    """
    body: bytes = msgpack.packb(values, use_bin_type=True)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def message_values(messages: Sequence[Message]) -> list[object]:
    """Give messages as a frame's values, one list per column.

    Args:
        messages: at least one.
    """
    kinds, chats, senders, texts, moments, spans, names, marks, lengths = zip(
        *messages, strict=True
    )
    columns = (
        kinds, chats, senders, texts, names, marks, lengths,
        *zip(*moments, strict=True), *zip(*spans, strict=True),
    )  # fmt: skip
    return ["messages", *map(_once, columns)]


def _once(column: tuple[object, ...]) -> tuple[object, ...]:
    """Give a column, or its value once when all are the same."""
    return column[:1] if column.count(column[0]) == len(column) else column


def other_values(found: Photo | Leftover | Question) -> list[object]:
    """Give anything else that was found as a frame's values.

    Args:
        found: a photo, a leftover or a question.
    """
    match found:
        case Leftover(span, why):
            return ["leftover", *span, why]
        case Question(name, text, choices):
            return ["question", name, text, choices]
        case Photo():
            values = found._asdict()
            moment = values.pop("taken")
            return ["photo", *values.values(), *moment]
