"""Long HTML pages in pieces, so that no page needs more memory than one piece.

A piece ends before an element with which something new begins (a message, a group of them). Where
there is none for long, it ends anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message
from holdfast.model.span import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

PIECE_BYTES = 2 << 20
"""Most pages are shorter than one piece."""

LONGEST_PIECE_BYTES = 8 << 20
"""A piece without a place to end at."""


class Piece(NamedTuple):
    """A stretch of a page; its `repr` shows none of it."""

    start: int
    """Its offset in the file."""

    content: bytes
    """Its bytes."""

    is_last: bool
    """Whether the file ends with it."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Piece({self.start}+{len(self.content)})"


def pieces(source: Source, begins: re.Pattern[bytes]) -> Iterator[Piece]:
    """Cut a page.

    Args:
        source: the page.
        begins: what something new begins with.

    Yields:
        Pieces that follow each other without gap; one, with nothing in it, of an empty file.
    """
    start = 0
    while True:
        content = source.read(start, PIECE_BYTES)
        end = _end(content, begins)
        while not end and len(content) < LONGEST_PIECE_BYTES and start + len(content) < source.size:
            content += source.read(start + len(content), PIECE_BYTES)
            end = _end(content, begins)
        is_last = start + len(content) >= source.size
        piece = content if is_last or not end else content[:end]
        yield Piece(start, piece, is_last)
        if is_last:
            return
        start += len(piece)


def _end(content: bytes, begins: re.Pattern[bytes]) -> int:
    """Give where the last new thing begins; 0 when none does."""
    end = 0
    for found in begins.finditer(content):
        end = found.start()
    return end


def shifted(found: Iterable[Found], start: int) -> Iterator[Found]:
    """Give what was found in a piece with its places in the file.

    Args:
        found: messages and leftovers with places in the piece.
        start: offset of the piece.
    """
    for each in found:
        if start and isinstance(each, Message | Leftover):
            span = Span(each.span.start + start, each.span.length, each.span.path)
            yield each._replace(span=span)
        else:
            yield each
