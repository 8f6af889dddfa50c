"""What parent and child say to each other: one list of plain values per frame.

A frame is four bytes of length (big-endian) and that many bytes of msgpack. The parent asks and
hands over bytes:

    ["recognise", name, size]               ["read", reader, name, size, [[question, choice], …]]
    ["look", name, size]                    ["bytes", data]

The child answers:

    ["ready", isolation]                    ["need", start, length]
    ["recognised", [[reader, 0 | 1 | 2], …]]
    ["look", …]                             the fields of a `Look`, nothing when there is none
    ["messages", column, column, …]         columns in the order of `COLUMNS`
    ["photo", …]  ["recording", …]
    ["leftover", start, length, path, why]  ["question", id, text, [choice, …]]
    ["hash", start, length, path, name, sha256]
    ["part", start, length, path, name, media type, message | None, size]
    ["part-bytes", data]                    so many, until all of its bytes are said
    ["done", version]                       ["not-this-format"]

Messages go column by column, so that both sides check and build them at the speed of C. A column
with the same value in every row has that value once; `start` is always said in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgpack

from holdfast.model.message import Leftover, Part, Photo, Question, Recording, StatedHash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.model.message import Message

LENGTH_BYTES = 4
LONGEST_ANSWER = 64 << 20
"""A frame from the child that is longer is not read."""

LONGEST_PIECE = 4 << 20
"""Most bytes of an original handed over at once."""

MESSAGES_PER_FRAME = 2_000
TEXT_PER_FRAME = 4 << 20
"""A frame of messages ends at whichever of the two comes first (characters, not bytes)."""

COLUMNS = (
    "kind", "conversation", "sender", "text", "attachments", "marks", "duration_seconds", "details",
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
    kinds, chats, senders, texts, moments, spans, names, marks, lengths, details = zip(
        *messages, strict=True
    )
    columns = (
        kinds, chats, senders, texts, names, marks, lengths, details,
        *zip(*moments, strict=True), *zip(*spans, strict=True),
    )  # fmt: skip
    # Places of a database are all 0: `start` is said in full, so that it tells the number of rows.
    return [
        "messages",
        *(
            column if name == "start" else _once(column)
            for name, column in zip(COLUMNS, columns, strict=True)
        ),
    ]


def _once(column: tuple[object, ...]) -> tuple[object, ...]:
    """Give a column, or its value once when all are the same."""
    first = column[0]
    # Most columns differ at their ends already.
    return column[:1] if first == column[-1] and column.count(first) == len(column) else column


def other_frames(
    found: Photo | Recording | Leftover | Question | Part | StatedHash,
) -> Iterator[list[object]]:
    """Give anything else that was found as the values of one frame or more.

    Args:
        found: anything but a message.
    """
    match found:
        case Leftover(span, why):
            yield ["leftover", *span, why]
        case Question(name, text, choices):
            yield ["question", name, text, choices]
        case StatedHash(span, name, sha256):
            yield ["hash", *span, name, sha256]
        case Part(span, name, media_type, content, message):
            yield ["part", *span, name, media_type, message, len(content)]
            for start in range(0, len(content), LONGEST_PIECE):
                yield ["part-bytes", content[start : start + LONGEST_PIECE]]
        case Photo():
            values = found._asdict()
            moment = values.pop("taken")
            yield ["photo", *values.values(), *moment]
        case Recording():
            values = found._asdict()
            moment = values.pop("taken")
            del values["for_screen"], values["for_print"]
            yield ["recording", *values.values(), *moment]
