"""What is inside a folder, a zip or a tar, handed over file by file.

Nothing is unpacked to a disk: each member is a stream that is read where the archive lies (a sealed
original serves as well as a file). So a name that points outside, or is no name at all, does no
harm: it is only ever shown. Archives inside archives are opened by whoever keeps the members, up to
`DEEPEST`.

    for each in members_of(source):          # or members_of_folder(path)
        match each:
            case Member(): keep(each.chunks())     # may raise MemberUnreadableError half way
            case Skipped(): account(each.inside, each.why)
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from holdfast.actions.archives import Container, container_of, members_of
from holdfast.actions.members import (
    CHUNK_BYTES,
    Budget,
    Member,
    MemberUnreadableError,
    Skipped,
    Unreadable,
    is_junk,
)
from holdfast.actions.zips import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "DEEPEST", "Budget", "Container", "Member", "MemberUnreadableError", "Skipped", "container_of",
    "member_of_file", "members_of", "members_of_folder",
]  # fmt: skip

MOST_FILES = 100_000
"""Of one folder and those below it."""


def members_of_folder(folder: Path) -> Iterator[Member | Skipped]:
    """Give what is in a folder and those below it, in the order of names.

    Args:
        folder: not followed when anything in it is a link.

    Yields:
        Every file, and everything that is skipped with the reason.
    """
    left = MOST_FILES
    for where, folders, names in os.walk(folder):
        folders.sort()
        below = os.path.relpath(where, folder)
        for name in sorted([*names, *(each for each in folders if _is_link(where, each))]):
            shown = os.fsencode(name).decode(errors="replace")
            inside = shown if below == "." else f"{_shown(below)}/{shown}"
            left -= 1
            yield Skipped(inside, "skipped-too-many") if left < 0 else _file(where, name, inside)


def _shown(path: str) -> str:
    """Give a path as text that can be stored, with forward slashes."""
    return os.fsencode(path).decode(errors="replace").replace(os.sep, "/")


def _is_link(where: str, name: str) -> bool:
    """Tell whether something in a folder is a link."""
    return os.path.islink(os.path.join(where, name))  # noqa: PTH114, PTH118  # as os.walk gives it


def _file(where: str, name: str, inside: str) -> Member | Skipped:
    """Give one file of a folder."""
    path = os.path.join(where, name)  # noqa: PTH118  # as os.walk gives it
    try:
        about = os.lstat(path)
    except OSError:
        return Skipped(inside, "skipped-unreadable")
    if stat.S_ISLNK(about.st_mode):
        return Skipped(inside, "skipped-link")
    if not stat.S_ISREG(about.st_mode):
        return Skipped(inside, "skipped-no-file")
    if is_junk(inside):
        return Skipped(inside, "skipped-junk")
    shown = inside.rsplit("/", 1)[-1]
    return Member(shown, inside, about.st_size, lambda: _chunks_of(path))


def member_of_file(path: Path) -> Member | Skipped:
    """Give a single file as a member of nothing, so that all are taken in the same way.

    Args:
        path: the file.
    """
    return _file(str(path.parent), path.name, os.fsencode(path.name).decode(errors="replace"))


def _chunks_of(path: str) -> Iterator[bytes]:
    """Give a file's bytes; a link that was put in its place meanwhile is not followed.

    Raises:
        MemberUnreadableError: it cannot be opened or read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(handle, "rb", buffering=0) as file:  # noqa: PTH123  # opened without following
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except OSError:
        raise MemberUnreadableError(Unreadable.FILE) from None
