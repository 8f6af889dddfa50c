"""Running an outside program on an original, which never touches the disk unsealed.

What it is given lies in memory (`memfd_create`, Linux) and is its standard input; what it says
comes back through a pipe, up to a limit. It has a time, and is ended after it. Elsewhere than on
Linux the bytes go through a pipe, and larger ones are not given.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from holdfast.programs import own_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.readers.reader import Source

WHOLE_BYTES = 256 << 20
"""An original up to this size is handed over whole."""

HEAD_BYTES, TAIL_BYTES = 96 << 20, 32 << 20
"""Of a larger one only beginning and end are; between them stand zeros, which take no memory."""

PIPED_BYTES = 64 << 20
PIECE = 1 << 20
SECONDS = 30
_STARTING = own_program("holdfast.actions.outside.starting")
_KEPT = ("TESSDATA_PREFIX",)
"""All that is passed on of the person's environment."""

HAS_MEMORY_FILES = hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir()
INPUT = "/proc/self/fd/0" if HAS_MEMORY_FILES else "pipe:0"
"""What a program is told that wants a name for what it is given; it can be read from any place."""


class Given(NamedTuple):
    """An original in memory, to be handed over."""

    handle: int | None
    """Of the file in memory; None where there are none."""

    content: bytes
    """The bytes where there are no files in memory."""

    is_whole: bool
    """Whether nothing of it was left out."""

    def __repr__(self) -> str:
        """Tell nothing of the content."""
        return f"Given(whole={self.is_whole})"


@contextmanager
def given(source: Source) -> Iterator[Given]:
    """Put an original into memory for the length of a block.

    Args:
        source: the original.

    Yields:
        What `run` takes.
    """
    if not HAS_MEMORY_FILES:
        is_whole = source.size <= PIPED_BYTES
        yield Given(None, source.read(0, PIPED_BYTES) if is_whole else b"", is_whole)
        return
    handle = os.memfd_create("original")
    try:
        is_whole = source.size <= WHOLE_BYTES
        os.ftruncate(handle, source.size)
        stretches = (
            [(0, source.size)]
            if is_whole
            else [(0, HEAD_BYTES), (source.size - TAIL_BYTES, source.size)]
        )
        for start, end in stretches:
            for at in range(start, end, PIECE):
                os.pwrite(handle, source.read(at, min(PIECE, end - at)), at)
        yield Given(handle, b"", is_whole)
    finally:
        os.close(handle)


def run(
    program: str,
    arguments: Sequence[str],
    what: Given,
    *,
    most_bytes: int,
    seconds: int = SECONDS,
) -> bytes | None:
    """Run a program on an original.

    Args:
        program: its path.
        arguments: never read by a shell.
        what: is its standard input.
        most_bytes: of what it may say.
        seconds: after which it is ended, on the clock and of the processor.

    Returns:
        What it said; None when it failed, took too long or said too much.
    """
    command = [sys.executable, "-I", *_STARTING, str(seconds), program, *arguments]
    if what.handle is None:
        return _run_piped(command, what.content, most_bytes, seconds)
    os.lseek(what.handle, 0, os.SEEK_SET)
    with subprocess.Popen(  # noqa: S603  # a path found by us, a list of arguments
        command,
        stdin=what.handle,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=_environment(),
        cwd="/",
    ) as process:
        try:
            said = _hear(process, most_bytes, time.monotonic() + seconds)
        finally:
            if process.poll() is None:
                process.kill()
        return said if said is not None and process.wait() == 0 else None


def _hear(process: subprocess.Popen[bytes], most_bytes: int, end: float) -> bytes | None:
    """Give all that a program says until it ends; None when that is too much or too late."""
    if process.stdout is None:
        return None
    said, pipe = bytearray(), process.stdout.fileno()
    while True:
        left = end - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            return None
        piece = os.read(pipe, PIECE)
        if not piece:
            break
        said += piece
        if len(said) > most_bytes:
            return None
    try:
        process.wait(max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    return bytes(said)


def _run_piped(command: list[str], content: bytes, most_bytes: int, seconds: int) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603  # as above
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=_environment(),
            cwd="/",
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if done.returncode == 0 and len(done.stdout) <= most_bytes else None


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "HOME": "/nonexistent",
        **kept,
    }
