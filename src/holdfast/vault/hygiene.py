"""Keeping keys out of core files and other processes' reach; called by the shells at start."""

from __future__ import annotations

import contextlib
import ctypes
import sys

PR_SET_DUMPABLE = 4
"""From linux/prctl.h."""


def keep_memory_private() -> bool:
    """Allow no core file and, on Linux, no other process of the same user to read this one.

    Returns:
        True when both were possible; swap, hibernation and the system's owner are out of reach.
    """
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    return False
