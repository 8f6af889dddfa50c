"""What every reader promises: recognise a format by its content, and account for every byte.

A reader is one module with `NAME`, `VERSION`, `recognises` and `read`. It is pure: it is handed a
`Source` and yields what it finds. It runs in a child process (`actions/reading/`).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found

HEAD_BYTES = 65_536
"""How much of a file `recognises` is shown."""


OWNER = "(this phone)"
"""Stands for the owner of an export that names them nowhere, as the sender of what was sent."""


class Confidence(IntEnum):
    """How sure a reader is that a file is its own."""

    NO = 0
    PERHAPS = 1
    YES = 2


class Source(Protocol):
    """An original that can be read from any place, without a path."""

    name: str
    """File name as received, without folders; after the one folder that tells what it is, where
    neither the name nor the words do (`instagram/message_1.json`)."""

    size: int
    """Length in bytes."""

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`; fewer only at the end of the file."""
        ...


class Reader(Protocol):
    """Reads one export format; a module with these names."""

    NAME: str
    """Name in `import --json`, in the entry and in docs/readers/."""

    VERSION: int
    """Raised when the same file would be read differently."""

    def recognises(self, head: bytes, name: str) -> Confidence:
        """Tell whether a file looks like this format.

        Args:
            head: the first bytes of the file, at most `HEAD_BYTES`.
            name: file name as received; content decides, a name only breaks a tie.
        """
        ...

    def read(self, source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
        """Divide a whole file into what is understood and what is left over.

        Args:
            source: the original.
            answers: choices by question id, for questions that were answered before.

        Yields:
            Messages and leftovers in file order, whose spans together cover every byte (or
            record); and questions, at any point.

        Raises:
            NotThisFormatError: the file holds nothing this reader knows.
        """
        ...
