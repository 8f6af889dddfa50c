"""A lock between processes, held on an open file and gone when its holder is gone."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from holdfast.model.errors import CannotWriteError, CasebookInUseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

LOOK_AGAIN_SECONDS = 0.01

if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_to_lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _open_lock(path: Path) -> BinaryIO:
    # Not "a+b": that would write at the end wherever one seeks.
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    return os.fdopen(handle, "r+b")


@contextmanager
def locked(
    path: Path, wait_seconds: float, *, sleep: Callable[[float], None] = time.sleep
) -> Iterator[BinaryIO]:
    """Hold a lock for the length of a block.

    Args:
        path: of the lock file, made when it is not there.
        wait_seconds: how long to wait for another holder.
        sleep: how to wait.

    Yields:
        The lock file, open for reading and writing.

    Raises:
        CasebookInUseError: another process held it all that time.
        CannotWriteError: the file cannot be made.
    """
    try:
        file = _open_lock(path)
    except OSError as refused:
        raise CannotWriteError(path.name) from refused
    with file:
        waited = 0.0
        while True:
            try:
                _try_to_lock(file)
                break
            except OSError as held:
                if waited >= wait_seconds:
                    raise CasebookInUseError(path.name) from held
            sleep(LOOK_AGAIN_SECONDS)
            waited += LOOK_AGAIN_SECONDS
        yield file
