"""How far a reader has come in an original: what it was handed, and how far what it found reaches.

Readers that go through a file more than once, or take it whole, are handed all of it before they
find anything. Until they do, no figure moves, and only that they are at work can be told; then the
place of what was found tells more. A row of a database has no place in the file; there, what
was handed over tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.so_far import AtHand, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

BLOCK_BYTES = 4096
"""What was handed over is counted in these: a page of a database at least."""


class LastRead:
    """An archive while its members are taken out, which notes where it was read last."""

    def __init__(self, source: Source) -> None:
        """Begin at its beginning.

        Args:
            source: the archive.
        """
        self.name = source.name
        self.size = source.size
        self.end = 0
        self._source = source

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch of the archive, noting where it ends.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        piece = self._source.read(start, length)
        self.end = start + len(piece)
        return piece


class Followed:
    """An original while it is read."""

    def __init__(self, source: Source, tell: Callable[[AtHand], None]) -> None:
        """Begin at nothing.

        Args:
            source: the original.
            tell: told how far it is; whatever it raises ends the reading.
        """
        self.name = source.name
        self.size = source.size
        self._source = source
        self._tell = tell
        self._blocks = bytearray(-(-source.size // BLOCK_BYTES))
        self._handed = 0
        self._reached = 0
        self._is_found = False
        self._has_rows = False

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch of the original, noting that it was handed over.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        piece = self._source.read(start, length)
        if piece:
            first, last = start // BLOCK_BYTES, -(-(start + len(piece)) // BLOCK_BYTES)
            self._handed += self._blocks.count(0, first, last)
            self._blocks[first:last] = b"\1" * (last - first)
        self._tell(self._how_far())
        return piece

    def passing(self, batches: Iterable[list[Found]]) -> Iterator[list[Found]]:
        """Pass on what was found, noting where it stands.

        Args:
            batches: what the reader finds.

        Yields:
            The same.
        """
        for batch in batches:
            self._note(batch)
            self._tell(self._how_far())
            yield batch

    def _note(self, batch: list[Found]) -> None:
        """Note how far what was found reaches; its last tells, for it comes in file order."""
        span = getattr(batch[-1], "span", None) if batch else None
        if span is None:
            return
        self._is_found = True
        self._has_rows = self._has_rows or not span.length
        self._reached = max(self._reached, span.end)

    def _how_far(self) -> AtHand:
        if not self._is_found:
            # A reader that has all of it may be silent for long: that is another step.
            is_whole = self._handed == len(self._blocks)
            step = Step.WORKING if is_whole else Step.LOOKING
            return self._at(step, self._handed * BLOCK_BYTES)
        if self._has_rows:
            self._reached = max(self._reached, self._handed * BLOCK_BYTES)
        return self._at(Step.READING, self._reached)

    def _at(self, step: Step, done: int) -> AtHand:
        """Give how far it is; the last byte is done when its reader says so, and not before."""
        return AtHand(step, max(0, min(done, self.size - 1)), self.size)
