"""A file in UTF-16 shown as UTF-8, and each place in it led back to the bytes of the file.

It is converted piece by piece, so that a file of any size fits. A pair of surrogates that a piece
cuts, or one without its other half, becomes three bytes each, as older phones write them.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.model.message import Found
    from holdfast.model.span import Span
    from holdfast.readers.reader import Source

PIECE_BYTES = 16_384
"""Of the file; even, so that no two bytes that belong together are parted."""

_PIECES_KEPT = 64
_HALF = b"\xef\xbf\xbd"
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_BEGINNINGS = b"<{[B"
_OPENINGS = {bytes((sign, 0)): "utf-16-le" for sign in _BEGINNINGS} | {
    bytes((0, sign)): "utf-16-be" for sign in _BEGINNINGS
}
"""XML, JSON and `BEGIN:` of cards and calendars, where there is no mark."""


def wide_encoding(head: bytes) -> str:
    """Give `utf-16-le` or `utf-16-be` for a file in one of them, else nothing.

    Args:
        head: its first bytes; the mark, or the first sign where there is no mark.
    """
    return _MARKS.get(head[:2]) or _OPENINGS.get(head[:2], "")


def narrowed(content: bytes, encoding: str) -> bytes:
    """Give UTF-8 for UTF-16.

    Args:
        content: without the mark; an odd byte at its end becomes a sign of replacement.
        encoding: as `wide_encoding` gives it.
    """
    even = content[: len(content) & ~1]
    text = even.decode(encoding, "surrogatepass").encode("utf-8", "surrogatepass")
    return text + _HALF * (len(content) & 1)


def narrow_head(head: bytes) -> bytes:
    """Give the first bytes of a file as UTF-8, those of any other file as they stand.

    Args:
        head: the first bytes.
    """
    encoding = wide_encoding(head)
    return narrowed(head[2 * (head[:2] in _MARKS) :], encoding) if encoding else head


class NarrowSource:
    """A source in UTF-16 that is read as UTF-8."""

    def __init__(self, source: Source, encoding: str) -> None:
        """Go through the file once to know where in the text each piece of it begins.

        Args:
            source: the file.
            encoding: as `wide_encoding` gives it.
        """
        self.name = source.name
        self._source = source
        self._encoding = encoding
        self._begin = 2 * (source.read(0, 2) in _MARKS)
        self._piece = lru_cache(maxsize=_PIECES_KEPT)(self._converted)
        self._starts = [0]
        for number in range(-(-(source.size - self._begin) // PIECE_BYTES)):
            self._starts.append(self._starts[-1] + len(self._converted(number)))
        self.size = self._starts[-1]

    def _converted(self, number: int) -> bytes:
        """Give one piece as UTF-8."""
        start = self._begin + number * PIECE_BYTES
        return narrowed(self._source.read(start, PIECE_BYTES), self._encoding)

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes of the text from `start`.

        Args:
            start: offset in the text as UTF-8.
            length: number of bytes of UTF-8.
        """
        end = min(start + length, self.size)
        if start >= end:
            return b""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        pieces = b"".join(map(self._piece, range(first, last + 1)))
        return pieces[start - self._starts[first] : end - self._starts[first]]

    def span(self, span: Span) -> Span:
        """Give the place in the file of a place in the text.

        Args:
            span: in bytes of UTF-8.
        """
        start = self._place(span.start)
        return span._replace(start=start, length=self._place(span.end) - start)

    def _place(self, at: int) -> int:
        """Give the offset in the file of an offset in the text."""
        if at >= self.size:
            return self._source.size
        number = bisect_right(self._starts, at) - 1
        before = self._piece(number)[: at - self._starts[number]]
        text, _ = codecs.utf_8_decode(before, "surrogatepass", False)  # noqa: FBT003  # more may follow
        units = len(text.encode(self._encoding, "surrogatepass"))
        return self._begin + number * PIECE_BYTES + units


def read_wide(source: Source, read: Callable[[Source], Iterator[Found]]) -> Iterator[Found]:
    """Give what is found in a file, whether it is UTF-16 or not, each in its place in the file.

    Args:
        source: the file.
        read: what finds it in one that is not.
    """
    encoding = wide_encoding(source.read(0, 2))
    if not encoding:
        yield from read(source)
        return
    text = NarrowSource(source, encoding)
    for found in read(text):
        if isinstance(found, Message | Leftover | Part):
            yield found._replace(span=_with_mark(text.span(found.span), found.span.start))
        else:
            yield found


def _with_mark(span: Span, start: int) -> Span:
    """Give a place in the file; what the text begins with has the mark before it."""
    return span if start else span._replace(start=0, length=span.end)
