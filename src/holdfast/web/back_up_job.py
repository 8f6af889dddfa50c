"""A back-up while it is made, and until it is handed over: in a file without a name."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from holdfast.actions.back_up import hand_over_back_up
from holdfast.model.errors import HoldfastError
from holdfast.vault.disk import disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

NAME = "back-up"
WHOLE = 100
PIECE_BYTES = 1 << 20
MEGABYTE = 1_000_000
GOES_IN = ("record.db", "record-2.db", "blobs/??/*", "in-tray/*.age")
"""What is counted beforehand, to tell how far it is."""


class BackUpStoppedError(Exception):
    """She does not want it any more."""


@dataclass(kw_only=True)
class BackUpJob:
    """One back-up."""

    name: str
    """Of the file that she saves."""

    seen: Callable[[], None]
    """Called now and then while she waits for it: it must not lock halfway."""

    size: int = 0
    """How many bytes it has; 0 until it is whole."""

    error: HoldfastError | None = None
    """What ended it early."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    _file: IO[bytes] | None = None
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _written: int = 0
    _expected: int = 1

    def run(self, book: OpenCasebook) -> None:
        """Make it; runs on a thread of its own.

        Args:
            book: the open casebook.
        """
        try:
            self._expected = _bytes_in(book.home)
            with disk_errors():
                self._file = tempfile.TemporaryFile(dir=book.home)  # noqa: SIM115 - see clear
            weakref.finalize(self, self._file.close)
            hand_over_back_up(book, self)
            with disk_errors():
                self._file.flush()
            self.size = self._written
        except HoldfastError as error:
            self.error = error
            self.clear()
        except BackUpStoppedError:
            self.clear()
        finally:
            self.ended.set()

    def write(self, piece: bytes | memoryview, /) -> None:
        """Add bytes.

        Raises:
            BackUpStoppedError: she does not want it any more.
        """
        if self._stop.is_set() or self._file is None:
            raise BackUpStoppedError
        with disk_errors():
            self._file.write(piece)
        self._written += len(piece)
        self.seen()

    def stop(self) -> None:
        """Stop making it, and let go of what there is; while it is made it ends by itself."""
        self._stop.set()
        if self.ended.is_set():
            self.clear()

    def clear(self) -> None:
        """Let go of it; it can be saved no longer."""
        file, self._file, self.size = self._file, None, 0
        if file is not None:
            file.close()

    def chunks(self) -> Iterator[bytes]:
        """Give its bytes; it may be saved more than once."""
        at = 0
        while self._file is not None:
            piece = os.pread(self._file.fileno(), PIECE_BYTES, at)
            if not piece:
                return
            at += len(piece)
            self.seen()
            yield piece

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page's script."""
        finished = self.ended.is_set()
        part = self._written * WHOLE // self._expected
        return {
            "done": WHOLE if finished else min(part, WHOLE - 1),
            "all": WHOLE,
            "messages": self._written // MEGABYTE,
            "finished": finished,
        }


def _bytes_in(home: Path) -> int:
    found = (path for pattern in GOES_IN for path in home.glob(pattern))
    return max(1, sum(path.stat().st_size for path in found))
