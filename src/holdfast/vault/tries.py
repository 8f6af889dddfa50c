"""Counting wrong tries in a row and slowing them down; nothing is ever wiped.

The file begins with the count in ten digits and a line break; then one line per wrong try, its
time sealed to the casebook's identity, which only an unlock can read. The count goes up, durably,
before a try is judged, so that killing the program wins nothing; and no clock is asked, so that
setting one wins nothing either.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyrage

from holdfast.model.errors import CannotWriteError, DiskFullError
from holdfast.vault.disk import disk_errors
from holdfast.vault.locking import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

FILE = "tries"
DIGITS = 10
FREE_TRIES = 3
"""Typing slips cost nothing."""

STEP_SECONDS = 0.25
LONGEST_SECONDS = 2.0
"""Enough that 100 tries cost three minutes, and little enough that she is never locked out."""

UNREADABLE_COUNTS_AS = 20
MOST_TIMES = 1_000
"""Wrong tries beyond these are counted and not dated."""


def delay_seconds(wrong_tries: int) -> float:
    """Give the wait before the next try.

    Args:
        wrong_tries: in a row so far.
    """
    return min(max(0, wrong_tries - FREE_TRIES + 1) * STEP_SECONDS, LONGEST_SECONDS)


def count_wrong_tries(home: Path) -> int:
    """Give the number of wrong tries in a row.

    Args:
        home: the casebook's folder.
    """
    try:
        with (home / FILE).open("rb") as file:
            return _count(file)
    except OSError:
        return 0


class Try:
    """One try, alone among all processes."""

    def __init__(self, file: BinaryIO) -> None:
        """Judge a try.

        Args:
            file: the locked file.
        """
        self._file = file

    def failed(self, at: datetime, recipient: str) -> None:
        """Note when it failed, for the next unlock.

        Args:
            at: the device's time.
            recipient: the casebook's.
        """
        stated = at.isoformat(timespec="seconds").encode()
        sealed = pyrage.encrypt(stated, [pyrage.x25519.Recipient.from_str(recipient)])
        self._file.seek(0)
        if len(self._file.readlines()) <= MOST_TIMES:
            _write(self._file, base64.b64encode(sealed) + b"\n", at=None)

    def succeeded(self, identity: str) -> tuple[str, ...]:
        """Begin to count anew.

        Args:
            identity: the casebook's.

        Returns:
            When tries failed since the last unlock, ISO 8601; "" for a line that cannot be read.
        """
        opener = pyrage.x25519.Identity.from_str(identity)
        self._file.seek(0)
        times = tuple(_opened(line, opener) for line in self._file.readlines()[1:])
        # In place, so that it can be done where there is no room.
        _write(self._file, b"0" * DIGITS + b"\n", at=0)
        with disk_errors(FILE):
            self._file.truncate(DIGITS + 1)
        return times


class UncountedTry(Try):
    """A try where nothing can be written: it costs the longest wait instead of being counted."""

    def __init__(self) -> None:
        """Judge a try."""

    def failed(self, at: datetime, recipient: str) -> None:
        """Note nothing."""

    def succeeded(self, identity: str) -> tuple[str, ...]:
        """Tell of no failed tries: those that were noted stay for an unlock that can be."""
        del identity
        return ()


@contextmanager
def one_try(
    home: Path, wait_seconds: float, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Try]:
    """Wait as long as earlier tries demand, count this one, and let it be judged.

    Args:
        home: the casebook's folder.
        wait_seconds: how long to wait for a try of another process.
        sleep: how to wait.

    Yields:
        The try, counted as wrong until it succeeds. On a full disk or in a read-only folder it
        is not counted, for she must be able to read there; it takes the longest wait.
    """
    with contextlib.ExitStack() as held:
        try:
            file = held.enter_context(locked(home / FILE, wait_seconds))
            wrong = _count(file)
            sleep(delay_seconds(wrong))
            _write(file, f"{wrong + 1:0{DIGITS}}\n".encode(), at=0)
            this_try = Try(file)
        except (CannotWriteError, DiskFullError):
            sleep(LONGEST_SECONDS)
            this_try = UncountedTry()
        yield this_try


def _count(file: BinaryIO) -> int:
    file.seek(0)
    stated = file.read(DIGITS + 1)
    if not stated:
        return 0
    if len(stated) == DIGITS + 1 and stated[:DIGITS].isdigit():
        return int(stated)
    return UNREADABLE_COUNTS_AS


def _write(file: BinaryIO, content: bytes, *, at: int | None) -> None:
    """Write at a place, or at the end for None, and wait until it is durable."""
    with disk_errors(FILE):
        file.seek(0, os.SEEK_END if at is None else os.SEEK_SET)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _opened(line: bytes, identity: pyrage.x25519.Identity) -> str:
    try:
        return bytes(pyrage.decrypt(base64.b64decode(line), [identity])).decode()
    except (pyrage.DecryptError, binascii.Error, UnicodeDecodeError):
        return ""
