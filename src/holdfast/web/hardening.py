"""A server process ends with the keeper that started it."""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

SIGTERM = 15
NOBODYS = 1


def end_with_parent() -> None:
    """On Linux, have the system end this process when the one that started it is gone.

    Elsewhere the end of the keeper's pipe does the same, a little later.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0)
        if os.getppid() == NOBODYS:
            sys.exit(0)
