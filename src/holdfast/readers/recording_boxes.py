"""The boxes of MP4, M4A, 3GP and QuickTime files: length, kind, content, some inside others.

ISO/IEC 14496-12 §4.2: four bytes of length and four of kind; a length of 1 means that eight bytes
of length follow, a length of 0 that the box goes on to the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.recording_facts import Window

MOST_BOXES = 100_000
"""In one box; a file of nothing but empty boxes ends here."""

SHORT_HEADER, LONG_HEADER = 8, 16
LONG, TO_THE_END = 1, 0


class Box(NamedTuple):
    """One box."""

    kind: bytes
    """Four bytes."""

    start: int
    """Offset of its content."""

    end: int
    """Offset behind its content, never behind what it lies in."""

    is_cut: bool
    """Whether it says that it is longer than what it lies in."""

    @property
    def length(self) -> int:
        """Bytes of content."""
        return self.end - self.start


def boxes(window: Window, start: int, end: int) -> Iterator[Box]:
    """Give the boxes in a stretch; stops where there is none.

    Args:
        window: the file.
        start: offset of the first.
        end: offset behind the last.
    """
    for _ in range(MOST_BOXES):
        if start + SHORT_HEADER > end:
            return
        length, kind = window.number(start, 4), window.read(start + 4, 4)
        header = SHORT_HEADER
        if length == LONG:
            length, header = window.number(start + SHORT_HEADER, 8), LONG_HEADER
        elif length == TO_THE_END:
            length = end - start
        if length < header:
            return
        after = start + length
        yield Box(kind, min(start + header, end), min(after, end), after > end)
        start = after


def children(window: Window, box: Box, *, skip: int = 0) -> Iterator[Box]:
    """Give the boxes inside a box.

    Args:
        window: the file.
        box: that holds them.
        skip: bytes of its content that stand before them.
    """
    return boxes(window, box.start + skip, box.end)


def find(window: Window, box: Box | None, *path: bytes) -> Box | None:
    """Give the first box at a path inside a box, or None.

    Args:
        window: the file.
        box: that holds it.
        path: kinds, the outermost first.
    """
    for kind in path:
        if box is None:
            return None
        box = next((each for each in children(window, box) if each.kind == kind), None)
    return box
