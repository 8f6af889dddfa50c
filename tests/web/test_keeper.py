"""The keeper: one port for good, a process that ends at every lock, nobody refused in between."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from holdfast.model.errors import PortNotFreeError
from holdfast.web.keeper import listen_on
from tests.web.keeping import children_of, keeper, running
from tests.web.walking import is_locked, unlock, wait_until_locked

if TYPE_CHECKING:
    from tests.browser.chromium import PageOpener

TRIES = 200
PATIENCE_SECONDS = 10.0
LONGEST_SECONDS = 60.0


def wait_until_gone(process_id: int) -> bool:
    """Wait for a process to end."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if not Path(f"/proc/{process_id}").exists():
            return True
        time.sleep(0.01)
    return False


def end_the_first(parent: int) -> None:
    """End the process that serves; one that was ended before may still be listed, and then gone."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with suppress(ProcessLookupError, IndexError):
            os.kill(children_of(parent)[0], signal.SIGTERM)
            return
    pytest.fail("no process serves")


@pytest.mark.browser
def test_the_process_that_held_the_keys_is_gone_after_a_lock(
    home: Path, open_page: PageOpener
) -> None:
    with keeper(home) as (process, address):
        page = open_page()
        unlock(page, address)
        before = children_of(process.pid)

        page.get_by_role("button", name="Lock").click()
        wait_until_locked(page)

        assert wait_until_gone(before[0])
        assert before[1] in children_of(process.pid)


@pytest.mark.browser
def test_after_a_lock_it_opens_again_at_the_same_address(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        for _ in range(3):
            unlock(page, address)
            page.get_by_role("button", name="Lock").click()
            wait_until_locked(page)

        assert page.url == f"{address}/"


@pytest.mark.browser
def test_when_the_server_breaks_it_is_locked_and_there_again(
    home: Path, open_page: PageOpener
) -> None:
    with keeper(home) as (process, address):
        page = open_page()
        unlock(page, address)
        # What the page still loads would break off with it.
        page.wait_for_load_state("networkidle")

        os.kill(children_of(process.pid)[0], signal.SIGKILL)
        page.goto(f"{address}/")

        assert is_locked(page)


def test_nobody_is_refused_while_one_process_follows_another(home: Path) -> None:
    with keeper(home) as (process, address):
        place = urlsplit(address)
        for attempt in range(TRIES):
            if attempt % 50 == 10:
                end_the_first(process.pid)
            # Taken up late is not refused: the next process may need seconds on a busy machine.
            with closing(socket.create_connection((place.hostname, place.port), LONGEST_SECONDS)):
                pass


def test_it_ends_cleanly_when_told_to(home: Path) -> None:
    with keeper(home) as (process, _):
        children = children_of(process.pid)
        process.send_signal(signal.SIGINT)

        assert process.wait(PATIENCE_SECONDS) == 0
        assert all(wait_until_gone(child) for child in children)


def test_servers_do_not_outlive_a_keeper_that_was_killed(home: Path) -> None:
    with keeper(home) as (process, _):
        children = children_of(process.pid)
        process.kill()

        assert children
        assert all(wait_until_gone(child) for child in children)


def test_core_files_are_off_and_memory_is_not_readable_by_others(home: Path) -> None:
    with keeper(home) as (process, _):
        for each in children_of(process.pid):
            limits = Path(f"/proc/{each}/limits").read_text(encoding="utf-8")
            line = next(line for line in limits.splitlines() if line.startswith("Max core"))

            assert line.split()[4:6] == ["0", "0"]
            assert os.geteuid() == 0 or Path(f"/proc/{each}/mem").stat().st_uid == 0


@pytest.mark.parametrize("taken", [True, False], ids=["in use", "no such port"])
def test_a_port_that_is_not_free_is_no_fault_of_ours(*, taken: bool) -> None:
    with closing(listen_on(0)) as other:
        port = other.getsockname()[1] if taken else 1 << 16

        with pytest.raises(PortNotFreeError):
            listen_on(port)


def test_it_listens_on_this_machine_only(home: Path) -> None:
    with running(home) as address:
        with urlopen(f"{address}/") as answer:  # noqa: S310 - our own address
            assert answer.status == 200
        listening = Path("/proc/net/tcp").read_text(encoding="utf-8")
        port = f"{urlsplit(address).port:04X}"

        assert {
            line.split()[1].split(":")[0]
            for line in listening.splitlines()
            if f":{port} 00000000" in line
        } == {"0100007F"}


@pytest.mark.browser
def test_no_request_fails_when_it_locks_again_and_again(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        failed: list[str] = []
        page.on("requestfailed", lambda asked: failed.append(asked.url))
        for _ in range(12):
            unlock(page, address)
            page.get_by_role("button", name="Lock").click()
            wait_until_locked(page)

        assert failed == []
