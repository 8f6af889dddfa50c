"""A file that is read again with an answer: how far it is, Stop, the lock, what is told after."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import so_far
from holdfast.actions.answer import answer, latest_answers
from holdfast.actions.answering import PREFIX, note_answering
from holdfast.actions.reading.following import Followed
from holdfast.actions.so_far import Following, Step
from holdfast.actions.take_in import take_in
from holdfast.model.errors import DiskFullError
from holdfast.vault.record import Record
from holdfast.web.locking import Why
from holdfast.web.pages import take_in_reading
from holdfast.web.read_again import NAME, ReadAgain
from tests.actions.samples import CHAT, received
from tests.web.browser_less import PASSPHRASE, locked_client, open_client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from holdfast.actions.account import FileAccount
    from holdfast.model.message import Found
    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Answer, Client

CHAT_NAME = "WhatsApp Chat with Alex.txt"
LONG = CHAT * 4_000
WHOLE = -(-len(LONG) // 1_000)
QUIET_SECONDS = 301
PATIENCE_SECONDS = 30


@dataclass
class Reading:
    """A chat that is read again and waits after its first batch."""

    client: Client
    book: OpenCasebook
    account: FileAccount
    is_there: threading.Semaphore
    may_go_on: threading.Event

    def answer(self, choice: str = "uk") -> Answer:
        """Answer as the page does, and wait until the reading is held."""
        where = self.client.where("take-in.answer", sha256=self.account.sha256, question="zone")
        said = self.client.post(where, {"choice": choice})
        assert self.is_there.acquire(timeout=PATIENCE_SECONDS)
        return said

    @property
    def job(self) -> ReadAgain:
        """What is read."""
        session = self.client.shell.session or self.client.shell.behind
        assert session is not None
        job = session.jobs[NAME]
        assert isinstance(job, ReadAgain)
        return job

    def finish(self) -> None:
        """Let it go on to its end."""
        self.may_go_on.set()
        assert self.job.wait(PATIENCE_SECONDS)

    @property
    def answers(self) -> dict[str, str]:
        """What counts."""
        return latest_answers(self.book, self.book.record.entry(self.account.entry))


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reading]:
    client = open_client(tmp_path / "home")
    assert client.shell.session is not None
    book = client.shell.session.book
    assert book is not None
    (account,) = take_in(book, [received(CHAT_NAME, LONG)], whose="mine")
    made = Reading(client, book, account, threading.Semaphore(0), threading.Event())
    passing = Followed.passing

    def held(followed: Followed, batches: Iterable[list[Found]]) -> Iterator[list[Found]]:
        for batch in passing(followed, batches):
            yield batch
            made.is_there.release()
            made.may_go_on.wait(PATIENCE_SECONDS)

    monkeypatch.setattr(Followed, "passing", held)
    monkeypatch.setattr(so_far, "LARGE_BYTES", 0)
    monkeypatch.setattr(so_far, "MEGABYTE", 1_000)
    monkeypatch.setattr(take_in_reading, "SHORT_SECONDS", 0.01)
    yield made
    made.may_go_on.set()


def unlocked(client: Client) -> str:
    client.get("/")
    client.post("/", {"passphrase": PASSPHRASE})
    return client.get("/").text


def test_a_long_file_shows_how_far_it_is_read_again(reading: Reading) -> None:
    went = reading.answer()
    page = reading.client.get(went.headers["location"]).text
    home = reading.client.get(reading.client.where("home")).text
    account = reading.client.get(reading.client.where("take-in.account")).text
    bar = reading.job.progress()["bar"]

    assert "Reading it again" in page
    (done,) = re.findall(rf"Reading the file: (\d+) of {WHOLE} MB\.", page)
    assert 0 < int(done) < WHOLE
    assert f'value="{bar}" max="1000"' in page
    assert isinstance(bar, int)
    assert 0 < bar < 500
    assert re.search(r"Time so far: \d+ s<", page)
    assert "A file is being read again with your answer." in home
    assert "is being read again with your answer. Below it stands as it was" in account
    assert reading.answers == {}


def test_what_was_read_again_stands_in_the_account_and_is_told_once(reading: Reading) -> None:
    reading.answer()
    reading.finish()

    went = reading.client.get(reading.client.where("take-in.reading"))
    home = reading.client.get("/").text
    page = reading.client.get(went.headers["location"]).text

    assert "Taking in is done." in home
    assert "Read: 12,000 messages" in page
    assert "Thank you. It was read again with your answer." in page
    assert "is being read again" not in page
    assert "Thank you." not in reading.client.get(reading.client.where("take-in.account")).text
    assert reading.answers == {"zone": "uk"}
    assert "Taking in is done." not in reading.client.get("/").text
    assert reading.book.drawer.names(PREFIX) == ()


def test_stop_changes_nothing_and_says_so(reading: Reading) -> None:
    reading.answer()
    size, files = reading.book.record.size, len([*reading.book.originals.names()])
    stopping = threading.Timer(0.1, reading.may_go_on.set)
    stopping.start()

    went = reading.client.post(reading.client.where("take-in.reading-stop"))
    page = reading.client.get(went.headers["location"]).text

    assert reading.job.is_stopped
    assert "Your answer was not used." in page
    assert "Thank you." not in page
    assert reading.answers == {}
    assert (reading.book.record.size, len([*reading.book.originals.names()])) == (size, files)
    assert reading.book.drawer.names(PREFIX) == ()


def test_what_is_being_saved_is_not_stopped_any_more(reading: Reading) -> None:
    reading.may_go_on.set()
    steps: list[Step] = []

    def tell(far: so_far.SoFar) -> None:
        if far.at_hand is not None:
            steps.append(far.at_hand.step)

    follow = Following(tell, lambda: Step.FINDABLE in steps)
    answer(reading.book, reading.account.sha256, "zone", "uk", follow=follow)

    assert reading.answers == {"zone": "uk"}
    assert steps[-1] is Step.FINDABLE


def test_the_idle_lock_waits_for_it_as_for_an_import(reading: Reading) -> None:
    client = reading.client
    reading.answer()
    client.clock.wait(QUIET_SECONDS)

    assert "data-locked" in client.get("/").text
    client.app.end_if_locked()
    assert client.endings == []
    reading.finish()
    client.shell.look_at_clock()
    client.app.end_if_locked()

    assert [each.why for each in client.endings] == [Why.IDLE]
    assert reading.answers == {"zone": "uk"}


def test_what_ended_behind_the_lock_is_told_after_the_next_unlock(
    reading: Reading, tmp_path: Path
) -> None:
    reading.answer()
    reading.client.clock.wait(QUIET_SECONDS)
    reading.client.shell.look_at_clock()
    reading.finish()
    reading.book.close()
    later = locked_client(tmp_path / "home")

    home = unlocked(later)
    found = re.search(r'href="([^"]+)"[^>]*>See what was read<', home)

    assert found is not None
    went = later.get(found[1])
    assert "Read: 12,000 messages" in later.get(went.headers["location"]).text


def test_who_comes_back_meanwhile_is_led_to_it_and_sees_the_file_once(reading: Reading) -> None:
    client = reading.client
    reading.answer()
    client.clock.wait(QUIET_SECONDS)
    client.get("/")
    client.cookies.clear()

    home = unlocked(client)
    reading.finish()
    found = re.search(r'href="([^"]+)"[^>]*>See what was read<', client.get("/").text)
    assert found is not None
    page = client.get(client.get(found[1]).headers["location"]).text

    assert "A file is being read again with your answer." in home
    assert page.count(f"<bdi>{CHAT_NAME}</bdi></h2>") == 1


def test_an_answer_that_a_lock_cut_off_is_named_until_it_counts(reading: Reading) -> None:
    client, book = reading.client, reading.book
    reading.may_go_on.set()
    note_answering(book, reading.account.entry, {"zone": "uk"})

    home = client.get("/").text
    pressed = re.search(rf'action="([^"]+)"[^>]*>(?:(?!</form>).)*{CHAT_NAME}', home, re.DOTALL)
    assert pressed is not None
    went = client.post(pressed[1])
    answer(book, reading.account.sha256, "zone", "uk")

    assert "Reading again with your answer was cut off." in home
    assert CHAT_NAME in client.get(went.headers["location"]).text
    assert "was cut off" not in client.get("/").text
    assert book.drawer.names(PREFIX) == ()


def test_an_answer_that_was_cut_off_is_shown_no_more_when_she_knows(reading: Reading) -> None:
    note_answering(reading.book, reading.account.entry, {"zone": "uk"})

    went = reading.client.post(reading.client.where("take-in.seen"))

    assert "was cut off" not in reading.client.get(went.headers["location"]).text


def test_two_answers_in_two_windows_both_count(reading: Reading) -> None:
    reading.answer("uk")
    where = reading.client.where("take-in.answer", sha256=reading.account.sha256, question="zone")
    reading.client.post(where, {"choice": "us-eastern"})

    is_waiting = [not each.ended.is_set() for each in reading.job.jobs]
    reading.finish()

    assert is_waiting == [True, True]
    assert reading.answers == {"zone": "us-eastern"}


def test_what_ends_it_early_is_told_on_the_page(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFullError

    reading.answer()
    monkeypatch.setattr(Record, "append", full)
    reading.finish()

    page = reading.client.get(reading.client.where("take-in.account")).text

    assert "The disk is full." in page
    assert reading.answers == {}


def test_a_short_file_is_read_again_without_a_page_between(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_in_reading, "SHORT_SECONDS", PATIENCE_SECONDS)
    reading.may_go_on.set()

    went = reading.answer()

    page = reading.client.get(went.headers["location"]).text
    assert "Thank you. It was read again with your answer." in page


def test_the_page_is_told_how_far_it_is_until_it_has_ended(reading: Reading) -> None:
    reading.answer()
    going_on = threading.Timer(0.5, reading.may_go_on.set)
    going_on.start()

    heard = reading.client.get(reading.client.where("take-in.reading-events")).text

    said = [json.loads(each[6:]) for each in heard.splitlines() if each.startswith("data: ")]
    assert "Reading the file:" in said[0]["text"]
    assert (said[0]["finished"], said[-1]["finished"], said[-1]["bar"]) == (False, True, 1_000)
