"""Lines of OwnTracks' recorder: when it came in, who sent it, and what, as JSON.

2024-03-01T09:03:09Z    *                    {"_type":"location","lat":52.225,"lon":13.332,…}
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.model.span import Span
from holdfast.readers.json_records import BROKEN, Node, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

_PIECE_BYTES = 1 << 20


def owntracks_lines(source: Source) -> Iterator[Node]:
    """Give what every line says.

    Args:
        source: one JSON object per line, with or without words before it.

    Yields:
        One node per line that is not empty, its place that of the whole line.
    """
    number = 0
    for start, line in _lines(source):
        stripped = line.strip(b" \t\r\n\0")
        if stripped:
            at = start + line.find(stripped)
            yield Node((number,), Span(at, len(stripped)), _value(stripped))
            number += 1


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Give lines with their places; one that is longer than a piece is cut."""
    kept, at = b"", 0
    for start in range(0, source.size, _PIECE_BYTES):
        *whole, kept = (kept + source.read(start, _PIECE_BYTES)).split(b"\n")
        for line in whole:
            yield at, line
            at += len(line) + 1
        if len(kept) > _PIECE_BYTES:
            yield at, kept
            at, kept = at + len(kept), b""
    yield at, kept


def _value(line: bytes) -> object:
    """Give the object of a line; `BROKEN` when there is none."""
    try:
        value = json.loads(line[max(0, line.find(b"{")) :].decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return BROKEN
    return without_surrogates(value)
