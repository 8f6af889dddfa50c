"""The head of a file as a source, so that what reads a file can look at its head too."""

from __future__ import annotations


class HeadSource:
    """Bytes in memory that are read like a file."""

    def __init__(self, head: bytes) -> None:
        """Take the bytes.

        Args:
            head: the first bytes of a file.
        """
        self.name = ""
        self.size = len(head)
        self._head = head

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch of them.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        return self._head[start : start + length]
