"""A back-up on its way back: sent by the browser, then put in place, all of it or nothing.

What is sent is sealed already. It lies in a file without a name until it is unpacked.
"""

from __future__ import annotations

import io
import threading
import weakref
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from holdfast.model.errors import HoldfastError
from holdfast.vault.disk import disk_errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.model.entry import JsonValue
    from holdfast.web.door import Door

NAME = "first-use.restore"
WHOLE = 100


@dataclass(kw_only=True)
class RestoreJob:
    """One back-up."""

    file: IO[bytes] = field(repr=False)
    """What was sent."""

    size: int = 0
    """How many bytes that is."""

    error: HoldfastError | None = None
    """What ended it early."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    _read: int = 0

    def __post_init__(self) -> None:
        """Have the file closed with this, whatever becomes of it."""
        weakref.finalize(self, self.file.close)

    def take(self, chunks: Iterable[bytes]) -> None:
        """Take what is sent.

        Args:
            chunks: its bytes.
        """
        with disk_errors():
            for chunk in chunks:
                self.file.write(chunk)
                self.size += len(chunk)
            self.file.seek(0)

    def run(self, door: Door) -> None:
        """Put it in place; runs on a thread of its own.

        Args:
            door: of the casebook that is not there yet.
        """
        try:
            door.take_back(_Counted(self))
        except HoldfastError as error:
            self.error = error
        finally:
            self.file.close()
            self.ended.set()

    def note(self, count: int) -> None:
        """Count bytes that were read.

        Args:
            count: how many.
        """
        self._read += count

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page's script."""
        finished = self.ended.is_set()
        part = self._read * WHOLE // max(self.size, 1)
        return {
            "done": WHOLE if finished else min(part, WHOLE - 1),
            "all": WHOLE,
            "messages": self._read // 1_000_000,
            "finished": finished,
        }


class _Counted(io.BytesIO):
    """The file, which tells how much of it was read; holds nothing itself."""

    def __init__(self, job: RestoreJob) -> None:
        super().__init__()
        self._job = job

    def read(self, size: int | None = -1, /) -> bytes:
        """Give the next bytes."""
        piece = self._job.file.read(-1 if size is None else size)
        self._job.note(len(piece))
        return piece
