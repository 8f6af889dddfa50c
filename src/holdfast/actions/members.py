"""What a folder or a zip hands over: files, and what is skipped with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_MEMBERS = 10_000
"""Of one zip, and of everything inside it."""

MOST_BYTES = 50 << 30
"""What the members of one zip may come to, unpacked."""

CHUNK_BYTES = 256 << 10
"""How much of a member is handed over at a time."""

_JUNK_FOLDERS = frozenset({
    "__MACOSX", ".Trashes", ".Spotlight-V100", ".fseventsd", ".AppleDouble", ".TemporaryItems",
    "System Volume Information",
})  # fmt: skip
_JUNK_NAMES = frozenset({
    ".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db", ".localized", ".nomedia", ".apdisk",
    "Icon\r",
})  # fmt: skip


class Unreadable(StrEnum):
    """Why a member cannot be read to its end; codes of words/en/leftovers.toml."""

    DAMAGED = "skipped-damaged"
    BOMB = "skipped-bomb"
    FILE = "skipped-unreadable"


class MemberUnreadableError(ValueError):
    """A member cannot be read to its end; `why` is an `Unreadable`."""

    def __init__(self, why: Unreadable) -> None:
        """Note why.

        Args:
            why: the reason.
        """
        super().__init__(why)
        self.why = why


class Member(NamedTuple):
    """A file inside a folder or a zip."""

    name: str
    """File name as received, without folders; for showing only."""

    inside: str
    """Path inside the container as received; a name that occurs twice has ` (2)` after it."""

    size_bytes: int
    """Length as stated; what comes may differ."""

    chunks: Callable[[], Iterator[bytes]]
    """Gives the bytes from the start, each time it is called; may raise MemberUnreadableError."""

    def __repr__(self) -> str:
        """Tell the size only."""
        return f"Member({self.size_bytes} bytes)"


class Skipped(NamedTuple):
    """Something inside that is no file to take in, with the reason."""

    inside: str
    """Path inside the container as received; empty when it is about the whole container."""

    why: str
    """Code of words/en/leftovers.toml, beginning with `skipped-`."""

    def __repr__(self) -> str:
        """Tell the reason only."""
        return f"Skipped({self.why})"


@dataclass(slots=True)
class Budget:
    """What one container may still cost, the zips inside it included; goes down as it is used."""

    members: int = MOST_MEMBERS
    """How many more members may be handed over."""

    size_bytes: int = MOST_BYTES
    """How many more bytes they may come to."""


def is_junk(inside: str) -> bool:
    """Tell whether a path is something that a system leaves beside the files.

    Args:
        inside: path inside the container, with forward slashes.
    """
    *folders, name = inside.split("/")
    if _JUNK_FOLDERS.intersection(folders):
        return True
    return name in _JUNK_NAMES or name.startswith("._")
