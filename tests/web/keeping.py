"""The real thing in tests: a keeper with its server processes, in front of a folder."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.browser.chromium import leave_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = (
    "import sys, pathlib\n"
    "from holdfast.web.keeper import open_web\n"
    "sys.exit(open_web(pathlib.Path(sys.argv[1]), announce=lambda said: print(said, flush=True)))"
)
STOPPING_SECONDS = 10


@contextlib.contextmanager
def running(home: Path) -> Iterator[str]:
    """Run the web app; gives its address without the last slash.

    Args:
        home: the casebook's folder.
    """
    with keeper(home) as (_, address):
        yield address


@contextlib.contextmanager
def keeper(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the web app; gives the keeper's process and the address.

    Args:
        home: the casebook's folder.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(home)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip().rstrip("/")
    finally:
        leave_pages()
        process.send_signal(signal.SIGTERM)
        process.wait(STOPPING_SECONDS)
        process.stdout.close()


def children_of(process_id: int) -> list[int]:
    """Give the ids of a process's children.

    Args:
        process_id: of the parent.
    """
    said = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process_id)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in said.stdout.split()]
