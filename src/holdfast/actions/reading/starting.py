"""Starting the program that reads: our own, alone, with two pipes and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import holdfast

PIPE_BYTES = 1 << 20
"""So much may wait in the pipe: the child reads on while we work."""

_BEGIN = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from holdfast.actions.reading.child import main; main()"
)
_PROGRAM = ("-I", "-c", _BEGIN, str(Path(holdfast.__file__).parents[1]))
"""Isolated from the person's own Python set-up; told where we lie, installed or not."""


def start_child() -> subprocess.Popen[bytes]:
    """Start the child: our own program, no environment, no files but two pipes.

    Returns:
        The process; what it reads and writes does not block.
    """
    process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
        [sys.executable, *_PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={},
        cwd="/",
    )
    if process.stdin is not None and process.stdout is not None:
        os.set_blocking(process.stdin.fileno(), False)
        _widen(process.stdin.fileno())
        _widen(process.stdout.fileno())
    return process


def _widen(pipe: int) -> None:
    """Let more wait in a pipe, where the system allows it."""
    try:
        import fcntl  # noqa: PLC0415  # not on every system

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    except (ImportError, AttributeError, OSError):
        return
