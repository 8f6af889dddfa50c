"""How many bytes of a file are accounted for, a byte that two stretches share counted once.

Readers mostly go forwards, so stretches that touch become one and memory stays small. What comes
out of order is sorted in at the end.
"""

from __future__ import annotations

from array import array
from heapq import merge
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_STRETCHES = 2_000_000
"""32 MB of them; beyond so many nothing is claimed."""


class Coverage:
    """Stretches of one file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._starts, self._ends = array("Q"), array("Q")
        self._late: list[tuple[int, int]] = []

    @property
    def is_whole(self) -> bool:
        """Whether every stretch could be kept."""
        return len(self._starts) + len(self._late) <= MOST_STRETCHES

    def add(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Add stretches.

        Args:
            stretches: first byte, and the byte past the last.
        """
        starts, ends = self._starts, self._ends
        last_start, last_end = (starts[-1], ends[-1]) if starts else (0, -1)
        for start, end in stretches:
            if start >= end or (last_start <= start and end <= last_end) or not self.is_whole:
                continue
            if last_start <= start <= last_end:
                ends[-1] = last_end = end
            elif start > last_end:
                starts.append(start)
                ends.append(end)
                last_start, last_end = start, end
            else:
                self._late.append((start, end))

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Give them by their first byte; some may overlap."""
        return merge(zip(self._starts, self._ends, strict=True), sorted(self._late))


def covered(*coverages: Coverage) -> int:
    """Give how many bytes lie in at least one stretch.

    Args:
        coverages: of one file.
    """
    total, reached = 0, 0
    for start, end in merge(*(each.stretches() for each in coverages)):
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total
