"""A file on its way in: its name, how it came, and its bytes in pieces."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.model.errors import FileNotThereError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.stores import Kept

PIECE_BYTES = 256 << 10


class Whose(StrEnum):
    """Whose phone or account a file comes from, as the person says."""

    MINE = "mine"
    GIVEN = "given"
    CHILD = "child"
    THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One file, not yet looked at."""

    name: str = field(repr=False)
    """File name as received, without folders; valid Unicode."""

    path: str = field(repr=False)
    """Name with the folder it came in."""

    chunks: Callable[[], Iterator[bytes]] = field(repr=False)
    """Gives its bytes in pieces, once."""

    size_bytes: int | None = None
    """Its length when known beforehand, for progress."""

    how: str = "file"
    """`file`, `folder`, `zip`, `phone-page`, `in-tray`."""

    whose: str | None = None
    """A `Whose`, or None when nobody said."""

    part_of: tuple[str, str] | None = field(default=None, repr=False)
    """Id of the entry of the container, and the path inside it."""

    arrived: str | None = field(default=None, repr=False)
    """How it came in, when it came through the in-tray."""

    by: str | None = field(default=None, repr=False)
    """Who says they sent it; None for the person herself."""

    contributed: Mapping[str, JsonValue] | None = field(default=None, repr=False)
    """Some of `CONTRIBUTED_FIELDS`, when somebody else sealed it and sent it in."""

    kept: Kept | None = field(default=None, repr=False)
    """When its bytes are sealed already, as an upload's are while it arrives."""


def from_path(
    path: Path, *, how: str = "file", whose: str | None = None, under: str = ""
) -> Received:
    """Give a file on disk.

    Args:
        path: where it lies.
        how: `file` or `folder`.
        whose: as the person says.
        under: the folder it came in, for its path.

    Raises:
        FileNotThereError: there is no such file, or it cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise FileNotThereError from error
    name = written_name(path)
    return Received(
        name=name,
        path=f"{under}/{name}" if under else name,
        chunks=lambda: read_pieces(path),
        size_bytes=size,
        how=how,
        whose=whose,
    )


def read_pieces(path: Path) -> Iterator[bytes]:
    """Give a file's bytes in pieces of 1 MiB.

    Args:
        path: where it lies.

    Raises:
        FileNotThereError: it is gone, or the device it lies on fails.
    """
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        raise FileNotThereError from error


def written_name(path: Path) -> str:
    """Give a file's name as text; bytes that are no text are shown as numbers.

    Args:
        path: where it lies.
    """
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")
