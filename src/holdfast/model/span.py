"""A place in an original, so that every claim can be checked against the bytes."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the original file."""

    start: int
    """Offset of the first byte, counted from 0."""

    length: int
    """Number of bytes."""

    path: str = ""
    """Record path inside a file that is not read by byte offset (`row 12`); else empty."""

    @property
    def end(self) -> int:
        """Offset just past the last byte."""
        return self.start + self.length
