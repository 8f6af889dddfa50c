"""Make a sealed copy of a casebook, and bring one back; neither needs a key."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from holdfast.vault.back_up import BackUp, back_up, restore, restore_stream, stream_back_up
from holdfast.vault.disk import disk_errors
from holdfast.vault.part_file import PART

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.entry import JsonValue
    from holdfast.vault.back_up import Sink
    from holdfast.vault.casebook import OpenCasebook

PLACE = "back-up"


def make_back_up(home: Path, dest: Path, book: OpenCasebook | None = None) -> BackUp:
    """Copy a casebook into one sealed file.

    Args:
        home: the casebook's folder.
        dest: the file to make; not there yet.
        book: the same casebook, when it is open: its journal then tells of the copy.

    Returns:
        What went in.
    """
    made = back_up(home, dest)
    if book is not None:
        book.activity.note("back-up")
    return made


def hand_over_back_up(book: OpenCasebook, out: Sink) -> BackUp:
    """Copy an open casebook into something that takes bytes; its journal then tells of the copy.

    Args:
        book: the open casebook.
        out: gets the sealed copy, piece by piece.

    Returns:
        What went in.
    """
    with _place_for_log(book.home) as place:
        made = stream_back_up(book.home, out, beside=place)
    book.activity.note("back-up")
    return made


@contextmanager
def _place_for_log(home: Path) -> Iterator[Path]:
    """Have a folder in the casebook's; what a process left there that a lock ended is removed."""
    ours = f"{PLACE}-{os.getpid()}-"
    for left in home.glob(f"{PLACE}-*-*{PART}"):
        if not left.name.startswith(ours):
            shutil.rmtree(left, ignore_errors=True)
    with disk_errors():
        folder = tempfile.TemporaryDirectory(prefix=ours, suffix=PART, dir=home)
    with folder as name:
        yield Path(name)


def restore_back_up(src: Path, home: Path) -> BackUp:
    """Bring a casebook back into an empty folder, all of it or nothing.

    Args:
        src: the back-up.
        home: a folder that is empty or not there.

    Returns:
        What came out.
    """
    return restore(src, home)


def take_back(source: IO[bytes], home: Path) -> BackUp:
    """Bring a casebook back out of a back-up that is open already, all of it or nothing.

    Args:
        source: the back-up, at its beginning.
        home: a folder that is empty or not there.

    Returns:
        What came out.
    """
    return restore_stream(source, home)


def place_beside(home: Path) -> IO[bytes]:
    """Give a file without a name on the disk where a casebook will lie.

    Args:
        home: the folder that it will have; those above it are made.
    """
    with disk_errors():
        home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=home.parent)


def back_up_to_json(made: BackUp) -> dict[str, JsonValue]:
    """Give a back-up as `back-up --json` and `restore --json` print it.

    Args:
        made: what went in or came out.
    """
    return {"files": made.files, "sha256": made.sha256, "damaged": [*made.damaged]}
