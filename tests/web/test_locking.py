"""When it locks by itself, and that locked is the same for everybody and everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.web.locking import ABSOLUTE_LIMIT, IDLE_CHOICES, Watch, Why
from tests.web.browser_less import PASSPHRASE, locked_client, open_client

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ("/", "/x/abcdefghijklmnopqrstuv", "/lock", "/admin", "/x/", "/static/nothing.css", "/%00")
RANDOM = re.compile(r'name="_token" value="[^"]+"')


@pytest.mark.parametrize("path", PATHS)
def test_while_locked_every_path_gets_the_same_answer(path: str, home: Path) -> None:
    client = locked_client(home)

    answer, other = client.get(path), client.get("/")

    assert answer.status == other.status == 200
    assert RANDOM.sub("", answer.text) == RANDOM.sub("", other.text)
    assert {k: v for k, v in answer.headers.items() if k != "set-cookie"} == {
        k: v for k, v in other.headers.items() if k != "set-cookie"
    }


@pytest.mark.parametrize("minutes", IDLE_CHOICES)
def test_it_locks_after_the_quiet_time_she_chose(minutes: int) -> None:
    watch = Watch(opened=0, seen=0, drift=0, idle_minutes=minutes)
    limit = 60 * (minutes or 1)

    assert watch.find_reason(running=limit - 1, passing=limit - 1) is None
    assert watch.find_reason(running=limit, passing=limit) is Why.IDLE


def test_it_locks_after_eight_hours_however_busy() -> None:
    watch = Watch(opened=0, seen=ABSOLUTE_LIMIT - 1, drift=0)

    assert watch.find_reason(running=ABSOLUTE_LIMIT, passing=ABSOLUTE_LIMIT) is Why.LONG


def test_it_locks_when_the_machine_slept() -> None:
    watch = Watch(opened=0, seen=0, drift=0)

    assert watch.find_reason(running=10, passing=20) is Why.SLEPT


def test_a_page_asked_for_too_late_shows_the_lock_page(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    client.clock.wait(301)

    answer = client.get(client.where("home"))

    assert "data-locked" in answer.text
    assert [ending.why for ending in client.endings] == [Why.IDLE]


def test_every_page_she_asks_for_starts_the_quiet_time_anew(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    for _ in range(5):
        client.clock.wait(200)

        assert "data-locked" not in client.get(client.where("home")).text


def test_what_a_page_asks_by_itself_is_no_sign_of_her(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    address = client.where("presence.open")
    client.clock.wait(200)
    client.get(address)
    client.clock.wait(200)

    assert "data-locked" in client.get(address).text


def test_a_key_press_told_by_the_page_is_a_sign_of_her(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    address = client.where("presence.here")
    client.clock.wait(200)
    client.post(address)
    client.clock.wait(200)

    assert client.post(address).status == 204


def test_locking_gives_a_new_cookie_and_ends_the_process(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    before = dict(client.cookies)

    answer = client.post("/lock")

    assert answer.status == 303
    assert client.cookies != before
    assert [ending.why for ending in client.endings] == [Why.ASKED]


def test_a_locked_process_never_opens_again(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    client.post("/lock")
    client.get("/")

    client.post("/", {"passphrase": PASSPHRASE})

    assert client.shell.session is None


def test_the_passphrase_opens_and_the_cookie_is_kept_from_scripts_and_sites(home: Path) -> None:
    client = locked_client(home)
    client.get("/")

    answer = client.post("/", {"passphrase": PASSPHRASE})

    assert answer.status == 303
    strict = next(each for each in answer.cookies if each.startswith("__Host-n="))
    assert {"HttpOnly", "SameSite=strict", "Secure", "Path=/"} <= set(strict.split("; "))
    assert "What would you like to do?" in client.get("/").text


def test_a_wrong_passphrase_is_recorded_and_says_nothing(home: Path) -> None:
    client = locked_client(home)
    page = client.get("/").text

    answer = client.post("/", {"passphrase": "nearly right"})

    assert answer.status == 200
    assert "That did not open it." in answer.text
    assert len(answer.text) - len(page) < 120
    client.post("/", {"passphrase": PASSPHRASE})
    assert "Somebody tried to open this and did not get in." in client.get("/").text


def test_a_passphrase_from_an_old_lock_page_is_asked_for_again(home: Path) -> None:
    client = locked_client(home)
    client.get("/")

    answer = client.post("/", {"passphrase": PASSPHRASE, "_token": "old.0"})

    assert "That page was old." in answer.text


def test_recovery_words_open_it_too(home: Path) -> None:
    opened = locked_client(home)
    book = opened.shell.door.open_with_passphrase(PASSPHRASE)
    kit = book.make_kit()
    book.close()
    client = locked_client(home)
    client.get("/")

    client.post("/", {"kit": kit.upper()})

    assert "What would you like to do?" in client.get("/").text


def test_a_second_unlock_puts_the_first_browser_out(home: Path) -> None:
    first = locked_client(home)
    first.get("/")
    first.post("/", {"passphrase": PASSPHRASE})
    hers = dict(first.cookies)
    first.cookies.clear()
    first.get("/")
    first.post("/", {"passphrase": PASSPHRASE})
    first.cookies = hers

    assert "data-locked" in first.get("/").text
