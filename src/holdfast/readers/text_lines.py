"""Lines of a text file of any size, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

WINDOW_BYTES = 1 << 20
"""How much is read at once."""

LONGEST_LINE_BYTES = 32 << 20
"""A longer line is given in pieces."""


def raw_lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Give every line with its offset, without its line feed; one that is too long in pieces.

    Args:
        source: the file.
    """
    at = base = 0
    rest: list[bytes] = []
    waiting = 0
    while piece := source.read(at, WINDOW_BYTES):
        at += len(piece)
        first, *others = piece.split(b"\n")
        rest.append(first)
        waiting += len(first)
        for line in others:
            whole = b"".join(rest)
            yield base, whole
            base += len(whole) + 1
            rest, waiting = [line], len(line)
        if waiting > LONGEST_LINE_BYTES:
            yield base, b"".join(rest)
            base, rest, waiting = base + waiting, [], 0
    if waiting:
        yield base, b"".join(rest)
