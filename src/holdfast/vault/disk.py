"""What disks do to us, in our own words, and how a file is made to last."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import CannotWriteError, DiskFullError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_WRITING = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
CAN_SYNC_FOLDERS = os.name == "posix"


@contextmanager
def disk_errors(place: str = "") -> Iterator[None]:
    """Turn what the system says about a full or unwilling disk into what a person can act on.

    Args:
        place: noted in the error; no content and no path.

    Raises:
        DiskFullError: there is no room.
        CannotWriteError: the folder is read-only or the device failed.
        OSError: anything else the system says, which is our fault to have caused.
    """
    try:
        yield
    except OSError as failure:
        if failure.errno in NO_ROOM:
            raise DiskFullError(place) from failure
        if failure.errno in NO_WRITING:
            raise CannotWriteError(place) from failure
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, where the system has such a thing.

    Args:
        folder: whose entries were added, renamed or removed.
    """
    if not CAN_SYNC_FOLDERS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder that lasts, for this account only; nothing happens when it is there.

    Args:
        folder: whose parent exists.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    sync_folder(folder.parent)


def replace_lasting(part: Path, final: Path) -> None:
    """Give a finished file, already fsynced, its name for good.

    Args:
        part: the temporary name.
        final: the name, in the same folder; a file of that name is replaced.
    """
    part.replace(final)
    sync_folder(final.parent)


def sync_tree(folder: Path) -> None:
    """Make the names in a folder, and in all below it, last.

    Args:
        folder: whose files are fsynced already.
    """
    for below in (folder, *folder.rglob("*")):
        if below.is_dir():
            sync_folder(below)
