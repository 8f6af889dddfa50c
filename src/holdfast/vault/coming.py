"""Blobs on their way in that no entry names yet, so that what a process leaves behind is found.

A blob is sealed before the entry that names it is logged. A process that is killed in between
leaves bytes that nobody can open. So each process that seals writes the ids down first, in a file
it holds a lock on: `coming-<id>.part` in the folder of blobs. Whoever opens the casebook next looks
at the files that nobody holds, and removes those blobs in them that no entry names.
"""

from __future__ import annotations

import os
import re
import secrets
from typing import TYPE_CHECKING

from holdfast.vault.disk import disk_errors
from holdfast.vault.part_file import PART, is_abandoned, open_locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "coming-"
LINE = re.compile(rb"([0-9a-f]{32})\n")
ID_BYTES = 8


class Coming:
    """The list of one process."""

    def __init__(self, folder: Path) -> None:
        """Begin with none; the file is made with the first.

        Args:
            folder: of blobs; it is there when the first is noted.
        """
        self._path = folder / f"{NAME}{secrets.token_hex(ID_BYTES)}{PART}"
        self._file: int | None = None

    def note(self, blob: str) -> None:
        """Write an id down before its bytes.

        Args:
            blob: 32 hex digits.
        """
        with disk_errors():
            if self._file is None:
                self._file = open_locked(self._path)
            os.write(self._file, f"{blob}\n".encode())

    def close(self) -> None:
        """Let go of the list; `sweep` takes it from here."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def sweep(folder: Path, is_named: Callable[[str], bool], remove: Callable[[str], None]) -> int:
    """Remove blobs that no entry names and that nobody is about to name.

    Args:
        folder: of blobs.
        is_named: whether an entry names a blob, or may; in doubt it does, and the blob stays.
        remove: takes a blob away; no error when it is not there.

    Returns:
        How many were looked at and removed.
    """
    removed = 0
    for path in sorted(folder.glob(f"{NAME}*{PART}")):
        if not is_abandoned(path):
            continue
        for blob in _noted(path):
            if not is_named(blob):
                remove(blob)
                removed += 1
        path.unlink(missing_ok=True)
    return removed


def _noted(path: Path) -> Iterator[str]:
    """Give the ids of a list; a last line that was cut short is none."""
    try:
        content = path.read_bytes()
    except OSError:
        return
    for each in LINE.findall(content):
        yield each.decode()
