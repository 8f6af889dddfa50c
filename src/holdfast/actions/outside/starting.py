"""The step between us and an outside program: gives up what can be given up, then becomes it.

Started with seconds, a program and its arguments. What it gives up, the program cannot take back:
the network, new privileges, writing files, memory and time without end.
"""

from __future__ import annotations

import os
import resource
import sys

from holdfast.actions.reading.limits import give_up_network, give_up_privileges

MEMORY_BYTES = 3 << 30
"""Address space: a large picture in 4K video, decoded, and the language data of the text reader."""

OPEN_FILES = 64


def main() -> None:
    """Become the program that the arguments name: seconds, its path, its arguments."""
    _, seconds, program, *arguments = sys.argv
    give_up_network()
    give_up_privileges()
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(seconds)),
    ):
        resource.setrlimit(what, (most, most))
    # A list of arguments and an empty environment; no shell reads them.
    os.execve(program, [program, *arguments], dict(os.environ))  # noqa: S606


if __name__ == "__main__":
    main()
