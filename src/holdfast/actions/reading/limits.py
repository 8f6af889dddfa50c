"""What the reading child gives up before it looks at anything: memory, files, privileges, network.

Linux only where it says so; elsewhere the limits that exist are set and `isolation` says what is
missing. Nothing here can be taken back by the process that called it.
"""

from __future__ import annotations

import ctypes
import resource
import sys

MEMORY_BYTES = 512 << 20
"""Address space of the child; a picture of 50 million pixels fits."""

OPEN_FILES = 32
"""Enough to import our own readers, too few to do much else."""

CPU_SECONDS = 60
"""Time on the processor for one original, and as much again for every `CPU_BYTES` of it."""

CPU_BYTES = 4 << 20
"""What the slowest reader (tables of calls) gets through in eight seconds, on a busy machine."""

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_DUMPABLE = 4
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def give_up_memory_and_files() -> None:
    """Set limits on memory, open files, written files and core dumps."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def allow_time_for(size_bytes: int) -> None:
    """Set the processor time from now on, by the size of the original.

    Args:
        size_bytes: length of the original that is about to be read.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    allowed = spent + CPU_SECONDS * (1 + size_bytes // CPU_BYTES)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


def give_up_privileges() -> bool:
    """Refuse privileges through any program started from here, and being looked into.

    Returns:
        Whether the system agreed.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    refused = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(refused == 0)


def give_up_network() -> bool:
    """Move to a network namespace that has no way out.

    Returns:
        Whether the system let an ordinary user do so.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def give_up_all() -> str:
    """Give up everything that can be given up here.

    Returns:
        `no-network` when network and privileges are gone, `limits-only` when the system kept the
        network within reach.
    """
    has_no_network = give_up_network()
    has_no_privileges = give_up_privileges()
    give_up_memory_and_files()
    return "no-network" if has_no_network and has_no_privileges else "limits-only"
