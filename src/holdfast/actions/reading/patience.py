"""How long a child may say nothing: by its own work where the system tells it, else by the clock.

On a busy machine a child that is at work may need a minute for what else takes seconds. One that
waits for nothing, or goes round in circles, is ended all the same.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

MOST_WAITS = 6
"""So many times the patience is waited, by the clock, for a child that gets little done."""

_SLEEPS = b"S"
_STATE, _USER_TICKS, _SYSTEM_TICKS = 0, 11, 12
"""Places in /proc/PID/stat behind the name of the program."""


class _Work(NamedTuple):
    """What the system tells of a process."""

    sleeps: bool
    seconds: float


def _work_of(pid: int) -> _Work | None:
    """Give what a process does and has done; None where the system does not tell.

    References:
        proc_pid_stat(5).
    """
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2].split()
        ticks = int(told[_USER_TICKS]) + int(told[_SYSTEM_TICKS])
        return _Work(told[_STATE] == _SLEEPS, ticks / os.sysconf("SC_CLK_TCK"))
    except (OSError, ValueError, IndexError, AttributeError):
        return None


class Patience:
    """Counts how long a process has been silent."""

    def __init__(self, pid: int, seconds: float) -> None:
        """Begin to count.

        Args:
            pid: of the process.
            seconds: of its own work, that it may be silent.
        """
        self._pid = pid
        self._seconds = seconds
        self._waits = 0
        self._begun = _work_of(pid)

    def is_over(self) -> bool:
        """Tell whether to wait no longer; asked each time it has been silent for the patience."""
        self._waits += 1
        work = _work_of(self._pid)
        if work is None or self._begun is None or work.sleeps or self._waits >= MOST_WAITS:
            return True
        return work.seconds - self._begun.seconds >= self._seconds
