"""Patience with a child: what it works counts, not what else the machine is busy with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.reading.patience import MOST_WAITS, Patience

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="not run: the system does not tell"
)


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that waits for something that never comes."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as one:
        yield one
        one.kill()


def test_one_that_gets_nothing_done_is_waited_for_and_not_for_ever(
    process: subprocess.Popen[bytes],
) -> None:
    patience = Patience(process.pid, seconds=10.0)
    # Stopped from outside: it neither waits for anything nor is it given the processor.
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)

    over = [patience.is_over() for _ in range(MOST_WAITS)]

    assert over == [*([False] * (MOST_WAITS - 1)), True]


def test_one_that_has_worked_long_enough_is_not_waited_for() -> None:
    patience = Patience(os.getpid(), seconds=0.0)

    assert patience.is_over()


def test_one_that_is_gone_is_not_waited_for() -> None:
    assert Patience(0, seconds=10.0).is_over()
