"""A long import and the lock: the screen locks as ever, the import goes on, and she is told."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import DiskFullError
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from holdfast.web.locking import ABSOLUTE_LIMIT, Why
from holdfast.web.take_in_job import NAME, TakeInJob
from tests.actions.samples import CHAT, received
from tests.web.browser_less import PASSPHRASE, locked_client, open_client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Client

CHAT_NAME = "WhatsApp Chat with Alex.txt"
QUIET_SECONDS = 301
PATIENCE_SECONDS = 30
HOME = "What would you like to do?"
DONE = "Taking in is done."
GOES_ON = "Taking in goes on."


@dataclass
class LongImport:
    """An import of one chat that waits for a word before it reads."""

    client: Client
    book: OpenCasebook
    gate: threading.Event
    thread: threading.Thread
    job: TakeInJob

    def finish(self) -> None:
        self.gate.set()
        self.thread.join(PATIENCE_SECONDS)

    def look(self) -> list[Why]:
        """Look at the clock as the process does each second; gives what made it end."""
        self.client.shell.look_at_clock()
        self.client.app.end_if_locked()
        return [each.why for each in self.client.endings]


def begun(client: Client, error: Exception | None = None) -> LongImport:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    gate, book = threading.Event(), client.shell.session.book

    def chunks() -> Iterator[bytes]:
        gate.wait(PATIENCE_SECONDS)
        if error is not None:
            raise error
        yield CHAT

    source = replace(received(CHAT_NAME, b""), chunks=chunks, whose="mine")
    job = TakeInJob(sources=[source], whose="mine")
    client.shell.session.jobs[NAME] = job
    thread = threading.Thread(target=job.run, args=(book,))
    thread.start()
    return LongImport(client, book, gate, thread, job)


@pytest.fixture
def taking(tmp_path: Path) -> Iterator[LongImport]:
    found = begun(open_client(tmp_path / "home"))
    yield found
    found.finish()


def unlocked(client: Client) -> str:
    client.get("/")
    client.post("/", {"passphrase": PASSPHRASE})
    return client.get("/").text


def test_the_screen_locks_after_the_quiet_time_and_the_import_goes_on(taking: LongImport) -> None:
    client = taking.client
    address = client.where("home")
    client.clock.wait(QUIET_SECONDS)

    assert "data-locked" in client.get(address).text
    assert taking.look() == []
    taking.finish()

    assert taking.job.ended_early is None
    assert taking.book.record.size == 1


def test_the_process_ends_as_soon_as_the_import_behind_the_lock_has_ended(
    taking: LongImport,
) -> None:
    taking.client.clock.wait(QUIET_SECONDS)
    assert taking.look() == []

    taking.finish()

    assert taking.look() == [Why.IDLE]
    assert taking.client.endings[0].book is taking.book


def test_only_the_passphrase_leads_back_to_the_import(taking: LongImport) -> None:
    client, old = taking.client, dict(taking.client.cookies)
    client.clock.wait(QUIET_SECONDS)
    client.get("/")
    client.cookies.pop(STRICT_PREFIX + SESSION)

    client.post("/", {"passphrase": "not it"})
    assert "data-locked" in client.get("/").text
    home = unlocked(client)
    client.cookies, new = old, dict(client.cookies)
    assert "data-locked" in client.get("/").text
    client.cookies = new
    assert HOME in home
    assert GOES_ON in home
    taking.finish()

    assert DONE in client.get("/").text
    assert "Read: 3 messages" in client.get(client.where("take-in.account")).text
    assert DONE not in client.get("/").text
    assert taking.look() == []


@pytest.mark.parametrize("path", ["/lock", "/exit"])
def test_lock_and_leave_end_it_at_once(taking: LongImport, path: str) -> None:
    taking.client.post(path) if path == "/lock" else taking.client.get(path)

    assert len(taking.client.endings) == 1


@pytest.mark.parametrize(
    ("pass_time", "why"),
    [
        pytest.param(lambda client: client.clock.wait(ABSOLUTE_LIMIT), Why.LONG, id="eight hours"),
        pytest.param(lambda client: client.clock.sleep(60), Why.SLEPT, id="sleep"),
    ],
)
@pytest.mark.parametrize("is_behind", [False, True])
def test_neither_sleep_nor_a_whole_day_waits_for_an_import(
    taking: LongImport, pass_time: Callable[[Client], None], why: Why, *, is_behind: bool
) -> None:
    if is_behind:
        taking.client.clock.wait(QUIET_SECONDS)
        taking.look()

    pass_time(taking.client)

    assert taking.look() == [why]


def test_a_page_out_of_sight_locks_at_once_and_the_import_goes_on(taking: LongImport) -> None:
    taking.client.post("/lock", {"unseen": "yes"})

    assert "data-locked" in taking.client.get("/").text
    assert taking.look() == []


def test_a_second_window_takes_the_import_over(taking: LongImport) -> None:
    client = taking.client
    client.cookies.clear()

    home = unlocked(client)
    taking.finish()

    assert GOES_ON in home
    assert taking.job.ended_early is None
    assert DONE in client.get("/").text


def test_what_ended_behind_the_lock_is_told_after_the_next_unlock(
    taking: LongImport, tmp_path: Path
) -> None:
    taking.client.clock.wait(QUIET_SECONDS)
    taking.look()
    taking.finish()
    taking.look()
    taking.book.close()
    later = locked_client(tmp_path / "home")

    home = unlocked(later)
    found = re.search(r'href="([^"]+)"[^>]*>See what was read<', home)

    assert DONE in home
    assert found is not None
    went = later.get(found[1])
    assert "Read: 3 messages" in later.get(went.headers["location"]).text
    assert DONE not in later.get("/").text


def test_what_failed_behind_the_lock_is_named(tmp_path: Path) -> None:
    taking = begun(open_client(tmp_path / "home"), DiskFullError())
    taking.client.clock.wait(QUIET_SECONDS)
    taking.look()
    taking.finish()
    taking.look()
    taking.book.close()

    home = unlocked(locked_client(tmp_path / "home"))

    assert "Taking in was cut off before it was done." in home
    assert CHAT_NAME in home
    assert DONE not in home


def test_no_lock_ends_the_process_while_somebody_is_being_let_in(taking: LongImport) -> None:
    taking.client.clock.wait(QUIET_SECONDS)
    taking.look()
    with taking.client.shell.letting_in():
        taking.finish()

        assert taking.look() == []
    assert taking.look() == [Why.IDLE]


def test_files_that_still_arrive_are_waited_for_too(tmp_path: Path) -> None:
    client = open_client(tmp_path / "home")
    session = client.shell.session
    assert session is not None
    client.clock.wait(QUIET_SECONDS)
    with session.receiving("take-in"):
        client.shell.look_at_clock()

        assert "data-locked" in client.get("/").text
        assert client.endings == []
        client.cookies.clear()
        assert HOME in unlocked(client)
    assert not session.is_busy
